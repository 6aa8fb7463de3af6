"""The keys of the interview page, in the order in which F1 shows them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.desktop.actions import (
    Slot,
    add_action,
    add_area_keys,
    area_key_help,
    group_keys,
)
from kompass_desktop.desktop.interview.interview_state import NotesScope
from kompass_desktop.desktop.interview.notes_splitter import STEP
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Instrument

if TYPE_CHECKING:
    from kompass_desktop.desktop.interview.interview_page import InterviewPage


_LINE_KEYS = ("Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+M", "Ctrl+Shift+M")
"""The actions for a note line, which are also in the menu of the notes."""

Keys = tuple[tuple[str, str, Slot], ...]
"""The description of each action, its key, and the function that it calls."""


def add_interview_actions(page: InterviewPage) -> None:
    """Add the page's actions with their keys, under the headings of the key sheet (F1)."""
    groups = (
        (_finding_the_way(), _going(page)),
        (_notes(), _writing(page)),
        (_interview(), _interviewing(page)),
    )
    for heading, keys in groups:
        group_keys(heading, [add_action(page, text, [key], slot) for text, key, slot in keys])
    add_area_keys(page, page.session.assessment.instrument, page.state.go)


def _going(page: InterviewPage) -> Keys:
    state = page.state
    return (
        (tr("Go to …"), "Ctrl+G", page.code_finder.ask_where_to),
        (tr("Back to where you were, on another page too"), "Alt+Left", state.go_back),
        (tr("Forward again"), "Alt+Right", state.go_forward),
        (tr("Next question"), "Alt+Down", partial(state.step_question, 1)),
        (tr("Previous question"), "Alt+Up", partial(state.step_question, -1)),
        (tr("Next measure point"), "Ctrl+Down", partial(state.step_point, 1)),
        (tr("Previous measure point"), "Ctrl+Up", partial(state.step_point, -1)),
        (
            tr("Switch view: the group's / all / not rated / with notes"),
            "Ctrl+U",
            state.choose_next_filter,
        ),
        (tr("Next of last time that is not marked"), "F8", page.follow_up.go_to_next),
        (tr("What last time said of this place, and back"), "Shift+F8", page.follow_up.enter),
    )


def _writing(page: InterviewPage) -> Keys:
    notes, splitter = page.note_controller, page.splitter
    return (
        (
            tr("Mark the note line as a strength, or undo that"),
            "Ctrl+1",
            _finding(page, FindingKind.STRENGTH),
        ),
        (
            tr("Mark the note line as a challenge, or undo that"),
            "Ctrl+2",
            _finding(page, FindingKind.CHALLENGE),
        ),
        (
            tr("Mark the note line as a weakness, or undo that"),
            "Ctrl+3",
            _finding(page, FindingKind.WEAKNESS),
        ),
        (tr("Mark the note line for follow-up"), "Ctrl+4", notes.mark_follow_up),
        (tr("Move the note line to another place"), "Ctrl+M", page.code_finder.ask_for_target),
        (
            tr("Let the note line belong to a further place, or no longer"),
            "Ctrl+Shift+M",
            page.code_finder.ask_for_further,
        ),
        (
            tr("Put a photo or file at the note line"),
            "Ctrl+Shift+A",
            page.attachments.choose,
        ),
        (
            tr("Open what is attached to the note line"),
            "Ctrl+Shift+O",
            page.attachments.open_current,
        ),
        (
            tr("Switch notes: the question's / the whole interview's"),
            "Ctrl+E",
            page.state.toggle_notes_scope,
        ),
        (tr("More room for the notes"), "Alt+Shift+Up", partial(splitter.step, -STEP)),
        (tr("Less room for the notes"), "Alt+Shift+Down", partial(splitter.step, STEP)),
    )


