"""Which part of a page had the focus and where the caret was, to restore both.

A page that still exists gives the focus to the widget that had it; a page that was closed, by a
lock or at the end of a day, to the part that has the same name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from kompass_desktop.desktop.settings import AssessmentSettings

if TYPE_CHECKING:
    from kompass_desktop.desktop.navigation.page import Page

KEEP_MILLISECONDS = 1500
"""The time from a change to when it is stored: the file is not written at every step."""


class FocusMemory(QObject):
    """Follows the focus within a page while the page is used, and restores it."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._last: QWidget | None = None
        self._is_followed = False
        self._pause = QTimer(self, singleShot=True, interval=KEEP_MILLISECONDS)
        self._pause.timeout.connect(self.keep)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    @property
    def _page(self) -> Page:
        # Not stored, because a reference would keep a closed page until garbage collection.
        return cast("Page", self.parent())

    def rest(self) -> None:
        """Store the focus, and stop following it, because other code moves it now."""
        self.keep()
        self._is_followed = False

    def keep_soon(self) -> None:
        """Store it a moment after the last change."""
        if self._is_followed:
            self._pause.start()

    def keep(self) -> None:
        """Store which part has the focus, and the caret in it."""
        self._pause.stop()
        last = self._held
        name = name_of(last, self._page) if last is not None and self._is_followed else ""
        if last is not None and name:
            caret = self._caret_of(name, last)
            self._settings.keep_focus(self._page.focus_setting(), name, caret)

    def give_back(self) -> bool:
        """Give the focus to the widget that had it; return whether one is known."""
        self._is_followed = True
        last = self._held
        if last is None:
            return self.recall()
        last.setFocus(Qt.FocusReason.OtherFocusReason)
        name, caret = self._kept
        # A part that was updated meanwhile may have been filled again, and have lost its caret.
        if name == name_of(last, self._page) and caret != self._caret_of(name, last):
            self._put_caret(name, last, caret)
        return True

    def recall(self) -> bool:
        """Restore the focus that was stored; return whether that was possible."""
        self._is_followed = True
        name, caret = self._kept
        part = self._page.findChild(QWidget, name) if name else None
        if not isinstance(part, QWidget) or not _can_have_focus(part):
            return False
        part.setFocus(Qt.FocusReason.OtherFocusReason)
        self._put_caret(name, part, caret)
        self._page.wait_for_user()
        return True

    @property
    def _kept(self) -> tuple[str, str]:
        """The name of the part that had the focus when it was stored, and its caret."""
        return self._settings.focus(self._page.focus_setting())

    @property
    def _settings(self) -> AssessmentSettings:
        return AssessmentSettings(self._page.session.assessment.id)

    @property
    def _held(self) -> QWidget | None:
        last = self._last
        return last if last is not None and isValid(last) and _can_have_focus(last) else None

    def _caret_of(self, name: str, widget: QWidget) -> str:
        return self._page.caret_in(name) or caret_of(widget)

    def _put_caret(self, name: str, part: QWidget, caret: str) -> None:
        if not self._page.put_caret_in(name, caret):
            put_caret(part, caret)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._is_followed and new is not None and self._page.isAncestorOf(new):
            self._last = new
            self._pause.start()


def name_of(widget: QWidget, page: QWidget) -> str:
    """Return the name of the part of a page that is or contains a widget, or ""."""
    part: QWidget | None = widget
    while part is not None and part is not page:
        name = part.objectName()
        if name and not name.startswith("qt_"):
            return name
        part = part.parentWidget()
    return ""


def caret_of(widget: QWidget) -> str:
    """Return the position of a widget's caret or current cell, as text to store."""
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return str(widget.textCursor().position())
    if isinstance(widget, QLineEdit):
        return str(widget.cursorPosition())
    if isinstance(widget, QAbstractItemView) and widget.currentIndex().isValid():
        index = widget.currentIndex()
        return f"{index.row()} {index.column()}"
    return ""


def put_caret(widget: QWidget, caret: str) -> None:
    """Put the caret or the current cell of a widget where it was."""
    numbers = [int(number) for number in caret.split() if number.isdecimal()]
    if isinstance(widget, QPlainTextEdit | QTextEdit) and numbers:
        cursor = QTextCursor(widget.document())
        cursor.setPosition(min(numbers[0], max(widget.document().characterCount() - 1, 0)))
        widget.setTextCursor(cursor)
    elif isinstance(widget, QLineEdit) and numbers:
        widget.setCursorPosition(numbers[0])
    elif isinstance(widget, QAbstractItemView) and numbers[1:]:
        index = widget.model().index(numbers[0], numbers[1])
        if index.isValid():
            widget.setCurrentIndex(index)


def _can_have_focus(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled()
