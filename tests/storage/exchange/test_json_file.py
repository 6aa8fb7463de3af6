"""An exported assessment is read back the same, and a file that is not one is refused."""

from __future__ import annotations

import json
import os
import re
import sys
import uuid
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kompass_desktop import assets
from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import text_id
from kompass_desktop.assessment.records import (
    ANSWERED_ELSEWHERE,
    TEAM,
    Change,
    Finding,
    Interview,
    Note,
    Particulars,
    ReportText,
)
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.storage.database.rows import TABLES
from kompass_desktop.storage.errors import UnreadableFile, UnwritableFile
from kompass_desktop.storage.exchange import json_file
from kompass_desktop.storage.exchange.examples import (
    bundled_instrument,
    example_names,
)
from kompass_desktop.storage.exchange.json_file import export_json, from_json, import_json, to_json
from kompass_desktop.storage.files import atomic_write
from tests.examples import bundled

FILE = Path("vurdering.json")
Document = dict[str, Any]


def read(text: str) -> Assessment:
    return from_json(text, FILE, bundled_instrument)


# Out and in again


def test_an_export_is_read_back_the_same(tmp_path: Path, small_assessment: Assessment) -> None:
    path = tmp_path / "vurdering.json"
    export_json(small_assessment, path)
    assert import_json(path, bundled_instrument) == small_assessment
    assert [file.name for file in tmp_path.iterdir()] == ["vurdering.json"]


@pytest.mark.parametrize("name", ["karasjok-2019", "eksempelvik-2025"])
def test_the_examples_are_read_back_the_same(name: str) -> None:
    assert name in example_names()
    example = bundled(name)
    assert read(to_json(example)) == example


@given(
    # A name may have 200 letters (limits.LONGEST_LINE), and no more are read back.
    text=st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\n\r\u2029"), max_size=150
    ),
    other=st.text(max_size=150),
)
@settings(max_examples=50)
def test_any_text_is_read_back_the_same(instrument: Instrument, text: str, other: str) -> None:
    assessment = Assessment(Particulars("a", f"Os {text}", other, 2026, other), instrument)
    for record in (
        Interview("i", "mayor", text, other),
        Note("n", "i", text, "2026-03-12T09:51:00+01:00", "1.4"),
        Finding("f", 8, FindingKind.CHALLENGE, other, note=text),
        ReportText(text_id("a", text), text, other),
    ):
        assessment.apply(Change(None, record))
    assert read(to_json(assessment)) == assessment


def test_half_a_surrogate_pair_becomes_a_mark(small_assessment: Assessment) -> None:
    note = next(iter(small_assessment.notes.values()))
    small_assessment.apply(Change(note, replace(note, text="halv \ud83d")))
    assert read(to_json(small_assessment)).notes[note.id].text == "halv \ufffd"
    escaped = to_json(small_assessment).replace("halv \ufffd", r"halv \ud83d")
    assert read(escaped).notes[note.id].text == "halv \ufffd"


def test_the_file_can_be_read_by_people_and_programs(small_assessment: Assessment) -> None:
    content = json.loads(to_json(small_assessment))
    assert content["format"] == "kompass-assessment"
    assert content["version"] == 4
    assert content["assessment"]["invented"] is False
    assert content["instrument"]["name"] == "Kommunekompasset"
    assert {recorded["points"] for recorded in content["recorded"]} == {"16.5", "212"}
    assert "Kárášjohka" in to_json(small_assessment)


def test_what_a_deleted_interview_left_behind_is_not_exported(
    small_assessment: Assessment,
) -> None:
    mayor = next(i for i in small_assessment.interviews.values() if i.group == "mayor")
    small_assessment.apply(Change(mayor, None))
    exported = read(to_json(small_assessment))
    assert mayor.id not in {rating.interview for rating in exported.ratings.values()}
    assert mayor.id not in {note.interview for note in exported.notes.values()}
    assert TEAM in {rating.interview for rating in exported.ratings.values()}
    assert len(exported.notes) == 1


