"""The real window's surroundings: its look, its own settings, and libraries to open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.language import use_language
from kompass_desktop.desktop.runtime.qt_translations import QtTranslations
from kompass_desktop.desktop.session import Session
from kompass_desktop.i18n import DEFAULT, Language, choose_language, language
from kompass_desktop.storage.library import Library
from tests.desktop.shown_pages import SessionOf, ShownPages
from tests.examples import bundled
from tests.own_settings import use_own_settings


@pytest.fixture(scope="session", autouse=True)
def _look(qapp: QApplication) -> None:
    """The look and language of the program; once, as it goes over every widget that is there."""
    qapp.setOrganizationName("Kompass")
    qapp.installTranslator(QtTranslations(qapp))
    theme.install(qapp)


@pytest.fixture(autouse=True)
def _nothing_left(qapp: QApplication) -> Iterator[None]:
    """Delete what a test has closed, as an event loop would: its timers must not go on."""
    yield
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path) -> None:
    """Settings that no other test and no user has."""
    use_own_settings(tmp_path)


@pytest.fixture
def english_window() -> Iterator[None]:
    """The window's language is English."""
    choose_language(Language.ENGLISH)
    yield
    choose_language(DEFAULT)


@pytest.fixture
def catalogue(qapp: QApplication, library: Library) -> AssessmentCatalogue:
    """The open library as the window sees it."""
    return AssessmentCatalogue(library)


@pytest.fixture
def example_session(library: Library) -> SessionOf:
    """Open a bundled example, by name, in the library; one that is finished is reopened."""

    def open_example(name: str) -> Session:
        example = bundled(name)
        example.particulars = replace(example.particulars, finished=False)
        library.add(example)
        return Session(library, example)

    return open_example


@pytest.fixture
def new_session(library: Library, empty_assessment: Assessment) -> Session:
    """Open a new assessment, of which nothing is known yet, in the library."""
    library.add(empty_assessment)
    return Session(library, empty_assessment)


@pytest.fixture
def small_session(library: Library, small_assessment: Assessment) -> Session:
    """Open the assessment with a few records of every kind in the library."""
    library.add(small_assessment)
    return Session(library, small_assessment)


@pytest.fixture
def shown_pages(qtbot: QtBot, library: Library) -> Iterator[ShownPages]:
    """Show pages of the library's assessments, which are left before it is closed."""
    pages = ShownPages(qtbot)
    yield pages
    pages.leave_all()


@pytest.fixture
def spoken(request: pytest.FixtureRequest) -> Iterator[None]:
    """The window's language, given as the fixture's parameter."""
    before = language()
    use_language(request.param)
    yield
    use_language(before)
