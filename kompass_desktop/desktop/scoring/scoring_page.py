"""Poenggivning: the team settles each measure point, with all interviews beside it."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QStackedWidget, QWidget

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.plan_records import Carryover
from kompass_desktop.assessment.records import Rating, Record
from kompass_desktop.desktop.actions import area_key_help
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.following_up.carryover_card import carryover_key_help
from kompass_desktop.desktop.following_up.carryover_controller import CarryoverController
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.navigation.code_choices import code_choices
from kompass_desktop.desktop.navigation.page import Page
from kompass_desktop.desktop.navigation.palette import Palette
from kompass_desktop.desktop.navigation.previous_assessment import PreviousAssessment
from kompass_desktop.desktop.navigation.question_tree_view import QuestionTreeView
from kompass_desktop.desktop.panes import has_focus
from kompass_desktop.desktop.scoring.acceptance import Acceptance
from kompass_desktop.desktop.scoring.actions import add_page_actions
from kompass_desktop.desktop.scoring.details_controller import DetailsController
from kompass_desktop.desktop.scoring.filter import ScoringFilter
from kompass_desktop.desktop.scoring.filter_chips import ScoringFilterChips
from kompass_desktop.desktop.scoring.point_findings import add_point_finding
from kompass_desktop.desktop.scoring.questions_controller import CountButtons, QuestionsController
from kompass_desktop.desktop.scoring.rater_chooser import RaterChooser
from kompass_desktop.desktop.scoring.reason_controller import ReasonController
from kompass_desktop.desktop.scoring.scoring_detail import ScoringDetail
from kompass_desktop.desktop.scoring.scoring_heading import (
    LastTimeLabel,
    QuestionPoints,
    ScoringHeading,
)
from kompass_desktop.desktop.scoring.scoring_state import ScoringState
from kompass_desktop.desktop.scoring.scoring_table import ScoringTable
from kompass_desktop.desktop.scoring.table_controller import TableController
from kompass_desktop.desktop.scoring.views import ScoringViews
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.settings import AssessmentSettings
from kompass_desktop.desktop.widgets.elided_label import ElidedLabel
from kompass_desktop.desktop.widgets.key_button import KeyButton
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Question


class ScoringPage(Page):
    """Shows one question at a time: its measure points, and the details of the open one.

    `state` determines what is shown; each part of the page has a controller that follows it.
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
        self.state = state = ScoringState(session, self)
        self._palette = Palette(self)
        self.rater = RaterChooser(self.rater_button, session, state)
        self.acceptance = Acceptance(session, self)
        self.views = ScoringViews(self.stack, self.table_card, session, self)
        self.reason = ReasonController(self.table.reason_field, session, self)
        self.chips = self._make_chips()
        self._make_heading()
        self._questions_controller = QuestionsController(
            self.tree, self.chips, self.nothing_label, session, state
        )
        self._counts = CountButtons(self.accept_everything_button, self.follow_up_button, state)
        # After the heading, because the table gets the height that remains.
        self._table_controller = TableController(
            self.table, self.accept_all_button, self.acceptance, session, state
        )
        self._details_controller = DetailsController(
            self.detail, self.reason, self.views, session, state
        )
        self.follow_up = CarryoverController(
            self.detail.carryover_strip, session, state, self._goes_through, self.table
        )
        self._connect()
        self._point_actions = add_page_actions(self)
        self._table_controller.show_groups()
        self._recall_view()
        self._is_fresh = True
        QTimer.singleShot(0, self, self._prepare)

    def _make_chips(self) -> ScoringFilterChips:
        chips = {
            ScoringFilter.UNDECIDED: self.undecided_chip,
            ScoringFilter.DISAGREEMENT: self.disagreement_chip,
            ScoringFilter.ALL: self.all_chip,
        }
        return ScoringFilterChips(chips, self.more_chip, self)

    def _make_heading(self) -> None:
        session, state = self.session, self.state
        ScoringHeading(self.overline_label, self.title_label, self.recorded_label, session, state)
        QuestionPoints(self.points_label, self.maximum_label, self.status_label, session, state)
        self._last_time = LastTimeLabel(self.last_time_label, state)

    def _connect(self) -> None:
        self.rater.chosen.connect(self._focus_and_arm)
        self.follow_up_button.clicked.connect(self.views.show_follow_ups)
        self.differences_button.clicked.connect(self.views.show_differences)
        self.projector_button.clicked.connect(self.toggle_projector)
        self.views.changed.connect(self._follow_view)
        self.views.point_chosen.connect(self._go_and_rate)
        self.views.interview_chosen.connect(self.interview_requested)
        self.views.note_chosen.connect(self.note_requested)
        self.accept_everything_button.clicked.connect(self.acceptance.ask)
        self.tree.code_chosen.connect(self._go_and_rate)
        self.detail.interview_chosen.connect(self.interview_requested)
        self.detail.note_chosen.connect(self.note_requested)
        self._palette.chosen.connect(self._go_and_rate)
        self.state.moved.connect(self._leave_panel)
        self.state.end_reached.connect(self._show_end)
        self.state.start_passed.connect(self.back_requested)
        self.state.end_passed.connect(self.forward_requested)
        self.session.rating_changed.connect(self._follow_rating)
        self.session.notes_changed.connect(self._follow_notes)
        for part in (self.views, self.acceptance, self._table_controller, self.follow_up):
            part.message_shown.connect(self.message_shown)

    # What the window calls

    def enter(self) -> None:
        if not self._is_fresh:
            self._table_controller.show_groups()
            self.state.refresh()
            self.views.refresh()
        self._is_fresh = False
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
        self.state.go(code)

    def show_record(self, record: Record) -> None:
        if isinstance(record, Rating) and record.measure_point != self.code:
            self.show_code(record.measure_point)
        elif isinstance(record, Carryover):
            self.follow_up.show(record)

    def current_records(self) -> Collection[str]:
        return self.session.assessment.rating_ids(self.code)

    def panes(self) -> list[QWidget]:
        panel = self.views.panel
        if panel is not None:
            return [panel, self.tree]
        return [self.table, *self.detail.panes, self.tree]

    def first_pane(self) -> QWidget | None:
        # Listing all points would fill the details with every row before the page is laid out.
        return self.views.panel or self.table

    def key_groups(self) -> list[tuple[str, list[tuple[str, str]]]]:
        areas = [area_key_help(self.session.assessment.instrument)]
        groups = [("", self.table.key_help()), (tr("Find the way"), areas)]
        return [*groups, carryover_key_help()] if self.session.assessment.carryovers else groups

    # Which measure point is open

    @property
    def code(self) -> str:
        """The code of the open measure point."""
        return self.state.code

    @property
    def question(self) -> Question:
        """The question that is shown."""
        return self.state.question

    def ask_where_to(self) -> None:
        """Ask for a code or words, and go there."""
        choices = code_choices(self.session.assessment.instrument)
        self._palette.open_with(choices, tr("Go to: code (1.4) or words"))

    def arrive(self) -> None:
        self.state.arrive()

    def rate_again(self) -> None:
        """Put the focus in the table."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_and_rate(self, code: str) -> None:
        self.rate_again()
        self.show_code(code)

    def _goes_through(self, code: str) -> bool:
        """Whether a measure point of a code passes the filter; an area has no place here."""
        within = f"{code}."
        shown = self.state.points.shown
        return "." in code and any(each == code or each.startswith(within) for each in shown)

    def _focus_and_arm(self) -> None:
        self.rate_again()
        self._table_controller.arm()

    def _show_end(self, step: int) -> None:
        last = tr("There are no more questions in this view.")
        first = tr("This is the first question in this view.")
        self.message_shown.emit(last if step > 0 else first)

    def _prepare(self) -> None:
        """Prepare what is not needed before the page is shown."""
        instrument = self.session.assessment.instrument
        self.table.reserve_rows(max(len(each.measure_points) for each in instrument.questions))
        # Deferred, because another assessment must be read for it.
        earlier = self.catalogue.previous(self.session.assessment)
        if earlier is not None:
            self._last_time.set_last_time(PreviousAssessment(earlier, self.session.assessment))

    # Changes by this page and by others

    def add_finding(self, kind: FindingKind) -> None:
        """Add the open measure point's sentence as a finding of a kind, and show a message."""
        self.message_shown.emit(add_point_finding(self.session, self.state.point, kind))

    def _follow_rating(self, interview: str, measure_point: str) -> None:
        """Update only what one rating changes, because this runs at every rating key."""
        if not self.isVisible():
            return
        self._questions_controller.refresh(measure_point)
        self._counts.refresh()
        self._table_controller.refresh(measure_point)
        self._details_controller.refresh(interview, measure_point)

    def _follow_notes(self, _interview: str) -> None:
        """Count the follow-ups again, which are also answered on this page."""
        if self.isVisible():
            self.state.recount()

    # Other views of the page

    def toggle_projector(self) -> None:
        """Show one disagreement at a time, or all measure points of a question again."""
        if self.views.projector_is_shown:
            self.views.show_table()
            return
        self.state.recount()
        if not self.state.points.disagreements:
            self.message_shown.emit(tr("There are no disagreements left to settle."))
            return
        self.views.show_projector()
        self.state.choose_filter(ScoringFilter.DISAGREEMENT)
        self._focus_and_arm()

    def show_area(self, code: str) -> None:
        """Show an area in the chart of differences if that is open, else its measure points."""
        if not self.views.show_area(code):
            self.show_code(code)

    def _follow_view(self) -> None:
        """Show what belongs to the view that is shown now."""
        projected = self.views.projector_is_shown
        self.left_side.setVisible(not projected)
        for action in self._point_actions:
            action.setEnabled(self.views.panel is None)
        self._table_controller.show_alone(projected)
        self._details_controller.show()
        if self.views.panel is None and not projected:
            self.rate_again()

    def _leave_panel(self) -> None:
        """Show the table again when a measure point is opened from another view."""
        if self.views.panel is not None:
            self.views.show_table()

    # What is remembered

    def _keep_view(self) -> None:
        settings = AssessmentSettings(self.session.assessment.id)
        settings.scoring_code = self.code
        settings.scoring_filter = self.state.filter.value
        settings.scoring_author = self.state.author

    def _recall_view(self) -> None:
        """Show the measure point and filter that were shown when the page was left."""
        settings = AssessmentSettings(self.session.assessment.id)
        self.state.rate_as(settings.scoring_author)
        chosen = settings.scoring_filter
        if chosen in [each.value for each in ScoringFilter]:
            self.state.choose_filter(ScoringFilter(chosen))
        self.show_code(settings.scoring_code)