def test_a_bundled_instrument_can_be_named_instead_of_given(
    small_assessment: Assessment,
) -> None:
    content = json.loads(to_json(small_assessment))
    content["instrument"] = "kommunekompasset-2.1"
    assert read(json.dumps(content)) == small_assessment


def test_fields_with_defaults_can_be_left_out(empty_assessment: Assessment) -> None:
    content = {
        "format": "kompass-assessment",
        "version": 1,
        "instrument": "kommunekompasset-2.1",
        "assessment": {
            "id": "a",
            "municipality": "Karasjok",
            "municipality_number": "5610",
            "year": 2026,
        },
        "interviews": [{"id": "i", "group": "mayor", "code": "OF-01"}],
    }
    read_back = read(json.dumps(content))
    assert read_back.interviews["i"] == Interview("i", "mayor", "OF-01")
    assert read_back.particulars == Particulars("a", "Karasjok", "5610", 2026)


# What is refused


def change(path: str, value: object) -> Callable[[Document], None]:
    """Return what sets the value at a path such as "notes.0.text"."""

    def changed(content: Document) -> None:
        *way, last = path.split(".")
        place: Any = content
        for step in way:
            place = place[int(step)] if isinstance(place, list) else place[step]
        place[int(last) if isinstance(place, list) else last] = value

    return changed


def remove(path: str) -> Callable[[Document], None]:
    def removed(content: Document) -> None:
        array, place, field = path.split(".")
        del content[array][int(place)][field]

    return removed


def twice(array: str) -> Callable[[Document], None]:
    return lambda content: content[array].append(content[array][0])


def same_id(content: Document) -> None:
    content["findings"][0]["id"] = content["notes"][0]["id"]


