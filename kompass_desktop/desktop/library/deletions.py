"""Deleting assessments in the library without a question, and undoing it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.library.assessment_list import AssessmentRow
from kompass_desktop.desktop.widgets.notice_bar import NoticeBar
from kompass_desktop.i18n import ntr, tr
from kompass_desktop.storage.errors import StorageError


class Deletions(QObject):
    """The deletions since the window was opened; a bar offers to undo the last one."""

    restored = Signal(str)
    """The id of the first assessment that was restored."""
    failed = Signal(str)
    changed = Signal()

    def __init__(self, catalogue: AssessmentCatalogue, bar: NoticeBar) -> None:
        super().__init__(bar)
        self._catalogue = catalogue
        self._bar = bar
        self._done: list[tuple[AssessmentRow, ...]] = []
        bar.chosen.connect(self.undo)

    @property
    def can_undo(self) -> bool:
        """Whether there is a deletion to undo."""
        return bool(self._done)

    def delete(self, rows: Sequence[AssessmentRow]) -> None:
        """Delete the assessments of some rows."""
        if not rows:
            return
        try:
            self._catalogue.delete([row.id for row in rows])
        except StorageError as error:
            self.failed.emit(str(error))
            return
        self._done.append(tuple(rows))
        self._show_last()

    def undo(self) -> None:
        """Restore the last deleted assessments."""
        if not self._done:
            return
        rows = self._done[-1]
        try:
            self._catalogue.restore([row.id for row in rows])
        except StorageError as error:
            self.failed.emit(str(error))
            return
        self._done.pop()
        self._show_last()
        self.restored.emit(rows[0].id)

    def _show_last(self) -> None:
        self.changed.emit()
        if not self._done:
            self._bar.hide()
            return
        rows = self._done[-1]
        number = len(rows)
        several = ntr("{0} measurement is deleted.", "{0} measurements are deleted.", number)
        one = tr("“{0}” is deleted.").format(rows[0].title)
        self._bar.show_sentence(
            one if number == 1 else several.format(number), tr("Undo"), "Ctrl Z"
        )
