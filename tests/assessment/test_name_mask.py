"""What people are called is found as others write it, and nothing else is touched."""

from __future__ import annotations

import random
import re
import time
import unicodedata
from collections import Counter

import pytest

from kompass_desktop.assessment.folding import alphabetical
from kompass_desktop.assessment.name_mask import Found, Mask

NAMES = {
    "Berit Sara": "VL-01",
    "Ann-Kristin Nystøl": "VL-02",
    "Áilu Čohkká": "VL-03",
    "Stein Strand": "OF-01",
    "Per Tana": "OF-02",
    "Ordfører Hætta": "OF-03",
    "Bo Ek": "RM-01",
    "Rådmann": "RM-02",
    "Ole Henrik Oskal": "KS-01",
}
MASK = Mask(NAMES, {"VL-01": "Leder", "OHO": "Styrer"})


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (
            "Berits kontor, Berit's bil, BERIT sin, berit",
            "VL-01s kontor, VL-01's bil, VL-01 sin, VL-01",
        ),
        ("Berit Sara sa, Sara Berit, Sara, Berit", "VL-01 sa, VL-01, VL-01"),
        ("B. Sara og B Sara", "VL-01 og VL-01"),
        ("O. H. Oskal, O. Henrik Oskal, O.Oskal", "KS-01, KS-01, KS-01"),
        ("Ann Kristin, ann-kristins og AnnKristin", "VL-02, VL-02s og VL-02"),
        ("Ann\u2011Kristin og Kristin", "VL-02 og VL-02"),
        ("Ailu Cohkka, čohkkás, ÁILU", "VL-03, VL-03s, VL-03"),
        (unicodedata.normalize("NFD", "Čohkká var der"), "VL-03 var der"),
        ("Stein Strand sa, Vi spurte Stein.", "OF-01 sa, Vi spurte OF-01."),
        ("Per Tana sa det", "OF-02 sa det"),
        ("Hætta sa", "OF-03 sa"),
        ("Bo Ek", "RM-01"),
        ("Rådmann sa, en rådmann", "RM-02 sa, en rådmann"),
        ("Ole Oskal, O. Oskal, Oskal", "KS-01, KS-01, KS-01"),
        ("O.H.O. og OHO og oho", "Styrer. og Styrer og oho"),
        ("vl-01, VL 01, VL01 og VL-011", "Leder, Leder, Leder og VL-011"),
    ],
)
def test_a_person_is_found_however_written(text: str, masked: str) -> None:
    assert MASK(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "Per innbygger brukes 300 kr",
        "en stein på en strand",
        "Strandpromenaden og Beritsaken, Saraland",
        "Rettferdig behandling av ansatte i barnehagen",
        "nystolen, Såra følelser og bo her",
    ],
)
def test_words_that_are_no_names_are_left(text: str) -> None:
    found = MASK.masked(text)
    assert found.text == text
    assert not found.replaced


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("Stein er enig", ("Stein",)),
        ("Vi dro til Tana og Strand", ("Tana", "Strand")),
        ("Bo sa ja", ("Bo",)),
        ("Kari Ole-Martin", ("Ole",)),
        ("Per mener nei", ("Per",)),
    ],
)
def test_what_may_be_a_name_is_left_and_said(text: str, doubtful: tuple[str, ...]) -> None:
    found = MASK.masked(text)
    assert found.doubtful == doubtful
    assert found.text == text


def test_the_place_is_not_blanked_by_somebody_who_is_called_so() -> None:
    mask = Mask({"Anna Karasjok": "VL-01"}, places={"karasjok"})
    found = mask.masked("Karasjok er stor, sa Anna. Anna Karasjok bor i Karasjok")
    assert found.text == "Karasjok er stor, sa VL-01. VL-01 bor i Karasjok"
    assert found.doubtful == ("Karasjok", "Karasjok")


def test_positions_and_lists_in_the_field_of_a_name() -> None:
    mask = Mask(
        {
            "Kari Oppdiktet og Ola Diktesen": "1",
            "Rektor Nordskogen skole": "2",
            "Skolesjef Mågerø": "3",
            "Oppvekst og kultur": "4",
            "Fårland, Berit": "5",
            "det lokale næringslivet": "6",
        }
    )
    assert mask("Oppdiktet og Diktesen og Mågerø") == "1 og 1 og 3"
    assert mask("Berit Fårland, B. Fårland") == "5, 5"
    assert mask("lokale skole, skolesjef og kultur") == "lokale skole, skolesjef og kultur"


