"""An assessment as a data file: all of it as .json, its points as .csv, or a workbook (.xlsx)."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from PySide6.QtWidgets import QWidget

from kompass_desktop.assessment.anonymity import Names, to_pass_on
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.desktop.widgets.export_target import FileKind, choose_export_target
from kompass_desktop.i18n import tr
from kompass_desktop.report.cancelling import Progress
from kompass_desktop.report.masked_names import masked_in_file
from kompass_desktop.storage.exchange.json_file import to_json
from kompass_desktop.storage.files import atomic_write

WORKBOOK = ".xlsx"

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class DataFile:
    """Where data are to be written, and whether with the informants' names."""

    path: Path
    names: Names = Names.LEFT_OUT

    @property
    def ending(self) -> str:
        """The ending of the file's name, in lower case with its dot."""
        return self.path.suffix.lower()


def export_to(assessment: Assessment, target: DataFile, progress: Progress | None = None) -> str:
    """Write an assessment to a .json or .csv file; return a message about names in it.

    A table of points has no names to leave out. Raises UnwritableFile if it fails, and
    ReportCancelled if `progress` is cancelled before the file is in its place.
    """
    step = progress or Progress()
    is_table = target.ending == ".csv"
    with atomic_write(target.path) as file:
        if is_table:
            _write_table(assessment, file)
        else:
            step.done(0)
            file.write(to_json(to_pass_on(assessment, target.names)).encode())
        step.done(1)
    _log.info("measurement exported as %s", "CSV" if is_table else "JSON")
    if is_table:
        return tr("The table contains points and no names.")
    return str(masked_in_file(assessment, target.names))


def _write_table(assessment: Assessment, file: IO[bytes]) -> None:
    # Imported only when a table is written, so that the program starts fast.
    from kompass_desktop.report.csv_table import write_csv

    write_csv(assessment, file)


def choose_data_file(
    parent: QWidget, title: str, suggested: str, more: Sequence[FileKind[Names]] = ()
) -> DataFile | None:
    """Ask for the file and format of an assessment's data; None if the user cancels.

    `more` are further kinds to choose from.
    """
    kinds = (
        FileKind(tr("The whole measurement without the informants’ names"), "json", Names.LEFT_OUT),
        FileKind(tr("The whole measurement with the informants’ names"), "json", Names.INCLUDED),
        FileKind(tr("The points as a table"), "csv", Names.LEFT_OUT),
        FileKind(tr("Workbook for Excel without the informants’ names"), "xlsx", Names.LEFT_OUT),
        FileKind(tr("Workbook for Excel with the informants’ names"), "xlsx", Names.INCLUDED),
        *more,
    )
    chosen = choose_export_target(parent, title, kinds, suggested)
    return DataFile(*chosen) if chosen else None
