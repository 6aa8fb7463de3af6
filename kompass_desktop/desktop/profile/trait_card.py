"""A card with the traits of the ideal municipality, each of which opens its measure points."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from kompass_desktop.assessment.intensity import bearing_points
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.desktop.charts.score_text import intensity_text
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.profile.trait_bars import TraitBars, TraitRow, trait_rows
from kompass_desktop.desktop.profile.trait_points import TraitPoints
from kompass_desktop.desktop.profile.trait_text import trait_meaning
from kompass_desktop.desktop.theme import set_role
from kompass_desktop.desktop.widgets.elided_label import ElidedLabel
from kompass_desktop.desktop.widgets.key_button import KeyButton
from kompass_desktop.i18n import ntr, tr
from kompass_desktop.instrument.model import Trait

_BACK = (Qt.Key.Key_Escape, Qt.Key.Key_Backspace, Qt.Key.Key_Left)


class TraitCard(QFrame):
    """Shows the traits as bars, or one trait's measure points, the weakest first."""

    point_clicked = Signal(str)
    """The code of a measure point."""

    title_label: ElidedLabel
    hint_label: QLabel
    back_button: KeyButton
    trait_bars: TraitBars
    points_scroll: QScrollArea
    points_holder: QWidget

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "profile/trait_card")
        self._board: Scoreboard | None = None
        self._trait: Trait | None = None
        self.points = TraitPoints()
        self.points.setObjectName("trait_points")
        column = QVBoxLayout(self.points_holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.points)
        column.addStretch(1)
        self.points.installEventFilter(self)
        # Set at once, because the page reads the needed size before anything is shown.
        self.points_scroll.hide()
        self.back_button.hide()
        self.points.point_clicked.connect(self.point_clicked)
        self.trait_bars.trait_clicked.connect(lambda key: self.open(Trait(key)))
        self.back_button.clicked.connect(lambda _checked: self.close_trait())

    @property
    def trait(self) -> Trait | None:
        """The trait whose measure points are shown, or None while all traits are shown."""
        return self._trait

    @property
    def pane(self) -> QWidget:
        """The widget that gets the focus: the bars or the measure points."""
        return self.trait_bars if self._trait is None else self.points

    def show_board(self, board: Scoreboard) -> None:
        """Show the present ratings."""
        self._board = board
        self._show()

    def open(self, trait: Trait) -> None:
        """Show the measure points with a trait."""
        self._trait = trait
        self._show()
        self.points.go_to_first()
        self.points.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_trait(self) -> None:
        """Show all traits again."""
        self._trait = None
        self._show()
        self.trait_bars.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go back to the traits at the same keys that go up a level in the chain's table."""
        is_pressed = watched is self.points and event.type() is QEvent.Type.KeyPress
        if is_pressed and isinstance(event, QKeyEvent) and event.key() in _BACK:
            self.close_trait()
            return True
        return super().eventFilter(watched, event)

    def _show(self) -> None:
        board = self._board
        if board is None:
            return
        rows = trait_rows(board)
        opened = next((row for row in rows if row.wording.trait is self._trait), None)
        self.trait_bars.set_rows(rows)
        self.trait_bars.setVisible(opened is None)
        self.back_button.setVisible(opened is not None)
        self.points_scroll.setVisible(opened is not None)
        set_role(self.title_label, "heading" if opened is None else "strong")
        if opened is None:
            self.title_label.setText(tr("The ideal municipality"))
            self.hint_label.setText(
                tr("points in % of the maximum of the measure points that belong to the trait")
            )
        else:
            self._show_points(board, opened)

    def _show_points(self, board: Scoreboard, row: TraitRow) -> None:
        bearings = bearing_points(board, row.wording.trait)
        self.points.set_bearings(bearings)
        self.title_label.setText(row.wording.name)
        count = len(bearings)
        points = ntr("{0} measure point", "{0} measure points", count).format(count)
        figures = f"{intensity_text(row.intensity)}, {points}"
        self.hint_label.setText(f"{trait_meaning(row.wording.trait)} {figures}.")
