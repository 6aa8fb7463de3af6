"""The interview page over a real library, and what tests look at in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Interview, Note, Rating
from kompass_desktop.desktop.interview.interview_page import InterviewPage
from kompass_desktop.desktop.session import Session
from kompass_desktop.storage.exchange.examples import load_example

Open = Callable[[Session], InterviewPage]


def karasjok_2025() -> Assessment:
    example = load_example("karasjok-2019")
    assert example is not None
    particulars = replace(example.particulars, id="karasjok-2025", year=2025, finished=False)
    return Assessment(particulars, example.instrument)


def rating(page: InterviewPage, code: str) -> Rating:
    """The rating as it is stored in the library."""
    stored = page.session.library.load(page.session.assessment.id)
    return stored.rating("of", code)


def stored_notes(page: InterviewPage) -> list[Note]:
    stored = page.session.library.load(page.session.assessment.id)
    return stored.notes_of(interview_id(page))


def interview_id(page: InterviewPage) -> str:
    assert page.interview is not None
    return page.interview.id


def wait_for_notes(qtbot: QtBot, page: InterviewPage, *texts: str) -> None:
    qtbot.waitUntil(lambda: [note.text for note in stored_notes(page)] == list(texts))


def stored_interview(page: InterviewPage) -> Interview:
    stored = page.session.library.load(page.session.assessment.id)
    return stored.interviews[interview_id(page)]
