"""sqlite-utils is loaded without numpy, which is there for whoever wants it."""

from __future__ import annotations

import subprocess
import sys

import pytest

OPENING = "import kompass_desktop.storage.opening"
NUMPY = "import numpy; assert numpy.__version__ and numpy.array([1]).sum() == 1"


def errors_of(code: str) -> str:
    """Return what a new Python prints as errors while it runs some code."""
    command = [sys.executable, "-c", code]
    return subprocess.run(command, check=False, stderr=subprocess.PIPE, text=True).stderr


@pytest.mark.parametrize(
    "code",
    [
        f"{OPENING}; import sys; assert 'numpy' not in sys.modules",
        f"{OPENING}; {NUMPY}",
        f"{NUMPY}; {OPENING}; {NUMPY}; import sys; assert sys.modules['numpy'] is numpy",
        f"{OPENING}; import pyqtgraph; {NUMPY}",
    ],
    ids=["not loaded", "later", "before", "by the charts"],
)
def test_numpy_is_out_of_sight_only_while_the_tables_are_loaded(code: str) -> None:
    assert errors_of(code) == ""


def test_the_types_of_columns_are_known_without_numpy() -> None:
    code = (
        "from kompass_desktop.storage.database.tables import Database\n"
        "db = Database(memory=True)\n"
        "db.table('t').insert({'a': 'x', 'b': 1, 'c': 0.5, 'd': b'y'})\n"
        "assert db.table('t').columns_dict == {'a': str, 'b': int, 'c': float, 'd': bytes}"
    )
    assert errors_of(code) == ""
