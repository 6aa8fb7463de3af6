"""Findings and report texts that were changed apart: a person's words are never behind a line's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kompass_desktop.assessment.marks import Marks
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import text_id
from kompass_desktop.assessment.records import (
    Change,
    Finding,
    Follows,
    Mark,
    Note,
    Record,
    ReportText,
)
from kompass_desktop.storage.privacy.erasing import NotesFate
from kompass_desktop.storage.privacy.library_privacy import LibraryPrivacy
from tests.storage.merging.laptops import Laptop, three_laptops

YEAR = 365 * 24 * 3600 * 1000
NOW = 56 * YEAR


@pytest.fixture
def laptops(tmp_path: Path, small_assessment: Assessment) -> Iterator[list[Laptop]]:
    """Three laptops with a copy each; the second clock is a year slow, the third stands at 1970."""
    with three_laptops(tmp_path, small_assessment, [NOW, NOW - YEAR, 0]) as made:
        yield made


def do(laptop: Laptop, identity: str, *changes: Change) -> None:
    """Make changes on a laptop, with what they mean for findings, as a window does."""
    for change in Marks(laptop.load(identity)).with_findings(changes):
        laptop.write(laptop.load(identity), change)


def exchange(*laptops: Laptop, identity: str) -> None:
    for to in (*laptops, *laptops):
        for of in laptops:
            if of is not to:
                to.receive(of, identity)


def line_of(laptop: Laptop, identity: str) -> Note:
    return next(n for n in laptop.load(identity).notes.values() if n.code == "1.4.1")


def finding_of(laptop: Laptop, identity: str) -> Finding:
    (finding,) = laptop.load(identity).findings.values()
    return finding


def unmark(laptop: Laptop, identity: str) -> None:
    line = line_of(laptop, identity)
    do(laptop, identity, Change(line, replace(line, mark=None)))


def mark(laptop: Laptop, identity: str, what: Mark = Mark.STRENGTH) -> None:
    line = line_of(laptop, identity)
    do(laptop, identity, Change(line, replace(line, mark=what)))


def edit(laptop: Laptop, identity: str, text: str) -> None:
    finding = finding_of(laptop, identity)
    do(laptop, identity, Change(finding, replace(finding, text=text)))


def texts_of(laptop: Laptop, identity: str, record: Record) -> set[object]:
    """Return the texts that are shown of a record, or asked about."""
    held = laptop.load(identity).get(record)
    assert isinstance(held, Finding | ReportText)
    sides = {
        side.fields["text"]
        for conflict in laptop.library.conflicts(identity)
        if (conflict.record, conflict.name) == (record.id, "text")
        for side in conflict.sides
    }
    return sides | {held.text}


@pytest.fixture
def unmarked(laptops: list[Laptop], small_assessment: Assessment) -> str:
    """The id of an assessment on three laptops, without findings and marks."""
    identity = small_assessment.id
    for finding in small_assessment.findings.values():
        do(laptops[0], identity, Change(finding, None))
    unmark(laptops[0], identity)
    exchange(*laptops, identity=identity)
    return identity


@pytest.fixture
def marked(laptops: list[Laptop], unmarked: str) -> str:
    """The same, with one finding, which follows its marked line."""
    mark(laptops[0], unmarked)
    exchange(*laptops, identity=unmarked)
    assert finding_of(laptops[2], unmarked).follows is Follows.LINE
    return unmarked


def test_a_finding_edited_where_the_line_was_also_marked_apart_is_asked_about(
    laptops: list[Laptop], unmarked: str
) -> None:
    late, early, _ = laptops
    mark(early, unmarked)
    edit(early, unmarked, "skrevet av en person")
    mark(late, unmarked)
    exchange(late, early, identity=unmarked)
    for laptop in (late, early):
        finding = finding_of(laptop, unmarked)
        assert finding.follows is Follows.NOTHING
        assert "skrevet av en person" in texts_of(laptop, unmarked, finding)


def test_a_finding_edited_on_where_it_was_linked_again_apart_is_asked_about(
    laptops: list[Laptop], marked: str
) -> None:
    late, early, _ = laptops
    edit(early, marked, "skrevet av en person")
    exchange(*laptops, identity=marked)
    edit(early, marked, "skrevet videre")
    finding = finding_of(late, marked)
    do(late, marked, Change(finding, None))
    unmark(late, marked)
    mark(late, marked)
    assert finding_of(late, marked).follows is Follows.LINE
    exchange(late, early, identity=marked)
    for laptop in (late, early):
        finding = finding_of(laptop, marked)
        assert "skrevet videre" in texts_of(laptop, marked, finding)


def test_a_finding_edited_where_the_line_was_unmarked_and_marked_again_is_asked_about(
    laptops: list[Laptop], marked: str
) -> None:
    """The deletion that is asked about is taken back by the new mark, and the edit waits."""
    late, early, _ = laptops
    finding = finding_of(late, marked)
    edit(early, marked, "skrevet av en person")
    unmark(late, marked)
    late.receive(early, marked)
    (conflict,) = late.library.conflicts(marked)
    assert conflict.is_of_deletion
    mark(late, marked)
    assert finding_of(late, marked).follows is Follows.LINE
    exchange(late, early, identity=marked)
    for laptop in (late, early):
        assert "skrevet av en person" in texts_of(laptop, marked, finding)
        assert finding_of(laptop, marked) == finding_of(late, marked)
    (conflict,) = late.library.conflicts(marked)
    late.library.settle(late.load(marked), conflict, conflict.sides[0])
    early.receive(late, marked)
    for laptop in (late, early):
        assert finding_of(laptop, marked).text == "skrevet av en person"
        assert laptop.library.conflicts(marked) == []


def test_a_finding_of_old_edited_where_its_line_was_marked_apart_is_asked_about(
    laptops: list[Laptop], small_assessment: Assessment
) -> None:
    """In libraries of old a finding does not say what it follows."""
    late, early, _ = laptops
    identity = small_assessment.id
    line = line_of(late, identity)
    finding = finding_of(late, identity)
    old = replace(finding, text=line.text, follows=None)
    late.write(late.load(identity), Change(finding, old))
    exchange(*laptops, identity=identity)
    edit(early, identity, "skrevet av en person")
    mark(late, identity, Mark.STRENGTH)
    assert finding_of(late, identity).follows is Follows.LINE
    exchange(late, early, identity=identity)
    for laptop in (late, early):
        assert "skrevet av en person" in texts_of(laptop, identity, finding)


def test_lines_corrected_apart_ask_about_no_words_that_only_followed(
    laptops: list[Laptop], marked: str
) -> None:
    """Of the finding nothing was a person's until it is edited, after all."""
    late, early, _ = laptops
    for laptop, text in ((late, "den enes retting"), (early, "den andres retting")):
        line = line_of(laptop, marked)
        do(laptop, marked, Change(line, replace(line, text=text)))
    exchange(late, early, identity=marked)
    edit(late, marked, "skrevet av en person")
    exchange(late, early, identity=marked)
    for laptop in (late, early):
        finding = finding_of(laptop, marked)
        assert texts_of(laptop, marked, finding) == {"skrevet av en person"}


