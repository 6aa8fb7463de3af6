"""What the sheets contain, how they are set up, and text that would break a file."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

import pytest
from openpyxl.chart import BarChart, RadarChart

from kompass_desktop import __version__
from kompass_desktop.assessment import scoring
from kompass_desktop.assessment.anonymity import Names
from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.finishing import finishing
from kompass_desktop.assessment.intensity import aspect_intensity
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.numbers import percent
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import (
    TEAM,
    Change,
    Document,
    Finding,
    Interview,
    Mark,
    Member,
    Note,
)
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.i18n import Language, in_language
from kompass_desktop.report.cancelling import Progress, ReportCancelled
from kompass_desktop.report.workbook.book import write_workbook
from kompass_desktop.report.workbook.cell_text import LONGEST, cell_text
from kompass_desktop.report.workbook.table import FIRST_ROW, HEAD_ROW
from tests.report.printing import renamed, with_finding
from tests.report.workbook.assessments import record, varied
from tests.report.workbook.recalculation import Recalculated
from tests.report.workbook.written import (
    FIRST,
    POINTS,
    PROFILE,
    QUESTIONS,
    assert_same,
    scores_in,
    scores_of,
    written,
)

NAME = "Olava Oppdiktet"
HOSTILE = (
    "=1+1",
    "+47",
    "-1",
    "@SUM(A1)",
    "{=1}",
    "<b>&amp;</b> ]]> <img src='/etc/passwd'>",
    "http://eksempel.example/ og mailto:a@b.c",
    "internal:Profil!A1",
    "1.1",
    "áčđŋšŧž 漢字 👩‍👩‍👧‍👦 🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    "'i fnutter'",
    "_x0041_ _x000D_",
)


def named(assessment: Assessment) -> Interview:
    """An informant with a name, who is in a note to follow up, a reason and a finding."""
    leader = next(i for i in assessment.interviews_in_order() if i.code == "VL-02")
    leader = replace(leader, name=NAME, planned_at="2026-03-12T09:30", venue="Rådhuset")
    note = Note(new_id(), leader.id, f"Spør {NAME} om planen", "2026-03-12T09:51:00+01:00", "1.4")
    rating = assessment.rating(TEAM, "1.1.2")
    for record_ in (
        leader,
        replace(note, mark=Mark.FOLLOW_UP),
        replace(rating, reason=f"{NAME} viste oss den"),
        Finding(new_id(), 3, FindingKind.STRENGTH, f"{NAME} leder godt", "3.1"),
    ):
        assessment.apply(Change(None, record_))
    return leader


def test_every_measure_point_has_its_rating(eksempelvik: Assessment) -> None:
    board = Scoreboard(eksempelvik)
    rows = {row["Kode"]: row for row in written(eksempelvik).rows(POINTS)}
    assert len(rows) == 165
    for point in eksempelvik.instrument.measure_points:
        row, rating = rows[point.code], board.rating(point.code)
        heads = ("S System", "O Omfang", "R Resultat", "E Evaluering")
        assert [row[head] for head in heads] == list(rating.levels.values())
        assert (row["Bare vedtatt eller planlagt"] == "ja") == rating.planned_only
        assert (row["Ikke i fokus"] == "ja") == rating.not_in_focus
        assert row["Målepunkt"] == point.statement
        assert row["Vurdert av"] == ("forslag" if rating.is_proposal else "teamet")


def test_findings_have_area_question_measure_point_and_kind(small_assessment: Assessment) -> None:
    (row,) = written(small_assessment).rows("Funn")
    point = small_assessment.instrument.measure_point("1.4.1")
    assert row["Fokusområde"] == small_assessment.instrument.area(1).title
    assert row["Spørsmål"] == small_assessment.instrument.question("1.4").text
    assert row["Målepunkt"] == point.statement
    assert (row["Slag"], row["Funn"], row["Kode"]) == (
        "svakhet",
        "Ingen faste arenaer for dialog",
        "1.4.1",
    )


def test_group_medians_are_those_of_the_matrix(small_assessment: Assessment) -> None:
    results = written(small_assessment)
    first = results.rows("Grupper")[0]
    assert "VL: Virksomhetsledere" in str(results.sheet("Grupper")["A3"].value)
    assert [first[f"OF {letter}"] for letter in "SORE"] == [4, 3, 2, 2]
    assert [first[f"VL {letter}"] for letter in "SORE"] == [1, 1, 0, 0]


def test_the_chain_has_the_shares_of_the_profile(eksempelvik: Assessment) -> None:
    board = Scoreboard(eksempelvik)
    results = written(eksempelvik)
    recalculated = Recalculated(results.formulas)
    for number, area in enumerate(eksempelvik.instrument.areas):
        for column, wording in enumerate(eksempelvik.instrument.aspects, 3):
            share = aspect_intensity(board, area.measure_points, wording.aspect).share
            assert share is not None
            stored = results.sheet("Kjeden").cell(FIRST + number, column).value
            assert stored == percent(share) / 100
            assert recalculated.value("Kjeden", FIRST + number, column) == stored


def test_informants_are_groups_unless_names_are_wanted(small_assessment: Assessment) -> None:
    leader = named(small_assessment)
    without = written(small_assessment)
    assert NAME not in without.text()
    assert not any(i.code in without.text() for i in small_assessment.interviews.values())
    assert "Rådhuset" not in without.text()
    assert "Informanter" not in without.results.sheetnames
    groups = {row["Gruppe"]: row["Intervjuer"] for row in without.rows("Intervjuer")}
    assert groups["Virksomhetsledere"] == 2
    assert "Virksomhetsledere leder godt" in without.text()
    along = written(small_assessment, Names.INCLUDED)
    people = {row["Kode"]: row for row in along.rows("Informanter")}
    assert people[leader.code]["Navn"] == NAME
    assert people[leader.code]["Tid"] == datetime(2026, 3, 12, 9, 30)  # noqa: DTZ001
    assert f"{NAME} viste oss den" in along.text()
    assert "inneholder navn på informanter" in along.text()


def test_documents_and_follow_ups_are_listed(small_assessment: Assessment) -> None:
    named(small_assessment)
    small_assessment.apply(Change(None, Document(new_id(), "Bare bedt om", position=9.0)))
    results = written(small_assessment)
    documents = results.rows("Dokumenter")
    assert [row["Dokument"] for row in documents] == ["Årsmelding 2025", "Bare bedt om"]
    assert documents[0]["År"] == 2026
    (asked,) = results.rows("Oppfølging")
    assert asked["Hvem som skal spørres"] == "Virksomhetsledere"
    assert asked["Status"] == "åpen"


def test_a_table_without_rows_says_so(empty_assessment: Assessment) -> None:
    text = written(empty_assessment).text()
    for sentence in ("ingen funn", "ingen intervjuer", "ingen dokumenter", "Ingenting er merket"):
        assert sentence in text


def test_nothing_unrated_has_points(empty_assessment: Assessment) -> None:
    results = written(empty_assessment)
    for sheet in (PROFILE, QUESTIONS, POINTS):
        assert {row["Poeng"] for row in results.rows(sheet) if row["Kode"]} <= {None, ""}


def test_recorded_points_stand_beside_the_sum_of_the_parts() -> None:
    assessment = varied(3)
    record(assessment, "2.1", Fraction(15, 2))
    record(assessment, "2", Fraction(33))
    board = Scoreboard(assessment)
    row = written(assessment).rows(PROFILE)[1]
    below = board.score("2").from_below
    assert below is not None
    assert (row["Poeng"], row["Registrerte poeng"], row["Status"]) == (33, 33, "registrert")
    assert row["Sum av delene"] == pytest.approx(float(below))
    assert row["Avvik på 1 poeng eller mer"] == pytest.approx(float(33 - below))


def test_recorded_results_have_no_attainable_maximum_and_no_chain(karasjok: Assessment) -> None:
    results = written(karasjok)
    assert {row["Oppnåelig maksimum"] for row in results.rows(PROFILE)} == {None}
    assert "Registrerte resultater har ingen vurderinger" in results.text()
    assert results.rows(PROFILE)[0]["Prosent av oppnåelig"] == 0.21
    # 5.1 to 5.6 add up to 4.7, which is less than a point from the 5 that is printed.
    assert {row["Avvik på 1 poeng eller mer"] for row in results.rows(PROFILE)} <= {None, ""}


def test_a_finished_assessment_has_its_frozen_figures(
    eksempelvik: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    for change in finishing(eksempelvik, datetime(2026, 3, 1, tzinfo=UTC), "0.1.0"):
        eksempelvik.apply(change)
    frozen = scores_of(Scoreboard(eksempelvik))
    live = sum(1 for _ in formulas_of(written(eksempelvik).formulas[POINTS]))
    monkeypatch.setattr(scoring, "points_of", lambda point, *_: point.maximum)
    results = written(eksempelvik)
    assert_same(scores_in(results.results), frozen)
    # What a later program would compute otherwise is no formula, so that no viewer does either.
    assert_same(scores_in(results.formulas, Recalculated(results.formulas)), frozen)
    assert sum(1 for _ in formulas_of(results.formulas[POINTS])) < live
    assert "Tallene er fra Kompass 0.1.0" in results.text()


def formulas_of(sheet: object) -> list[object]:
    rows = sheet.iter_rows()  # type: ignore[attr-defined]
    return [cell for row in rows for cell in row if cell.data_type == "f"]


def test_every_sheet_can_be_filtered_read_and_printed(small_assessment: Assessment) -> None:
    for sheet in written(small_assessment).formulas.worksheets:
        assert sheet.freeze_panes == f"A{FIRST_ROW + 1}", sheet.title
        assert (sheet.auto_filter.ref or "").startswith(f"A{HEAD_ROW + 1}:"), sheet.title
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == f"${HEAD_ROW + 1}:${HEAD_ROW + 1}"
        assert sheet.oddHeader is not None
        assert "Karasjok 2026" in str(sheet.oddHeader.left.text)


def test_levels_and_flags_take_only_what_the_formulas_understand(
    small_assessment: Assessment,
) -> None:
    rules = written(small_assessment).formulas[POINTS].data_validations.dataValidation
    levels, flags = rules
    assert str(levels.sqref) == "E5:H169"
    assert (levels.type, levels.formula1, levels.formula2) == ("whole", "0", "4")
    assert levels.allow_blank
    assert (str(flags.sqref), flags.type, flags.formula1) == ("I5:J169", "list", '"ja"')


def test_the_charts_are_charts_of_the_areas_with_their_figures_as_text(
    eksempelvik: Assessment,
) -> None:
    results = written(eksempelvik)
    charts = vars(results.formulas[PROFILE])["_charts"]
    assert {type(chart) for chart in charts} == {BarChart, RadarChart}
    bars = next(chart for chart in charts if isinstance(chart, BarChart))
    assert bars.series[0].val.numRef.f == "Profil!$D$5:$D$12"
    with zipfile.ZipFile(io.BytesIO(results.content)) as archive:
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
        cached = archive.read("xl/charts/chart1.xml").decode()
    board = Scoreboard(eksempelvik)
    assert f"Offentlighet og demokrati: {board.shown_area(1)} av 100 poeng" in drawing
    values = re.findall(r"<c:v>([0-9.]+)</c:v>", cached.partition("<c:val>")[2])
    shown = [board.shown_area(area.number) for area in eksempelvik.instrument.areas]
    assert [float(value) for value in values] == shown


def test_the_file_says_what_it_is(small_assessment: Assessment) -> None:
    properties = written(small_assessment).formulas.properties
    assert properties.title == "Kommunekompasset – Kárášjohka / Karasjok 2026"
    assert properties.creator == "Konsulent A"
    assert properties.description == f"Kompass {__version__}"


@pytest.mark.parametrize("chosen", Language)
def test_it_is_in_the_language_of_the_report(
    small_assessment: Assessment, chosen: Language
) -> None:
    with in_language(chosen):
        results = written(small_assessment)
    titles = results.formulas.sheetnames
    assert ("Measure points" in titles) == (chosen is Language.ENGLISH)
    assert all(len(title) <= 31 and not set(title) & set("[]:*?/\\") for title in titles)
    custom = vars(results.formulas)["custom_doc_props"]["Language"].value
    assert custom.startswith(chosen.value)
    found = Recalculated(results.formulas)
    assert found.value(titles[0], FIRST + 8, 4) == results.sheet(titles[0]).cell(FIRST + 8, 4).value


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text(small_assessment: Assessment, text: str) -> None:
    renamed(small_assessment, text)
    small_assessment.apply(Change(None, Member(new_id(), text, text)))
    small_assessment.apply(Change(None, Document(new_id(), text, text, link=text, position=9)))
    with_finding(small_assessment, text)
    rating = small_assessment.rating(TEAM, "1.1.2")
    small_assessment.apply(Change(rating, replace(rating, reason=text)))
    results = written(small_assessment)
    texts = [row["Funn"] for row in results.rows("Funn")]
    assert text in texts
    document = results.rows("Dokumenter")[-1]
    assert (document["Dokument"], document["Type"], document["Adresse"]) == (text, text, text)
    for title in ("Funn", "Dokumenter", "Oppfølging", "Intervjuer", "Grupper", "Forklaring"):
        assert formulas_of(results.formulas[title]) == []
    with zipfile.ZipFile(io.BytesIO(results.content)) as archive:
        assert not any("externalLink" in name for name in archive.namelist())
        assert not any(b"hyperlink" in archive.read(name) for name in archive.namelist())


def test_what_xml_forbids_is_left_out(small_assessment: Assessment) -> None:
    with_finding(small_assessment, "a\x00b\x0bc\ud800d\ufffee\x1b[31m\r\nf")
    texts = [row["Funn"] for row in written(small_assessment).rows("Funn")]
    assert "ab\ncde[31m\nf" in texts


@pytest.mark.parametrize("letter", ["x", "ord ", "🎈"])
def test_a_text_longer_than_a_cell_is_cut_and_says_so(
    small_assessment: Assessment, letter: str
) -> None:
    with_finding(small_assessment, letter * 100_000)
    cut = max((str(row["Funn"]) for row in written(small_assessment).rows("Funn")), key=len)
    assert len(cut.encode("utf-16-le")) // 2 <= LONGEST
    assert cut.startswith(letter * 1000)
    assert cut.endswith(
        "[Teksten er kuttet her: en celle har plass til 32767 tegn. Hele teksten er i Kompass.]"
    )


def test_a_text_that_just_fits_is_whole() -> None:
    assert cell_text("x" * LONGEST) == "x" * LONGEST
    assert len(cell_text("x" * (LONGEST + 1))) == LONGEST


def test_an_invented_draft_says_so(eksempelvik: Assessment) -> None:
    sheet = written(eksempelvik).sheet(PROFILE)
    assert sheet.cell(2, 1).value == "UTKAST · Fiktivt eksempel"


def test_a_cancelled_workbook_ends_between_two_sheets(small_assessment: Assessment) -> None:
    shares: list[float] = []
    progress = Progress(shares.append, lambda: len(shares) == 4)
    with pytest.raises(ReportCancelled):
        write_workbook(small_assessment, io.BytesIO(), progress=progress)
    assert len(shares) == 4
    assert shares == sorted(shares)
