"""The firm that writes the reports: kept in the library, and in nothing that is sent to others."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kompass_desktop.assessment.firm import NO_FIRM, Firm, FirmText, WordTemplate
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.i18n import Language
from kompass_desktop.storage.backup.backup import back_up
from kompass_desktop.storage.backup.salvage import salvage
from kompass_desktop.storage.encryption.unlocking import unlock
from kompass_desktop.storage.exchange.json_file import to_json
from kompass_desktop.storage.exchange.kompass_file import read_packet, write_packet
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library, open_to_read
from kompass_desktop.storage.protection import encrypt_library
from tests.pictures import RED, picture

PASSPHRASE = "tre grønne elger danser"
CONTACT = "Storgata 1, 5700 Voss\nTelefon 55 00 00 00"
TEXTS = (
    FirmText("foreword", Language.BOKMAL, "Fjordrådet takker {kommune}.\n\n{total} poeng."),
    FirmText("foreword", Language.ENGLISH, "Thanks to {municipality}."),
    FirmText("area-1", Language.NYNORSK, "Om området: {1}.", "Kommunekompasset 2.1"),
)
FIRM = Firm(
    "Fjordrådet AS", CONTACT, RED, picture(), WordTemplate("mal.docx", b"PK\x03\x04"), TEXTS
)


def test_a_library_has_no_firm_until_one_is_set(library: Library) -> None:
    assert library.firm() == NO_FIRM


def test_the_firm_is_there_when_the_library_is_opened_again(library: Library) -> None:
    library.keep_firm(Firm("Et annet", color="#000000"))
    library.keep_firm(FIRM)
    library.close()
    with open_to_read(library.path) as again:
        assert again.firm() == FIRM


def test_the_firm_is_encrypted_with_the_library(library: Library) -> None:
    library.keep_firm(FIRM)
    encrypt_library(library, PASSPHRASE)
    assert library.firm() == FIRM
    library.close()
    with open_library(library.path, unlock(library.path, PASSPHRASE)) as again:
        assert again.firm() == FIRM
    held = b"".join(file.read_bytes() for file in library.path.parent.iterdir() if file.is_file())
    assert b"Fjordr" not in held


def test_the_firm_is_in_a_backup_and_in_what_is_saved_of_a_damaged_library(
    library: Library, small_assessment: Assessment
) -> None:
    library.add(small_assessment)
    library.keep_firm(FIRM)
    made = back_up(library.path, library.key)
    assert made is not None
    salvage(library)
    assert library.firm() == FIRM
    with open_to_read(made.path) as backup:
        assert backup.firm() == FIRM


def test_no_file_for_others_has_anything_of_the_firm(
    library: Library, small_assessment: Assessment, tmp_path: Path
) -> None:
    library.keep_firm(FIRM)
    library.add(small_assessment)
    path = tmp_path / "deling.kompass"
    write_packet(library.packet(small_assessment.id), path, PASSPHRASE)
    packet = read_packet(path, PASSPHRASE)
    with open_library(tmp_path / "kollega.kompassdb") as other:
        other.merge(packet)
        assert other.firm() == NO_FIRM
        assert "Fjordrådet" not in to_json(other.load(small_assessment.id))
    assert "Fjordrådet" not in repr(packet)
    assert "Storgata" not in repr(packet)


@pytest.mark.parametrize(
    "text", ["=1+1", "<b>&amp;", "\x00\x0b", "\ud800", "😀 漢字 áčđŋšŧž", "'; DROP TABLE library"]
)
def test_any_text_is_stored_as_it_is(library: Library, text: str) -> None:
    firm = Firm(
        text,
        text,
        template=WordTemplate(text, b"x"),
        texts=(FirmText(text, Language.BOKMAL, text),),
    )
    library.keep_firm(firm)
    assert library.firm() == firm


@pytest.mark.parametrize(
    "damage",
    [
        {"logo": "!"},
        {"logo": "eHh4"},
        {"logo": None},
        {"template": 5},
        {"logo": "A" * 4_000_000},
    ],
)
def test_damaged_data_are_as_no_firm(library: Library, damage: dict[str, object]) -> None:
    library.keep_firm(FIRM)
    with library.file.writing() as db:
        value = db.execute("SELECT value FROM library WHERE key = 'firm'").fetchone()[0]
        text = json.dumps({**json.loads(value), **damage})
        db.table("library").upsert({"key": "firm", "value": text}, pk="key")
    assert library.firm() == replace(NO_FIRM, texts=TEXTS)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "{}"])
def test_other_data_are_as_no_firm(library: Library, text: str) -> None:
    with library.file.writing() as db:
        db.table("library").upsert({"key": "firm", "value": text}, pk="key")
    assert library.firm() == NO_FIRM


def test_a_color_that_is_none_is_left_out(library: Library) -> None:
    library.keep_firm(replace(FIRM, color="red;"))
    assert library.firm() == replace(FIRM, color="")


def test_texts_are_stored_apart_and_the_rest_of_the_firm_stays(library: Library) -> None:
    library.keep_firm(replace(FIRM, texts=()))
    library.keep_firm_texts(TEXTS)
    assert library.firm() == FIRM
    library.keep_firm_texts(TEXTS[1:])
    assert library.firm() == replace(FIRM, texts=TEXTS[1:])
    library.keep_firm_texts(())
    assert library.firm() == replace(FIRM, texts=())


@pytest.mark.parametrize(
    "damage",
    [{"language": "xx"}, {"language": None}, {"chapter": None, "text": 5}],
)
def test_a_text_that_is_damaged_leaves_the_others(
    library: Library, damage: dict[str, object]
) -> None:
    library.keep_firm(FIRM)
    with library.file.writing() as db:
        value = db.execute("SELECT value FROM library WHERE key = 'firm_texts'").fetchone()[0]
        held = json.loads(value)
        first = {key: each for key, each in held[0].items() if key not in damage}
        damaged = [{**first, **{k: v for k, v in damage.items() if v is not None}}, *held[1:], 7]
        db.table("library").upsert({"key": "firm_texts", "value": json.dumps(damaged)}, pk="key")
    assert library.firm() == replace(FIRM, texts=TEXTS[1:])


@pytest.mark.parametrize("value", ["", "{", "{}", "null", "5"])
def test_other_data_are_as_no_texts(library: Library, value: str) -> None:
    library.keep_firm(FIRM)
    with library.file.writing() as db:
        db.table("library").upsert({"key": "firm_texts", "value": value}, pk="key")
    assert library.firm() == replace(FIRM, texts=())
