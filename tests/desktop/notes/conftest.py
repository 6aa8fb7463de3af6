"""A note stream, and somebody who types into it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from kompass_desktop.desktop.notes.stream import NoteStream
from tests.desktop.notes.note_typist import Typist, at_question


@pytest.fixture
def typist(qtbot: QtBot) -> Typist:
    """A note-taker at question 1.4 of an interview without notes; there are 1.5 and 3.2 too."""
    stream = NoteStream()
    qtbot.addWidget(stream)
    return at_question(stream)
