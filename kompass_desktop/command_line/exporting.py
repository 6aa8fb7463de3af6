"""The subcommands that write a file: `report` and `export`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from kompass_desktop.assessment.anonymity import to_pass_on
from kompass_desktop.assessment.firm import Firm
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.command_line.comparing import comparison_of
from kompass_desktop.command_line.errors import UsageError
from kompass_desktop.command_line.naming import (
    named_assessment,
    named_assessment_and_firm,
    named_packet,
)
from kompass_desktop.command_line.prompts import passphrase_to_write
from kompass_desktop.i18n import Language, in_language, language, tr
from kompass_desktop.report.csv_table import write_csv
from kompass_desktop.report.formats import ReportFormat, format_of
from kompass_desktop.report.masked_names import masked_in_file, masked_in_print, masked_in_workbook
from kompass_desktop.storage.exchange.json_file import export_json
from kompass_desktop.storage.exchange.kompass_file import write_packet
from kompass_desktop.storage.files import atomic_write
from kompass_desktop.storage.merging.packet import ENDING
from kompass_desktop.terminal import escaped

_COMPARING = frozenset({".xlsx", ".pptx", ".zip"})
"""The endings of exported files that show a comparison."""


def write_report_file(options: argparse.Namespace) -> None:
    """Write the report as PDF or for Word, and print its problems to stderr.

    Raises UsageError if the file name has another ending, UnusableTemplate or StorageError.
    """
    # Imported only for a report: reportlab takes 0.4 s to import.
    from kompass_desktop.report.document import write_report

    _require_ending(options.output, *ReportFormat)
    kind = format_of(options.output) or ReportFormat.PDF
    if options.template is not None and kind is not ReportFormat.WORD:
        raise UsageError(tr("A template is only for a .docx file."))
    assessment, firm = named_assessment_and_firm(options)
    with _output(options) as file:
        comparison = comparison_of(assessment, options)
        write_report(
            assessment,
            file,
            earlier=comparison.earlier,
            compared=comparison.compared,
            kind=kind,
            template=options.template,
            firm=firm,
        )
    _say_of_report(assessment, firm, options, is_printed=kind is ReportFormat.PDF)


def export_file(options: argparse.Namespace) -> None:
    """Write the assessment to a file in the format of its extension.

    Raises UsageError for another extension, else StorageError.
    """
    _require_ending(options.output, ENDING, *_WRITERS, *_WRITERS_FOR_CLIENT)
    ending = options.output.suffix.lower()
    if options.compare and ending not in _COMPARING:
        raise UsageError(tr("--compare is only for {0}.").format(", ".join(sorted(_COMPARING))))
    if ending == ENDING:
        packet = named_packet(options)
        write_packet(packet, options.output, passphrase_to_write(options.output))
        return
    if ending in _WRITERS_FOR_CLIENT:
        _WRITERS_FOR_CLIENT[ending](*named_assessment_and_firm(options), options)
        return
    _WRITERS[ending](named_assessment(options), options)


def _write_json_file(assessment: Assessment, options: argparse.Namespace) -> None:
    export_json(to_pass_on(assessment, options.names), options.output)
    _say_of_names(str(masked_in_file(assessment, options.names)))


def _write_csv_file(assessment: Assessment, options: argparse.Namespace) -> None:
    with _output(options) as file:
        write_csv(assessment, file)


def _write_slides_file(assessment: Assessment, firm: Firm, options: argparse.Namespace) -> None:
    """Write the slides, and print their problems to stderr."""
    # Imported only when needed: python-pptx and reportlab take 0.6 s to import.
    from kompass_desktop.report.slides.presentation import write_slides

    with _output(options) as file:
        comparison = comparison_of(assessment, options)
        write_slides(
            assessment,
            file,
            earlier=comparison.earlier,
            compared=comparison.compared,
            firm=firm,
        )
    _say_of_report(assessment, firm, options, is_printed=False)


def _write_calendar_file(assessment: Assessment, options: argparse.Namespace) -> None:
    # Imported only when needed, so that the program starts fast.
    from kompass_desktop.report.handouts.calendar_file import write_calendar

    with _output(options) as file:
        write_calendar(assessment, options.names, datetime.now(UTC), file)


def _write_workbook_file(assessment: Assessment, firm: Firm, options: argparse.Namespace) -> None:
    from kompass_desktop.report.workbook.book import write_workbook

    with _output(options) as file:
        compared = comparison_of(assessment, options).compared
        write_workbook(assessment, file, names=options.names, compared=compared, firm=firm)
    _say_of_names(str(masked_in_workbook(assessment, options.names)))


def _write_package_file(assessment: Assessment, firm: Firm, options: argparse.Namespace) -> None:
    from kompass_desktop.report.package import ClientFiles, write_package

    with _output(options) as file:
        comparison = comparison_of(assessment, options)
        files = ClientFiles(
            assessment,
            options.names,
            earlier=comparison.earlier,
            compared=comparison.compared,
            firm=firm,
        )
        write_package(files, file, datetime.now().astimezone())
    _say_of_names(masked_in_workbook(assessment, options.names).notice)
    _print_remarks(assessment, firm, options)


_WRITERS: dict[str, Callable[[Assessment, argparse.Namespace], None]] = {
    ".json": _write_json_file,
    ".csv": _write_csv_file,
    ".ics": _write_calendar_file,
}
"""What writes an assessment alone, by the ending of the file."""
_WRITERS_FOR_CLIENT: dict[str, Callable[[Assessment, Firm, argparse.Namespace], None]] = {
    ".xlsx": _write_workbook_file,
    ".pptx": _write_slides_file,
    ".zip": _write_package_file,
}
"""What writes files that look as the reports of a firm do."""


def _report_language(options: argparse.Namespace) -> Language:
    return Language(options.report_language or language())


@contextmanager
def _output(options: argparse.Namespace) -> Iterator[IO[bytes]]:
    """Yield the file to write, with the language of the report in use."""
    with in_language(_report_language(options)), atomic_write(options.output) as file:
        yield file


def _say_of_report(
    assessment: Assessment, firm: Firm, options: argparse.Namespace, *, is_printed: bool = True
) -> None:
    """Print to stderr what was replaced in a report, and its problems."""
    _say_of_names(masked_in_print(assessment).notice)
    _print_remarks(assessment, firm, options, is_printed=is_printed)


def _print_remarks(
    assessment: Assessment, firm: Firm, options: argparse.Namespace, *, is_printed: bool = True
) -> None:
    # Imported only for a report: it loads reportlab.
    from kompass_desktop.report.remarks import remarks_on

    chosen = _report_language(options)
    for remark in remarks_on(assessment, firm, written_in=chosen, is_printed=is_printed):
        print(remark.sentence, file=sys.stderr)


def _say_of_names(sentence: str) -> None:
    if sentence:
        print(escaped(sentence), file=sys.stderr)


def _require_ending(path: Path, *endings: str) -> None:
    if path.suffix.lower() not in endings:
        *first, last = endings
        listed = tr("{0} or {1}").format(", ".join(first), last) if first else last
        raise UsageError(tr("{0} must end in {1}.").format(path, listed))
