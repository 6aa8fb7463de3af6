"""The two examples as PDF, read back: everything is there, and nobody is named."""

import re
from dataclasses import replace
from typing import cast

import pytest
from pypdf.generic import DictionaryObject

from kompass_desktop.assessment.consensus import is_disagreement
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.numbers import decimal, shortest
from kompass_desktop.assessment.records import TEAM, Change
from kompass_desktop.assessment.scoring import Scoreboard, ScoreStatus
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.report.plan.plan_content import has_plan
from kompass_desktop.report.report_data import is_recorded_only
from kompass_desktop.report.sections import sections
from kompass_desktop.report.status_labels import BY_CERTAINTY, explanation
from tests.report.printing import Printed, printed, spaced

KARASJOK_AREAS = (21, 16, 43, 33, 5, 29, 19, 46)


@pytest.fixture(params=["karasjok_report", "eksempelvik_report"])
def report(request: pytest.FixtureRequest) -> Printed:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Printed)
    return found


def test_every_font_is_embedded(report: Printed) -> None:
    assert {"NotoSans-Regular", "NotoSans-Bold", "NotoSans-SemiBold"} <= set(report.fonts)
    for name, font in report.fonts.items():
        assert "/FontDescriptor" in font, name
        assert "/FontFile2" in cast("DictionaryObject", font["/FontDescriptor"].get_object()), name


def test_the_file_says_what_it_is(report: Printed) -> None:
    root = cast("DictionaryObject", report.reader.trailer["/Root"])
    assert str(root["/Lang"]) == "nb-NO"
    preferences = cast("DictionaryObject", root["/ViewerPreferences"].get_object())
    assert bool(preferences["/DisplayDocTitle"])
    metadata = report.reader.metadata
    assert metadata is not None
    assert str(metadata.title).startswith("Kommunekompasset – ")
    assert str(report.assessment.particulars.year) in str(metadata.title)
    assert str(metadata.creator).startswith("Kompass ")


def test_the_team_is_the_author(eksempelvik_report: Printed) -> None:
    metadata = eksempelvik_report.reader.metadata
    assert metadata is not None
    assert metadata.author == "Konsulent A, Konsulent B, Konsulent C"


def test_the_firm_is_the_author_and_on_the_cover(eksempelvik: Assessment) -> None:
    eksempelvik.particulars = replace(
        eksempelvik.particulars, client="Kommunestyret <b>", firm="Firma & Sønner"
    )
    report = printed(eksempelvik)
    assert report.reader.metadata is not None
    assert report.reader.metadata.author == "Firma & Sønner"
    assert "Oppdragsgiver Kommunestyret <b> Utført av Firma & Sønner" in report.pages[0]
    assert "Dato 9. april 2026" in report.pages[0]


def test_the_cover_leaves_out_what_is_not_known(karasjok_report: Printed) -> None:
    cover = karasjok_report.pages[0]
    assert "Oppdragsgiver" not in cover
    assert "Utført av" not in cover


def test_a_draft_says_so_on_every_page(eksempelvik_report: Printed) -> None:
    assert all("UTKAST" in page for page in eksempelvik_report.pages)
    assert eksempelvik_report.reader.metadata is not None
    assert "utkast" in str(eksempelvik_report.reader.metadata.title)


def settle(assessment: Assessment, but: str = "") -> None:
    """Let the team set what is proposed, on all measure points but one."""
    board = Scoreboard(assessment)
    for point in assessment.instrument.measure_points:
        team = assessment.rating(TEAM, point.code)
        if point.code == but:
            assessment.apply(Change(team, None))
        elif board.score(point.code).status is not ScoreStatus.RATED:
            agreed = board.rating(point.code)
            for aspect, level in agreed.levels.items():
                team = team.with_level(aspect, level)
            team = replace(team, planned_only=agreed.planned_only, not_in_focus=agreed.not_in_focus)
            assessment.apply(Change(None, team))


