"""The library page's menu «Språk»: the languages that the window can be shown in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton

from kompass_desktop.i18n import OFFERED, Language, language


class LanguageMenu(QMenu):
    """Opens from a button; the language in use is ticked."""

    chosen = Signal(object)
    """The `Language`."""

    def __init__(self, button: QPushButton) -> None:
        super().__init__(button)
        group = QActionGroup(self)
        for each, name in OFFERED.items():
            action = QAction(name, group)
            action.setCheckable(True)
            action.setChecked(each is language())
            action.setData(each)
            self.addAction(action)
        group.triggered.connect(lambda action: self.chosen.emit(Language(action.data())))
        button.setMenu(self)
