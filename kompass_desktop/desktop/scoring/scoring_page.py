"""Poenggivning: the team settles each measure point, with all interviews beside it."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QPushButton, QStackedWidget, QWidget

from kompass_desktop.assessment.notes_by_place import NotesByPlace
from kompass_desktop.assessment.numbers import decimal, shortest
from kompass_desktop.assessment.records import FindingKind, Rating, Record
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.desktop.actions import area_key_help
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.charts.score_text import MISSING, status_text
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.navigation.code_choices import code_choices
from kompass_desktop.desktop.navigation.history import NavigationHistory
from kompass_desktop.desktop.navigation.page import Page
from kompass_desktop.desktop.navigation.palette import Palette
from kompass_desktop.desktop.navigation.previous_assessment import PreviousAssessment
from kompass_desktop.desktop.navigation.question_tree import QuestionTreeModel
from kompass_desktop.desktop.navigation.question_tree_view import QuestionTreeView
from kompass_desktop.desktop.panes import has_focus
from kompass_desktop.desktop.scoring.acceptance import Acceptance
from kompass_desktop.desktop.scoring.actions import add_page_actions
from kompass_desktop.desktop.scoring.filter import ScoringFilter, ScoringPointFilter
from kompass_desktop.desktop.scoring.filter_chips import ScoringFilterChips
from kompass_desktop.desktop.scoring.point_findings import add_point_finding
from kompass_desktop.desktop.scoring.rater_chooser import RaterChooser
from kompass_desktop.desktop.scoring.reason_controller import ReasonController
from kompass_desktop.desktop.scoring.scoring_detail import ScoringDetail
from kompass_desktop.desktop.scoring.scoring_line import ScoringLine, line_of
from kompass_desktop.desktop.scoring.scoring_table import ScoringTable
from kompass_desktop.desktop.scoring.texts import (
    progress_words,
    recorded_words,
)
from kompass_desktop.desktop.scoring.views import ScoringViews
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.settings import AssessmentSettings
from kompass_desktop.desktop.widgets.elided_label import ElidedLabel
from kompass_desktop.desktop.widgets.key_button import KeyButton
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.i18n import ntr, tr
from kompass_desktop.instrument.model import MeasurePoint, Question

MOST_LINES = 2
_MAIN = (ScoringFilter.UNDECIDED, ScoringFilter.DISAGREEMENT, ScoringFilter.ALL)
"""The filters that have a chip of their own."""


class ScoringPage(Page):
    """Shows one question at a time: its measure points, and the details of the open one.

    `code` is the open measure point's.
    """

    undecided_chip: QPushButton
    disagreement_chip: QPushButton
    all_chip: QPushButton
    more_chip: QPushButton
    nothing_label: WrappedText
    tree: QuestionTreeView
    stack: QStackedWidget
    middle: QFrame
    accept_everything_button: KeyButton
    last_time_label: WrappedText
    rater_button: KeyButton
    left_side: QFrame
    table_card: QFrame
    follow_up_button: KeyButton
    differences_button: KeyButton
    projector_button: KeyButton
    overline_label: ElidedLabel
    title_label: WrappedText
    points_label: QLabel
    maximum_label: QLabel
    status_label: QLabel
    accept_all_button: KeyButton
    recorded_label: WrappedText
    table: ScoringTable
    detail: ScoringDetail

    def __init__(
        self, session: Session, catalogue: AssessmentCatalogue, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, catalogue, parent)
        load_form(self, "scoring/scoring_page")
        self.code = ""
        self._point_filter = ScoringPointFilter(session)
        self._history = NavigationHistory()
        self._palette = Palette(self)
        self._notes = NotesByPlace(session.assessment)
        self._last_time: PreviousAssessment | None = None
        chips = {
            ScoringFilter.UNDECIDED: self.undecided_chip,
            ScoringFilter.DISAGREEMENT: self.disagreement_chip,
            ScoringFilter.ALL: self.all_chip,
        }
        self.chips = ScoringFilterChips(chips, self.more_chip, self)
        self.rater = RaterChooser(self.rater_button, session)
        self.acceptance = Acceptance(session, self)
        self.views = ScoringViews(self.stack, session, self)
        self.reason = ReasonController(self.table.strip.reason_field, session, self)
        instrument = session.assessment.instrument
        self._tree_model = QuestionTreeModel(instrument, self._point_filter.is_settled, self)
        self.tree.set_tree(self._tree_model)
        self.table.set_aspects(instrument.aspects)
        self.title_label.setMaximumLines(MOST_LINES)
        self.last_time_label.setMaximumLines(MOST_LINES)
        self.last_time_label.hide()
        self._connect()
        self._point_actions = add_page_actions(self)
        self._step_before = 0
        self._show_groups()
        self._recall_view()
        self._is_fresh = True
        QTimer.singleShot(0, self, self._prepare)

    def _connect(self) -> None:
        self.chips.filter_chosen.connect(self._choose_filter)
        self.rater.chosen.connect(self._follow_rater)
        self.follow_up_button.clicked.connect(self.views.show_follow_ups)
        self.differences_button.clicked.connect(self.views.show_differences)
        self.projector_button.clicked.connect(self.toggle_projector)
        self.views.changed.connect(self._follow_view)
        self.views.point_chosen.connect(self._go_and_rate)
        self.views.interview_chosen.connect(self.interview_requested)
        self.views.note_chosen.connect(self.note_requested)
        self.views.message_shown.connect(self.message_shown)
        self.accept_everything_button.clicked.connect(self.acceptance.ask)
        self.acceptance.message_shown.connect(self.message_shown)
        self.tree.code_chosen.connect(self._go_and_rate)
        self.table.rating_given.connect(self.session.set_rating)
        self.table.point_chosen.connect(self._show_detail)
        self.table.stepped.connect(self._step_point)
        self.table.all_accepted.connect(self.accept_question)
        self.table.look_requested.connect(self._say_look_first)
        self.table.run_began.connect(self._begin_run)
        self.table.text_typed.connect(self._refuse_text)
        self.table.refused.connect(self._say_refused)
        self.accept_all_button.clicked.connect(self.accept_question)
        self.detail.interview_chosen.connect(self.interview_requested)
        self.detail.note_chosen.connect(self.note_requested)
        self._palette.chosen.connect(self._go_and_rate)
        self.session.rating_changed.connect(self._follow_rating)
        self.session.notes_changed.connect(self._follow_notes)
        self.session.scores_changed.connect(self._follow_scores)

    # What the window calls

    def enter(self) -> None:
        if not self._is_fresh:
            self._recount()
            self._show_groups()
            self._show_question(self.code)
            self.views.refresh()
        self._is_fresh = False
        self._show_counts()
        if not has_focus(self):
            self.table.setFocus()

    def wait_for_user(self) -> None:
        self.table.disarm()

    def leave(self) -> None:
        self._keep_view()
        super().leave()

    def caret_in(self, part: str) -> str:
        return str(self.table.aspect_at) if part == self.table.objectName() else ""

    def put_caret_in(self, part: str, caret: str) -> bool:
        is_table = part == self.table.objectName()
        if is_table and caret.isdecimal():
            self.table.return_to(int(caret))
        return is_table

    def show_code(self, code: str) -> None:
        """Open the measure point with this code; of a question or area the first to settle."""
        self._point_filter.look_again()
        point = self._point_filter.point_at(code)
        self._history.go_to(point.code)
        self._show(point.code)
        self._arm()

    def _arm(self) -> None:
        """Let keys rate the open measure point.

        One that is rated and not in the filter must be clicked first, so that a key does
        not change it by mistake.
        """
        is_empty = self._rating(self.code).is_empty
        if self.code in self._point_filter.shown or is_empty:
            self.table.arm()
        else:
            self.table.disarm()

    def show_record(self, record: Record) -> None:
        if isinstance(record, Rating) and record.measure_point != self.code:
            self.show_code(record.measure_point)

    def current_records(self) -> Collection[str]:
        return self.session.assessment.rating_ids(self.code)

    def panes(self) -> list[QWidget]:
        panel = self.views.panel
        if panel is not None:
            return [panel, self.tree]
        return [self.table, *self.detail.panes, self.tree]

    def key_groups(self) -> list[tuple[str, list[tuple[str, str]]]]:
        areas = [area_key_help(self.session.assessment.instrument)]
        return [("", self.table.key_help()), (tr("Find the way"), areas)]

    # Which measure point is open

    @property
    def question(self) -> Question:
        """The question that is shown."""
        return self.session.assessment.instrument.question(
            self._point_filter.point_at(self.code).question
        )

    def step_question(self, step: int) -> None:
        """Show the next (1) or the previous (-1) question with measure points in the filter."""
        question = self._point_filter.question_from(self.code, step)
        if question is None:
            self._say_end(step)
        else:
            self.show_code(question.code)

    def ask_where_to(self) -> None:
        """Ask for a code or words, and go there."""
        choices = code_choices(self.session.assessment.instrument)
        self._palette.open_with(choices, tr("Go to: code (1.4) or words"))

    def arrive(self) -> None:
        self._history.arrive()

    def go_back(self) -> None:
        """Open the measure point before this one, or the page from which the user came here."""
        if self._history.can_go_back:
            self._show(self._history.back())
        else:
            self._history.leave()
            self.back_requested.emit()

    def go_forward(self) -> None:
        """Open the measure point, or the page, that `go_back` left."""
        if self._history.can_go_forward:
            self._show(self._history.forward())
        else:
            self.forward_requested.emit()

    def _go_and_rate(self, code: str) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.show_code(code)

    def _step_point(self, step: int) -> None:
        """Go to the next measure point (1) that the filter leaves, or to the one before (-1)."""
        point = self._point_filter.point_from(self.code, step)
        if point is None:
            self._say_end(step)
        elif self._point_filter.point_at(point).question == self.question.code:
            self._show(point)
            self._arm()
        else:
            self.show_code(point)

    def _say_end(self, step: int) -> None:
        last = tr("There are no more questions in this view.")
        first = tr("This is the first question in this view.")
        self.message_shown.emit(last if step > 0 else first)

    # What is shown

    def _show(self, code: str) -> None:
        if self.views.panel is not None:
            self.views.show_table()
        here = self.question.code if self.code else ""
        is_here = self._point_filter.point_at(code).question == here
        self.code = code
        if is_here and not self.views.projector_is_shown:
            self.table.open_point(code)
            self._show_tree()
        else:
            self._show_question(code)

    def _show_question(self, code: str) -> None:
        points = self.question.measure_points
        if self.views.projector_is_shown:
            points = tuple(point for point in points if point.code == code)
        lines = [self._line(point) for point in points]
        self.title_label.setText(f"{self.question.code} {self.question.text}")
        self._show_tree()
        # Before the table, which takes the room that the heading leaves.
        self._show_heading()
        self.table.show_lines(lines, code)
        self._show_what_can_be_accepted()

    def _show_tree(self) -> None:
        everything = self._point_filter.filter is ScoringFilter.ALL
        self.tree.set_shown(None if everything else self._point_filter.shown | {self.code})
        self.nothing_label.setVisible(not self._point_filter.shown)
        self.nothing_label.setText(self._nothing_words())

    def _nothing_words(self) -> str:
        match self._point_filter.filter:
            case ScoringFilter.UNDECIDED if self.rater.author:
                return tr("{0} has rated all measure points.").format(self.rater.name)
            case ScoringFilter.UNDECIDED:
                return tr("All measure points are settled.")
            case ScoringFilter.DISAGREEMENT if self._point_filter.settled_disagreements:
                return tr("All disagreements are settled.")
            case ScoringFilter.DISAGREEMENT:
                return tr("The informant groups do not disagree on any measure point.")
        return tr("No measure points are in this filter.")

    def _show_detail(self, measure_point: str) -> None:
        self.code = measure_point
        self._history.step_to(measure_point)
        self.tree.show_code(measure_point)
        point = self.session.assessment.instrument.measure_point(measure_point)
        self.reason.show_rating(self._rating(measure_point))
        self._show_last_time()
        if self.views.projector_is_shown:
            self.views.projector.show_point(self._line(point), self._left_words())
        else:
            self.detail.show_point(point, self.session.assessment, self._notes)

    def _recount(self) -> None:
        """Look up the notes of every measure point again."""
        self._notes = NotesByPlace(self.session.assessment)
        self._count()

    def _count(self) -> None:
        self._point_filter.recount(self._notes.codes)
        self._tree_model.recount()

    def _left_words(self) -> str:
        """Return how many disagreements are left, for the projector."""
        count = len(self._point_filter.disagreements)
        return ntr(
            "{0} disagreement left. Page Down goes to the next, Esc goes back.",
            "{0} disagreements left. Page Down goes to the next, Esc goes back.",
            count,
        ).format(count)

    def _rating(self, measure_point: str) -> Rating:
        """Return the rating of a measure point that the keys change."""
        return self.session.assessment.own_rating(self.rater.author, measure_point)

    def _show_groups(self) -> None:
        """Give each informant group that has an interview a column."""
        planned = {each.group for each in self.session.assessment.interviews.values()}
        groups = self.session.assessment.instrument.sources
        self.table.set_groups([group for group in groups if group.key in planned])

    def _prepare(self) -> None:
        """Do what need not be done before the page is shown."""
        instrument = self.session.assessment.instrument
        self.table.reserve_rows(max(len(each.measure_points) for each in instrument.questions))
        # It is another assessment that has to be read.
        earlier = self.catalogue.previous(self.session.assessment)
        if earlier is not None:
            self._last_time = PreviousAssessment(earlier)
            self._show_last_time()

    def _show_last_time(self) -> None:
        """Show what the measurement before this one gave: "2019: 1,5 av 15 · «…»"."""
        text = ""
        if self._last_time is not None:
            text = self._last_time.of_point(self.code, self.question.code)
        self.last_time_label.setText(text)
        self.last_time_label.setVisible(bool(text))

    def _show_heading(self) -> None:
        score = self.session.board.score(self.question.code)
        missing = score.status is ScoreStatus.MISSING
        self.points_label.setText(MISSING if missing else decimal(score.points))
        self.maximum_label.setText(tr("of {0}").format(shortest(score.maximum)))
        self.status_label.setText(status_text(score.status))
        self.status_label.setHidden(score.status is ScoreStatus.RATED)
        self.overline_label.setText(progress_words(self.session.assessment))
        recorded = recorded_words(self.session.assessment, self.session.board, self.question)
        self.recorded_label.setText(recorded)
        self.recorded_label.setVisible(bool(recorded))

    def _follow_scores(self) -> None:
        self._show_heading()
        self._show_what_can_be_accepted()

    def _show_what_can_be_accepted(self) -> None:
        self.accept_all_button.setEnabled(any(line.can_accept for line in self.table.lines))

    def _line(self, point: MeasurePoint) -> ScoringLine:
        board = self.session.board
        return line_of(self.session.assessment, board, point, self.rater.author)

    # What is given

    def accept(self) -> None:
        """Make what is proposed for the open measure point the team's rating."""
        self.table.accept()

    def accept_question(self) -> None:
        """Accept what is proposed in the question, but no disagreement; one step to undo."""
        points = self.question.measure_points
        self.acceptance.accept([self._line(point) for point in points])

    def add_finding(self, kind: FindingKind) -> None:
        """Add what the open measure point says as a finding of a kind."""
        point = self.session.assessment.instrument.measure_point(self.code)
        self.message_shown.emit(add_point_finding(self.session, point, kind))

    def rate_again(self) -> None:
        """Put the focus in the table."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _follow_rater(self, author: str) -> None:
        """Show and give another's ratings from now on."""
        self._set_author(author)
        if self.rater.name:
            self.session.keep_sender(self.rater.name)
        self._recount()
        self._show_counts()
        self._show_question(self.code)
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._arm()

    def _set_author(self, author: str) -> None:
        self.rater.set_author(author)
        self._point_filter.author = self.rater.author
        self.detail.set_viewer(self.rater.author)
        self.table.name_rater(self.rater.name)

    def _say_look_first(self) -> None:
        self.message_shown.emit(
            tr(
                "Look at the disagreement on {0} first. The same key once more accepts the "
                "proposal."
            ).format(self.code)
        )

    # What is typed and rates nothing

    def _begin_run(self) -> None:
        self._step_before = self.session.undo_stack.index()

    def _refuse_text(self, text: str, before: Rating) -> None:
        """Undo the ratings that the first characters of a text gave, and say so."""
        self.session.discard_rating(self._step_before, before)
        message = tr(
            "“{0}” is text and was not entered. Nothing is changed. Write notes in Interview."
        )
        self.message_shown.emit(message.format(text))

    def _say_refused(self) -> None:
        self.message_shown.emit(
            tr("The key did not rate. Press an arrow key or click the measure point first.")
        )

    # Other views of the page

    def toggle_projector(self) -> None:
        """Show one disagreement at a time, or all measure points of a question again."""
        if self.views.projector_is_shown:
            self.views.show_table()
            return
        self._recount()
        if not self._point_filter.disagreements:
            self.message_shown.emit(tr("There are no disagreements left to settle."))
            return
        self.views.show_projector(self.table_card)
        self._choose_filter(ScoringFilter.DISAGREEMENT)
        self._show_question(self.code)
        self.rate_again()
        self._arm()

    def _follow_view(self) -> None:
        """Show what belongs to the view that is shown now."""
        projected = self.views.projector_is_shown
        self.left_side.setVisible(not projected)
        for action in self._point_actions:
            action.setEnabled(self.views.panel is None)
        if projected:
            self.table.set_groups([])
            return
        if self.table_card.parentWidget() is not self.middle:
            self._take_table_back()
        if self.views.panel is None:
            self.rate_again()

    def _take_table_back(self) -> None:
        column = self.middle.layout()
        if isinstance(column, QBoxLayout):
            column.insertWidget(column.indexOf(self.detail), self.table_card)
        self._show_groups()
        self._show_question(self.code)

    def show_area(self, code: str) -> None:
        """Show an area: in the picture of differences there, else among the measure points."""
        if not self.views.show_area(code):
            self.show_code(code)

    # What is remembered

    def _keep_view(self) -> None:
        settings = AssessmentSettings(self.session.assessment.id)
        settings.scoring_code = self.code
        settings.scoring_filter = self._point_filter.filter.value
        settings.scoring_author = self.rater.author

    def _recall_view(self) -> None:
        """Show the measure point and filter that were shown when the page was left."""
        settings = AssessmentSettings(self.session.assessment.id)
        chosen = settings.scoring_filter
        if chosen in [each.value for each in ScoringFilter]:
            self._point_filter.choose(ScoringFilter(chosen))
        self._set_author(settings.scoring_author)
        self._count()
        self.chips.show_filter(self._point_filter.filter)
        self.show_code(settings.scoring_code)

    def _follow_rating(self, interview: str, measure_point: str) -> None:
        """Update only what one rating changes: it happens at every rating key."""
        self._point_filter.refresh(measure_point)
        if not self.isVisible():
            return
        self._tree_model.refresh(measure_point)
        self._show_counts()
        point = self.session.assessment.instrument.measure_point(measure_point)
        if point.question == self.question.code:
            self.table.set_line(self._line(point))
        if measure_point == self.code:
            self.reason.show_rating(self._rating(measure_point))
            self.detail.follow_rating(interview, point, self.session.assessment)
            if self.views.projector_is_shown:
                self.views.projector.show_line(self._line(point))

    def _follow_notes(self, _interview: str) -> None:
        """Count anew what is to be followed up, where that is answered on this page."""
        if self.isVisible():
            self._recount()
            self._show_counts()

    # The filter

    def choose_next_filter(self) -> None:
        """Show the next filter that has measure points, and after the last the first again."""
        order = list(ScoringFilter)
        at = order.index(self._point_filter.filter)
        following = [*order[at + 1 :], *order[:at]]
        self._choose_filter(next(each for each in following if self._is_worth_showing(each)))

    def _is_worth_showing(self, chosen: ScoringFilter) -> bool:
        """Whether a filter has measure points, or one of the chips that always show."""
        return chosen in _MAIN or self._point_filter.count(chosen) > 0

    def _choose_filter(self, chosen: ScoringFilter) -> None:
        self._point_filter.choose(chosen)
        self.chips.show_filter(chosen)
        if self._point_filter.shown and self.code not in self._point_filter.shown:
            first = next(
                point.code
                for point in self.session.assessment.instrument.measure_points
                if point.code in self._point_filter.shown
            )
            self.show_code(first)
        self._arm()
        self._show_tree()
        self.tree.show_code(self.code)

    def _show_counts(self) -> None:
        self.chips.show_counts(self._point_filter.count, self.rater.author)
        count = len(self._point_filter.undisputed)
        text = ntr("Accept {0} undisputed", "Accept {0} undisputed", count).format(count)
        self.accept_everything_button.setText(text)
        self.accept_everything_button.setEnabled(bool(count))
        left = self._point_filter.follow_up_count
        self.follow_up_button.setText(tr("To follow up: {0}").format(left))
