"""A change of a record, as the history keeps it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kompass_desktop.storage.database.rows import Row

DELETED = "deleted"


NOBODY = ""
"""The device of what an assessment held when it came from a file or was begun."""


BEGINNING = "000000000000000-000000"
"""The stamp of what `NOBODY` wrote."""


@dataclass(frozen=True)
class HistoryEntry:
    """One change: the fields that it set on a record, when, and on which machine.

    `record_type` is the record's table. `bases` gives, for each field, the ids of the
    changes that it was based on; None, in libraries of earlier versions, means all before it on
    its own machine. `seen` gives, for a deletion, the ids of the changes that it knew of;
    `known`, in libraries of earlier versions, the latest stamp that it knew of each
    machine's. The fields of an entry never change: one that replaces it has another id.
    Only a stamp that was in the future is corrected; of two copies the earlier is right.
    """

    id: str
    record_type: str
    record: str
    fields: Row
    stamp: str
    device: str
    edit_session: str | None = None
    bases: Mapping[str, tuple[str, ...]] | None = field(default_factory=dict)
    known: Mapping[str, str] = field(default_factory=dict)
    seen: frozenset[str] = frozenset()

    @property
    def milliseconds(self) -> int:
        """The wall clock of the machine that made the change, in ms since 1970, UTC."""
        return int(self.stamp.partition("-")[0])

    @property
    def order(self) -> tuple[str, str, str]:
        """What all machines sort changes by."""
        return self.stamp, self.device, self.id

    def knows(self, other: HistoryEntry) -> bool:
        """Whether a deletion was made by someone who had seen another change."""
        if other.id == self.id or other.id in self.seen:
            return True
        return other.stamp <= min(self.known.get(other.device, ""), self.stamp)

    @property
    def numbers_versions(self) -> bool:
        """Whether a change that replaces this one has its id with a number added."""
        return "/" in self.device

    @property
    def run(self) -> tuple[str, str, str]:
        """The record and the edit session that it belongs to."""
        return self.record, self.device, self.edit_session or ""

    def is_replaced_by(self, other: HistoryEntry) -> bool:
        """Whether a machine that has another change of the edit session has this one too."""
        if self.edit_session is None or self.run != other.run:
            return False
        (root, number), (other_root, other_number) = version_of(self.id), version_of(other.id)
        return number <= other_number if root == other_root else self.order <= other.order


def next_version(identity: str) -> str:
    """Return the id of the change that goes on with another of the same edit_session."""
    root, number = version_of(identity)
    return f"{root}+{number + 1}"


def version_of(identity: str) -> tuple[str, int]:
    """Return the id that the first change of a edit_session has, and how often it was replaced.

    Of several copies the stamps cannot tell which is the later, where one was brought back.
    """
    found = _VERSION.fullmatch(identity)
    return (found[1], int(found[2])) if found else (identity, 0)


_VERSION = re.compile(r"(.+)\+([0-9]{1,9})", re.ASCII | re.DOTALL)
