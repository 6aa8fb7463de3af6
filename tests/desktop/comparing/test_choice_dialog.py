"""Choosing what to compare with: by keys, at most six, and typing in what is missing."""

from __future__ import annotations

from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.comparing.compared import MOST_COMPARED
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.recorded_entry import recorded_changes
from kompass_desktop.assessment.records import TOTAL, Particulars
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.comparing.candidates import Candidates
from kompass_desktop.desktop.comparing.choice_dialog import ChoiceDialog
from kompass_desktop.desktop.recorded.recorded_dialog import PaperDialog
from kompass_desktop.desktop.session import Session
from kompass_desktop.i18n import Language, in_language
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.report.compared_sources import MEAN
from tests.desktop.shown_pages import SessionOf

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def published(
    catalogue: AssessmentCatalogue, instrument: Instrument, place: str, year: int, total: int
) -> str:
    assessment = Assessment(Particulars(new_id(), place, "", year), instrument)
    for change in recorded_changes(assessment, {TOTAL: Fraction(total)}):
        assessment.apply(change)
    catalogue.add(assessment)
    return assessment.id


@pytest.fixture
def session(example_session: SessionOf) -> Session:
    return example_session("eksempelvik-2025")


@pytest.fixture
def candidates(catalogue: AssessmentCatalogue, session: Session) -> Candidates:
    return Candidates(catalogue, session.assessment)


def opened(
    qtbot: QtBot, candidates: Candidates, catalogue: AssessmentCatalogue, keys: tuple[str, ...] = ()
) -> ChoiceDialog:
    dialog = ChoiceDialog(candidates, catalogue, keys)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    return dialog


def press(key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert isinstance(focused, QWidget)
    QTest.keyClick(focused, key)


def test_the_same_municipality_comes_first_and_then_what_is_published(
    candidates: Candidates, catalogue: AssessmentCatalogue, instrument: Instrument
) -> None:
    alta = published(catalogue, instrument, "Alta", 2024, 400)
    older = published(catalogue, instrument, "Eksempelvik", 2017, 188)
    newer = published(catalogue, instrument, "Eksempelvik", 2021, 212)
    keys = [offer.key for offer in candidates.offers()]
    assert keys[:2] == [newer, older]
    assert keys[2:7] == [
        f"reference:{key}"
        for key in ("norwegian-average", "highest", "roros-2021", "hoganas-2020", "orebro-2013")
    ]
    assert keys[7:] == [alta, MEAN]
    assert candidates.last_time == newer


def test_the_mean_counts_only_what_is_known(
    candidates: Candidates, catalogue: AssessmentCatalogue, instrument: Instrument
) -> None:
    published(catalogue, instrument, "Alta", 2024, 400)
    published(catalogue, instrument, "Vadsø", 2024, 300)
    (mean,) = candidates.compared([MEAN])
    assert mean.profile.total == 350
    assert mean.is_total_only


def test_space_ticks_and_enter_chooses_in_the_order_of_ticking(
    qtbot: QtBot, candidates: Candidates, catalogue: AssessmentCatalogue
) -> None:
    dialog = opened(qtbot, candidates, catalogue)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Space)
    with qtbot.waitSignal(dialog.chosen) as chosen:
        press(Qt.Key.Key_Return)
    assert chosen.args == [("reference:highest", "reference:norwegian-average")]


def test_typing_finds_what_to_tick(
    qtbot: QtBot, candidates: Candidates, catalogue: AssessmentCatalogue
) -> None:
    dialog = opened(qtbot, candidates, catalogue)
    dialog.filter_field.setFocus()
    QTest.keyClicks(dialog.filter_field, "hogan")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    assert dialog.keys == ("reference:hoganas-2020",)


def test_a_seventh_is_refused_and_said(
    qtbot: QtBot,
    candidates: Candidates,
    catalogue: AssessmentCatalogue,
    instrument: Instrument,
) -> None:
    for year in range(2010, 2020):
        published(catalogue, instrument, "Alta", year, 400)
    dialog = opened(qtbot, candidates, catalogue)
    for _ in range(MOST_COMPARED + 1):
        press(Qt.Key.Key_Space)
        press(Qt.Key.Key_Down)
    assert len(dialog.keys) == MOST_COMPARED
    assert dialog.count_label.text().startswith("Høyst 6 kan sammenlignes")
    states = [dialog.offer_list.item(row).checkState() for row in range(MOST_COMPARED + 1)]
    assert states.count(Qt.CheckState.Checked) == MOST_COMPARED


def test_what_is_gone_from_the_library_is_no_longer_chosen(
    qtbot: QtBot,
    candidates: Candidates,
    catalogue: AssessmentCatalogue,
    instrument: Instrument,
) -> None:
    alta = published(catalogue, instrument, "Alta", 2024, 400)
    keys = (alta, "reference:roros-2021", "reference:unknown")
    catalogue.delete([alta])
    dialog = opened(qtbot, candidates, catalogue, keys)
    assert dialog.keys == ("reference:roros-2021",)
    assert [each.key for each in candidates.compared(keys)] == ["reference:roros-2021"]


def test_what_is_typed_from_paper_is_ticked_at_once(
    qtbot: QtBot, candidates: Candidates, catalogue: AssessmentCatalogue
) -> None:
    dialog = opened(qtbot, candidates, catalogue)
    dialog.paper_button.click()
    paper = dialog.findChild(PaperDialog)
    assert paper is not None
    paper.municipality_field.setText("Alta")
    paper.year_box.setValue(2018)
    paper.form.field(TOTAL).setText("401")
    paper.save_button.click()
    (key,) = dialog.keys
    assert catalogue.profile(key).total == 401
    assert dialog.offer_list.currentItem().text().startswith("Alta 2018")


def test_a_report_names_them_in_its_own_language(
    candidates: Candidates, example_session: SessionOf
) -> None:
    karasjok = example_session("karasjok-2019").assessment.id
    keys = [karasjok, "reference:norwegian-average"]
    with in_language(Language.ENGLISH):
        labels = [each.label for each in candidates.printed(keys)]
    assert labels == ["Kárášjohka / Karasjok 2019", "Norwegian average"]
