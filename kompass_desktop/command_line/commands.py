"""The subcommands, a contract that scripts use.

Errors go to stderr as one plain sentence with exit status 1, wrong usage with 2.
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
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.terminal import NotPrinted, complain, finish_printing


def run_command(options: argparse.Namespace) -> int:
    """Run the subcommand that `options` names; return the exit status."""
    commands: dict[str, Callable[[argparse.Namespace], None]] = {
        "list": print_list,
        "import": import_files,
        "scores": print_scores,
        "report": write_report_file,
        "export": export_file,
        "check": check_library,
    }
    # A Windows console's own code page has no č or đ; scripts read UTF-8 everywhere.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        commands[options.command](options)
    except UsageError as error:
        complain(str(error))
        return 2
    except SomeRefused:
        finish_printing()
        return 1
    except (StorageError, InstrumentError) as error:
        complain(str(error))
        return 1
    except NotPrinted:
        return 1
    return 0 if finish_printing() else 1
