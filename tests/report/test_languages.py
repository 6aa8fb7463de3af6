"""What is handed over, in a language other than bokmål."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from docx import Document
from pypdf import PdfReader

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.profile import profile_of
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.i18n import Language, in_language
from kompass_desktop.report.chapters.texts import is_text_section
from kompass_desktop.report.csv_table import write_csv
from kompass_desktop.report.dates import period_of
from kompass_desktop.report.document import write_report
from kompass_desktop.report.formats import ReportFormat
from kompass_desktop.report.handouts.recovery_sheet import write_recovery_sheet
from kompass_desktop.report.personal_data import StorageDetails, write_record
from kompass_desktop.report.remarks import remarks_on
from kompass_desktop.storage.exchange.json_file import to_json
from tests.report.printing import Printed, printed, spaced, with_text

ROOT = Path(__file__).resolve().parents[2]
SHARED = {"april", "best", "eleven", "person", "sum"}
"""Words that are English as well."""


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{2,}", text.lower()))


def only_in(text: str, others: set[str]) -> set[str]:
    """Return the words of a text that are neither those of others nor a cut part of one."""
    every = sorted(others)
    return {
        word
        for word in words_of(text) - others
        if not any(each.startswith(word) or each.endswith(word) for each in every)
    }


def in_english(assessment: Assessment) -> Printed:
    earlier = profile_of(Scoreboard(assessment), "2019")
    with in_language(Language.ENGLISH):
        return printed(assessment, earlier)


@pytest.mark.parametrize("name", ["karasjok", "eksempelvik"])
def test_an_english_report_has_no_norwegian_but_what_others_wrote(
    name: str, request: pytest.FixtureRequest
) -> None:
    assessment: Assessment = request.getfixturevalue(name)
    assessment.texts.clear()
    bokmal = printed(assessment, profile_of(Scoreboard(assessment), "2019"))
    report = in_english(assessment)
    others = words_of(to_json(assessment)) | words_of(assessment.instrument.document)
    norwegian = only_in(bokmal.text, others)
    assert len(norwegian) > 50
    assert (words_of(report.text) & norwegian) - SHARED == set()


def test_an_english_report_says_so_and_has_decimal_points(eksempelvik: Assessment) -> None:
    report = in_english(eksempelvik)
    assert str(report.reader.root_object["/Lang"]) == "en-GB"
    assert re.search(r"\d\.\d", report.chapter("Results"))
    assert not re.search(r"\d,\d", report.text)
    assert "15–24 September 2025" in report.text
    assert "Where does the chain stop?" in [title for _, title in report.bookmarks]


def in_nynorsk(assessment: Assessment) -> Printed:
    with in_language(Language.NYNORSK):
        return printed(assessment, profile_of(Scoreboard(assessment), "2019"))


def translations(code: str) -> set[str]:
    with (ROOT / "resources" / "translations" / f"{code}.po").open("rb") as file:
        catalogue = read_po(file, locale=code)
    return words_of(" ".join(str(message.string) for message in catalogue if message.id))


@pytest.mark.parametrize("name", ["karasjok", "eksempelvik"])
def test_a_report_in_nynorsk_has_no_bokmal_but_what_others_wrote(
    name: str, request: pytest.FixtureRequest
) -> None:
    assessment: Assessment = request.getfixturevalue(name)
    assessment.texts.clear()
    bokmal = printed(assessment, profile_of(Scoreboard(assessment), "2019"))
    report = in_nynorsk(assessment)
    others = words_of(to_json(assessment)) | words_of(assessment.instrument.document)
    only_bokmal = only_in(bokmal.text, others) - translations("nn")
    assert {"ikke", "forord"} <= only_bokmal | others
    assert len(only_bokmal) > 50
    assert words_of(report.text) & only_bokmal == set()


def test_a_report_in_nynorsk_says_so_and_has_the_dates_and_numbers_of_norwegian(
    eksempelvik: Assessment,
) -> None:
    report = in_nynorsk(eksempelvik)
    assert str(report.reader.root_object["/Lang"]) == "nn-NO"
    assert "15.–24. september 2025" in report.text
    assert re.search(r"\d,\d", report.chapter("Resultat"))
    assert "Kvar stoppar kjeda?" in [title for _, title in report.bookmarks]
    for words in ("Styrkar", "Utfordringar", "Svakheiter", "ikkje i fokus", "Heile kommunen"):
        assert words in report.text


def test_a_word_document_in_nynorsk_says_so(eksempelvik: Assessment) -> None:
    file = io.BytesIO()
    with in_language(Language.NYNORSK):
        write_report(eksempelvik, file, kind=ReportFormat.WORD)
    document = Document(file)
    languages = document.styles.element.xpath("./w:docDefaults//w:lang/@w:val")
    assert languages == ["nn-NO"]
    assert document.core_properties.language == "nn-NO"
    assert "Føreord" in [paragraph.text for paragraph in document.paragraphs]


@pytest.mark.parametrize(
    ("begins", "ends", "bokmal", "english"),
    [
        ("2025-09-15", "2025-09-17", "15.–17. september 2025", "15–17 September 2025"),
        (
            "2025-09-29",
            "2025-10-01",
            "29. september–1. oktober 2025",
            "29 September–1 October 2025",
        ),
        (
            "2025-12-31",
            "2026-01-02",
            "31. desember 2025–2. januar 2026",
            "31 December 2025–2 January 2026",
        ),
        ("2025-05-17", "", "17. mai 2025", "17 May 2025"),
        ("", "", "", ""),
    ],
)
def test_a_period_is_written_as_its_readers_do(
    karasjok: Assessment, begins: str, ends: str, bokmal: str, english: str
) -> None:
    particulars = replace(karasjok.particulars, begins=begins, ends=ends)
    assert period_of(particulars) == bokmal
    with in_language(Language.ENGLISH):
        assert period_of(particulars) == english


def test_a_section_of_text_is_known_in_every_language() -> None:
    assert is_text_section("Slik leser vi resultatet")
    assert is_text_section("How we read the area")
    assert not is_text_section("Alle områdene")


def test_an_english_table_is_one_that_an_english_spreadsheet_reads(
    eksempelvik: Assessment,
) -> None:
    file = io.BytesIO()
    with in_language(Language.ENGLISH):
        write_csv(eksempelvik, file)
    text = file.getvalue().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert {row["level"] for row in rows} == {"sum", "focus area", "question", "measure point"}
    assert {row["basis"] for row in rows} <= {"rated", "proposal", "preliminary", "not rated"}
    exact = [row["exact points"] for row in rows if row["exact points"]]
    assert all(re.fullmatch(r"\d+\.\d{4}", points) for points in exact)


def test_the_record_and_the_recovery_sheet_are_in_english(eksempelvik: Assessment) -> None:
    record, sheet = io.BytesIO(), io.BytesIO()
    with in_language(Language.ENGLISH):
        write_record(eksempelvik, StorageDetails("library", True, 2, 9), date(2026, 3, 4), record)
        write_recovery_sheet("ABCD-EFGH", "library", sheet)
    texts = [
        spaced(" ".join(page.extract_text() for page in PdfReader(file).pages))
        for file in (record, sheet)
    ]
    assert "Record of personal data" in texts[0]
    assert "Made 4 March 2026 with Kompass" in texts[0]
    assert "Interviews Participants With a name" in texts[0]
    assert "Recovery code for Kompass" in texts[1]


def test_figures_with_points_are_followed_too(karasjok: Assessment) -> None:
    karasjok.texts.clear()
    with_text(karasjok, "area-1", "The area gets 99 of 100 points, and 7.4 of 30 for 1.4.")
    with in_language(Language.ENGLISH):
        sentences = [remark.sentence for remark in remarks_on(karasjok)]
    title = karasjok.instrument.area(1).title
    assert sentences == [f"1 {title}: The text says 99 points, but area 1 now has 21."]