REFUSED: dict[str, tuple[Callable[[Document], None], str]] = {
    "another format": (change("format", "kompass-library"), "ikke en måling fra Kompass"),
    "a newer version": (change("version", 5), "annen utgave av Kompass"),
    "a field of the file that is unknown": (change("notater", []), "ukjent felt «notater»"),
    "no particulars": (change("assessment", None), "assessment mangler"),
    "particulars in a list": (change("assessment", []), "assessment mangler eller er ikke"),
    "an unknown further code": (change("notes.0.also", "3.2 9.9"), "ukjent kode «9.9»"),
    "an unknown field": (change("notes.0.tekst", "x"), "notes nr. 1: ukjent felt «tekst»"),
    "a missing field": (remove("notes.0.text"), "notes nr. 1: «text» mangler"),
    "null for a text": (change("notes.1.text", None), "notes nr. 2: «text» mangler"),
    "a number for a text": (change("notes.0.text", 5), "«text» har en ugyldig verdi"),
    "a list for a text": (change("notes.0.text", ["a"]), "«text» har en ugyldig verdi"),
    "a text for a number": (change("assessment.year", "2026"), "«year» har en ugyldig verdi"),
    "a fraction of a year": (change("assessment.year", 2026.5), "«year» har en ugyldig verdi"),
    "true for a number": (change("ratings.0.system", True), "«system» har en ugyldig verdi"),
    "a level of 5": (change("ratings.0.system", 5), "et nivå er ikke 0–4"),
    "a level below 0": (change("ratings.0.system", -1), "et nivå er ikke 0–4"),
    "a huge number": (change("ratings.0.system", 10**30), "«system» har en ugyldig verdi"),
    "perhaps for yes": (change("ratings.0.follow_up", 2), "«follow_up» har en ugyldig verdi"),
    "a mark that is none": (change("notes.0.mark", "lapp"), "«mark» har en ugyldig verdi"),
    "a kind that is none": (change("findings.0.kind", ""), "«kind» har en ugyldig verdi"),
    "a place without end": (change("notes.0.position", 1e400), "notes nr. 1: «position»"),
    "a place that is no number": (change("notes.0.position", float("nan")), "«position»"),
    "a place beyond all floats": (change("notes.0.position", 10**400), "notes nr. 1: «position»"),
    "points that never end": (change("recorded.0.points", "1e999999999"), "«points»"),
    "points over nothing": (change("recorded.0.points", "1/0"), "«points»"),
    "points that are none": (change("recorded.0.points", "nan"), "«points»"),
    "points below 0": (change("recorded.0.points", "-1"), "«points»"),
    "points beyond the maximum": (change("recorded.0.points", "100.5"), "utenfor skalaen"),
    "an unknown measure point": (
        change("ratings.0.measure_point", "9.9.9"),
        "ratings nr. 1: ukjent målepunkt «9.9.9»",
    ),
    "a rating of a question": (change("ratings.0.measure_point", "1.1"), "ukjent målepunkt «1.1»"),
    "a rating of another measure point": (
        change("ratings.0.measure_point", "1.1.3"),
        "vurderingens id passer ikke",
    ),
    "a rating of an unknown interview": (
        change("ratings.0.interview", "ingen"),
        "vurderingens id passer ikke",
    ),
    "a note of an unknown interview": (change("notes.0.interview", "ingen"), "ukjent intervju"),
    "a note of the team": (change("notes.0.interview", ""), "ukjent intervju «»"),
    "a note at an unknown place": (change("notes.0.place", "1.9"), "ukjent kode «1.9»"),
    "a note of two lines": (change("notes.0.text", "a\nb"), "kan ikke ha linjeskift"),
    "a note at no time": (change("notes.0.begun_at", "i går"), "ikke et tidspunkt med tidssone"),
    "a note at a time without zone": (
        change("notes.0.begun_at", "2026-03-12T09:51:00"),
        "ikke et tidspunkt med tidssone",
    ),
    "an unknown group": (change("interviews.0.group", "vaktmester"), "«vaktmester»"),
    "an interview with the team's id": (change("interviews.0.id", ""), "id er tom"),
    "a plan with a zone": (
        change("interviews.0.planned_at", "2026-03-12T09:00:00+01:00"),
        "ikke et tidspunkt uten tidssone",
    ),
    "a start that is none": (change("interviews.0.started_at", "kl. 9"), "«kl. 9»"),
    "fewer than no participants": (change("interviews.0.participants", -1), "et antall"),
    "minutes beyond all measure": (change("interviews.0.agreed_minutes", 2**40), "et antall"),
    "an area that is none": (change("findings.0.area", 9), "ukjent område «9»"),
    "a finding at an unknown place": (change("findings.0.place", "x"), "ukjent kode «x»"),
    "a day that is none": (change("assessment.begins", "2026-02-30"), "er ikke en dato"),
    "a lunch that ends before it begins": (
        change("assessment.lunch", "12:00-11:30"),
        "ikke et tidsrom",
    ),
    "a choice for an unknown group": (change("asking_choices.0.asker", "ingen"), "passer ikke"),
    "a choice of another code": (change("asking_choices.0.code", "7.2"), "passer ikke"),
    "a choice that is no answer": (change("asking_choices.0.asked", "ja"), "«asked»"),
    "a year of the Middle Ages": (change("assessment.year", 1349), "årstallet"),
    "no municipality": (change("assessment.municipality", " "), "kommunen mangler navn"),
    "a text under another id": (change("texts.0.chapter", "area-2"), "passer ikke til kapittelet"),
    "a result under another code": (change("recorded.0.code", "3"), "passer ikke til koden"),
    "a note twice": (twice("notes"), "står to ganger"),
    "a note and a finding with one id": (same_id, "findings nr. 1: id"),
    "notes in no list": (change("notes", {}), "«notes» skal være en liste"),
    "a note that is a text": (change("notes.0", "hei"), "notes nr. 1 mangler eller er ikke"),
    "an unknown instrument": (change("instrument", "kompass-9"), "«kompass-9» finnes ikke"),
    "no instrument": (change("instrument", None), "instrumentet, filen"),
    "an instrument that is broken": (change("instrument.areas", []), "«areas» mangler"),
    "an instrument with half a letter": (change("instrument.name", "\ud800"), "gyldig JSON"),
    "an instrument without bounds": (change("instrument.more", 1e400), "for store"),
}


