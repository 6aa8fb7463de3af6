"""Text is measured, broken and distributed without losing a letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompass_desktop.report.slides.text_fit import (
    SIZES,
    Paragraph,
    fitting_size,
    flowing,
    flowing_columns,
    height_of,
    in_even_boxes,
    rejoined,
    shortened_to,
    wrapped,
)
from kompass_desktop.report.visible_text import one_line, visible

BOX = (280.0, 350.0)


@given(st.text("abcÅŋ漢😀 ", max_size=300), st.floats(20, 400), st.sampled_from(SIZES))
def test_lines_joined_are_the_text_again(text: str, width: float, size: float) -> None:
    lines = wrapped(text, width, size)
    assert "".join(lines) == text
    assert len(lines) == 1 or all(lines)


def test_no_line_is_wider_than_its_box() -> None:
    words = " ".join("ord" * (n % 9 + 1) for n in range(200))
    lines = wrapped(words, 200, 14)
    assert all(len(wrapped(line.rstrip(), 200, 14)) == 1 for line in lines)
    assert len(lines) > 10


@given(st.lists(st.text("abc d", min_size=1, max_size=900), max_size=30))
def test_nothing_is_lost_when_paragraphs_go_on_in_other_boxes(texts: list[str]) -> None:
    paragraphs = [Paragraph(one_line(text)) for text in texts if text.strip()]
    flow = flowing(paragraphs, BOX)
    assert [each.text for each in rejoined(flow.boxes)] == [each.text for each in paragraphs]
    assert flow.size in SIZES
    for box in flow.boxes:
        assert _height(box, flow.size) <= BOX[1] + 0.01


def _height(box: tuple[Paragraph, ...], size: float) -> float:
    texts = (height_of(each.text.strip(), BOX[0] - 14, size) for each in box)
    return sum(texts) + size * 0.5 * (len(box) - 1)


def test_a_short_text_is_large_and_a_long_one_is_small() -> None:
    assert flowing([Paragraph("Kort")], BOX).size == SIZES[0]
    sizes = [flowing([Paragraph("noen ord " * 40)] * n, BOX).size for n in (1, 2, 60)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1]


def test_findings_over_several_boxes_are_spread_evenly() -> None:
    flow = flowing([Paragraph("noen ord om en svakhet " * 4)] * 12, BOX)
    counts = [len(box) for box in flow.boxes]
    assert len(counts) > 1
    assert max(counts) - min(counts) <= 1


def test_columns_have_one_size() -> None:
    columns: list[list[Paragraph]] = [
        [Paragraph("kort")],
        [Paragraph("noen ord " * 60)] * 9,
        [],
    ]
    flows = flowing_columns(columns, (280, 280, 280), 350)
    assert len({flow.size for flow in flows}) == 1
    assert [len(flow.boxes) > 0 for flow in flows] == [True, True, False]


@pytest.mark.parametrize("count", [2, 3, 7, 40])
def test_pairs_of_columns_are_both_used(count: int) -> None:
    paragraphs = [Paragraph(f"Funn {n} i rekken") for n in range(count)]
    flow = in_even_boxes(flowing(paragraphs, BOX), BOX)
    assert len(flow.boxes) % 2 == 0
    assert list(rejoined(flow.boxes)) == paragraphs


def test_what_fits_in_no_size_is_cut_with_an_ellipsis() -> None:
    text = "kommune " * 200
    box = (300.0, 40.0)
    size = fitting_size(text, box, (30, 20))
    assert size == 20
    cut = shortened_to(text, box, size)
    assert cut.endswith("…")
    assert height_of(cut, 300, size) <= 40.01
    assert shortened_to("kort", box, 20) == "kort"


def test_what_a_file_cannot_hold_is_taken_out_and_letters_stay() -> None:
    assert visible("a\x00b\ud800\u202e\ufffe 漢😀👩‍👧 áčđŋšŧž") == "ab\ufffd\ufffd 漢😀👩‍👧 áčđŋšŧž"
    assert visible("a\r\nb\x0bc\u2028d\te") == "a\nb\nc\nd e"
    assert one_line("  a \n\n b ") == "a b"
