"""Prints the cards of a workshop, and its result, to a file that the user chooses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import IO, TypeAlias

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.desktop.plan.plan_state import PlanState
from kompass_desktop.desktop.plan.workshop_state import WorkshopState
from kompass_desktop.desktop.widgets.export_target import choose_export_file
from kompass_desktop.desktop.widgets.file_writer import FileWriter
from kompass_desktop.i18n import tr

_Writer: TypeAlias = Callable[[Assessment, str, IO[bytes]], None]


class WorkshopPrinting(QObject):
    """Writes PDF files in the background; how it went is a message of the plan's state."""

    def __init__(self, state: PlanState, workshop: WorkshopState, window: QWidget) -> None:
        super().__init__(window)
        self._state = state
        self._workshop = workshop
        self._window = window
        self.files = FileWriter(self)
        self.files.message_shown.connect(state.message_shown)

    def choose_cards(self, per_page: int) -> None:
        """Write the cards, 4 or 6 on a page, where the user chooses."""
        path = self._choose(tr("Workshop cards"))
        if path is not None:
            self.write_cards(path, per_page)

    def choose_result(self) -> None:
        """Write the result list where the user chooses."""
        path = self._choose(tr("Workshop result"))
        if path is not None:
            self.write_result(path)

    def write_cards(self, path: Path, per_page: int) -> None:
        """Write the cards, 4 or 6 on a page, to a PDF file."""
        self._write(path, partial(_cards, per_page))

    def write_result(self, path: Path) -> None:
        """Write the result list to a PDF file."""
        self._write(path, _result)

    def _choose(self, words: str) -> Path | None:
        suggested = f"{words} {self._state.session.assessment.title}.pdf"
        return choose_export_file(self._window, tr("Save: {0}").format(words), "PDF", suggested)

    def _write(self, path: Path, writer: _Writer) -> None:
        self._state.session.flush()
        workshop = self._workshop.workshop
        if workshop is None:
            return
        snapshot = self._state.session.assessment.snapshot()
        sentence = tr("“{0}” is saved.").format(path.name)
        self.files.write(path, partial(writer, snapshot, workshop.id), sentence)


# reportlab costs 0.4 s to load, which only a handout should pay.


def _cards(per_page: int, assessment: Assessment, workshop: str, file: IO[bytes]) -> None:
    from kompass_desktop.report.handouts.workshop_cards import write_cards

    write_cards(assessment, assessment.workshops[workshop], per_page, file)


def _result(assessment: Assessment, workshop: str, file: IO[bytes]) -> None:
    from kompass_desktop.report.handouts.workshop_result import write_result

    today = date.today()  # noqa: DTZ011 - the day on the wall
    write_result(assessment, assessment.workshops[workshop], today, file)
