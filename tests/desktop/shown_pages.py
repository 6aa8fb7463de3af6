"""Pages in a window of their own, as large as a small laptop's."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias, TypeVar
from weakref import WeakSet

from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kompass_desktop.desktop.navigation.page import Page
from kompass_desktop.desktop.session import Session

SessionOf: TypeAlias = Callable[[str], Session]
"""Opens a bundled example, by name."""

PageT = TypeVar("PageT", bound=Page)


class ShownPages:
    """Shows pages, and leaves them as the window does before the library is closed."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        # Weak, so that a test can let a page go.
        self._shown: WeakSet[Page] = WeakSet()

    def show(self, page: PageT, width: int = 1366, height: int = 696) -> PageT:
        """Show a page (px) in the active window; it is not entered yet."""
        self._qtbot.addWidget(page)
        page.resize(width, height)
        with self._qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        self._shown.add(page)
        return page

    def open(self, page: PageT) -> PageT:
        """Show a page and enter it, as the window does."""
        self.show(page)
        page.enter()
        return page

    def leave_all(self) -> None:
        """Let every page hand over what is typed and stop what it does by itself."""
        for page in list(self._shown):
            if isValid(page):
                page.leave()
