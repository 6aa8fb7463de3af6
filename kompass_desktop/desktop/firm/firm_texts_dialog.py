"""The dialog with the firm's own wordings of chapters: seen, edited, removed, and taken in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from kompass_desktop.assessment.firm import FirmText
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.widgets.elided_label import ElidedLabel
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.i18n import REPORT_LANGUAGES, in_language, tr
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.report.chapters.texts import chapters
from kompass_desktop.report.firm.firm_wording import Wording, figures_left_in
from kompass_desktop.report.text_fields import field_names, unknown_fields
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.library import Library

_MOST_NAMED = 4

LeftIn = Callable[[str], Sequence[str]]
"""Returns sentences about what a text should not have, as `firm_wording.left_in` does."""


@dataclass
class _Entry:
    """A text in the list; `stored` is what the library has, None if it has none.

    `left_in` and `turned` are those of a text that comes from a report.
    """

    text: FirmText
    stored: str | None
    left_in: LeftIn
    turned: Sequence[str] = ()
    is_removed: bool = False

    @property
    def is_changed(self) -> bool:
        return self.stored is not None and self.text.text != self.stored


class FirmTextsDialog(QDialog):
    """Shows the firm's texts; what is changed is stored by the button to save, all at once.

    Raises StorageError if the library cannot be read.
    """

    saved = Signal()

    texts_list: QListWidget
    empty_label: QLabel
    title_label: ElidedLabel
    state_label: WrappedText
    editor: QPlainTextEdit
    note_label: WrappedText
    fields_label: WrappedText
    stored_button: QPushButton
    remove_button: QPushButton
    cancel_button: QPushButton
    save_button: QPushButton

    def __init__(
        self, library: Library, instrument: Instrument, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._instrument = instrument
        load_form(self, "firm/firm_texts_dialog")
        self._entries = [
            _Entry(each, each.text, self._figures_in) for each in self._ordered(library)
        ]
        self._connect()
        self._show_list()

    def offer(self, text: FirmText, wording: Wording, left_in: LeftIn) -> None:
        """Show a text from a report as the firm's, in place of the one that there is.

        `left_in` says what its wording should not have; nothing is stored yet.
        """
        entry = _Entry(replace(text, text=wording.text), None, left_in, wording.turned)
        for row, old in enumerate(self._entries):
            if old.text.key == text.key:
                entry.stored = old.stored
                self._entries[row] = entry
                break
        else:
            self._entries.append(entry)
        self._show_list()
        self.texts_list.setCurrentRow(self._entries.index(entry))
        self.editor.setFocus()

    # Setting up

    def _ordered(self, library: Library) -> list[FirmText]:
        keys = [each.key for each in chapters(self._instrument)]
        order = {key: number for number, key in enumerate(keys)}
        languages = list(REPORT_LANGUAGES)
        return sorted(
            library.firm().texts,
            key=lambda t: (languages.index(t.language), order.get(t.chapter, len(order))),
        )

    def _connect(self) -> None:
        self.texts_list.currentRowChanged.connect(self._show_entry)
        self.editor.textChanged.connect(self._take_text)
        self.stored_button.clicked.connect(self._return_to_stored)
        self.remove_button.clicked.connect(self._remove_or_put_back)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self._save)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.texts_list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.remove_button.click)

    # Showing

    @property
    def _current(self) -> _Entry | None:
        row = self.texts_list.currentRow()
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def _show_list(self) -> None:
        self.texts_list.clear()
        for entry in self._entries:
            item = QListWidgetItem(self._title(entry.text))
            item.setToolTip(item.text())
            self.texts_list.addItem(item)
        has_some = bool(self._entries)
        self.texts_list.setCurrentRow(0 if has_some else -1)
        self.empty_label.setVisible(not has_some)
        for part in (self.texts_list, self.title_label, self.editor, self.fields_label):
            part.setVisible(has_some)
        self._show_entry()

    def _title(self, text: FirmText) -> str:
        with in_language(text.language):
            titles = {each.key: each.title for each in chapters(self._instrument)}
        title = titles.get(text.chapter, text.chapter)
        if text.instrument and text.instrument != self._instrument.title:
            title = f"{title} ({text.instrument})"
        return f"{title} · {REPORT_LANGUAGES[text.language]}"

    def _show_entry(self) -> None:
        entry = self._current
        self.title_label.setText(self._title(entry.text) if entry else "")
        self.editor.blockSignals(True)
        self.editor.setPlainText(entry.text.text if entry else "")
        self.editor.blockSignals(False)
        if entry is not None:
            self.editor.setAccessibleName(self._title(entry.text))
            with in_language(entry.text.language):
                known = ", ".join((*field_names(), "{1}", "{1.4}"))
            self.fields_label.setText(tr("Fields: {0}").format(known))
        self._show_state()

    def _show_state(self) -> None:
        entry = self._current
        self._show_note(entry)
        self.stored_button.setVisible(entry is not None)
        self.remove_button.setVisible(entry is not None)
        self.state_label.setText(_state(entry) if entry else "")
        self.state_label.setVisible(bool(entry and _state(entry)))
        if entry is None:
            return
        self.editor.setReadOnly(entry.is_removed)
        self.stored_button.setEnabled(entry.is_changed and not entry.is_removed)
        self.remove_button.setText(tr("Put back") if entry.is_removed else tr("Remove"))
        item = self.texts_list.currentItem()
        font = item.font()
        font.setStrikeOut(entry.is_removed)
        item.setFont(font)

    def _show_note(self, entry: _Entry | None) -> None:
        sentences = [] if entry is None or entry.is_removed else self._problems(entry)
        self.note_label.setText("\n".join(sentences))
        self.note_label.setVisible(bool(sentences))

    def _problems(self, entry: _Entry) -> list[str]:
        text = entry.text.text
        if not text.strip():
            return [tr("A text without words is removed when you save.")]
        unknown = unknown_fields(text, self._instrument)
        told = tr("There is no such field: {0}. It is printed as it is written.")
        named = [told.format(", ".join(unknown[:_MOST_NAMED]))] if unknown else []
        return [*named, *entry.left_in(text)]

    def _figures_in(self, text: str) -> Sequence[str]:
        return figures_left_in(text, self._instrument)

    # Doing

    def _take_text(self) -> None:
        entry = self._current
        if entry is not None:
            entry.text = replace(entry.text, text=self.editor.toPlainText())
            self._show_state()

    def _return_to_stored(self) -> None:
        entry = self._current
        if entry is not None and entry.stored is not None:
            self.editor.setPlainText(entry.stored)
            self.editor.setFocus()

    def _remove_or_put_back(self) -> None:
        entry = self._current
        if entry is not None:
            entry.is_removed = not entry.is_removed
            self._show_state()

    def _save(self) -> None:
        kept = (e.text for e in self._entries if not e.is_removed and e.text.text.strip())
        try:
            self._library.keep_firm_texts(tuple(kept))
        except StorageError as error:
            self.note_label.setText(str(error))
            self.note_label.show()
            return
        self.accept()
        self.saved.emit()


def _state(entry: _Entry) -> str:
    """Return what will become of a text, and what became fields in it."""
    if entry.is_removed:
        return tr("It is removed when you save.")
    if entry.stored is None:
        state = tr("It is new, and is stored when you save.")
    elif entry.is_changed:
        state = tr("It replaces the firm’s present text when you save.")
    else:
        return ""
    if entry.turned:
        told = tr("Turned into fields: {0}.")
        state = f"{state} {told.format(', '.join(entry.turned))}"
    return state
