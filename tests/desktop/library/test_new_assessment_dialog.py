"""Beginning an assessment: the municipality in any language, the year, and what is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Particulars
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.library import new_assessment_dialog
from kompass_desktop.desktop.library.new_assessment_dialog import NewAssessmentDialog
from kompass_desktop.desktop.widgets.municipality_field import MunicipalityField
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.storage.errors import LibraryUnavailable
from tests.examples import bundled

# Without a screen, a popup can neither come forward nor take the keyboard, and says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def field(qtbot: QtBot) -> MunicipalityField:
    field = MunicipalityField()
    qtbot.addWidget(field)
    show(qtbot, field)
    return field


@pytest.fixture
def dialog(qtbot: QtBot, catalogue: AssessmentCatalogue) -> NewAssessmentDialog:
    dialog = NewAssessmentDialog(catalogue)
    qtbot.addWidget(dialog)
    show(qtbot, dialog)
    return dialog


def show(qtbot: QtBot, widget: MunicipalityField | NewAssessmentDialog) -> None:
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    widget.setFocus()


@pytest.mark.parametrize(
    ("typed", "official"),
    [
        ("karasjohka", "Kárášjohka - Karasjok"),
        ("KARASJ", "Kárášjohka - Karasjok"),
        ("tana", "Deatnu - Tana"),
        ("porsanki", "Porsanger - Porsáŋgu - Porsanki"),
        ("5610", "Kárášjohka - Karasjok"),
    ],
)
def test_enter_takes_the_first_suggestion(
    field: MunicipalityField, typed: str, official: str
) -> None:
    QTest.keyClicks(field, typed)
    QTest.keyClick(field._popup, Qt.Key.Key_Return)
    assert field.name == official
    assert field.municipality is not None
    assert field.municipality.official_name == official


def test_an_arrow_past_the_last_suggestion_stays_on_it(field: MunicipalityField) -> None:
    QTest.keyClicks(field, "karasjohka")
    QTest.keyClick(field._popup, Qt.Key.Key_Down)
    QTest.keyClick(field._popup, Qt.Key.Key_Return)
    assert field.name == "Kárášjohka - Karasjok"


def test_suggestions_show_all_names_and_the_county(field: MunicipalityField) -> None:
    QTest.keyClicks(field, "porsanki")
    first = field._popup.model().index(0, 0)
    assert first.data() == "Porsanger - Porsáŋgu - Porsanki · Finnmark"


def test_a_name_typed_whole_is_written_out_when_left(field: MunicipalityField) -> None:
    QTest.keyClicks(field, "KARASJOHKA")
    QTest.keyClick(field._popup, Qt.Key.Key_Escape)
    assert field.name == "KARASJOHKA"
    field.editingFinished.emit()
    assert field.name == "Kárášjohka - Karasjok"


def test_a_place_outside_the_list_is_allowed(field: MunicipalityField) -> None:
    QTest.keyClicks(field, "Lille Bygd")
    field.editingFinished.emit()
    assert field.name == "Lille Bygd"
    assert field.municipality is None
    assert field.number_in(2026) == ""


def test_the_number_is_only_given_for_years_in_which_it_was_in_force(
    field: MunicipalityField,
) -> None:
    field.set_name("Kárášjohka - Karasjok")
    assert field.number_in(2026) == "5610"
    assert field.number_in(2019) == ""


def test_create_begins_the_assessment_and_tells_its_id(
    qtbot: QtBot, catalogue: AssessmentCatalogue, dialog: NewAssessmentDialog
) -> None:
    QTest.keyClicks(dialog.municipality_field, "karasjohka")
    QTest.keyClick(dialog.municipality_field._popup, Qt.Key.Key_Return)
    assert dialog.county_label.text() == "Finnmark"
    dialog.report_field.setText(" Rapport 1 ")
    with qtbot.waitSignal(dialog.assessment_created) as created:
        QTest.keyClick(dialog.report_field, Qt.Key.Key_Return)
    made = catalogue.library.load(created.args[0]).particulars
    assert made.municipality == "Kárášjohka - Karasjok"
    assert made.municipality_number == "5610"
    assert made.year == datetime.now().astimezone().year
    assert made.report == "Rapport 1"
    assert not dialog.isVisible()


def test_without_a_municipality_it_says_what_to_do(
    catalogue: AssessmentCatalogue, dialog: NewAssessmentDialog
) -> None:
    dialog.create_button.click()
    assert dialog.isVisible()
    assert "hvilken kommune" in dialog.notice_label.text()
    assert catalogue.listings() == []


def test_a_second_one_of_the_same_year_is_allowed_but_said(
    qtbot: QtBot, catalogue: AssessmentCatalogue, instrument: Instrument
) -> None:
    catalogue.create(Particulars(new_id(), "Deatnu - Tana", "5628", 2026), instrument)
    dialog = NewAssessmentDialog(catalogue)
    qtbot.addWidget(dialog)
    show(qtbot, dialog)
    dialog.year_box.setValue(2026)
    QTest.keyClicks(dialog.municipality_field, "tana")
    QTest.keyClick(dialog.municipality_field._popup, Qt.Key.Key_Return)
    assert "finnes allerede" in dialog.notice_label.text()
    dialog.year_box.setValue(2027)
    assert dialog.notice_label.text() == ""
    dialog.year_box.setValue(2026)
    dialog.create_button.click()
    assert len(catalogue.listings()) == 2


def test_the_instrument_is_asked_for_only_where_there_is_a_choice(
    qtbot: QtBot,
    catalogue: AssessmentCatalogue,
    instrument: Instrument,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for found, visible in (((instrument,), False), ((instrument, instrument), True)):
        monkeypatch.setattr(new_assessment_dialog, "available_instruments", lambda f=found: f)
        dialog = NewAssessmentDialog(catalogue)
        qtbot.addWidget(dialog)
        show(qtbot, dialog)
        assert dialog.instrument_box.isVisible() is visible


def test_a_library_that_cannot_be_written_is_told_of(
    catalogue: AssessmentCatalogue, dialog: NewAssessmentDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise LibraryUnavailable(catalogue.library.path, "disken er full")

    monkeypatch.setattr(catalogue.library, "add", full)
    dialog.municipality_field.setText("Alta")
    dialog.create_button.click()
    assert dialog.isVisible()
    assert "disken er full" in dialog.notice_label.text()


# From the last one


@pytest.fixture
def karasjok(catalogue: AssessmentCatalogue) -> Assessment:
    last = bundled("karasjok-2019")
    catalogue.add(last)
    return last


def opened(
    qtbot: QtBot, catalogue: AssessmentCatalogue, last: Assessment | None = None
) -> NewAssessmentDialog:
    dialog = NewAssessmentDialog(catalogue, last=last.particulars if last else None)
    qtbot.addWidget(dialog)
    show(qtbot, dialog)
    return dialog


def test_from_the_last_one_the_new_one_has_what_is_to_be_followed_up(
    qtbot: QtBot, catalogue: AssessmentCatalogue, karasjok: Assessment
) -> None:
    dialog = opened(qtbot, catalogue, karasjok)
    assert dialog.municipality_field.name == "Kárášjohka - Karasjok"
    assert dialog.again_box.isChecked()
    assert dialog.again_box.text() == "Som i 2019, med det som skal følges opp"
    dialog.year_box.setValue(2023)
    dialog.begins_field.setText("5.9")
    dialog.ends_field.setText("7.9.2023")
    assert "å følge opp" in dialog.notice_label.text()
    with qtbot.waitSignal(dialog.assessment_created) as created:
        dialog.create_button.click()
    made = catalogue.library.load(created.args[0])
    assert (made.particulars.begins, made.particulars.ends) == ("2023-09-05", "2023-09-07")
    assert {c.origin for c in made.carryovers.values()} >= {
        f.id for f in karasjok.findings.values() if f.kind is not FindingKind.STRENGTH
    }
    assert {c.year for c in made.carryovers.values()} == {2019}


def test_from_the_last_one_only_the_year_is_left_to_type(
    qtbot: QtBot, catalogue: AssessmentCatalogue, karasjok: Assessment
) -> None:
    dialog = NewAssessmentDialog(catalogue, last=karasjok.particulars)
    qtbot.addWidget(dialog)
    assert dialog.focusWidget() is dialog.year_box


def test_where_there_is_an_earlier_one_it_is_offered_and_not_chosen(
    qtbot: QtBot, catalogue: AssessmentCatalogue, karasjok: Assessment
) -> None:
    dialog = opened(qtbot, catalogue)
    assert dialog.again_box.isHidden()
    dialog.municipality_field.set_name(karasjok.particulars.municipality)
    dialog.year_box.setValue(2023)
    assert dialog.again_box.isVisible()
    assert not dialog.again_box.isChecked()
    dialog.year_box.setValue(2018)
    assert dialog.again_box.isHidden()
    dialog.create_button.click()
    assert not catalogue.library.load(catalogue.listings()[-1].particulars.id).carryovers


def test_the_year_must_be_after_that_of_the_last_one(
    qtbot: QtBot, catalogue: AssessmentCatalogue, karasjok: Assessment
) -> None:
    dialog = opened(qtbot, catalogue, karasjok)
    dialog.year_box.setValue(2019)
    assert dialog.again_box.isHidden()
    assert "etter 2019" in dialog.notice_label.text()


def test_it_says_which_codes_another_version_does_not_have(
    qtbot: QtBot,
    catalogue: AssessmentCatalogue,
    karasjok: Assessment,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = karasjok.instrument.areas[0]
    shorter = replace(first, questions=first.questions[1:])
    other = replace(
        karasjok.instrument, version="2.2", areas=(shorter, *karasjok.instrument.areas[1:])
    )
    monkeypatch.setattr(new_assessment_dialog, "available_instruments", lambda: (other,))
    dialog = opened(qtbot, catalogue, karasjok)
    dialog.year_box.setValue(2023)
    assert dialog.instrument_box.currentText() == karasjok.instrument.title
    assert "1.1.1" not in dialog.notice_label.text()
    dialog.instrument_box.setCurrentIndex(1)
    assert "1.1.1" in dialog.notice_label.text()


def test_field_work_that_ends_before_it_begins_is_refused(
    catalogue: AssessmentCatalogue, dialog: NewAssessmentDialog
) -> None:
    dialog.municipality_field.setText("Alta")
    dialog.begins_field.setText("7.9.2026")
    dialog.ends_field.setText("5.9.2026")
    dialog.create_button.click()
    assert "før startdatoen" in dialog.notice_label.text()
    assert dialog.ends_field.hasFocus()
    assert catalogue.listings() == []


def test_if_it_cannot_be_written_nothing_is_made(
    qtbot: QtBot,
    catalogue: AssessmentCatalogue,
    karasjok: Assessment,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: object) -> None:
        raise LibraryUnavailable(catalogue.library.path, "disken er full")

    dialog = opened(qtbot, catalogue, karasjok)
    monkeypatch.setattr(catalogue.library.parts.search, "put", full)
    dialog.create_button.click()
    assert "disken er full" in dialog.notice_label.text()
    assert [listing.particulars.id for listing in catalogue.listings()] == [karasjok.id]
