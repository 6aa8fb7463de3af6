"""A dialog that does slow work in a thread: it stays open meanwhile and says how it went."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QDialog, QLabel, QWidget

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.runtime.background import Background
from kompass_desktop.storage.errors import StorageError

_T = TypeVar("_T")


class WorkingDialog(QDialog):
    """Base of dialogs whose work takes a second or more; Esc and the cross wait for its end.

    The form has a `notice_label`, in which the dialog says what it does and what went wrong.
    """

    notice_label: QLabel

    def __init__(self, form: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._is_at_work = False
        self._background = Background(self)
        load_form(self, form)

    @property
    def is_at_work(self) -> bool:
        """Whether work is going on, so that the dialog must stay open."""
        return self._is_at_work

    def reject(self) -> None:
        """Close, unless work is going on: a file must not be left half written."""
        if not self._is_at_work:
            super().reject()

    def enable(self) -> None:
        """Enable what can be used now; called whenever work begins or ends."""

    def say(self, sentence: str, role: str = "soft") -> None:
        """Show a sentence in the notice, in the look of a role."""
        self.notice_label.setText(sentence)
        theme.set_role(self.notice_label, role)

    def fail(self, error: StorageError) -> None:
        """Say what went wrong with the work."""
        self.say(str(error), "error")

    def work(
        self,
        sentence: str,
        job: Callable[[], _T],
        then: Callable[[_T], object],
        fail: Callable[[StorageError], object] | None = None,
    ) -> None:
        """Do a job in the thread, and call `then` with its result when it is done.

        `sentence` is shown meanwhile. `fail` is called with a StorageError of the job's;
        without it the dialog's own `fail`. Any other error is raised.
        """
        self.begin_work(sentence)
        self._background.run(job, partial(self._end, then, fail or self.fail))

    def begin_work(self, sentence: str) -> None:
        """Stay open from now on, and show a sentence: somebody else works for the dialog."""
        self._is_at_work = True
        self.say(sentence)
        self.enable()

    def end_work(self) -> None:
        """Let the dialog be used and closed again."""
        self._is_at_work = False
        self.enable()

    def _end(
        self,
        then: Callable[[_T], object],
        fail: Callable[[StorageError], object],
        future: Future[_T],
    ) -> None:
        self.end_work()
        try:
            result = future.result()
        except StorageError as error:
            fail(error)
        else:
            then(result)
