"""How long a search of a million words takes, in time of the processor.

Run `.venv/bin/python tests/benchmarks/search.py [QUERIES]`. An encrypted library is filled
with notes whose words stand as they do in the examples and the instrument, some of them in
compounds of their own. Words, beginnings, parts of compounds, pairs and phrases of them are
then looked for, in one assessment and in all. Fails where a hundredth of them takes longer
than 50 ms. The clock on the wall would tell more of what else the machine does.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Interview, Note, Particulars
from kompass_desktop.assessment.text_search import SearchQuery
from kompass_desktop.assets import data_folder
from kompass_desktop.instrument.catalogue import standard_instrument
from kompass_desktop.storage.exchange.examples import example_names, load_example
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library

WORDS = 1_000_000
ASSESSMENTS = 30
USUAL_QUERIES = 1000
LIMIT_MILLISECONDS = 50
BEGUN = "2026-03-12T09:00:00+01:00"


def main(arguments: list[str]) -> None:
    """Fill a library, look for words in it, and tell how long it took."""
    queries = int(arguments[0]) if arguments else USUAL_QUERIES
    chance = random.Random(1)
    with (
        tempfile.TemporaryDirectory() as folder,
        open_library(Path(folder) / "bibliotek.kompassdb", bytes(range(32))) as library,
    ):
        ids = fill(library, chance)
        texts = [note.text for note in library.load(ids[0]).notes.values()]
        took = sorted(
            search(library, typed(texts, chance), chance.choice((None, chance.choice(ids))))
            for _ in range(queries)
        )
    median, late = (took[int(queries * share)] for share in (0.5, 0.99))
    print(f"{WORDS} words, {queries} searches: {median:.1f} ms, 99 % within {late:.1f} ms")
    if late > LIMIT_MILLISECONDS:
        sys.exit(1)


def fill(library: Library, chance: random.Random) -> list[str]:
    """Put assessments with notes into a library; return their ids."""
    words = list(natural_words())
    instrument = standard_instrument(data_folder())
    ids = []
    for number in range(ASSESSMENTS):
        assessment = Assessment(Particulars(new_id(), f"K{number}", "", 2026), instrument)
        interview = assessment.interviews["i"] = Interview(f"i{number}", "mayor", "OF-01")
        count = 0
        while count < WORDS // ASSESSMENTS:
            line = list(run_of(words, chance))
            count += len(line)
            note = Note(new_id(), interview.id, " ".join(line), BEGUN)
            assessment.notes[note.id] = note
        library.add(assessment)
        ids.append(assessment.id)
    return ids


def natural_words() -> Iterator[str]:
    """Yield the words of the examples and of the instrument, as they follow each other."""
    for name in example_names():
        example = load_example(name)
        if example is not None:
            for finding in example.findings.values():
                yield from finding.text.split()
            for chapter in example.texts.values():
                yield from chapter.text.split()
    for question in standard_instrument(data_folder()).questions:
        yield from question.text.split()
        for point in question.measure_points:
            yield from f"{point.statement} {point.look_for}".split()


def run_of(words: list[str], chance: random.Random) -> Iterator[str]:
    """Yield some words as they follow each other; one in twenty is a compound of two."""
    length = chance.randint(4, 22)
    start = chance.randrange(len(words) - length)
    for word in words[start : start + length]:
        yield word if chance.random() > 0.05 else chance.choice(words) + word.lower()


def typed(texts: list[str], chance: random.Random) -> str:
    """Return what might be looked for."""
    words = chance.choice(texts).split()
    word = chance.choice(words)
    match chance.randrange(6):
        case 0:
            return word
        case 1:
            return word[: chance.randint(1, 5)]
        case 2:
            return word[len(word) // 2 :]
        case 3 | 4:
            return " ".join(chance.sample(words, chance.randint(2, 3)))
    return f'"{" ".join(words[:2])}"'


def search(library: Library, typed: str, assessment: str | None) -> float:
    """Return how many milliseconds of the processor a search takes."""
    began = time.process_time()
    library.search(SearchQuery.of(typed), assessment)
    return (time.process_time() - began) * 1000


if __name__ == "__main__":
    main(sys.argv[1:])
