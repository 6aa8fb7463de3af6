"""Jobs run one at a time and in order, and tell the window only while it is there."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kompass_desktop.desktop.runtime.background import Background


def test_jobs_run_in_order_in_another_thread_and_end_in_this_one(qtbot: QtBot) -> None:
    owner = QObject()
    background = Background(owner)
    ended: list[tuple[int, threading.Thread]] = []
    threads: set[threading.Thread] = set()

    def job(number: int) -> int:
        threads.add(threading.current_thread())
        return number

    for number in range(20):
        background.run(
            partial(job, number),
            lambda future: ended.append((future.result(), threading.current_thread())),
        )
    qtbot.waitUntil(lambda: len(ended) == 20)
    assert ended == [(number, threading.main_thread()) for number in range(20)]
    assert len(threads) == 1
    assert threading.main_thread() not in threads


def test_what_a_job_raises_is_raised_by_its_result(qtbot: QtBot) -> None:
    owner = QObject()
    background = Background(owner)
    ended: list[Future[None]] = []

    def job() -> None:
        raise OSError("disken er full")

    background.run(job, ended.append)
    qtbot.waitUntil(lambda: bool(ended))
    with pytest.raises(OSError, match="disken er full"):
        ended[0].result()


def test_an_owner_that_is_gone_is_told_nothing_and_its_job_is_finished(qtbot: QtBot) -> None:
    owner = QObject()
    background = Background(owner)
    begun, may_end, finished = threading.Event(), threading.Event(), threading.Event()
    told: list[object] = []
    workers: list[threading.Thread] = []

    def job() -> None:
        workers.append(threading.current_thread())
        begun.set()
        may_end.wait(10)
        background.post(lambda: told.append("halvveis"))
        finished.set()

    background.run(job, told.append)
    assert begun.wait(10)
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    may_end.set()
    assert finished.wait(10)
    workers[0].join(10)
    assert not workers[0].is_alive()
    # Another window's job comes round after whatever the first might have told.
    other = QObject()
    heard: list[object] = []
    Background(other).run(lambda: None, heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert told == []


def test_a_receiver_may_be_destroyed_while_a_job_posts(qapp: QApplication) -> None:
    errors: list[BaseException] = []
    done: list[threading.Event] = []

    def job(background: Background, ended: threading.Event) -> None:
        try:
            for _ in range(60):
                background.post(lambda: None)
        except RuntimeError as error:
            errors.append(error)
        ended.set()

    for _ in range(300):
        parent = QObject()
        background = Background(parent)
        done.append(threading.Event())
        background.run(partial(job, background, done[-1]), lambda _: None)
        parent.deleteLater()
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert all(ended.wait(10) for ended in done)
    assert errors == []
