"""What tests of every part build on: the instrument, assessments of it, and a library."""

from __future__ import annotations

import gc
import logging
import os
import runpy
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import keyring
import pytest
from hypothesis import settings

from kompass_desktop import assets
from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import (
    asking_choice_id,
    new_id,
    rating_id,
    recorded_id,
    text_id,
)
from kompass_desktop.assessment.records import (
    TEAM,
    TOTAL,
    AskingChoice,
    Attachment,
    ChainStep,
    Change,
    Document,
    DocumentStatus,
    Finding,
    Interview,
    Mark,
    Member,
    Note,
    Particulars,
    Rating,
    Record,
    Recorded,
    ReportText,
)
from kompass_desktop.desktop.runtime.garbage_collection import collect_if_due
from kompass_desktop.instrument.catalogue import standard_instrument
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.storage.database.contents import digest_of
from kompass_desktop.storage.encryption import key_derivation
from kompass_desktop.storage.encryption.key_derivation import Cost
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library
from tests.keyrings import MemoryKeyring, installed

# A developer who runs pytest alone has no screen to lend; test.sh says the same.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# The catalogues are built when the program is installed, and may have been edited since.
runpy.run_path(str(Path(__file__).parents[1] / "packaging" / "translations.py"))["build"]()

# No test may read or change what a developer's own key store holds.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

# As the program does: what a page leaves must not be destroyed in a thread that a later
# test starts.
gc.disable()

# How long an example takes says more of the machine than of the program.
settings.register_profile("kompass", deadline=None)
settings.load_profile("kompass")

SMALL_INTERVIEWS = {
    "OF-01": "mayor",
    "VL-01": "unit_leaders",
    "VL-02": "unit_leaders",
    "HTV-01": "union",
}


@pytest.fixture(autouse=True)
def _collected_in_this_thread() -> Iterator[None]:
    yield
    collect_if_due()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--kills",
        type=int,
        help="how many times each kill test kills a process that is writing (default: a few)",
    )
    parser.addoption(
        "--histories",
        type=int,
        default=4,
        help="how many random histories of three laptops are merged (default 4)",
    )
    parser.addoption(
        "--first-history",
        type=int,
        default=0,
        help="the seed of the first of them (default 0), to go on from or to see one again",
    )
    parser.addoption(
        "--mutants",
        type=int,
        default=0,
        help="how many changed files of each kind are taken in, beside the usual hundred",
    )


@pytest.fixture(autouse=True)
def _own_log(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault report of one test tells nothing of what another did."""
    monkeypatch.setattr(logging.getLogger("kompass_desktop"), "handlers", [logging.NullHandler()])


@pytest.fixture(autouse=True)
def _cheap_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys of passphrases in some milliseconds."""
    monkeypatch.setattr(
        key_derivation, "USUAL_COST", Cost(memory_kib=8 * 1024, iterations=1, lanes=1)
    )


@pytest.fixture
def key_store() -> Iterator[MemoryKeyring]:
    """A system's key store that works."""
    before = keyring.get_keyring()
    yield installed()
    keyring.set_keyring(before)


@pytest.fixture(scope="session")
def instrument() -> Instrument:
    """The bundled Kommunekompasset 2.1."""
    return standard_instrument(assets.data_folder())


@pytest.fixture
def empty_assessment(instrument: Instrument) -> Assessment:
    """A new assessment of Karasjok, of which nothing but the place and year is known."""
    return Assessment(Particulars(new_id(), "Kárášjohka - Karasjok", "5610", 2026), instrument)


@pytest.fixture
def small_assessment(empty_assessment: Assessment) -> Assessment:
    """An assessment with at least one record of every kind, in which three groups disagree.

    Of the interviews OF-01, VL-01, VL-02 and HTV-01 the first three rate 1.1.1; the team
    has settled 1.1.2; the points of area 2 and the total are recorded.
    """
    assessment = empty_assessment
    identity = assessment.id
    interviews = {
        code: Interview(new_id(), group, code, position=float(position))
        for position, (code, group) in enumerate(SMALL_INTERVIEWS.items())
    }

    def rating(interview: str, code: str, levels: tuple[int, int, int, int]) -> Rating:
        return Rating(rating_id(identity, interview, code), interview, code, *levels)

    note = Note(
        new_id(),
        interviews["OF-01"].id,
        "«Vi møter folk på butikken», sier de i Kárášjohka",
        "2026-03-12T09:51:00+01:00",
        "1.4.1",
        Mark.WEAKNESS,
    )
    records: tuple[Record, ...] = (
        Member(new_id(), "Konsulent A", "teamleder"),
        *interviews.values(),
        AskingChoice(asking_choice_id(identity, "union", "7.1"), "union", "7.1", asked=True),
        rating(interviews["OF-01"].id, "1.1.1", (4, 3, 2, 2)),
        rating(interviews["VL-01"].id, "1.1.1", (2, 1, 1, 0)),
        rating(interviews["VL-02"].id, "1.1.1", (1, 1, 0, 0)),
        rating(TEAM, "1.1.2", (3, 2, 1, 0)),
        note,
        Note(new_id(), interviews["HTV-01"].id, "ring tilbake", "2026-03-12T13:02:09+01:00"),
        Document(
            new_id(),
            "Årsmelding 2025",
            "Årsmelding",
            2026,
            ChainStep.OUTPUT,
            DocumentStatus.READ,
            "https://eksempel.example/arsmelding",
        ),
        Attachment(new_id(), "tavle.jpg", "image/jpeg", 5, digest_of(b"tavle"), note.id),
        Finding(
            new_id(), 1, FindingKind.WEAKNESS, "Ingen faste arenaer for dialog", "1.4.1", note.id
        ),
        ReportText(text_id(identity, "area-1"), "area-1", "Kommunen er åpen.\n\nMen …"),
        Recorded(recorded_id(identity, "2"), "2", Fraction(33, 2)),
        Recorded(recorded_id(identity, TOTAL), TOTAL, Fraction(212)),
    )
    for record in records:
        assessment.apply(Change(None, record))
    return assessment


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An open library without assessments."""
    with open_library(tmp_path / "bibliotek.kompassdb") as opened:
        yield opened
