"""The gate of the locked window: while it is shut, only the lock page can be seen or used.

That holds whatever else goes on, such as a save that fails, a dialog at work or a report that
is being made: their widgets are taken out of the window, every action and shortcut is disabled,
and windows that open meanwhile are hidden until the gate opens.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAction, QClipboard, QGuiApplication, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QMainWindow,
    QStackedWidget,
    QToolTip,
    QWidget,
)
from shiboken6 import isValid

from kompass_desktop.desktop.runtime.dialogs import close_dialogs, dismiss

WORKS_WHEN_LOCKED = "works_when_locked"
"""The property of an action that ends the program, which anybody may do."""

_TITLE = "Kompass"
_LOOK_MILLISECONDS = 20


class LockGate(QObject):
    """Shuts a window except one page of its stack; `around` are the widgets beside the stack."""

    def __init__(
        self, window: QMainWindow, stack: QStackedWidget, around: Sequence[QWidget]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._stack = stack
        self._around = tuple(around)
        self._page: QWidget | None = None
        self._out: list[QWidget] = []
        self._store = QWidget()
        window.destroyed.connect(self._store.deleteLater)
        self._disabled: list[QAction | QShortcut] = []
        self._followed: list[QAction] = []
        self._held: list[QDialog] = []
        self._copied = ""
        # Not an event filter of the application: PySide would wrap objects that are half made.
        self._looking = QTimer(self, interval=_LOOK_MILLISECONDS)
        self._looking.timeout.connect(self._look)
        stack.currentChanged.connect(self._keep_page)
        window.windowTitleChanged.connect(self._keep_title)

    @property
    def holds_dialogs(self) -> bool:
        """Whether a dialog that could not be closed, because it is at work, is hidden."""
        self._held = [dialog for dialog in self._held if isValid(dialog)]
        return bool(self._held)

    def shut(self, page: QWidget) -> None:
        """Add a page to the stack, and hide and disable everything else."""
        self._disable_keys()
        self._page = page
        self._stack.addWidget(page)
        self._take_out()
        for widget in self._around:
            widget.setEnabled(False)
            widget.hide()
        QToolTip.hideText()
        self._hide_other_windows()
        self._looking.start()
        self._empty_clipboard()

    def open(self) -> None:
        """Remove the page, and show and enable again what was hidden and disabled."""
        page, self._page = self._page, None
        self._looking.stop()
        self._bring_back()
        if page is not None:
            self._stack.removeWidget(page)
        status_bar = self._around[-1]
        status_bar.show()
        for widget in self._around:
            widget.setEnabled(True)
        for action in filter(isValid, self._followed):
            action.enabledChanged.disconnect(self._keep_disabled)
        for each in filter(isValid, self._disabled):
            each.setEnabled(True)
        self._followed, self._disabled = [], []
        if self._copied:
            QGuiApplication.clipboard().setText(self._copied)
            self._copied = ""

    def show_held(self) -> None:
        """Show the dialogs again that were at work or came while the gate was shut."""
        held, self._held = self._held, []
        for dialog in filter(isValid, held):
            dialog.finished.disconnect(self._let_go)
            dialog.show()

    @contextmanager
    def lifted(self) -> Iterator[None]:
        """Have the pages in the stack while they are closed; nothing is painted meanwhile."""
        self._bring_back()
        try:
            yield
        finally:
            # Closing pages brings the library page up to date, with its keys.
            self._disable_keys()
            self._take_out()

    def dismiss_held(self) -> None:
        """Close the hidden dialogs that are no longer at work."""
        for dialog in filter(isValid, list(self._held)):
            dismiss(dialog)

    # Within

    def _hide(self, widget: QWidget) -> None:
        # A dialog that was shown by `exec` gets its answer by being hidden, and has ended.
        is_asked = widget.windowModality() == Qt.WindowModality.ApplicationModal
        if isinstance(widget, QDialog) and not is_asked and widget not in self._held:
            self._held.append(widget)
            widget.finished.connect(self._let_go)
        widget.hide()

    def _let_go(self) -> None:
        dialog = self.sender()
        if isinstance(dialog, QDialog) and dialog in self._held:
            self._held.remove(dialog)

    def _look(self) -> None:
        """Hide the windows and disable the keys that were made since."""
        self._hide_other_windows()
        self._disable_keys()

    def _hide_other_windows(self) -> None:
        if self._page is None or not self._window.isVisible():
            return
        others = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
        for widget in others:
            if not self._is_allowed(widget):
                self._hide(widget)
                self._window.activateWindow()

    def _is_allowed(self, thing: QObject) -> bool:
        if thing is self._window:
            return True
        parent: QObject | None = thing
        while parent is not None:
            if parent is self._page:
                return True
            parent = parent.parent()
        return False

    def _disable_keys(self) -> None:
        for action in self._window.findChildren(QAction):
            if action.property(WORKS_WHEN_LOCKED) or self._is_allowed(action):
                continue
            if action not in self._followed:
                self._followed.append(action)
                action.enabledChanged.connect(self._keep_disabled)
            self._disable(action)
        for shortcut in self._window.findChildren(QShortcut):
            if not shortcut.property(WORKS_WHEN_LOCKED) and not self._is_allowed(shortcut):
                self._disable(shortcut)

    def _disable(self, key: QAction | QShortcut) -> None:
        if key.isEnabled():
            key.setEnabled(False)
            if key not in self._disabled:
                self._disabled.append(key)

    def _keep_disabled(self) -> None:
        """Disable at once what its owner enables: its page does not know of the lock."""
        action = self.sender()
        if isinstance(action, QAction):
            self._disable(action)

    def _take_out(self) -> None:
        """Take all pages but the one out of the window, so that no tool finds them in it."""
        if self._page is None:
            return
        self._stack.setCurrentWidget(self._page)
        for widget in [self._stack.widget(index) for index in range(self._stack.count())]:
            if widget is not None and widget is not self._page:
                self._stack.removeWidget(widget)
                widget.setParent(self._store)
                self._out.append(widget)
        self._window.setWindowTitle(_TITLE)
        self._page.setFocus()

    def _bring_back(self) -> None:
        for widget in filter(isValid, self._out):
            self._stack.addWidget(widget)
        self._out = []

    def _keep_page(self) -> None:
        if self._page is not None and not self._out and self._stack.currentWidget() is None:
            self._stack.setCurrentWidget(self._page)

    def _keep_title(self, title: str) -> None:
        if self._page is not None and title != _TITLE:
            self._window.setWindowTitle(_TITLE)

    def _empty_clipboard(self) -> None:
        """Keep what was copied here until the gate opens: it could be pasted and read."""
        clipboard = QGuiApplication.clipboard()
        if clipboard.ownsClipboard():
            self._copied = clipboard.text()
            clipboard.clear()
        if clipboard.supportsSelection() and clipboard.ownsSelection():
            clipboard.clear(QClipboard.Mode.Selection)


def close_what_is_open() -> None:
    """Answer every dialog and menu as Esc does; those at work stay."""
    for _ in range(len(QApplication.topLevelWidgets())):
        if QApplication.activePopupWidget() is None:
            break
        close_dialogs()
    close_dialogs()
