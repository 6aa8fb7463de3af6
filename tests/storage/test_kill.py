"""A process that is killed while it writes loses nothing that it has acknowledged.

Ten times by default; `pytest tests/storage/test_kill.py --kills 1000` does it more often.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import TEAM
from kompass_desktop.storage.opening import open_library

KILLS = 10

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")

WRITER = """
import sys
from dataclasses import replace
from pathlib import Path
from kompass_desktop.assessment.records import TEAM, Change, Note
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.storage.opening import open_library

library = open_library(Path(sys.argv[1]))
assessment = library.load(library.listings()[0].particulars.id)
interview = min(assessment.interviews)

def write(before, after, edit_session=None):
    library.write(assessment, [Change(before, after)], edit_session)
    assessment.apply(Change(before, after))

number = int(sys.argv[2])
while True:
    for point in assessment.instrument.measure_points:
        number += 1
        before = assessment.ratings.get(assessment.rating(TEAM, point.code).id)
        after = replace(
            assessment.rating(TEAM, point.code), system=number % 5, extent=number // 5 % 5
        )
        write(before, after)
        print("rating", point.code, after.system, after.extent, flush=True)
        note = Note(new_id(), interview, f"{number} ", "2026-03-12T09:51:00+01:00", point.code)
        write(None, note, note.id)
        print("note", note.id, note.text, flush=True)
        for word in ("Kárášjohka", "sier", "nei"):
            longer = replace(note, text=f"{note.text}{word} ")
            write(note, longer, note.id)
            note = longer
            print("note", note.id, note.text, flush=True)
"""


MAKER = """
import sys
from dataclasses import replace
from itertools import count
from pathlib import Path
from kompass_desktop.storage.exchange.examples import load_example
from kompass_desktop.storage.opening import open_library

example = load_example("karasjok-2019")
example.particulars = replace(example.particulars, finished=False)
for number in count(1):
    with open_library(Path(sys.argv[1]) / f"{number}.kompassdb") as library:
        library.add(example)
        print(number, flush=True)
"""


@POSIX
def test_what_was_acknowledged_survives_a_kill(
    tmp_path: Path, small_assessment: Assessment, request: pytest.FixtureRequest
) -> None:
    path = tmp_path / "bibliotek.kompassdb"
    with open_library(path) as library:
        library.add(small_assessment)
    chance = random.Random(2026)
    written = 0
    for _ in range(request.config.getoption("--kills") or KILLS):
        acknowledged = killed(WRITER, chance.uniform(0.0, 0.4), path, written)
        assert acknowledged
        written += len(acknowledged)
        require_all_of(acknowledged, path, small_assessment.id)


@POSIX
def test_a_library_killed_while_it_is_made_is_whole_or_not_there(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    chance = random.Random(2027)
    for kill in range(request.config.getoption("--kills") or KILLS):
        folder = tmp_path / str(kill)
        acknowledged = killed(MAKER, chance.uniform(0.0, 0.2), folder)
        for number in range(1, len(acknowledged) + 2):
            with open_library(folder / f"{number}.kompassdb") as library:
                library.check()
                assert len(library.listings()) == 1 or number > len(acknowledged)


def killed(program: str, seconds: float, *arguments: object) -> list[str]:
    """Let a program run until it is killed; return the lines it has acknowledged.

    `seconds` is how long it lives after its first acknowledgement.
    """
    with subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)], stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline()]
        killing = threading.Timer(seconds, process.send_signal, [signal.SIGKILL])
        killing.start()
        lines.extend(process.stdout)
        killing.join()
    assert process.returncode == -signal.SIGKILL
    # The last line may have been cut off within.
    return [line.decode().removesuffix("\n") for line in lines if line.endswith(b"\n")]


def require_all_of(acknowledged: list[str], path: Path, identity: str) -> None:
    ratings: dict[str, tuple[int, int]] = {}
    notes: dict[str, str] = {}
    code = ""
    for line in acknowledged:
        kind, key, rest = line.split(" ", 2)
        if kind == "note":
            notes[key] = rest
        else:
            system, extent = rest.split()
            code = key
            ratings[code] = (int(system), int(extent))
    with open_library(path) as library:
        library.check()
        kept = library.load(identity)
        codes = [point.code for point in kept.instrument.measure_points]
        # What was being written when the kill came may be there too, unacknowledged.
        begun = codes[(codes.index(code) + 1) % len(codes)]
        for code in ratings.keys() - {begun}:
            rating = kept.rating(TEAM, code)
            assert (rating.system, rating.extent) == ratings[code]
        for note, text in notes.items():
            assert kept.notes[note].text.startswith(text)
            assert library.history(note)[-1].fields["text"] == kept.notes[note].text
        assert library.find("karasjohka") == {identity}
