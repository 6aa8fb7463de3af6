"""What the sheets of a workbook are made from, and where their tables are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kompass_desktop.assessment.anonymity import Names
from kompass_desktop.i18n import tr
from kompass_desktop.report.names import firm_of, name_and_year
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.report.workbook.scores import ScoreFormulas
from kompass_desktop.report.workbook.sheet import Column, Sheet
from kompass_desktop.report.workbook.table import Table


@dataclass(frozen=True)
class Content:
    """The data of a workbook, and the workbook of XlsxWriter that sheets are added to.

    The texts of `data` have no names of informants unless `names` says so.
    """

    book: Any
    data: ReportData
    names: Names

    @cached_property
    def areas(self) -> Table:
        """The table of the areas."""
        return Table(tr("Profile"), len(self.data.instrument.areas))

    @cached_property
    def questions(self) -> Table:
        """The table of the questions."""
        return Table(tr("Questions"), len(self.data.instrument.questions))

    @cached_property
    def points(self) -> Table:
        """The table of the measure points."""
        return Table(tr("Measure points"), len(self.data.instrument.measure_points))

    @cached_property
    def scenario(self) -> Table:
        """The table of the areas in the scenario."""
        return Table(tr("Scenario"), len(self.data.instrument.areas))

    @cached_property
    def comparison(self) -> Table:
        """The table of the comparison: the areas, and then the questions."""
        instrument = self.data.instrument
        return Table(tr("Comparison"), len(instrument.areas) + len(instrument.questions))

    @cached_property
    def formulas(self) -> ScoreFormulas:
        """The formulas of the points."""
        return ScoreFormulas(self.data, self.points, self.questions, self.areas)

    def sheet(self, title: str, columns: Sequence[Column]) -> Sheet:
        """Add a sheet; its heading has the instrument, the municipality and the year."""
        about = f"{self.data.instrument.name} – {name_and_year(self.data.particulars)}"
        return Sheet(self.book, title, f"{about} · {title}", columns, firm_of(self.data))
