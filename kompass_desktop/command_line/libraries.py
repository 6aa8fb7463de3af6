"""Opens the library that a command line names, with its passphrase."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from getpass import getpass
from pathlib import Path

from kompass_desktop.bounded_file import NotOrdinary, require_ordinary
from kompass_desktop.i18n import tr
from kompass_desktop.os_errors import reason
from kompass_desktop.storage.database.connection import is_encrypted
from kompass_desktop.storage.encryption.key_file import key_file
from kompass_desktop.storage.encryption.key_ring import needs_key
from kompass_desktop.storage.encryption.unlocking import (
    KEY_VARIABLE,
    key_without_asking,
    unlock,
)
from kompass_desktop.storage.errors import LibraryEncrypted, LibraryUnavailable
from kompass_desktop.storage.exchange.examples import open_demo
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library, open_to_read
from kompass_desktop.storage.place import default_library
from kompass_desktop.storage.protection import create_encrypted
from kompass_desktop.terminal import escaped, print_error


@contextmanager
def library_of(
    options: argparse.Namespace, key_of: Callable[[Path], bytes | None] | None = None
) -> Iterator[Library]:
    """Yield the library of the options, opened only to read, or the demo library.

    `key_of` returns the key for a path; by default it is `library_key`. Raises StorageError.
    """
    if options.demo:
        with demo_library() as library:
            yield library
        return
    path = options.library or default_library()
    _require_ordinary(path)
    with open_to_read(path, (key_of or library_key)(path)) as library:
        yield library


def _require_ordinary(path: Path) -> None:
    """Raise LibraryUnavailable for a folder, a pipe or a device, which might block for ever."""
    try:
        require_ordinary(path)
    except NotOrdinary as error:
        raise LibraryUnavailable(path, reason(error)) from error
    except OSError:
        # A file that is missing or unreadable is reported when it is opened.
        return


def library_key(path: Path) -> bytes | None:
    """Return the key of an encrypted library; None for another one, or if the file is missing.

    It comes from the system's key store, or by the passphrase in KOMPASS_PASSPHRASE or from a
    prompt; never from an argument, which other programs can read. Raises StorageError.
    """
    try:
        return known_key(path)
    except LibraryEncrypted:
        if not sys.stdin.isatty():
            raise
    return unlock(path, getpass(escaped(tr("Passphrase of {0}: ").format(path.name))))


def known_key(path: Path) -> bytes | None:
    """Return a library's key as `library_key`, but raise LibraryEncrypted instead of a prompt."""
    if not key_file(path).exists() and not (path.is_file() and is_encrypted(path)):
        return None
    if not needs_key(path):
        return None
    key = key_without_asking(path)
    if key is None:
        raise LibraryEncrypted(path)
    return key


def library_to_change(path: Path) -> Library:
    """Open a library for writing, or create it, encrypted if KOMPASS_PASSPHRASE is set.

    The recovery code of a new encrypted library is printed to stderr. Raises StorageError.
    """
    _require_ordinary(path)
    if path.exists():
        return open_library(path, library_key(path))
    passphrase = os.environ.get(KEY_VARIABLE)
    if not passphrase:
        return open_library(path)
    keys = create_encrypted(path, passphrase)
    print_error(tr("New, encrypted library. Recovery code: {0}").format(keys.code))
    return open_library(path, keys.key)


@contextmanager
def demo_library() -> Iterator[Library]:
    """Yield a temporary library with the examples; it is deleted after the block."""
    folder = Path(tempfile.mkdtemp(prefix="kompass-demo-"))
    try:
        with open_demo(folder) as library:
            yield library
    finally:
        shutil.rmtree(folder, ignore_errors=True)
