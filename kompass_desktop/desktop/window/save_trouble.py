"""What the window does if work cannot be saved: a banner says so and offers a copy."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from kompass_desktop.desktop.runtime.dialogs import Answer, Effect, ask
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.export_target import choose_export_file
from kompass_desktop.desktop.window.file_guard import FileGuard
from kompass_desktop.i18n import tr
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.exchange.json_file import export_json

if TYPE_CHECKING:
    from kompass_desktop.desktop.window.main_window import MainWindow


class Leaving(Enum):
    """What is to be done with an assessment that is not saved when it is to be closed."""

    SAVE_COPY = auto()
    LOSE = auto()
    STAY = auto()


class SaveTrouble(QObject):
    """Shows a banner with a label while something is not saved or the file is harmed."""

    def __init__(self, window: MainWindow, banner: QFrame, label: QLabel) -> None:
        super().__init__(window)
        self._window = window
        self._banner = banner
        self._label = label
        self._banner.hide()
        self.guard = FileGuard(window)
        """What watches the file of the library."""
        self.guard.harmed.connect(self._show_harm)
        self.guard.recovered.connect(self._show_recovery)

    def follow(self, session: Session) -> None:
        """Show what cannot be saved of an assessment that has been opened."""
        session.saved.connect(self.clear)
        session.save_failed.connect(self._show_failure)
        session.save_failed.connect(self._look_at_file)

    def clear(self) -> None:
        """Hide the banner: all is saved, or the assessment is closed."""
        self._banner.hide()

    def retry(self) -> None:
        """Look at the file again, and try to save what is not saved."""
        self.guard.check()
        if self._window.session is not None:
            self._window.session.save_again()

    def save_copy(self) -> bool:
        """Ask for a file, and save the open assessment there; return whether it was saved."""
        session = self._window.session
        if session is None:
            return False
        session.flush_requested.emit()
        title, kind = tr("Save a copy"), tr("Kompass measurement")
        path = choose_export_file(self._window, title, kind, f"{session.assessment.title}.json")
        if path is None:
            return False
        try:
            export_json(session.assessment, path)
        except StorageError as error:
            self._window.show_message(str(error))
            return False
        self._window.show_message(tr("The copy is saved in {0}.").format(path))
        return True

    def may_leave(self, session: Session) -> bool:
        """Return whether the assessment may be closed: all is saved, or the user accepts a loss."""
        session.flush()
        self.guard.check_before_leaving()
        if session.is_saved or self.guard.has_copy_of(session.assessment):
            return True
        match _ask_how_to_leave(self._window):
            case Leaving.SAVE_COPY:
                return self.save_copy()
            case Leaving.LOSE:
                return True
            case Leaving.STAY:
                return False

    def _show_failure(self, sentence: str) -> None:
        if self._window.is_locked:
            # The banner offers a copy that anybody could read.
            return
        failure = tr(
            "Not saved. {0} Everything you write is kept and will be saved as soon as possible."
        )
        self._label.setText(failure.format(sentence))
        self._banner.show()

    def _look_at_file(self) -> None:
        """See whether a save has failed because the file is no longer what it was."""
        if not self.guard.trouble:
            QTimer.singleShot(0, self.guard, self.guard.check)

    def _show_harm(self, sentence: str) -> None:
        if self._window.session is not None:
            self._window.session.doubt(sentence)
        elif not self._window.is_locked:
            self._label.setText(sentence)
            self._banner.show()

    def _show_recovery(self) -> None:
        self._banner.hide()
        if self._window.session is not None:
            self._window.session.doubt("")


def _ask_how_to_leave(window: QWidget) -> Leaving:
    return ask(
        window,
        tr("Not everything is saved. Save a copy somewhere else before closing?"),
        (
            Answer(Leaving.SAVE_COPY, tr("Save a copy …")),
            Answer(Leaving.LOSE, tr("Close without saving"), Effect.DESTROY),
            Answer(Leaving.STAY, tr("Cancel"), Effect.CANCEL),
        ),
        default=Leaving.SAVE_COPY,
    )
