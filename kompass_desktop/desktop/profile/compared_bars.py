"""The areas as groups of upright bars, one for each profile that is compared."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from kompass_desktop.assessment.comparing.compared import Compared
from kompass_desktop.assessment.profile import ProfileEntry
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.interactive_chart import Spot, SpotChart
from kompass_desktop.desktop.charts.score_text import area_text
from kompass_desktop.desktop.profile.compared_look import Look, looks
from kompass_desktop.i18n import tr

LABEL = 34
KEY_ROW = 20
SWATCH = 22
KEY_GAP = 18
LARGEST_BAR = 22.0
GROUP_GAP = 16.0
FONT = 12
SHARES = (0.25, 0.5, 0.75, 1.0)


class ComparedBars(SpotChart):
    """A group for each area; what is not known has no bar, and is named below the key."""

    area_clicked = Signal(str)
    """The code of an area."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._looks: tuple[Look, ...] = ()
        self._left_out: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.set_title(tr("Areas of all that are compared"))

    def show_compared(self, own: Compared, others: Sequence[Compared]) -> None:
        """Show an assessment beside others; those with only a total are named."""
        every = looks(own, others)
        self._looks = tuple(look for look in every if not look.compared.is_total_only)
        self._left_out = tuple(
            f"{each.compared.label}: {each.compared.total_text}"
            for each in every
            if each.compared.is_total_only
        )
        self.data_changed()

    def sizeHint(self) -> QSize:
        return QSize(700, 360)

    def minimumSizeHint(self) -> QSize:
        return QSize(420, 180)

    def spots(self) -> Sequence[Spot]:
        profiles = [look.compared.profile for look in self._looks]
        return [
            Spot(area.code, self._group(index), area_text(area, profiles[1:]))
            for index, area in enumerate(self._areas)
        ]

    def activate(self, key: str) -> None:
        self.area_clicked.emit(key)

    def draw(self, painter: QPainter) -> None:
        self._draw_key(painter)
        self._draw_grid(painter)
        for index, area in enumerate(self._areas):
            self._draw_group(painter, self._group(index), area)

    @property
    def _areas(self) -> tuple[ProfileEntry, ...]:
        return self._looks[0].compared.profile.areas if self._looks else ()

    def _key(self) -> list[tuple[QRectF, Look | None, str]]:
        """Each entry of the key: its rectangle, its look, None for a text alone, and the text."""
        entries: list[tuple[Look | None, str]] = [
            (look, look.compared.label) for look in self._looks
        ]
        if self._left_out:
            said = tr("only a total is known: {0}").format("; ".join(self._left_out))
            entries.append((None, said))
        metrics = QFontMetricsF(theme.font(FONT))
        placed: list[tuple[QRectF, Look | None, str]] = []
        x, y = 0.0, 0.0
        for look, text in entries:
            swatch = SWATCH if look is not None else 0
            width = min(swatch + metrics.horizontalAdvance(text) + 1, self.width())
            if x and x + width > self.width():
                x, y = 0.0, y + KEY_ROW
            placed.append((QRectF(x, y, width, KEY_ROW), look, text))
            x += width + KEY_GAP
        return placed

    @property
    def _plot(self) -> QRectF:
        key = self._key()
        top = (key[-1][0].bottom() if key else 0.0) + 10
        return QRectF(34, top, self.width() - 34, max(20.0, self.height() - top - LABEL))

    def _group(self, index: int) -> QRectF:
        plot = self._plot
        width = plot.width() / max(1, len(self._areas))
        return QRectF(plot.left() + index * width, plot.top(), width, plot.height())

    def _draw_key(self, painter: QPainter) -> None:
        painter.setFont(theme.font(FONT))
        for rect, look, text in self._key():
            left = rect.left()
            if look is not None:
                look.fill(painter, QRectF(left, rect.top() + 3, SWATCH - 7, 13))
                left += SWATCH
            painter.setPen(theme.color("text_soft"))
            inside = QRectF(left, rect.top(), rect.right() - left, rect.height())
            shown = QFontMetricsF(theme.font(FONT)).elidedText(
                text, Qt.TextElideMode.ElideRight, inside.width()
            )
            painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, shown)

    def _draw_grid(self, painter: QPainter) -> None:
        plot = self._plot
        painter.setFont(theme.font(11))
        for share in SHARES:
            y = plot.bottom() - plot.height() * share
            painter.fillRect(QRectF(plot.left(), y, plot.width(), 1), theme.color("border"))
            painter.setPen(theme.color("text_soft"))
            label = QRectF(0, y - 8, 29, 16)
            text = tr("{0}%").format(round(share * 100))
            painter.drawText(
                label, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text
            )
        base = QRectF(plot.left(), plot.bottom(), plot.width(), 1)
        painter.fillRect(base, theme.color("border_strong"))

    def _draw_group(self, painter: QPainter, group: QRectF, area: ProfileEntry) -> None:
        width = min(LARGEST_BAR, (group.width() - GROUP_GAP) / max(1, len(self._looks)))
        left = group.center().x() - width * len(self._looks) / 2
        for index, look in enumerate(self._looks):
            share = _share(look.compared, area.code)
            if share is not None:
                height = group.height() * share
                bar = QRectF(left + index * width, group.bottom() - height, width - 1, height)
                look.fill(painter, bar)
        font = theme.font(11)
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        below = QRectF(group.left() + 1, group.bottom() + 3, group.width() - 2, LABEL - 4)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        text = f"{area.code} {area.short}"
        painter.drawText(below, flags | Qt.TextFlag.TextWordWrap, text)


def _share(compared: Compared, code: str) -> float | None:
    """Return an area's points as a share of its maximum, 0-1, or None if nothing is known."""
    entry = next((each for each in compared.profile.areas if each.code == code), None)
    if entry is None or entry.score.status is ScoreStatus.MISSING:
        return None
    return float(entry.score.share)
