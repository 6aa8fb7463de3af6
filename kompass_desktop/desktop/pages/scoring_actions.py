"""The keys of the scoring page, in the order in which F1 tells of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut

if TYPE_CHECKING:
    from collections.abc import Callable

    from kompass_desktop.desktop.pages.scoring_page import ScoringPage

WITHIN = Qt.ShortcutContext.WidgetWithChildrenShortcut
AREAS_WITH_KEYS = 9


def add_actions(page: ScoringPage) -> None:
    """Give the page its actions, each with its keys."""
    steps: tuple[tuple[str, tuple[str, ...], Callable[[], object]], ...] = (
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
        action = QAction(text, page)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(WITHIN)
        action.triggered.connect(lambda _checked=False, slot=slot: slot())
        page.addAction(action)
    for area in page.session.assessment.instrument.areas[:AREAS_WITH_KEYS]:
        shortcut = QShortcut(QKeySequence(f"Alt+{area.number}"), page, context=WITHIN)
        shortcut.activated.connect(partial(page.show_place, area.code))


def table_keys() -> list[tuple[str, str]]:
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
        (_tr("Alt 1–8"), _tr("Gå til område 1–8")),
    ]


def _tr(text: str) -> str:
    return QCoreApplication.translate("ScoringPage", text)
