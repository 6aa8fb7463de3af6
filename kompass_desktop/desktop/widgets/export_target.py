"""Choosing a file to export to: the one module that asks for a file to write.

The file that is asked about is the one that is written: its ending is added first, so that an
existing file is replaced only if the user has agreed to that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from kompass_desktop.desktop.runtime.dialogs import Question, confirm
from kompass_desktop.desktop.settings import Settings
from kompass_desktop.i18n import tr
from kompass_desktop.storage.files import without_forbidden

LONGEST_NAME = 120

MeaningT = TypeVar("MeaningT")


@dataclass(frozen=True)
class FileKind(Generic[MeaningT]):
    """A kind of file to choose: what it is called, its ending ("pdf"), and what it means."""

    name: str
    ending: str
    meaning: MeaningT

    @property
    def filter(self) -> str:
        """The kind as the dialog shows it."""
        return f"{self.name} (*.{self.ending})"


def choose_export_file(parent: QWidget, title: str, kind_name: str, suggested: str) -> Path | None:
    """Ask where to write a file with the ending of the suggested name; None if cancelled.

    `kind_name` names the kind of file.
    """
    kind = FileKind(kind_name, Path(suggested).suffix[1:], None)
    chosen = choose_export_target(parent, title, (kind,), suggested)
    return chosen[0] if chosen else None


def choose_export_target(
    parent: QWidget, title: str, kinds: Sequence[FileKind[MeaningT]], suggested: str
) -> tuple[Path, MeaningT] | None:
    """Ask where to write, and as which kind; None for nowhere.

    The dialog begins in the folder of the last time. It asks before it replaces the file
    that was typed; this asks where the file has got an ending since.
    """
    filters = ";;".join(kind.filter for kind in kinds)
    begin = _usual_folder() / fit_for_a_file(suggested)
    while True:
        name, chosen = QFileDialog.getSaveFileName(parent, title, str(begin), filters)
        if not name:
            return None
        typed = Path(name)
        kind = next((kind for kind in kinds if kind.filter == chosen), kinds[0])
        path = _with_ending(typed, kind, kinds, Path(suggested).suffix.lower())
        is_there = path.exists() or path.is_symlink()
        if path == typed or not is_there or _may_replace(parent, path):
            Settings().export_folder = path.parent
            return path, kind.meaning
        begin = path


def fit_for_a_file(name: str) -> str:
    """Return a name without what some system does not allow in the name of a file."""
    path = Path(without_forbidden(name))
    return f"{path.stem[:LONGEST_NAME]}{path.suffix}"


def _with_ending(
    path: Path, chosen: FileKind[MeaningT], kinds: Sequence[FileKind[MeaningT]], suggested: str
) -> Path:
    """Return a typed path with the ending of the chosen kind, or that of another that was typed.

    The `suggested` ending was not typed: the kind may have been chosen after it was suggested.
    """
    ending = path.suffix.lower()
    if ending not in {f".{kind.ending}" for kind in kinds}:
        return path.with_name(f"{path.name}.{chosen.ending}")
    if ending == suggested and ending != f".{chosen.ending}":
        return path.with_suffix(f".{chosen.ending}")
    return path


def _may_replace(parent: QWidget, path: Path) -> bool:
    """Ask whether a file that is there may be replaced."""
    question = Question(
        tr("“{0}” already exists. Replace it?").format(path.name),
        yes=tr("Replace"),
        no=tr("Choose another"),
    )
    return confirm(parent, question)


def _usual_folder() -> Path:
    last = Settings().export_folder
    if last is not None:
        return last
    folder = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(folder))
