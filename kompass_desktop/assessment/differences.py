"""The differences between two states of an assessment, as changes of its records."""

from __future__ import annotations

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Change


def differences(before: Assessment, after: Assessment) -> list[Change]:
    """Return the changes that give `before`, in memory, the records of `after`.

    Both are the same assessment at two times. A record comes before those that refer to it;
    deletions come last, in the opposite order.
    """
    made = [
        Change(held, record) for record in after.records() if (held := before.get(record)) != record
    ]
    gone = [Change(record, None) for record in before.records() if after.get(record) is None]
    return [*made, *reversed(gone)]
