"""The interview page of a new measurement with one planned interview."""

from __future__ import annotations

import pytest

from kompass_desktop.assessment.records import Interview
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.interview.interview_page import InterviewPage
from kompass_desktop.desktop.session import Session
from kompass_desktop.storage.library import Library
from tests.desktop.interview.interviewing import Open, karasjok_2025
from tests.desktop.shown_pages import ShownPages


@pytest.fixture
def open_page(shown_pages: ShownPages, catalogue: AssessmentCatalogue) -> Open:
    """Open the interview page of a session in the window, as large as a small laptop's."""

    def open_page(session: Session) -> InterviewPage:
        page = shown_pages.show(InterviewPage(session, catalogue), 1280, 648)
        page.enter()
        return page

    return open_page


@pytest.fixture
def session(library: Library) -> Session:
    """A new assessment of Karasjok with one planned interview, of the mayor."""
    assessment = karasjok_2025()
    interview = Interview("of", "mayor", "OF-01", planned_at="2025-03-12T09:30", agreed_minutes=60)
    assessment.interviews[interview.id] = interview
    library.add(assessment)
    return Session(library, assessment)


@pytest.fixture
def page(open_page: Open, session: Session) -> InterviewPage:
    """The mayor's interview at question 1.4, with the focus on the measure points."""
    page = open_page(session)
    page.show_code("1.4")
    return page