def test_what_was_replaced_is_counted_by_kind() -> None:
    found = MASK.masked("Berit Sara og Berit, VL-01")
    assert found.replaced == Counter(
        {(Found.NAME, "VL-01"): 1, (Found.PART, "VL-01"): 1, (Found.CODE, "Leder"): 1}
    )


# Properties

_SAID = (
    "planen ble vedtatt og fulgt opp av ledere i kommunen uten at noen tok ansvar 12 2,5 kr; "
    "Økonomi: budsjett – «sitat» (note) stein dag per bo han strand Čállin møte/ting e-post"
)
_WORDS = _SAID.split()
_GIVEN = ("Berit", "Áilu", "Ann-Kristin", "Stein", "Bo", "Máret", "Håkon", "Aase", "Per", "Søren")
_FAMILY = ("Nystøl", "Čohkká", "Strand", "Tana", "Mågerø", "Bláž-Utsi", "Ek", "Sæther", "Berg")


def _some_names(choose: random.Random, count: int) -> dict[str, str]:
    pairs = [(g, f) for g in _GIVEN for f in _FAMILY]
    return {f"{g} {f}": f"VL-{n:02}" for n, (g, f) in enumerate(choose.sample(pairs, count), 1)}


def _as_written(name: str, choose: random.Random) -> str:
    words = name.split()
    form = choose.choice(
        (name, words[0], words[-1], name.lower(), name.upper(), f"{words[0][0]}. {words[-1]}")
    )
    form = choose.choice((form, form.replace("-", " "), unicodedata.normalize("NFD", form)))
    if choose.random() < 0.3:
        marks = str.maketrans("ÁáČčŽž", "AaCcZz")
        form = unicodedata.normalize("NFC", form).translate(marks)
    return form + choose.choice(("", "s", "'s", ".", ",", ")"))


def _some_text(choose: random.Random, names: dict[str, str]) -> str:
    words: list[str] = []
    for _ in range(choose.randrange(25)):
        words.append(choose.choice(_WORDS))
        if choose.random() < 0.3:
            words.append(_as_written(choose.choice(list(names)), choose))
        if choose.random() < 0.1:
            words.append("\n")
    return choose.choice((" ", "  ", "\u00a0")).join(words)


def _key(word: str) -> str:
    return alphabetical(word)[0].replace("aa", "}")


@pytest.mark.parametrize("seed", range(300))
def test_no_word_of_a_name_is_left_but_what_is_said(seed: int) -> None:
    choose = random.Random(seed)
    names = _some_names(choose, choose.randrange(1, 6))
    mask = Mask(names)
    found = mask.masked(_some_text(choose, names))
    said = {_key(word) for words in found.doubtful for word in re.findall(r"\w+", words)}
    own = {_key(word) for name in names for word in re.findall(r"[^\W\d_]+", name)}
    normal = unicodedata.normalize("NFC", found.text)
    left = {w for w in re.findall(r"[^\W\d_]+", normal) if w[0].isupper() or len(w) > 2}
    usual = {"stein", "strand", "per", "berg", "tana", "ek", "bo"}
    for word in left:
        key = _key(word)
        bare = key if key in own else key.removesuffix("s")
        if bare in own and not (word.islower() and bare in usual):
            assert bare in said, (word, found)


@pytest.mark.parametrize("seed", range(300))
def test_masking_again_changes_nothing(seed: int) -> None:
    choose = random.Random(seed)
    names = _some_names(choose, 5)
    mask = Mask(names, {"BN": "Leder", "OF-02": "Ordfører"})
    once = mask.masked(_some_text(choose, names))
    again = mask.masked(once.text)
    assert again.text == once.text
    assert again.doubtful == once.doubtful
    assert not again.replaced


@pytest.mark.parametrize("seed", range(100))
def test_a_text_without_names_is_unchanged(seed: int) -> None:
    choose = random.Random(seed)
    text = "".join(
        choose.choice((*_WORDS, " ", "\n", "\t", "\u0301", "\u200b", "🙂", "\r", "K", "å"))
        for _ in range(200)
    )
    strange = Mask({"Kjersti Våge": "1", "Xerxes Ödmann": "2", "": "3", "  ": "4", "-": "5"})
    assert strange(text) == text


def test_a_whole_year_of_notes_is_masked_within_a_second() -> None:
    choose = random.Random(1)
    names = _some_names(choose, 20)
    texts = [(" ".join(choose.choices(_WORDS, k=90)) + " Berit sa")[-500:] for _ in range(2000)]
    began = time.process_time()
    mask = Mask(names)
    assert all(mask.masked(text).replaced for text in texts)
    assert time.process_time() - began < 2
