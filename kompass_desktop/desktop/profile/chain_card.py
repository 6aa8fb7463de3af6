"""A card that shows where the chain stops, from the areas down to the measure points."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from kompass_desktop.assessment.chain import WHOLE, ChainRow, chain_rows
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.profile.aspect_heat import AspectHeat
from kompass_desktop.desktop.widgets.elided_label import ElidedLabel
from kompass_desktop.desktop.widgets.key_button import KeyButton
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import MeasurePoint, Question

NO_NOTE = "\N{NO-BREAK SPACE}"
"""A line without words."""


class ChainCard(QFrame):
    """Shows the areas, the parts of an area, or those of a question, one at a time.

    A measure point is requested from another page.
    """

    code_requested = Signal(str)
    """The code to show on the scoring page."""

    hint_label: ElidedLabel
    back_button: KeyButton
    heat: AspectHeat
    note_label: QLabel

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "profile/chain_card")
        self._board: Scoreboard | None = None
        self._code = WHOLE
        self._has_recorded = False
        self.setFocusProxy(self.heat)
        self.back_button.hide()
        self.heat.part_clicked.connect(self.open)
        self.heat.scoring_requested.connect(self.code_requested)
        self.heat.back_requested.connect(self.close_part)
        self.back_button.clicked.connect(lambda _checked: self.close_part())

    @property
    def code(self) -> str:
        """The code of the area or question that is open; empty while the areas are shown."""
        return self._code

    def show_board(self, board: Scoreboard, *, has_recorded: bool) -> None:
        """Show the present ratings; `has_recorded` is whether there are recorded results."""
        self._board = board
        self._has_recorded = has_recorded
        self._show()

    def open(self, code: str) -> None:
        """Show the parts of an area or a question, or request a measure point's scoring."""
        if self._board is None:
            return
        if isinstance(self._board.instrument.find(code), MeasurePoint):
            self.code_requested.emit(code)
            return
        self._code = code
        self._show()
        self.heat.go_to("")
        self.heat.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_part(self) -> None:
        """Go up one level, to the row of the area or question that was open."""
        left = self._code
        self._code = left.rpartition(".")[0]
        self._show()
        self.heat.go_to(left)
        self.heat.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        if self._board is None:
            return
        rows = chain_rows(self._board, self._code)
        self.heat.set_rows(self._board.instrument.aspects, rows)
        self.back_button.setVisible(self._code != WHOLE)
        self.hint_label.setText(self._hint(self._board))
        note = self._note(rows)
        # The table leaves room for the note below levels, so that nothing else moves.
        has_levels = any(row.rating is not None for row in rows)
        self.note_label.setText(note or NO_NOTE)
        self.note_label.setVisible(bool(note) or has_levels)

    def _hint(self, board: Scoreboard) -> str:
        part = board.instrument.find(self._code)
        if part is None or isinstance(part, MeasurePoint):
            return tr("achieved, in % of what is possible")
        if isinstance(part, Question):
            return f"{part.code} {part.short}"
        return tr("{0} {1} · in % of what is possible").format(part.code, part.short)

    def _note(self, rows: tuple[ChainRow, ...]) -> str:
        ratings = [row.rating for row in rows if row.rating is not None]
        marks = []
        if any(rating.is_proposal for rating in ratings):
            marks.append(tr("dashed: proposal"))
        if any(not rating.is_complete for rating in ratings):
            marks.append(tr("–: not rated"))
        if any(rating.planned_only for rating in ratings):
            marks.append(tr("struck out: only decided or planned"))
        if ratings or any(i.share is not None for row in rows for i in row.intensities):
            return " · ".join(marks)
        if self._has_recorded:
            return tr("The results are recorded as published and have no ratings by aspect.")
        return tr("The aspects are shown here when measure points are rated.")
