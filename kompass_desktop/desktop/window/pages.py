"""Makes the pages of an open assessment, each when it is first shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from PySide6.QtWidgets import QWidget

from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.navigation.page import Page
from kompass_desktop.desktop.session import Session

PageFactory: TypeAlias = Callable[[Session, AssessmentCatalogue, QWidget], Page]


def _preparation(session: Session, catalogue: AssessmentCatalogue, parent: QWidget) -> Page:
    from kompass_desktop.desktop.preparation.preparation_page import PreparationPage

    return PreparationPage(session, catalogue, parent)


def _interview(session: Session, catalogue: AssessmentCatalogue, parent: QWidget) -> Page:
    from kompass_desktop.desktop.interview.interview_page import InterviewPage

    return InterviewPage(session, catalogue, parent)


def _scoring(session: Session, catalogue: AssessmentCatalogue, parent: QWidget) -> Page:
    from kompass_desktop.desktop.scoring.scoring_page import ScoringPage

    return ScoringPage(session, catalogue, parent)


def _profile(session: Session, catalogue: AssessmentCatalogue, parent: QWidget) -> Page:
    from kompass_desktop.desktop.profile.profile_page import ProfilePage

    return ProfilePage(session, catalogue, parent)


def _findings(session: Session, catalogue: AssessmentCatalogue, parent: QWidget) -> Page:
    from kompass_desktop.desktop.findings.findings_page import FindingsPage

    return FindingsPage(session, catalogue, parent)


def _plan(session: Session, catalogue: AssessmentCatalogue, parent: QWidget) -> Page:
    from kompass_desktop.desktop.plan.plan_page import PlanPage

    return PlanPage(session, catalogue, parent)


def _report(session: Session, catalogue: AssessmentCatalogue, parent: QWidget) -> Page:
    from kompass_desktop.desktop.report.report_page import ReportPage

    return ReportPage(session, catalogue, parent)


PAGES: Mapping[str, PageFactory] = {
    "preparation": _preparation,
    "interview": _interview,
    "scoring": _scoring,
    "profile": _profile,
    "findings": _findings,
    "plan": _plan,
    "report": _report,
}
"""Every page's key and what makes it, in the order of the work.

A page's module is imported when the page is first shown: some take half a second.
"""