def test_what_is_settled_or_recorded_is_no_draft(
    eksempelvik: Assessment, karasjok_report: Printed
) -> None:
    settle(eksempelvik)
    report = printed(eksempelvik)
    assert "UTKAST" not in report.text
    assert "UTKAST" not in karasjok_report.text
    # Where all is settled, no sign has to say so of each figure.
    assert explanation(ScoreStatus.RATED) not in report.text


def test_one_proposal_makes_a_draft(eksempelvik: Assessment) -> None:
    settle(eksempelvik, but="8.7.3")
    assert all("UTKAST" in page for page in printed(eksempelvik).pages)


def test_all_questions_are_on_one_page_with_names_and_points(
    report: Printed, instrument: Instrument
) -> None:
    board = Scoreboard(report.assessment)
    (page,) = [page for page in report.pages if "Alle spørsmålene Hver stolpe" in page]
    for question in instrument.questions:
        score = board.score(question.code)
        assert f"{question.code} {question.short}" in page
        assert f"{decimal(score.points)} av {shortest(score.maximum)}" in page


def test_no_short_list_is_parted(report: Printed) -> None:
    for first in ("Av spørsmålene er dette de sterkeste:", "Her er det lengst igjen:"):
        (page,) = [page for page in report.pages if first in page]
        assert re.search(rf"{first}( • [^•]+?: [\d,]+ av \d+){{3}}", page), page


def test_an_area_has_one_name_on_its_pages(karasjok_report: Printed) -> None:
    for other in ("Resultater og effektivitet Poeng", "Organisasjonsutvikling Poeng"):
        assert other not in karasjok_report.text


def test_the_bookmarks_lead_to_every_chapter(report: Printed) -> None:
    bookmarks = report.bookmarks
    expected = [section.usual_title for section in sections(report.assessment)]
    expected.insert(1, "Innhold")
    assert [t for depth, t in bookmarks if depth == 0] == expected
    assert (1, "Samlet resultat") in bookmarks
    assert (1, "Styrker, utfordringer og svakheter") in bookmarks


def test_the_contents_link_to_the_pages_that_they_name(report: Printed) -> None:
    number = next(n for n, page in enumerate(report.pages, 1) if page.startswith("Innhold "))
    linked = report.linked_pages(number)
    assert len(linked) > 10
    for chapter in sections(report.assessment):
        start = report.beginning_of(chapter.usual_title)
        assert chapter.usual_title in report.pages[start - 1]
        assert f" {chapter.usual_title} {start} " in report.pages[number - 1]
        assert start in linked


def test_no_area_leaves_a_page_nearly_empty(report: Printed, instrument: Instrument) -> None:
    titles = [section.usual_title for section in sections(report.assessment)]
    starts = [report.beginning_of(title) for title in titles]
    for area in instrument.areas:
        title = f"{area.number} {area.title}"
        last = starts[titles.index(title) + 1] - 1
        # A plan is recommended in each area, which some pages have just no room for.
        assert len(report.pages[last - 1]) > (250 if has_plan(report.assessment) else 400), title


def test_every_page_but_the_cover_has_head_and_foot(report: Printed) -> None:
    foot = report.assessment.particulars.report
    if is_recorded_only(report.assessment):
        foot = f"Kilde: {foot}, gjengitt i Kompass"
    for number, page in enumerate(report.pages[1:], 2):
        assert "Kommunekompasset – " in page
        assert page.endswith(f"{foot} {number}")


def test_every_areas_points_table_is_there(report: Printed, instrument: Instrument) -> None:
    board = Scoreboard(report.assessment)
    for area in instrument.areas:
        text = report.chapter(f"Fokusområde {area.number}")
        is_recorded = board.score(area.code).status is ScoreStatus.RECORDED
        for question in area.questions:
            points = decimal(board.score(question.code).points)
            words = spaced(question.printed if is_recorded else question.text)
            row = f"{question.code} {words} {points} {shortest(question.maximum)}"
            assert row in text
        shown = board.shown_area(area.number)
        assert f"Sum fokusområde {area.number} {shown} 100" in text
        assert f"{shown} av 100" in text


