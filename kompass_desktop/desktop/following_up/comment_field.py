"""A line for a comment, which is saved while one types."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.desktop.actions import ON_IT, add_action
from kompass_desktop.desktop.runtime.autosave import Autosave
from kompass_desktop.desktop.tool_tips import plain_tip
from kompass_desktop.i18n import tr


class CommentField(QLineEdit):
    """Emits the comment soon after it was typed; Enter and Esc leave the field."""

    commented = Signal(str, str)
    """The comment, and the run of typing that it belongs to."""
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edit_session = new_id()
        self._autosave = Autosave(self)
        self._autosave.due.connect(lambda: self.commented.emit(self.comment, self._edit_session))
        self.textEdited.connect(self._autosave.touch)
        self.editingFinished.connect(self.end_typing)
        self.setPlaceholderText(tr("Comment (Enter)"))
        self.setAccessibleName(tr("Comment"))
        add_action(
            self, tr("From the comment back to the mark"), ("Return", "Esc"), self._leave, ON_IT
        )

    @property
    def comment(self) -> str:
        """What is typed, as one line without superfluous spaces."""
        return " ".join(self.text().split())

    def show_comment(self, comment: str) -> None:
        """Show a comment, unless it is what is being typed."""
        if not self._autosave.is_waiting and self.comment != comment:
            self.setText(comment)
            self.setCursorPosition(0)
        self.setToolTip(plain_tip(comment))

    def end_typing(self) -> None:
        """Emit what is typed now; what is typed afterwards is another run of typing."""
        self._autosave.flush()
        self._edit_session = new_id()

    def flush(self) -> None:
        """Emit what is typed now, if it was not emitted yet."""
        self._autosave.flush()

    def _leave(self) -> None:
        self.end_typing()
        self.left.emit()
