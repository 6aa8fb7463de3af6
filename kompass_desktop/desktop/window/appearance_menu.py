"""The library page's menu «Utseende»: light colours, dark ones, or those of the system."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton

from kompass_desktop.desktop.theme import Appearance, kept_appearance
from kompass_desktop.i18n import mark, tr

_NAMES: Mapping[Appearance, str] = {
    Appearance.LIGHT: mark("Light"),
    Appearance.DARK: mark("Dark"),
    Appearance.AS_SYSTEM: mark("As the system is set"),
}


class AppearanceMenu(QMenu):
    """A menu of the appearances, opened by a button; the one in use is checked."""

    chosen = Signal(object)
    """The `Appearance`."""

    def __init__(self, button: QPushButton) -> None:
        super().__init__(button)
        group = QActionGroup(self)
        for each, name in _NAMES.items():
            action = QAction(tr(name), group)
            action.setCheckable(True)
            action.setChecked(each is kept_appearance())
            action.setData(each)
            self.addAction(action)
        group.triggered.connect(lambda action: self.chosen.emit(action.data()))
        button.setMenu(self)
