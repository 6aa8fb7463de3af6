"""The actions of the findings page, each with its key, and the menu of a finding."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.desktop.actions import WITHIN, add_area_keys, group_keys
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Instrument


class FindingsActions(QMenu):
    """The menu of a finding; its actions, and some that need no finding, are the page's too."""

    area_requested = Signal(int)
    """Another area is to be shown, by its number."""
    area_stepped = Signal(int)
    """The area before (-1) or after (1) is to be shown."""
    area_move_requested = Signal(int)
    """The finding is to go to another area, by its number."""
    position_stepped = Signal(int)
    """The finding is to go up (-1) or down (1) in its column."""
    column_stepped = Signal(int)
    """The finding is to go to the column at the left (-1) or the right (1)."""
    new_requested = Signal(str)
    """A new finding of a kind is to be begun."""

    def __init__(self, page: QWidget, instrument: Instrument) -> None:
        super().__init__(page)
        self._page = page
        self.edit = self._listed(tr("Edit the finding"), "F2")
        self.link = self._listed(tr("Link to a measure point or question …"), "Ctrl+K")
        self.unlink = self.addAction(tr("Remove the link to the measure point"))
        self.addSeparator()
        self.plan = self._listed(tr("Make an improvement of the finding"), "Ctrl+Shift+T")
        self.plan_too = self._listed(tr("Put the finding behind an improvement …"), "Ctrl+Shift+I")
        self.addSeparator()
        self._add_moves()
        self.areas_menu = self._areas_menu(instrument)
        self.addSeparator()
        self.delete = self._listed(tr("Delete the finding, or reject the draft"), "Del")
        self._add_drafts()
        self._add_new()
        self._add_area_keys(instrument)
        drafts = (self.show_new, self.use_new, self.keep, self.accept_all)
        group_keys(tr("Drafts"), drafts)

    def open_areas(self, position: QPoint) -> None:
        """Open the menu of areas to move a finding to, at a position of the screen."""
        self.areas_menu.popup(position)

    def _listed(self, text: str, keys: str) -> QAction:
        """Make an action that both the menu and the page have."""
        action = self._make(text, keys)
        self.addAction(action)
        return action

    def _make(self, text: str, keys: str) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(WITHIN)
        self._page.addAction(action)
        return action

    def _add_drafts(self) -> None:
        self.join = self._listed(tr("Join with the finding above"), "Ctrl+J")
        self.addSeparator()
        self.show_new = self._listed(tr("Show what the changed measure point drafts"), "Ctrl+D")
        self.use_new = self._listed(tr("Use the new draft"), "Ctrl+Return")
        self.keep = self._listed(tr("Keep the finding although its point has changed"), "Ctrl+B")
        self.accept_all = self._make(tr("Accept all drafts of the area"), "Ctrl+Shift+G")
        self.next_filter = self._make(tr("Next filter"), "Ctrl+U")

    def _add_moves(self) -> None:
        for text, keys, signal, step in (
            (tr("Move up"), "Alt+Up", self.position_stepped, -1),
            (tr("Move down"), "Alt+Down", self.position_stepped, 1),
            (tr("Move to the column on the left"), "Alt+Left", self.column_stepped, -1),
            (tr("Move to the column on the right"), "Alt+Right", self.column_stepped, 1),
        ):
            action = self._listed(text, keys)
            action.triggered.connect(lambda _on, signal=signal, step=step: signal.emit(step))

    def _areas_menu(self, instrument: Instrument) -> QMenu:
        menu = QMenu(tr("Move to area"), self)
        for area in instrument.areas:
            action = menu.addAction(f"&{area.number} {area.title}")
            action.setData(area.number)
        menu.triggered.connect(lambda action: self.area_move_requested.emit(action.data()))
        self.addMenu(menu)
        self.choose_area = self._make(tr("Move the finding to another area …"), "Ctrl+M")
        return menu

    def _add_new(self) -> None:
        texts = {
            FindingKind.STRENGTH: tr("New strength"),
            FindingKind.CHALLENGE: tr("New challenge"),
            FindingKind.WEAKNESS: tr("New weakness"),
        }
        for number, (kind, text) in enumerate(texts.items(), 1):
            action = self._make(text, f"Ctrl+{number}")
            action.triggered.connect(lambda _on, kind=kind: self.new_requested.emit(kind.value))

    def _add_area_keys(self, instrument: Instrument) -> None:
        group_keys(tr("Find the way"), [self.next_filter])
        for text, keys, step in (
            (tr("Next area"), "PgDown", 1),
            (tr("Previous area"), "PgUp", -1),
        ):
            action = self._make(text, keys)
            group_keys(tr("Find the way"), [action])
            action.triggered.connect(lambda _on, step=step: self.area_stepped.emit(step))
        add_area_keys(self._page, instrument, lambda code: self.area_requested.emit(int(code)))
