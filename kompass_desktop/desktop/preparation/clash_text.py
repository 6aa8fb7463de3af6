"""Clashes between interviews in a plan, as sentences for a consultant."""

from __future__ import annotations

from collections.abc import Iterable

from kompass_desktop.assessment.clashes import Clash, ClashKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.i18n import tr


def clash_words(assessment: Assessment, clash: Clash, interview: str) -> str:
    """Return what a clash means for one of its two interviews, given its id."""
    other = clash.other if interview == clash.interview else clash.interview
    held = assessment.interviews.get(other)
    return _sentence(clash).format(
        held.code if held else "", _member_name(assessment, clash), clash.minutes
    )


def remark_of(assessment: Assessment, clashes: Iterable[Clash], interview: str) -> str:
    """Return all that is wrong or tight for an interview, given its id; "" for nothing."""
    own = [clash for clash in clashes if clash.is_of(interview)]
    own.sort(key=lambda clash: clash.kind.is_remark)
    return " · ".join(clash_words(assessment, clash, interview) for clash in own)


def _sentence(clash: Clash) -> str:
    match clash.kind:
        case ClashKind.INFORMANT:
            return tr("the informant is in {0} too")
        case ClashKind.CONSULTANT:
            return tr("{1} holds {0} too")
        case ClashKind.LUNCH:
            return tr("goes into the lunch")
        case ClashKind.VENUE:
            return tr("same place as {0}")
        case ClashKind.OVERLAP:
            return tr("at the same time as {0}")
        case ClashKind.NO_BREAK:
            return tr("no break beside {0}")
        case ClashKind.TRAVEL:
            return tr("{2} min to another place, beside {0}")


def _member_name(assessment: Assessment, clash: Clash) -> str:
    member = assessment.members.get(clash.member)
    return member.name.strip() if member else ""