@pytest.mark.parametrize(("damage", "why"), REFUSED.values(), ids=REFUSED.keys())
def test_what_makes_no_sense_is_refused_with_its_place(
    small_assessment: Assessment, damage: Callable[[Document], None], why: str
) -> None:
    content = json.loads(to_json(small_assessment))
    damage(content)
    # Python writes infinity as "Infinity", which is not JSON; a file can say 1e400.
    text = json.dumps(content).replace("Infinity", "1e400")
    with pytest.raises(UnreadableFile, match=re.escape(why)) as raised:
        read(text)
    message = str(raised.value)
    assert message.startswith("vurdering.json kan ikke leses inn: ")
    assert message.endswith(".")
    assert not message.endswith("..")
    assert "\n" not in message


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hei",
        "[]",
        "null",
        '"kompass-assessment"',
        '{"format": "kompass-assessment"',
        '{"format": NaN}',
        "[" * 100_000,
        '{"a":' * 100_000,
        '{"format": "kompass-assessment", "version": ' + "1" * 5000 + "}",
    ],
    ids=range(10),
)
def test_what_is_no_assessment_is_refused(text: str) -> None:
    with pytest.raises(UnreadableFile, match=r"^vurdering\.json kan ikke leses inn: den er ikke"):
        read(text)


@pytest.mark.parametrize("depth", [100, 900, 980, 990, 995])
@pytest.mark.parametrize("path", ["notes.0.text", "notes.0.mark", "recorded.0.points", "notes.0"])
def test_lists_in_lists_in_lists_are_refused(
    small_assessment: Assessment, depth: int, path: str
) -> None:
    content = json.loads(to_json(small_assessment))
    change(path, "HERE")(content)
    with pytest.raises(UnreadableFile):
        read(json.dumps(content).replace('"HERE"', "[" * depth + "]" * depth))


def test_a_damaged_file_never_ends_in_anything_but_a_message(
    small_assessment: Assessment,
) -> None:
    """The text of every value is taken away, doubled or put in another's place."""
    content = json.loads(to_json(small_assessment)) | {"instrument": "kommunekompasset-2.1"}
    text = json.dumps(content)
    values = [match.span() for match in re.finditer(r'"[^"]*"|\b[\d.]+\b|null', text)]
    for begin, end in values:
        for instead in ("", "null", '"\ud800"', "-1", "1e999", "{}", text[begin:end] * 2):
            try:
                read(text[:begin] + instead + text[end:])
            except UnreadableFile as error:
                told = str(error)
                if "\n" in told:
                    pytest.fail(told)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"borte\.json kan ikke leses inn: .*finnes ikke"):
        import_json(tmp_path / "borte.json", bundled_instrument)


def test_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="det er en mappe"):
        import_json(tmp_path, bundled_instrument)


def test_another_encoding_is_told(tmp_path: Path, small_assessment: Assessment) -> None:
    path = tmp_path / "gammel.json"
    path.write_bytes(to_json(small_assessment).encode("utf-16"))
    with pytest.raises(UnreadableFile, match="ikke lagret som UTF-8"):
        import_json(path, bundled_instrument)


def test_a_file_too_large_to_be_one_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_file, "LARGEST_FILE", 10)
    path = tmp_path / "stor.json"
    path.write_text("{}" + " " * 10, "utf-8")
    with pytest.raises(UnreadableFile, match="filen er for stor"):
        import_json(path, bundled_instrument)


# Files that come out whole or not at all


class InterruptedWork(Exception):
    """Stands for whatever stops an export halfway."""


def write_half(path: Path) -> None:
    with atomic_write(path) as file:
        file.write(b"halv")
        raise InterruptedWork


def test_an_export_that_fails_leaves_what_was_there(
    tmp_path: Path, small_assessment: Assessment
) -> None:
    path = tmp_path / "vurdering.json"
    path.write_text("den forrige", "utf-8")
    with pytest.raises(InterruptedWork):
        write_half(path)
    assert path.read_text("utf-8") == "den forrige"
    assert [file.name for file in tmp_path.iterdir()] == ["vurdering.json"]


