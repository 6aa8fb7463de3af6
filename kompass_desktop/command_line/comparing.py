"""Finds what the results are to be compared with, as the command line names it."""

from __future__ import annotations

import argparse
from dataclasses import dataclass

from kompass_desktop.assessment.comparing.compared import (
    MOST_COMPARED,
    Compared,
    reference_compared,
)
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.profile import Profile, profile_of
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.command_line.errors import UsageError
from kompass_desktop.command_line.libraries import library_key, library_of
from kompass_desktop.command_line.naming import named_assessment
from kompass_desktop.i18n import tr
from kompass_desktop.report.compared_sources import (
    MEAN,
    assessment_compared,
    earlier_among,
    mean_compared,
    published_references,
)
from kompass_desktop.storage.errors import UnknownAssessment


@dataclass(frozen=True)
class Comparison:
    """What is compared with; `earlier` is last time, which all figures show beside them."""

    compared: tuple[Compared, ...] = ()
    earlier: Profile | None = None


def comparison_of(assessment: Assessment, options: argparse.Namespace) -> Comparison:
    """Return what `options.compare` names, in its order, with names in the language in use.

    Raises UsageError for an unknown name or for too many, else StorageError.
    """
    names = tuple(dict.fromkeys(options.compare))
    if not names:
        return Comparison()
    if len(names) > MOST_COMPARED:
        raise UsageError(tr("At most {0} can be compared at a time.").format(MOST_COMPARED))
    compared = tuple(_named(assessment, name, options) for name in names)
    if any(each.key == assessment.id for each in compared):
        raise UsageError(tr("A measurement cannot be compared with itself."))
    particulars = assessment.particulars
    profile = profile_of(Scoreboard(assessment), "")
    own = Compared(particulars.municipality, particulars.year, profile, particulars.id)
    return Comparison(compared, earlier_among(own, compared))


def _named(assessment: Assessment, name: str, options: argparse.Namespace) -> Compared:
    published = {each.key: each for each in published_references()}
    if name in published:
        return reference_compared(published[name], assessment.instrument)
    if name == MEAN:
        return _mean(assessment, options)
    elsewhere = argparse.Namespace(**{**vars(options), "assessment": name})
    try:
        return assessment_compared(named_assessment(elsewhere))
    except UnknownAssessment as error:
        known = ", ".join([*published, MEAN])
        raise UsageError(tr("{0} Published results: {1}.").format(error, known)) from error


def _mean(assessment: Assessment, options: argparse.Namespace) -> Compared:
    """Return the mean of the other assessments in the library."""
    with library_of(options, library_key) as library:
        keys = [listing.particulars.id for listing in library.listings()]
        others = [library.load(key) for key in keys if key != assessment.id]
    mean = mean_compared([profile_of(Scoreboard(each), "") for each in others])
    if mean is None:
        raise UsageError(tr("The library has no other measurements to compare with."))
    return mean
