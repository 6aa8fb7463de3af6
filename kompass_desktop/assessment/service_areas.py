"""The service areas of a municipality that a plan is divided into (deck, "Prosjektplan").

A service area is kept as a key, so that its name follows the language; a name of the
municipality's own is kept as it was written.
"""

from __future__ import annotations

from collections.abc import Mapping

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.i18n import pmark, ptr

WHOLE = ""
"""The whole organisation."""

UPBRINGING = "upbringing"
HEALTH = "health"
TECHNICAL = "technical"

_NAMES: Mapping[str, str] = {
    UPBRINGING: pmark("service area", "Children and education"),
    HEALTH: pmark("service area", "Health and care"),
    TECHNICAL: pmark("service area", "Technical services"),
    WHOLE: pmark("service area", "Whole organisation"),
}

USUAL = (UPBRINGING, HEALTH, TECHNICAL)
"""The service areas of the deck, in its order, without the whole organisation."""


def service_name(service: str) -> str:
    """Return the name of a service area, given its key or its own name."""
    return ptr("service area", _NAMES[service]) if service in _NAMES else service


def short_service_name(service: str) -> str:
    """Return the name of a service area for a narrow column: "Whole" for the organisation."""
    return ptr("service area", "Whole") if service == WHOLE else service_name(service)


def is_usual(service: str) -> bool:
    """Return whether a service area is a key, and no name of the municipality's own."""
    return service in _NAMES


def service_of(name: str) -> str:
    """Return the service area that a person wrote the name of: a key, or the name itself."""
    written = " ".join(name.split())
    for key in _NAMES:
        if service_name(key).casefold() == written.casefold():
            return key
    return written


def services_of(assessment: Assessment) -> tuple[str, ...]:
    """Return the usual service areas, and after them the own ones of an assessment, sorted.

    The whole organisation comes last.
    """
    used = {each.service for each in assessment.documents.values()}
    used |= {each.service for each in assessment.improvements.values()}
    used |= {each.service for each in assessment.activities.values()}
    own = sorted(used - _NAMES.keys(), key=str.casefold)
    return (*USUAL, *own, WHOLE)
