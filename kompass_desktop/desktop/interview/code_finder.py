"""«Gå til» and «Flytt til»: any code of the instrument, found by its code or its text."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kompass_desktop.desktop.navigation.code_choices import code_choices
from kompass_desktop.desktop.navigation.palette import Palette
from kompass_desktop.desktop.navigation.palette_entries import PaletteEntry
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Instrument


class CodeFinder(QObject):
    """Lets the user choose a code in a palette over the page, and emits it."""

    code_chosen = Signal(str)
    """The user has chosen a code to go to."""
    target_chosen = Signal(str)
    """The user has chosen a code to move note lines to."""
    further_chosen = Signal(str)
    """The user has chosen a code that note lines belong to as well."""

    def __init__(self, instrument: Instrument, page: QWidget) -> None:
        super().__init__(page)
        self._instrument = instrument
        self._entries: list[PaletteEntry] = []
        self.palette = Palette(page)
        self.line_palette = Palette(page)
        self.further_palette = Palette(page)
        self.palette.chosen.connect(self.code_chosen)
        self.line_palette.chosen.connect(self.target_chosen)
        self.further_palette.chosen.connect(self.further_chosen)

    def ask_where_to(self) -> None:
        """Ask for the code to open."""
        self.palette.open_with(self.entries, tr("Go to: code (1.4) or words"))

    def ask_for_target(self) -> None:
        """Ask for the code to move the current note line, or the selected ones, to."""
        self.line_palette.open_with(self.entries, tr("Move the note line to: code (3.2) or words"))

    def ask_for_further(self) -> None:
        """Ask for a further code of the current note line, or of the selected ones."""
        hint = tr("The note line belongs also to: code (3.2) or words")
        self.further_palette.open_with(self.entries, hint)

    @property
    def entries(self) -> list[PaletteEntry]:
        """Every area, question and measure point."""
        if not self._entries:
            self._entries = code_choices(self._instrument)
        return self._entries
