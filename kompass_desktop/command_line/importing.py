"""The subcommand `import`: it goes on after a file that is refused."""

from __future__ import annotations

import argparse
from pathlib import Path

from kompass_desktop.command_line.errors import SomeRefused, UsageError
from kompass_desktop.command_line.libraries import library_to_change
from kompass_desktop.command_line.prompts import passphrase_of
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.loading import InstrumentError
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.exchange.importing import import_file, import_kompass
from kompass_desktop.storage.exchange.kompass_file import require_packet
from kompass_desktop.storage.exchange.summary import summary_sentence
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.merging.packet import ENDING
from kompass_desktop.storage.place import default_library
from kompass_desktop.terminal import complain, say


def import_files(options: argparse.Namespace) -> None:
    """Import files into the library; raises SomeRefused if one of several was refused."""
    if options.demo:
        raise UsageError(tr("The demo library is temporary; import without --demo."))
    with library_to_change(options.library or default_library()) as library:
        if len(options.files) == 1:
            say(_taken_in(library, options.files[0]))
            return
        refused = sum(not _is_taken_in(library, path) for path in options.files)
    if refused:
        raise SomeRefused


def _is_taken_in(library: Library, path: Path) -> bool:
    """Take a file in and print what came, or why it did not; return whether it came."""
    try:
        sentence = _taken_in(library, path)
    except (StorageError, InstrumentError) as error:
        sentence = str(error)
        complain(sentence if path.name in sentence else f"{path}: {sentence}")
        return False
    say(sentence)
    return True


def _taken_in(library: Library, path: Path) -> str:
    if path.suffix.lower() != ENDING:
        return import_file(library, path)
    require_packet(path)
    return summary_sentence(import_kompass(library, path, passphrase_of(path)))
