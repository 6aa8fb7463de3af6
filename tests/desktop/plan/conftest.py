"""The page Plan of an assessment with some improvements."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from kompass_desktop.assessment.plan_records import Improvement, ImprovementStatus, Lift
from kompass_desktop.assessment.record_ids import lift_id, new_id
from kompass_desktop.assessment.records import Change
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.plan.plan_page import PlanPage
from kompass_desktop.desktop.session import Session
from tests.desktop.shown_pages import ShownPages

TITLES = ("Strategi for lokaldemokrati", "Årshjul áčđŋšŧž", "Lederavtaler <b>&")
STATUSES = (ImprovementStatus.PROPOSED, ImprovementStatus.PROPOSED, ImprovementStatus.DONE)
SERVICES = ("", "upbringing", "Havn")

OpenPlan = Callable[[Session], PlanPage]


def improvements(session: Session) -> list[Improvement]:
    """Return the improvements of a session, by priority."""
    return session.assessment.improvements_in_order()


def titles(session: Session) -> list[str]:
    """Return the titles of the improvements, by priority."""
    return [each.title for each in improvements(session)]


def lift_of(session: Session, improvement: Improvement, code: str, *levels: int | None) -> Lift:
    """Return a lift of an improvement, with or without levels."""
    identity = lift_id(session.assessment.id, improvement.id, code)
    return Lift(identity, improvement.id, code, *levels)


@pytest.fixture
def planned(small_session: Session) -> Session:
    """An assessment with three improvements, of which the first two lift 1.1.2."""
    changes = []
    for place, title in enumerate(TITLES):
        made = Improvement(
            new_id(),
            title,
            service=SERVICES[place],
            status=STATUSES[place],
            effort=place + 2,
            effect=4,
            position=float(place),
        )
        changes.append(Change(None, made))
        if place < 2:
            lift = lift_of(small_session, made, "1.1.2", 4, 4, None, None)
            changes.append(Change(None, lift))
    small_session.change(changes)
    return small_session


@pytest.fixture
def open_plan(shown_pages: ShownPages, catalogue: AssessmentCatalogue) -> OpenPlan:
    """Show the page Plan of a session, with the focus in its table."""

    def open_page(session: Session) -> PlanPage:
        page = shown_pages.open(PlanPage(session, catalogue))
        page.take_focus()
        QApplication.processEvents()
        return page

    return open_page


@pytest.fixture
def page(open_plan: OpenPlan, planned: Session) -> PlanPage:
    """The page with the three improvements."""
    return open_plan(planned)
