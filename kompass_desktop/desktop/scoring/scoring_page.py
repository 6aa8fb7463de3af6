"""Poenggivning: the team settles each measure point, with all interviews beside it."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from kompass_desktop.assessment.numbers import decimal, shortest
from kompass_desktop.assessment.records import TEAM, Rating, Record
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.actions import Slot, add_action, add_area_keys, area_key_help
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.charts.score_text import MISSING, status_text
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.navigation.history import NavigationHistory
from kompass_desktop.desktop.navigation.page import Page
from kompass_desktop.desktop.navigation.palette import Palette
from kompass_desktop.desktop.navigation.place_choices import place_choices
from kompass_desktop.desktop.navigation.question_tree import QuestionTreeModel
from kompass_desktop.desktop.navigation.question_tree_view import QuestionTreeView
from kompass_desktop.desktop.panes import has_focus
from kompass_desktop.desktop.scoring.filter import ScoringFilter, ScoringPointFilter
from kompass_desktop.desktop.scoring.scoring_detail import ScoringDetail
from kompass_desktop.desktop.scoring.scoring_line import ScoringLine, line_of
from kompass_desktop.desktop.scoring.scoring_table import ScoringTable
from kompass_desktop.desktop.scoring.texts import (
    accepted_words,
    progress_words,
    recorded_words,
)
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.settings import AssessmentSettings
from kompass_desktop.desktop.widgets.elided_label import ElidedLabel
from kompass_desktop.desktop.widgets.key_button import KeyButton
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import MeasurePoint, Question

MOST_LINES = 2
CHIP_PIXELS = 12


class ScoringPage(Page):
    """Shows one question at a time: its measure points, and the details of the open one.

    `code` is the open measure point's.
    """

    undecided_chip: QPushButton
    disagreement_chip: QPushButton
    all_chip: QPushButton
    nothing_label: WrappedText
    tree: QuestionTreeView
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
        self._chips = {
            ScoringFilter.UNDECIDED: self.undecided_chip,
            ScoringFilter.DISAGREEMENT: self.disagreement_chip,
            ScoringFilter.ALL: self.all_chip,
        }
        instrument = session.assessment.instrument
        self._tree_model = QuestionTreeModel(instrument, self._point_filter.is_settled, self)
        self.tree.set_tree(self._tree_model)
        self.table.set_aspects(instrument.aspects)
        self.title_label.setMaximumLines(MOST_LINES)
        self._connect()
        self._add_actions()
        self._step_before = 0
        self._recall_view()

    def _add_actions(self) -> None:
        steps: tuple[tuple[str, tuple[str, ...], Slot], ...] = (
            (tr("Next question"), ("PgDown", "Alt+Down"), partial(self.step_question, 1)),
            (tr("Previous question"), ("PgUp", "Alt+Up"), partial(self.step_question, -1)),
            (tr("Go to …"), ("Ctrl+G",), self.ask_where_to),
            (tr("Back to where you were"), ("Alt+Left",), self.go_back),
            (tr("Forward again"), ("Alt+Right",), self.go_forward),
            (
                tr("Switch view: not settled / disagreement / all"),
                ("Ctrl+U",),
                self.choose_next_filter,
            ),
        )
        for text, keys, slot in steps:
            add_action(self, text, keys, slot)
        add_area_keys(self, self.session.assessment.instrument, self.show_place)

    def _connect(self) -> None:
        for chosen, chip in self._chips.items():
            chip.setFont(theme.font(CHIP_PIXELS))
            chip.clicked.connect(lambda _checked, chosen=chosen: self._choose_filter(chosen))
        self.tree.place_chosen.connect(self._go_and_rate)
        self.table.rating_given.connect(self.session.set_rating)
        self.table.point_chosen.connect(self._show_detail)
        self.table.stepped.connect(self._step_point)
        self.table.all_accepted.connect(self.accept_question)
        self.table.look_asked.connect(self._say_look_first)
        self.table.run_began.connect(self._begin_run)
        self.table.text_typed.connect(self._refuse_text)
        self.table.refused.connect(self._say_refused)
        self.accept_all_button.clicked.connect(self.accept_question)
        self.detail.interview_chosen.connect(self.interview_requested)
        self.detail.note_chosen.connect(self.note_requested)
        self._palette.chosen.connect(self._go_and_rate)
        self.session.rating_changed.connect(self._follow_rating)
        self.session.scores_changed.connect(self._show_heading)

    # What the window calls

    def enter(self) -> None:
        self._point_filter.recount()
        self._tree_model.recount()
        self._show_counts()
        self._show_question(self.code)
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

    def show_place(self, code: str) -> None:
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
        is_empty = self.session.assessment.rating(TEAM, self.code).is_empty
        if self.code in self._point_filter.shown or is_empty:
            self.table.arm()
        else:
            self.table.disarm()

    def show_record(self, record: Record) -> None:
        if isinstance(record, Rating) and record.measure_point != self.code:
            self.show_place(record.measure_point)

    def current_records(self) -> Collection[str]:
        return self.session.assessment.rating_ids(self.code)

    def panes(self) -> list[QWidget]:
        return [self.table, *self.detail.panes, self.tree]

    def key_help(self) -> list[tuple[str, str]]:
        keys = area_key_help(self.session.assessment.instrument)
        return [*self.table.key_help(), keys]

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
            self.show_place(question.code)

    def ask_where_to(self) -> None:
        """Ask for a code or words, and go there."""
        choices = place_choices(self.session.assessment.instrument)
        self._palette.open_with(choices, tr("Go to: code (1.4) or words"))

    def go_back(self) -> None:
        """Open the measure point that was open before this one."""
        if self._history.can_go_back:
            self._show(self._history.back())

    def go_forward(self) -> None:
        """Open the measure point that `go_back` left."""
        if self._history.can_go_forward:
            self._show(self._history.forward())

    def _go_and_rate(self, code: str) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.show_place(code)

    def _step_point(self, step: int) -> None:
        """Go to the next measure point (1) that the filter leaves, or to the one before (-1)."""
        point = self._point_filter.point_from(self.code, step)
        if point is None:
            self._say_end(step)
        elif self._point_filter.point_at(point).question == self.question.code:
            self._show(point)
            self._arm()
        else:
            self.show_place(point)

    def _say_end(self, step: int) -> None:
        last = tr("There are no more questions in this view.")
        first = tr("This is the first question in this view.")
        self.message_shown.emit(last if step > 0 else first)

    # What is shown

    def _show(self, code: str) -> None:
        is_here = self.code and self._point_filter.point_at(code).question == self.question.code
        self.code = code
        if is_here:
            self.table.open_point(code)
            self._show_tree()
        else:
            self._show_question(code)

    def _show_question(self, code: str) -> None:
        lines = [self._line(point) for point in self.question.measure_points]
        self.title_label.setText(f"{self.question.code} {self.question.text}")
        self._show_tree()
        self.table.show_lines(lines, code)
        self._show_heading()

    def _show_tree(self) -> None:
        everything = self._point_filter.filter is ScoringFilter.ALL
        self.tree.set_shown(None if everything else self._point_filter.shown | {self.code})
        self.nothing_label.setVisible(not self._point_filter.shown)
        self.nothing_label.setText(
            tr("All measure points are settled.")
            if self._point_filter.filter is ScoringFilter.UNDECIDED
            else tr("All disagreements are settled.")
            if self._point_filter.settled_disagreements
            else tr("The informant groups do not disagree on any measure point.")
        )

    def _show_detail(self, measure_point: str) -> None:
        self.code = measure_point
        self._history.walk_to(measure_point)
        self.tree.show_place(measure_point)
        point = self.session.assessment.instrument.measure_point(measure_point)
        self.detail.show_point(point, self.session.assessment)

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
        self.accept_all_button.setEnabled(any(line.can_accept for line in self.table.lines))

    def _line(self, point: MeasurePoint) -> ScoringLine:
        return line_of(self.session.assessment, self.session.board, point)

    # What is given

    def accept(self) -> None:
        """Make what is proposed for the open measure point the team's rating."""
        self.table.accept()

    def accept_question(self) -> None:
        """Make what is proposed in the question the team's rating, as one step to undo.

        Measure points that the interviews disagree on are left out.
        """
        lines = [self._line(point) for point in self.question.measure_points]
        proposed = [line for line in lines if line.can_accept]
        if not proposed:
            self.message_shown.emit(tr("There are no proposals to accept in the question."))
            return
        accepted = [line.accepted() for line in proposed if not line.is_disagreement]
        if accepted:
            self.session.set_rating(*accepted)
        self.message_shown.emit(accepted_words(len(accepted), len(proposed) - len(accepted)))

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
        self.session.take_back(self._step_before, before)
        message = tr(
            "“{0}” is text and was not entered. Nothing is changed. Write notes in Interview."
        )
        self.message_shown.emit(message.format(text))

    def _say_refused(self) -> None:
        self.message_shown.emit(
            tr("The key did not rate. Press an arrow key or click the measure point first.")
        )

    # What is remembered

    def _keep_view(self) -> None:
        settings = AssessmentSettings(self.session.assessment.id)
        settings.scoring_code = self.code
        settings.scoring_filter = self._point_filter.filter.value

    def _recall_view(self) -> None:
        """Show the measure point and filter that were shown when the page was left."""
        settings = AssessmentSettings(self.session.assessment.id)
        chosen = settings.scoring_filter
        if chosen in [each.value for each in ScoringFilter]:
            self._chips[ScoringFilter(chosen)].setChecked(True)
            self._point_filter.choose(ScoringFilter(chosen))
        self.show_place(settings.scoring_code)

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
        if measure_point == self.code and interview != TEAM:
            self.detail.show_point(point, self.session.assessment)

    # The filter

    def choose_next_filter(self) -> None:
        """Show the next filter: not settled, disagreements, all, and then the first again."""
        order = list(self._chips)
        following = order[(order.index(self._point_filter.filter) + 1) % len(order)]
        self._chips[following].setChecked(True)
        self._choose_filter(following)

    def _choose_filter(self, chosen: ScoringFilter) -> None:
        self._point_filter.choose(chosen)
        if self._point_filter.shown and self.code not in self._point_filter.shown:
            first = next(
                point.code
                for point in self.session.assessment.instrument.measure_points
                if point.code in self._point_filter.shown
            )
            self.show_place(first)
        self._arm()
        self._show_tree()
        self.tree.show_place(self.code)

    def _show_counts(self) -> None:
        undecided, disagreed = (
            len(self._point_filter.undecided),
            len(self._point_filter.disagreements),
        )
        every = len(self.session.assessment.instrument.measure_points)
        self.undecided_chip.setText(tr("Not settled: {0}").format(undecided))
        self.disagreement_chip.setText(tr("Disputed: {0}").format(disagreed))
        self.all_chip.setText(tr("All {0}").format(every))
