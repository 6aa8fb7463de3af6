"""The column left of the notes: each line's time, its code and its mark."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QEvent, QPointF, QRect, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from kompass_desktop.assessment.records import Mark, Note
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.dates import WEEKDAYS, shown_moment
from kompass_desktop.desktop.notes.editor import NoteEditor
from kompass_desktop.i18n import language, tr

WIDTH = 130
"""From the editor's edge to its text, in px."""
WIDTH_WITH_DAYS = 164
"""The same where times have their days before them."""

_TIME_LEFT = 2
_CODE_LEFT = 37
_SIGN_FROM_TEXT = 9
"""From the centre of a line's sign to the text, in px."""
_CODE_ROOM = 40
"""For a code beside a long page, in px."""
_SIGN_ROOM = 8
"""On each side of the centre of a line's sign, in px."""
_GAP = 6
_NEAR_DAYS = 7
"""So many days after the interview, its weekday names a day."""
_SMALL_PIXELS = 11
_FLAG_PIXELS = 13
_CLIP_PIXELS = 11
_CLIP_FROM_TEXT = 30
"""From the left of a line's paper clip to the text, in px."""

_SIGNS = {
    Mark.STRENGTH: ("+", "strength"),
    Mark.CHALLENGE: ("~", "challenge"),
    Mark.WEAKNESS: ("–", "weakness"),
}


@dataclass(frozen=True)
class GutterRow:
    """The content of the gutter beside a line; `is_sent` if the code at its start moved it.

    `time` includes the day if the line was written on another day than the interview, and
    `written_at` is then date and time in full; for a line from a known page of a document,
    `time` is the page. `also` contains the line's further codes, `source` is the name of its
    document, or empty, and `files` are the names of its attachments.
    """

    time: str
    code: str
    mark: Mark | None
    is_current: bool
    is_sent: bool = False
    also: tuple[str, ...] = ()
    written_at: str = ""
    source: str = ""
    files: tuple[str, ...] = ()

    @property
    def shown_code(self) -> str:
        """The codes, with an arrow if the line was moved by the code at its start."""
        return self._with_arrow(" +".join((self.code, *self.also)))

    @property
    def short_code(self) -> str:
        """The first code, with a sign if there are further ones."""
        return self._with_arrow(f"{self.code} +…" if self.also else self.code)

    def _with_arrow(self, codes: str) -> str:
        return f"→ {codes}" if self.is_sent else codes

    @classmethod
    def of(
        cls, line: Note, is_current: bool, *, is_sent: bool = False, day: date | None = None
    ) -> GutterRow:
        """Return the row of a line, with the local time at which it was begun.

        `day` is that of the interview; with None no line shows its day.
        """
        begun = _moment(line.begun_at)
        if begun is None:
            return cls("", line.code, line.mark, is_current, is_sent, line.further_codes)
        is_other = is_other_day(line.begun_at, day)
        time = f"{_day_text(begun.date(), day)} {begun:%H:%M}".strip()
        codes = line.code, line.mark, is_current, is_sent, line.further_codes
        return cls(time, *codes, shown_moment(line.begun_at) if is_other else "")


def is_other_day(moment: str, day: date | None) -> bool:
    """Whether an ISO time is on another day than `day`; False if either is unknown."""
    begun = _moment(moment)
    return begun is not None and day is not None and begun.date() != day


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _day_text(written: date, day: date | None) -> str:
    """Return the day of a line if it is not the interview's: "to." or "12.3.", else ""."""
    if day is None or written == day:
        return ""
    if 0 < (written - day).days < _NEAR_DAYS:
        return WEEKDAYS[language()][written.weekday()]
    return f"{written.day}.{written.month}."


