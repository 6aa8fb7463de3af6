"""What makes one state of an assessment into another, as changes of its records."""

from __future__ import annotations

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Change


def differences(before: Assessment, after: Assessment) -> list[Change]:
    """Return the changes that make `before`, in memory, hold the records of `after`.

    Both are the same assessment at two times. Parents come before what refers to them, and
    what is gone comes last, in the opposite order.
    """
    made = [
        Change(held, record) for record in after.records() if (held := before.get(record)) != record
    ]
    gone = [Change(record, None) for record in before.records() if after.get(record) is None]
    return [*made, *reversed(gone)]
