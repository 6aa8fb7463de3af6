"""Slow work in a thread for a dialog or panel, with a label that shows how it goes."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.runtime.background import Background
from kompass_desktop.storage.errors import StorageError

_Result = TypeVar("_Result")


class NoticedWork(QObject):
    """Does one job at a time in a thread, and shows in a label what is done and what failed."""

    changed = Signal()
    """Work has begun or ended: other widgets can be used now than before."""

    def __init__(self, notice: QLabel, parent: QObject) -> None:
        super().__init__(parent)
        self._notice = notice
        self._is_going_on = False
        self._background = Background(self)

    @property
    def is_going_on(self) -> bool:
        """Whether a job has begun and not ended."""
        return self._is_going_on

    def say(self, sentence: str, role: str = "soft") -> None:
        """Show a sentence in the label, in the look of a role of the style sheet."""
        self._notice.setText(sentence)
        theme.set_role(self._notice, role)

    def say_failure(self, error: StorageError) -> None:
        """Show what went wrong."""
        self.say(str(error), "error")

    def run(
        self,
        sentence: str,
        job: Callable[[], _Result],
        then: Callable[[_Result], object],
        fail: Callable[[StorageError], object] | None = None,
    ) -> None:
        """Do a job in the thread, and call `then` with its result when it is done.

        `sentence` is shown meanwhile. `fail` is called with a StorageError that the job
        raises; without it the error is shown in the label. Any other error is raised.
        """
        self.begin(sentence)
        self._background.run(job, partial(self._take_result, then, fail or self.say_failure))

    def run_unnoticed(
        self, job: Callable[[], _Result], then: Callable[[Future[_Result]], None]
    ) -> None:
        """Do a job in the same thread, after those before it, and show nothing of it."""
        self._background.run(job, then)

    def post(self, step: Callable[[], object]) -> None:
        """Call `step` in the window's thread; a job calls this to show its progress."""
        self._background.post(step)

    def begin(self, sentence: str) -> None:
        """Show that work has begun that another object does, until `end` is called."""
        self._is_going_on = True
        self.say(sentence)
        self.changed.emit()

    def end(self) -> None:
        """Show that the work that `begin` announced has ended."""
        self._is_going_on = False
        self.changed.emit()

    def _take_result(
        self,
        then: Callable[[_Result], object],
        fail: Callable[[StorageError], object],
        future: Future[_Result],
    ) -> None:
        self.end()
        try:
            result = future.result()
        except StorageError as error:
            fail(error)
        else:
            then(result)
