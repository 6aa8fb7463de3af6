"""The members of the team who hold an interview: what they are called, and who is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Interview, Member

_BETWEEN = re.compile(r"\s*(?:[,;/+&]|\bog\b|\band\b)\s*", re.IGNORECASE)


class NobodyMeant(ValueError):
    """A name that no member of the team has, or more than one."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def interviewers_of(assessment: Assessment, interview: Interview) -> list[Member]:
    """Return the members of the team who hold an interview, in the order of the team."""
    ids = set(interview.interviewer_ids)
    return [member for member in assessment.members_in_order() if member.id in ids]


def short_names(members: Sequence[Member]) -> dict[str, str]:
    """Return what members of a team are called among themselves, by id.

    It is the first name, where no other member has it, else the whole name.
    """
    first = [_first_name(member) for member in members]
    return {
        member.id: name if first.count(name) == 1 else member.name.strip()
        for member, name in zip(members, first, strict=True)
    }


def members_meant(members: Sequence[Member], text: str) -> tuple[str, ...]:
    """Return the ids of the members that a text names, in the order of the team.

    A member is meant by the name, a part of it, how a part begins, or the initials.
    Raises NobodyMeant with what cannot be understood.
    """
    meant = {_meant(members, part) for part in _BETWEEN.split(text.strip()) if part}
    return tuple(member.id for member in members if member.id in meant)


def _meant(members: Sequence[Member], part: str) -> str:
    sought = part.casefold()
    for tells in (_is_name, _has_part, _has_initials, _has_beginning):
        found = [member.id for member in members if tells(member.name.casefold(), sought)]
        if len(found) == 1:
            return found[0]
        if found:
            break
    raise NobodyMeant(part)


def _is_name(name: str, sought: str) -> bool:
    return " ".join(name.split()) == sought


def _has_part(name: str, sought: str) -> bool:
    return sought in name.split()


def _has_initials(name: str, sought: str) -> bool:
    return "".join(part[0] for part in name.split()) == sought


def _has_beginning(name: str, sought: str) -> bool:
    return any(" ".join(name.split()[n:]).startswith(sought) for n in range(len(name.split())))


def _first_name(member: Member) -> str:
    return next(iter(member.name.split()), "")
