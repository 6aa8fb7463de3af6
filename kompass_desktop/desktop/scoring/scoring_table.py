"""The measure points of a question, rated by the team with keys and mouse.

The table has the keyboard focus, not its rows. It knows which measure point is open; its
cursor knows which aspect the next digit rates. It changes no data: it emits `rating_given`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from kompass_desktop.assessment.records import Rating
from kompass_desktop.desktop.rating.rating_cursor import ALL_RATED, RatingCursor, is_level
from kompass_desktop.desktop.rating.rating_input import RatingInput
from kompass_desktop.desktop.rating.rating_keys import ENTER_KEYS, typed_text
from kompass_desktop.desktop.scoring.rating_strip import RatingStrip
from kompass_desktop.desktop.scoring.scoring_head import HEIGHT as HEAD_HEIGHT
from kompass_desktop.desktop.scoring.scoring_head import TABLE_MARGIN, ScoringHead
from kompass_desktop.desktop.scoring.scoring_line import ASPECTS, ScoringLine
from kompass_desktop.desktop.scoring.scoring_row import CODE_WIDTH, GAP, SIDES, ScoringRow
from kompass_desktop.desktop.scoring.table_content import TableContent
from kompass_desktop.desktop.widgets.layouts import activate_layouts, activate_layouts_around
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import AspectWording, InformantGroup

SCORING_KEYS = "PIFG"
"""Keys that are no level and no aspect: three flags, and accepting what is proposed."""

_ACCEPT = "G"


class ScoringTable(QScrollArea):
    """Shows a question's measure points, one of them open, and rates the open one.

    0-4 rate the current aspect and move on, Backspace takes back to the proposal, P and I
    set the flags; Enter accepts what is proposed and goes on.
    """

    rating_given = Signal(Rating)
    run_began = Signal()
    """A row of typed characters began; what it rates may have to be undone if it is text."""
    text_typed = Signal(str, object)
    """Text was typed: all of it, and the team's rating before its first character."""
    refused = Signal()
    """A key for rating did nothing, because the user has not clicked or moved to the table."""
    stepped = Signal(int)
    """The next measure point (1) or the one before (-1) is to be shown."""
    look_requested = Signal()
    """The interviews disagree on the proposal; accepting it a second time takes it."""
    all_accepted = Signal()
    """All that is proposed in the question is to be accepted."""
    point_chosen = Signal(str)
    """Another measure point was opened, by its code."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # The code of the measure point whose disagreement the user was asked to look at.
        self._looked_at = ""
        self._lines: list[ScoringLine] = []
        self._rows: list[ScoringRow] = []
        self._wordings: tuple[AspectWording, ...] = ()
        self._groups: tuple[InformantGroup, ...] = ()
        self._current = 0
        self.rating_cursor = RatingCursor(SCORING_KEYS)
        self._head = ScoringHead(self)
        self.strip = RatingStrip()
        self._strip_holder = QWidget()
        self._content = TableContent()
        self._column = QVBoxLayout(self._content)
        self._input = RatingInput(self, self.rating_cursor, self._make_keys(), self._waits_for_user)
        self._connect_input()
        self._lay_out()
        self._connect_strip()

    def _lay_out(self) -> None:
        self._column.setContentsMargins(TABLE_MARGIN, 2, TABLE_MARGIN, 4)
        self._column.setSpacing(0)
        inner = QVBoxLayout(self._strip_holder)
        inner.setContentsMargins(SIDES + CODE_WIDTH + GAP, 0, SIDES, 9)
        inner.addWidget(self.strip)
        self._column.addWidget(self._strip_holder)
        self._column.addStretch(1)
        self.setWidget(self._content)
        self._content.setAutoFillBackground(False)
        self.setWidgetResizable(True)
        self.setViewportMargins(0, HEAD_HEIGHT, 0, 0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Measure points"))

    @property
    def reason_field(self) -> QLineEdit:
        """The field for the reason of the open measure point's rating."""
        return self.strip.reason_field

    @property
    def rows(self) -> list[ScoringRow]:
        """The lines, from the top."""
        return self._rows[: len(self._lines)]

    @property
    def lines(self) -> list[ScoringLine]:
        """The measure points that are shown, from the top."""
        return list(self._lines)

    @property
    def line(self) -> ScoringLine | None:
        """The open line; None while the table is empty."""
        return self._lines[self._current] if self._lines else None

    @property
    def aspect_at(self) -> int:
        """The index 0-3 of the aspect that the next digit rates; 4 when it rates nothing."""
        return self.rating_cursor.at

    def set_aspects(self, wordings: tuple[AspectWording, ...]) -> None:
        """Set the instrument's wordings of the four aspects."""
        self._wordings = wordings
        self.rating_cursor.set_aspects([wording.letter for wording in wordings])

    def set_groups(self, groups: Sequence[InformantGroup]) -> None:
        """Set the informant groups that have a column."""
        self._groups = tuple(groups)
        self._head.groups.set_groups(groups)
        for row in self._rows:
            row.groups.set_groups(groups)

    def name_rater(self, name: str) -> None:
        """Say whose rating is shown and given: a team member's, or with "" the team's."""
        self._head.name_rater(name)

    def show_lines(self, lines: Sequence[ScoringLine], code: str) -> None:
        """Show a question's measure points, and open the one with this code, else the first."""
        self._lines = list(lines)
        self.reserve_rows(len(lines))
        for row, line in zip(self._rows, lines, strict=False):
            row.show_line(line)
            row.show()
        for row in self._rows[len(lines) :]:
            row.hide()
        codes = [line.point.code for line in lines]
        self.verticalScrollBar().setValue(0)
        self._open(codes.index(code) if code in codes else 0)

    def reserve_rows(self, count: int) -> None:
        """Create rows for a number of measure points, so that no key has to wait for one."""
        while len(self._rows) < count:
            self._add_row()

    def set_line(self, line: ScoringLine) -> None:
        """Show a line that has changed; if a level was undone, the cursor moves to its aspect."""
        for index, old in enumerate(self._lines):
            if old.point.code == line.point.code:
                self._lines[index] = line
                self._rows[index].show_line(line)
                if index == self._current:
                    self.rating_cursor.follow(old.team, line.team)
        self._show_active()
        self.updateGeometry()

    def open_point(self, code: str) -> None:
        """Open the measure point with this code, if the table has it."""
        for index, line in enumerate(self._lines):
            if line.point.code == code and index != self._current:
                self._open(index)

    def sizeHint(self) -> QSize:
        lines = self._column.heightForWidth(self.viewport().width())
        return QSize(600, lines + HEAD_HEIGHT + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:
        return QSize(400, 150)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._head.setGeometry(0, 0, self.viewport().width(), HEAD_HEIGHT)
        self.updateGeometry()

    def _add_row(self) -> None:
        row = ScoringRow()
        row.groups.set_groups(self._groups)
        index = len(self._rows)
        row.clicked.connect(partial(self._click, index))
        row.aspect_clicked.connect(partial(self._click, index))
        row.accept_clicked.connect(partial(self._accept_at, index))
        self._rows.append(row)
        self._column.insertWidget(self._column.count() - 1, row)
        row.hide()

    def key_help(self) -> list[tuple[str, str]]:
        """Return the table's keys and what they do, for the key help (F1)."""
        return [
            ("0–4", tr("Set system, extent, result and evaluation in turn")),
            ("Enter", tr("Accept the proposal, if there is one, and go to the next measure point")),
            ("G", tr("Accept the proposal")),
            ("Shift G", tr("Accept all proposals in the question, except disagreements")),
            ("↑ ↓", tr("The measure point above and below")),
            ("← →", tr("The aspect to the left and right")),
            ("S O R E", tr("Choose an aspect")),
            ("P", tr("Only decided or planned")),
            ("I", tr("Not in focus")),
            ("F", tr("Follow up")),
            (tr("Backspace"), tr("Remove a level, so that the proposal counts again")),
        ]

    def _connect_input(self) -> None:
        self._input.rated.connect(self._rate_with)
        self._input.active_changed.connect(self._show_active)
        self._input.run_began.connect(self.run_began)
        self._input.text_typed.connect(self.text_typed)
        self._input.refused.connect(self.refused)

    def _connect_strip(self) -> None:
        self.strip.level_chosen.connect(self._choose_level)
        self.strip.level_cleared.connect(self._clear_level)
        self.strip.planned_only_toggled.connect(self._toggle_planned_only)
        self.strip.not_in_focus_toggled.connect(self._toggle_not_in_focus)
        self.strip.follow_up_toggled.connect(self._toggle_follow_up)

    # Rating

    def _give(self, index: int, level: int | None) -> None:
        line = self.line
        if line is not None:
            self._go_to_aspect(index if level is None else index + 1)
            self.rating_given.emit(line.with_level(index, level))
            self._show_active()

    def _choose_level(self, level: int) -> None:
        self._input.take_focus_by_mouse()
        self._give(min(self.rating_cursor.at, ALL_RATED - 1), level)

    def _clear_level(self) -> None:
        self._input.take_focus_by_mouse()
        self._give(min(self.rating_cursor.at, ALL_RATED - 1), None)

    def _take_back(self) -> None:
        """Remove the level of the aspect before the current one, else the last, else the flags."""
        line = self.line
        if line is None:
            return
        given = [index for index, level in enumerate(line.team.levels) if level is not None]
        if self.rating_cursor.at - 1 in given:
            self._give(self.rating_cursor.at - 1, None)
        elif given:
            self._give(given[-1], None)
        else:
            self.rating_given.emit(line.without_flags())

    def _toggle_planned_only(self) -> None:
        if self.line is not None:
            self.rating_given.emit(self.line.with_planned_only_toggled())
            self._show_active()

    def _toggle_not_in_focus(self) -> None:
        if self.line is not None:
            self.rating_given.emit(self.line.with_not_in_focus_toggled())
            self._show_active()

    def _toggle_follow_up(self) -> None:
        if self.line is not None:
            self.rating_given.emit(self.line.with_follow_up_toggled())
            self._show_active()

    def accept(self) -> bool:
        """Make what is proposed for the open line the team's rating.

        Where the interviews disagree, the first call only asks the user to look at it, and
        the second accepts. Returns False if the proposal is still to be accepted.
        """
        line = self.line
        if line is None or not line.can_accept:
            return True
        if line.is_disagreement and self._looked_at != line.point.code:
            self._looked_at = line.point.code
            self._show_active()
            self.look_requested.emit()
            return False
        self.rating_cursor.at = ALL_RATED
        self.rating_given.emit(line.accepted())
        return True

    def _accept_at(self, index: int) -> None:
        self._click(index)
        self.accept()

    def _accept_and_go_on(self) -> None:
        if self.accept():
            self.stepped.emit(1)

    # The open line and the current aspect

    def arm(self) -> None:
        """Activate rating by keys if the table has the focus."""
        self._input.arm(True)

    def disarm(self) -> None:
        """Deactivate rating by keys until the user moves to the table or clicks it."""
        self._input.arm(False)

    def return_to(self, index: int) -> None:
        """Make the aspect at an index 0-3 current again; another index changes nothing."""
        if index < ALL_RATED:
            self._go_to_aspect(index)
            self._show_active()

    def _open(self, index: int) -> None:
        self._looked_at = ""
        self._current = index
        line = self.line
        for at, row in enumerate(self._rows):
            row.set_current(at == index)
        self._column.removeWidget(self._strip_holder)
        self._column.insertWidget(index + 1, self._strip_holder)
        self._strip_holder.setVisible(line is not None)
        if line is None:
            return
        self.rating_cursor.open(line.team)
        self._show_active()
        self._reveal()
        self.point_chosen.emit(line.point.code)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._lines:
            self._reveal()

    def _reveal(self) -> None:
        if not self.isVisible():
            # Its size is not set yet, so it would be scrolled too far.
            return
        # The table's size is set first; otherwise the rows would be laid out twice.
        activate_layouts(*self.rows, self.strip, self._strip_holder)
        self.updateGeometry()
        activate_layouts_around(self)
        self._column.activate()
        self.ensureWidgetVisible(self._strip_holder, 0, 4)
        self.ensureWidgetVisible(self._rows[self._current], 0, 4)

    def _show_active(self) -> None:
        for index, row in enumerate(self._rows):
            here = index == self._current and self._input.is_active
            row.set_active(
                self.rating_cursor.at if here and self.rating_cursor.at < ALL_RATED else None
            )
        line = self.line
        if line is not None:
            aspect = min(self.rating_cursor.at, ALL_RATED - 1)
            self.strip.show_aspect(line, aspect, self._wordings[aspect])
            self._content.set_open(
                self._rows[self._current], self._strip_holder, self._input.is_active
            )
            self.setAccessibleDescription(
                f"{line.point.code} {line.point.statement}: {self._wordings[aspect].name}"
            )
        self._show_hint(line)

    def _show_hint(self, line: ScoringLine | None) -> None:
        hint = ""
        if self.hasFocus() and not self.rating_cursor.is_armed:
            hint = tr("Arrow key or click: rate")
        elif line is not None and line.can_accept and self._looked_at == line.point.code:
            hint = tr("Disagreement: see below. Enter once more accepts")
        self.strip.show_hint(hint)

    def _go_to_aspect(self, index: int) -> None:
        self.rating_cursor.at = index
        if self.line is not None:
            self.rating_cursor.keep_aspect(self.line.team)

    def _click(self, index: int, aspect: int | None = None) -> None:
        self._input.take_focus_by_mouse()
        if index != self._current:
            self._open(index)
            # After a click keys rate it, even if `may_rate_at_once` is false.
            self._input.arm(True)
        if aspect is not None:
            self._go_to_aspect(aspect)
        self._show_active()

    def _step(self, step: int) -> None:
        self.arm()
        self.stepped.emit(step)

    def _step_aspect(self, step: int) -> None:
        if not self.rating_cursor.is_armed:
            self.arm()
            return
        self._go_to_aspect(max(0, min(len(ASPECTS) - 1, self.rating_cursor.at + step)))
        self._show_active()

    # Keys

    def event(self, event: QEvent) -> bool:
        """Take typed characters as keys of the table before shortcuts of the page get them."""
        is_asked = event.type() is QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and typed_text(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat() and Qt.Key(event.key()) in ENTER_KEYS:
            return
        if not self._input.take(event, self.line.team if self.line is not None else None):
            event.ignore()

    def _rate_with(self, letter: str, modifiers: Qt.KeyboardModifier) -> None:
        if is_level(letter):
            if self.rating_cursor.at < ALL_RATED:
                self._give(self.rating_cursor.at, int(letter))
        elif letter == "P":
            self._toggle_planned_only()
        elif letter == "I":
            self._toggle_not_in_focus()
        elif letter == "F":
            self._toggle_follow_up()
        elif letter == _ACCEPT and modifiers & Qt.KeyboardModifier.ShiftModifier:
            self.all_accepted.emit()
        elif letter == _ACCEPT:
            self.accept()
        else:
            self._go_to_aspect(self.rating_cursor.aspect_of(letter))
            self._show_active()

    def _waits_for_user(self, key: Qt.Key) -> bool:
        """Whether a key changes a rating, and so must wait until the table is armed."""
        is_change = key in ENTER_KEYS and self.line is not None and self.line.can_accept
        return is_change or key is Qt.Key.Key_Backspace

    def _make_keys(self) -> dict[Qt.Key, Callable[[], None]]:
        return {
            Qt.Key.Key_Return: self._accept_and_go_on,
            Qt.Key.Key_Enter: self._accept_and_go_on,
            Qt.Key.Key_Backspace: self._take_back,
            Qt.Key.Key_Up: partial(self._step, -1),
            Qt.Key.Key_Down: partial(self._step, 1),
            Qt.Key.Key_Left: partial(self._step_aspect, -1),
            Qt.Key.Key_Right: partial(self._step_aspect, 1),
        }

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._input.focus_in(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._input.focus_out()
