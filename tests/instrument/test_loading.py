"""An instrument file that does not hold together is refused, and told where and why."""

from __future__ import annotations

import json
import random
import re
from fractions import Fraction
from pathlib import Path

import pytest

from kompass_desktop import assets
from kompass_desktop.instrument.catalogue import STANDARD, instrument_files, standard_instrument
from kompass_desktop.instrument.loading import (
    InstrumentError,
    instrument_from_document,
    load_instrument,
    parse_instrument,
)
from kompass_desktop.instrument.model import Aspect, Instrument

FILE = assets.data_folder() / "instruments" / f"{STANDARD}.toml"
TEXT = FILE.read_text(encoding="utf-8")
EARLIER = Path(__file__).parent / "format_1.toml"
FIRST_MEASURE_POINT = TEXT.index('code = "1.1.1"')


def after(marker: str, old: str, new: str) -> str:
    """Return the bundled file with the first `old` after `marker` replaced by `new`."""
    begin = TEXT.index(marker)
    assert old in TEXT[begin:]
    return TEXT[:begin] + TEXT[begin:].replace(old, new, 1)


def without(marker: str, field: str) -> str:
    """Return the bundled file without the first line of `field` after `marker`."""
    begin = TEXT.index(marker)
    return TEXT[:begin] + re.sub(rf"(?m)^{field} = .*\n", "", TEXT[begin:], count=1)


