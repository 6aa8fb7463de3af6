"""What was said about the area of the chapter that is being written, by informant group."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QWidget

from kompass_desktop.assessment.quotes import code_within, quotable, quotes_by_group
from kompass_desktop.assessment.records import Note
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.actions import ON_IT, add_action
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.session import Session
from kompass_desktop.i18n import tr

_NOTE = Qt.ItemDataRole.UserRole


class QuotePanel(QFrame):
    """Lists the notes of an area; nothing before `set_session`."""

    quoted = Signal(str, str)
    """A text to quote, without a name, and the name of the group."""
    left = Signal()
    """Esc was pressed: back to the text."""

    title_label: QLabel
    empty_label: QLabel
    quotes_list: QListWidget

    _session: Session

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "report/quote_panel")
        self._code = ""
        add_action(self.quotes_list, tr("Quote in the text"), ["Return"], self._quote, ON_IT)
        add_action(self.quotes_list, tr("Back to the text"), ["Esc"], self.left.emit, ON_IT)
        self.quotes_list.itemDoubleClicked.connect(lambda _: self._quote())

    def set_session(self, session: Session) -> None:
        """Show notes of this assessment."""
        self._session = session
        session.notes_changed.connect(self._follow)
        session.interviews_changed.connect(self._follow)

    def show_code(self, code: str) -> None:
        """Show what was said about an area, given its code; "" for a chapter of no area."""
        if code != self._code:
            self._code = code
            self._follow()

    def take_focus(self) -> None:
        """Go to the first note, or to where one was."""
        if self.quotes_list.currentItem() is None:
            self.quotes_list.setCurrentRow(1)
        self.quotes_list.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def _follow(self) -> None:
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        row = self.quotes_list.currentRow()
        self.quotes_list.clear()
        groups = quotes_by_group(self._session.assessment, self._code) if self._code else ()
        for quotes in groups:
            self._add_heading(f"{quotes.group.name} ({len(quotes.notes)})")
            for note in quotes.notes:
                self._add_note(note)
        self.quotes_list.setCurrentRow(row)
        self.quotes_list.setVisible(bool(groups))
        self.empty_label.setVisible(not groups)
        self.empty_label.setText(
            tr("No notes from interviews belong to this area.")
            if self._code
            else tr("What was said is shown beside the chapters of areas.")
        )

    def _add_heading(self, text: str) -> None:
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = self.quotes_list.font()
        font.setBold(True)
        item.setFont(font)
        item.setForeground(theme.color("accent"))
        self.quotes_list.addItem(item)

    def _add_note(self, note: Note) -> None:
        item = QListWidgetItem(f"{code_within(note, self._code)}  {note.text}")
        item.setData(_NOTE, note.id)
        self.quotes_list.addItem(item)

    def _quote(self) -> None:
        if self.quotes_list.currentRow() < 0:
            return
        identity = self.quotes_list.currentItem().data(_NOTE)
        note = self._session.assessment.notes.get(identity)
        if note is None or self._session.refuses_change():
            return
        group = self._session.assessment.group_of(
            self._session.assessment.interviews[note.interview]
        )
        self.quoted.emit(quotable(self._session.assessment, note), group.name)
