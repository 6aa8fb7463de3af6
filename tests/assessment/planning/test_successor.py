"""A new assessment from the last one: what is copied, what is followed up, and what is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import (
    Improvement,
    ImprovementStatus,
    Lift,
    StatusCheck,
)
from kompass_desktop.assessment.planning.successor import (
    instruments_for,
    misfit,
    stepped,
    successor,
)
from kompass_desktop.assessment.record_ids import (
    asking_choice_id,
    lift_id,
    status_check_id,
    text_id,
)
from kompass_desktop.assessment.records import (
    AskingChoice,
    Attachment,
    ChainStep,
    Change,
    Document,
    DocumentStatus,
    Finding,
    Interview,
    Member,
    Note,
    Particulars,
    Recommendation,
    Record,
    ReportText,
)
from kompass_desktop.assets import data_folder
from kompass_desktop.instrument.loading import load_instrument
from kompass_desktop.instrument.model import Instrument

INSTRUMENT = load_instrument(data_folder() / "instruments" / "kommunekompasset-2.1.toml")
NEW = Particulars("new", "Kárášjohka - Karasjok", "5610", 2023, begins="2023-09-05")


def last_time(*records: Record) -> Assessment:
    particulars = Particulars(
        "old",
        "Kárášjohka - Karasjok",
        "2021",
        2019,
        report="Rapport 1/2019",
        begins="2019-09-03",
        ends="2019-09-05",
        finished=True,
        retain_until="2020-12-31",
        client="Kommunestyret",
        firm="Čáhppes AS",
        lunch="12:00-12:45",
    )
    made = Assessment(particulars, INSTRUMENT)
    for record in records:
        made.apply(Change(made.get(record), record))
    return made


def again(last: Assessment, instrument: Instrument = INSTRUMENT) -> Assessment:
    return successor(last, NEW, instrument, ("sections",), lambda status: status.value)


def without(code: str) -> Instrument:
    """Return the instrument without one measure point, as a later version."""
    areas = tuple(
        replace(
            area,
            questions=tuple(
                replace(
                    question,
                    measure_points=tuple(p for p in question.measure_points if p.code != code),
                )
                for question in area.questions
            ),
        )
        for area in INSTRUMENT.areas
    )
    return replace(INSTRUMENT, version="2.10", areas=areas)


def test_the_particulars_are_new_except_what_stays_with_the_municipality() -> None:
    made = again(last_time()).particulars
    assert made == replace(
        NEW, client="Kommunestyret", firm="Čáhppes AS", lunch="12:00-12:45", invented=False
    )


def test_the_plan_has_as_many_of_each_group_without_names_and_dates() -> None:
    made = again(
        last_time(
            Interview("i1", "mayor", "OF-07", "Áile Šuorbmu", 3, "2019-09-03T09:00", 90),
            Interview("i2", "unit_leaders", "VL-03", "Đorđe", started_at="2019-09-03T10:00+02:00"),
            Interview("i3", "unit_leaders", "VL-09", venue="Hos Đorđe", position=1.0),
            Interview("i4", "union", "HTV-01", cancelled=True),
        )
    )
    prefixes = {group.key: group.prefix for group in INSTRUMENT.groups}
    kept = [(i.group, i.code, i.agreed_minutes, i.participants) for i in made.interviews_in_order()]
    assert sorted(kept) == sorted(
        [
            ("mayor", f"{prefixes['mayor']}-01", 90, 3),
            ("unit_leaders", f"{prefixes['unit_leaders']}-01", 75, 1),
            ("unit_leaders", f"{prefixes['unit_leaders']}-02", 75, 1),
        ]
    )
    for interview in made.interviews.values():
        assert interview.status.value == "planned"
        assert (interview.name, interview.planned_at, interview.venue) == ("", "", "")
        assert interview.id not in {"i1", "i2", "i3"}


def test_the_team_is_copied_under_new_ids() -> None:
    made = again(last_time(Member("m1", "Kari Nordmann", "leder"), Member("m2", "Ola", position=1)))
    assert [(m.name, m.role) for m in made.members_in_order()] == [
        ("Kari Nordmann", "leder"),
        ("Ola", ""),
    ]
    assert not {"m1", "m2"} & made.members.keys()


def test_what_groups_are_asked_is_copied_and_what_single_interviews_are_asked_is_not() -> None:
    choices = [
        AskingChoice(asking_choice_id("old", asker, code), asker, code, asked)
        for asker, code, asked in (
            ("mayor", "1.4", False),
            ("mayor", "1.5", None),
            ("i1", "1.6", True),
            ("mayor", "99.1", True),
        )
    ]
    made = again(last_time(Interview("i1", "mayor", "OF-01"), *choices))
    assert [(c.id, c.asker, c.code, c.asked) for c in made.asking_choices.values()] == [
        (asking_choice_id("new", "mayor", "1.4"), "mayor", "1.4", False)
    ]


def test_documents_are_requested_again_for_later_years() -> None:
    made = again(
        last_time(
            Document(
                "d1",
                "Årsmelding 2018",
                "årsmelding",
                2018,
                ChainStep.OUTPUT,
                DocumentStatus.READ,
                "https://example.org/2018",
                "a1",
                service="health",
                codes="1.1.1",
            ),
            Attachment("a1", "årsmelding.pdf", "application/pdf", 3, "ab" * 32),
        )
    )
    (document,) = made.documents.values()
    assert replace(document, id="") == Document(
        "", "Årsmelding 2022", "årsmelding", 2022, ChainStep.OUTPUT, service="health"
    )
    assert not made.attachments


@pytest.mark.parametrize(
    ("title", "later"),
    [
        ("Årsmelding", "Årsmelding"),
        ("Årsmelding 2018", "Årsmelding 2022"),
        ("Økonomiplan 2019–2022", "Økonomiplan 2023–2026"),
        ("Økonomiplan 2019-2022, vedtatt", "Økonomiplan 2023-2026, vedtatt"),
        ("Tilstandsrapport 2018/19", "Tilstandsrapport 2022/23"),
        ("Tilstandsrapport 1999/2000", "Tilstandsrapport 2003/2004"),
        ("Sak 2019/1234", "Sak 2019/1234"),
        ("Sak 14/2019", "Sak 14/2019"),
        ("Journal 120194", "Journal 120194"),
    ],
)
def test_the_years_of_a_title_are_stepped_and_case_numbers_are_not(title: str, later: str) -> None:
    assert stepped(title, 4) == later


def test_only_the_chapters_asked_for_are_copied() -> None:
    made = again(
        last_time(
            ReportText(text_id("old", "sections"), "sections", "results\n-glossary"),
            ReportText(text_id("old", "results"), "results", "I 2019 var det 212 poeng."),
        )
    )
    assert list(made.texts.values()) == [
        ReportText(text_id("new", "sections"), "sections", "results\n-glossary")
    ]


def test_improvements_and_what_is_not_good_are_carried_over() -> None:
    made = again(
        last_time(
            Finding("f1", 1, FindingKind.WEAKNESS, "Ingen\ndialog.", "1.4.3", joined="1.4.5"),
            Finding("f2", 1, FindingKind.STRENGTH, "God åpenhet."),
            Finding("f3", 2, FindingKind.CHALLENGE, "Lite medvirkning."),
            Improvement(
                "t1",
                "Innbyggerpanel",
                responsible="Rådmannen",
                ends="2020-06-30",
                findings="f1 gone",
                position=1.0,
            ),
            Improvement("t2", "Skrinlagt", status=ImprovementStatus.DROPPED),
            Lift(lift_id("old", "t1", "1.4.1"), "t1", "1.4.1", extent=3),
            StatusCheck(status_check_id("old", "t1", 2021), "t1", 2021, ImprovementStatus.ADOPTED),
            StatusCheck(
                status_check_id("old", "t1", 2022),
                "t1",
                2022,
                ImprovementStatus.UNDER_WAY,
                "I rute",
            ),
        )
    )
    assert [
        (c.origin, c.year, c.text, c.kind, c.codes, c.responsible, c.deadline, c.outcome, c.comment)
        for c in made.carryovers_in_order()
    ] == [
        (
            "t1",
            2019,
            "Innbyggerpanel",
            None,
            "1.4.1 1.4.3 1.4.5",
            "Rådmannen",
            "2020-06-30",
            None,
            "2022: under_way. I rute",
        ),
        ("f1", 2019, "Ingen dialog.", FindingKind.WEAKNESS, "1.4.3 1.4.5", "", "", None, ""),
        ("f3", 2019, "Lite medvirkning.", FindingKind.CHALLENGE, "2", "", "", None, ""),
    ]
    assert not made.improvements
    assert not made.findings


def test_a_recommendation_is_carried_over_unless_an_improvement_is_about_it() -> None:
    made = again(
        last_time(
            Recommendation("r1", "Lag et årshjul", "3.2", "Økonomisjefen", "Våren 2020"),
            Recommendation("r2", "Innbyggerpanel", "1.4", finding="f1", position=1.0),
            Recommendation("r3", "Ny  nettside", position=2.0),
            Improvement("t1", "Panel", findings="f1"),
            Improvement("t2", "Ny nettside", status=ImprovementStatus.DROPPED),
        )
    )
    assert [(c.origin, c.codes, c.deadline) for c in made.carryovers_in_order()] == [
        ("t1", "", ""),
        ("r1", "3.2", "Våren 2020"),
    ]


def test_names_of_informants_are_replaced_in_all_that_is_copied() -> None:
    named = last_time(
        Interview("i1", "mayor", "OF-01", "Áile Šuorbmu"),
        Note("n1", "i1", "Áile sier nei.", "2019-09-03T09:00:00+02:00"),
        Finding("f1", 1, FindingKind.WEAKNESS, "Áile Šuorbmu svarer ikke.", "1.4.3"),
        Improvement("t1", "Áile Šuorbmu skal svare", responsible="Áile Šuorbmu"),
        StatusCheck(
            status_check_id("old", "t1", 2021), "t1", 2021, ImprovementStatus.DONE, "Sier Áile"
        ),
        Document("d1", "Brev fra Áile Šuorbmu"),
        ReportText(text_id("old", "sections"), "sections", "results = Áile Šuorbmus tall"),
    )
    made = again(named)
    assert (len(made.carryovers), len(made.documents), len(made.texts)) == (2, 1, 1)
    assert not [record for record in made.records() if "ile" in repr(record)]
    assert not made.earlier_names
    assert not made.notes


def test_codes_that_another_version_does_not_have_are_left_out() -> None:
    last = last_time(
        Finding("f1", 1, FindingKind.WEAKNESS, "Ingen dialog.", "1.4.3", joined="1.4.5"),
    )
    made = again(last, without("1.4.3"))
    assert [c.codes for c in made.carryovers.values()] == ["1.4.5"]


def test_the_newest_version_that_everything_fits_is_recommended() -> None:
    last, newer = last_time(), replace(INSTRUMENT, version="2.10")
    other = replace(INSTRUMENT, name="Noe annet", version="9")
    assert instruments_for(last, [INSTRUMENT, other, newer]) == (newer, INSTRUMENT)
    assert instruments_for(last, [INSTRUMENT, without("1.4.3")]) == (INSTRUMENT, without("1.4.3"))
    assert instruments_for(last, [without("1.4.3")])[0] == INSTRUMENT
    assert misfit(last, without("1.4.3")).codes == ("1.4.3",)
    assert not misfit(last, newer)