BROKEN = {
    "question maxima that do not give 100": (
        after('code = "1.1"', "maximum = 15", "maximum = 14"),
        "område 1",
        "spørsmålene gir til sammen 99 poeng, men området har maksimum 100",
    ),
    "an area that gives 90": (
        after("[[areas]]", "maximum = 100", "maximum = 90"),
        "område 1",
        "«maximum» er 90",
    ),
    "a measure point's code twice": (
        after('code = "1.1.2"', '"1.1.2"', '"1.1.1"'),
        "kode 1.1.1",
        "her ventes koden 1.1.2",
    ),
    "a question's code twice": (
        after('code = "1.2"', '"1.2"', '"1.1"'),
        "kode 1.1",
        "her ventes koden 1.2",
    ),
    "an area's number twice": (
        after("number = 2", "number = 2", "number = 1"),
        "område 1",
        "her ventes 2",
    ),
    "a group that is not defined": (
        after('code = "1.1.1"', "groups = [", 'groups = ["vaktmester", '),
        "kode 1.1.1",
        "ukjent informantgruppe «vaktmester»",
    ),
    "a group with the key of another": (
        after('key = "chief_executive"', "chief_executive", "mayor"),
        "filen",
        "«mayor» står to ganger i «groups»",
    ),
    "a group with the prefix of another": (
        after('prefix = "KD"', '"KD"', '"OF"'),
        "filen",
        "«OF» står to ganger i «groups»",
    ),
    "a measure point that nobody is asked": (
        re.sub(r"groups = \[.*\]", "groups = []", TEXT, count=1),
        "kode 1.1.1",
        "feltet «groups» må ha minst én verdi",
    ),
    "a trait that is not among the six": (
        after('code = "1.1.1"', "traits = [", 'traits = ["billig", '),
        "kode 1.1.1",
        "feltet «traits» har en ukjent verdi «billig»",
    ),
    "an aspect that is missing": (
        after('key = "extent"', '"extent"', '"system"'),
        "filen",
        "«system» står to ganger i «aspects»",
    ),
    "four anchors": (
        after("anchors = [", '  "ikke noe system",\n', ""),
        "filen, aspects nr. 1",
        "«anchors» må ha 5 tekster",
    ),
    "a measure point without a statement": (
        without('code = "1.1.1"', "statement"),
        "kode 1.1.1",
        "feltet «statement» mangler",
    ),
    "an empty statement": (
        re.sub(r'statement = ".*"', 'statement = "  "', TEXT, count=1),
        "kode 1.1.1",
        "feltet «statement» er tomt",
    ),
    "a measure point without a weakness": (
        without('code = "1.1.1"', "weakness"),
        "kode 1.1.1",
        "feltet «weakness» mangler",
    ),
    "a question without a code": (
        without("[[areas.questions]]", "code"),
        "område 1, questions nr. 1",
        "feltet «code» mangler",
    ),
    "a text where a number is wanted": (
        after('code = "1.1"', "maximum = 15", 'maximum = "femten"'),
        "kode 1.1",
        "feltet «maximum» må være et tall",
    ),
    "true where a number is wanted": (
        after('code = "1.1"', "maximum = 15", "maximum = true"),
        "kode 1.1",
        "feltet «maximum» må være et tall",
    ),
    "a number where a text is wanted": (
        re.sub(r'statement = ".*"', "statement = 5", TEXT, count=1),
        "kode 1.1.1",
        "feltet «statement» har feil type",
    ),
    "a text where a list is wanted": (
        re.sub(r"groups = \[.*\]", 'groups = "mayor"', TEXT, count=1),
        "kode 1.1.1",
        "feltet «groups» har feil type",
    ),
    "a list of something else than texts": (
        re.sub(r"groups = \[.*\]", "groups = [1]", TEXT, count=1),
        "kode 1.1.1",
        "feltet «groups» må være en liste med tekster",
    ),
    "a maximum of nothing": (
        after('code = "1.1"', "maximum = 15", "maximum = 0"),
        "kode 1.1",
        "feltet «maximum» må være større enn 0",
    ),
    "a maximum beyond all measure": (
        after('code = "1.1"', "maximum = 15", "maximum = 1e300"),
        "kode 1.1",
        "feltet «maximum» må være større enn 0 og ikke for stort",
    ),
    "a wrong number of measure points": (
        TEXT.replace("measure_points = 165", "measure_points = 164"),
        "filen",
        "«measure_points» sier 164 målepunkter, men filen har 165",
    ),
    "a group that is asked nothing": (
        TEXT[:FIRST_MEASURE_POINT] + TEXT[FIRST_MEASURE_POINT:].replace('"union"', '"staff"'),
        "filen",
        "informantgruppen «union» får ingen målepunkter",
    ),
    "a question set that the group does not have": (
        after('code = "1.3.5"', '"unit_leaders:A"', '"unit_leaders:C"'),
        "kode 1.3.5",
        "informantgruppen «unit_leaders» har ikke spørsmålssettet «C»",
    ),
    "a question set of a group without any": (
        after('code = "1.1.1"', '"mayor"', '"mayor:A"'),
        "kode 1.1.1",
        "informantgruppen «mayor» har ikke spørsmålssettet «A»",
    ),
    "a question set twice": (
        TEXT.replace('sets = ["A", "B"]', 'sets = ["A", "A", "B"]'),
        "filen, groups nr. 5",
        "«A» står to ganger i «sets»",
    ),
    "a question set that is asked nothing": (
        TEXT.replace('sets = ["A", "B"]', 'sets = ["A", "B", "C"]')
        .replace('"unit_leaders"]', '"unit_leaders:A"]')
        .replace('"unit_leaders",', '"unit_leaders:A",'),
        "filen",
        "informantgruppen «unit_leaders» får ingen målepunkter i spørsmålssettet «C»",
    ),
    "a measure point without a question to say": (
        without('code = "1.1.1"', "ask"),
        "kode 1.1.1",
        "feltet «ask» mangler",
    ),
    "a measure point without a shortfall": (
        without('code = "1.1.1"', "shortfall"),
        "kode 1.1.1",
        "feltet «shortfall» mangler",
    ),
    "an extent that is counted over nothing": (
        re.sub(r'extent_of = ".*"', 'extent_of = " "', TEXT, count=1),
        "kode 1.1.1",
        "feltet «extent_of» er tomt",
    ),
    "counted extents without anchors": (
        TEXT.replace("counted_anchors = [", "other_anchors = ["),
        "kode 1.1.1",
        "«extent_of» krever «counted_anchors» for omfang",
    ),
    "counted anchors that do not say of what": (
        TEXT.replace("omfatter alle {extent_of}", "omfatter alle"),
        "filen, aspects nr. 2",
        "hver tekst i «counted_anchors» må ha «{extent_of}»",
    ),
    "four counted anchors": (
        TEXT.replace('  "omfatter alle {extent_of}",\n', ""),
        "filen, aspects nr. 2",
        "«counted_anchors» må ha 5 tekster",
    ),
    "an empty text as printed": (
        re.sub(r'text_as_printed = ".*"', 'text_as_printed = ""', TEXT, count=1),
        "kode 1.5",
        "feltet «text_as_printed» er tomt",
    ),
    "a format of another program": (
        re.sub(r"(?m)^format = \d", "format = 3", TEXT),
        "filen",
        "feltet «format» må være 1 eller 2",
    ),
}


