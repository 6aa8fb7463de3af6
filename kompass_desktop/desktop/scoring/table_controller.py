"""The measure points of the open question in the team's table: shown, opened, rated."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton

from kompass_desktop.assessment.records import Rating
from kompass_desktop.desktop.scoring.acceptance import Acceptance
from kompass_desktop.desktop.scoring.scoring_state import ScoringState
from kompass_desktop.desktop.scoring.scoring_table import ScoringTable
from kompass_desktop.desktop.session import Session
from kompass_desktop.i18n import tr


class TableController(QObject):
    """Shows the session's ratings in the table, and stores those given there.

    If text is typed at the table, the ratings by its first characters are undone.
    """

    message_shown = Signal(str)

    def __init__(
        self,
        table: ScoringTable,
        accept_all_button: QPushButton,
        acceptance: Acceptance,
        session: Session,
        state: ScoringState,
    ) -> None:
        super().__init__(table)
        self._table = table
        self._accept_all_button = accept_all_button
        self._acceptance = acceptance
        self._session = session
        self._state = state
        self._step_before = 0
        self._is_alone = False
        table.set_aspects(session.assessment.instrument.aspects)
        self._connect_table()
        accept_all_button.clicked.connect(self.accept_question)
        state.rater_changed.connect(lambda: table.name_rater(state.rater_name))
        state.refreshed.connect(self.list_points)
        state.filter_changed.connect(self.arm)
        state.moved.connect(self._show_code)
        session.scores_changed.connect(self._show_what_can_be_accepted)

    def _connect_table(self) -> None:
        self._table.rating_given.connect(self._session.set_rating)
        self._table.point_chosen.connect(self._state.open_near)
        self._table.stepped.connect(self._state.step_point)
        self._table.all_accepted.connect(self.accept_question)
        self._table.look_requested.connect(self._show_look_first)
        self._table.run_began.connect(self._begin_run)
        self._table.text_typed.connect(self._refuse_text)
        self._table.refused.connect(self._show_refusal)

    # Showing

    def show_groups(self) -> None:
        """Show a column for each informant group with an interview; none beside the scales."""
        planned = {each.group for each in self._session.assessment.interviews.values()}
        groups = self._session.assessment.instrument.sources
        shown = [group for group in groups if group.key in planned and not self._is_alone]
        self._table.set_groups(shown)

    def show_alone(self, alone: bool) -> None:
        """Set whether only the open measure point is listed, without columns of groups."""
        if alone != self._is_alone:
            self._is_alone = alone
            self.show_groups()
            self.list_points()

    def list_points(self) -> None:
        """List the measure points of the question, or only the open one."""
        if not self._state.code:
            return
        points = (self._state.point,) if self._is_alone else self._state.question.measure_points
        self._table.show_lines([self._state.line(point) for point in points], self._state.code)
        self._show_what_can_be_accepted()

    def refresh(self, measure_point: str) -> None:
        """Show a rating that has changed, given the measure point's code."""
        if any(line.point.code == measure_point for line in self._table.lines):
            point = self._session.assessment.instrument.measure_point(measure_point)
            self._table.set_line(self._state.line(point))
            self._show_what_can_be_accepted()

    def arm(self) -> None:
        """Activate rating by keys if the open measure point may be rated without a click."""
        if self._state.may_rate_at_once():
            self._table.arm()
        else:
            self._table.disarm()

    def _show_code(self, code: str) -> None:
        if any(line.point.code == code for line in self._table.lines):
            self._table.open_point(code)
        else:
            self.list_points()
        self.arm()

    def _show_what_can_be_accepted(self) -> None:
        self._accept_all_button.setEnabled(any(line.can_accept for line in self._table.lines))

    # Rating

    def accept_question(self) -> None:
        """Accept the proposals in the question, except disagreements, as one step to undo."""
        points = self._state.question.measure_points
        self._acceptance.accept([self._state.line(point) for point in points])

    def _show_look_first(self) -> None:
        self.message_shown.emit(
            tr(
                "Look at the disagreement on {0} first. The same key once more accepts the "
                "proposal."
            ).format(self._state.code)
        )

    # Typed text that rates nothing

    def _begin_run(self) -> None:
        self._step_before = self._session.undo_stack.index()

    def _refuse_text(self, text: str, before: Rating) -> None:
        """Undo the ratings by the first characters of a text, and show a message."""
        self._session.discard_rating(self._step_before, before)
        message = tr(
            "“{0}” is text and was not entered. Nothing is changed. Write notes in Interview."
        )
        self.message_shown.emit(message.format(text))

    def _show_refusal(self) -> None:
        self.message_shown.emit(
            tr("The key did not rate. Press an arrow key or click the measure point first.")
        )