class NoteGutter(QWidget):
    """Paints a row for each visible line of an editor; `row_of` gives it by the line's number.

    A click puts the caret in the line.
    """

    def __init__(self, editor: NoteEditor, row_of: Callable[[int], GutterRow]) -> None:
        super().__init__(editor)
        self._editor = editor
        self._row_of = row_of
        self._flag = theme.icon("flag", "accent", _FLAG_PIXELS)
        self._clip = theme.icon("paperclip", "text_soft", _CLIP_PIXELS)
        editor.updateRequest.connect(self._follow)
        editor.resized.connect(self._place_beside)
        theme.notifier.changed.connect(self._take_colors)

    @property
    def _sign_centre(self) -> int:
        return self.width() - _SIGN_FROM_TEXT

    def text_of(self, row: GutterRow) -> str:
        """Return a row as text, for screen readers."""
        marks = {
            Mark.STRENGTH: tr("strength"),
            Mark.CHALLENGE: tr("challenge"),
            Mark.WEAKNESS: tr("weakness"),
            Mark.FOLLOW_UP: tr("to be followed up"),
        }
        codes = ", ".join(filter(None, (row.code, *row.also)))
        code = tr("went to {0}").format(codes) if row.is_sent else codes
        files = tr("attached: {0}").format(", ".join(row.files)) if row.files else ""
        mark = marks[row.mark] if row.mark else ""
        parts = (row.source, row.written_at or row.time, code, mark, files)
        return ", ".join(part for part in parts if part)

    def _take_colors(self) -> None:
        self._flag = theme.icon("flag", "accent", _FLAG_PIXELS)
        self._clip = theme.icon("paperclip", "text_soft", _CLIP_PIXELS)
        self.update()

    def _place_beside(self) -> None:
        text = self._editor.viewport().geometry()
        width = self._editor.gutter_width
        self.setGeometry(text.left() - width, text.top(), width, text.height())

    def _follow(self, rect: QRect, scrolled: int) -> None:
        if scrolled:
            self.scroll(0, scrolled)
        else:
            self.update(0, rect.y(), self.width(), rect.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for block, top in self._editor.lines_in_view():
            if top > event.rect().bottom():
                break
            if block.layout().lineCount():
                baseline = top + block.layout().lineAt(0).ascent()
                self._paint_row(painter, self._row_of(block.blockNumber()), baseline)

    def _paint_row(self, painter: QPainter, row: GutterRow, baseline: float) -> None:
        painter.setFont(self._small_font(row.is_current))
        painter.setPen(theme.color("accent" if row.is_current else "text_soft"))
        room = self._sign_centre - _SIGN_ROOM - _TIME_LEFT - _CODE_ROOM
        elide = Qt.TextElideMode.ElideRight
        time = QFontMetricsF(painter.font()).elidedText(row.time, elide, room)
        painter.drawText(QPointF(_TIME_LEFT, baseline), time)
        time_end = _TIME_LEFT + QFontMetricsF(painter.font()).horizontalAdvance(time)
        if row.is_sent:
            painter.setFont(self._small_font(True))
            painter.setPen(theme.color("accent"))
        left = max(_CODE_LEFT, time_end + _GAP) if row.time else _CODE_LEFT
        right = self._sign_centre - _SIGN_ROOM
        if row.files:
            right = self.width() - _CLIP_FROM_TEXT - 2
            top = round(baseline) - _CLIP_PIXELS + 2
            self._clip.paint(painter, right + 2, top, _CLIP_PIXELS, _CLIP_PIXELS)
        fits = QFontMetricsF(painter.font()).horizontalAdvance(row.shown_code) <= right - left
        painter.drawText(QPointF(left, baseline), row.shown_code if fits else row.short_code)
        if row.mark is Mark.FOLLOW_UP:
            left, top = self._sign_centre - _FLAG_PIXELS // 2, round(baseline) - _FLAG_PIXELS + 2
            self._flag.paint(painter, left, top, _FLAG_PIXELS, _FLAG_PIXELS)
        elif row.mark is not None:
            self._paint_sign(painter, row.mark, baseline)

    def _paint_sign(self, painter: QPainter, mark: Mark, baseline: float) -> None:
        sign, color = _SIGNS[mark]
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(theme.color(color))
        left = self._sign_centre - QFontMetricsF(font).horizontalAdvance(sign) / 2
        painter.drawText(QPointF(left, baseline), sign)

    def _small_font(self, bold: bool) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(_SMALL_PIXELS)
        font.setBold(bold)
        return font

    def event(self, event: QEvent) -> bool:
        """Show a tool tip with what has no room in the row of a line."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            row = self._row_at(event.pos().y())
            hint = _hint(row) if row is not None else ""
            if hint:
                QToolTip.showText(event.globalPos(), hint, self)
                return True
        return super().event(event)

    def _row_at(self, height: int) -> GutterRow | None:
        rows = [block for block, top in self._editor.lines_in_view() if top <= height]
        return self._row_of(rows[-1].blockNumber()) if rows else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._editor.put_caret_at_height(event.position().y())

    def wheelEvent(self, event: QWheelEvent) -> None:
        QApplication.sendEvent(self._editor.viewport(), event)


def _hint(row: GutterRow) -> str:
    """Return the tool tip of a row: its codes, its time or source, and its files."""
    codes = ", ".join((row.code, *row.also))
    hints = []
    if row.is_sent:
        hint = tr("Went to {0}. Backspace at the start of the line brings it back.")
        hints.append(hint.format(codes))
    elif row.also:
        hints.append(tr("Belongs to {0}. Its finding is made at {1}.").format(codes, row.code))
    if row.source:
        hints.append(", ".join(filter(None, (row.source, row.time))))
    elif row.written_at:
        hints.append(tr("Written {0}").format(row.written_at))
    return "\n".join((*hints, *row.files))
