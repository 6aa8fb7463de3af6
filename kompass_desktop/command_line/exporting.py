"""The subcommands that write a file: `report` and `export`."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from kompass_desktop.assessment.anonymity import to_pass_on
from kompass_desktop.assessment.model import Assessment
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
from kompass_desktop.report.masked_names import masked_in_file, masked_in_print
from kompass_desktop.storage.exchange.json_file import export_json
from kompass_desktop.storage.exchange.kompass_file import write_packet
from kompass_desktop.storage.files import atomic_write
from kompass_desktop.storage.merging.packet import ENDING
from kompass_desktop.terminal import escaped


def write_report_file(options: argparse.Namespace) -> None:
    """Write the report as PDF or for Word, and print its problems to stderr.

    Raises UsageError if the file name has another ending, UnusableTemplate or StorageError.
    """
    # Imported only for a report: reportlab takes 0.4 s to import.
    from kompass_desktop.report.document import write_report
    from kompass_desktop.report.remarks import remarks_on

    _require_ending(options.output, *ReportFormat)
    kind = format_of(options.output) or ReportFormat.PDF
    if options.template is not None and kind is not ReportFormat.WORD:
        raise UsageError(tr("A template is only for a .docx file."))
    assessment, firm = named_assessment_and_firm(options)
    chosen = Language(options.report_language or language())
    with in_language(chosen), atomic_write(options.output) as file:
        write_report(assessment, file, kind=kind, template=options.template, firm=firm)
    _say_of_names(masked_in_print(assessment).notice)
    for remark in remarks_on(assessment, kind):
        print(remark.sentence, file=sys.stderr)


def export_file(options: argparse.Namespace) -> None:
    """Write the assessment to a file in the format of its extension.

    Raises UsageError for another extension, else StorageError.
    """
    _require_ending(options.output, ENDING, ".json", ".csv", ".ics")
    if options.output.suffix.lower() == ENDING:
        packet = named_packet(options)
        write_packet(packet, options.output, passphrase_to_write(options.output))
        return
    assessment = named_assessment(options)
    if options.output.suffix.lower() == ".json":
        export_json(to_pass_on(assessment, options.names), options.output)
        _say_of_names(str(masked_in_file(assessment, options.names)))
        return
    if options.output.suffix.lower() == ".ics":
        _write_calendar_file(assessment, options)
        return
    with atomic_write(options.output) as file:
        write_csv(assessment, file)


def _write_calendar_file(assessment: Assessment, options: argparse.Namespace) -> None:
    # Imported only when needed, so that the program starts fast.
    from kompass_desktop.report.handouts.calendar_file import write_calendar

    with atomic_write(options.output) as file:
        write_calendar(assessment, options.names, datetime.now(UTC), file)


def _say_of_names(sentence: str) -> None:
    if sentence:
        print(escaped(sentence), file=sys.stderr)


def _require_ending(path: Path, *endings: str) -> None:
    if path.suffix.lower() not in endings:
        *first, last = endings
        listed = tr("{0} or {1}").format(", ".join(first), last) if first else last
        raise UsageError(tr("{0} must end in {1}.").format(path, listed))
