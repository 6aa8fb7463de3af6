"""A combo box to choose the source whose profile is shown."""

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
        """The chosen source."""
        return self._sources[self._box.currentIndex()]

    def fill(self, assessment: Assessment, speaking: Collection[Source]) -> None:
        """List all sources of an assessment; those not in `speaking` are shown as not rating."""
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
        """Choose a source, or the first one if it is not listed."""
        index = self._sources.index(source) if source in self._sources else 0
        with QSignalBlocker(self._box):
            self._box.setCurrentIndex(index)

    def open(self) -> None:
        """Give the box the focus, and open its list."""
        self._box.setFocus()
        self._box.showPopup()
