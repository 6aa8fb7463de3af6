"""Importing files into the library, and exporting assessments from it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.exchange.data_export import (
    WORKBOOK,
    DataFile,
    choose_data_file,
    export_to,
    export_workbook,
)
from kompass_desktop.desktop.library.assessment_list import AssessmentRow
from kompass_desktop.desktop.runtime.background import Background
from kompass_desktop.desktop.settings import AssessmentSettings
from kompass_desktop.i18n import DEFAULT, Language, in_language, language, tr
from kompass_desktop.instrument.loading import InstrumentError
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.exchange.importing import import_kompass
from kompass_desktop.storage.exchange.kompass_file import require_packet
from kompass_desktop.storage.exchange.summary import summary_sentence
from kompass_desktop.storage.merging.packet import ENDING
from kompass_desktop.storage.merging.service import MergeResult

TAKEN_IN = (ENDING, ".json", ".toml")


class LibraryFiles(QObject):
    """Imports and exports; reports the outcome in one sentence for each file."""

    message_shown = Signal(str)
    failed = Signal(str)
    """What went wrong, a line for each file; "" if nothing did."""
    received = Signal(str)
    """The id of an assessment that was imported from a `.kompass` file."""
    opened = Signal(str)
    """The id of an imported assessment that is to be opened."""

    def __init__(self, catalogue: AssessmentCatalogue, window: QWidget) -> None:
        super().__init__(window)
        self._catalogue = catalogue
        self._window = window
        self._waiting: deque[Path] = deque()
        self._writing = Background(self)

    def choose(self) -> list[Path]:
        """Ask for files to import; none if the user cancels."""
        title = tr("Import measurements and instruments")
        kinds = tr("Measurements and instruments (*.kompass *.json *.toml)")
        names, _ = QFileDialog.getOpenFileNames(self._window, title, "", kinds)
        return [Path(name) for name in names]

    def import_files(self, paths: Sequence[Path]) -> None:
        """Import files; one that cannot be imported is reported and stops no other.

        For each `.kompass` file its passphrase is asked for, one after the other.
        """
        self._do([step for path in paths for step in self._steps(path)])
        self._receive_next()

    def _steps(self, path: Path) -> list[Callable[[], str]]:
        if path.suffix.lower() != ENDING:
            return [partial(self._catalogue.import_file, path)]
        return [partial(self._look_at, path)]

    def _look_at(self, path: Path) -> str:
        """Read what kind of file it is, and import it later; raises UnreadableFile."""
        require_packet(path)
        self._waiting.append(path)
        return ""

    def _receive_next(self) -> None:
        if not self._waiting:
            return
        from kompass_desktop.desktop.exchange.exchange_dialogs import ReceiveDialog

        path = self._waiting.popleft()
        read = partial(import_kompass, self._catalogue.library, path)
        dialog = ReceiveDialog(path.name, read, self._window)
        dialog.received.connect(self._take_up)
        dialog.finished.connect(self._receive_next)
        dialog.finished.connect(dialog.deleteLater)
        dialog.opened.connect(self.opened)
        dialog.open()

    def _take_up(self, arrival: MergeResult) -> None:
        self._catalogue.forget(arrival.assessment)
        self.received.emit(arrival.assessment)
        self.message_shown.emit(summary_sentence(arrival))

    def import_examples(self) -> None:
        """Import the bundled examples."""
        self._do([self._catalogue.import_examples])

    def export(self, row: AssessmentRow) -> None:
        """Ask for a file, and export an assessment to it in the background."""
        title = tr("Export the measurement")
        target = choose_data_file(self._window, title, f"{row.title}.json")
        if target is None:
            return
        try:
            assessment = self._catalogue.library.load(row.id)
            firm = self._catalogue.library.firm()
        except StorageError as error:
            self.failed.emit(str(error))
            return
        if target.ending == WORKBOOK:
            chosen = Language(AssessmentSettings(row.id).report_language or DEFAULT)
            job = partial(export_workbook, assessment, target, chosen, firm)
        else:
            job = partial(_write, assessment, target, language())
        self._writing.run(job, partial(self._end_export, row, target))

    def _end_export(self, row: AssessmentRow, target: DataFile, future: Future[str]) -> None:
        try:
            future.result()
        except StorageError as error:
            self.failed.emit(str(error))
        else:
            self.failed.emit("")
            self.message_shown.emit(tr("{0} is exported to {1}.").format(row.title, target.path))

    def _do(self, steps: Sequence[Callable[[], str]]) -> None:
        said: list[str] = []
        wrong: list[str] = []
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            for step in steps:
                try:
                    said.append(step())
                except (StorageError, InstrumentError) as error:
                    wrong.append(str(error))
        finally:
            QGuiApplication.restoreOverrideCursor()
        self.failed.emit("\n".join(wrong))
        if any(said):
            self.message_shown.emit(" ".join(filter(None, said)))


def _write(assessment: Assessment, target: DataFile, chosen: Language) -> str:
    with in_language(chosen):
        return export_to(assessment, target)


def dropped_files(data: QMimeData) -> list[Path]:
    """Return the files of a drag that can be imported."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in TAKEN_IN]