def test_every_finding_is_in_its_area(report: Printed) -> None:
    findings = report.assessment.findings.values()
    assert len(findings) > 90
    for finding in findings:
        assert f"• {spaced(finding.text)}" in report.chapter(f"Fokusområde {finding.area}")


def test_karasjok_is_as_published(karasjok_report: Printed) -> None:
    results = karasjok_report.chapter("Resultater")
    assert "212 av 800 poeng" in results
    assert "201–223 er summen med ±5" in results
    assert "Oppnåelig maksimum er ikke kjent" in results
    assert "Sum alle områder 212 800" in results
    for number, points in enumerate(KARASJOK_AREAS, 1):
        assert f"{points} av 100" in karasjok_report.chapter(f"Fokusområde {number}")
    assert len(karasjok_report.assessment.findings) == 145


def test_the_official_names_are_in_all_their_languages(karasjok_report: Printed) -> None:
    assert "Kárášjohka Karasjok" in karasjok_report.pages[0]
    assert "Kommunekompasset – Kárášjohka / Karasjok 2019" in karasjok_report.pages[1]


def test_a_column_without_findings_says_so(karasjok_report: Printed) -> None:
    assert "Styrker Ingen funn Utfordringer •" in karasjok_report.chapter("Fokusområde 1")


def test_recorded_results_say_what_they_lack(karasjok_report: Printed) -> None:
    method = karasjok_report.chapter("Metode")
    assert "Det finnes ingen vurderinger per målepunkt eller aspekt." in method
    assert "ikke oppgitt" in method
    assert "Vedlegg" not in karasjok_report.text
    assert "Hvor stopper kjeden?" not in [title for _, title in karasjok_report.bookmarks]


def test_recorded_results_say_once_that_they_are(karasjok_report: Printed) -> None:
    assert karasjok_report.text.lower().count("registrert") == 1


def test_recorded_results_are_not_the_report_that_they_are_from(karasjok_report: Printed) -> None:
    cover = karasjok_report.pages[0]
    assert "Kilde KS-K rapport 3/2019, gjengitt i Kompass" in cover
    assert "Gjengitt 9. april 2026" in cover
    assert "Rapport KS-K" not in cover
    assert "kortformer av de publiserte funnene" in karasjok_report.chapter("Forord")
    metadata = karasjok_report.reader.metadata
    assert metadata is not None
    assert metadata.subject == "Kilde: KS-K rapport 3/2019, gjengitt i Kompass"


@pytest.mark.parametrize("words", ["anbefal", " vi ", " bør ", "KS-Ks offisielle ordlyd"])
def test_recorded_results_come_without_advice_or_doubts_about_wording(
    karasjok_report: Printed, words: str
) -> None:
    own = [karasjok_report.chapter(name) for name in ("Forord", "Metode", "Resultater")]
    closing = karasjok_report.chapter("Avslutning")
    # The plan of the municipality is no advice of the reproduced report.
    text = " ".join([*own, closing.partition("Anbefalingene etter prioritet")[0]])
    heads = ("Slik leser vi området", "Slik leser vi resultatet", "Vi anbefaler", "Anbefaling")
    for section in heads:
        text = text.replace(section, "")
    for finding in karasjok_report.assessment.findings.values():
        text = text.replace(spaced(finding.text), "")
    assert words.lower() not in text.lower()


def test_the_name_in_a_sentence_is_the_norwegian_one(karasjok_report: Printed) -> None:
    assert "i Karasjok kommune" in karasjok_report.chapter("Forord")
    assert "Kárášjohka / Karasjok kommune" not in karasjok_report.text


def test_an_invented_assessment_says_so_on_every_page(eksempelvik_report: Printed) -> None:
    assert "Fiktivt eksempel: Kommunen, intervjuene" in eksempelvik_report.pages[0]
    head = "Kommunekompasset – Eksempelvik 2025 UTKAST · Fiktivt eksempel"
    assert all(head in page for page in eksempelvik_report.pages[1:])


