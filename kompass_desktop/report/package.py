"""Writes everything for the client as one zip file: the report, the workbook, the figures.

A new kind of file is added by one line in `members`.
"""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING

from kompass_desktop.assessment.anonymity import Names, as_printed
from kompass_desktop.assessment.comparing.compared import Compared
from kompass_desktop.assessment.firm import NO_FIRM, Firm
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.profile import Profile
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.file_names import LONGEST_NAME, fit_for_a_file, without_forbidden
from kompass_desktop.i18n import tr
from kompass_desktop.report.cancelling import Progress
from kompass_desktop.report.csv_table import write_csv
from kompass_desktop.report.firm.house_style import house_style_of, in_house_style
from kompass_desktop.report.formats import ReportFormat
from kompass_desktop.report.names import file_name
from kompass_desktop.report.report_data import ReportData

if TYPE_CHECKING:
    from kompass_desktop.report.figures import ChartFigure

_log = logging.getLogger(__name__)

_ORDINARY_FILE = 0o100644 << 16
"""The attributes of a file that its owner can write and others can read."""
_ZIP_YEARS = range(1980, 2108)


@dataclass(frozen=True)
class ClientFiles:
    """What the files for the client are made from.

    `names` is whether the workbook has the names of informants; the other files never have.
    `earlier`, `shows_differences`, `compared` and `firm` are as for `document.write_report`.
    """

    assessment: Assessment
    names: Names = Names.LEFT_OUT
    earlier: Profile | None = None
    shows_differences: bool = False
    compared: tuple[Compared, ...] = ()
    firm: Firm = NO_FIRM


@dataclass(frozen=True)
class Member:
    """A file in the zip: its path, what writes it, and about how long that takes.

    `effort` is relative to the other members, for the progress.
    """

    path: str
    write: Callable[[ClientFiles, IO[bytes], Progress], None]
    effort: float = 1.0


def members(files: ClientFiles) -> tuple[Member, ...]:
    """Return the files for the client, in order."""

    def named(ending: str) -> str:
        return file_name(files.assessment, ending)

    return (
        Member(named("pdf"), partial(_write_report, ReportFormat.PDF), effort=8),
        Member(named("docx"), partial(_write_report, ReportFormat.WORD), effort=8),
        Member(named("pptx"), _write_pptx, effort=8),
        Member(named("xlsx"), _write_xlsx, effort=2),
        Member(named("csv"), _write_csv, effort=0.2),
        *_figures(files),
    )


def _figures(files: ClientFiles) -> Iterator[Member]:
    """Yield each chart as a PNG and as an SVG file in a folder, numbered in their order."""
    from kompass_desktop.report.figures import chart_figures

    assessment = as_printed(files.assessment)
    data = ReportData(
        assessment,
        Scoreboard(assessment),
        files.earlier,
        shows_differences=files.shows_differences,
        compared=files.compared,
        firm=files.firm,
    )
    folder = fit_for_a_file(tr("Figures"))
    for number, figure in enumerate(chart_figures(data), 1):
        stem = without_forbidden(f"{number:02} {figure.title}").rstrip(". ")
        for ending, write in ((".png", _write_png), (".svg", _write_svg)):
            name = fit_for_a_file(f"{stem[:LONGEST_NAME]}{ending}")
            yield Member(f"{folder}/{name}", partial(write, figure, data), effort=0.1)


def write_package(
    files: ClientFiles, file: IO[bytes], made_at: datetime, progress: Progress | None = None
) -> None:
    """Write the zip to a binary file, in the language in use.

    `made_at` is the local time that the files in it get. Raises ReportCancelled.
    """
    step = progress or Progress()
    chosen = members(files)
    whole = sum(member.effort for member in chosen)
    done = 0.0
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in chosen:
            # Writers seek in their file, which is not possible inside a zip.
            content = io.BytesIO()
            share = member.effort / whole
            member.write(files, content, step.part(done, done + share))
            done += share
            archive.writestr(_entry(member.path, made_at), content.getvalue())
    step.done(1)
    _log.info("package of %d files made", len(chosen))


def _entry(path: str, made_at: datetime) -> zipfile.ZipInfo:
    year = min(max(made_at.year, _ZIP_YEARS[0]), _ZIP_YEARS[-1])
    moment = (year, made_at.month, made_at.day, made_at.hour, made_at.minute, made_at.second)
    entry = zipfile.ZipInfo(str(PurePosixPath(path)), moment)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = _ORDINARY_FILE
    return entry


# The writers load their libraries when they are called: reportlab alone takes 0.4 s.


def _write_report(
    kind: ReportFormat, files: ClientFiles, file: IO[bytes], progress: Progress
) -> None:
    from kompass_desktop.report.document import write_report

    write_report(
        files.assessment,
        file,
        earlier=files.earlier,
        shows_differences=files.shows_differences,
        kind=kind,
        compared=files.compared,
        firm=files.firm,
        progress=progress.done,
    )


def _write_pptx(files: ClientFiles, file: IO[bytes], progress: Progress) -> None:
    from kompass_desktop.report.slides.presentation import write_slides

    write_slides(
        files.assessment,
        file,
        earlier=files.earlier,
        compared=files.compared,
        firm=files.firm,
        progress=progress.done,
    )


def _write_xlsx(files: ClientFiles, file: IO[bytes], progress: Progress) -> None:
    from kompass_desktop.report.workbook.book import write_workbook

    write_workbook(
        files.assessment,
        file,
        names=files.names,
        compared=files.compared,
        firm=files.firm,
        progress=progress,
    )


def _write_png(
    figure: ChartFigure, data: ReportData, files: ClientFiles, file: IO[bytes], progress: Progress
) -> None:
    from kompass_desktop.report.raster import png_pictures

    progress.done(0)
    with in_house_style(house_style_of(files.firm.color)):
        file.write(next(png_pictures([figure.drawing(data)])))


def _write_svg(
    figure: ChartFigure, data: ReportData, files: ClientFiles, file: IO[bytes], progress: Progress
) -> None:
    from kompass_desktop.report.svg import svg_of

    progress.done(0)
    with in_house_style(house_style_of(files.firm.color)):
        drawing = figure.drawing(data)
    file.write(svg_of(drawing, figure.title, figure.description))


def _write_csv(files: ClientFiles, file: IO[bytes], progress: Progress) -> None:
    progress.done(0)
    write_csv(files.assessment, file)
    progress.done(1)
