"""Which line or bar of the charts is which assessment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kompass_desktop.assessment.profile import Profile
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.overlay_lines import overlay_lines
from kompass_desktop.desktop.charts.score_text import status_text
from kompass_desktop.i18n import tr

ROW = 18
LINE = 22
AFTER_LINE = 5
BETWEEN = 16
FONT = 12


@dataclass(frozen=True)
class _Entry:
    pen: QPen
    text: str

    @property
    def width(self) -> float:
        return LINE + AFTER_LINE + QFontMetricsF(theme.font(FONT)).horizontalAdvance(self.text)


class ProfileLegend(QWidget):
    """The charts' lines with their assessments' names, in as many rows as they need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profile: Profile | None = None
        self._overlays: tuple[Profile, ...] = ()
        self._reference: Profile | None = None
        self._assumed: Profile | None = None
        self._magnification = 1.0
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(tr("Legend"))
        theme.notifier.changed.connect(self.update)

    def set_profile(self, profile: Profile | None) -> None:
        """Name the assessment that the charts show."""
        self._profile = profile
        self._changed()

    def set_overlays(self, overlays: Sequence[Profile]) -> None:
        """Set the other assessments that are drawn over it."""
        self._overlays = tuple(overlays)
        self._changed()

    def set_reference(self, reference: Profile | None) -> None:
        """Name the reference profile."""
        self._reference = reference
        self._changed()

    def set_assumed(self, assumed: Profile | None) -> None:
        """Name the profile of a what-if."""
        self._assumed = assumed
        self._changed()

    def magnify(self, magnification: float) -> None:
        """Set how many times larger than in the window it is drawn."""
        self._magnification = magnification
        self._changed()

    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, ROW)

    def heightForWidth(self, width: int) -> int:
        rows = len(_rows(self._entries(), width / self._magnification))
        return round(ROW * self._magnification) * max(1, rows)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self._magnification, self._magnification)
        painter.setFont(theme.font(FONT))
        for index, row in enumerate(_rows(self._entries(), self._wide)):
            self._draw_row(painter, index * ROW, row)
        painter.end()

    @property
    def _wide(self) -> float:
        """The width in the pixels of the painter, which is scaled."""
        return self.width() / self._magnification

    def _draw_row(self, painter: QPainter, top: float, row: list[_Entry]) -> None:
        width = sum(entry.width for entry in row) + BETWEEN * (len(row) - 1)
        x = max(0.0, (self._wide - width) / 2)
        for entry in row:
            middle = top + ROW / 2
            painter.setPen(entry.pen)
            painter.drawLine(QPointF(x, middle), QPointF(x + LINE, middle))
            painter.setPen(theme.color("text_soft"))
            text = QRectF(x + LINE + AFTER_LINE, top, entry.width, ROW)
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, entry.text)
            x += entry.width + BETWEEN

    def _entries(self) -> list[_Entry]:
        return [*self._own_entry(), *self._overlay_entries()]

    def _own_entry(self) -> Iterator[_Entry]:
        if self._profile is not None:
            status = self._profile.status
            label = status_text(status)
            text = f"{self._profile.label} ({label})" if label else self._profile.label
            yield _Entry(profile_pen(status, 2), text)

    def _overlay_entries(self) -> Iterator[_Entry]:
        for line in overlay_lines(self._overlays, self._reference, self._assumed):
            yield _Entry(line.pen(2), line.profile.label)

    def _changed(self) -> None:
        self.setAccessibleDescription(", ".join(entry.text for entry in self._entries()))
        self.updateGeometry()
        self.update()


def profile_pen(status: ScoreStatus, width: float) -> QPen:
    """Return the pen of an assessment's own profile: dashed until it is all rated."""
    unsure = status in (ScoreStatus.PRELIMINARY, ScoreStatus.MISSING)
    style = {ScoreStatus.PROPOSAL: Qt.PenStyle.DashDotLine}.get(
        status, Qt.PenStyle.DashLine if unsure else Qt.PenStyle.SolidLine
    )
    pen = QPen(theme.color("accent"), width, style)
    pen.setCosmetic(True)
    return pen


def _rows(entries: Sequence[_Entry], width: float) -> list[list[_Entry]]:
    """Break the entries into rows that fit in `width` (px)."""
    rows: list[list[_Entry]] = []
    used = 0.0
    for entry in entries:
        if rows and used + BETWEEN + entry.width <= width:
            rows[-1].append(entry)
            used += BETWEEN + entry.width
        else:
            rows.append([entry])
            used = entry.width
    return rows
