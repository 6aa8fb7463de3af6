"""The sentence shown if frozen figures differ from those that would be computed now."""

from __future__ import annotations

from kompass_desktop.assessment.finishing import Departure, departure
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.i18n import tr


def departure_sentence(assessment: Assessment) -> str:
    """Return a sentence on the frozen figures and their version of Kompass, or "".

    It is "" if the figures are not frozen, or are as they would be computed now.
    """
    found = departure(assessment)
    return "" if found is None else _sentence(found)


def _sentence(found: Departure) -> str:
    whose = tr("The figures are from Kompass {0}, as they were printed.").format(
        found.finish.program or "?"
    )
    if found.frozen == found.now:
        return whose + " " + tr("Computed again, some of them would be different.")
    again = tr("Computed again, the total would be {0} and not {1}.")
    return whose + " " + again.format(found.now, found.frozen)
