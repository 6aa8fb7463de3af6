"""The open library for the window: its assessments, and actions on whole assessments."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from kompass_desktop.assessment.model import Assessment, Status
from kompass_desktop.assessment.planning.successor import successor
from kompass_desktop.assessment.profile import Profile, profile_of
from kompass_desktop.assessment.recorded_entry import sum_reason
from kompass_desktop.assessment.records import Particulars
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.report.plan.plan_names import status_name
from kompass_desktop.report.sections import SECTIONS
from kompass_desktop.storage.database.assessment_reader import Listing
from kompass_desktop.storage.errors import AlreadyThere
from kompass_desktop.storage.exchange.examples import example_names, load_example
from kompass_desktop.storage.exchange.importing import import_file
from kompass_desktop.storage.library import Library


@dataclass(frozen=True)
class Summary:
    """What the library page shows of an assessment once it has been loaded.

    `rated` and `measure_points` are numbers of measure points; `settled` is how many of them
    the team has decided.
    """

    status: Status
    profile: Profile
    rated: int
    settled: int
    measure_points: int
    sum_reason: str = ""
    """Why printed sums differ from their parts, or ""."""


class AssessmentCatalogue(QObject):
    """The assessments of a library; emits `changed` when one is added, deleted or renamed."""

    changed = Signal()

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library
        self._summaries: dict[str, Summary] = {}

    def listings(self) -> list[Listing]:
        """Return the assessments in the order of the list, without loading them."""
        return self.library.listings()

    def summary(self, assessment: str) -> Summary:
        """Return an assessment's scores and progress, loading it the first time."""
        if assessment not in self._summaries:
            self._summaries[assessment] = summary_of(self.library.load(assessment))
        return self._summaries[assessment]

    def profile(self, assessment: str) -> Profile:
        """Return the profile of any assessment in the library, to draw over another one."""
        return self.summary(assessment).profile

    def forget(self, assessment: str) -> None:
        """Remove a loaded assessment from the cache after a change."""
        self._summaries.pop(assessment, None)
        self.changed.emit()

    def forget_all(self) -> None:
        """Remove all loaded assessments from the cache after the library's file was replaced."""
        self._summaries.clear()
        self.changed.emit()

    def find(self, words: str) -> set[str]:
        """Return the ids of the assessments with a note or finding that contains the words."""
        return self.library.find(words)

    def create(self, particulars: Particulars, instrument: Instrument) -> Assessment:
        """Begin an assessment and return it."""
        assessment = Assessment(particulars, instrument)
        self.add(assessment)
        return assessment

    def succeed(
        self, last: Assessment, particulars: Particulars, instrument: Instrument
    ) -> Assessment:
        """Begin an assessment that is made from the last one, and return it; see `successor`.

        Raises StorageError, and adds nothing, if it cannot be written.
        """
        assessment = successor(last, particulars, instrument, (SECTIONS,), status_name)
        self.add(assessment)
        return assessment

    def add(self, assessment: Assessment) -> None:
        """Add an assessment with what is in it; raises StorageError."""
        self.library.add(assessment)
        self.changed.emit()

    def delete(self, assessments: Sequence[str]) -> None:
        """Delete assessments; `restore` brings them back."""
        for assessment in assessments:
            self.library.delete(assessment)
        self.changed.emit()

    def restore(self, assessments: Sequence[str]) -> None:
        """Bring deleted assessments back, with all that is in them."""
        for assessment in assessments:
            self.library.restore(assessment)
        self.changed.emit()

    def import_file(self, path: Path) -> str:
        """Import a file; return a sentence about what was imported. Raises as `import_file`."""
        sentence = import_file(self.library, path)
        self._summaries.clear()
        self.changed.emit()
        return sentence

    def import_examples(self) -> str:
        """Import the bundled examples that are not in the library; return a sentence about them."""
        for name in example_names():
            example = load_example(name)
            if example is not None:
                with suppress(AlreadyThere):
                    self.library.add(example)
        self.changed.emit()
        return tr("The examples are now in the list.")

    def previous(self, assessment: Assessment) -> Assessment | None:
        """Return the latest earlier assessment of the same municipality, or None."""
        earlier = self.earlier(assessment.particulars)
        return None if earlier is None else self.library.load(earlier.id)

    def earlier(self, own: Particulars) -> Particulars | None:
        """Return the latest earlier assessment of the same municipality, without loading it."""
        earlier = [
            listing.particulars
            for listing in self.listings()
            if listing.particulars.year < own.year
            and listing.particulars.municipality == own.municipality
        ]
        return max(earlier, key=lambda each: each.year, default=None)


def summary_of(assessment: Assessment) -> Summary:
    """Return the summary of a loaded assessment."""
    board = Scoreboard(assessment)
    return Summary(
        status=assessment.status,
        profile=profile_of(board, _label_of(assessment)),
        rated=board.rated_count,
        settled=board.settled_count,
        measure_points=len(assessment.instrument.measure_points),
        sum_reason=sum_reason(assessment),
    )


def _label_of(assessment: Assessment) -> str:
    """Return what a legend calls an assessment, with a mark if it is invented."""
    if not assessment.particulars.invented:
        return assessment.title
    return tr("{0}, fictitious example").format(assessment.title)
