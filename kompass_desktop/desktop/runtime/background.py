"""Slow work in a thread of its own, which tells the window how it goes and when it ends."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from threading import Lock
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

_T = TypeVar("_T")

SWITCH_SECONDS = 0.001
"""How long a job keeps the interpreter while the window waits for it; Python's usual 5 ms
came to 100 ms for a key, with all the steps that a key takes."""


class Background(QObject):
    """Runs jobs one after the other, so that what they use is used by one thread at a time.

    A job must touch nothing that the window changes meanwhile. When the owner goes, what
    was begun is finished, and its result is dropped.
    """

    _posted = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        sys.setswitchinterval(SWITCH_SECONDS)
        self._executor = ThreadPoolExecutor(max_workers=1)
        self._posted.connect(self._take_step, Qt.ConnectionType.QueuedConnection)
        self._voice = _Messenger(self._posted.emit)
        # Nothing of this object: it must not be kept by what is called when it goes.
        self.destroyed.connect(partial(_leave, self._voice, self._executor))

    def run(self, job: Callable[[], _T], then: Callable[[Future[_T]], None]) -> None:
        """Run `job` when those before it are done, then `then` with its result.

        `then` runs in the window's thread; the future's `result()` raises what the job did.
        """
        future = self._executor.submit(job)
        future.add_done_callback(lambda done: self.post(lambda: then(done)))

    def post(self, step: Callable[[], object]) -> None:
        """Have a step taken in the window's thread; a job calls this to tell how it goes."""
        self._voice.say(step)

    def _take_step(self, step: Callable[[], object]) -> None:
        step()


class _Messenger:
    """Lets a thread speak to the window until the window no longer listens."""

    def __init__(self, speak: Callable[[Callable[[], object]], object]) -> None:
        self._speak = speak
        self._lock = Lock()
        self._is_heard = True

    def say(self, step: Callable[[], object]) -> None:
        """Pass a step on, if anybody listens."""
        with self._lock:
            if self._is_heard:
                self._speak(step)

    def disconnect_receivers(self) -> None:
        """Pass nothing on from now."""
        with self._lock:
            self._is_heard = False


def _leave(voice: _Messenger, executor: ThreadPoolExecutor, _gone: object = None) -> None:
    voice.disconnect_receivers()
    executor.shutdown(wait=False)
