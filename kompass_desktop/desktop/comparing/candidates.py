"""What the open assessment can be compared with: others of the library, and published results."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntEnum

from kompass_desktop.assessment.comparing.compared import Compared, reference_compared
from kompass_desktop.assessment.comparing.references import Reference
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.profile import Profile
from kompass_desktop.assessment.recorded_entry import sum_reason
from kompass_desktop.assessment.records import Particulars
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.i18n import Language, language, tr
from kompass_desktop.report.compared_sources import (
    MEAN,
    mean_compared,
    printed_name,
    published_references,
)

SMALLEST_LIBRARY_FOR_A_MEAN = 2


class OfferKind(IntEnum):
    """The kinds of what can be chosen, in the order of the list."""

    SAME_MUNICIPALITY = 0
    PUBLISHED = 1
    OTHER = 2
    MEAN = 3


@dataclass(frozen=True)
class Offer:
    """Something that can be chosen: its key, name, what it is, and its source or ""."""

    key: str
    title: str
    kind: OfferKind
    detail: str
    source: str = ""


class Candidates:
    """Reads the library and the published references anew each time."""

    def __init__(self, catalogue: AssessmentCatalogue, assessment: Assessment) -> None:
        self._catalogue = catalogue
        self._assessment = assessment
        self._built: dict[tuple[str, Language], Compared] = {}

    @property
    def last_time(self) -> str:
        """The key of the latest earlier assessment of the municipality, or ""."""
        earlier = self._catalogue.earlier(self._assessment.particulars)
        return earlier.id if earlier else ""

    def own(self, profile: Profile) -> Compared:
        """Return the open assessment with its profile."""
        particulars = self._assessment.particulars
        return Compared(
            particulars.municipality,
            particulars.year,
            profile,
            particulars.id,
            sum_reason=sum_reason(self._assessment),
        )

    def offers(self) -> list[Offer]:
        """Return all that can be chosen: the same municipality first, the latest first."""
        others = self._others()
        offers = [self._offer(each) for each in others]
        offers += [
            Offer(
                _key(each),
                each.title,
                OfferKind.PUBLISHED,
                tr("published, {0}").format(self._published(each).total_text),
                each.source,
            )
            for each in published_references()
        ]
        if len(others) >= SMALLEST_LIBRARY_FOR_A_MEAN:
            title = tr("Mean of the library ({0})").format(len(others))
            offers.append(Offer(MEAN, title, OfferKind.MEAN, tr("all other measurements")))
        return sorted(offers, key=lambda offer: offer.kind)

    def compared(self, keys: Iterable[str]) -> list[Compared]:
        """Return what has been chosen, in the order of the keys, without what is gone.

        Raises StorageError if an assessment cannot be read.
        """
        others = {each.id: each for each in self._others()}
        published = {_key(each): each for each in published_references()}
        found: list[Compared] = []
        for key in keys:
            if key in others:
                found.append(self._of(others[key]))
            elif key in published:
                found.append(self._published(published[key]))
            elif key == MEAN and (mean := self._mean(list(others.values()))) is not None:
                found.append(mean)
        return found

    def printed(self, keys: Iterable[str]) -> list[Compared]:
        """Return what has been chosen under the names that a report gives, as `compared`."""
        others = {each.id: each for each in self._others()}
        found = []
        for each in self.compared(keys):
            particulars = others.get(each.key)
            name = each.label if particulars is None else printed_name(particulars)
            found.append(replace(each, profile=replace(each.profile, label=name)))
        return found

    def _others(self) -> list[Particulars]:
        own = self._assessment.id
        every = (listing.particulars for listing in self._catalogue.listings())
        return sorted((each for each in every if each.id != own), key=lambda each: -each.year)

    def _offer(self, particulars: Particulars) -> Offer:
        is_same = particulars.municipality == self._assessment.particulars.municipality
        kind = OfferKind.SAME_MUNICIPALITY if is_same else OfferKind.OTHER
        detail = tr("the same municipality") if is_same else tr("in the library")
        if particulars.invented:
            detail = tr("fictitious example")
        return Offer(particulars.id, particulars.title, kind, detail, particulars.report)

    def _of(self, particulars: Particulars) -> Compared:
        summary = self._catalogue.summary(particulars.id)
        return Compared(
            particulars.municipality,
            particulars.year,
            summary.profile,
            particulars.id,
            particulars.report,
            sum_reason=summary.sum_reason,
        )

    def _published(self, reference: Reference) -> Compared:
        key = reference.key, language()
        if key not in self._built:
            self._built[key] = reference_compared(reference, self._assessment.instrument)
        return self._built[key]

    def _mean(self, others: list[Particulars]) -> Compared | None:
        return mean_compared([self._catalogue.profile(each.id) for each in others])


def _key(reference: Reference) -> str:
    return f"reference:{reference.key}"
