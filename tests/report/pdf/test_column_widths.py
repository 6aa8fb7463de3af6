"""The widths of columns depend on how much is in each."""

from __future__ import annotations

import pytest

from kompass_desktop.report.pdf.column_widths import TextLayout, balanced_widths

LAYOUT = TextLayout(leading=10, between=2, lost=20)


def test_columns_with_the_same_texts_are_alike() -> None:
    widths = balanced_widths([[300.0] * 4] * 2, [100, 100], 500, LAYOUT)
    assert widths[0] == pytest.approx(widths[1], abs=20)


def test_the_column_with_most_text_is_widest_and_the_room_is_filled() -> None:
    widths = balanced_widths([[300.0] * 9, [300.0], []], [100, 100, 60], 500, LAYOUT)
    assert sum(widths) == pytest.approx(500)
    assert widths[0] > widths[1] >= 100
    assert widths[2] == 60


def test_many_short_texts_need_height_but_no_width() -> None:
    widths = balanced_widths([[40.0] * 9, [1200.0]], [100, 100], 500, LAYOUT)
    assert widths[1] > 100
