"""Gets the passphrase of a file from the environment, or by a prompt at the terminal.

It is never an argument, because other programs on the machine can read arguments.
"""

from __future__ import annotations

import os
import sys
from getpass import getpass
from pathlib import Path

from kompass_desktop.i18n import tr
from kompass_desktop.storage.encryption.passphrase_strength import Strength, estimate
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.terminal import escaped

EXCHANGE_KEY_VARIABLE = "KOMPASS_EXCHANGE_PASSPHRASE"


class NoPassphrase(StorageError):
    """No passphrase was given, or one that is not good enough."""


def passphrase_to_open(path: Path) -> str:
    """Return the passphrase to open a file with; raises NoPassphrase if none is given."""
    return _given() or _asked(tr("Passphrase of {0}: ").format(path.name))


def passphrase_to_write(path: Path) -> str:
    """Return the passphrase to write a file with; a prompt asks for it twice.

    Raises NoPassphrase if none is given, if it is too easy to guess, or if the two differ.
    """
    passphrase = _given()
    if not passphrase:
        passphrase = _asked(tr("Choose a passphrase for {0}: ").format(path.name))
        if _asked(tr("Repeat the passphrase: ")) != passphrase:
            raise NoPassphrase(tr("The two passphrases are not the same; try again."))
    if estimate(passphrase).strength is Strength.REFUSED:
        raise NoPassphrase(
            tr("The passphrase is too easy to guess; choose four or five random words.")
        )
    return passphrase


def _given() -> str:
    return os.environ.get(EXCHANGE_KEY_VARIABLE, "")


def _asked(question: str) -> str:
    if not sys.stdin.isatty():
        raise NoPassphrase(
            tr("Set the passphrase in the environment variable {0}.").format(EXCHANGE_KEY_VARIABLE)
        )
    try:
        answer = getpass(escaped(question))
    except (EOFError, KeyboardInterrupt) as error:
        raise NoPassphrase(tr("No passphrase was given.")) from error
    if not answer:
        raise NoPassphrase(tr("No passphrase was given."))
    return answer
