"""Runs slow jobs in a separate thread, and emits progress and result in the window's thread."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from threading import Lock
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from kompass_desktop.desktop.runtime.garbage_collection import collecting_later

_T = TypeVar("_T")

SWITCH_SECONDS = 0.00005
"""How long a thread may keep the interpreter while another one waits for it."""


def let_window_run_first() -> None:
    """Make threads give Python's interpreter to the window sooner; called once, at start-up.

    A thread that works keeps the interpreter for 5 ms before it gives it to one that waits,
    unless this is set. The window waits so long each time it has let go of the interpreter, as
    it does for every statement to SQLite: saving what is typed takes some 100 of these, which
    came to 200 ms at 1 ms each while a report was made, and to 40 ms at 0.05 ms. The job is no
    slower, because it is interrupted only when the window waits. The setting is for the whole
    process.
    """
    sys.setswitchinterval(SWITCH_SECONDS)


class Background(QObject):
    """Runs jobs in one thread, one after the other.

    A job must read and change nothing that the window changes meanwhile. When `parent` is
    destroyed, the jobs that were given are finished, and their results are dropped.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(max_workers=1)
        sender = _Sender()
        sender.posted.connect(self._take_step, Qt.ConnectionType.QueuedConnection)
        self._messenger = _Messenger(sender)
        # No method of this object: a connection to one would keep it from being destroyed.
        self.destroyed.connect(partial(_stop, self._messenger, self._executor))

    def run(self, job: Callable[[], _T], then: Callable[[Future[_T]], None]) -> None:
        """Run `job` in the thread when the jobs before it are done, then `then` with its future.

        `then` is called in the window's thread; `result()` of the future returns what the
        job returned, or raises what it raised.
        """
        future = self._executor.submit(partial(_run, job))
        future.add_done_callback(lambda done: self.post(lambda: then(done)))

    def post(self, step: Callable[[], object]) -> None:
        """Call `step` in the window's thread; a job calls this to show its progress."""
        self._messenger.send(step)

    def _take_step(self, step: Callable[[], object]) -> None:
        step()


class _Sender(QObject):
    """Emits in the thread what is to be called in the window.

    It is not the receiver: the thread may emit while that is being destroyed, which Qt allows
    of a receiver, but not of the object whose signal it is.
    """

    posted = Signal(object)


class _Messenger:
    """Sends calls from the thread to the window, until their receiver is destroyed."""

    def __init__(self, sender: _Sender) -> None:
        self._sender: _Sender | None = sender
        self._lock = Lock()

    def send(self, step: Callable[[], object]) -> None:
        """Send a call, unless the receiver has been deleted."""
        with self._lock:
            if self._sender is not None:
                self._sender.posted.emit(step)

    def disconnect_receiver(self) -> None:
        """Send nothing from now on; return when nothing is being sent."""
        with self._lock:
            self._sender = None


def _stop(messenger: _Messenger, executor: ThreadPoolExecutor, _gone: object = None) -> None:
    messenger.disconnect_receiver()
    executor.shutdown(wait=False)


def _run(job: Callable[[], _T]) -> _T:
    with collecting_later():
        return job()
