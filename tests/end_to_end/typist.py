"""A note-taker who never stops, in the real window; killed by `test_kill_window.py`.

Run by `python -m tests.end_to_end.typist LIBRARY SEED`, with one assessment and its
interview in the library. After each key that the window has handled it prints, as a line
of JSON, what the user has seen happen by then: an `Acknowledgement`.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.interview.interview_page import InterviewPage
from kompass_desktop.desktop.window.application import prepared_application
from kompass_desktop.desktop.window.main_window import MainWindow
from kompass_desktop.storage.opening import open_library
from tests.end_to_end.keyboard import CTRL, Key, focus, press, type_text

QUICKEST, SLOWEST = 20, 60
"""Milliseconds from key to key."""

WORDS = "vi møtes på butikken i Kárášjohka og ŋuŋu đaŋas šaddá ŧieđa žuoika når č ikke når fram"
WORDS_PER_LINE = (2, 5, 22)
"""The shortest lines take half a second, the longest six."""
POINTS_PER_PAUSE = (1, 14)
"""Measure points rated between two lines: from a fifth of a second to three."""

RATES_FIRST = 0.5
"""How often."""

Stroke = Callable[[], None]


@dataclass(frozen=True)
class Acknowledgement:
    """What had come of the keys by the time `at` (seconds of the child's monotonic clock).

    `code` is the open measure point with its `levels`, `aspect` the place 0-3 of the level
    that the next digit gives, None for none. `note` is the line with the caret, `text` what
    it says, `typed` whether the keys go there.
    """

    at: float
    code: str
    levels: tuple[int | None, ...]
    aspect: int | None
    note: str
    text: str
    typed: bool

    @classmethod
    def read(cls, line: bytes) -> Acknowledgement:
        """Read a line that a typist has printed."""
        fields = json.loads(line)
        return cls(**fields | {"levels": tuple(fields["levels"])})


class Typist:
    """Types lines of notes and rates measure points, round and round, key by key."""

    def __init__(self, page: InterviewPage, chance: random.Random) -> None:
        self._page = page
        self._chance = chance
        self._strokes = self._work()
        self._pause = QTimer(page, singleShot=True)
        self._pause.timeout.connect(self._strike)

    def begin(self) -> None:
        """Strike the first key when there is a window for it, then one after the other."""
        self._pause.start(self._chance.randint(QUICKEST, SLOWEST))

    def _strike(self) -> None:
        if QGuiApplication.focusWindow() is not None:
            next(self._strokes)()
            told = json.dumps(asdict(self._acknowledgement()))
            print(told, flush=True)  # noqa: T201 - to the process that kills this one
        self.begin()

    def _acknowledgement(self) -> Acknowledgement:
        page, card = self._page, self._page.points.card
        assert page.interview is not None
        code = page.points.open_code
        rating = page.session.assessment.rating(page.interview.id, code)
        aspects = [wording.aspect for wording in page.session.assessment.instrument.aspects]
        note = page.notes.current_note()
        return Acknowledgement(
            at=time.monotonic(),
            code=code,
            levels=rating.levels,
            aspect=aspects.index(card.aspect) if code and card.aspect is not None else None,
            note=note.id if note else "",
            text=note.text if note else "",
            typed=page.notes.isAncestorOf(focus()),
        )

    def _work(self) -> Iterator[Stroke]:
        """From the measure points to the notes and back, for ever."""
        yield partial(press, Key.Key_Down, CTRL)
        if self._chance.random() < RATES_FIRST:
            yield from self._ratings()
        while True:
            yield partial(press, Key.Key_Tab)
            yield from self._line()
            yield partial(press, Key.Key_Tab)
            yield from self._ratings()

    def _line(self) -> Iterator[Stroke]:
        """A new line below all others of the question."""
        yield partial(press, Key.Key_End, CTRL)
        if self._page.notes.current_note() is not None:
            yield partial(press, Key.Key_Return)
        words = self._chance.choices(WORDS.split(), k=self._chance.choice(WORDS_PER_LINE))
        yield from (partial(type_text, letter) for letter in " ".join(words))

    def _ratings(self) -> Iterator[Stroke]:
        """Some measure points in a row; after the last of all comes the first again."""
        for _ in range(self._chance.randint(*POINTS_PER_PAUSE)):
            for _ in range(4):
                yield partial(type_text, str(self._chance.randint(0, 4)))
            before = self._page.state.code
            yield partial(press, Key.Key_Return)
            if self._page.state.code == before:
                yield partial(press, Key.Key_G, CTRL)
                yield from (partial(type_text, letter) for letter in "1.1")
                yield partial(press, Key.Key_Return)
                yield partial(press, Key.Key_Tab)
                yield partial(press, Key.Key_Down, CTRL)


def main(path: Path, seed: int) -> None:
    """Open the window and type until the process is killed."""
    application = prepared_application()
    with open_library(path) as library:
        window = MainWindow(AssessmentCatalogue(library))
        window.show()
        window.activateWindow()
        window.open_assessment(library.listings()[0].particulars.id)
        assert window.view is not None
        page = window.view.show_page("interview")
        assert isinstance(page, InterviewPage)
        typist = Typist(page, random.Random(seed))
        typist.begin()
        application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
