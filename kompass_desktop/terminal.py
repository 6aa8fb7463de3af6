"""Prints to the terminal: escapes control characters, and reports a full disk.

The name of a municipality or of a file may contain characters that move the cursor, set the
title of the window or reverse the line; these are printed as their numbers.
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
"""The Unicode categories of characters that are invisible and have an effect."""
_HARMLESS = {"\u00ad", "\u200c", "\u200d"}
"""Soft hyphens and joiners, which are parts of ordinary words and pictures."""


class PrintingFailed(Exception):
    """Printing failed: the disk is full, or the reader of the pipe has ended."""


def escaped(text: str) -> str:
    """Return a line with characters that affect a terminal replaced by their numbers."""
    return "".join(_escape(letter) if _acts(letter) else letter for letter in text)


def print_line(line: str) -> None:
    """Print a line to stdout, escaped; raises PrintingFailed."""
    _print(escaped(line))


def print_text(text: str) -> None:
    """Print a text of the program itself to stdout, as it is; raises PrintingFailed."""
    _print(text, end="")


def print_json(value: object) -> None:
    """Print a value to stdout as JSON that reads back the same; raises PrintingFailed."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    # JSON has an escape for each of these characters, and only strings can contain them.
    _print("\n".join("".join(map(_json_escape, line)) for line in text.split("\n")))


def print_error(sentence: str) -> None:
    """Print a sentence to stderr, escaped; errors of printing are ignored."""
    try:
        print(escaped(sentence), file=sys.stderr, flush=True)
    except OSError:
        _drop(sys.stderr)


def finish_printing() -> bool:
    """Flush stdout; return whether that succeeded.

    An error is reported, unless the reader of the pipe has ended, as `head` does.
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
        raise PrintingFailed from error


def _give_up(error: OSError) -> None:
    """Report that printing failed, and prevent Python from printing the rest at its end."""
    _drop(sys.stdout)
    if not isinstance(error, BrokenPipeError):
        print_error(tr("Cannot print: {0}.").format(reason(error)))


def _acts(letter: str) -> bool:
    return letter not in _HARMLESS and unicodedata.category(letter) in _HIDDEN


def _escape(letter: str) -> str:
    number = ord(letter)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"


def _json_escape(letter: str) -> str:
    return json.dumps(letter)[1:-1] if _acts(letter) else letter


def _drop(stream: TextIO | None) -> None:
    """Redirect a stream to the null device, so that its buffer is discarded."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        if stream is not None:
            os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    # A stream that a test or an editor has set may have no file descriptor.
    except (OSError, ValueError):
        return
