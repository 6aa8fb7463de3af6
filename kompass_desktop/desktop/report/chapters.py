"""The chapters of the report, with whether the team has written them."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.indexes import Index
from kompass_desktop.i18n import Language, in_language, tr
from kompass_desktop.report.chapters.texts import Chapter, chapters

_NO_INDEX = QModelIndex()


class ChapterRole(IntEnum):
    """What a chapter has besides its title."""

    KEY = Qt.ItemDataRole.UserRole + 1
    IS_DRAFT = Qt.ItemDataRole.UserRole + 2
    STATE = Qt.ItemDataRole.UserRole + 3
    """The text that says whether it is a draft."""
    IS_STALE = Qt.ItemDataRole.UserRole + 4
    """Whether it mentions points that are no longer true."""


class ChaptersModel(QAbstractListModel):
    """One row for each chapter, in the order of the report, titled as in the report."""

    def __init__(self, session: Session, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.chapters = _chapters(session, language)
        self._stale: frozenset[str] = frozenset()
        session.text_changed.connect(self._show_state)

    @property
    def written_count(self) -> int:
        """How many chapters the team has written."""
        return sum(not self._is_draft(chapter) for chapter in self.chapters)

    def set_language(self, language: Language) -> None:
        """Set the language of the report, and so of the titles."""
        self.chapters = _chapters(self._session, language)
        self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    def set_stale(self, stale: frozenset[str]) -> None:
        """Set which chapters, by key, mention points that are no longer true."""
        changed, self._stale = stale ^ self._stale, stale
        for chapter in changed:
            self._show_state(chapter)

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
            case ChapterRole.IS_STALE:
                return self._is_stale(chapter)
        return None

    def _is_draft(self, chapter: Chapter) -> bool:
        return self._session.assessment.text(chapter.key) is None

    def _is_stale(self, chapter: Chapter) -> bool:
        return chapter.key in self._stale and not self._is_draft(chapter)

    def _state(self, chapter: Chapter) -> str:
        if self._is_stale(chapter):
            return tr("written, but the figures have changed")
        return tr("draft") if self._is_draft(chapter) else tr("written by the team")

    def _show_state(self, chapter: str) -> None:
        for row, entry in enumerate(self.chapters):
            if entry.key == chapter:
                self.dataChanged.emit(self.index(row), self.index(row))


def _chapters(session: Session, language: Language) -> tuple[Chapter, ...]:
    with in_language(language):
        return chapters(session.assessment.instrument)