def test_a_disk_that_is_full_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    path = tmp_path / "vurdering.json"
    with (
        pytest.raises(UnwritableFile, match=r"Kan ikke skrive .*: disken er full\.$"),
        atomic_write(path) as file,
    ):
        file.write(b"x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["mappe", "mappe/finnes/ikke.json", "fil/i-fil.json", "x" * 300])
def test_a_place_that_takes_no_file_is_told(
    tmp_path: Path, small_assessment: Assessment, name: str
) -> None:
    (tmp_path / "mappe").mkdir()
    (tmp_path / "fil").touch()
    with pytest.raises(UnwritableFile, match="Kan ikke skrive"):
        export_json(small_assessment, tmp_path / name)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["fil", "mappe"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such devices")
def test_a_device_is_never_replaced_by_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    with pytest.raises(UnwritableFile, match="ikke en vanlig fil"), atomic_write(pipe):
        pass
    assert pipe.is_fifo()


def test_a_name_as_long_as_the_disk_takes_is_written(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 250 + ".json")
    with atomic_write(path) as file:
        file.write(b"hel")
    assert path.read_bytes() == b"hel"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_a_file_is_as_open_to_others_as_the_user_has_chosen(tmp_path: Path) -> None:
    path = tmp_path / "vurdering.json"
    earlier = os.umask(0o077)
    try:
        with atomic_write(path) as file:
            file.write(b"{}")
    finally:
        os.umask(earlier)
    assert path.stat().st_mode & 0o777 == 0o600


def test_ids_follow_from_the_content_as_the_description_says(
    small_assessment: Assessment,
) -> None:
    namespace = uuid.UUID("6f0e6f3a-5a52-5f0e-9d0c-2f3c7a1d8b21")
    content = json.loads(to_json(small_assessment))
    for array, name, keys in (
        ("ratings", "rating", ("interview", "measure_point")),
        ("texts", "text", ("chapter",)),
        ("recorded", "recorded", ("code",)),
    ):
        for entry in content[array]:
            parts = [small_assessment.id, name, *(entry[key] for key in keys)]
            assert entry["id"] == str(uuid.uuid5(namespace, "\x1f".join(parts)))


def test_own_ratings_reasons_and_answers_come_back(
    small_assessment: Assessment, tmp_path: Path
) -> None:
    member = next(iter(small_assessment.members))
    note = next(iter(small_assessment.notes.values()))
    own = replace(small_assessment.own_rating(member, "1.1.1"), system=2, answer=note.id)
    team = replace(small_assessment.rating(TEAM, "1.1.2"), reason="Står i planen", follow_up=True)
    for record in (own, team, replace(note, answer=ANSWERED_ELSEWHERE)):
        small_assessment.apply(Change(small_assessment.get(record), record))
    export_json(small_assessment, tmp_path / "a.json")
    assert import_json(tmp_path / "a.json", bundled_instrument) == small_assessment


def test_the_further_codes_of_a_note_come_back(small_assessment: Assessment) -> None:
    note = next(iter(small_assessment.notes.values()))
    small_assessment.apply(Change(note, replace(note, also="3.2 1.4.1")))
    assert read(to_json(small_assessment)) == small_assessment


def test_an_own_rating_of_an_interview_is_refused(
    small_assessment: Assessment, tmp_path: Path
) -> None:
    interview = next(iter(small_assessment.interviews))
    own = small_assessment.rating(interview, "1.1.3", "member")
    small_assessment.apply(Change(None, own))
    export_json(small_assessment, tmp_path / "a.json")
    with pytest.raises(UnreadableFile, match="kan ikke høre til et intervju"):
        import_json(tmp_path / "a.json", bundled_instrument)


def test_the_description_names_every_field() -> None:
    text = (assets.data_folder() / "examples" / "README.md").read_text("utf-8")
    for kind in TABLES:
        for field in fields(kind):
            assert f"`{field.name}`" in text, (kind.__name__, field.name)
