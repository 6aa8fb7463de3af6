"""The columns of the tables that formulas refer to, by their indices from 0."""

from __future__ import annotations

from enum import IntEnum


class PointColumn(IntEnum):
    """The columns of the measure points; the four levels are in the instrument's order."""

    AREA = 0
    QUESTION = 1
    CODE = 2
    STATEMENT = 3
    FIRST_LEVEL = 4
    LAST_LEVEL = 7
    PLANNED = 8
    NOT_IN_FOCUS = 9
    POINTS = 10
    MAXIMUM = 11
    ATTAINABLE = 12
    STATUS = 13
    RATED_BY = 14
    DISAGREEMENT = 15
    REASON = 16


class ScoreColumn(IntEnum):
    """The columns that the tables of questions and of areas share.

    `WITHIN` has the code of a question's area; for an area, its short name for the charts.
    """

    WITHIN = 0
    CODE = 1
    TEXT = 2
    POINTS = 3
    MAXIMUM = 4
    SHARE = 5
    ATTAINABLE = 6
    SHARE_IN_FOCUS = 7
    STATUS = 8
    RECORDED = 9
    FROM_BELOW = 10
    DIFFERENCE = 11
    EXACT = 12


class ScenarioColumn(IntEnum):
    """The columns of the areas in the scenario."""

    CODE = 0
    TITLE = 1
    TODAY = 2
    SCENARIO = 3
    CHANGE = 4
    MAXIMUM = 5
    EXACT = 6
    GAIN = 7
