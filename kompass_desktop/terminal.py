"""What the command line prints: no name takes over the terminal, and a full disk is reported.

A municipality's name or the name of a file may hold what moves the cursor, sets the title of
the window or turns the line round; it is printed as its number instead.
"""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from typing import TextIO

from kompass_desktop.i18n import tr
from kompass_desktop.os_errors import reason

_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Unicode's categories of characters that act and are not seen."""
_HARMLESS = {"\u00ad", "\u200c", "\u200d"}
"""Soft hyphens and what joins letters and pictures: parts of ordinary words."""


class NotPrinted(Exception):
    """What was to be printed cannot be: the disk is full, or nobody reads it any more."""


def plainly(text: str) -> str:
    """Return a line with what acts on a terminal written as its number."""
    return "".join(_escape(letter) if _acts(letter) else letter for letter in text)


def say(line: str) -> None:
    """Print a line."""
    _print(plainly(line))


def say_text(text: str) -> None:
    """Print a text of the program's own, as it is."""
    _print(text, end="")


def say_json(value: object) -> None:
    """Print a value as JSON, which reads back the same."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    # Within a string JSON has the same escapes for them all; between them is only the layout.
    _print("\n".join("".join(map(_json_escape, line)) for line in text.split("\n")))


def complain(sentence: str) -> None:
    """Print a sentence where errors go, if anything can be printed there."""
    try:
        print(plainly(sentence), file=sys.stderr, flush=True)
    except OSError:
        _drop(sys.stderr)


def finish_printing() -> bool:
    """Have all that was printed leave the program; return whether it did.

    A reader that has seen enough, as `head`, is no error to report.
    """
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        _give_up(error)
        return False
    return True


def _print(text: str, end: str = "\n") -> None:
    try:
        print(text, end=end)
    except OSError as error:
        _give_up(error)
        raise NotPrinted from error


def _give_up(error: OSError) -> None:
    """Report that nothing more can be printed, and let Python's own end not try again."""
    _drop(sys.stdout)
    if not isinstance(error, BrokenPipeError):
        complain(tr("Cannot print: {0}.").format(reason(error)))


def _acts(letter: str) -> bool:
    return letter not in _HARMLESS and unicodedata.category(letter) in _HIDDEN


def _escape(letter: str) -> str:
    number = ord(letter)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"


def _json_escape(letter: str) -> str:
    return json.dumps(letter)[1:-1] if _acts(letter) else letter


def _drop(stream: TextIO | None) -> None:
    """Send what is still to be written nowhere."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        if stream is not None:
            os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    # A stream that tests or an editor put there has no number.
    except (OSError, ValueError):
        return
