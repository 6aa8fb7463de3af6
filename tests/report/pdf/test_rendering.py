"""Blocks become flowables: emphasis inside a paragraph, and what is kept together."""

import gc
import io

import pytest
from reportlab.platypus import CondPageBreak, KeepTogether, Paragraph

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.report.blocks import (
    Emphasis,
    Heading,
    Role,
    Span,
    Together,
    paragraph,
)
from kompass_desktop.report.blocks import Paragraph as ParagraphBlock
from kompass_desktop.report.document import write_report
from kompass_desktop.report.pdf.fonts import register
from kompass_desktop.report.pdf.rendering import flowables
from kompass_desktop.report.pdf.styles import BODY, CAPTION


@pytest.fixture(autouse=True)
def _fonts() -> None:
    register()


def test_each_emphasis_is_printed_and_nothing_is_read_as_markup() -> None:
    spans = tuple(Span(f"<b>{each}</b> ", each) for each in Emphasis)
    (printed,) = flowables([ParagraphBlock(spans)])
    assert isinstance(printed, Paragraph)
    assert printed.getPlainText() == "".join(span.text for span in spans)
    strong = [frag.text for frag in printed.frags if frag.fontName == "NotoSans-SemiBold"]
    assert "".join(strong).strip() == "<b>strong</b>"


def test_roles_have_their_styles() -> None:
    body, note = flowables([paragraph("a"), paragraph("b", Role.NOTE)])
    assert (body.style, note.style) == (BODY, CAPTION)  # type: ignore[attr-defined]


def test_a_heading_asks_for_its_room_and_blocks_stay_together() -> None:
    first, _, together = flowables([Heading("A", "a", room=60), Together((paragraph("b"),))])
    assert isinstance(first, CondPageBreak)
    assert isinstance(together, KeepTogether)


def test_little_of_what_is_written_is_left_to_the_garbage_collector(
    eksempelvik: Assessment,
) -> None:
    """It runs in the thread of the window, which stands still meanwhile."""
    write_report(eksempelvik, io.BytesIO())
    gc.collect()
    gc.disable()
    try:
        write_report(eksempelvik, io.BytesIO())
        assert gc.collect() < 12_000
    finally:
        gc.enable()
