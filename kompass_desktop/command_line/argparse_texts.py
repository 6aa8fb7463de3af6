"""Translates the texts of argparse itself to the language in use.

argparse translates by two functions of its module, which use one catalogue for the whole
process; they are replaced by the program's own while a command line is parsed.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from kompass_desktop.i18n import mark, ntr, tr


@contextmanager
def argparse_translated() -> Iterator[None]:
    """Translate the texts of parsers that are created and used in the block."""
    ours = {"_": tr, "ngettext": ntr}
    before = {name: getattr(argparse, name) for name in ours}
    for name, translate in ours.items():
        setattr(argparse, name, translate)
    try:
        yield
    finally:
        for name, translate in before.items():
            setattr(argparse, name, translate)


TEXTS_OF_ARGPARSE = (
    mark("usage: "),
    mark("positional arguments"),
    mark("options"),
    mark("show this help message and exit"),
    mark("%(prog)s: error: %(message)s\n"),
    mark("argument %(argument_name)s: %(message)s"),
    mark("the following arguments are required: %s"),
    mark("unrecognized arguments: %s"),
    mark("invalid choice: %(value)r (choose from %(choices)s)"),
    mark("invalid %(type)s value: %(value)r"),
    mark("expected one argument"),
    mark("expected at least one argument"),
    mark("ignored explicit argument %r"),
    mark("ambiguous option: %(option)s could match %(matches)s"),
)
"""The texts of argparse, listed here so that they get into the catalogues."""
