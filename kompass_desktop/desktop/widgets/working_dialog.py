"""A dialog that does slow work in a thread: it stays open meanwhile and shows how it went."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QDialog, QLabel, QWidget

from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.widgets.noticed_work import NoticedWork
from kompass_desktop.storage.errors import StorageError

_Result = TypeVar("_Result")


class WorkingDialog(QDialog):
    """Base of dialogs whose work takes a second or more; they cannot be closed before its end.

    The form has a `notice_label`, in which the dialog says what it does and what went wrong.
    """

    notice_label: QLabel

    def __init__(self, form: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        load_form(self, form)
        self.noticed_work = NoticedWork(self.notice_label, self)
        """The work in the thread; for the parts of a dialog that begin some of it."""
        self.noticed_work.changed.connect(self.enable)

    @property
    def is_at_work(self) -> bool:
        """Whether work is going on, so that the dialog must stay open."""
        return self.noticed_work.is_going_on

    def reject(self) -> None:
        """Close, unless work is going on: a file must not be left half written."""
        if not self.is_at_work:
            super().reject()

    def enable(self) -> None:
        """Enable what can be used now; called whenever work begins or ends."""

    def say(self, sentence: str, role: str = "soft") -> None:
        """Show a sentence in the notice, in the look of a role of the style sheet."""
        self.noticed_work.say(sentence, role)

    def fail(self, error: StorageError) -> None:
        """Show what went wrong with the work."""
        self.noticed_work.say_failure(error)

    def work(
        self, sentence: str, job: Callable[[], _Result], then: Callable[[_Result], object]
    ) -> None:
        """Do a job in the thread, and call `then` with its result when it is done.

        `sentence` is shown meanwhile. The dialog's `fail` is called with a StorageError
        that the job raises; any other error is raised.
        """
        self.noticed_work.run(sentence, job, then, self.fail)