@pytest.mark.parametrize(("text", "where", "what"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_instrument_is_told_with_file_place_and_reason(
    tmp_path: Path, text: str, where: str, what: str
) -> None:
    path = tmp_path / "mitt-instrument.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InstrumentError) as raised:
        load_instrument(path)
    message = str(raised.value)
    assert message.startswith(f"mitt-instrument.toml, {where}")
    assert what in message
    assert message.count("\n") == 0
    assert message.endswith(".")
    assert not message.endswith("..")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (TEXT.replace("name = ", "name ", 1), "linje 16, tegn 6"),
        (TEXT + 'rest = "', "ikke gyldig TOML"),
        (TEXT + "\nnumber = " + "9" * 5000, "for store"),
        (TEXT + "\nlist = " + "[" * 5000, "for store"),
        (TEXT + "\nnumber = inf", "for store"),
        ("", "feltet «format» mangler"),
        ("format = 1", "feltet «groups» mangler"),
        ("format = 1\ngroups = []", "«groups» mangler"),
        ("format = 1\ngroups = [1]", "groups nr. 1: her ventes en tabell"),
    ],
    ids=lambda value: value[-30:],
)
def test_text_that_is_no_instrument_is_told(text: str, what: str) -> None:
    with pytest.raises(InstrumentError, match=re.escape(what)) as raised:
        parse_instrument(text, "fil.toml")
    assert str(raised.value).startswith("fil.toml")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InstrumentError, match=r"finnes-ikke\.toml kan ikke leses: .* finnes ikke"):
        load_instrument(tmp_path / "finnes-ikke.toml")


def test_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(InstrumentError, match="kan ikke leses: det er en mappe"):
        load_instrument(tmp_path)


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "gammel.toml"
    path.write_bytes(TEXT.encode("latin-1", "replace"))
    with pytest.raises(InstrumentError, match=r"gammel\.toml er ikke lagret som UTF-8"):
        load_instrument(path)


def test_a_file_of_many_megabytes_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "stor.toml"
    with path.open("wb") as file:
        file.truncate(5 * 1024 * 1024)
    with pytest.raises(InstrumentError, match=r"stor\.toml er for stor"):
        load_instrument(path)


def test_a_byte_order_mark_does_not_matter(tmp_path: Path, instrument: Instrument) -> None:
    path = tmp_path / "notisblokk.toml"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    assert load_instrument(path) == instrument


def test_a_damaged_file_never_ends_in_anything_but_a_message() -> None:
    """Lines are lost, doubled and swapped at random, and characters are changed."""
    chance = random.Random(7)
    lines = TEXT.splitlines(keepends=True)
    for _ in range(60):
        damaged = lines.copy()
        for _ in range(chance.randint(1, 4)):
            place = chance.randrange(len(damaged))
            match chance.randrange(4):
                case 0:
                    del damaged[place]
                case 1:
                    damaged.insert(place, chance.choice(lines))
                case 2:
                    damaged[place] = damaged[place][::-1]
                case _:
                    damaged[place] = damaged[place].replace("e", chance.choice('"[\x00ø'), 1)
        try:
            loaded = parse_instrument("".join(damaged), "fil.toml")
        except InstrumentError as error:
            assert str(error).startswith("fil.toml")  # noqa: PT017 - either outcome is right
        else:
            assert loaded.maximum == 800


# An instrument that differs is as good as the bundled one


def test_a_file_of_the_first_format_still_opens() -> None:
    earlier = load_instrument(EARLIER)
    assert len(earlier.measure_points) == 21
    point = earlier.measure_point("1.1.2")
    assert point.ask == ""
    assert point.extent_of == ""
    assert point.shortfall == point.weakness == "Har ikke en kommunikasjonsstrategi"
    assert earlier.group("unit_leaders").sets == ()
    extent = earlier.aspect(Aspect.EXTENT)
    assert extent.anchors_of(point) == extent.anchors
    question = earlier.question("1.5")
    assert question.printed == question.text
    assert earlier.counts_of("union") == (4,)


