"""The report page of an assessment with a few records."""

from __future__ import annotations

import pytest

from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.report.report_page import ReportPage
from kompass_desktop.desktop.session import Session
from tests.desktop.report.shown_report import shown_page
from tests.desktop.shown_pages import ShownPages


@pytest.fixture
def page(
    shown_pages: ShownPages, small_session: Session, catalogue: AssessmentCatalogue
) -> ReportPage:
    """The page, not entered: without a preview."""
    return shown_page(shown_pages, small_session, catalogue)
