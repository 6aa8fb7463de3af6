"""What can be done on the findings page, each with its key and its place in the menu."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from kompass_desktop.assessment.records import FindingKind
from kompass_desktop.desktop.actions import WITHIN, add_area_keys
from kompass_desktop.instrument.model import Instrument


class FindingsActions(QMenu):
    """The menu of a finding; its actions, and some that need no finding, are the page's too."""

    area_requested = Signal(int)
    """Another area is to be shown, by its number."""
    area_stepped = Signal(int)
    """The area before (-1) or after (1) is to be shown."""
    area_move_requested = Signal(int)
    """The finding is to go to another area, by its number."""
    place_moved = Signal(int)
    """The finding is to go up (-1) or down (1) in its column."""
    column_moved = Signal(int)
    """The finding is to go to the column at the left (-1) or the right (1)."""
    new_requested = Signal(str)
    """A new finding of a kind is to be begun."""

    def __init__(self, page: QWidget, instrument: Instrument) -> None:
        super().__init__(page)
        self._page = page
        self.edit = self._listed(self.tr("Rediger funnet"), "F2")
        self.link = self._listed(self.tr("Knytt til målepunkt …"), "Ctrl+K")
        self.unlink = self.addAction(self.tr("Løsne fra målepunktet"))
        self.addSeparator()
        self._add_moves()
        self.areas_menu = self._areas_menu(instrument)
        self.addSeparator()
        self.delete = self._listed(self.tr("Slett funnet"), "Del")
        self._add_new()
        self._add_area_keys(instrument)

    def _listed(self, text: str, keys: str) -> QAction:
        """Make an action of both the menu and the page."""
        action = self._make(text, keys)
        self.addAction(action)
        return action

    def _make(self, text: str, keys: str) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(WITHIN)
        self._page.addAction(action)
        return action

    def _add_moves(self) -> None:
        for text, keys, signal, step in (
            (self.tr("Flytt opp"), "Alt+Up", self.place_moved, -1),
            (self.tr("Flytt ned"), "Alt+Down", self.place_moved, 1),
            (self.tr("Flytt til kolonnen til venstre"), "Alt+Left", self.column_moved, -1),
            (self.tr("Flytt til kolonnen til høyre"), "Alt+Right", self.column_moved, 1),
        ):
            action = self._listed(text, keys)
            action.triggered.connect(lambda _on, signal=signal, step=step: signal.emit(step))

    def _areas_menu(self, instrument: Instrument) -> QMenu:
        menu = QMenu(self.tr("Flytt til område"), self)
        for area in instrument.areas:
            action = menu.addAction(f"&{area.number} {area.title}")
            action.setData(area.number)
        menu.triggered.connect(lambda action: self.area_move_requested.emit(action.data()))
        self.addMenu(menu)
        self.choose_area = self._make(self.tr("Flytt funnet til et annet område …"), "Ctrl+M")
        return menu

    def _add_new(self) -> None:
        texts = {
            FindingKind.STRENGTH: self.tr("Ny styrke"),
            FindingKind.CHALLENGE: self.tr("Ny utfordring"),
            FindingKind.WEAKNESS: self.tr("Ny svakhet"),
        }
        for number, (kind, text) in enumerate(texts.items(), 1):
            action = self._make(text, f"Ctrl+{number}")
            action.triggered.connect(lambda _on, kind=kind: self.new_requested.emit(kind.value))

    def _add_area_keys(self, instrument: Instrument) -> None:
        for text, keys, step in (
            (self.tr("Neste område"), "PgDown", 1),
            (self.tr("Forrige område"), "PgUp", -1),
        ):
            action = self._make(text, keys)
            action.triggered.connect(lambda _on, step=step: self.area_stepped.emit(step))
        add_area_keys(self._page, instrument, lambda code: self.area_requested.emit(int(code)))
