"""Comparing several: aligned by code, changes per part, ranking, trend, and sentences on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from kompass_desktop.assessment.comparing.compared import (
    Compared,
    VersionGap,
    Why,
    compared_rows,
    last_time,
    ranking,
    reference_compared,
    total_change,
    version_gap,
)
from kompass_desktop.assessment.comparing.comparison_text import (
    moved_most,
    summary_sentences,
    version_sentence,
)
from kompass_desktop.assessment.comparing.references import bundled_references
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.profile import profile_of
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.recorded_entry import recorded_changes, recorded_of
from kompass_desktop.assessment.records import TOTAL, Particulars
from kompass_desktop.assessment.scoring import Scoreboard, ScoreStatus
from kompass_desktop.instrument.model import Instrument
from tests.examples import bundled

MadeOf = Callable[..., Compared]


@pytest.fixture
def made_of(instrument: Instrument) -> MadeOf:
    def make(year: int, points: dict[str, str], place: str = "Karasjok") -> Compared:
        assessment = Assessment(Particulars(new_id(), place, "", year), instrument)
        exact = {code: Fraction(value) for code, value in points.items()}
        for change in recorded_changes(assessment, exact):
            assessment.apply(change)
        profile = profile_of(Scoreboard(assessment), f"{place} {year}")
        return Compared(place, year, profile, assessment.id)

    return make


@pytest.fixture
def karasjok() -> Compared:
    assessment = bundled("karasjok-2019")
    profile = profile_of(Scoreboard(assessment), "Karasjok 2019")
    return Compared("Karasjok", 2019, profile, assessment.id)


def risen(made_of: MadeOf) -> Compared:
    """Karasjok two points better in 1.4, one worse in 8.3, and the rest as in 2019."""
    points = {code: str(value) for code, value in recorded_of(bundled("karasjok-2019")).items()}
    later = {"1.4": "12.4", "1": "26", "8.3": "8", "8": "43", TOTAL: "214"}
    return made_of(2023, points | later)


def reference(instrument: Instrument, key: str) -> Compared:
    found = next(each for each in bundled_references() if each.key == key)
    return reference_compared(found, instrument)


def test_what_has_only_a_total_has_gaps_and_no_zeros(made_of: MadeOf) -> None:
    total = made_of(2021, {TOTAL: "593"}, "Røros")
    assert total.is_total_only
    assert all(entry.is_gap for entry in (*total.profile.areas, *total.profile.questions))
    areas = made_of(2021, {"1": "60", "2": "70"}, "Røros")
    assert [e.code for e in areas.profile.questions if not e.is_gap][:1] == ["3.1"]
    assert not areas.is_total_only


def test_what_nobody_has_rated_yet_is_no_gap(empty_assessment: Assessment) -> None:
    profile = profile_of(Scoreboard(empty_assessment), "ny")
    assert not any(entry.is_gap for entry in profile.areas)


def test_changes_are_those_of_the_printed_points(made_of: MadeOf, karasjok: Compared) -> None:
    rows = {row.code: row for row in compared_rows(risen(made_of).profile, [karasjok])}
    assert len(rows) == 1 + 8 + 45
    changes = {code: row.cells[0].change for code, row in rows.items()}
    assert changes[TOTAL] == 2
    assert [changes[code] for code in ("1", "8", "2", "1.4", "8.3")] == [5, -3, 0, 5, -3]
    assert not rows[TOTAL].cells[0].matters


def test_a_reference_with_only_a_total_is_compared_in_the_total(
    karasjok: Compared, instrument: Instrument
) -> None:
    roros = reference(instrument, "roros-2021")
    rows = {row.code: row.cells[0] for row in compared_rows(karasjok.profile, [roros])}
    assert rows[TOTAL].change == 212 - 593
    assert (rows["1"].score, rows["1"].why) == (None, Why.NOT_KNOWN)


def test_just_under_a_number_gives_no_exact_difference(
    karasjok: Compared, instrument: Instrument
) -> None:
    average = reference(instrument, "norwegian-average")
    assert average.total_text == "litt under 350"
    assert total_change(karasjok.profile, average) is None
    (row, *_) = compared_rows(karasjok.profile, [average])
    assert row.cells[0].change is None
    (sentence,) = summary_sentences(karasjok, [average])
    assert sentence == (
        "Karasjok 2019 har 212 poeng, som er under norsk gjennomsnitt (litt under 350)."
    )


@pytest.mark.parametrize(
    ("total", "said"), [("350", "over norsk"), ("349", "omtrent som norsk"), ("330", "under norsk")]
)
def test_a_total_is_above_about_or_below_the_average(
    made_of: MadeOf, instrument: Instrument, total: str, said: str
) -> None:
    (sentence,) = summary_sentences(
        made_of(2020, {TOTAL: total}), [reference(instrument, "norwegian-average")]
    )
    assert said in sentence


def test_the_areas_of_a_reference_are_compared(karasjok: Compared, instrument: Instrument) -> None:
    orebro = reference(instrument, "orebro-2013")
    rows = {row.code: row.cells[0] for row in compared_rows(karasjok.profile, [orebro])}
    assert rows["1"].change == 21 - 68
    assert rows["1.1"].why is Why.NOT_KNOWN
    assert not orebro.is_total_only


def test_versions_are_compared_where_codes_match_and_say_where_not(
    karasjok: Compared, made_of: MadeOf
) -> None:
    own = risen(made_of)
    first, second, *rest = karasjok.profile.questions
    larger = replace(second, score=replace(second.score, maximum=Fraction(25)))
    new = replace(rest[-1], code="8.8")
    worded = replace(rest[0], text="Et annet spørsmål")
    older = replace(
        karasjok,
        profile=replace(
            karasjok.profile,
            questions=(larger, worded, *rest[1:], new),
            instrument="Kommunekompasset 1.0",
        ),
    )
    assert version_gap(own.profile, older.profile) == VersionGap(
        missing=("1.1",), added=("8.8",), other_maximum=("1.2",), other_text=("1.3",)
    )
    rows = {row.code: row.cells[0] for row in compared_rows(own.profile, [older])}
    assert (rows["1.1"].why, rows["1.2"].why) == (Why.NOT_THERE, Why.OTHER_MAXIMUM)
    assert rows["1.4"].change == 5
    sentence = version_sentence(own, older)
    assert "Kommunekompasset 1.0" in sentence
    assert "finnes ikke der: 1.1; bare der: 8.8; annet maksimum: 1.2" in sentence
    assert version_sentence(own, karasjok) == ""
    assert first.code == "1.1"


def test_what_rose_and_fell_most_is_a_sentence_to_use(
    karasjok: Compared, made_of: MadeOf, instrument: Instrument
) -> None:
    own = risen(made_of)
    above, below = moved_most(own, karasjok)
    assert [row.code for row in above.questions] == ["1.4"]
    assert [row.code for row in below.areas] == ["8"]
    roros = reference(instrument, "roros-2021")
    since, other = summary_sentences(own, [roros, karasjok])
    assert since.startswith("Siden 2019: +2 poeng (212 → 214). Forskjellen er innenfor ±5 %")
    assert "Mest opp: 1 Offentlighet (+5); 1.4 " in since
    assert "Mest ned: 8 Samfunn (−3); 8.3 " in since
    assert other == "Karasjok 2023 har 379 poeng færre enn Røros 2021 (214 mot 593)."


def test_what_is_not_rated_in_full_is_not_compared(karasjok: Compared, made_of: MadeOf) -> None:
    own = made_of(2026, {"1": "21"})
    assert own.profile.status is ScoreStatus.PRELIMINARY
    assert total_change(own.profile, karasjok) is None
    (sentence,) = summary_sentences(own, [karasjok])
    assert sentence.startswith("Summen i Karasjok 2026 og Karasjok 2019 kan ikke sammenlignes")


def test_the_ranking_shares_places_and_says_what_is_alike(
    made_of: MadeOf, instrument: Instrument
) -> None:
    own = made_of(2022, {TOTAL: "350"})
    others = [
        made_of(2020, {TOTAL: "350"}, "Alta"),
        reference(instrument, "norwegian-average"),
        made_of(2018, {TOTAL: "600"}, "Vadsø"),
    ]
    ranked = [(each.place, each.compared.label, each.is_alike) for each in ranking(own, others)]
    assert ranked == [
        (1, "Vadsø 2018", False),
        (2, "Karasjok 2022", False),
        (2, "Alta 2020", True),
        (4, "Norsk gjennomsnitt", True),
    ]


def test_last_time_is_the_latest_earlier_one_of_the_municipality(made_of: MadeOf) -> None:
    own = made_of(2022, {TOTAL: "350"})
    first, between = made_of(2015, {TOTAL: "180"}), made_of(2019, {TOTAL: "212"})
    others = [between, made_of(2020, {TOTAL: "500"}, "Alta"), first]
    assert last_time(own, others) is between
    assert last_time(first, [own, between]) is None
