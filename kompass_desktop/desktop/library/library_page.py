"""The library: all assessments on this machine, to search, compare, open, import and export.

Rows show at once from their listings. Scores are loaded one row at a time when the window is
idle after its first paint, and then the radar, which takes longest.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QDropEvent,
    QIcon,
    QKeySequence,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QStackedWidget, QWidget

from kompass_desktop.assessment.comparing.compared import Compared
from kompass_desktop.assessment.records import Particulars
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.actions import ON_IT, Slot, add_actions
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.exchange.exchanging import Exchanging
from kompass_desktop.desktop.exporting.export_bar import ExportBar
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.library.assessment_list import AssessmentRow
from kompass_desktop.desktop.library.assessment_table import AssessmentTable
from kompass_desktop.desktop.library.comparison_card import ComparisonCard
from kompass_desktop.desktop.library.deletions import Deletions
from kompass_desktop.desktop.library.file_transfer import LibraryFiles, dropped_files
from kompass_desktop.desktop.library.library_export import LibraryExport
from kompass_desktop.desktop.library.new_assessment_dialog import NewAssessmentDialog
from kompass_desktop.desktop.panes import focus_next_pane
from kompass_desktop.desktop.recorded.recorded_dialog import PaperDialog
from kompass_desktop.desktop.security.security_menu import LibrarySecurity
from kompass_desktop.desktop.widgets.key_button import KeyButton
from kompass_desktop.desktop.widgets.notice_bar import NoticeBar
from kompass_desktop.desktop.widgets.roomy_area import PAGE, RoomyArea
from kompass_desktop.i18n import tr
from kompass_desktop.storage.errors import StorageError

TRAILING = QLineEdit.ActionPosition.TrailingPosition


@dataclass(frozen=True)
class LibraryView:
    """What the user sees of the library page: ids of the current and ticked rows, the search."""

    row: str
    ticked: tuple[str, ...]
    search: str


class LibraryPage(QWidget):
    """Lists the library's assessments; emits the id of the one that is to be opened."""

    assessment_opened = Signal(str)
    message_shown = Signal(str)
    conflicts_requested = Signal(str)
    """The id of an assessment that is to be opened with its conflicts."""

    search_field: QLineEdit
    language_button: QPushButton
    appearance_button: QPushButton
    firm_button: QPushButton
    security_button: QPushButton
    import_button: QPushButton
    new_button: KeyButton
    failure_bar: NoticeBar
    list_stack: QStackedWidget
    table: AssessmentTable
    empty_panel: QWidget
    begin_button: QPushButton
    examples_button: QPushButton
    none_panel: QWidget
    none_label: QLabel
    show_all_button: QPushButton
    content_area: RoomyArea
    comparison: ComparisonCard
    undo_bar: NoticeBar
    export_bar: ExportBar
    search_action: QAction
    new_action: QAction
    again_action: QAction
    paper_action: QAction
    import_action: QAction
    firm_action: QAction
    open_action: QAction
    compare_action: QAction
    share_action: QAction
    exchange_action: QAction
    exchange_settings_action: QAction
    export_action: QAction
    cancel_action: QAction
    delete_action: QAction
    undo_action: QAction
    next_pane_action: QAction
    previous_pane_action: QAction

    def __init__(self, catalogue: AssessmentCatalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._is_painted = False
        self._waiting: deque[str] = deque()
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._load_next)
        load_form(self, "library/library_page")
        self.content_area.designed = PAGE
        self._files = LibraryFiles(catalogue, self)
        self._export = LibraryExport(catalogue, self.export_bar, self)
        self._exchanging = Exchanging(catalogue, self)
        self.security = LibrarySecurity(catalogue.library, self.security_button, self)
        self._deletions = Deletions(catalogue, self.undo_bar)
        self._clear = self.search_field.addAction(QIcon(), TRAILING)
        self._clear.setToolTip(tr("Show all"))
        self._add_actions()
        self._connect()
        self._show_icons()
        self.setAcceptDrops(True)
        self.reload()

    def panes(self) -> list[QWidget]:
        """Return the parts between which F6 moves the focus."""
        return [self.search_field, self.table, self.comparison.table]

    def reload(self) -> None:
        """Show the library's assessments; scores are shown as they are loaded."""
        chosen = self.table.current_row
        try:
            self.table.assessments.set_listings(self._catalogue.listings())
        except StorageError as error:
            self._show_failure(str(error))
            return
        self._waiting = deque(row.id for row in self.table.assessments.rows)
        self.table.select(chosen.id if chosen else "")
        self._show_state()
        if self._is_painted:
            self._idle.start()

    @property
    def view(self) -> LibraryView:
        """What the user sees of the page now, for another page of the same library."""
        row = self.table.current_row
        ticked = tuple(row.id for row in self.table.assessments.ticked)
        return LibraryView(row.id if row else "", ticked, self.search_field.text())

    def show_view(self, view: LibraryView) -> None:
        """Show what the user saw of another page of the same library."""
        for assessment in view.ticked:
            self.table.assessments.toggle_tick(assessment)
        self.search_field.setText(view.search)
        self.table.choose(view.row)

    def stop(self) -> None:
        """Load nothing more: the library is about to be closed."""
        self._idle.stop()
        self._is_painted = False

    def import_files(self, paths: Sequence[Path]) -> None:
        """Import files, and show the first assessment that was imported."""
        before = {row.id for row in self.table.assessments.rows}
        self._files.import_files(paths)
        came = [row.id for row in self.table.assessments.rows if row.id not in before]
        if came:
            self.show_assessment(came[0])

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            self._idle.start()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.import_files(dropped_files(event.mimeData()))

    def _add_actions(self) -> None:
        self.open_action.setShortcuts([QKeySequence("Return"), QKeySequence("Enter")])
        # The same key as within an assessment, where Ctrl+D has another meaning.
        self.share_action.setShortcuts([QKeySequence("Ctrl+D"), QKeySequence("Ctrl+F9")])
        slots: dict[QAction, Slot] = {
            self.new_action: self._begin,
            self.again_action: self._begin_again,
            self.paper_action: self._type_from_paper,
            self.open_action: self._open,
            self.compare_action: self._compare,
            self.share_action: self._share,
            self.exchange_action: self._exchange,
            self.exchange_settings_action: self._choose_exchange,
            self.export_action: self._choose_export,
            self.cancel_action: self._export.cancel,
            self.delete_action: self._delete,
            self.undo_action: self._deletions.undo,
            self.import_action: self._import,
            self.firm_action: self._set_firm,
            self.search_action: self._search,
            self.next_pane_action: partial(self._go_round, 1),
            self.previous_pane_action: partial(self._go_round, -1),
        }
        add_actions(self, slots)
        # In the table only: Enter, Space and Delete mean other things in fields and buttons.
        for action in (self.open_action, self.compare_action, self.delete_action):
            action.setShortcutContext(ON_IT)
        self.table.addActions(
            [
                self.open_action,
                self.compare_action,
                self.again_action,
                self.exchange_action,
                self.exchange_settings_action,
                self.share_action,
                self.export_action,
                self.delete_action,
            ]
        )

    def _connect(self) -> None:
        self._catalogue.changed.connect(self.reload)
        self.search_field.textChanged.connect(self._filter)
        self.search_field.returnPressed.connect(self.table.setFocus)
        for key, slot in (("Down", self.table.setFocus), ("Esc", self.search_field.clear)):
            shortcut = QShortcut(QKeySequence(key), self.search_field, slot)
            shortcut.setContext(ON_IT)
        for button, slot in (
            (self.new_button, self._begin),
            (self.begin_button, self._begin),
            (self.import_button, self._import),
            (self.firm_button, self._set_firm),
            (self.examples_button, self._files.import_examples),
            (self.show_all_button, self.search_field.clear),
        ):
            button.clicked.connect(slot)
        self._clear.triggered.connect(self.search_field.clear)
        theme.notifier.changed.connect(self._show_icons)
        self._files.message_shown.connect(self.message_shown)
        self._files.failed.connect(self._show_failure)
        self._export.message_shown.connect(self.message_shown)
        self._export.failed.connect(self._show_failure)
        self._export.changed.connect(self._show_state)
        self._files.received.connect(self._show_received)
        self._files.opened.connect(self.assessment_opened)
        self._exchanging.message_shown.connect(self.message_shown)
        self._exchanging.exchanged.connect(lambda assessment, _: self._catalogue.forget(assessment))
        self._exchanging.conflicts_requested.connect(self.conflicts_requested)
        self.security.message_shown.connect(self.message_shown)
        self.security.failed.connect(self._show_failure)
        self._deletions.failed.connect(self._show_failure)
        self._deletions.restored.connect(self._show_restored)
        self._deletions.changed.connect(self._show_state)
        self.table.opened.connect(self._open)
        self.table.compare_clicked.connect(self._compare)
        self.table.current_changed.connect(self._show_comparison)
        self.table.assessments.dataChanged.connect(self._show_comparison)

    # Showing

    def _load_next(self) -> None:
        """Load one row's scores; the radar when all rows have theirs."""
        if not self._waiting:
            self._idle.stop()
            if self.table.assessments.rows:
                self.comparison.show_chart()
            return
        assessment = self._waiting.popleft()
        try:
            self.table.assessments.set_summary(assessment, self._catalogue.summary(assessment))
        except StorageError as error:
            self._show_failure(str(error))

    def _show_state(self) -> None:
        """Show the table, or why there is nothing in it."""
        has_any = bool(self.table.assessments.rows)
        shown: QWidget = self.table if self.table.shown.rowCount() else self.none_panel
        self.list_stack.setCurrentWidget(shown if has_any else self.empty_panel)
        sentence = tr("No municipalities, notes or findings fit “{0}”.")
        self.none_label.setText(sentence.format(self.search_field.text().strip()))
        self.comparison.setVisible(has_any)
        self._clear.setVisible(bool(self.search_field.text()))
        self.setFocusProxy(self.table if has_any else self.begin_button)
        for action in (
            self.open_action,
            self.compare_action,
            self.again_action,
            self.exchange_action,
            self.exchange_settings_action,
            self.share_action,
        ):
            action.setEnabled(has_any)
        self.export_action.setEnabled(has_any and not self._export.is_writing)
        self.cancel_action.setEnabled(self._export.is_writing)
        self.delete_action.setEnabled(has_any)
        self.undo_action.setEnabled(self._deletions.can_undo)
        self._show_comparison()

    def _show_comparison(self) -> None:
        current = self.table.current_row
        chosen = self.table.assessments.ticked or ((current,) if current else ())
        by_year = sorted(chosen, key=lambda row: row.particulars.year)
        self.comparison.set_compared(
            [
                Compared(row.particulars.municipality, row.particulars.year, row.summary.profile)
                for row in by_year
                if row.summary is not None
            ]
        )

    def _show_icons(self) -> None:
        self._clear.setIcon(theme.icon("x"))

    def _show_failure(self, sentences: str) -> None:
        if sentences:
            self.failure_bar.warn(sentences)
        else:
            self.failure_bar.hide()

    def show_assessment(self, assessment: str) -> None:
        """Select an assessment, given its id, and end a search that does not show it."""
        if not self.table.shown.index_of(assessment).isValid():
            self.search_field.clear()
        self.table.choose(assessment)

    def _show_restored(self, assessment: str) -> None:
        self.table.choose(assessment)
        self.table.setFocus()

    def _show_received(self, assessment: str) -> None:
        self.search_field.clear()
        self.table.choose(assessment)

    def _filter(self, words: str) -> None:
        chosen = self.table.current_row
        try:
            found = self._catalogue.find(words)
        except StorageError as error:
            self._show_failure(str(error))
            found = set()
        self.table.assessments.set_found(found)
        self.table.shown.set_words(words)
        self.table.select(chosen.id if chosen else "")
        self._show_state()

    # Doing

    def _go_round(self, step: int) -> None:
        focus_next_pane(self.panes(), step)

    def _search(self) -> None:
        self.search_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_field.selectAll()

    def _begin(self) -> None:
        self._ask_for_new(None)

    def _ask_for_new(self, last: Particulars | None) -> None:
        dialog = NewAssessmentDialog(self._catalogue, self, last)
        dialog.assessment_created.connect(self.assessment_opened)
        dialog.paper_requested.connect(self._type_from_paper)
        dialog.open()

    def _begin_again(self) -> None:
        row = self._chosen_to(tr("Choose in the list which measurement to make a new one from."))
        if row is not None:
            self._ask_for_new(row.particulars)

    def _type_from_paper(self, name: str = "", year: int = 0, report: str = "") -> None:
        dialog = PaperDialog(self._catalogue, self)
        if year:
            dialog.show_particulars(name, year, report)
        dialog.assessment_created.connect(self.show_assessment)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _set_firm(self) -> None:
        # Loaded only for the dialog, as reportlab is.
        from kompass_desktop.desktop.library.firm_dialog import FirmDialog

        try:
            dialog = FirmDialog(self._catalogue.library, self)
        except StorageError as error:
            self._show_failure(str(error))
            return
        dialog.saved.connect(lambda: self.message_shown.emit(tr("The firm is saved.")))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _open(self) -> None:
        row = self.table.current_row
        if row is not None:
            self.assessment_opened.emit(row.id)

    def _compare(self) -> None:
        row = self.table.current_row
        if row is not None:
            self.table.assessments.toggle_tick(row.id)

    def _import(self) -> None:
        paths = self._files.choose()
        if paths:
            self.import_files(paths)

    def _share(self) -> None:
        row = self._chosen_to(tr("Choose in the list which measurement to share."))
        if row is not None:
            self._exchanging.share(row.particulars, row.title)

    def _exchange(self) -> None:
        row = self._chosen_to(tr("Choose in the list which measurement to exchange."))
        if row is not None:
            self._exchanging.exchange(row.id)

    def _choose_exchange(self) -> None:
        row = self._chosen_to(tr("Choose in the list which measurement to exchange."))
        if row is not None:
            self._exchanging.choose_settings(row.id)

    def _chosen_to(self, sentence: str) -> AssessmentRow | None:
        """Return the chosen row; if there is none, show the list and a sentence."""
        row = self.table.chosen_row
        if row is None and self.table.assessments.rows:
            self.table.setFocus()
            self.message_shown.emit(sentence)
        return row

    def _choose_export(self) -> None:
        row = self.table.current_row
        if row is not None:
            self._export.choose(row)

    def _delete(self) -> None:
        self._deletions.delete(self.table.selected_rows)
