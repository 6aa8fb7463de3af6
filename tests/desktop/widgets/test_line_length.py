"""Fields of one line: no longer than files may hold, and never shorter than what is there."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Particulars
from kompass_desktop.desktop.preparation.particulars_card import ParticularsCard
from kompass_desktop.desktop.widgets.municipality_field import MunicipalityField
from kompass_desktop.storage.database.limits import LONGEST_LINE


def test_no_more_is_typed_than_a_colleague_can_take_in(qtbot: QtBot) -> None:
    card = ParticularsCard()
    qtbot.addWidget(card)
    card.show_particulars(Particulars(new_id(), "Tana", "", 2026))
    for field in (card.municipality_field, card.report_field):
        field.insert("x" * 1000)
        assert len(field.text()) == LONGEST_LINE


def test_a_name_that_is_there_already_is_shown_whole(qtbot: QtBot) -> None:
    long = Particulars(new_id(), "🦌" * 1000, "", 2026, report="y" * 1000)
    card = ParticularsCard()
    qtbot.addWidget(card)
    card.show_particulars(long)
    assert card.municipality_field.text() == long.municipality
    with qtbot.assertNotEmitted(card.edited):
        card.flush()
    assert isinstance(card.report_field, QLineEdit)
    assert card.report_field.text() == long.report
    field = MunicipalityField()
    qtbot.addWidget(field)
    field.insert("z" * 1000)
    assert len(field.name) == LONGEST_LINE
