"""Intervju: the page where a consultant asks the questions, writes notes, and rates.

`InterviewState` determines which interview and which question or measure point are shown; the
questions, the ratings, the notes, the time and the profile each have a controller that follows
it.
"""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QStackedWidget, QWidget

from kompass_desktop.assessment.interview_plan import new_document_study, new_interview
from kompass_desktop.assessment.plan_records import Carryover
from kompass_desktop.assessment.profile import profile_of
from kompass_desktop.assessment.record_ids import document_study_id
from kompass_desktop.assessment.records import Attachment, Interview, Note, Rating, Record
from kompass_desktop.assessment.text_search import SearchQuery
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.following_up.carryover_card import CarryoverCard, carryover_key_help
from kompass_desktop.desktop.following_up.carryover_controller import CarryoverController
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.interview import view_state
from kompass_desktop.desktop.interview.absence_question import AbsenceQuestion
from kompass_desktop.desktop.interview.actions import (
    add_interview_actions,
    connect_buttons,
    line_actions,
    typed_keys,
)
from kompass_desktop.desktop.interview.attachment_controller import AttachmentController
from kompass_desktop.desktop.interview.clock_controller import ClockController
from kompass_desktop.desktop.interview.clock_notice import ClockNotice
from kompass_desktop.desktop.interview.clock_starter import ClockStarter
from kompass_desktop.desktop.interview.code_finder import CodeFinder
from kompass_desktop.desktop.interview.document_chooser import DocumentChooser
from kompass_desktop.desktop.interview.document_controller import DocumentController
from kompass_desktop.desktop.interview.filter_chips import FilterChips
from kompass_desktop.desktop.interview.interview_chooser import InterviewChooser, fill_with_groups
from kompass_desktop.desktop.interview.interview_clock import InterviewClock
from kompass_desktop.desktop.interview.interview_finder import InterviewFinder
from kompass_desktop.desktop.interview.interview_profile import InterviewProfile
from kompass_desktop.desktop.interview.interview_state import InterviewState, NotesScope
from kompass_desktop.desktop.interview.measure_point_filter import Filter
from kompass_desktop.desktop.interview.measure_point_list import MeasurePointList
from kompass_desktop.desktop.interview.notes_controller import NotesController
from kompass_desktop.desktop.interview.notes_splitter import NotesSplitter
from kompass_desktop.desktop.interview.profile_controller import ProfileController
from kompass_desktop.desktop.interview.question_heading import QuestionHeading
from kompass_desktop.desktop.interview.questions_controller import QuestionsController
from kompass_desktop.desktop.interview.rating_controller import RatingController
from kompass_desktop.desktop.interview.view_state import ViewStateController
from kompass_desktop.desktop.navigation.page import Page
from kompass_desktop.desktop.navigation.previous_assessment import PreviousAssessment
from kompass_desktop.desktop.navigation.question_tree_view import QuestionTreeView
from kompass_desktop.desktop.notes.stream import NoteStream
from kompass_desktop.desktop.panes import has_focus
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.settings import Settings
from kompass_desktop.desktop.widgets.key_button import KeyButton
from kompass_desktop.desktop.widgets.read_only import ReadOnly
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.i18n import ntr, tr

NOTE_LINES = 8
"""The lines of notes that show at least, as long as the user has not chosen otherwise."""

LIST_FRAME = 2
"""Pixels of the border round the list of measure points, and of the room within it."""


