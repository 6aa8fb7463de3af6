"""The keys of the interview page, in the order in which F1 shows them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kompass_desktop.assessment.records import FindingKind
from kompass_desktop.desktop.actions import Slot, add_action, add_area_keys, area_key_help
from kompass_desktop.desktop.interview.interview_state import NotesScope
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Instrument

if TYPE_CHECKING:
    from kompass_desktop.desktop.interview.interview_page import InterviewPage


def add_interview_actions(page: InterviewPage) -> None:
    """Give the page its actions, each with its key."""
    notes = page.note_controller
    steps: tuple[tuple[str, str, Slot], ...] = (
        (tr("Go to …"), "Ctrl+G", page.code_finder.ask_where_to),
        (tr("Back to where you were"), "Alt+Left", page.state.go_back),
        (tr("Forward again"), "Alt+Right", page.state.go_forward),
        (tr("Next question"), "Alt+Down", partial(page.state.step_question, 1)),
        (tr("Previous question"), "Alt+Up", partial(page.state.step_question, -1)),
        (tr("Next measure point"), "Ctrl+Down", partial(page.state.step_point, 1)),
        (tr("Previous measure point"), "Ctrl+Up", partial(page.state.step_point, -1)),
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
            tr("Switch notes: the question's / the whole interview's"),
            "Ctrl+E",
            page.state.toggle_notes_scope,
        ),
        (tr("Switch view: the group's / all / not rated"), "Ctrl+U", page.state.choose_next_filter),
        (tr("Start the clock or pause"), "Ctrl+T", page.clock.toggle),
        (tr("Count the break or not"), "Ctrl+Shift+R", page.clock.choose_absence),
        (tr("Finish the interview"), "Ctrl+Shift+T", page.clock.toggle_finished),
        (
            tr("Profile: the whole measurement / this interview"),
            "Ctrl+Shift+P",
            page.profile.toggle_own,
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
        (tr("Choose interview"), "Ctrl+I", page.chooser.showMenu),
        (
            tr("Choose the document that the notes are from"),
            "Ctrl+D",
            page.document_button.ask,
        ),
        (tr("New interview"), "Ctrl+N", page.ask_for_group),
    )
    for text, keys, slot in steps:
        add_action(page, text, [keys], slot)
    add_area_keys(page, page.session.assessment.instrument, page.state.go)


def connect_buttons(page: InterviewPage) -> None:
    """Connect the buttons to what the keys do."""
    notes = page.note_controller
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


def card_keys(instrument: Instrument) -> list[tuple[str, str]]:
    """Return the keys that are not actions, with what they do: those of the open measure point."""
    return [
        ("0–4", tr("Set the level of the four aspects in turn")),
        ("Enter", tr("Next measure point")),
        (tr("Backspace"), tr("Take back the last level")),
        ("S O R E", tr("Choose an aspect")),
        ("P", tr("Only decided or planned")),
        ("I", tr("Not in focus")),
        ("F", tr("Follow up")),
        ("↑ ↓", tr("Aspect or measure point above and below")),
        ("PgUp PgDn", tr("Previous and next question, when the points have the focus")),
        ("Esc", tr("Close the measure point")),
        ("3.2 …", tr("First in a note line: the line goes to 3.2")),
        ("s. 14 …", tr("First in a line of the document study: the page")),
        (tr("Backspace first"), tr("Bring back a note line that went to another code")),
        ("Tab", tr("Between points and notes")),
        area_key_help(instrument),
    ]


def _finding(page: InterviewPage, kind: FindingKind) -> Slot:
    return partial(page.note_controller.mark_lines, kind)
