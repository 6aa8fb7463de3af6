"""The interview page in English: no text of the program's own is Norwegian."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from html import unescape
from itertools import chain

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.records import Interview, Mark, Note
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.desktop.actions import area_key_help
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.charts.score_text import status_text
from kompass_desktop.desktop.interview.interview_clock import duration_text
from kompass_desktop.desktop.interview.interview_page import InterviewPage
from kompass_desktop.desktop.navigation.page import Page
from kompass_desktop.desktop.notes.editor import NoteEditor
from kompass_desktop.desktop.notes.gutter import GutterRow, NoteGutter
from kompass_desktop.desktop.notes.menu import NoteMenu
from kompass_desktop.desktop.session import Session
from kompass_desktop.storage.library import Library
from tests.desktop.interview.interviewing import karasjok_2025
from tests.desktop.shown_pages import ShownPages

NORWEGIAN = re.compile(
    r"[æøå]|«|\b(av|og|ikke|til|linjen?|linja|notat\w*|nytt?|intervju(et)?|vurder\w*|spørsmål\w*"
    r"|målepunkt\w*|målingen|tid|tiden|angre|gjør|neste|forrige|tilbake\w*|styrke|svakhet"
    r"|utfordring|planlagt|gjennomført|maks|forslag|tast|pågår|minutter|mars)\b",
    re.IGNORECASE,
)

SHARED = ("kompass_desktop.desktop.charts", "kompass_desktop.desktop.navigation")


pytestmark = pytest.mark.usefixtures("english_window")


@pytest.fixture
def page(
    library: Library, catalogue: AssessmentCatalogue, shown_pages: ShownPages
) -> InterviewPage:
    """A planned interview at a measure point, on the smallest screen."""
    assessment = karasjok_2025()
    interview = Interview("of", "mayor", "OF-01", planned_at="2025-03-12T09:30", agreed_minutes=60)
    assessment.interviews[interview.id] = interview
    library.add(assessment)
    page = shown_pages.show(InterviewPage(Session(library, assessment), catalogue), 1280, 648)
    page.enter()
    page.show_code("1.4.1")
    return page


def texts(widget: QWidget) -> Iterator[str]:
    """Yield what a widget and those in it say: texts, tooltips, names and actions.

    What other pages show too is left out.
    """
    for each in (widget, *widget.findChildren(QWidget)):
        if is_shared(each):
            continue
        yield from (each.toolTip(), each.accessibleName(), each.accessibleDescription())
        if isinstance(each, QLabel | QAbstractButton):
            yield each.text()
        if isinstance(each, QLineEdit):
            yield each.placeholderText()
    for action in widget.findChildren(QAction):
        yield action.text()


def is_shared(widget: QWidget) -> bool:
    """Whether a widget is, or is in, a chart or a part of the navigation."""
    module, parent = type(widget).__module__, widget.parentWidget()
    is_one = module.startswith(SHARED) and not isinstance(widget, Page)
    return is_one or (parent is not None and is_shared(parent))


def strings_in(value: object) -> Iterator[str]:
    """Yield all texts that a tree of dataclasses holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from chain.from_iterable(map(strings_in, value.values()))
    elif isinstance(value, tuple | list):
        yield from chain.from_iterable(map(strings_in, value))
    elif is_dataclass(value):
        yield from chain.from_iterable(strings_in(getattr(value, f.name)) for f in fields(value))


def norwegian_in(found: Iterable[str], page: InterviewPage) -> set[str]:
    """Return the texts that have Norwegian words which are not others' than the page's."""
    others = {
        *strings_in(page.session.assessment.instrument),
        *(row.shown.text for row in page.points.rows),
        *(status_text(status) for status in ScoreStatus),
        area_key_help(page.session.assessment.instrument)[1],
    }
    longest_first = sorted((each for each in others if len(each) > 2), key=len, reverse=True)
    known = re.compile("|".join(map(re.escape, longest_first)))
    plain = (known.sub("", unescape(re.sub("<[^>]*>", "", text))) for text in found)
    return {text for text in plain if NORWEGIAN.search(text)}


def test_the_page_says_nothing_in_norwegian(page: InterviewPage) -> None:
    found = [*texts(page), *chain.from_iterable(page.key_help())]
    assert "Follow up" in found
    assert "Go to …" in found
    assert norwegian_in(found, page) == set()


def test_an_interview_is_named_in_english(page: InterviewPage) -> None:
    assert page.chooser.text() == "Interview 1 of 1 · Ordfører · 12 March 2025 09:30"


def test_the_page_fits_the_smallest_screen(page: InterviewPage) -> None:
    assert page.minimumSizeHint().width() <= 1280
    assert page.minimumSizeHint().height() <= 648


def test_what_the_page_says_is_not_norwegian(page: InterviewPage) -> None:
    said: list[str] = []
    page.message_shown.connect(said.append)
    for kind in FindingKind:
        page.notes.write_line("3.2 sagt")
        page.note_controller.mark_lines(kind)
    page.note_controller.mark_follow_up()
    page.state.step_point(-1)
    assert said
    assert norwegian_in((re.sub("“[^”]*”", "", text) for text in said), page) == set()


@pytest.mark.parametrize("mark", Mark)
def test_the_gutter_says_its_marks_in_english(page: InterviewPage, mark: Mark) -> None:
    note = Note("n", "of", "sagt", "2025-03-12T09:51:00+01:00", code="3.2", mark=mark)
    gutter = page.notes.findChild(NoteGutter)
    assert gutter is not None
    words = gutter.text_of(GutterRow.of(note, is_current=False, is_sent=True))
    assert words.startswith("09:51, went to 3.2, ")
    assert norwegian_in([words], page) == set()


def test_the_menu_of_the_notes_is_english(page: InterviewPage) -> None:
    editor = page.notes.findChild(NoteEditor)
    assert editor is not None
    menu = NoteMenu(editor, can_undo=True, can_redo=True)
    assert [action.text() for action in menu.actions() if action.text()] == [
        "Undo",
        "Redo",
        "Cut",
        "Copy",
        "Paste",
        "Select all",
    ]


@pytest.mark.parametrize(("seconds", "words"), [(45, "45 s"), (720, "12 min"), (7500, "2 h 5 min")])
def test_a_duration_is_in_english(seconds: int, words: str) -> None:
    assert duration_text(seconds) == words
