"""The command line is a contract: what it prints, where, and with which exit status."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document
from icalendar import Calendar
from pptx import Presentation
from pypdf import PdfReader

from kompass_desktop.__main__ import main
from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.finishing import reopening
from kompass_desktop.assessment.plan_records import Activity
from kompass_desktop.assessment.record_ids import new_id, text_id
from kompass_desktop.assessment.records import Change, Finding, Interview
from kompass_desktop.command_line.parser import parse
from kompass_desktop.storage.exchange.examples import bundled_instrument
from kompass_desktop.storage.exchange.json_file import import_json
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library
from tests.examples import bundled

KARASJOK_AREAS = {"1": 21, "2": 16, "3": 43, "4": 33, "5": 5, "6": 29, "7": 19, "8": 46}
Output = pytest.CaptureFixture[str]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library file that holds Karasjok 2019."""
    path = tmp_path / "bibliotek.kompassdb"
    example = bundled("karasjok-2019")
    with open_library(path) as opened:
        opened.add(example)
    return path


def fails_plainly(capsys: Output) -> str:
    """Return the one sentence on stderr, having seen that there is nothing else."""
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "Traceback" not in printed.err
    assert len(printed.err.strip().splitlines()) == 1
    return printed.err.strip()


def test_scores_as_json_are_those_of_the_printed_report(capsys: Output) -> None:
    assert main(["scores", "karasjok-2019", "--json"]) == 0
    scores = json.loads(capsys.readouterr().out)
    assert scores["total"] == 212
    assert scores["maximum"] == scores["attainable"] == 800
    assert scores["preliminary"] is False
    assert scores["areas"] == KARASJOK_AREAS
    assert len(scores["questions"]) == 45
    assert scores["questions"]["1.1"] == "1.5"
    assert scores["questions"]["3.4"] == "15.0"
    assert scores["questions"]["8.7"] == "0.0"


def test_scores_for_people_use_the_norwegian_comma(capsys: Output) -> None:
    assert main(["scores", "karasjok-2019"]) == 0
    printed = capsys.readouterr().out
    assert "212 av 800 poeng" in printed
    assert "7,4  1.4 Hvordan fremmes" in printed


def test_an_unknown_assessment_is_one_sentence(capsys: Output, library: Path) -> None:
    assert main(["--library", str(library), "scores", "finnmark-1999"]) == 1
    assert "finnmark-1999" in fails_plainly(capsys)


