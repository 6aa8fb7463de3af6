"""What a file may hold: beyond what anybody writes, and no more than pages and reports bear."""

from __future__ import annotations

import gzip
import io
import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kompass_desktop import assets
from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id, rating_id, text_id
from kompass_desktop.assessment.records import (
    TEAM,
    Change,
    Finding,
    Interview,
    Member,
    Note,
    Rating,
    ReportText,
)
from kompass_desktop.instrument.loading import InstrumentError
from kompass_desktop.report.document import write_report
from kompass_desktop.storage.database import limits
from kompass_desktop.storage.database.limits import (
    LONGEST_LINE,
    LONGEST_TEXT,
    MOST_MEASURE_POINTS,
    MOST_RECORDS,
    MOST_REPORT_LETTERS,
    MOST_REPORT_LINES,
)
from kompass_desktop.storage.encryption.key_derivation import Cost
from kompass_desktop.storage.encryption.sealing import seal
from kompass_desktop.storage.errors import StorageError, UnreadableFile
from kompass_desktop.storage.exchange import importing
from kompass_desktop.storage.exchange.importing import import_file, import_kompass
from kompass_desktop.storage.exchange.json_file import to_json
from kompass_desktop.storage.exchange.packet import to_text
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.merging.packet import packet_of

PASSPHRASE = "rein ski fjord øl"
CHEAP = Cost(8 * 1024, 1, 1)
MOST_SECONDS = 25.0
"""Of the processor, for a report at every bound at once; a full real one takes some 2."""

Swollen = Callable[[Assessment], None]


def set_all(**values: str) -> Swollen:
    """Return what gives every record that has the fields these values."""

    def change(assessment: Assessment) -> None:
        for record in assessment.records():
            held = {name: value for name, value in values.items() if hasattr(record, name)}
            if held:
                assessment.apply(
                    Change(
                        record,
                        replace(record, **held),  # type: ignore[arg-type]
                    )
                )

    return change


def add(count: int, make: Callable[[Assessment, int], Any]) -> Swollen:
    def change(assessment: Assessment) -> None:
        for number in range(count):
            assessment.apply(Change(None, make(assessment, number)))

    return change


def interview(_assessment: Assessment, number: int) -> Interview:
    return Interview(new_id(), "unit_leaders", f"VL-{number}", position=float(number))


def finding(text: str) -> Callable[[Assessment, int], Finding]:
    return lambda _assessment, number: Finding(new_id(), number % 8 + 1, FindingKind.STRENGTH, text)


def note(assessment: Assessment, _number: int) -> Note:
    return Note(new_id(), next(iter(assessment.interviews)), "", "2026-03-12T09:51:00+01:00")


def member(_assessment: Assessment, number: int) -> Member:
    return Member(new_id(), f"Konsulent {number}")


SWOLLEN: dict[str, tuple[Swollen, str]] = {
    "municipality": (set_all(municipality="Å" * 1_000_000), "municipality"),
    "just over": (set_all(municipality="Å" * (LONGEST_LINE + 1)), "municipality"),
    "number": (set_all(municipality_number="1" * 1000), "municipality_number"),
    "report": (set_all(report="x" * 100_000), "report"),
    "name": (set_all(name="x" * 1000), "name"),
    "role": (set_all(role="x" * 1000), "role"),
    "code": (set_all(code="x" * 1000), "code"),
    "text": (set_all(text="x" * (LONGEST_TEXT + 1)), "text"),
    "interviews": (add(MOST_RECORDS["interviews"], interview), "intervjuer"),
    "members": (add(MOST_RECORDS["members"], member), "teammedlemmer"),
    "findings": (add(MOST_RECORDS["findings"], finding("x")), "funn"),
    "notes": (add(MOST_RECORDS["notes"], note), "notater"),
    "letters": (add(30, finding("x" * 100_000)), "for lange"),
    "lines": (add(1, finding("\n" * MOST_REPORT_LINES)), "for lange"),
}


@pytest.mark.parametrize(("swell", "words"), SWOLLEN.values(), ids=SWOLLEN.keys())
@pytest.mark.parametrize("ending", ["json", "kompass"])
def test_a_file_beyond_the_bounds_is_refused_in_words(
    library: Library, small_assessment: Assessment, swell: Swollen, words: str, ending: str
) -> None:
    swell(small_assessment)
    path = library.path.with_name(f"fil.{ending}")
    if ending == "json":
        path.write_text(to_json(small_assessment))
    else:
        path.write_bytes(seal(_packed(small_assessment), PASSPHRASE, CHEAP))
    with pytest.raises(UnreadableFile, match=words) as raised:
        _taken_in(library, path)
    assert len(str(raised.value)) < 300
    assert library.listings() == []