# Report texts that were given up for the draft, and the figures that a text told


def test_a_text_written_anew_over_one_that_was_given_up_leaves_what_was_written_meanwhile(
    laptops: list[Laptop], small_assessment: Assessment
) -> None:
    late, early, _ = laptops
    identity = small_assessment.id
    (text,) = small_assessment.texts.values()
    do(late, identity, Change(text, None))
    write_text(early, identity, "skrevet imens", "1=12")
    late.receive(early, identity)
    do(late, identity, Change(None, replace(text, text="skrevet på nytt")))
    exchange(late, early, identity=identity)
    for laptop in (late, early):
        assert texts_of(laptop, identity, text) == {"skrevet imens", "skrevet på nytt"}


def test_a_text_written_anew_in_one_burst_with_the_one_that_was_given_up_is_another(
    laptops: list[Laptop], small_assessment: Assessment
) -> None:
    late, early, _ = laptops
    identity = small_assessment.id
    (text,) = small_assessment.texts.values()
    early.write(early.load(identity), Change(text, None))
    late.write(late.load(identity), Change(text, replace(text, text="skrevet imens")), "b")
    late.receive(early, identity)
    anew = replace(text, text="skrevet på nytt")
    late.write(late.load(identity), Change(None, anew), "b")
    exchange(late, early, identity=identity)
    for laptop in (late, early):
        assert texts_of(laptop, identity, text) == {"skrevet imens", "skrevet på nytt"}


