"""A process that merges is killed at random moments: each merge is whole, or was not."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.storage.opening import open_library
from tests.storage.test_kill import killed

KILLS = 6

CODE = "FERD-"
NOTES = 20
MERGER = """
import sys
from itertools import count
from pathlib import Path
from kompass_desktop.assessment.records import Change, Interview, Note
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.storage.opening import open_library

folder, identity = Path(sys.argv[1]), sys.argv[2]
with open_library(folder / "en.kompassdb") as one, open_library(folder / "to.kompassdb") as two:
    for number in count():
        for giver, taker in ((two, one), (one, two)):
            held = giver.load(identity)
            interview = Interview(new_id(), "mayor", f"FERD-{number}")
            notes = [
                Note(new_id(), interview.id, f"{number}", "2026-03-12T09:51:00Z") for _ in range(20)
            ]
            giver.write(held, [Change(None, record) for record in (interview, *notes)])
            taker.merge(giver.packet(identity))
            print(interview.id, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_merge_is_whole_wherever_it_is_killed(
    tmp_path: Path, small_assessment: Assessment, request: pytest.FixtureRequest
) -> None:
    identity = small_assessment.id
    paths = [tmp_path / "en.kompassdb", tmp_path / "to.kompassdb"]
    for path in paths:
        with open_library(path) as library:
            library.add(small_assessment)
    chance = random.Random(2028)
    merged: list[str] = []
    for _ in range(request.config.getoption("--kills") or KILLS):
        merged += killed(MERGER, chance.uniform(0.0, 0.3), tmp_path, identity)
        for path in paths:
            require_whole(path, identity, merged)
    with open_library(paths[0]) as one, open_library(paths[1]) as two:
        one.merge(two.packet(identity))
        two.merge(one.packet(identity))
        assert one.load(identity) == two.load(identity)
        assert one.packet(identity).entries == two.packet(identity).entries


def require_whole(path: Path, identity: str, merged: list[str]) -> None:
    with open_library(path) as library:
        library.check()
        kept = library.load(identity)
        assert set(merged) <= kept.interviews.keys()
        # One that came when the kill did is there with all that it has, or not at all.
        made = [i.id for i in kept.interviews.values() if i.code.startswith(CODE)]
        assert {len(kept.notes_of(interview)) for interview in made} == {NOTES}
        assert kept == library.packet(identity).loaded
