"""The letter to the informants: its text, and how it becomes for one of them."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QSignalBlocker, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QPlainTextEdit, QPushButton, QWidget

from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Interview
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.actions import without_argument
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.preparation.handout_export import HandoutExport
from kompass_desktop.desktop.runtime.autosave import Autosave
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.pasting import has_text, text_to_paste
from kompass_desktop.desktop.widgets.read_only import ReadOnly
from kompass_desktop.i18n import tr
from kompass_desktop.report.letter_text import (
    LETTER,
    empty_fields,
    field_names,
    filled,
    letter_text,
)

_GROUP = "group:"
_ALL = ""


class LetterEditor(QPlainTextEdit):
    """The editor of the letter; pasted text becomes plain text."""

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return has_text(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = text_to_paste(self, source)
        if text:
            self.insertPlainText(text)
            self.ensureCursorVisible()


class LetterPanel(QFrame):
    """Edits the session's text of the letter, and shows the letter with its fields filled in."""

    editor: LetterEditor
    fields_label: QLabel
    usual_button: QPushButton
    receiver_box: QComboBox
    print_button: QPushButton
    preview: QPlainTextEdit
    missing_label: QLabel

    message_shown = Signal(str)

    def __init__(
        self, session: Session, handouts: HandoutExport, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        load_form(self, "preparation/letter_panel")
        self._session = session
        self._handouts = handouts
        self._edit_session = new_id()
        self._autosave = Autosave(self)
        self._autosave.due.connect(self._keep)
        ReadOnly(session, self, editors=[self.editor])
        self.editor.textChanged.connect(self._touch)
        self.usual_button.clicked.connect(without_argument(self.go_back_to_usual))
        self.print_button.clicked.connect(without_argument(self._print))
        self.receiver_box.currentIndexChanged.connect(self._show_filled)
        session.flush_requested.connect(self.flush)
        session.text_changed.connect(self._follow_text)
        for changed in (
            session.interviews_changed,
            session.team_changed,
            session.particulars_changed,
        ):
            changed.connect(self._follow)
        words = tr("Fields: {0} · a line that begins with “# ” is a heading")
        self.fields_label.setText(words.format("  ".join(field_names())))
        self._show_text()
        self.show_now()

    def panes(self) -> list[QWidget]:
        """Return the parts between which F6 moves the focus."""
        return [self.editor, self.receiver_box, self.preview]

    def flush(self) -> None:
        """Emit the typed text now."""
        self._autosave.flush()

    def show_now(self) -> None:
        """Show whom the letter can be for, and how it becomes."""
        chosen = self.receiver_box.currentData()
        with QSignalBlocker(self.receiver_box):
            self._list_receivers()
            self.receiver_box.setCurrentIndex(max(0, self.receiver_box.findData(chosen)))
        self._show_filled()

    def go_back_to_usual(self) -> None:
        """Reset the letter to the default text."""
        self._autosave.flush()
        self._edit_session = new_id()
        self._session.set_text(LETTER, None)

    @property
    def chosen_interviews(self) -> list[Interview]:
        """The interviews whose informants get the letter that is chosen."""
        chosen = str(self.receiver_box.currentData() or _ALL)
        interviews = [
            each for each in self._session.assessment.interviews_in_order() if not each.is_cancelled
        ]
        if chosen.startswith(_GROUP):
            return [each for each in interviews if each.group == chosen.removeprefix(_GROUP)]
        return [each for each in interviews if chosen in (_ALL, each.id)]

    def showEvent(self, event: QShowEvent) -> None:
        """Bring up to date what may have changed while another part was shown."""
        super().showEvent(event)
        self.show_now()

    def _follow(self) -> None:
        if self.isVisible():
            self.show_now()

    def _list_receivers(self) -> None:
        assessment = self._session.assessment
        self.receiver_box.clear()
        self.receiver_box.addItem(tr("All interviews"), _ALL)
        for group in assessment.instrument.groups:
            self.receiver_box.addItem(group.name, f"{_GROUP}{group.key}")
        for interview in assessment.interviews_in_order():
            if not interview.is_cancelled:
                whom = interview.name.strip() or assessment.group_of(interview).short
                self.receiver_box.addItem(f"{interview.code} · {whom}", interview.id)

    def _touch(self) -> None:
        self._autosave.touch()
        self._look_like(is_draft=False)
        self._show_filled()

    def _keep(self) -> None:
        text = self.editor.toPlainText()
        if text != letter_text(self._session.assessment):
            self._session.set_text(LETTER, text, self._edit_session)
        self._look_like(is_draft=self._session.assessment.text(LETTER) is None)

    def _follow_text(self, chapter: str) -> None:
        if chapter == LETTER and not self._autosave.is_waiting:
            self._show_text()
            self._show_filled()

    def _show_text(self) -> None:
        text = letter_text(self._session.assessment)
        if text != self.editor.toPlainText():
            with QSignalBlocker(self.editor):
                self.editor.setPlainText(text)
        self._look_like(is_draft=self._session.assessment.text(LETTER) is None)

    def _look_like(self, *, is_draft: bool) -> None:
        theme.set_role(self.editor, "draft" if is_draft else "page")
        self.usual_button.setEnabled(not is_draft)

    def _show_filled(self) -> None:
        receivers = self.chosen_interviews
        self.print_button.setEnabled(bool(receivers))
        if not receivers:
            self.preview.setPlainText(tr("No interview is planned for this choice."))
            self.missing_label.setText("")
            return
        text, first = self.editor.toPlainText(), receivers[0]
        self.preview.setPlainText(filled(text, self._session.assessment, first))
        missing = empty_fields(text, self._session.assessment, first)
        words = tr("Not known yet, and left open: {0}")
        self.missing_label.setText(words.format(", ".join(missing)) if missing else "")

    def _print(self) -> None:
        self._autosave.flush()
        self._handouts.choose_letters([each.id for each in self.chosen_interviews])
