"""`.kompass` files: whole, sealed, checked, and refused in words where something is wrong."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Change, Particulars
from kompass_desktop.storage.encryption.key_derivation import Cost
from kompass_desktop.storage.encryption.sealing import WrongPassphrase, seal, unseal
from kompass_desktop.storage.errors import UnreadableFile
from kompass_desktop.storage.exchange import kompass_file
from kompass_desktop.storage.exchange.importing import import_kompass
from kompass_desktop.storage.exchange.kompass_file import (
    read_packet,
    read_packets,
    require_packet,
    write_packet,
)
from kompass_desktop.storage.exchange.packet import VERSION, to_text
from kompass_desktop.storage.exchange.summary import summary_sentence
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.merging.packet import Packet, packet_of
from kompass_desktop.storage.merging.service import MergeResult
from kompass_desktop.storage.opening import open_library
from tests.examples import bundled

PASSPHRASE = "rein ski fjord øl"
CHEAP = Cost(8 * 1024, 1, 1)


@pytest.fixture
def packet(library: Library, small_assessment: Assessment) -> Packet:
    """A small assessment with some history, also of a deletion and an edit session."""
    library.add(small_assessment)
    note, other = small_assessment.notes.values()
    library.write(small_assessment, [Change(note, replace(note, text="Kárášjohka 🦌"))], "b")
    library.write(small_assessment, [Change(other, None)])
    return library.packet(small_assessment.id)


def sealed(path: Path, content: bytes) -> Path:
    path.write_bytes(seal(content, PASSPHRASE, CHEAP))
    return path


def refused(path: Path) -> str:
    with pytest.raises(UnreadableFile) as raised:
        read_packet(path, PASSPHRASE)
    assert "\n" not in str(raised.value)
    assert str(raised.value).startswith(path.name)
    return str(raised.value)


def test_a_file_holds_the_assessment_with_its_history(packet: Packet, tmp_path: Path) -> None:
    path = tmp_path / "Karasjok.kompass"
    write_packet(packet, path, PASSPHRASE)
    assert read_packet(path, PASSPHRASE) == packet


def test_a_file_makes_the_same_assessment_in_another_library(
    packet: Packet, library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "Karasjok.kompass"
    write_packet(packet, path, PASSPHRASE)
    with open_library(tmp_path / "annet.kompassdb") as other:
        arrival = import_kompass(other, path, PASSPHRASE)
        assert arrival.is_new
        assert other.load(packet.assessment) == library.load(packet.assessment)
        assert other.load(packet.assessment) == packet.loaded
        assert other.packet(packet.assessment) == packet
        assert import_kompass(other, path, PASSPHRASE).is_empty


# The measurement before


@pytest.fixture
def before(library: Library, packet: Packet) -> Packet:
    """An earlier assessment of the same municipality."""
    head = Particulars(new_id(), "Kárášjohka - Karasjok", "5610", 2022)
    library.add(Assessment(head, packet.instrument))
    return library.packet(head.id)


def test_the_measurement_before_goes_along_and_an_older_program_reads_the_first(
    packet: Packet, before: Packet, tmp_path: Path
) -> None:
    path = tmp_path / "Karasjok.kompass"
    write_packet(packet, path, PASSPHRASE, before)
    assert read_packets(path, PASSPHRASE) == (packet, before)
    content = unseal(path.read_bytes(), PASSPHRASE)
    # As the program reads a file that does not know of a second part.
    assert json.loads(zlib.decompressobj(31).decompress(content))["assessment"] == packet.assessment


def test_both_are_imported_as_one_and_the_sentence_says_so(
    packet: Packet, before: Packet, tmp_path: Path
) -> None:
    path = tmp_path / "Karasjok.kompass"
    write_packet(packet, path, PASSPHRASE, before)
    with open_library(tmp_path / "annet.kompassdb") as other:
        arrival = import_kompass(other, path, PASSPHRASE)
        assert summary_sentence(arrival) == (
            "Kárášjohka - Karasjok 2026 er lest inn. Kárášjohka - Karasjok 2022 fulgte med."
        )
        assert other.packet(before.assessment) == before
        assert "fulgte med" not in summary_sentence(import_kompass(other, path, PASSPHRASE))


def test_a_broken_part_refuses_the_whole_file(
    packet: Packet, before: Packet, tmp_path: Path
) -> None:
    first, second = (gzip.compress(to_text(each).encode()) for each in (packet, before))
    for rest in (second + first, second[:-5], b"hei", gzip.compress(b"{}")):
        path = sealed(tmp_path / "rar.kompass", first + rest)
        with open_library(tmp_path / "annet.kompassdb") as other:
            with pytest.raises(UnreadableFile):
                import_kompass(other, path, PASSPHRASE)
            assert other.listings() == []


def test_the_examples_go_through_a_file_unchanged() -> None:
    for name in ("eksempelvik-2025", "karasjok-2019"):
        example = bundled(name)
        assert packet_of(example).loaded == example


def test_nothing_that_was_written_can_be_read_in_the_file(packet: Packet, tmp_path: Path) -> None:
    path = tmp_path / "Karasjok.kompass"
    write_packet(packet, path, PASSPHRASE)
    content = path.read_bytes()
    for words in ("Karasjok", "Konsulent", "history", packet.assessment):
        assert words.encode() not in content


def test_a_wrong_passphrase_is_told_apart_from_a_damaged_file(
    packet: Packet, tmp_path: Path
) -> None:
    path = tmp_path / "Karasjok.kompass"
    write_packet(packet, path, PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        read_packet(path, "rein ski fjord vann")
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    assert "skadet" in refused(path)


def test_what_is_no_kompass_file_is_refused_before_a_passphrase_is_asked_for(
    tmp_path: Path,
) -> None:
    path = tmp_path / "ferie.kompass"
    for content in (b"", b"{}", b"PK\3\4"):
        path.write_bytes(content)
        with pytest.raises(UnreadableFile, match=r"ikke en \.kompass-fil"):
            require_packet(path)
    with pytest.raises(UnreadableFile, match="finnes ikke"):
        require_packet(tmp_path / "borte.kompass")


def test_a_file_that_swells_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kompass_file, "LARGEST_CONTENT", 1000)
    path = sealed(tmp_path / "bombe.kompass", gzip.compress(b" " * 1001))
    assert "for stort" in refused(path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hei",
        gzip.compress(b"{}", mtime=0)[:-6],
        gzip.compress(b"\xff", mtime=0),
        gzip.compress(b"[" * 10**5, mtime=0),
    ],
)
def test_broken_content_is_refused(tmp_path: Path, content: bytes) -> None:
    refused(sealed(tmp_path / "rar.kompass", content))


Edit = Callable[[dict[str, Any]], object]

EDITS: dict[str, tuple[Edit, str]] = {
    "a newer program's": (
        lambda c: c.update(version=VERSION + 1),
        "nyere utgave av Kompass; oppdater",
    ),
    "another format": (lambda c: c.update(format="noe"), "ikke en måling fra Kompass"),
    "no version": (lambda c: c.pop("version"), "utgaven"),
    "an unknown field": (lambda c: c.update(skript="rm"), "ukjent felt «skript»"),
    "no assessment": (lambda c: c.update(assessment="en annen"), "mangler selve målingen"),
    "no history": (lambda c: c.pop("history"), "«history» skal være en liste"),
    "no instrument": (lambda c: c.pop("instrument"), "kan ikke leses inn"),
    "no devices": (lambda c: c.pop("devices"), "«devices»"),
    "a change that is none": (lambda c: c["history"].append(1), "ikke et objekt"),
    "a change twice": (lambda c: c["history"].append(c["history"][0]), "står to ganger"),
    "an unknown kind": (lambda c: c["history"][0].update(type="library"), "ukjent «type»"),
    "an unknown part": (lambda c: c["history"][0].update(x=1), "ukjent felt «x»"),
    "an unknown column": (
        lambda c: c["history"][0]["fields"].update(instrument="x"),
        "ukjent felt «instrument»",
    ),
    "a stamp that is none": (lambda c: c["history"][0].update(stamp="i går"), "tidsstempel"),
    "a stamp that leaves no room": (
        lambda c: c["history"][0].update(stamp="999999999999999-999999"),
        "tidsstempel",
    ),
    "an id of another": (lambda c: c["history"][0]["fields"].update(id="en annen"), "«id»"),
    "half a letter": (lambda c: c["history"][0].update(id="\ud800"), "en id mangler"),
    "bases that are none": (lambda c: c["history"][0].update(bases=[1]), "«bases»"),
    "a base that is none": (lambda c: c["history"][0].update(bases={"x": [1]}), "en id mangler"),
    "knowledge that is none": (lambda c: c["history"][0].update(known=1), "«known»"),
    "a state of deletion": (lambda c: c["history"][0]["fields"].update(deleted=2), "«deleted»"),
    "a year that is none": (lambda c: c["history"][0]["fields"].update(year="x"), "«year»"),
    "a year out of reach": (lambda c: c["history"][0]["fields"].update(year=9), "årstallet"),
    "a field that is missing": (
        lambda c: c["history"][0]["fields"].pop("municipality"),
        "«municipality» mangler",
    ),
}


@pytest.mark.parametrize(("edit", "words"), EDITS.values(), ids=EDITS.keys())
def test_a_file_changed_by_hand_is_refused_in_words(
    small_assessment: Assessment, tmp_path: Path, edit: Edit, words: str
) -> None:
    content = json.loads(to_text(packet_of(small_assessment)))
    assert content["history"][0]["type"] == "assessments"
    edit(content)
    path = sealed(tmp_path / "rettet.kompass", gzip.compress(json.dumps(content).encode()))
    assert words in refused(path)


def test_what_came_is_told_in_a_sentence() -> None:
    def translate_errors(
        added: dict[str, int] | None = None,
        changed: dict[str, int] | None = None,
        removed: dict[str, int] | None = None,
        conflicts: int = 0,
    ) -> str:
        counts = (added or {}, changed or {}, removed or {})
        return summary_sentence(MergeResult("1", "Eksempelvik 2026", False, *counts, conflicts))

    assert translate_errors() == "Eksempelvik 2026: filen inneholdt ikke noe nytt."
    assert translate_errors(
        added={"notes": 14, "interviews": 1}, changed={"ratings": 3}, conflicts=2
    ) == (
        "Eksempelvik 2026 er slått sammen med den du hadde: 1 nytt intervju, 14 nye notater og "
        "3 endrede vurderinger av målepunkter. 2 konflikter venter på svar."
    )
    assert translate_errors(removed={"notes": 1}, changed={"assessments": 1}, conflicts=1) == (
        "Eksempelvik 2026 er slått sammen med den du hadde: endrede opplysninger om målingen "
        "og 1 slettet notat. 1 konflikt venter på svar."
    )
    assert summary_sentence(MergeResult("1", "Eksempelvik 2026", True, {}, {}, {}, 0)) == (
        "Eksempelvik 2026 er lest inn."
    )