def test_the_document_of_an_earlier_file_gives_the_same_instrument_again() -> None:
    earlier = load_instrument(EARLIER)
    again = instrument_from_document(earlier.document, "dokumentet")
    assert again == earlier
    assert again.document == earlier.document


def test_a_measure_point_is_in_the_question_sets_that_it_names(instrument: Instrument) -> None:
    in_one, in_both = instrument.measure_point("1.3.5"), instrument.measure_point("1.5.1")
    assert [in_one.is_asked("unit_leaders", each) for each in ("A", "B", "")] == [True, False, True]
    assert [in_both.is_asked("unit_leaders", each) for each in ("A", "B", "")] == [True] * 3
    assert not in_one.is_asked("mayor")
    assert instrument.counts_of("unit_leaders") == (
        len(instrument.measure_points_of("unit_leaders", "A")),
        len(instrument.measure_points_of("unit_leaders", "B")),
    )


def test_the_longest_question_set_decides_the_time(instrument: Instrument) -> None:
    longest = max(instrument.counts_of("unit_leaders"))
    assert instrument.minutes_of("unit_leaders") == longest * Fraction(8, 5)


def test_weights_share_a_questions_maximum() -> None:
    text = after('code = "1.1.1"', "groups", "weight = 2.5\ngroups")
    points = parse_instrument(text, "fil.toml").question("1.1").measure_points
    share = Fraction(15) / Fraction("4.5")
    assert [point.maximum for point in points] == [share * Fraction("2.5"), share, share]


def test_aspects_can_weigh_differently_and_stand_in_any_order() -> None:
    extent = TEXT.index('[[aspects]]\nkey = "extent"')
    result = TEXT.index('[[aspects]]\nkey = "result"')
    first = TEXT.index("[[aspects]]")
    moved = TEXT[:first] + TEXT[extent:result] + TEXT[first:extent] + TEXT[result:]
    instrument = parse_instrument(
        moved.replace('key = "extent"', 'key = "extent"\nweight = 0.5'), "fil.toml"
    )
    assert [wording.aspect for wording in instrument.aspects] == list(Aspect)
    assert instrument.aspect(Aspect.EXTENT).weight == Fraction(1, 2)
    assert instrument.aspect(Aspect.SYSTEM).weight == 1


def test_fractions_of_a_point_stay_exact() -> None:
    text = after('code = "1.1"', "maximum = 15", "maximum = 14.9")
    text = text.replace('code = "1.2"', 'code = "1.2"\nignored = true', 1)
    begin = text.index('code = "1.2"')
    text = text[:begin] + text[begin:].replace("maximum = 20", "maximum = 20.1", 1)
    instrument = parse_instrument(text, "fil.toml")
    assert instrument.question("1.1").maximum == Fraction(149, 10)
    assert instrument.area(1).maximum == 100


def test_the_document_gives_the_same_instrument_again(instrument: Instrument) -> None:
    again = instrument_from_document(instrument.document, "biblioteket")
    assert again == instrument
    assert again.document == instrument.document
    assert json.loads(instrument.document)["measure_points"] == 165


@pytest.mark.parametrize("document", ["", "[]", "null", "{", "1" * 5000, '{"format": "\ud800"}'])
def test_a_document_that_is_none_is_told(document: str) -> None:
    with pytest.raises(InstrumentError, match=r"^biblioteket"):
        instrument_from_document(document, "biblioteket")


def test_files_of_several_folders_are_listed_in_order(tmp_path: Path) -> None:
    bundled, own = tmp_path / "bundled", tmp_path / "own"
    for path in (bundled / "b.toml", bundled / "a.toml", own / "c.toml", own / "README.md"):
        path.parent.mkdir(exist_ok=True)
        path.touch()
    found = instrument_files(bundled, own, tmp_path / "missing")
    assert [path.name for path in found] == ["a.toml", "b.toml", "c.toml"]


def test_a_missing_bundled_instrument_is_told(tmp_path: Path) -> None:
    with pytest.raises(InstrumentError, match=r"kommunekompasset-2\.1\.toml kan ikke leses"):
        standard_instrument(tmp_path)