def _taken_in(library: Library, path: Path) -> None:
    if path.suffix == ".json":
        import_file(library, path)
    else:
        import_kompass(library, path, PASSPHRASE)


def _packed(assessment: Assessment) -> bytes:
    return gzip.compress(to_text(packet_of(assessment)).encode())


def test_what_a_library_holds_beyond_the_bounds_is_opened_and_goes_on(
    library: Library, small_assessment: Assessment
) -> None:
    add(MOST_RECORDS["interviews"], interview)(small_assessment)
    set_all(report="x" * 1000)(small_assessment)
    library.add(small_assessment)
    before = library.load(small_assessment.id)
    assert before == small_assessment
    held = next(iter(before.notes.values()))
    library.write(before, [Change(held, replace(held, text="videre"))])
    library.merge(library.packet(small_assessment.id))


def test_a_report_at_every_bound_is_soon_written(small_assessment: Assessment) -> None:
    held = small_assessment
    free = MOST_RECORDS["findings"] - len(held.findings)
    words = "folk møter kommunen på butikken "
    set_all(
        municipality="Å" * LONGEST_LINE,
        report="W" * LONGEST_LINE,
        name="x " * (LONGEST_LINE // 2),
        role="x" * LONGEST_LINE,
    )(held)
    add(MOST_RECORDS["members"] - len(held.members), member)(held)
    add(MOST_RECORDS["interviews"] - len(held.interviews), interview)(held)
    add(free, finding(words * 6))(held)
    left = MOST_REPORT_LETTERS - sum(len(f.text) for f in held.findings.values())
    identity = text_id(held.id, "area-2")
    held.apply(
        Change(None, ReportText(identity, "area-2", (words * left)[: min(left, LONGEST_TEXT)]))
    )
    for number, key in enumerate(held.interviews):
        for point in ("1.1.1", "1.1.2", "2.1.1"):
            rating = Rating(rating_id(held.id, key, point), key, point, 1, 2, 3, number % 5)
            held.apply(Change(held.get(rating), rating))
    assert limits.too_many_in(held.records()) == ""
    assert any(rating.interview != TEAM for rating in held.ratings.values())
    file = io.BytesIO()
    started = time.process_time()
    write_report(held, file)
    assert time.process_time() - started < MOST_SECONDS
    assert file.getvalue().startswith(b"%PDF")


INSTRUMENTS: dict[str, tuple[Callable[[dict[str, Any]], None], str]] = {
    "name": (lambda i: i.update(name="x" * 100_000), "tegn"),
    "a title": (lambda i: i["areas"][0].update(title="x" * 10_000), "tegn"),
    "a statement": (
        lambda i: _question(i)["measure_points"][0].update(statement="x" * 10_000),
        "tegn",
    ),
}


def _question(instrument: dict[str, Any]) -> dict[str, Any]:
    question: dict[str, Any] = instrument["areas"][0]["questions"][0]
    return question


@pytest.mark.parametrize(("swell", "words"), INSTRUMENTS.values(), ids=INSTRUMENTS.keys())
def test_an_instrument_within_a_file_has_bounds(
    library: Library,
    small_assessment: Assessment,
    swell: Callable[[dict[str, Any]], None],
    words: str,
) -> None:
    content = json.loads(to_json(small_assessment))
    swell(content["instrument"])
    path = library.path.with_name("fil.json")
    path.write_text(json.dumps(content))
    with pytest.raises(StorageError, match=words):
        import_file(library, path)


def test_an_instrument_file_has_bounds(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "user_data_folder", lambda: tmp_path / "brukerens")
    bundled = (assets.data_folder() / "instruments" / "kommunekompasset-2.1.toml").read_text()
    first = bundled.index('name = "')
    path = tmp_path / "langt.toml"
    path.write_text(bundled[:first] + f'name = "{"x" * 10_000}' + bundled[first + 8 :])
    with pytest.raises(InstrumentError, match="tegn"):
        import_file(library, path)
    assert not (tmp_path / "brukerens").exists()
    assert MOST_MEASURE_POINTS > 165