def test_list_tells_what_the_library_holds(capsys: Output, library: Path) -> None:
    assert main(["--library", str(library), "list", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["municipality"], row["year"], row["total"]) == ("Kárášjohka - Karasjok", 2019, 212)


def test_a_named_library_that_is_not_there_is_not_made(capsys: Output, tmp_path: Path) -> None:
    missing = tmp_path / "finnes-ikke.kompassdb"
    assert main(["--library", str(missing), "list"]) == 1
    assert str(missing) in fails_plainly(capsys)
    assert not missing.exists()


def test_the_demo_holds_both_examples(capsys: Output) -> None:
    assert main(["--demo", "list", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {row["municipality"] for row in rows} == {"Kárášjohka - Karasjok", "Eksempelvik"}


def test_an_export_can_be_imported_and_scores_the_same(
    capsys: Output, library: Path, tmp_path: Path
) -> None:
    exported = tmp_path / "karasjok.json"
    assert main(["export", "karasjok-2019", "-o", str(exported)]) == 0
    other = tmp_path / "annet.kompassdb"
    assert main(["--library", str(other), "import", str(exported)]) == 0
    capsys.readouterr()
    assert main(["scores", str(exported), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["areas"] == KARASJOK_AREAS
    with open_library(library) as first, open_library(other) as second:
        identity = first.listings()[0].particulars.id
        assert first.load(identity) == second.load(identity)


def reopen(opened: Library, identity: str) -> None:
    """Have an assessment in the library that can be changed."""
    assessment = opened.load(identity)
    opened.write(assessment, reopening(assessment, datetime.now(UTC), ""))


@pytest.mark.parametrize(("option", "name"), [([], ""), (["--names"], "Olava Oppdiktet")])
def test_names_are_exported_only_where_they_are_asked_for(
    library: Path, tmp_path: Path, option: list[str], name: str
) -> None:
    with open_library(library) as opened:
        identity = opened.listings()[0].particulars.id
        interview = Interview(new_id(), "unit_leaders", "VL-01", "Olava Oppdiktet")
        reopen(opened, identity)
        opened.write(opened.load(identity), [Change(None, interview)])
    file = tmp_path / "ut.json"
    assert main(["--library", str(library), "export", identity, "-o", str(file), *option]) == 0
    assert import_json(file, bundled_instrument).interviews[interview.id].name == name
    assert main(["--library", str(tmp_path / "b.kompassdb"), "import", str(file)]) == 0


def test_an_assessment_is_not_imported_twice(capsys: Output, library: Path, tmp_path: Path) -> None:
    exported = tmp_path / "karasjok.json"
    main(["export", "karasjok-2019", "-o", str(exported)])
    capsys.readouterr()
    assert main(["--library", str(library), "import", str(exported)]) == 1
    assert "finnes allerede" in fails_plainly(capsys)


@pytest.mark.parametrize(("option", "is_named"), [([], False), (["--names"], True)])
def test_interviews_and_milestones_are_exported_as_a_calendar(
    library: Path, tmp_path: Path, option: list[str], is_named: bool
) -> None:
    with open_library(library) as opened:
        identity = opened.listings()[0].particulars.id
        name, at = "Olava Oppdiktet", "2026-03-12T09:30"
        interview = Interview(new_id(), "unit_leaders", "VL-01", name, planned_at=at)
        reopen(opened, identity)
        milestone = Activity("m", "Plan vedtatt", "2026-06-15", milestone=True)
        changes = [Change(None, interview), Change(None, milestone)]
        opened.write(opened.load(identity), changes)
    file = tmp_path / "intervjuer.ics"
    assert main(["--library", str(library), "export", identity, "-o", str(file), *option]) == 0
    calendar = Calendar.from_ical(file.read_bytes())
    summary, *others = [str(event["summary"]) for event in calendar.walk("VEVENT")]
    assert "Plan vedtatt" in others
    assert summary.startswith("Intervju: ")
    assert (name in summary) == is_named
    assert (name in file.read_text("utf-8")) == is_named


@pytest.mark.parametrize(("language", "title"), [("nb", "Profilen"), ("en", "The profile")])
def test_the_results_are_exported_as_slides(tmp_path: Path, language: str, title: str) -> None:
    file = tmp_path / "karasjok.pptx"
    option = ["--report-language", language]
    assert main(["export", "karasjok-2019", "-o", str(file), *option]) == 0
    titles = [slide.shapes.title.text_frame.text for slide in Presentation(str(file)).slides]
    assert titles[0] == "Kárášjohka / Karasjok 2019"
    assert title in titles
    assert [each.name for each in tmp_path.iterdir()] == ["karasjok.pptx"]


def test_slides_tell_what_the_report_tells(capsys: Output, library: Path, tmp_path: Path) -> None:
    with open_library(library) as opened:
        identity = opened.listings()[0].particulars.id
        reopen(opened, identity)
        interview = Interview(new_id(), "unit_leaders", "VL-99", "Olava Oppdiktet")
        finding = Finding(new_id(), 1, FindingKind.WEAKNESS, "Olava Oppdiktet sa det 한")
        changes = [Change(None, interview), Change(None, finding)]
        opened.write(opened.load(identity), changes)
    told = []
    for command, name in (("report", "a.pdf"), ("export", "a.pptx")):
        file = str(tmp_path / name)
        assert main(["--library", str(library), command, identity, "-o", file]) == 0
        told.append(capsys.readouterr().err)
    assert "한" in told[0]
    assert told[0].startswith(told[1])
    # The reader's program has the letters that a PDF of ours lacks.
    assert told[1] == "I tekstene er 1 navn byttet med informantgruppen.\n"


def test_csv_has_a_row_for_each_measure_point(tmp_path: Path) -> None:
    file = tmp_path / "eksempelvik.csv"
    assert main(["export", "eksempelvik-2025", "-o", str(file)]) == 0
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.reader(opened, delimiter=";"))
    assert any(cell.startswith("1.4.3 ") for row in rows for cell in row)
    assert len(rows) > 165


def test_the_report_is_a_pdf_that_names_the_municipality(tmp_path: Path) -> None:
    file = tmp_path / "karasjok.pdf"
    assert main(["report", "karasjok-2019", "-o", str(file)]) == 0
    text = "".join(page.extract_text() for page in PdfReader(file).pages)
    assert "Kárášjohka" in text


def test_the_report_for_word_has_the_styles_of_a_template(capsys: Output, tmp_path: Path) -> None:
    template = tmp_path / "mal.docx"
    styled = Document()
    styled.styles["Heading 1"].font.name = "Georgia"
    styled.save(str(template))
    file = tmp_path / "rapport.DOCX"
    arguments = ["--report-language", "en", "--template", str(template)]
    assert main(["report", "karasjok-2019", "-o", str(file), *arguments]) == 0
    document = Document(str(file))
    assert document.styles["Heading 1"].font.name == "Georgia"
    assert "Closing" in [
        p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"
    ]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"en tekst", None])
def test_a_template_that_is_none_is_told_and_leaves_nothing(
    capsys: Output, tmp_path: Path, content: bytes | None
) -> None:
    template = tmp_path / "mal.docx"
    if content is not None:
        template.write_bytes(content)
    file = tmp_path / "ut.docx"
    assert main(["report", "karasjok-2019", "-o", str(file), "--template", str(template)]) == 1
    assert str(template) in fails_plainly(capsys)
    assert not file.exists()


def test_a_template_for_a_pdf_is_wrong_usage(capsys: Output, tmp_path: Path) -> None:
    file = tmp_path / "ut.pdf"
    assert main(["report", "karasjok-2019", "-o", str(file), "--template", "mal.docx"]) == 2
    assert ".docx" in fails_plainly(capsys)


@pytest.mark.parametrize(
    ("command", "name"),
    [("report", "a.pdf"), ("report", "a.docx"), ("export", "a.pptx"), ("export", "a.json")],
)
def test_an_unwritable_output_is_told_and_leaves_nothing(
    capsys: Output, tmp_path: Path, command: str, name: str
) -> None:
    nowhere = tmp_path / "finnes-ikke" / name
    assert main([command, "karasjok-2019", "-o", str(nowhere)]) == 1
    assert str(nowhere) in fails_plainly(capsys)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("command", "name"), [("report", "a.odt"), ("export", "a.xls")])
def test_an_unknown_ending_is_wrong_usage(
    capsys: Output, tmp_path: Path, command: str, name: str
) -> None:
    assert main([command, "karasjok-2019", "-o", str(tmp_path / name)]) == 2
    assert name in fails_plainly(capsys)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tull.json", b"{ikke json"),
        ("tull.json", b'{"format": "noe annet"}'),
        ("tull.json", b"\xff\xfe\x00"),
        ("tull.toml", b"name = "),
        ("tull.toml", b'name = "Nesten"\n'),
        ("tull.exe", b"MZ"),
    ],
)
def test_a_broken_file_is_told_and_changes_nothing(
    capsys: Output, library: Path, tmp_path: Path, name: str, content: bytes
) -> None:
    broken = tmp_path / name
    broken.write_bytes(content)
    with open_library(library) as opened:
        before = opened.listings()
    assert main(["--library", str(library), "import", str(broken)]) == 1
    assert name in fails_plainly(capsys)
    with open_library(library) as opened:
        assert opened.listings() == before


