"""The keys of the scoring page, in the order in which F1 tells of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from kompass_desktop.desktop.keyed_actions import Slot, add_action, add_area_keys, area_key_help
from kompass_desktop.instrument.model import Instrument

if TYPE_CHECKING:
    from kompass_desktop.desktop.pages.scoring_page import ScoringPage


def add_actions(page: ScoringPage) -> None:
    """Give the page its actions, each with its keys."""
    steps: tuple[tuple[str, tuple[str, ...], Slot], ...] = (
        (_tr("Godta forslaget"), ("G",), page.accept),
        (_tr("Godta alle forslag i spørsmålet"), ("Shift+G",), page.accept_question),
        (_tr("Neste spørsmål"), ("PgDown", "Alt+Down"), partial(page.step_question, 1)),
        (_tr("Forrige spørsmål"), ("PgUp", "Alt+Up"), partial(page.step_question, -1)),
        (_tr("Gå til …"), ("Ctrl+G",), page.ask_where_to),
        (_tr("Tilbake til der du var"), ("Alt+Left",), page.go_back),
        (_tr("Framover igjen"), ("Alt+Right",), page.go_forward),
        (_tr("Ikke avgjort, uenighet eller alle"), ("Ctrl+U",), page.choose_next_filter),
    )
    for text, keys, slot in steps:
        add_action(page, text, keys, slot)
    add_area_keys(page, page.session.assessment.instrument, page.show_place)


def table_keys(instrument: Instrument) -> list[tuple[str, str]]:
    """Return the keys that are no actions: those of the measure point at hand."""
    return [
        (_tr("0–4"), _tr("Sett system, omfang, resultat og evaluering etter tur")),
        (_tr("Enter"), _tr("Godta forslaget, om det er et, og gå til neste målepunkt")),
        (_tr("↑ ↓"), _tr("Målepunktet over og under")),
        (_tr("← →"), _tr("Aspektet til venstre og høyre")),
        (_tr("S O R E"), _tr("Velg vurderingsaspekt")),
        (_tr("P"), _tr("Bare vedtatt eller planlagt")),
        (_tr("I"), _tr("Ikke i fokus")),
        (_tr("Tilbaketast"), _tr("Ta et nivå tilbake til forslaget")),
        area_key_help(instrument),
    ]


def _tr(text: str) -> str:
    return QCoreApplication.translate("ScoringPage", text)