class InterviewPage(Page):
    """Shows one interview of the assessment, at a question or a measure point."""

    stack: QStackedWidget
    empty_page: QWidget
    work_page: QWidget
    first_button: QPushButton
    group_chip: QPushButton
    all_chip: QPushButton
    unrated_chip: QPushButton
    noted_chip: QPushButton
    carried_chip: QPushButton
    tree: QuestionTreeView
    chooser: InterviewChooser
    new_button: QPushButton
    title_label: WrappedText
    points_label: QLabel
    status_label: QLabel
    splitter: NotesSplitter
    notes_side: QWidget
    points: MeasurePointList
    question_scope_chip: QPushButton
    whole_scope_chip: QPushButton
    strength_button: KeyButton
    challenge_button: KeyButton
    weakness_button: KeyButton
    follow_up_button: QPushButton
    document_button: DocumentChooser
    notes: NoteStream
    back_button: KeyButton
    go_button: KeyButton
    move_button: KeyButton
    previous_button: QPushButton
    next_button: QPushButton
    clock: InterviewClock
    start_notice: ClockNotice
    absence_notice: ClockNotice
    carryover_card: CarryoverCard
    profile: InterviewProfile

    def __init__(
        self, session: Session, catalogue: AssessmentCatalogue, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, catalogue, parent)
        load_form(self, "interview/interview_page")
        self.state = state = InterviewState(session, self)
        self._clock_controller = ClockController(self.clock, session, state, self)
        self.absence = AbsenceQuestion(
            self.absence_notice, self.clock, self._clock_controller.watch
        )
        self.starter = ClockStarter(self.start_notice, self._clock_controller, session, state)
        # Before the controllers that store it, so that Ctrl+Z undoes the rating first.
        self.starter.follow(self.notes, self.points)
        self._profile_controller = ProfileController(self.profile, session, state, self)
        self._heading = QuestionHeading(
            self.title_label, self.points_label, self.status_label, session, state
        )
        chips = {
            Filter.GROUP: self.group_chip,
            Filter.ALL: self.all_chip,
            Filter.UNRATED: self.unrated_chip,
            Filter.NOTED: self.noted_chip,
            Filter.CARRIED: self.carried_chip,
        }
        self._questions_controller = QuestionsController(
            self.tree, FilterChips(chips, state, self), session, state
        )
        self._rating_controller = RatingController(self.points, self.notes, session, state, self)
        self.note_controller = NotesController(self.notes, session, state, self)
        self._document_controller = DocumentController(
            self.document_button, self.notes, session, state, self
        )
        self.attachments = AttachmentController(self.notes, session, self)
        self.code_finder = CodeFinder(session.assessment.instrument, self)
        self.interview_finder = InterviewFinder(session, state, self)
        self.follow_up = CarryoverController(
            self.carryover_card, session, state, self._goes_through, self.points
        )
        self._focused_code = ""
        self._is_other_question = False
        self._groups = QMenu(self)
        fill_with_groups(self._groups, session.assessment, self.begin_interview)
        self.splitter.set_share(Settings().notes_share, self._usual_height_of_notes())
        ReadOnly(session, self, editors=[self.notes.editor])
        self._view_controller = ViewStateController(session.assessment.id, state, self.points)
        self._connect()
        connect_buttons(self)
        add_interview_actions(self)
        self.notes.set_line_actions(line_actions(self))
        self._recall()
        # The page is painted before the earlier assessment is read.
        QTimer.singleShot(0, self, self._read_last_time)

    # Called by the window

    def enter(self) -> None:
        self._show_all()
        if not has_focus(self):
            self.points.setFocus()

    def arrive(self) -> None:
        self.state.arrive()

    def wait_for_user(self) -> None:
        self.points.disarm()

    def take_focus(self) -> None:
        super().take_focus()
        self._clock_controller.watch.begin()

    def leave(self) -> None:
        # Also called when the window is locked: use of the lock screen is not use of the page.
        self._clock_controller.watch.rest()
        self._view_controller.keep()
        super().leave()

    def panes(self) -> list[QWidget]:
        if self.interview is None:
            return [self.first_button]
        chips = (self.group_chip, self.all_chip, self.unrated_chip, self.noted_chip)
        panes = [
            self.points,
            self.notes,
            self.clock,
            self.carryover_card,
            self.profile,
            self.profile.bars,
            next((chip for chip in chips if chip.isChecked()), self.group_chip),
            self.tree,
            self.chooser,
        ]
        optional = (self.clock, self.carryover_card)
        return [pane for pane in panes if pane not in optional or pane.isVisibleTo(self)]

    def key_groups(self) -> list[tuple[str, list[tuple[str, str]]]]:
        groups = typed_keys(self.session.assessment.instrument)
        return [*groups, carryover_key_help()] if self.state.follows_up else groups

    def show_code(self, code: str) -> None:
        if self.session.assessment.instrument.find(code) is not None:
            self._go_to_rate(code)

    def show_interview(self, interview: str) -> None:
        record = self._held_or_begun(interview)
        if record is not None:
            self._open_interview(record)
            if not self.focus_memory.recall():
                self.points.setFocus()

    def _held_or_begun(self, interview: str) -> Interview | None:
        """Return an interview, given its id; creates the document study if it does not exist."""
        assessment = self.session.assessment
        if interview == document_study_id(assessment.id) and assessment.document_study is None:
            self.session.put(new_document_study(assessment))
        return assessment.interviews.get(interview)

    def focus_setting(self) -> str:
        return f"{super().focus_setting()}/{self.state.interview_id}"

    def caret_in(self, part: str) -> str:
        if part == self.notes.objectName():
            note, column = self.notes.caret
            return f"{note} {column}" if note else "end"
        return str(self.points.aspect_index) if part == self.points.objectName() else ""

    def put_caret_in(self, part: str, caret: str) -> bool:
        if part == self.notes.objectName():
            note, _, column = caret.partition(" ")
            self.notes.put_caret(note, int(column) if column.isdecimal() else 0)
        elif part == self.points.objectName() and caret.isdecimal():
            self.points.return_to_aspect(int(caret))
        else:
            return False
        return True

    def show_note(self, note: str) -> None:
        record = self.session.assessment.notes.get(note)
        if record is None:
            return
        if self.interview is None or record.interview != self.interview.id:
            self._open_interview(self.session.assessment.interviews[record.interview])
        if self.session.assessment.instrument.find(record.code) is not None:
            self.state.go(record.code)
        if not self.note_controller.show_note(note):
            self.state.show_notes(NotesScope.INTERVIEW)
            self.note_controller.show_note(note)

    def show_record(self, record: Record) -> None:
        if isinstance(record, Note):
            self.show_note(record.id)
        elif isinstance(record, Attachment):
            self.show_note(record.note)
        elif isinstance(record, Rating):
            if self.interview is None or self.interview.id != record.interview:
                self.show_interview(record.interview)
            if self.state.code != record.measure_point:
                self.show_code(record.measure_point)
        elif isinstance(record, Carryover):
            self.follow_up.show(record)

    def put_caret_at(self, record: Record, query: SearchQuery) -> None:
        if isinstance(record, Note):
            self.notes.put_caret(record.id, query.place_in(record.text))

    def current_records(self) -> Collection[str]:
        """Return the note line where the caret is, or else all ratings of the open point."""
        note = self.notes.current_note() if has_focus(self.notes) else None
        return [note.id] if note else self.session.assessment.rating_ids(self.state.code)

    # Which interview

    @property
    def interview(self) -> Interview | None:
        """The open interview, as it is stored now, or None if there are none."""
        return self.state.interview

    def ask_for_group(self) -> None:
        """Ask for the informant group of an unplanned interview."""
        button = self.new_button if self.interview else self.first_button
        self._groups.popup(button.mapToGlobal(QPoint(0, button.height())))

    def begin_interview(self, group: str) -> None:
        """Add an interview of a group, given its key, and open it."""
        interview = new_interview(self.session.assessment, group)
        self.session.put_undoably(tr("new interview {0}").format(interview.code), interview)
        self.show_interview(interview.id)

    def _recall(self) -> None:
        """Open the interview and code that were open when the assessment was left."""
        last = view_state.recall(self.session.assessment.id)
        self.state.choose_filter(last.filter)
        self.state.show_notes(last.notes)
        self._open_some(last.interview)
        self._view_controller.scroll_to(last.scroll)

    def _open_some(self, wanted: str = "") -> None:
        """Open the interview with an id; else the first that is not finished, or any."""
        interviews = self.session.assessment.sources_in_order()
        if not interviews:
            self.state.close()
            self.stack.setCurrentWidget(self.empty_page)
            return
        found = (interview for interview in interviews if interview.id == wanted)
        waiting = (
            each
            for each in interviews
            if not (each.finished or each.is_cancelled or each.is_document_study)
        )
        self._open_interview(next(found, None) or next(waiting, interviews[0]))

    def _open_interview(self, interview: Interview) -> None:
        self._view_controller.keep()
        self.focus_memory.keep()
        was_empty = has_focus(self.empty_page)
        self.stack.setCurrentWidget(self.work_page)
        if was_empty:
            # Otherwise Qt gives the focus to the first button.
            self.points.setFocus()
        self.clock.setVisible(not interview.is_document_study)
        self.chooser.show_interviews(self.session.assessment, interview)
        code = view_state.recall_code(self.session.assessment.id, interview.id)
        self.state.open(interview, code)

    def _follow_interviews(self) -> None:
        """Show the interviews that are planned now; the open one may have been deleted."""
        if self.interview is None:
            self._open_some()
        else:
            self.chooser.show_interviews(self.session.assessment, self.interview)

    # Where in it

    def _go_to_write(self, code: str) -> None:
        self.state.go(code)
        self.notes.focus_end()

    def _go_to_rate(self, code: str) -> None:
        self.state.go(code)
        self.points.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.points.arm()

    def _goes_through(self, code: str) -> bool:
        """Whether the interview goes through a code, or through a part of it."""
        points, within = self.state.point_filter, f"{code}."
        shown = points.shown if points is not None else ()
        return any(each == code or each.startswith(within) for each in shown)

    def _name_question(self) -> None:
        self.question_scope_chip.setText(self.state.question)
        self._is_other_question = True

    def _check_scope(self) -> None:
        is_whole = self.state.notes_scope is NotesScope.INTERVIEW
        (self.whole_scope_chip if is_whole else self.question_scope_chip).setChecked(True)

    def _follow_with_focus(self, code: str) -> None:
        """Prepare the part of the page that has the focus for input at the new code."""
        before, self._focused_code = self._focused_code, code
        is_other, self._is_other_question = self._is_other_question, False
        if code == before:
            return
        if is_other and has_focus(self.notes):
            self.notes.focus_end()
        if has_focus(self.points):
            self.points.arm()

    def _show_end(self, step: int) -> None:
        last = tr("There are no more in this view.")
        first = tr("This is the first one in this view.")
        self.message_shown.emit(self._left_to_rate() or (last if step > 0 else first))

    def _left_to_rate(self) -> str:
        """Return a sentence on the unrated points with notes if only these are shown, else ""."""
        points = self.state.point_filter
        if points is None or points.filter is not Filter.NOTED:
            return ""
        left = len(points.noted)
        if not left:
            return tr("Every measure point that this interview has notes on is rated.")
        return ntr(
            "There are no more this way; {0} measure point with notes is not rated.",
            "There are no more this way; {0} measure points with notes are not rated.",
            left,
        ).format(left)

    def _show_filter(self) -> None:
        if self.state.is_empty:
            self.message_shown.emit(self._left_to_rate() or tr("There are none in this view."))

    # Showing

    def _show_all(self) -> None:
        """Show everything again, since other pages may have changed it."""
        self._view_controller.keep_scroll()
        self._profile_controller.forget()
        self._profile_controller.show()
        self.state.refresh()

    def _show_rating(self, interview: str, measure_point: str) -> None:
        """Show again what depends on a rating, and nothing else."""
        if self.interview is not None and self.interview.id == interview:
            self._rating_controller.refresh(measure_point)
            self._questions_controller.refresh(measure_point)
            self._clock_controller.count_rating(measure_point)
        if self.isVisible():
            self._heading.refresh()
            self._profile_controller.refresh(interview, measure_point)

    def _read_last_time(self) -> None:
        earlier = self.catalogue.previous(self.session.assessment)
        if earlier is None:
            return
        last_time = PreviousAssessment(earlier, self.session.assessment)
        self._rating_controller.set_last_time(last_time)
        self._heading.set_last_time(last_time)
        year = str(earlier.particulars.year)
        self._profile_controller.set_earlier(profile_of(last_time.board, year))

    # The room for notes

    def _usual_height_of_notes(self) -> int:
        """Return the height of the notes and their buttons with NOTE_LINES lines, in px."""
        layout = self.notes_side.layout()
        around = layout.minimumSize().height() if layout is not None else 0
        around -= self.notes.minimumSizeHint().height()
        return around + self.notes.height_of_lines(NOTE_LINES)

    def _reserve_heights(self, card: int, whole: int) -> None:
        frame = 2 * LIST_FRAME
        self.splitter.set_heights(card + frame, whole + frame)

    def _keep_share(self, share: float | None) -> None:
        Settings().notes_share = share

    # Making

    def _connect(self) -> None:
        self.points.heights_changed.connect(self._reserve_heights)
        self.splitter.share_chosen.connect(self._keep_share)
        self.session.rating_changed.connect(self._show_rating)
        self.session.interviews_changed.connect(self._follow_interviews)
        self.interview_finder.interview_chosen.connect(self.show_interview)
        self.interview_finder.new_requested.connect(self.begin_interview)
        self.state.question_changed.connect(self._name_question)
        self.state.notes_scope_changed.connect(self._check_scope)
        self.state.moved.connect(self._follow_with_focus)
        self.state.end_reached.connect(self._show_end)
        self.state.filter_changed.connect(self._show_filter)
        self.state.start_passed.connect(self.back_requested)
        self.state.end_passed.connect(self.forward_requested)
        self.tree.code_chosen.connect(self._go_to_rate)
        self.profile.area_clicked.connect(lambda number: self._go_to_rate(str(number)))
        self.code_finder.code_chosen.connect(self._go_to_write)
        self.code_finder.target_chosen.connect(self.note_controller.move_lines)
        self.code_finder.further_chosen.connect(self.note_controller.add_code)
        self.note_controller.message_shown.connect(self.message_shown)
        self.attachments.message_shown.connect(self.message_shown)
        self._rating_controller.message_shown.connect(self.message_shown)
        self.follow_up.message_shown.connect(self.message_shown)
        self._clock_controller.message_shown.connect(self.message_shown)
        self.absence.message_shown.connect(self.message_shown)
        self.absence.asked.connect(self.start_notice.hide)
        self._clock_controller.start_undone.connect(self.absence.refresh)
        self.state.interview_left.connect(self.absence.refresh)

    # What Qt calls

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Move the focus from the measure points to the notes and back at Tab."""
        if has_focus(self.points):
            self.notes.setFocus(Qt.FocusReason.TabFocusReason)
        elif has_focus(self.notes):
            self.points.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            return super().focusNextPrevChild(is_next)
        return True
