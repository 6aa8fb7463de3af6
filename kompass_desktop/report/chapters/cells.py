"""Short names for the kinds of cells that the tables of the report have."""

from __future__ import annotations

from kompass_desktop.report.blocks import Align, Cell, CellLook, CellRole


def head(text: str, align: Align = Align.START) -> Cell:
    """Return the head of a column."""
    return Cell(text, CellRole.COLUMN_HEAD, align=align)


def row_head(text: str, look: CellLook = CellLook.PLAIN) -> Cell:
    """Return the head of a row."""
    return Cell(text, CellRole.ROW_HEAD, look)


def number(text: str, look: CellLook = CellLook.PLAIN) -> Cell:
    """Return a number, which is at the end of its column."""
    return Cell(text, look=look, align=Align.END)


EMPTY = Cell()
NO_HEAD = Cell(role=CellRole.COLUMN_HEAD)
"""The head of a column that needs no name, such as that of bars."""
