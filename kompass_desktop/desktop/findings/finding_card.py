"""A finding as a card that can be chosen, written on, and dragged."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QMargins, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kompass_desktop.assessment.records import Finding
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.findings.finding_editor import FindingEditor
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.i18n import mark, ntr, tr

MOST_LINES = 12
GRIP = 14
MARGINS = QMargins(10, 8, 8, 7)

ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)


class CardState(Enum):
    """Whether what a card shows is a finding, or not yet one."""

    FINDING = "finding"
    DRAFT = "draft"
    REJECTED = "rejected"


_STATES = {CardState.DRAFT: mark("draft"), CardState.REJECTED: mark("rejected")}
_REJECTION_SIGNS = {
    CardState.DRAFT: "\N{MULTIPLICATION X}",
    CardState.REJECTED: "\N{ANTICLOCKWISE OPEN CIRCLE ARROW}",
}
_REJECTIONS = {CardState.DRAFT: mark("Reject"), CardState.REJECTED: mark("Make it a draft again")}


@dataclass(frozen=True)
class CardContent:
    """What a card shows: a finding or a draft of one, and how many notes its code has.

    `is_changed` says that the measure point is rated otherwise than when the team decided,
    `is_planned` that an improvement of the plan comes from it.
    """

    finding: Finding
    notes: int
    state: CardState = CardState.FINDING
    is_changed: bool = False
    is_planned: bool = False


class FindingCard(QFrame):
    """Shows one finding; emits what the user does to it and changes no data.

    Its signals do not contain the finding, which the owner of the card knows.
    """

    chosen = Signal()
    edit_requested = Signal()
    accept_requested = Signal()
    """A draft is to become a finding."""
    reject_requested = Signal()
    """A draft is to be rejected; a rejected one is to be a draft again."""
    text_typed = Signal(str)
    edit_committed = Signal(str)
    edit_cancelled = Signal()
    arrow_pressed = Signal(int)
    """The key: one of Qt.Key_Up, Key_Down, Key_Left and Key_Right."""
    menu_requested = Signal(QPoint)
    """Where on the screen."""
    picked_up = Signal()
    mark_toggled = Signal()
    """It is to be one of several findings that go into the plan together, or no longer."""

    def __init__(self, content: CardContent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finding = content.finding
        self.state = content.state
        self._content: CardContent | None = None
        self._editor: FindingEditor | None = None
        self._pressed_at: QPoint | None = None
        self._is_current = False
        self._is_marked = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._text = WrappedText()
        self._text.setMaximumLines(MOST_LINES)
        self._code = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._code.setProperty("role", "code")
        self._notes = QLabel()
        self._notes.setProperty("role", "small")
        self._planned = QLabel(tr("in the plan"))
        self._planned.setProperty("role", "small")
        self._planned.setToolTip(tr("An improvement on the page Plan comes from the finding"))
        self._changed = WrappedText()
        self._changed.setProperty("role", "small")
        self._buttons: list[QPushButton] = []
        self._lay_out()
        self.show_content(content)
        theme.notifier.changed.connect(self._show_grip)

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(MARGINS)
        self._column.setSpacing(5)
        self._column.addWidget(self._text)
        foot = QHBoxLayout()
        foot.setSpacing(5)
        self._grip = QLabel()
        self._show_grip()
        for part in (self._code, self._notes, self._planned):
            foot.addWidget(part)
        foot.addStretch(1)
        foot.addWidget(self._grip)
        self._foot = foot
        self._column.addWidget(self._changed)
        self._column.addLayout(foot)

    def show_content(self, content: CardContent) -> None:
        """Show another state of the same finding; text that is being written is kept."""
        if content == self._content:
            return
        self._content = content
        self.finding = content.finding
        self._text.setText(content.finding.text)
        code = " ".join(content.finding.codes)
        self._code.setText(code)
        self._code.setVisible(bool(code))
        self._show_state(content)
        self._changed.setText(tr("the measure point has changed since"))
        self._changed.setVisible(content.is_changed)
        self._planned.setVisible(content.is_planned)
        planned = self._planned.text() if content.is_planned else ""
        spoken = [content.finding.text, self._notes.text() if self.is_draft else "", planned]
        self._spoken = " · ".join(part for part in spoken if part)
        self._speak()

    @property
    def is_draft(self) -> bool:
        """Whether it is no finding yet."""
        return self.state is not CardState.FINDING

    def _show_state(self, content: CardContent) -> None:
        self.state = content.state
        theme.set_role(self, "draft" if self.is_draft else "finding")
        font = self._text.font()
        if font.italic() != self.is_draft:
            font.setItalic(self.is_draft)
            self._text.setFont(font)
        # A draft's buttons leave no room for how many notes there are.
        notes = _notes_counted(content.notes) if content.notes else ""
        self._notes.setText(tr(_STATES[content.state]) if self.is_draft else notes)
        self._notes.setVisible(bool(self._notes.text()))
        self._show_buttons()

    def _show_buttons(self) -> None:
        """Give a draft its two buttons; no key stops at them, as the card has the keys."""
        if self.is_draft and not self._buttons:
            for signal in (self.accept_requested, self.reject_requested):
                button = QPushButton()
                button.setProperty("role", "small")
                button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                button.setCursor(Qt.CursorShape.ArrowCursor)
                button.clicked.connect(signal)
                self._buttons.append(button)
                self._foot.addWidget(button)
        for button in self._buttons:
            button.setVisible(self.is_draft)
        self._grip.setVisible(not self.is_draft)
        if self.is_draft:
            accept, reject = self._buttons
            accept.setText(tr("Accept") + " \N{RETURN SYMBOL}")
            accept.setToolTip(tr("Make the draft a finding (Enter)"))
            reject.setText(_REJECTION_SIGNS[self.state])
            reject.setAccessibleName(tr(_REJECTIONS[self.state]))
            reject.setToolTip(f"{reject.accessibleName()} (Delete)")

    def set_current(self, current: bool) -> None:
        """Mark the card, or not, as the one that the keys and the details are about."""
        if current != self._is_current:
            self._is_current = current
            self.update()

    @property
    def is_marked(self) -> bool:
        """Whether it is one of several findings that go into the plan together."""
        return self._is_marked

    def set_marked(self, marked: bool) -> None:
        """Mark the card, or not, as one of several that go into the plan together."""
        if marked != self._is_marked:
            self._is_marked = marked
            self._speak()
            self.update()

    def _speak(self) -> None:
        chosen = tr("{0} · chosen") if self._is_marked else "{0}"
        self.setAccessibleName(chosen.format(self._spoken))

    @property
    def is_editing(self) -> bool:
        """Whether its text is being written."""
        return self._editor is not None

    @property
    def editor(self) -> FindingEditor | None:
        """The field in which its text is being written, or None."""
        return self._editor

    def begin_edit(self) -> None:
        """Show a field instead of the text, with the cursor at its end."""
        if self._editor is not None:
            return
        editor = FindingEditor(self.finding.text, self)
        editor.textChanged.connect(lambda: self.text_typed.emit(editor.toPlainText()))
        editor.committed.connect(self.commit_edit)
        editor.cancelled.connect(self._cancel)
        self._editor = editor
        self._text.hide()
        self._column.insertWidget(0, editor)
        editor.show()
        self.setFocusProxy(editor)
        editor.setFocus()

    def commit_edit(self) -> None:
        """End the writing, if there is any, and emit `edit_committed` with the text."""
        if self._editor is not None:
            text = self._editor.toPlainText()
            self._end_edit()
            self.edit_committed.emit(text)

    def _cancel(self) -> None:
        if self._editor is not None:
            self._end_edit()
            self.edit_cancelled.emit()

    def _end_edit(self) -> None:
        editor = self._editor
        if editor is None:
            return
        # First, as losing the focus would commit the text a second time.
        self._editor = None
        keeps_focus = editor.hasFocus()
        self.setFocusProxy(None)  # type: ignore[arg-type]  # None is what takes it away
        if keeps_focus:
            self.setFocus()
        self._column.removeWidget(editor)
        editor.hide()
        editor.deleteLater()
        self._text.show()

    # Called by Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and event.key() in ARROWS:
            self.arrow_pressed.emit(event.key())
        elif plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.accept_requested if self.is_draft else self.edit_requested).emit()
        elif plain and event.key() == Qt.Key.Key_Space and not self.is_draft:
            self.mark_toggled.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.chosen.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and not self.is_draft:
            self.mark_toggled.emit()
        elif event.button() is Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None or self.is_editing:
            return
        moved = event.position().toPoint() - self._pressed_at
        if moved.manhattanLength() >= QApplication.startDragDistance():
            self._pressed_at = None
            self.picked_up.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = None
        self.edit_requested.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.menu_requested.emit(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        if self.hasFocus():
            # Painted here, because a wider edge in the style would change the cards' layout.
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("accent"), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 5, 5)
        if self._is_current:
            bar = QRect(1, 5, 3, self.height() - 10)
            painter.fillRect(bar, theme.color("accent"))
        if self._is_marked:
            self._draw_mark(painter)
        painter.end()

    def _draw_mark(self, painter: QPainter) -> None:
        """Paint a tick in the upper right corner."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        circle = QRectF(self.width() - GRIP - 4, 3, GRIP, GRIP)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawEllipse(circle)
        painter.setFont(theme.font(10, QFont.Weight.Bold))
        painter.setPen(theme.color("on_accent"))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, "\N{CHECK MARK}")

    def _show_grip(self) -> None:
        self._grip.setPixmap(theme.icon("grip-vertical", "text_faint", GRIP).pixmap(GRIP, GRIP))


def _notes_counted(notes: int) -> str:
    return ntr("{0} note", "{0} notes", notes).format(notes)
