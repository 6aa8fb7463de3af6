"""The panel that compares the assessment with up to six others: sentences, table, charts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHeaderView,
    QPlainTextEdit,
    QStackedWidget,
    QTableView,
    QWidget,
)

from kompass_desktop.assessment.comparing.compared import Compared, compared_rows
from kompass_desktop.assessment.comparing.comparison_text import (
    sum_sentence,
    summary_sentences,
    version_sentence,
)
from kompass_desktop.assessment.records import TOTAL
from kompass_desktop.desktop.actions import add_action, add_area_keys, area_key_help
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.profile.compared_bars import ComparedBars
from kompass_desktop.desktop.profile.compared_table import ComparedTable
from kompass_desktop.desktop.profile.ranking_chart import RankingChart
from kompass_desktop.desktop.profile.trend_chart import TrendChart
from kompass_desktop.desktop.widgets.key_button import KeyButton
from kompass_desktop.desktop.widgets.painted_delegate import PaintedDelegate
from kompass_desktop.desktop.widgets.plain_table import make_plain
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Instrument

ROW_HEIGHT = 24
NAME_WIDTH = 170
"""Pixels of the names of the parts at least; the table scrolls to the side for more columns."""

NOTE_LINES = 2
TREND = 2
"""The index of the view of the trend."""


class ComparisonPanel(QFrame):
    """Shown instead of the overview; the radar beside it shows the same profiles."""

    closed = Signal()
    code_requested = Signal(str)
    """The code of an area or a question."""
    message_shown = Signal(str)

    copy_button: KeyButton
    close_button: KeyButton
    sentences: QPlainTextEdit
    table_button: KeyButton
    bars_button: KeyButton
    trend_button: KeyButton
    stack: QStackedWidget
    table: QTableView
    bars: ComparedBars
    part_box: QComboBox
    trend: TrendChart
    ranking: RankingChart
    note_label: WrappedText

    def __init__(self, instrument: Instrument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "profile/comparison_panel")
        self._instrument = instrument
        self.note_label.setMaximumLines(NOTE_LINES)
        self._rows = ComparedTable(self)
        self._prepare_table()
        self._views = (self.table_button, self.bars_button, self.trend_button)
        for index, button in enumerate(self._views):
            button.clicked.connect(lambda _checked, index=index: self.show_view(index))
        self.copy_button.clicked.connect(lambda _checked: self.copy_sentences())
        self.close_button.clicked.connect(lambda _checked: self.closed.emit())
        self.bars.area_clicked.connect(self.code_requested)
        self.part_box.addItem(tr("The total"), TOTAL)
        for area in instrument.areas:
            self.part_box.addItem(f"{area.code} {area.short}", area.code)
        self.part_box.currentIndexChanged.connect(
            lambda _index: self.trend.show_part(self.part_box.currentData())
        )
        self.table.activated.connect(lambda index: self._request(index.row()))
        self._add_actions()
        self.show_view(0)

    def show_compared(self, own: Compared, others: Sequence[Compared]) -> None:
        """Show an assessment beside others, in their order."""
        row, scrolled = self.table.currentIndex().row(), self.table.verticalScrollBar().value()
        self._rows.show_rows(own, others, compared_rows(own.profile, others))
        self._fit_columns()
        self.table.setCurrentIndex(self._rows.index(max(row, 0), 0))
        self.table.verticalScrollBar().setValue(scrolled)
        for chart in (self.bars, self.trend, self.ranking):
            chart.show_compared(own, others)
        versions = [version_sentence(own, other) for other in others]
        sums = map(sum_sentence, (own, *others))
        said = [*summary_sentences(own, others), *filter(None, (*versions, *sums))]
        text = "\n".join(said)
        if text != self.sentences.toPlainText():
            self.sentences.setPlainText(text)
        self.note_label.setText(_note(own, others))

    def show_view(self, index: int) -> None:
        """Show the table (0), the bars (1), or the trend and ranking (2)."""
        self._views[index].setChecked(True)
        self.stack.setCurrentIndex(index)
        self.panes()[1].setFocus(Qt.FocusReason.OtherFocusReason)

    def copy_sentences(self) -> None:
        """Put the sentences on the clipboard."""
        QGuiApplication.clipboard().setText(self.sentences.toPlainText())
        self.message_shown.emit(tr("The sentences are copied."))

    def show_area(self, code: str) -> None:
        """Go to the row of an area in the table; in the trend, show that of the area or TOTAL."""
        if self.stack.currentIndex() == TREND:
            self.part_box.setCurrentIndex(self.part_box.findData(code))
            return
        self.show_view(0)
        codes = [row.code for row in self._rows.rows]
        if code in codes:
            index = self._rows.index(codes.index(code), 0)
            self.table.setCurrentIndex(index)
            self.table.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)

    def panes(self) -> list[QWidget]:
        """Return the parts between which F6 moves."""
        views: list[list[QWidget]] = [[self.table], [self.bars], [self.trend, self.ranking]]
        return [self.sentences, *views[self.stack.currentIndex()]]

    def key_help(self) -> list[tuple[str, str]]:
        """Return the keys that are not actions with descriptions, for the key sheet (F1)."""
        keys, _ = area_key_help(self._instrument)
        return [
            ("Enter", tr("On an area or a question: go to its measure points")),
            (keys, tr("Go to the area with that number in the table, or show its trend")),
        ]

    def _add_actions(self) -> None:
        add_action(self, tr("Back to the profile"), ["Esc"], self.closed.emit)
        add_action(self, tr("Table"), ["Ctrl+1"], lambda: self.show_view(0))
        add_action(self, tr("Bars"), ["Ctrl+2"], lambda: self.show_view(1))
        add_action(self, tr("Trend and ranking"), ["Ctrl+3"], lambda: self.show_view(2))
        add_action(self, tr("The total"), ["Alt+0"], lambda: self.show_area(TOTAL))
        add_action(self, tr("Copy the sentences"), ["Ctrl+K"], self.copy_sentences)
        add_area_keys(self, self._instrument, self.show_area)

    def _prepare_table(self) -> None:
        table = self.table
        table.setModel(self._rows)
        table.setItemDelegate(PaintedDelegate(table))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        make_plain(table, ROW_HEIGHT)

    def _fit_columns(self) -> None:
        header = self.table.horizontalHeader()
        header.setMinimumSectionSize(64)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        others = sum(header.sectionSize(each) for each in range(1, header.count()))
        room = self.table.viewport().width() - others
        header.resizeSection(0, max(NAME_WIDTH, room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _request(self, row: int) -> None:
        code = self._rows.rows[row].code
        if code:
            self.code_requested.emit(code)


def _note(own: Compared, others: Sequence[Compared]) -> str:
    how = tr("In brackets: {0} minus the other.").format(own.label)
    sources = [f"{each.label}: {each.source}" for each in others if each.source]
    return " ".join(
        [how, tr("Sources: {0}.").format("; ".join(sources)) if sources else ""]
    ).strip()
