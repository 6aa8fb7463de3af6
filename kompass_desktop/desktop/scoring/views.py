"""The views shown instead of a question: follow-ups, differences, the projector's view.

Each is created at its first use.
"""

from __future__ import annotations

from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from kompass_desktop.desktop.scoring.difference_panel import DifferencePanel
from kompass_desktop.desktop.scoring.follow_up_panel import FollowUpPanel
from kompass_desktop.desktop.scoring.projector_view import ProjectorView
from kompass_desktop.desktop.scoring.scoring_line import ScoringLine
from kompass_desktop.desktop.session import Session

_PanelT = TypeVar("_PanelT", FollowUpPanel, DifferencePanel)


class ScoringViews(QObject):
    """Switches a stack, whose first widget holds the table, between the views.

    The projector's view contains the table while it is shown.
    """

    changed = Signal()
    """Another view is shown."""
    point_chosen = Signal(str)
    interview_chosen = Signal(str)
    note_chosen = Signal(str)
    message_shown = Signal(str)

    def __init__(
        self, stack: QStackedWidget, table: QWidget, session: Session, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._stack = stack
        self._first = stack.currentWidget()
        self._table = table
        self._table_parent = table.parentWidget()
        self._index = self._column.indexOf(table)
        self._session = session

    @cached_property
    def follow_ups(self) -> FollowUpPanel:
        """The list of what is to be followed up."""
        panel = FollowUpPanel(self._session)
        panel.note_chosen.connect(self.note_chosen)
        panel.interview_chosen.connect(self.interview_chosen)
        return self._with_panel(panel)

    @cached_property
    def differences(self) -> DifferencePanel:
        """The picture of where groups differ."""
        return self._with_panel(DifferencePanel(self._session))

    @cached_property
    def projector(self) -> ProjectorView:
        """The view of one disagreement at a time."""
        view = ProjectorView(self._session.assessment)
        view.closed.connect(self.show_table)
        self._stack.addWidget(view)
        return view

    @property
    def panel(self) -> QWidget | None:
        """The panel shown instead of the table; None while the table is shown."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, FollowUpPanel | DifferencePanel) else None

    @property
    def projector_is_shown(self) -> bool:
        """Whether one disagreement at a time is shown."""
        return isinstance(self._stack.currentWidget(), ProjectorView)

    def show_follow_ups(self) -> None:
        """Show what is to be followed up, or the table again."""
        self._toggle(self.follow_ups)

    def show_differences(self) -> None:
        """Show where groups differ, or the table again."""
        self._toggle(self.differences)

    def show_projector(self) -> None:
        """Show one disagreement at a time, with the table in it."""
        self.projector.hold(self._table)
        self._show(self.projector)

    def show_point(self, line: ScoringLine, left: str) -> None:
        """Show a measure point for the projector; `left` is a text on the remaining ones."""
        self.projector.show_point(line, left)

    def show_line(self, line: ScoringLine) -> None:
        """Show the present ratings of the measure point that the projector shows."""
        self.projector.show_line(line)

    def show_table(self) -> None:
        """Show the table with a question's measure points."""
        if self._table.parentWidget() is not self._table_parent:
            self._column.insertWidget(self._index, self._table)
        self._show(self._first)

    def show_area(self, code: str) -> bool:
        """Show an area in the picture, given its code; return False where it is not shown."""
        shown = self.panel
        if isinstance(shown, DifferencePanel):
            shown.show_area(code)
            return True
        return False

    def refresh(self) -> None:
        """Bring the panel that is shown up to date."""
        shown = self.panel
        if isinstance(shown, FollowUpPanel | DifferencePanel):
            shown.refresh()

    @property
    def _column(self) -> QBoxLayout:
        """The layout that contains the table, unless the projector's view contains it."""
        layout = self._table_parent.layout() if self._table_parent is not None else None
        if not isinstance(layout, QBoxLayout):
            raise TypeError("the table is in no row or column")
        return layout

    def _toggle(self, panel: FollowUpPanel | DifferencePanel) -> None:
        if self._stack.currentWidget() is panel:
            self.show_table()
            return
        self._show(panel)
        panel.enter()

    def _show(self, widget: QWidget | None) -> None:
        if widget is not None and self._stack.currentWidget() is not widget:
            self._stack.setCurrentWidget(widget)
            self.changed.emit()

    def _with_panel(self, panel: _PanelT) -> _PanelT:
        panel.closed.connect(self.show_table)
        panel.point_chosen.connect(self.point_chosen)
        panel.message_shown.connect(self.message_shown)
        self._stack.addWidget(panel)
        return panel
