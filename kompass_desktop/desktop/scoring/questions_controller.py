"""The tree of questions, the filter chips above it, and the counts on buttons."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton

from kompass_desktop.desktop.navigation.question_tree import QuestionTreeModel
from kompass_desktop.desktop.navigation.question_tree_view import QuestionTreeView
from kompass_desktop.desktop.runtime.next_turn import NextTurn
from kompass_desktop.desktop.scoring.filter import ScoringFilter
from kompass_desktop.desktop.scoring.filter_chips import ScoringFilterChips
from kompass_desktop.desktop.scoring.scoring_state import ScoringState
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.i18n import ntr, tr


class QuestionsController(QObject):
    """Shows the open measure point in the tree, and the counts of each filter in the chips."""

    def __init__(
        self,
        tree: QuestionTreeView,
        chips: ScoringFilterChips,
        nothing_label: WrappedText,
        session: Session,
        state: ScoringState,
    ) -> None:
        super().__init__(tree)
        self._tree = tree
        self._chips = chips
        self._nothing_label = nothing_label
        self._state = state
        instrument = session.assessment.instrument
        # The table is painted first.
        self._next_turn = NextTurn(self)
        self._next_turn.due.connect(self._show_in_tree)
        self._model = QuestionTreeModel(instrument, state.points.is_settled, self)
        tree.set_tree(self._model)
        chips.filter_chosen.connect(state.choose_filter)
        chips.show_filter(state.filter)
        state.counted.connect(self._show_all)
        state.filter_changed.connect(self._show_filter)
        state.moved.connect(self._follow_code)

    def refresh(self, measure_point: str) -> None:
        """Update the counts after a measure point was rated, given its code."""
        self._model.refresh(measure_point)
        self._chips.show_counts(self._state.points.count, self._state.author)

    def _show_all(self) -> None:
        self._model.recount()
        self._chips.show_counts(self._state.points.count, self._state.author)
        self._show_in_tree()

    def _show_filter(self) -> None:
        self._chips.show_filter(self._state.filter)
        self._show_in_tree()

    def _follow_code(self) -> None:
        if self._tree.isVisible():
            self._next_turn.start()
        else:
            self._show_in_tree()

    def _show_in_tree(self) -> None:
        """Show the measure points that pass the filter, and the open one, in the tree."""
        self._next_turn.stop()
        points, code = self._state.points, self._state.code
        everything = points.filter is ScoringFilter.ALL
        self._tree.set_shown(None if everything else points.shown | {code})
        self._tree.show_code(code)
        self._nothing_label.setVisible(not points.shown)
        self._nothing_label.setText(self._nothing_text())

    def _nothing_text(self) -> str:
        match self._state.filter:
            case ScoringFilter.UNDECIDED if self._state.author:
                return tr("{0} has rated all measure points.").format(self._state.rater_name)
            case ScoringFilter.UNDECIDED:
                return tr("All measure points are settled.")
            case ScoringFilter.DISAGREEMENT if self._state.points.settled_disagreements:
                return tr("All disagreements are settled.")
            case ScoringFilter.DISAGREEMENT:
                return tr("The informant groups do not disagree on any measure point.")
        return tr("No measure points are in this filter.")


class CountButtons(QObject):
    """Shows the number of remaining items on the buttons that open them."""

    def __init__(
        self, accept_everything: QPushButton, follow_up: QPushButton, state: ScoringState
    ) -> None:
        super().__init__(accept_everything)
        self._accept_everything = accept_everything
        self._follow_up = follow_up
        self._state = state
        state.counted.connect(self.refresh)

    def refresh(self) -> None:
        """Update the counts."""
        count = len(self._state.points.undisputed)
        text = ntr("Accept {0} undisputed", "Accept {0} undisputed", count).format(count)
        self._accept_everything.setText(text)
        self._accept_everything.setEnabled(bool(count))
        left = self._state.points.follow_up_count
        self._follow_up.setText(tr("To follow up: {0}").format(left))
