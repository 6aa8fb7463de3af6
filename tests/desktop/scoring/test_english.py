"""Poenggivning, Profil and Funn in English show no word of their bokmål."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.findings.findings_page import FindingsPage
from kompass_desktop.desktop.navigation.page import Page
from kompass_desktop.desktop.profile.profile_page import ProfilePage
from kompass_desktop.desktop.scoring.scoring_page import ScoringPage
from kompass_desktop.i18n import Language, choose_language, language
from kompass_desktop.storage.exchange.json_file import to_json
from tests.desktop.shown_pages import SessionOf, ShownPages

PAGES = (ScoringPage, ProfilePage, FindingsPage)
ELSEWHERE = ("kompass_desktop.desktop.navigation", "kompass_desktop.desktop.widgets.note_quote")
"""Modules of widgets that are tested with their own pages."""
SHARED = {"alt", "ctrl", "delete", "enter", "esc", "filter", "shift"}
"""Names of keys that are the same in both languages."""


@pytest.fixture
def bokmal_after() -> Iterator[None]:
    chosen = language()
    yield
    choose_language(chosen)


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{2,}", text.lower()))


def is_elsewhere(widget: QWidget | None) -> bool:
    """Whether a widget or one that it lies in is tested elsewhere."""
    while widget is not None:
        if type(widget).__module__.startswith(ELSEWHERE):
            return True
        widget = widget.parentWidget()
    return False


def texts_of(page: Page) -> Iterator[str]:
    """Yield the texts of the page's widgets and actions."""
    for widget in page.findChildren(QWidget):
        if is_elsewhere(widget):
            continue
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        yield widget.toolTip()
        yield widget.accessibleName()
        yield widget.accessibleDescription()
        yield from (action.text() for action in widget.actions())
    yield from (action.text() for action in page.actions())
    yield from (text for _keys, text in page.key_help()[:-1])


def words_on(page: Page) -> set[str]:
    page.enter()
    words = words_of(" ".join(texts_of(page)))
    page.leave()
    page.hide()
    return words


@pytest.mark.usefixtures("bokmal_after")
@pytest.mark.parametrize("page_type", PAGES)
@pytest.mark.parametrize("example", ["karasjok-2019", "eksempelvik-2025"])
def test_a_page_in_english_has_no_norwegian_but_what_others_wrote(
    page_type: type[Page],
    example: str,
    example_session: SessionOf,
    catalogue: AssessmentCatalogue,
    shown_pages: ShownPages,
) -> None:
    session = example_session(example)
    assessment = session.assessment
    others = words_of(to_json(assessment)) | words_of(assessment.instrument.document)
    norwegian = words_on(shown_pages.show(page_type(session, catalogue))) - others
    assert norwegian
    choose_language(Language.ENGLISH)
    english = words_on(shown_pages.show(page_type(session, catalogue)))
    assert english & norwegian - SHARED == set()
