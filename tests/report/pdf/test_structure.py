"""The PDF is tagged: whoever listens to it gets headings, tables, figures and order."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache, partial
from itertools import chain, pairwise
from pathlib import Path

import pytest

from kompass_desktop.assessment.anonymity import Names
from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import (
    Activity,
    Carryover,
    Improvement,
    ImprovementStatus,
    Lift,
    Outcome,
    StatusCheck,
    Workshop,
)
from kompass_desktop.assessment.planning.scenario import Scenario
from kompass_desktop.assessment.planning.workshop_votes import proposal, with_dots
from kompass_desktop.assessment.profile import profile_of
from kompass_desktop.assessment.record_ids import carryover_id, new_id, status_check_id
from kompass_desktop.assessment.records import Change, Member, Particulars
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.i18n import Language, in_language
from kompass_desktop.report.document import write_report
from kompass_desktop.report.handouts.follow_up_sheet import write_follow_up_sheet
from kompass_desktop.report.handouts.guide import guide_of_group, guide_of_interview, write_guides
from kompass_desktop.report.handouts.letter import write_letters
from kompass_desktop.report.handouts.programme import write_programme
from kompass_desktop.report.handouts.recovery_sheet import write_recovery_sheet
from kompass_desktop.report.handouts.status_sheet import write_status
from kompass_desktop.report.handouts.timeline_sheet import write_timeline
from kompass_desktop.report.handouts.workshop_cards import write_cards
from kompass_desktop.report.handouts.workshop_result import write_result
from kompass_desktop.report.paper import Paper
from kompass_desktop.report.personal_data import StorageDetails, write_record
from kompass_desktop.report.plan.plan_content import has_plan
from kompass_desktop.report.points_text import points_text
from tests.examples import EKSEMPELVIK, KARASJOK, bundled
from tests.report.compared import karasjok, measured
from tests.report.pdf.tagged import Node, Tagged
from tests.report.planned import with_hostile_plan, with_plan
from tests.report.printing import MADE_ON, with_finding, with_text

HOSTILE = (
    "=1+1",
    "<b>fet</b> & </para>",
    '<img src="/etc/passwd">',
    "\x00\x0b \ud800 \u202e",
    "🎉 漢字 😀",
    "áčđŋšŧž" + "x" * 3_000,
    "( ) \\ )((",
    "Før:\n- én\n- to\n\nEtter",
    "\ufeff\ufffe\uffff\u2028\u00ad",
)


def report_of(
    assessment: Assessment, language: Language = Language.BOKMAL, earlier: Assessment | None = None
) -> Tagged:
    file = io.BytesIO()
    profile = profile_of(Scoreboard(earlier), "Før") if earlier else None
    with in_language(language):
        write_report(assessment, file, earlier=profile, shows_differences=True, made_on=MADE_ON)
    return Tagged(file.getvalue())


def compared() -> Tagged:
    assessment = bundled(EKSEMPELVIK)
    others = [karasjok(), *(measured(year, {"1": 40, "2": 30}) for year in (2021, 2017))]
    file = io.BytesIO()
    write_report(assessment, file, compared=others, made_on=MADE_ON)
    return Tagged(file.getvalue())


def empty() -> Assessment:
    return Assessment(Particulars(new_id(), "", "", 2026), bundled().instrument)


def hostile() -> Assessment:
    assessment = bundled()
    for text in HOSTILE:
        with_finding(assessment, text)
        assessment.apply(Change(None, Member(new_id(), text, text)))
    with_text(assessment, "foreword", "\n\n".join(HOSTILE))
    with_text(assessment, "closing", "\n- ".join(["x", *HOSTILE]))
    with_text(assessment, "area-1", "")
    assessment.particulars = replace(
        assessment.particulars, municipality=" - ".join(HOSTILE[:5]), report=HOSTILE[1]
    )
    return assessment


def crowded() -> Assessment:
    assessment = bundled(KARASJOK)
    for number in range(2_000):
        with_finding(assessment, f"Funn {number} i rekken av mange", area=1 + number % 8)
    return assessment


def followed_up() -> Assessment:
    assessment = bundled(KARASJOK)
    for place, outcome in enumerate((*Outcome, None)):
        for kind in (None, FindingKind.WEAKNESS):
            origin = f"{kind} {place}"
            assessment.apply(
                Change(
                    None,
                    Carryover(
                        carryover_id(assessment.id, origin),
                        origin,
                        2015,
                        HOSTILE[place],
                        kind,
                        outcome=outcome,
                        comment=HOSTILE[-2].replace("\n", " "),
                    ),
                )
            )
    return assessment


def planned() -> Assessment:
    assessment = bundled(KARASJOK)
    for place, text in enumerate(HOSTILE):
        key = f"t{place}"
        assessment.apply(Change(None, Improvement(key, text, responsible=text[:200])))
        identity = status_check_id(assessment.id, key, 2021)
        status = ImprovementStatus.DONE
        assessment.apply(Change(None, StatusCheck(identity, key, 2021, status, text)))
    return assessment


REPORTS: dict[str, Callable[[], Tagged]] = {
    "eksempelvik": lambda: report_of(bundled(EKSEMPELVIK), earlier=bundled(KARASJOK)),
    "eksempelvik in English": lambda: report_of(bundled(EKSEMPELVIK), Language.ENGLISH),
    "karasjok": lambda: report_of(bundled(KARASJOK)),
    "karasjok in English": lambda: report_of(bundled(KARASJOK), Language.ENGLISH),
    "followed up": lambda: report_of(followed_up()),
    "empty": lambda: report_of(empty()),
    "compared": compared,
    "hostile": lambda: report_of(hostile()),
    "2,000 findings": lambda: report_of(crowded()),
    "plan": lambda: report_of(with_plan(bundled(EKSEMPELVIK))),
    "hostile plan": lambda: report_of(with_hostile_plan(bundled(KARASJOK))),
}


@cache
def made(name: str) -> Tagged:
    return REPORTS[name]()


@pytest.fixture(params=REPORTS)
def report(request: pytest.FixtureRequest) -> Tagged:
    return made(request.param)


def marks_by_page(node: Node) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for mark in node.all_marks():
        found.setdefault(mark.page, []).append(mark.number)
    return found


def test_a_checker_of_pdf_ua_finds_nothing(report: Tagged, tmp_path: Path) -> None:
    assert report.findings(tmp_path) == []


def test_all_that_is_painted_is_content_or_says_that_it_is_none(report: Tagged) -> None:
    tags = {part.tag for part in chain(*report.parts)}
    assert "" not in tags
    assert {"Artifact", "P", "H1", "TH", "TD", "Figure", "Link"} <= tags


def test_every_part_of_a_page_is_in_the_structure_once_and_leads_back(report: Tagged) -> None:
    marks = list(report.document.all_marks())
    assert len(marks) == len(set(marks))
    assert set(marks) == set(report.by_mark)
    for node in report.document.all():
        for mark in node.marks:
            key = int(report.pdf.pages[mark.page].StructParents)
            assert report.parents[key][mark.number].objgen == node.entry.objgen
            assert report.by_mark[mark].tag == node.tag


def test_each_page_is_read_in_the_order_in_which_it_is_painted(report: Tagged) -> None:
    for numbers in marks_by_page(report.document).values():
        assert numbers == list(range(len(numbers)))


def test_the_texts_of_the_structure_are_those_of_the_pages(report: Tagged) -> None:
    painted = [
        part.text.split()
        for parts in report.parts
        for part in parts
        if part.number is not None and part.text
    ]
    by_page = sorted(report.document.all_marks(), key=lambda mark: mark.page)
    said = [text.split() for mark in by_page if (text := report.by_mark[mark].text)]
    assert said == painted


def test_headings_go_down_one_level_at_a_time(report: Tagged) -> None:
    levels = [int(node.tag[1:]) for node in report.document.all("H1", "H2", "H3")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert set(levels) == {1, 2, 3}
    for section in report.document.all("Sect"):
        assert section.kids[0].tag.startswith("H")
        level = int(section.kids[0].tag[1:])
        within = [kid.kids[0].tag for kid in section.kids if kid.tag == "Sect"]
        assert set(within) <= {f"H{level + 1}"}
    chapters = [kid for kid in report.document.kids if kid.tag == "Sect"]
    assert {chapter.kids[0].tag for chapter in chapters} == {"H1"}


def test_the_tables_are_regular_and_their_heads_have_a_scope(report: Tagged) -> None:
    tables = list(report.document.all("Table"))
    assert len(tables) > 10
    for table in tables:
        widths = {sum(int(c.attribute("ColSpan") or 1) for c in row.kids) for row in table.kids}
        assert len(widths) == 1
        assert all(row.tag == "TR" for row in table.kids)
        heads = list(table.all("TH"))
        assert heads
        assert {str(head.attribute("Scope")) for head in heads} <= {"/Column", "/Row"}
    titled = [table for table in tables if table.attribute("Summary")]
    assert len(titled) > 10


def test_figures_say_what_they_show_and_where_they_are(report: Tagged) -> None:
    figures = list(report.document.all("Figure"))
    assert len(figures) > 10
    for figure in figures:
        (mark,) = figure.marks
        left, bottom, right, top = (float(side) for side in figure.attribute("BBox"))
        page = report.pdf.pages[mark.page]
        assert 0 <= left < right <= float(page.MediaBox[2])
        assert 0 <= bottom < top <= float(page.MediaBox[3])
        assert figure.alternative.strip()


def test_the_contents_are_links_that_say_where_they_go(report: Tagged) -> None:
    (contents,) = report.document.all("TOC")
    assert len(contents.kids) > 10
    for line in contents.kids:
        (link,) = line.all("Link")
        (annotation,) = link.annotations
        key = int(annotation.StructParent)
        assert report.parents[key].objgen == link.entry.objgen
        *title, number = report.text(link).split()
        assert str(annotation.Contents).split()[: len(title)] == [*title[:-1], f"{title[-1]},"]
        assert str(annotation.Contents).endswith(number)


def test_lists_have_a_sign_and_a_text(report: Tagged) -> None:
    items = list(report.document.all("LI"))
    assert items
    for item in items:
        sign, body = item.kids
        assert (sign.tag, body.tag) == ("Lbl", "LBody")
        assert report.text(sign) == "•" or report.text(sign).rstrip(".").isdecimal()
        assert body.marks


def test_numbered_lists_say_their_numbers(tmp_path: Path) -> None:
    assessment = bundled(KARASJOK)
    with_text(assessment, "foreword", "Slik:\n1. en\n2. to\n\n- tre\n\nOg:\n\n9. ni\n10. ti")
    report = report_of(assessment)
    lists = [
        [tuple(map(report.text, item.kids)) for item in each.kids]
        for each in report.document.all("L")
    ]
    assert lists[:3] == [
        [("1.", "en"), ("2.", "to")],
        [("•", "tre")],
        [("9.", "ni"), ("10.", "ti")],
    ]
    kinds = [str(each.attribute("ListNumbering")) for each in report.document.all("L")]
    assert kinds[:3] == ["/Decimal", "/Disc", "/Decimal"]
    assert report.findings(tmp_path) == []


def test_the_file_says_that_it_is_accessible(report: Tagged) -> None:
    root = report.pdf.Root
    assert bool(root.MarkInfo.Marked)
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert str(root.Lang) in {"nb-NO", "en-GB"}
    with report.pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == str(report.pdf.docinfo["/Title"])
    assert all(page.Tabs == "/S" for page in report.pdf.pages)
    assert root.Outlines.Count


def test_charts_say_the_points_of_every_area_and_question() -> None:
    assessment = bundled(EKSEMPELVIK)
    board = Scoreboard(assessment)
    said = [node.alternative for node in made("eksempelvik").document.all("Figure")]
    radars = [text for text in said if text.startswith("Radardiagram")]
    # On the cover, in the summary, in the results, and of the scenario.
    assert len(radars) == 3 + has_plan(assessment)
    for area in assessment.instrument.areas:
        name = f"{area.number} {area.short}: {board.shown_area(area.number)} av 100"
        assert all(name in text for text in radars)
        for question in area.questions:
            points = points_text(board.score(question.code), 1)
            assert any(f"{question.code} {question.short}: {points} av" in text for text in said)


def test_the_timeline_says_its_days_and_the_scenario_its_points() -> None:
    assessment = with_plan(bundled(EKSEMPELVIK))
    said = [node.alternative for node in made("plan").document.all("Figure")]
    (timeline,) = (text for text in said if text.startswith("Tidslinje"))
    assert "Oppstart: 15.08.2026 (milepæl)" in timeline
    assert "Felles system for avvik: 15.01.2026 – 30.11.2027 (pågår)" in timeline.replace(
        "\u00a0", " "
    )
    scenario = Scenario(assessment, Scoreboard(assessment))
    (radar,) = (text for text in said if "Med tiltakene" in text and "Radar" in text)
    with_them = radar.partition("Med tiltakene")[2]
    for area in assessment.instrument.areas:
        name = f"{area.number} {area.short}: {scenario.shown_area(area.number)} av 100"
        assert name in with_them


def test_a_finding_over_several_pages_is_one_item() -> None:
    assessment = bundled(KARASJOK)
    words = [f"ord{number}" for number in range(1_400)]
    with_finding(assessment, " ".join(words))
    report = report_of(assessment)
    (body,) = (n for n in report.document.all("LBody") if "ord1399" in report.text(n))
    assert report.text(body).split() == words
    assert len({mark.page for mark in body.marks}) > 3
    heads = [n for n in report.document.all("H3") if report.text(n) == "Svakheter"]
    assert len(heads) == 8


def test_the_head_of_a_table_over_several_pages_is_content_once() -> None:
    report = made("eksempelvik")
    tables = [t for t in report.document.all("Table") if len(marks_by_page(t)) > 1]
    assert tables
    for table in tables:
        head = table.kids[0]
        assert len(marks_by_page(head)) == 1
        repeated = set(marks_by_page(table)) - set(marks_by_page(head))
        for page in repeated:
            parts = report.parts[page]
            texts = [part.text.strip() for part in parts if part.tag == "Artifact"]
            assert report.text(head.kids[1]) in texts


def test_texts_in_another_language_say_so() -> None:
    report = made("karasjok in English")
    by_language: dict[str, set[str]] = {}
    for node in report.document.all():
        if node.language:
            by_language.setdefault(node.language, set()).add(report.text(node))
    assert "Kárášjohka" in by_language["se"]
    area = bundled(KARASJOK).instrument.areas[0]
    assert f"{area.number} {area.title}" in by_language["nb-NO"]
    assert "Contents" not in by_language["nb-NO"]
    assert made("karasjok").document.language == ""


def test_signs_and_legends_are_said_in_words() -> None:
    said = {node.alternative for node in made("eksempelvik").document.all("Figure")}
    assert "forslag" in said
    legends = [text for text in said if "tidligere verdi: Før" in text]
    assert any("forslag fra intervjuene" in text and "skravert" in text for text in legends)


def test_words_are_not_joined_where_a_line_ends() -> None:
    assessment = bundled(KARASJOK)
    words = " ".join(f"ord{number}" for number in range(100))
    with_text(assessment, "foreword", f"{words}\nny linje ◐ {words}\nslutt")
    report = report_of(assessment)
    (paragraph,) = (n for n in report.document.all("P") if "ord99" in report.text(n))
    assert report.text(paragraph) == f"{words} ny linje ◐ {words} slutt"


def test_the_same_report_has_the_same_parts_again() -> None:
    assert report_of(bundled(KARASJOK)).parts == made("karasjok").parts


WORKSHOP = Workshop("w", "Verksted i Kárášjohka", "2026-03-12", participants=4)


def workshop_of(titles: Iterable[str]) -> Assessment:
    """Return an assessment with improvements on the table of the workshop."""
    assessment = bundled(EKSEMPELVIK)
    for number, title in enumerate(titles):
        for change in proposal(assessment, WORKSHOP, title, "upbringing"):
            assessment.apply(change)
        for improvement in list(assessment.improvements.values())[-1:]:
            lift = Lift(new_id(), improvement.id, "1.4.1")
            assessment.apply(Change(None, lift))
            assessment.apply(with_dots(assessment, WORKSHOP, improvement.id, number))
    return assessment


def dated() -> Assessment:
    """Return an assessment whose plan has a phase, a milestone, a dependency and hostile titles."""
    assessment = empty()
    records = (
        Improvement("i", HOSTILE[2], begins="2026-01-01", ends="2026-05-31"),
        Improvement("u", HOSTILE[4]),
        Activity("p", HOSTILE[5], after="i"),
        Activity("m", "Milepæl", "2026-03-01", milestone=True, parent="p", after="i"),
    )
    for each in records:
        assessment.apply(Change(None, each))
    return assessment


def sheets() -> Iterator[tuple[str, Callable[[io.BytesIO], None]]]:
    assessment = bundled(EKSEMPELVIK)
    interviews = assessment.interviews_in_order()[:3]
    day = date(2026, 4, 9)
    guides = [guide_of_interview(assessment, interviews[0]), guide_of_group(assessment, "union")]
    keeping = StorageDetails("/bibliotek", is_encrypted=True, copies=2, changes=40)
    yield "guide", lambda file: write_guides(assessment, guides, day, file)
    yield "programme", lambda file: write_programme(assessment, Names.INCLUDED, day, file)
    yield "timeline", lambda file: write_timeline(dated(), Paper.A4, day, file)
    yield "letters", lambda file: write_letters(assessment, interviews, file)
    yield "follow-ups", lambda file: write_follow_up_sheet(assessment, day, file)
    yield "status", lambda file: write_status(planned(), day, file)
    yield "empty status", lambda file: write_status(empty(), day, file)
    yield "record", lambda file: write_record(assessment, keeping, day, file)
    yield "recovery", partial(write_recovery_sheet, "AB12-CD34", "/bibliotek")
    for name, titles in (("workshop", HOSTILE), ("empty workshop", ())):
        held = workshop_of(titles)
        yield f"cards, {name}", partial(write_cards, held, WORKSHOP, 6)
        yield f"result, {name}", partial(write_result, held, WORKSHOP, day)
    yield "empty programme", lambda file: write_programme(empty(), Names.LEFT_OUT, day, file)


@pytest.mark.parametrize(("name", "write"), list(sheets()), ids=[name for name, _ in sheets()])
def test_what_is_handed_out_is_tagged_too(
    name: str, write: Callable[[io.BytesIO], None], tmp_path: Path
) -> None:
    file = io.BytesIO()
    write(file)
    sheet = Tagged(file.getvalue())
    assert sheet.findings(tmp_path) == []
    assert "" not in {part.tag for part in chain(*sheet.parts)}
    assert set(sheet.document.all_marks()) == set(sheet.by_mark)
    levels = [int(node.tag[1:]) for node in sheet.document.all("H1", "H2", "H3")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(row.all("TH") for row in sheet.document.all("Table"))
