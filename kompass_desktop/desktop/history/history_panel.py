"""Ctrl+H: the changes of the current record, or of the whole measurement, and restoring them.

The panel is shown over the pages; Esc restores the focus.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from concurrent.futures import Future
from datetime import date

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kompass_desktop.assessment.records import TEAM, Change, Note, Rating
from kompass_desktop.desktop.actions import add_action, without_argument
from kompass_desktop.desktop.dates import DateFault, fault_text, read_day, read_moment
from kompass_desktop.desktop.history.rows import (
    CHANGE_ROLE,
    ROW_HEIGHT,
    WHEN_ROLE,
    HistoryFilter,
    HistoryPainter,
    HistoryRows,
    Machines,
    milliseconds_of,
)
from kompass_desktop.desktop.history.texts import KINDS, change_lines
from kompass_desktop.desktop.runtime.background import Background
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.floating_panel import FloatingPanel
from kompass_desktop.desktop.widgets.key_button import KeyButton
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.i18n import ntr, ptr, tr
from kompass_desktop.storage.database.timeline import RecordedChange
from kompass_desktop.storage.errors import StorageError

WIDTH = 980
BELOW = 20
"""Pixels of the window that remain visible below the panel."""
DETAIL_HEIGHT = 120


class HistoryPanel(FloatingPanel):
    """Shows the history of an open assessment; `open_panel` shows it."""

    record_requested = Signal(object)
    """The `Record` to show on its page."""
    message_shown = Signal(str)
    history_shown = Signal()
    """The history has been read again and is listed."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window, WIDTH)
        self._session = session
        self._records: frozenset[str] = frozenset()
        self._changes: Sequence[RecordedChange] = ()
        self._machines = Machines()
        self._request = 0
        self._reading = Background(self)
        self.rows = HistoryRows(session.assessment, self)
        self.subject_button = QPushButton(tr("Only what I am at"))
        self.kind_box, self.who_box = QComboBox(), QComboBox()
        self.since_field = QLineEdit(clearButtonEnabled=True)
        self.state_label = QLabel()
        self.list = QListView(uniformItemSizes=True)
        self.detail = WrappedText()
        self.restore_button, self.show_button, self.close_button = (
            KeyButton(self),
            KeyButton(self),
            KeyButton(self),
        )
        self._prepare()
        self._lay_out()
        self._connect()

    def open_panel(self, records: Collection[str]) -> None:
        """Show the history of some records, given their ids, or with none of all.

        Where it is shown already, it goes between those and all.
        """
        if self.isVisible():
            if self._records:
                self.subject_button.toggle()
            return
        self._records = frozenset(records)
        self.subject_button.setVisible(bool(records))
        self.subject_button.setChecked(bool(records))
        self._read()
        self.place(self.highest - BELOW)
        self.show_with_focus_in(self.list)

    @property
    def current(self) -> RecordedChange | None:
        """The change that is chosen."""
        change = self.list.currentIndex().data(CHANGE_ROLE)
        return change if isinstance(change, RecordedChange) else None

    def hideEvent(self, event: QHideEvent) -> None:
        """Cancel the running query, because the library may be closed next."""
        self._request += 1
        super().hideEvent(event)

    # Reading

    def _read(self) -> None:
        self._session.flush()
        self._request += 1
        request = self._request
        library, assessment = self._session.library, self._session.assessment.id

        def job() -> tuple[Sequence[RecordedChange], Machines]:
            machines = Machines(library.device_names(), library.own_writers())
            return library.timeline(assessment), machines

        def then(done: Future[tuple[Sequence[RecordedChange], Machines]]) -> None:
            if request == self._request:
                self._take(done)

        self._reading.run(job, then)

    def _take(self, done: Future[tuple[Sequence[RecordedChange], Machines]]) -> None:
        try:
            self._changes, self._machines = done.result()
        except StorageError as error:
            self.state_label.setText(str(error))
            return
        self._offer_machines()
        self._show()
        self.history_shown.emit()

    def _offer_machines(self) -> None:
        """Offer those who have changed anything, this computer first."""
        names = {self._machines.name(change) for change in self._changes} - {""}
        here = tr("This computer")
        chosen = self.who_box.currentData()
        self.who_box.blockSignals(True)
        self.who_box.clear()
        self.who_box.addItem(tr("Everyone"), None)
        for name in sorted(names, key=lambda each: (each != here, each)):
            self.who_box.addItem(name, name)
        self.who_box.setCurrentIndex(max(0, self.who_box.findData(chosen)))
        self.who_box.blockSignals(False)

    # Showing

    def _show(self) -> None:
        since = self._since()
        if since is None:
            self.state_label.setText(fault_text(DateFault.NO_DATE))
            return
        before = self.current
        wanted = HistoryFilter(
            self._records if self.subject_button.isChecked() else None,
            str(self.kind_box.currentData()),
            self.who_box.currentData(),
            since,
        )
        self.rows.show(self._changes, self._machines, wanted)
        self.list.setCurrentIndex(self.rows.index(self.rows.row_of(before), 0))
        number = self.rows.rowCount()
        self.state_label.setText(
            ntr("{0} change", "{0} changes", number).format(number)
            if number
            else tr("No changes here. Choose “{0}” and “{1}” to see all.").format(
                ptr("history", KINDS[""]), tr("Everyone")
            )
        )
        self._show_current()

    def _since(self) -> int | None:
        """Return the typed date in milliseconds since 1970, or None if it is not a date."""
        typed, year = self.since_field.text(), date.today().year  # noqa: DTZ011 - as typed
        iso = read_moment(typed, year) or read_day(typed, year)
        return None if iso is None else milliseconds_of(iso)

    def _show_current(self) -> None:
        change = self.current
        lines = [] if change is None else change_lines(self._session.assessment, change)
        when = "" if change is None else str(self.list.currentIndex().data(WHEN_ROLE))
        self.detail.setText("\n".join(filter(None, (when, *lines))))
        self.restore_button.setEnabled(self._restoration() is not None)
        self.show_button.setEnabled(
            change is not None and self._session.assessment.get(change.record) is not None
        )

    # Doing

    def _restoration(self) -> Change | None:
        """Return the change that undoes the chosen one, or None if none does.

        That is so where its interview is deleted, and in a finished assessment.
        """
        change = self.current
        if change is None or self._session.is_read_only:
            return None
        record = change.record
        interviews = self._session.assessment.interviews
        if isinstance(record, Note | Rating) and record.interview not in (TEAM, *interviews):
            return None
        return change.restoration(self._session.assessment.get(record))

    def _restore(self) -> None:
        back = self._restoration()
        if back is None:
            self.message_shown.emit(tr("There is nothing to bring back of this change."))
            return
        self._session.change_undoably(tr("bringing back from the history"), [back])
        self.message_shown.emit(tr("Brought back. Ctrl+Z undoes that."))

    def _go(self, _index: QModelIndex | None = None) -> None:
        change = self.current
        record = None if change is None else self._session.assessment.get(change.record)
        if record is None:
            self.message_shown.emit(tr("It has been deleted; bring it back first."))
            return
        self.close_panel()
        self.record_requested.emit(record)

    def _follow(self) -> None:
        if self.isVisible():
            self._read()

    def _connect(self) -> None:
        self.subject_button.toggled.connect(self._show)
        self.kind_box.currentIndexChanged.connect(self._show)
        self.who_box.currentIndexChanged.connect(self._show)
        self.since_field.textChanged.connect(self._show)
        self.list.selectionModel().currentChanged.connect(self._show_current)
        self.list.activated.connect(self._go)
        self.restore_button.clicked.connect(without_argument(self._restore))
        self.show_button.clicked.connect(without_argument(self._go))
        self.close_button.clicked.connect(without_argument(self.close_panel))
        self._session.saved.connect(self._follow)
        add_action(self, tr("Close the history"), ["Esc"], self.close_panel)
        add_action(self, tr("Bring back what was changed"), ["Ctrl+Return"], self._restore)

    def _prepare(self) -> None:
        self.subject_button.setCheckable(True)
        self.subject_button.setProperty("role", "chip")
        for key, text in KINDS.items():
            self.kind_box.addItem(ptr("history", text), key)
        self.who_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.kind_box.setAccessibleName(tr("What is shown"))
        self.who_box.setAccessibleName(tr("Who made the changes"))
        self.since_field.setPlaceholderText(tr("Since a date, a time or “today”"))
        self.since_field.setAccessibleName(tr("Since a date, a time or “today”"))
        self.list.setModel(self.rows)
        self.list.setItemDelegate(HistoryPainter(self.list))
        self.list.setAccessibleName(tr("Changes"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(3 * ROW_HEIGHT)
        self.state_label.setProperty("role", "soft")
        for button, text, keys in (
            (self.restore_button, tr("Bring back"), "Ctrl Enter"),
            (self.show_button, tr("Show in its place"), "Enter"),
            (self.close_button, tr("Close"), "Esc"),
        ):
            button.setText(text)
            button.setProperty("keys", keys)

    def _lay_out(self) -> None:
        heading = QLabel(tr("History"))
        heading.setProperty("role", "heading")
        top, buttons = QHBoxLayout(), QHBoxLayout()
        for widget in (heading, self.subject_button, self.kind_box, self.who_box):
            top.addWidget(widget)
        top.addWidget(self.since_field, 1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFixedHeight(DETAIL_HEIGHT)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        scroll.setWidget(self.detail)
        scroll.viewport().setAutoFillBackground(False)
        self.detail.setAutoFillBackground(False)
        buttons.addWidget(self.state_label, 1)
        for button in (self.restore_button, self.show_button, self.close_button):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addWidget(scroll)
        column.addLayout(buttons)
