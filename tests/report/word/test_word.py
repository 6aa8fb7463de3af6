"""The report for Word has what the PDF has, as text, tables and headings that Word understands."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from docx.oxml.ns import qn
from PIL import Image
from pypdf import PdfReader

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.profile import profile_of
from kompass_desktop.assessment.records import Change
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.command_line.listing import scores_of
from kompass_desktop.i18n import Language, in_language
from kompass_desktop.report.cancelling import ReportCancelled
from kompass_desktop.report.document import write_report
from kompass_desktop.report.formats import ReportFormat
from kompass_desktop.report.plan.plan_content import has_plan
from tests.examples import EKSEMPELVIK, KARASJOK, bundled
from tests.report.printing import Printed, renamed, spaced, with_finding, with_text
from tests.report.word.reading import Written, cells_of, style_of, written

SAMI = "Kárášjohka: á č đ ŋ š ŧ ž"
HOSTILE = [
    "=1+1",
    "<b>fet</b> &amp; & <w:p/>",
    '<img src="/etc/passwd"/>',
    "{{ felt }} { PAGE }",
    "emoji 👩‍👩‍👧 og 漢字",
    SAMI,
]


@pytest.fixture(scope="module")
def eksempelvik_word() -> Written:
    return written(bundled(EKSEMPELVIK))


@pytest.fixture(scope="module")
def karasjok_word() -> Written:
    return written(bundled(KARASJOK))


@pytest.mark.parametrize("name", [EKSEMPELVIK, KARASJOK])
def test_every_number_is_that_of_scores_json(name: str) -> None:
    assessment = bundled(name)
    scores = cast("dict[str, Any]", scores_of(assessment))
    report = written(assessment)
    head, *areas, total = cells_of(report.table("Poeng for alle fokusområdene"))
    points = head.index("Poeng")
    assert {row[0]: row[points] for row in areas} == {
        code: str(n) for code, n in scores["areas"].items()
    }
    assert total[points] == str(scores["total"])
    questions: dict[str, str] = {}
    for area in assessment.instrument.areas:
        title = f"Poeng for spørsmålene i fokusområde {area.number}"
        head, *rows, total = cells_of(report.table(title))
        questions |= {row[0]: row[head.index("Poeng")] for row in rows}
        assert total[head.index("Poeng")] == str(scores["areas"][area.code])
    assert {code: n.replace(",", ".") for code, n in questions.items()} == scores["questions"]
    figures = report.texts("Kompass Key Figure")
    assert len(figures) == 2  # in the summary, and in the results
    assert all(each.startswith(f"{scores['total']} av 800 poeng") for each in figures)


@pytest.mark.parametrize("name", [EKSEMPELVIK, KARASJOK])
def test_headings_are_those_of_the_pdf_in_order(
    name: str, karasjok_report: Printed, eksempelvik_report: Printed
) -> None:
    pdf = karasjok_report if name == KARASJOK else eksempelvik_report
    levels = {"Heading 1": 0, "Heading 2": 1, "Heading 2 Unlisted": 1, "Heading 3": 2}
    headings = [(levels[style], text) for style, text in written(bundled(name)).headings]
    assert headings == [entry for entry in pdf.bookmarks if entry[1] != "Innhold"]


def test_the_contents_have_all_listed_headings_and_word_renews_them(
    eksempelvik_word: Written,
) -> None:
    document = eksempelvik_word.document
    (contents,) = document.element.body.findall(qn("w:sdt"))
    (code,) = (each.text for each in contents.iter(qn("w:instrText")))
    assert code.strip() == r'TOC \o "1-2" \h'
    begin = next(contents.iter(qn("w:fldChar")))
    assert begin.get(qn("w:dirty")) == "true"
    assert document.settings.element.find(qn("w:updateFields")).get(qn("w:val")) == "true"
    entries = {
        link.get(qn("w:anchor")): "".join(t.text for t in link.iter(qn("w:t")))
        for link in contents.iter(qn("w:hyperlink"))
    }
    marks = {
        mark.get(qn("w:name")): "".join(t.text for t in mark.getparent().iter(qn("w:t")))
        for mark in document.element.body.iter(qn("w:bookmarkStart"))
    }
    assert entries == marks
    unlisted = ("Heading 2 Unlisted", "Heading 3")
    listed = [text for style, text in eksempelvik_word.headings if style not in unlisted]
    assert list(entries.values()) == listed
    kinds = [each.get(qn("w:fldCharType")) for each in contents.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]


def test_captions_are_numbered_by_fields(eksempelvik_word: Written) -> None:
    captions = eksempelvik_word.texts("Caption")
    for label in ("Tabell", "Figur"):
        numbers = [int(m[1]) for c in captions if (m := re.match(rf"{label} (\d+): .", c))]
        assert numbers == list(range(1, len(numbers) + 1))
        assert len(re.findall(rf"SEQ {label} \\\* ARABIC", eksempelvik_word.xml)) == len(numbers)
    assert len(captions) == len(eksempelvik_word.captioned) + sum("Figur" in c for c in captions)


def test_tables_repeat_their_heads_and_their_rows_stay_whole(eksempelvik_word: Written) -> None:
    assert len(eksempelvik_word.captioned) > 30
    for caption, table in eksempelvik_word.captioned:
        head, *rows = table._tbl.tr_lst
        assert head.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None
        spans = {sum(cell.grid_span for cell in row.tc_lst) for row in (head, *rows)}
        assert spans == {len(table.columns)}
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) in caption
        if "styrker" not in caption:
            assert all(row.find(qn("w:trPr")).find(qn("w:cantSplit")) is not None for row in rows)


def test_a_long_cell_may_go_on_over_the_page(eksempelvik: Assessment) -> None:
    with_finding(eksempelvik, "ord " * 25_000)
    report = written(eksempelvik)
    _, row = report.table("Fokusområde 1: styrker, utfordringer og svakheter")._tbl.tr_lst
    assert row.find(qn("w:trPr")) is None
    assert report.everything().count("ord ord ") > 12_000


def test_charts_are_pictures_that_say_their_figures(eksempelvik_word: Written) -> None:
    body = eksempelvik_word.document.element.body
    described = [each.get("descr") for each in body.iter(qn("wp:docPr")) if each.get("descr")]
    radars = [each for each in described if each.startswith("Radardiagram")]
    # On the cover, in the summary, in the results, and of the scenario.
    assert len(radars) == 3 + has_plan(bundled(EKSEMPELVIK))
    assert all("1 Offentlighet: 52 av 100" in each for each in radars)
    assert any("1.1 Plan for demokrati og informasjon: 5,9 av 15" in each for each in described)
    assert "Fokusområde 3: 61 av 100 poeng." in described
    decorative = [each for each in body.iter(qn("wp:docPr")) if not each.get("descr")]
    assert decorative
    assert all("decorative" in each[0][0][0].tag for each in decorative)
    numbers = [each.get("id") for each in body.iter(qn("wp:docPr"))]
    assert len(set(numbers)) == len(numbers)


def test_pictures_are_as_sharp_as_a_print_needs(eksempelvik_word: Written) -> None:
    document = eksempelvik_word.document
    for shape in document.inline_shapes:
        blip = next(shape._inline.iter(qn("a:blip")))
        image = Image.open(io.BytesIO(document.part.related_parts[blip.get(qn("r:embed"))].blob))
        assert image.width / shape.width.inches == pytest.approx(200, rel=0.1)
        assert not image.width > 300 or image.convert("RGB").getpixel((1, 1)) == (255, 255, 255)
        assert image.width / image.height == pytest.approx(shape.width / shape.height, rel=0.1)


def test_what_is_drawn_above_a_chart_is_not_cut_off(eksempelvik: Assessment) -> None:
    earlier = profile_of(Scoreboard(bundled(KARASJOK)), "Karasjok 2019")
    report = written(eksempelvik, earlier)
    shapes = {s._inline.docPr.get("descr"): s for s in report.document.inline_shapes}
    tall = shapes["Fokusområde 1: 52 av 100 poeng. Karasjok 2019: 21."]
    assert tall.height.pt >= 49.5  # the label of the tick is up to there


def test_a_draft_is_warned_of_on_every_page(
    eksempelvik_word: Written, karasjok_word: Written
) -> None:
    footer = eksempelvik_word.document.sections[0].footer
    assert footer.paragraphs[0].text.startswith("UTKAST · Fiktivt eksempel")
    codes = [each.text.strip() for each in footer._element.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]
    assert "UTKAST" not in karasjok_word.document.sections[0].footer.paragraphs[0].text
    assert "UTKAST" in eksempelvik_word.texts("Kompass Warning")[0]


@pytest.mark.parametrize(
    ("language", "tag", "title"),
    [
        (Language.BOKMAL, "nb-NO", "Kommunekompasset – Kárášjohka / Karasjok 2019"),
        (Language.ENGLISH, "en-GB", "Kommunekompasset – Kárášjohka / Karasjok 2019"),
    ],
)
def test_language_and_properties_are_those_of_the_report(
    karasjok: Assessment, language: Language, tag: str, title: str
) -> None:
    with in_language(language):
        document = written(karasjok).document
    defaults = document.styles.element.find(qn("w:docDefaults"))
    assert next(defaults.iter(qn("w:lang"))).get(qn("w:val")) == tag
    core = document.core_properties
    assert (core.title, core.language) == (title, tag)
    assert "KS-K rapport 3/2019" in core.subject
    captions = [p.text for p in document.paragraphs if style_of(p) == "Caption"]
    assert captions[0].startswith("Figur 1" if tag == "nb-NO" else "Figure 1")


def test_numbered_lists_count_themselves(karasjok: Assessment) -> None:
    with_text(karasjok, "foreword", "Slik:\n1. en\n2. to\n\nOg:\n\n9. ni\n10. ti")
    document = written(karasjok).document
    items = [each for each in document.paragraphs if style_of(each) == "List Number"][:4]
    assert [each.text for each in items] == ["en", "to", "ni", "ti"]
    numbers = document.part.numbering_part.element
    starts = []
    for item in items:
        used = int(next(item._p.iter(qn("w:numId"))).get(qn("w:val")))
        number = next(each for each in numbers.findall(qn("w:num")) if each.numId == used)
        starts.append(next(number.iter(qn("w:startOverride"))).get(qn("w:val")))
        kinds = [
            a
            for a in numbers.findall(qn("w:abstractNum"))
            if a.get(qn("w:abstractNumId")) == str(number.abstractNumId.val)
        ]
        assert next(kinds[0].iter(qn("w:numFmt"))).get(qn("w:val")) == "decimal"
    assert starts == ["1", "1", "9", "9"]


def test_texts_of_persons_are_text(karasjok: Assessment) -> None:
    for text in HOSTILE:
        with_finding(karasjok, text)
    with_text(karasjok, "foreword", "\n\n".join(HOSTILE))
    report = written(karasjok)
    weaknesses = cells_of(report.table("Fokusområde 1: styrker, utfordringer og svakheter"))[1][2]
    for text in HOSTILE:
        assert text in weaknesses.split("\n")
        assert text in report.texts("Normal")
    assert "/etc/passwd" not in report.files["word/_rels/document.xml.rels"].decode()


def test_characters_that_no_file_may_have_are_left_out(karasjok: Assessment) -> None:
    bad = "".join(map(chr, (*range(9), 11, 12, *range(14, 32), 0x7F, 0xFFFE, 0xFFFF, 0xD800)))
    with_finding(karasjok, f"a{bad}b")
    renamed(karasjok, f"Kárášjohka{bad} - Karasjok")
    karasjok.apply(
        Change(
            karasjok.particulars,
            replace(karasjok.particulars, firm=f"Firma{bad}" * 50, report=f"R{bad}"),
        )
    )
    report = written(karasjok)
    assert "Karasjok" in report.document.core_properties.title
    assert len(report.document.core_properties.author) <= 255
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", report.everything())


def test_an_earlier_profile_and_differences_are_in_it_too(eksempelvik: Assessment) -> None:
    earlier = profile_of(Scoreboard(bundled(KARASJOK)), "Karasjok 2019")
    report = written(eksempelvik, earlier, shows_differences=True)
    head, first, *_ = cells_of(report.table("Poeng for alle fokusområdene"))
    assert first[head.index("Før")] == "21"
    assert first[head.index("Endring")] == "+31"
    described = [e.get("descr") for e in report.document.element.body.iter(qn("wp:docPr"))]
    assert any("1 Offentlighet: 52 av 100 (tidligere 21)" in each for each in described)
    assert any(each.startswith("Diagram over nivåene") for each in described)


def test_an_empty_assessment_is_written(empty_assessment: Assessment) -> None:
    report = written(empty_assessment)
    assert report.texts("Kompass Key Figure")[0].startswith("– av 800 poeng")
    assert "Ingen funn" in report.everything()


def test_a_cancelled_report_is_given_up(karasjok: Assessment) -> None:
    shares: list[float] = []
    with pytest.raises(ReportCancelled):
        write_report(
            karasjok,
            io.BytesIO(),
            kind=ReportFormat.WORD,
            progress=shares.append,
            cancelled=lambda: len(shares) > 40,
        )
    assert shares == sorted(shares)
    assert shares[-1] < 1


def test_progress_comes_to_its_end(karasjok: Assessment) -> None:
    shares: list[float] = []
    write_report(karasjok, io.BytesIO(), kind=ReportFormat.WORD, progress=shares.append)
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_and_converts_it(eksempelvik_word: Written, tmp_path: Path) -> None:
    file = tmp_path / "rapport.docx"
    file.write_bytes(eksempelvik_word.content)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(file)], check=True, capture_output=True, timeout=180)
    pages = [spaced(page.extract_text()) for page in PdfReader(tmp_path / "rapport.pdf").pages]
    assert 25 < len(pages) < 60
    assert "381 av 800 poeng" in " ".join(pages)
    assert f"Side {len(pages)} av {len(pages)}" in pages[-1]
    for style, text in eksempelvik_word.headings:
        if style == "Heading 1":
            assert any(spaced(text) in page[:300] for page in pages[3:]) or text == "Forord"
