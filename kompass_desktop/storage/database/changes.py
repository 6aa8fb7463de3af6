"""A change of a record, as the history stores it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kompass_desktop.storage.database.rows import Row

DELETED = "deleted"


NOBODY = ""
"""The device of the first changes, which an assessment has when it is imported or created."""


BEGINNING = "000000000000000-000000"
"""The stamp of the changes of `NOBODY`."""


@dataclass(frozen=True)
class HistoryEntry:
    """One change: the fields that it set on a record, when, and on which machine.

    `record_type` is the record's table. `bases` gives, for each field, the ids of the
    changes that it was based on; None, in libraries of earlier versions, means all earlier
    changes of the same machine. `seen` gives, for a deletion, the ids of the changes that
    whoever deleted had seen; `known`, in libraries of earlier versions, gives the latest
    stamp seen of each machine instead. The fields of an entry never change: an entry that
    replaces it has another id. Only a stamp in the future is ever corrected; where two copies
    of an entry differ, the earlier stamp is right.
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
        """When the change was made by its machine's clock, in milliseconds since 1970, UTC.

        Raises ValueError for a damaged stamp.
        """
        return int(self.stamp.partition("-")[0])

    @property
    def order(self) -> tuple[str, str, str]:
        """The sort key that gives the same order of changes on all machines."""
        return self.stamp, self.device, self.id

    def knows(self, other: HistoryEntry) -> bool:
        """Return whether whoever made this deletion had seen another change."""
        if other.id == self.id or other.id in self.seen:
            return True
        return other.stamp <= min(self.known.get(other.device, ""), self.stamp)

    @property
    def numbers_versions(self) -> bool:
        """Whether an entry that replaces this one has the same id with a number added."""
        return "/" in self.device

    @property
    def run(self) -> tuple[str, str, str]:
        """The record, device and edit session that the change belongs to."""
        return self.record, self.device, self.edit_session or ""

    def is_replaced_by(self, other: HistoryEntry) -> bool:
        """Return whether another change of the same edit session includes this one."""
        if self.edit_session is None or self.run != other.run:
            return False
        (root, number), (other_root, other_number) = version_of(self.id), version_of(other.id)
        return number <= other_number if root == other_root else self.order <= other.order


def next_version(identity: str) -> str:
    """Return the id of the entry that replaces an entry of the same edit session."""
    root, number = version_of(identity)
    return f"{root}+{number + 1}"


def version_of(identity: str) -> tuple[str, int]:
    """Return the id of the first entry of an edit session, and how often it was replaced.

    Stamps cannot tell which version is the later if one of them was corrected.
    """
    found = _VERSION.fullmatch(identity)
    return (found[1], int(found[2])) if found else (identity, 0)


_VERSION = re.compile(r"(.+)\+([0-9]{1,9})", re.ASCII | re.DOTALL)