def _interviewing(page: InterviewPage) -> Keys:
    return (
        (tr("Choose interview"), "Ctrl+I", page.interview_finder.ask),
        (tr("New interview"), "Ctrl+N", page.ask_for_group),
        (tr("Start the clock or pause"), "Ctrl+T", page.clock.toggle),
        (tr("Take the clock's own start back"), "Ctrl+Shift+S", page.starter.take_back),
        (tr("Count the time for which you were away"), "Ctrl+Shift+J", page.absence.count),
        (tr("Leave that time out"), "Ctrl+Shift+R", page.absence.leave_out),
        (tr("Finish the interview"), "Ctrl+Shift+T", page.clock.toggle_finished),
        (
            tr("Profile: the whole measurement / this interview"),
            "Ctrl+Shift+P",
            page.profile.toggle_own,
        ),
        (
            tr("Choose the document that the notes are from"),
            "Ctrl+D",
            page.document_button.ask,
        ),
    )


def line_actions(page: InterviewPage) -> list[QAction]:
    """Return the page's actions for a note line, which are also in the menu of the notes."""
    return [action for action in page.actions() if action.shortcut().toString() in _LINE_KEYS]


def connect_buttons(page: InterviewPage) -> None:
    """Connect the buttons to what the keys do."""
    notes = page.note_controller
    page.chooser.clicked.connect(page.interview_finder.ask)
    page.strength_button.clicked.connect(_finding(page, FindingKind.STRENGTH))
    page.challenge_button.clicked.connect(_finding(page, FindingKind.CHALLENGE))
    page.weakness_button.clicked.connect(_finding(page, FindingKind.WEAKNESS))
    page.follow_up_button.clicked.connect(notes.mark_follow_up)
    page.move_button.clicked.connect(page.code_finder.ask_for_target)
    page.go_button.clicked.connect(page.code_finder.ask_where_to)
    page.back_button.clicked.connect(page.state.go_back)
    page.previous_button.clicked.connect(partial(page.state.step_question, -1))
    page.next_button.clicked.connect(partial(page.state.step_question, 1))
    page.question_scope_chip.clicked.connect(partial(page.state.show_notes, NotesScope.QUESTION))
    page.whole_scope_chip.clicked.connect(partial(page.state.show_notes, NotesScope.INTERVIEW))
    for button in (page.first_button, page.new_button):
        button.clicked.connect(page.ask_for_group)


def typed_keys(instrument: Instrument) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the keys that are not actions, by the headings of the key sheet (F1)."""
    rating = [
        ("0–4", tr("Set the level of the four aspects in turn")),
        ("Enter", tr("Next measure point")),
        (tr("Backspace"), tr("Take back the last level")),
        ("S O R E", tr("Choose an aspect")),
        ("P", tr("Only decided or planned")),
        ("I", tr("Not in focus")),
        ("F", tr("Follow up")),
        ("↑ ↓", tr("Aspect or measure point above and below")),
        ("PgUp PgDn", tr("The first point not rated of the previous or next question")),
        ("Esc", tr("Close the measure point")),
        ("Tab", tr("Between points and notes")),
    ]
    writing = [
        ("3.2 …", tr("First in a note line: the line goes to 3.2")),
        ("1.4.3 3.2 …", tr("First in a note line: the line belongs to both")),
        ("+ ~ - !", tr("First in a note line: strength, challenge, weakness, follow up")),
        ("s. 14 …", tr("First in a line of the document study: the page")),
        (tr("Backspace first"), tr("Put back the code or the sign that a note line began with")),
    ]
    return [
        (tr("Measure points, when they have the focus"), rating),
        (_notes(), writing),
        (_finding_the_way(), [area_key_help(instrument)]),
    ]


def _finding_the_way() -> str:
    return tr("Find the way")


def _notes() -> str:
    return tr("Notes")


def _interview() -> str:
    return tr("The interview and its time")


def _finding(page: InterviewPage, kind: FindingKind) -> Slot:
    return partial(page.note_controller.mark_lines, kind)
