"""What a palette lists: entries, how a query finds them, and how they look."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from kompass_desktop.assessment.folding import fold
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.widgets.indexes import LEFT, RIGHT, Index
from kompass_desktop.desktop.widgets.item_list import ITEM_ROLE, draw_elided, paint_row_ground

ROW_HEIGHT = 30
CODE_WIDTH = 48


@dataclass(frozen=True)
class PaletteEntry:
    """Somewhere to go.

    `key` is what the palette emits when it is chosen; `code` is shown before `text` and is
    matched from its start ("3.2"), or is empty; `detail` is shown in soft text at the right.
    `words` are searched too but not shown.
    """

    key: str
    text: str
    code: str = ""
    detail: str = ""
    words: str = ""
    folded: str = field(init=False, repr=False, compare=False)
    folded_text: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "folded_text", f" {fold(self.text)}")
        everything = f"{self.folded_text} {fold(self.words)} {fold(self.detail)}"
        object.__setattr__(self, "folded", everything)


def matching(entries: Iterable[PaletteEntry], query: str) -> list[PaletteEntry]:
    """Return the entries that match a query, the best first; all for an empty query.

    If the query is the start of a numeric code, entries are matched by code, and an equal code
    comes first. Otherwise they are matched by words, in this order: codes with letters
    ("VL-04"), matches at the start of a word of the text, other matches in the text, matches in
    hidden words only.
    """
    words = fold(query).split()
    if not words:
        return list(entries)
    kept = list(entries)
    by_code = _by_code(kept, query.strip().rstrip(".").casefold())
    if by_code and query.strip()[0].isdigit():
        return by_code
    found = [entry for entry in kept if all(word in entry.folded for word in words)]
    by_words = sorted(found, key=lambda entry: _distance(entry, words))
    return by_code + [entry for entry in by_words if entry not in by_code]


def _by_code(entries: Sequence[PaletteEntry], query: str) -> list[PaletteEntry]:
    exact = [entry for entry in entries if entry.code and entry.code.casefold() == query]
    longer = [
        entry
        for entry in entries
        if entry.code.casefold().startswith(query) and entry.code.casefold() != query
    ]
    return exact + longer


def _distance(entry: PaletteEntry, words: Sequence[str]) -> int:
    if all(f" {word}" in entry.folded_text for word in words):
        return 0
    return 1 if all(word in entry.folded_text for word in words) else 2


def text_of(entry: PaletteEntry) -> str:
    """Return an entry as text for screen readers."""
    return f"{entry.code} {entry.text}".strip()


class EntryPainter(QStyledItemDelegate):
    """Paints the code, the text and, at the right, the detail."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: PaletteEntry = index.data(ITEM_ROLE)
        painter.save()
        paint_row_ground(painter, option)
        rect = QRect(option.rect)
        rect.adjust(10, 0, -10, 0)
        painter.setFont(theme.font(11))
        painter.setPen(theme.color("text_soft"))
        painter.drawText(rect, RIGHT, entry.detail)
        rect.setRight(rect.right() - _width_of(painter, entry.detail))
        if entry.code:
            painter.setFont(theme.font(12, QFont.Weight.DemiBold))
            painter.setPen(theme.color("accent"))
            painter.drawText(rect, LEFT, entry.code)
            rect.setLeft(rect.left() + CODE_WIDTH)
        painter.setFont(theme.font(13))
        painter.setPen(theme.color("text"))
        draw_elided(painter, rect, entry.text)
        painter.restore()


def _width_of(painter: QPainter, detail: str) -> int:
    """The room that the detail takes with the gap before it."""
    return painter.fontMetrics().horizontalAdvance(detail) + 12 if detail else 0
