"""The chapters of the report, with whether the team has written them."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from kompass_desktop.desktop.models.indexes import Index
from kompass_desktop.desktop.session import Session
from kompass_desktop.report.texts import Chapter, chapters

_NO_INDEX = QModelIndex()


class ChapterRole(IntEnum):
    """What a chapter has besides its title."""

    KEY = Qt.ItemDataRole.UserRole + 1
    IS_DRAFT = Qt.ItemDataRole.UserRole + 2
    STATE = Qt.ItemDataRole.UserRole + 3
    """Whether it is a draft, in words."""


class ChaptersModel(QAbstractListModel):
    """One row for each chapter, in the order of the report."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.chapters = chapters(session.assessment.instrument)
        session.text_changed.connect(self._show_state)

    @property
    def written_count(self) -> int:
        """How many chapters the team has written."""
        return sum(not self._is_draft(chapter) for chapter in self.chapters)

    def row_of(self, chapter: str) -> int:
        """Return the row of a chapter; raise ValueError for a key that there is not."""
        return [entry.key for entry in self.chapters].index(chapter)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.chapters)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        chapter = self.chapters[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return chapter.title
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return f"{chapter.title}: {self._state(chapter)}"
            case ChapterRole.KEY:
                return chapter.key
            case ChapterRole.IS_DRAFT:
                return self._is_draft(chapter)
            case ChapterRole.STATE:
                return self._state(chapter)
        return None

    def _is_draft(self, chapter: Chapter) -> bool:
        return self._session.assessment.text(chapter.key) is None

    def _state(self, chapter: Chapter) -> str:
        return self.tr("utkast") if self._is_draft(chapter) else self.tr("skrevet av teamet")

    def _show_state(self, chapter: str) -> None:
        for row, entry in enumerate(self.chapters):
            if entry.key == chapter:
                self.dataChanged.emit(self.index(row), self.index(row))
