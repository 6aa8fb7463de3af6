"""Runs the subcommands; scripts rely on their output and exit status.

An error is printed to stderr as one sentence, with exit status 1, or 2 for wrong usage.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from kompass_desktop.command_line.errors import SomeRefused, UsageError
from kompass_desktop.command_line.exporting import export_file, write_report_file
from kompass_desktop.command_line.importing import import_files
from kompass_desktop.command_line.listing import check_library, print_list, print_scores
from kompass_desktop.instrument.loading import InstrumentError
from kompass_desktop.report.word.errors import UnusableTemplate
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.terminal import PrintingFailed, finish_printing, print_error


def run_command(options: argparse.Namespace) -> int:
    """Run the subcommand in `options.command`; return the exit status."""
    commands: dict[str, Callable[[argparse.Namespace], None]] = {
        "list": print_list,
        "import": import_files,
        "scores": print_scores,
        "report": write_report_file,
        "export": export_file,
        "check": check_library,
    }
    # The code page of a Windows console has no č or đ; scripts expect UTF-8 on all systems.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        commands[options.command](options)
    except UsageError as error:
        print_error(str(error))
        return 2
    except SomeRefused:
        finish_printing()
        return 1
    except (StorageError, InstrumentError, UnusableTemplate) as error:
        print_error(str(error))
        return 1
    except PrintingFailed:
        return 1
    return 0 if finish_printing() else 1
