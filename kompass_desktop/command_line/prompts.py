"""Asks for the passphrase of a file at the terminal; scripts give it in the environment.

It is never an argument: other programs on the machine can read those.
"""

from __future__ import annotations

import os
import sys
from getpass import getpass
from pathlib import Path

from kompass_desktop.i18n import tr
from kompass_desktop.storage.encryption.passphrase_strength import Strength, estimate
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.terminal import plainly

EXCHANGE_KEY_VARIABLE = "KOMPASS_EXCHANGE_PASSPHRASE"


class NoPassphrase(StorageError):
    """There is no passphrase, or not one to protect a file with."""


def passphrase_of(path: Path) -> str:
    """Return the passphrase of a file that is to be opened; raises NoPassphrase for none."""
    return _given() or _asked(tr("Passphrase of {0}: ").format(path.name))


def passphrase_for(path: Path) -> str:
    """Return a passphrase for a file that is to be written, asked for twice.

    Raises NoPassphrase for none, one that is too easily guessed, or two that differ.
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
        answer = getpass(plainly(question))
    except (EOFError, KeyboardInterrupt) as error:
        raise NoPassphrase(tr("No passphrase was given.")) from error
    if not answer:
        raise NoPassphrase(tr("No passphrase was given."))
    return answer
