"""The layouts of the template, and the indexes of their placeholders.

A template of one's own may move the placeholders and look otherwise, but needs these.
"""

from __future__ import annotations

from enum import StrEnum


class Layout(StrEnum):
    """The layouts, by their names in the template."""

    TITLE = "Forside"
    TEXT = "Tekst"
    COLUMNS = "To spalter"
    TABLE = "Tabell"
    TABLE_AND_TEXT = "Tabell og tekst"
    TWO_TABLES = "To tabeller"
    CHART = "Diagram"
    CHART_AND_TEXT = "Diagram og tekst"
    POINTS = "Poeng"
    FINDINGS = "Funn"


TITLE = 0
FOOTER, NUMBER = 11, 12
SUBTITLE = 13
BODY = 14
LEAD = 15
"""A second text: the large figure, or the column at the right."""
TABLE, TABLE_RIGHT = 16, 17
CHART = 18
CHAIN = 19
"""The small table of the aspects, under the points of an area."""
HEADS = (20, 22, 24)
COLUMNS = (21, 23, 25)
"""The three columns of findings, each with its heading."""
