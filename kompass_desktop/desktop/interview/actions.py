"""The keys of the interview page, in the order in which F1 tells of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from kompass_desktop.assessment.records import FindingKind
from kompass_desktop.desktop.actions import Slot, add_action, add_area_keys, area_key_help
from kompass_desktop.instrument.model import Instrument

if TYPE_CHECKING:
    from kompass_desktop.desktop.interview.interview_page import InterviewPage


def add_interview_actions(page: InterviewPage) -> None:
    """Give the page its actions, each with its key."""
    notes = page.note_controller
    steps: tuple[tuple[str, str, Slot], ...] = (
        (_tr("Gå til …"), "Ctrl+G", page.places.ask_where_to),
        (_tr("Tilbake til der du var"), "Alt+Left", page.way.go_back),
        (_tr("Framover igjen"), "Alt+Right", page.way.go_forward),
        (_tr("Neste spørsmål"), "Alt+Down", partial(page.way.step_question, 1)),
        (_tr("Forrige spørsmål"), "Alt+Up", partial(page.way.step_question, -1)),
        (_tr("Neste målepunkt"), "Ctrl+Down", partial(page.way.step_point, 1)),
        (_tr("Forrige målepunkt"), "Ctrl+Up", partial(page.way.step_point, -1)),
        (
            _tr("Merk notatlinjen som styrke, eller ta det tilbake"),
            "Ctrl+1",
            _finding(page, FindingKind.STRENGTH),
        ),
        (
            _tr("Merk notatlinjen som utfordring, eller ta det tilbake"),
            "Ctrl+2",
            _finding(page, FindingKind.CHALLENGE),
        ),
        (
            _tr("Merk notatlinjen som svakhet, eller ta det tilbake"),
            "Ctrl+3",
            _finding(page, FindingKind.WEAKNESS),
        ),
        (_tr("Merk notatlinja for oppfølging"), "Ctrl+4", notes.mark_follow_up),
        (_tr("Flytt notatlinja til et annet sted"), "Ctrl+M", page.places.ask_for_target),
        (_tr("Spørsmålets notater eller hele intervjuet"), "Ctrl+E", page.toggle_scope),
        (_tr("Gruppens, alle eller ikke vurderte"), "Ctrl+U", page.filter_chips.choose_next),
        (_tr("Start klokka eller ta pause"), "Ctrl+T", page.clock.toggle),
        (_tr("Regn pausen med eller ikke"), "Ctrl+Shift+R", page.clock.choose_absence),
        (_tr("Intervjuet er avsluttet"), "Ctrl+Shift+T", page.clock.finish_button.click),
        (_tr("Hele vurderingen eller dette intervjuet"), "Ctrl+Shift+P", page.profile.toggle_own),
        (_tr("Velg intervju"), "Ctrl+I", page.chooser.showMenu),
        (_tr("Nytt intervju"), "Ctrl+N", page.ask_for_group),
    )
    for text, keys, slot in steps:
        add_action(page, text, [keys], slot)
    add_area_keys(page, page.session.assessment.instrument, page.way.go)


def connect_buttons(page: InterviewPage) -> None:
    """Let the buttons do what the keys do."""
    notes = page.note_controller
    page.strength_button.clicked.connect(_finding(page, FindingKind.STRENGTH))
    page.challenge_button.clicked.connect(_finding(page, FindingKind.CHALLENGE))
    page.weakness_button.clicked.connect(_finding(page, FindingKind.WEAKNESS))
    page.follow_up_button.clicked.connect(notes.mark_follow_up)
    page.move_button.clicked.connect(page.places.ask_for_target)
    page.go_button.clicked.connect(page.places.ask_where_to)
    page.back_button.clicked.connect(page.way.go_back)
    page.previous_button.clicked.connect(partial(page.way.step_question, -1))
    page.next_button.clicked.connect(partial(page.way.step_question, 1))
    page.question_scope_chip.clicked.connect(partial(notes.show_whole, whole=False))
    page.whole_scope_chip.clicked.connect(partial(notes.show_whole, whole=True))
    for button in (page.first_button, page.new_button):
        button.clicked.connect(page.ask_for_group)


def card_keys(instrument: Instrument) -> list[tuple[str, str]]:
    """Return the keys that are no actions: those of the open measure point."""
    return [
        (_tr("0–4"), _tr("Sett nivå på de fire aspektene etter tur")),
        (_tr("Enter"), _tr("Neste målepunkt")),
        (_tr("Tilbaketast"), _tr("Ta tilbake det siste nivået")),
        (_tr("S O R E"), _tr("Velg vurderingsaspekt")),
        (_tr("P"), _tr("Bare vedtatt eller planlagt")),
        (_tr("I"), _tr("Ikke i fokus")),
        (_tr("F"), _tr("Følg opp")),
        (_tr("↑ ↓"), _tr("Aspekt eller målepunkt over og under")),
        (_tr("PgUp PgDn"), _tr("Forrige og neste spørsmål, når poengene har fokus")),
        (_tr("Esc"), _tr("Lukk målepunktet")),
        (_tr("3.2 …"), _tr("Først i en notatlinje: linjen går til 3.2")),
        (_tr("Tilbaketast først"), _tr("Ta tilbake en notatlinje som gikk til en annen kode")),
        (_tr("Tab"), _tr("Mellom poeng og notat")),
        area_key_help(instrument),
    ]


def _finding(page: InterviewPage, kind: FindingKind) -> Slot:
    return partial(page.note_controller.mark_lines, kind)


def _tr(text: str) -> str:
    return QCoreApplication.translate("InterviewPage", text)
