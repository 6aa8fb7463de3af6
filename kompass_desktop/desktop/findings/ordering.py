"""Where a finding is in its column: a position between its neighbours'.

Only the one that moved is written: when two laptops each move one, both moves can be merged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kompass_desktop.assessment.records import Finding


def placed(column: Sequence[Finding], finding: Finding, index: int) -> list[Finding]:
    """Return the findings to change so that `finding` is at `index` of `column`.

    `column` is in order and may contain `finding`; `index` counts the others. Usually only
    `finding` is changed; if no number is left between its neighbours, every finding that needs
    another position is.
    """
    others = [other for other in column if other.id != finding.id]
    before = others[index - 1].position if index > 0 else None
    after = others[index].position if index < len(others) else None
    position = _between(before, after)
    if position is not None:
        return [replace(finding, position=position)]
    order = [*others[:index], finding, *others[index:]]
    numbered = [replace(other, position=float(number)) for number, other in enumerate(order)]
    return [new for new, old in zip(numbered, order, strict=True) if new != old or new is finding]


def _between(before: float | None, after: float | None) -> float | None:
    """Return a number between two, None for no limit; or None if there is no number between."""
    if before is None:
        position = 0.0 if after is None else after - 1
    else:
        position = before + 1 if after is None else (before + after) / 2
    lower = before if before is not None else position - 1
    upper = after if after is not None else position + 1
    return position if lower < position < upper else None
