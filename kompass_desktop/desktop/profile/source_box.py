"""The chooser of whose profile is shown."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QObject, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox

from kompass_desktop.assessment.group_sources import Source, source_name, sources
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.i18n import tr


class SourceBox(QObject):
    """Fills a combo box with the groups, all interviews and the team."""

    chosen = Signal()

    def __init__(self, box: QComboBox, parent: QObject) -> None:
        super().__init__(parent)
        self._box = box
        self._sources: tuple[Source, ...] = ()
        self._texts: list[str] = []
        box.currentIndexChanged.connect(lambda _index: self.chosen.emit())

    @property
    def source(self) -> Source:
        """Whose profile is chosen."""
        return self._sources[self._box.currentIndex()]

    def fill(self, assessment: Assessment, speaking: Collection[Source]) -> None:
        """Offer everyone there is now; those who are not `speaking` have rated nothing."""
        found = sources(assessment)
        names = [source_name(assessment.instrument, source) for source in found]
        texts = [
            name if source in speaking else tr("{0} – nothing rated").format(name)
            for source, name in zip(found, names, strict=True)
        ]
        if (found, texts) != (self._sources, self._texts):
            self._sources, self._texts = found, texts
            with QSignalBlocker(self._box):
                self._box.clear()
                self._box.addItems(texts)

    def choose(self, source: Source) -> None:
        """Show a source as chosen; the first where it is not offered."""
        index = self._sources.index(source) if source in self._sources else 0
        with QSignalBlocker(self._box):
            self._box.setCurrentIndex(index)

    def open(self) -> None:
        """Give it the keyboard, with its list open."""
        self._box.setFocus()
        self._box.showPopup()
