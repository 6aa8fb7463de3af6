"""One conflict: both sides beside each other, each with a button to choose it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kompass_desktop.i18n import tr

LETTERS_IN_A_LINE = 90
LEAST_LINES, MOST_LINES = 3, 12
"""How many lines the field for both texts shows."""


@dataclass(frozen=True)
class Side:
    """One side of a conflict: its text, its author and time, its button's text, and its state."""

    text: str
    who: str
    choice: str
    is_in_force: bool


class ConflictCard(QFrame):
    """Shows a conflict; emits the index of the side that was chosen.

    `both` is the joined text of the sides, or None if the field is not a text. It is offered
    below them for editing; `written` is emitted with the accepted text.
    """

    chosen = Signal(int)
    written = Signal(str)

    def __init__(
        self,
        heading: str,
        sides: Sequence[Side],
        parent: QWidget | None = None,
        both: str | None = None,
    ) -> None:
        super().__init__(parent)
        self._both = both
        self.join_button: QPushButton | None = None
        self.editor: QPlainTextEdit | None = None
        self.accept_button: QPushButton | None = None
        self.setProperty("role", "card")
        self.setAccessibleName(heading)
        self.buttons: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        self.heading_label = _label(heading, "strong")
        column.addWidget(self.heading_label)
        row = QHBoxLayout()
        row.setSpacing(10)
        for index, side in enumerate(sides):
            row.addWidget(self._side(index, side), 1)
        column.addLayout(row)
        if both is not None:
            self.join_button = _button(tr("Both …"), self)
            self.join_button.setToolTip(tr("Join the texts, and edit them before they apply"))
            self.join_button.clicked.connect(self._offer_both)
            column.addWidget(self.join_button, 0, Qt.AlignmentFlag.AlignLeft)

    def focus_first(self) -> None:
        """Give the first button the focus."""
        self.buttons[0].setFocus()

    def _offer_both(self) -> None:
        """Replace the button with a field that contains both texts."""
        if self.join_button is None or self._both is None:
            return
        self.join_button.hide()
        editor = self.editor = QPlainTextEdit(self._both, self)
        editor.setAccessibleName(tr("Both texts together"))
        editor.setTabChangesFocus(True)
        lines = self._both.count("\n") + len(self._both) // LETTERS_IN_A_LINE + 2
        height = editor.fontMetrics().lineSpacing() * max(LEAST_LINES, min(lines, MOST_LINES))
        editor.setFixedHeight(height + 20)
        self.accept_button = _button(tr("Use this text"), self)
        self.accept_button.setProperty("role", "primary")
        self.accept_button.setToolTip(tr("Ctrl+Enter"))
        self.accept_button.clicked.connect(self._accept)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(key), editor, self._accept)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        column = self.layout()
        if column is not None:
            column.addWidget(editor)
            column.addWidget(self.accept_button)
            column.setAlignment(self.accept_button, Qt.AlignmentFlag.AlignLeft)
        # A layout shows an added widget only later, and a hidden one cannot get the focus.
        editor.show()
        editor.setFocus()
        editor.moveCursor(QTextCursor.MoveOperation.End)

    def _accept(self) -> None:
        if self.editor is not None:
            self.written.emit(self.editor.toPlainText())

    def _side(self, index: int, side: Side) -> QWidget:
        frame = QFrame(self)
        frame.setProperty("role", "in-force" if side.is_in_force else "finding")
        column = QVBoxLayout(frame)
        column.setContentsMargins(10, 8, 10, 8)
        who = tr("{0} · applies now").format(side.who) if side.is_in_force else side.who
        column.addWidget(_label(who, "detail"))
        text = _label(side.text, "")
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(text)
        column.addStretch()
        button = _button(side.choice, frame)
        button.setAccessibleName(f"{side.choice}: {side.text}")
        button.clicked.connect(lambda: self.chosen.emit(index))
        self.buttons.append(button)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return frame


def _button(text: str, parent: QWidget) -> QPushButton:
    button = QPushButton(text, parent)
    button.setAutoDefault(False)
    return button


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return label
