"""sqlite-utils, which the tables of a library are read and written with.

Every other module takes it from here, because it is imported in a way of its own: sqlite-utils
looks for numpy, and loads it where it is installed, only to know which columns numpy's numbers
belong in. No such number is ever stored here, and loading numpy takes a tenth of a second before
the window is there. So numpy is out of sight during this import, and during nothing else.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def _without(package: str) -> Iterator[None]:
    """Let imports in the block find that a package is not installed, unless it is loaded."""
    if package in sys.modules:
        yield
        return
    # Python's own mark for a module that cannot be imported (importlib, `sys.modules`).
    sys.modules[package] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[package]


with _without("numpy"):
    from sqlite_utils import Database
    from sqlite_utils.db import NotFoundError
    from sqlite_utils.migrations import Migrations

__all__ = ["Database", "Migrations", "NotFoundError"]
