"""The window, killed while someone types and rates: nothing older than promised is lost.

Promised is that a rating is durable before the next key, and text at most a second after
typing stops and every two seconds while it goes on. `pytest tests/end_to_end --kills 50`
kills more often.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import IO

import pytest

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Change, Interview
from kompass_desktop.storage.opening import open_library
from tests.end_to_end.typist import Acknowledgement

ROOT = Path(__file__).parents[2]
INTERVIEW = "of"

WHILE_TYPING_SECONDS = 2.0
AFTER_TYPING_SECONDS = 1.0
MOST_SLACK_SECONDS = 1.0
"""On a loaded machine the child waits for its turn, and no program keeps time then. It is
given the longest time between two of its own keys before the kill, but never more."""
LOOKED_BACK_SECONDS = 4.0

KILLS = 6
START_SECONDS = 60.0
LONGEST_LIFE_SECONDS = 4.5

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")

Levels = tuple[int | None, ...]


@dataclass
class Promised:
    """What the user has seen saved or typed, over all the processes that were killed."""

    levels: dict[str, Levels] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    def take(self, acknowledged: list[Acknowledgement]) -> None:
        """Take in what the latest process has acknowledged before it was killed."""
        last = acknowledged[-1]
        slack = slack_of(acknowledged)
        for each in acknowledged:
            if each.code:
                self.levels[each.code] = each.levels
            if each.note and last.at - each.at > WHILE_TYPING_SECONDS + slack:
                self.texts[each.note] = each.text


@pytest.fixture
def library_of_a_mayor(library_file: Path, empty_assessment: Assessment) -> Path:
    """A library with one assessment that has one interview."""
    with open_library(library_file) as library:
        empty_assessment.apply(Change(None, Interview(INTERVIEW, "mayor", "OF-01")))
        library.add(empty_assessment)
    return library_file


def test_nothing_older_than_promised_is_lost(
    library_of_a_mayor: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    chance = random.Random(2026)
    promised = Promised()
    for kill in range(request.config.getoption("--kills") or KILLS):
        life = chance.uniform(0.0, LONGEST_LIFE_SECONDS)
        acknowledged = killed_typist(library_of_a_mayor, kill, life, tmp_path)
        promised.take(acknowledged)
        kept = reopened(library_of_a_mayor)
        require_ratings(kept, promised, acknowledged[-1])
        require_texts(kept, promised)
        require_what_was_typed_before_a_pause(kept, acknowledged)


def killed_typist(path: Path, seed: int, life: float, home: Path) -> list[Acknowledgement]:
    """Let a typist work for so many seconds after its first key, and kill it.

    Every other time that is at the very moment at which it has acknowledged a key.
    """
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(home)}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.end_to_end.typist", str(path), str(seed)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        first = first_line(process)
        if seed % 2:
            lines = [first, *lines_of_a_life(process.stdout, Acknowledgement.read(first), life)]
            process.kill()
        else:
            killing = threading.Timer(life, process.kill)
            killing.start()
            lines = [first, *process.stdout]
            killing.join()
    assert process.returncode == -signal.SIGKILL, "the typist stopped by itself"
    # The last line may have been cut off within.
    return [Acknowledgement.read(line) for line in lines if line.endswith(b"\n")]


def first_line(process: subprocess.Popen[bytes]) -> bytes:
    """Wait for the first key of a typist, but not for ever."""
    assert process.stdout is not None
    giving_up = threading.Timer(START_SECONDS, process.terminate)
    giving_up.start()
    line = process.stdout.readline()
    giving_up.cancel()
    assert line, "the typist did not begin"
    return line


def lines_of_a_life(stream: IO[bytes], first: Acknowledgement, life: float) -> Iterator[bytes]:
    """Yield lines until so many seconds have gone since the first, by the child's clock."""
    for line in stream:
        yield line
        if Acknowledgement.read(line).at - first.at >= life:
            return


def slack_of(acknowledged: list[Acknowledgement]) -> float:
    """Return the longest time (s) between two keys of the last ones, within its limit."""
    last = acknowledged[-1].at
    late = [each.at for each in acknowledged if last - each.at < LOOKED_BACK_SECONDS]
    gaps = [later - earlier for earlier, later in pairwise(late)]
    return min(max(gaps, default=0.0), MOST_SLACK_SECONDS)


def reopened(path: Path) -> Assessment:
    """Return what the library holds now, which must be whole."""
    with open_library(path) as library:
        library.check()
        (listing,) = library.listings()
        return library.load(listing.particulars.id)


def require_ratings(kept: Assessment, promised: Promised, last: Acknowledgement) -> None:
    """Every rating is there exactly; the key that was being handled may have given one more."""
    stored: dict[str, Levels] = {r.measure_point: r.levels for r in kept.ratings.values()}
    if last.aspect is not None:
        promised.levels[last.code] = with_level_of(stored, last.code, last.aspect, last.levels)
    nothing = (None, None, None, None)
    given = {code: levels for code, levels in promised.levels.items() if levels != nothing}
    assert stored == given


def with_level_of(stored: dict[str, Levels], code: str, aspect: int, levels: Levels) -> Levels:
    """Return levels with the one of an aspect as it is stored."""
    there = stored.get(code, levels)[aspect]
    return (*levels[:aspect], there, *levels[aspect + 1 :])


def require_texts(kept: Assessment, promised: Promised) -> None:
    """What was typed more than two seconds before the last key is there; more may be."""
    for note, text in promised.texts.items():
        assert note in kept.notes, f"«{text}» is gone"
        assert kept.notes[note].text.startswith(text)


def require_what_was_typed_before_a_pause(
    kept: Assessment, acknowledged: list[Acknowledgement]
) -> None:
    """A second after the last key in the notes, all of the line is there."""
    typed = [each for each in acknowledged if each.typed]
    if not typed or not typed[-1].note:
        return
    last = typed[-1]
    if acknowledged[-1].at - last.at > AFTER_TYPING_SECONDS + slack_of(acknowledged):
        assert last.note in kept.notes, f"«{last.text}» is gone"
        assert kept.notes[last.note].text == last.text
