"""All that is compared in the order of their totals."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from kompass_desktop.assessment.comparing.compared import Compared, Ranked, ranking
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.interactive_chart import Spot, SpotChart
from kompass_desktop.desktop.charts.score_text import status_text
from kompass_desktop.desktop.charts.status_look import draw_track
from kompass_desktop.desktop.profile.compared_look import Look, looks
from kompass_desktop.i18n import tr

ROW = 40
LEAST_ROW = 30
BAR = 9.0
PLACE = 26.0


class RankingChart(SpotChart):
    """A row for each: its place, name, total, and a bar of its colour and pattern."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ranked: tuple[Ranked, ...] = ()
        self._looks: dict[str, Look] = {}
        self._own = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.set_title(tr("By the total"))

    def show_compared(self, own: Compared, others: Sequence[Compared]) -> None:
        """Show an assessment among the others."""
        self._ranked = ranking(own, others)
        self._looks = {look.compared.key: look for look in looks(own, others)}
        self._own = own.key
        self.data_changed()

    def sizeHint(self) -> QSize:
        return QSize(360, ROW * max(1, len(self._ranked)))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, LEAST_ROW * max(1, len(self._ranked)))

    def spots(self) -> Sequence[Spot]:
        return [
            Spot(each.compared.key, self._row(index), _text(each))
            for index, each in enumerate(self._ranked)
        ]

    def activate(self, key: str) -> None:
        """Do nothing: there is nothing further to open."""

    def draw(self, painter: QPainter) -> None:
        for index, each in enumerate(self._ranked):
            self._draw_row(painter, self._row(index), each)

    def _row(self, index: int) -> QRectF:
        height = min(ROW, self.height() / max(1, len(self._ranked)))
        return QRectF(0, index * height, self.width(), height - 2)

    def _draw_row(self, painter: QPainter, row: QRectF, ranked: Ranked) -> None:
        compared = ranked.compared
        is_own = compared.key == self._own
        weight = QFont.Weight.Bold if is_own else QFont.Weight.Normal
        font = theme.font(12, weight)
        line = QRectF(row.left() + PLACE, row.top() + 2, row.width() - PLACE, 16)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        total = compared.total_text
        if ranked.is_alike:
            total = tr("{0}, within ±5%").format(total)
        painter.setFont(font)
        painter.setPen(theme.color("text_soft"))
        place = QRectF(row.left(), line.top(), PLACE - 8, 16)
        painter.drawText(place, right, f"{ranked.place}.")
        painter.setPen(theme.color("text"))
        painter.drawText(line, right, total)
        metrics = QFontMetricsF(font)
        room = line.width() - metrics.horizontalAdvance(total) - 10
        name = metrics.elidedText(_name(compared), Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, name)
        bar = QRectF(line.left(), line.bottom() + 1, line.width(), BAR)
        draw_track(painter, bar)
        share = float(compared.profile.total / compared.profile.maximum)
        bar.setWidth(bar.width() * share)
        self._looks[compared.key].fill(painter, bar)


def _name(compared: Compared) -> str:
    """Return its name, with the status of a total that is not sure."""
    status = compared.profile.status
    if status in (ScoreStatus.RATED, ScoreStatus.RECORDED):
        return compared.label
    return f"{compared.label} ({status_text(status)})"


def _text(ranked: Ranked) -> str:
    compared = ranked.compared
    text = f"{ranked.place}. {_name(compared)}: {compared.total_text}"
    if ranked.is_alike:
        text += "; " + tr("within ±5%: too small to mean anything")
    return f"{text}; {compared.source}" if compared.source else text
