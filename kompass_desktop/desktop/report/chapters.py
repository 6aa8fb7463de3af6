"""The chapters of the report, with whether the team has written them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, Signal

from kompass_desktop.assessment.record_ids import text_id
from kompass_desktop.assessment.records import Change
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.indexes import Index
from kompass_desktop.i18n import Language, in_language, tr
from kompass_desktop.report.sections import SECTIONS, Section, choice, renamed, sections

_NO_INDEX = QModelIndex()


class ChapterRole(IntEnum):
    """What a chapter has besides its title."""

    KEY = Qt.ItemDataRole.UserRole + 1
    IS_DRAFT = Qt.ItemDataRole.UserRole + 2
    STATE = Qt.ItemDataRole.UserRole + 3
    """The text that says whether it is a draft."""
    IS_STALE = Qt.ItemDataRole.UserRole + 4
    """Whether it mentions points that are no longer true."""
    IS_INCLUDED = Qt.ItemDataRole.UserRole + 5
    """Whether the report has it."""


class ChaptersModel(QAbstractListModel):
    """One row for each chapter, in the order of the report, titled as in the report."""

    reordered = Signal()
    """Another choice, order or title of chapters is shown."""

    def __init__(self, session: Session, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._language = language
        self.chapters = _chapters(session, language)
        self._stale: frozenset[str] = frozenset()
        session.text_changed.connect(self._follow_text)
        session.plan_changed.connect(self._follow_plan)

    @property
    def written_count(self) -> int:
        """How many chapters the team has written."""
        return sum(not self._is_draft(chapter) for chapter in self.chapters)

    def set_included(self, row: int, *, is_included: bool) -> None:
        """Include the chapter of a row in the report, or leave it out."""
        self._change(row, replace(self.chapters[row], is_included=is_included))

    def move(self, row: int, step: int) -> None:
        """Move the chapter of a row one place up (-1) or down (1), as far as there is one."""
        beside = row + step
        if 0 <= beside < len(self.chapters):
            ordered = list(self.chapters)
            ordered[row], ordered[beside] = ordered[beside], ordered[row]
            self._keep(ordered)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Rename a chapter; an empty title gives it the usual one."""
        if role != Qt.ItemDataRole.EditRole:
            return False
        self._change(index.row(), renamed(self.chapters[index.row()], str(value)))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def _change(self, row: int, section: Section) -> None:
        self._keep([*self.chapters[:row], section, *self.chapters[row + 1 :]])

    def _keep(self, chosen: Sequence[Section]) -> None:
        assessment = self._session.assessment
        before = assessment.texts.get(text_id(assessment.id, SECTIONS))
        after = choice(assessment, chosen)
        if before != after:
            change = Change(before, after)
            self._session.change_undoably(tr("choice of chapters"), [change])

    def _follow_text(self, chapter: str) -> None:
        if chapter == SECTIONS:
            self.set_language(self._language)
            self.reordered.emit()
        else:
            self._show_state(chapter)

    def _follow_plan(self) -> None:
        """Show the chapter on the plan if there is something to print, else do not."""
        chapters = _chapters(self._session, self._language)
        before, after = ([each.key for each in every] for every in (self.chapters, chapters))
        for row, key in enumerate(after):
            if key not in before:
                self.beginInsertRows(_NO_INDEX, row, row)
                self.chapters = chapters
                self.endInsertRows()
        for row, key in enumerate(before):
            if key not in after:
                self.beginRemoveRows(_NO_INDEX, row, row)
                self.chapters = chapters
                self.endRemoveRows()
        if before != after:
            self.reordered.emit()

    def set_language(self, language: Language) -> None:
        """Set the language of the report, and so of the titles."""
        self._follow_plan()
        self._language = language
        self.layoutAboutToBeChanged.emit()
        chapters = _chapters(self._session, language)
        keys = [each.key for each in chapters]
        old = self.persistentIndexList()
        rows = [keys.index(self.chapters[index.row()].key) for index in old]
        self.chapters = chapters
        self.changePersistentIndexList(old, [self.index(row) for row in rows])
        self.layoutChanged.emit()
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
                return chapter.printed_title
            case Qt.ItemDataRole.EditRole:
                return chapter.printed_title
            case ChapterRole.IS_INCLUDED:
                return chapter.is_included
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return f"{chapter.printed_title}: {self._state(chapter)}"
            case ChapterRole.KEY:
                return chapter.key
            case ChapterRole.IS_DRAFT:
                return self._is_draft(chapter)
            case ChapterRole.STATE:
                return self._state(chapter)
            case ChapterRole.IS_STALE:
                return self._is_stale(chapter)
        return None

    def _is_draft(self, chapter: Section) -> bool:
        return self._session.assessment.text(chapter.key) is None

    def _is_stale(self, chapter: Section) -> bool:
        return chapter.key in self._stale and not self._is_draft(chapter)

    def _state(self, chapter: Section) -> str:
        if not chapter.is_included:
            return tr("left out of the report")
        if self._is_stale(chapter):
            return tr("written, but the figures have changed")
        return tr("draft") if self._is_draft(chapter) else tr("written by the team")

    def _show_state(self, chapter: str) -> None:
        for row, entry in enumerate(self.chapters):
            if entry.key == chapter:
                self.dataChanged.emit(self.index(row), self.index(row))


def _chapters(session: Session, language: Language) -> tuple[Section, ...]:
    with in_language(language):
        return sections(session.assessment)