def test_what_is_written_in_a_text_that_is_there_again_is_no_part_of_its_deletion(
    laptops: list[Laptop], small_assessment: Assessment
) -> None:
    """Who gave up what they had begun did not know that another had begun it too."""
    two, one, _ = laptops
    identity = small_assessment.id
    text = ReportText(text_id(identity, "area-2"), "area-2", "den enes")
    one.write(one.load(identity), Change(None, text))
    mine = replace(text, text="den andres")
    two.write(two.load(identity), Change(None, mine), "b")
    one.receive(two, identity)
    two.write(two.load(identity), Change(mine, None), "b")
    two.receive(one, identity)
    there = two.load(identity).texts[text.id]
    two.write(two.load(identity), Change(there, replace(there, text="skrevet på nytt")), "b")
    one.write(one.load(identity), Change(one.load(identity).texts[text.id], None))
    exchange(one, two, identity=identity)
    (conflict,) = one.library.conflicts(identity)
    assert conflict.is_of_deletion
    assert conflict.sides[1].fields["text"] == "skrevet på nytt"


def told(laptop: Laptop, identity: str) -> tuple[str, str]:
    (text,) = laptop.load(identity).texts.values()
    return text.text, text.figures


def write_text(laptop: Laptop, identity: str, text: str, figures: str) -> ReportText:
    (held,) = laptop.load(identity).texts.values()
    written = replace(held, text=text, figures=figures)
    do(laptop, identity, Change(held, written))
    return written


def test_the_figures_are_those_of_the_text_that_stands(
    laptops: list[Laptop], small_assessment: Assessment
) -> None:
    late, early, third = laptops
    identity = small_assessment.id
    write_text(late, identity, "Fra før", "1=10")
    exchange(*laptops, identity=identity)
    write_text(early, identity, "Med nye tall", "1=12")
    written = write_text(late, identity, "Uten nye tall", "1=10")
    exchange(*laptops, identity=identity)
    assert {told(laptop, identity) for laptop in laptops} == {("Uten nye tall", "1=10")}
    (conflict,) = late.library.conflicts(identity)
    change = late.library.settle(late.load(identity), conflict, conflict.sides[0])
    assert change.after == replace(written, text="Med nye tall", figures="1=12")
    exchange(*laptops, identity=identity)
    assert {told(laptop, identity) for laptop in laptops} == {("Med nye tall", "1=12")}
    write_text(third, identity, "Med nye tall", "1=13")
    exchange(*laptops, identity=identity)
    assert {told(laptop, identity) for laptop in laptops} == {("Med nye tall", "1=13")}
    assert late.library.conflicts(identity) == []


def test_the_figures_are_those_of_the_text_where_it_was_anonymised(
    laptops: list[Laptop], small_assessment: Assessment
) -> None:
    late, early, _ = laptops
    identity = small_assessment.id
    interview = next(iter(small_assessment.interviews.values()))
    late.write(small_assessment, Change(interview, replace(interview, name="Navnesen")))
    write_text(late, identity, "Navnesen sier ja", "1=10")
    exchange(late, early, identity=identity)
    write_text(early, identity, "De sier nei", "1=12")
    with late.ticking():
        LibraryPrivacy(late.library).anonymise(identity, NotesFate.KEPT)
    exchange(late, early, identity=identity)
    (text, figures) = told(early, identity)
    assert "sier ja" in text
    assert "Navnesen" not in text
    assert figures == "1=10"
    assert len(late.library.conflicts(identity)) == 1
