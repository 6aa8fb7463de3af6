"""The keys of the page Poenggivning, other than those of its table."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.desktop.actions import ON_IT, Slot, add_action, add_area_keys, group_keys
from kompass_desktop.i18n import tr

if TYPE_CHECKING:
    from kompass_desktop.desktop.scoring.scoring_page import ScoringPage

GOING = 9
"""The number of actions, from the first, that only go somewhere or change what is shown."""


def add_page_actions(page: ScoringPage) -> list[QAction]:
    """Give the page its keys; return the actions that need its table to be shown."""
    steps: tuple[tuple[str, tuple[str, ...], Slot], ...] = (
        (tr("Next question"), ("PgDown", "Alt+Down"), partial(page.state.step_question, 1)),
        (tr("Previous question"), ("PgUp", "Alt+Up"), partial(page.state.step_question, -1)),
        (tr("Go to …"), ("Ctrl+G",), page.ask_where_to),
        (tr("Back to where you were"), ("Alt+Left",), page.state.go_back),
        (tr("Forward again"), ("Alt+Right",), page.state.go_forward),
        (tr("Next filter that has measure points"), ("Ctrl+U",), page.state.choose_next_filter),
        (tr("Choose among more filters"), ("Ctrl+Shift+U",), page.chips.open_menu),
        (tr("Next of last time that is not marked"), ("F8",), page.follow_up.go_to_next),
        (tr("What last time said of this place, and back"), ("Shift+F8",), page.follow_up.enter),
        (tr("Write the reason for the rating"), ("Ctrl+B",), page.reason.write),
        (tr("Choose whose rating to give"), ("Ctrl+R",), page.rater.open_menu),
        (
            tr("Accept all proposals that nobody disputes"),
            ("Ctrl+Shift+G",),
            page.acceptance.ask,
        ),
        (
            tr("Add the measure point's strength to Findings"),
            ("Ctrl+1",),
            partial(page.add_finding, FindingKind.STRENGTH),
        ),
        (
            tr("Add the measure point's challenge to Findings"),
            ("Ctrl+2",),
            partial(page.add_finding, FindingKind.CHALLENGE),
        ),
        (
            tr("Add the measure point's weakness to Findings"),
            ("Ctrl+3",),
            partial(page.add_finding, FindingKind.WEAKNESS),
        ),
    )
    of_points = [add_action(page, text, keys, slot) for text, keys, slot in steps]
    group_keys(tr("Find the way"), of_points[:GOING])
    views: tuple[tuple[str, str, Slot], ...] = (
        (tr("What is to be followed up"), "Ctrl+Shift+O", page.views.show_follow_ups),
        (tr("Where groups differ"), "Ctrl+Shift+D", page.views.show_differences),
        (tr("One disagreement at a time, for a projector"), "F11", page.toggle_projector),
    )
    for text, key, slot in views:
        group_keys(tr("Other views"), [add_action(page, text, (key,), slot)])
    back = tr("From the reason back to the ratings")
    field = page.table.reason_field
    add_action(field, back, ("Return", "Esc"), page.rate_again, ON_IT)
    add_area_keys(page, page.session.assessment.instrument, page.show_area)
    return of_points
