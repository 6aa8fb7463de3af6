"""An assessment as a data file: all of it as .json, or its points as a .csv table."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from kompass_desktop.assessment.anonymity import Names, to_pass_on
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.desktop.widgets.export_target import FileKind, choose_export_target
from kompass_desktop.i18n import tr
from kompass_desktop.report.masked_names import masked_in_file
from kompass_desktop.storage.exchange.json_file import export_json
from kompass_desktop.storage.files import atomic_write


@dataclass(frozen=True)
class DataFile:
    """Where data are to be written, and whether with the informants' names."""

    path: Path
    names: Names = Names.LEFT_OUT


def export_to(assessment: Assessment, target: DataFile) -> str:
    """Write an assessment to a .json or .csv file; return a message about names in it.

    A table of points has no names to leave out. Raises UnwritableFile if it fails.
    """
    if target.path.suffix.lower() != ".csv":
        export_json(to_pass_on(assessment, target.names), target.path)
        return str(masked_in_file(assessment, target.names))
    # Imported only when a table is written, so that the program starts fast.
    from kompass_desktop.report.csv_table import write_csv

    with atomic_write(target.path) as file:
        write_csv(assessment, file)
    return tr("The table contains points and no names.")


def choose_data_file(parent: QWidget, title: str, suggested: str) -> DataFile | None:
    """Ask for the file and format of an assessment's data; None if the user cancels."""
    kinds = (
        FileKind(tr("The whole measurement without the informants’ names"), "json", Names.LEFT_OUT),
        FileKind(tr("The whole measurement with the informants’ names"), "json", Names.INCLUDED),
        FileKind(tr("The points as a table"), "csv", Names.LEFT_OUT),
    )
    chosen = choose_export_target(parent, title, kinds, suggested)
    return DataFile(*chosen) if chosen else None
