"""The subcommand `import`, which continues after a file that is refused."""

from __future__ import annotations

import argparse
from pathlib import Path

from kompass_desktop.command_line.errors import SomeRefused, UsageError
from kompass_desktop.command_line.libraries import library_to_change
from kompass_desktop.command_line.prompts import passphrase_to_open
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.loading import InstrumentError
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.exchange.importing import import_file, import_kompass
from kompass_desktop.storage.exchange.kompass_file import require_packet
from kompass_desktop.storage.exchange.summary import summary_sentence
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.merging.packet import ENDING
from kompass_desktop.storage.place import default_library
from kompass_desktop.terminal import print_error, print_line


def import_files(options: argparse.Namespace) -> None:
    """Import files into the library and print what was imported.

    Raises SomeRefused if one of several files was refused, StorageError or InstrumentError if
    the only one was, UsageError together with `--demo`.
    """
    if options.demo:
        raise UsageError(tr("The demo library is temporary; import without --demo."))
    with library_to_change(options.library or default_library()) as library:
        if len(options.files) == 1:
            print_line(_imported(library, options.files[0]))
            return
        refused = sum(not _import_and_report(library, path) for path in options.files)
    if refused:
        raise SomeRefused


def _import_and_report(library: Library, path: Path) -> bool:
    """Import a file and print what was imported, or the error; return whether it succeeded."""
    try:
        sentence = _imported(library, path)
    except (StorageError, InstrumentError) as error:
        sentence = str(error)
        print_error(sentence if path.name in sentence else f"{path}: {sentence}")
        return False
    print_line(sentence)
    return True


def _imported(library: Library, path: Path) -> str:
    if path.suffix.lower() != ENDING:
        return import_file(library, path)
    require_packet(path)
    return summary_sentence(import_kompass(library, path, passphrase_to_open(path)))