def test_a_damaged_library_is_told(capsys: Output, tmp_path: Path) -> None:
    damaged = tmp_path / "skadet.kompassdb"
    damaged.write_bytes(b"dette er ikke en database" * 100)
    assert main(["--library", str(damaged), "list"]) == 1
    assert "skadet" in fails_plainly(capsys)
    assert damaged.read_bytes().startswith(b"dette er ikke")


def test_check_tells_that_the_library_is_whole(capsys: Output, library: Path) -> None:
    assert main(["--library", str(library), "check"]) == 0
    assert "ingen feil" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["scores"], ["report", "x"], ["tull"], ["--nei"]])
def test_wrong_usage_ends_with_status_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(arguments)
    assert ended.value.code == 2


def test_the_report_goes_out_and_what_is_wrong_with_it_is_told_on_stderr(
    tmp_path: Path, capsys: Output
) -> None:
    assert main(["export", "karasjok-2019", "-o", str(tmp_path / "a.json")]) == 0
    content = json.loads((tmp_path / "a.json").read_text("utf-8"))
    content["findings"][0]["text"] += " 한"
    text = {"chapter": "closing", "text": "Samlet får kommunen 400 av 800 poeng."}
    identity = text_id(content["assessment"]["id"], "closing")
    content["texts"].append({"id": identity, **text})
    (tmp_path / "a.json").write_text(json.dumps(content), "utf-8")
    capsys.readouterr()
    assert main(["report", str(tmp_path / "a.json"), "-o", str(tmp_path / "a.pdf")]) == 0
    printed = capsys.readouterr()
    assert (tmp_path / "a.pdf").stat().st_size > 10_000
    assert printed.out == ""
    assert "«한»" in printed.err
    assert "Teksten sier 400 poeng, men summen har nå 212." in printed.err
