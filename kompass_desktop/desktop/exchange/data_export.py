"""An assessment as a data file: all of it as .json, or its points as a .csv table."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from PySide6.QtWidgets import QWidget

from kompass_desktop.assessment.anonymity import Names, to_pass_on
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.desktop.widgets.export_target import FileKind, choose_export_target
from kompass_desktop.i18n import tr
from kompass_desktop.report.masked_names import masked_in_file
from kompass_desktop.storage.exchange.json_file import to_json
from kompass_desktop.storage.files import atomic_write

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class DataFile:
    """Where data are to be written, and whether with the informants' names."""

    path: Path
    names: Names = Names.LEFT_OUT


class ExportCancelled(Exception):
    """The user no longer wants the file; nothing is written."""


def export_to(
    assessment: Assessment, target: DataFile, cancelled: Callable[[], bool] = bool
) -> str:
    """Write an assessment to a .json or .csv file; return a message about names in it.

    A table of points has no names to leave out. Raises UnwritableFile if it fails, and
    ExportCancelled if `cancelled` returns true before the file is in its place.
    """
    is_table = target.path.suffix.lower() == ".csv"
    with atomic_write(target.path) as file:
        if is_table:
            _write_table(assessment, file)
        else:
            _require_wanted(cancelled)
            file.write(to_json(to_pass_on(assessment, target.names)).encode())
        _require_wanted(cancelled)
    _log.info("measurement exported as %s", "CSV" if is_table else "JSON")
    if is_table:
        return tr("The table contains points and no names.")
    return str(masked_in_file(assessment, target.names))


def _write_table(assessment: Assessment, file: IO[bytes]) -> None:
    # Imported only when a table is written, so that the program starts fast.
    from kompass_desktop.report.csv_table import write_csv

    write_csv(assessment, file)


def _require_wanted(cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise ExportCancelled


def choose_data_file(parent: QWidget, title: str, suggested: str) -> DataFile | None:
    """Ask for the file and format of an assessment's data; None if the user cancels."""
    kinds = (
        FileKind(tr("The whole measurement without the informants’ names"), "json", Names.LEFT_OUT),
        FileKind(tr("The whole measurement with the informants’ names"), "json", Names.INCLUDED),
        FileKind(tr("The points as a table"), "csv", Names.LEFT_OUT),
    )
    chosen = choose_export_target(parent, title, kinds, suggested)
    return DataFile(*chosen) if chosen else None
