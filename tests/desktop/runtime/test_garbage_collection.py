"""Garbage is collected in the window's thread, whatever other threads allocate."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kompass_desktop.desktop.runtime.background import Background
from kompass_desktop.desktop.runtime.garbage_collection import GarbageCollector, collect_if_due


class Node:
    """Something that refers to itself, and so is garbage that only a collector finds."""

    def __init__(self) -> None:
        self.itself = self


def allocate(kept: list[list[int]]) -> None:
    kept += [[number] for number in range(200_000)]


def test_garbage_goes_in_the_window_s_thread(qtbot: QtBot) -> None:
    owner = QObject()
    GarbageCollector(owner)
    gone_in: list[int] = []
    node = Node()
    weakref.finalize(node, lambda: gone_in.append(threading.get_ident()))
    del node
    kept: list[list[int]] = []
    other = threading.Thread(target=allocate, args=[kept])
    other.start()
    other.join()
    assert (len(kept), gone_in) == (200_000, [])
    assert not gc.isenabled()
    qtbot.waitUntil(lambda: gone_in == [threading.get_ident()], timeout=10_000)


@pytest.fixture(autouse=True)
def _nothing_frozen() -> Iterator[None]:
    """Let garbage of later tests be found again."""
    yield
    gc.unfreeze()


def test_what_was_imported_is_not_looked_through() -> None:
    gc.unfreeze()
    looked_through = len(gc.get_objects())
    owner = QObject()
    GarbageCollector(owner)
    assert len(gc.get_objects()) < looked_through / 100


def test_nothing_is_collected_while_a_job_runs_and_all_when_it_has_ended(qtbot: QtBot) -> None:
    owner = QObject()
    GarbageCollector(owner)
    background = Background(owner)
    begun, may_end = threading.Event(), threading.Event()

    def job() -> None:
        begun.set()
        may_end.wait(10)

    ended: list[object] = []
    background.run(job, ended.append)
    begun.wait(10)
    gone: list[int] = []
    node = Node()
    weakref.finalize(node, lambda: gone.append(threading.get_ident()))
    del node
    kept: list[list[int]] = []
    allocate(kept)
    collect_if_due()
    assert not gone
    may_end.set()
    qtbot.waitUntil(lambda: bool(ended), timeout=10_000)
    collect_if_due()
    assert gone == [threading.get_ident()]
