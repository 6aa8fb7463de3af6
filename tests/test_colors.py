"""The contrast of colours, and the nearest shades in which text is readable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompass_desktop import colors
from kompass_desktop.report.firm.house_style import OURS, house_style_of

COLORS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_is_that_of_the_standard() -> None:
    assert colors.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colors.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert colors.contrast("#ffffff", "#777777") == colors.contrast("#777777", "#ffffff")


@pytest.mark.parametrize(
    "text", ["", "#fff", "#FF0000", "red", "#12345g", "#1234567", "#12345\uff16"]
)
def test_only_six_small_digits_are_a_color(text: str) -> None:
    assert not colors.is_color(text)


@given(COLORS)
def test_text_is_readable_in_a_dark_enough_shade_and_white_text_on_it(color: str) -> None:
    shade = colors.dark_enough(color)
    assert colors.is_color(shade)
    assert colors.contrast(shade, colors.WHITE) >= colors.READABLE
    if colors.contrast(color, colors.WHITE) >= colors.READABLE:
        assert shade == color


@given(COLORS.filter(lambda color: colors.contrast(color, "#ffffff") < 4.4))
def test_the_shade_is_no_darker_than_it_must_be(color: str) -> None:
    assert colors.contrast(colors.dark_enough(color), colors.WHITE) < 4.7


@given(COLORS)
def test_figures_are_readable_on_every_shade_of_a_firm(color: str) -> None:
    style = house_style_of(color)
    assert colors.contrast(style.accent, colors.WHITE) >= colors.READABLE
    assert colors.contrast(colors.TEXT, style.accent_soft) >= colors.READABLE
    # White figures are printed only from nine tenths of the darkest shade on.
    assert colors.contrast(style.heat_high, colors.WHITE) >= 4.4
    nearly = colors.mixed(colors.HEAT_LOW, style.heat_high, 0.85)
    assert colors.contrast(colors.TEXT, nearly) >= 4.0


def test_without_a_color_a_report_has_those_of_the_program() -> None:
    assert house_style_of("") == OURS
