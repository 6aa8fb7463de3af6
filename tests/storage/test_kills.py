"""The program is killed at random moments in every kind of work; `faults.py` does it at length."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

FAULTS = Path(__file__).with_name("faults.py")
KILLS = 20


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_nothing_acknowledged_is_lost_wherever_the_program_is_killed(
    request: pytest.FixtureRequest,
) -> None:
    kills = request.config.getoption("--kills") or KILLS
    done = subprocess.run(
        [sys.executable, FAULTS, "--kills", str(kills)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    counts = re.findall(
        r"^(\w+ \w+): (\d+) kills, (\d+) acknowledged, 0 failed", done.stdout, re.MULTILINE
    )
    assert len(counts) == 37
    assert all(int(acknowledged) for _, _, acknowledged in counts)
