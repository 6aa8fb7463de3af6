"""The chooser of whose profile is shown."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox

from kompass_desktop.assessment.group_sources import (
    Source,
    source_name,
    sources,
    speaking_sources,
)
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

    def fill(self, assessment: Assessment, wanted: Source) -> None:
        """Offer everyone there is now, and choose one; the first where that is not there.

        Those who have rated nothing say so, and can be chosen all the same.
        """
        speaking = speaking_sources(assessment)
        found = sources(assessment)
        texts = [
            name if source in speaking else tr("{0} – nothing rated").format(name)
            for source in found
            for name in (source_name(assessment.instrument, source),)
        ]
        with QSignalBlocker(self._box):
            if (found, texts) != (self._sources, self._texts):
                self._sources, self._texts = found, texts
                self._box.clear()
                self._box.addItems(texts)
            self._box.setCurrentIndex(found.index(wanted) if wanted in found else 0)

    def open(self) -> None:
        """Give it the keyboard, with its list open."""
        self._box.setFocus()
        self._box.showPopup()
