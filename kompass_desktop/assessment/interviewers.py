"""The team members who hold an interview: their short names, and reading typed names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Interview, Member

_BETWEEN = re.compile(r"\s*(?:[,;/+&]|\bog\b|\band\b)\s*", re.IGNORECASE)


class UnclearMember(ValueError):
    """A typed name fits no member of the team, or more than one; `name` is what was typed."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def interviewers_of(assessment: Assessment, interview: Interview) -> list[Member]:
    """Return the team members who hold an interview, in the order of the team."""
    ids = set(interview.interviewer_ids)
    return [member for member in assessment.members_in_order() if member.id in ids]


def short_names(members: Sequence[Member]) -> dict[str, str]:
    """Return a short name for each member, by id.

    It is the first name if no other member has the same, else the full name.
    """
    first = [_first_name(member) for member in members]
    return {
        member.id: name if first.count(name) == 1 else member.name.strip()
        for member, name in zip(members, first, strict=True)
    }


def members_named_in(members: Sequence[Member], text: str) -> tuple[str, ...]:
    """Return the ids of the members that are named in a text, in the order of the team.

    A member may be named by the full name, one of its words, the initials, or the beginning of
    a word. Names are separated by commas, "og", "and" and the like. Raises UnclearMember with
    the first name that fits no member, or more than one.
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
    raise UnclearMember(part)


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
