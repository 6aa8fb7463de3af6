"""What results can be compared with, for the window and the command line: how each is named."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence

from kompass_desktop.assessment.comparing.compared import Compared, last_time
from kompass_desktop.assessment.comparing.comparison import mean_profile
from kompass_desktop.assessment.comparing.references import (
    Reference,
    ReferencesError,
    bundled_references,
)
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.profile import Profile, profile_of
from kompass_desktop.assessment.recorded_entry import sum_reason
from kompass_desktop.assessment.records import Particulars
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.i18n import tr
from kompass_desktop.report.names import name_and_year

_log = logging.getLogger(__name__)

MEAN = "mean"
"""The key of the mean of the library's other assessments."""


def assessment_compared(assessment: Assessment) -> Compared:
    """Return an assessment under the name that a report gives it."""
    particulars = assessment.particulars
    profile = profile_of(Scoreboard(assessment), printed_name(particulars))
    return Compared(
        particulars.municipality,
        particulars.year,
        profile,
        particulars.id,
        particulars.report,
        sum_reason=sum_reason(assessment),
    )


def mean_compared(profiles: Sequence[Profile]) -> Compared | None:
    """Return the mean of the profiles of a library; None if there are none."""
    mean = mean_profile(profiles, tr("Mean of the library ({0})").format(len(profiles)))
    return None if mean is None else Compared("", None, mean, MEAN)


def earlier_among(own: Compared, compared: Iterable[Compared]) -> Profile | None:
    """Return the profile of last time, which all charts show, if it is among those compared."""
    before = last_time(own, (each for each in compared if not each.is_total_only))
    return None if before is None else before.profile


def printed_name(particulars: Particulars) -> str:
    """Return the name of a compared assessment in a report, with a mark if it is invented."""
    name = name_and_year(particulars)
    return tr("{0}, invented example").format(name) if particulars.invented else name


def published_references() -> tuple[Reference, ...]:
    """Return the published references; none if a file of the program is damaged."""
    try:
        return bundled_references()
    except ReferencesError as error:
        _log.warning("the published results cannot be read: %s", error)
        return ()