def test_a_real_assessment_is_not_called_invented(karasjok_report: Printed) -> None:
    assert "fiktivt" not in karasjok_report.text.lower()


def test_the_method_counts_interviews_and_people_by_group(eksempelvik_report: Printed) -> None:
    method = eksempelvik_report.chapter("Metode")
    assert "Ordfører / deler av formannskapet 2 2 4" in method
    assert "Virksomhetsledere 8 8 8" in method
    assert "Sum 20 19 22" in method


def test_no_informant_and_no_note_is_in_the_report(eksempelvik_report: Printed) -> None:
    assessment = eksempelvik_report.assessment
    assert assessment.notes
    text = eksempelvik_report.text
    assert not any(interview.code in text for interview in assessment.interviews.values())
    assert not any(spaced(note.text) in text for note in assessment.notes.values())


def test_the_appendix_has_every_measure_point(
    eksempelvik_report: Printed, instrument: Instrument
) -> None:
    board = Scoreboard(eksempelvik_report.assessment)
    appendix = eksempelvik_report.chapter("Vedlegg")
    for point in instrument.measure_points:
        rating, score = board.rating(point.code), board.score(point.code)
        remarks = [
            "bare vedtatt eller planlagt"
            if rating.planned_only and not rating.not_in_focus
            else "",
            "ikke i fokus" if rating.not_in_focus else "",
            "gruppene ser ulikt på dette"
            if is_disagreement(eksempelvik_report.assessment, point.code)
            else "",
        ]
        levels = ["–" if level is None else str(level) for level in rating.levels.values()]
        points = decimal(score.points)
        if rating.not_in_focus:
            levels, points = [], ""
        row = [point.code, spaced(point.statement), " · ".join(r for r in remarks if r), *levels]
        expected = " ".join(part for part in [*row, points, shortest(point.maximum)] if part)
        assert expected in appendix


def test_the_total_is_the_sum_of_the_printed_areas(eksempelvik_report: Printed) -> None:
    board = Scoreboard(eksempelvik_report.assessment)
    shown = sum(board.shown_area(number) for number in range(1, 9))
    results = eksempelvik_report.chapter("Resultater")
    assert f"{shown} av 800 poeng" in results
    assert "Oppnåelig maksimum er 782 poeng (skravert), siden fire målepunkter ikke er" in results


def test_proposals_and_settled_points_are_told_apart(eksempelvik_report: Printed) -> None:
    settled, proposed, *_ = map(explanation, BY_CERTAINTY)
    assert settled in eksempelvik_report.chapter("Fokusområde 1")
    assert proposed not in eksempelvik_report.chapter("Fokusområde 1")
    assert proposed in eksempelvik_report.chapter("Fokusområde 5")


def test_where_the_chain_stops_is_in_numbers(eksempelvik_report: Printed) -> None:
    results = eksempelvik_report.chapter("Resultater")
    row = re.search(r"Hele kommunen (\d+) (\d+) (\d+) (\d+)", results)
    assert row is not None
    assert all(0 <= int(percent) <= 100 for percent in row.groups())
    assert re.search(r"Lærer av evalueringen \d+ %", results)


def test_no_page_is_nearly_empty(report: Printed) -> None:
    lengths = {number: len(page) for number, page in enumerate(report.pages, 1) if number > 1}
    assert min(lengths.values()) > (250 if has_plan(report.assessment) else 300), lengths


def test_each_area_begins_a_page_and_the_head_is_of_that_area(
    report: Printed, instrument: Instrument
) -> None:
    titles = [section.usual_title for section in sections(report.assessment)]
    starts = [report.beginning_of(title) for title in titles]
    assert len(set(starts)) == len(starts)
    for area in instrument.areas:
        title = next(title for title in titles if title.startswith(f"{area.number} "))
        page = report.pages[report.beginning_of(title) - 1]
        assert f"Fokusområde {area.number} Kommunekompasset –" in page
