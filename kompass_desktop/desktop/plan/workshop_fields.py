"""The particulars of a workshop: title, date, participants and dots each, stored while typing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QSpinBox

from kompass_desktop.assessment.plan_records import Workshop
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.desktop.plan.workshop_state import WorkshopState
from kompass_desktop.desktop.runtime.autosave import Autosave
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.date_field import DateField
from kompass_desktop.desktop.widgets.line_length import limit_line, show_line


@dataclass(frozen=True)
class Editors:
    """The widgets in which the particulars are typed."""

    title: QLineEdit
    held_on: DateField
    participants: QSpinBox
    each: QSpinBox


class WorkshopFields(QObject):
    """Shows the particulars of the state's workshop, and stores what is typed in them."""

    def __init__(self, session: Session, state: WorkshopState, editors: Editors) -> None:
        super().__init__(editors.title)
        self._state = state
        self._title = title = editors.title
        self._held_on = held_on = editors.held_on
        self._participants = participants = editors.participants
        self._each = each = editors.each
        self._shown = ""
        self._edit_session = new_id()
        self._autosave = Autosave(self)
        self._autosave.due.connect(self._store)
        held_on.year = session.assessment.particulars.year
        limit_line(title)
        title.textEdited.connect(self._autosave.touch)
        held_on.date_changed.connect(self._autosave.touch)
        for box in (participants, each):
            box.valueChanged.connect(self._autosave.touch)
            box.editingFinished.connect(self._finish)
        for field in (title, held_on):
            field.editingFinished.connect(self._finish)
        session.flush_requested.connect(self._autosave.flush)

    def show(self) -> None:
        """Show the particulars as they are now, except a field that is being typed in."""
        workshop = self._state.workshop
        if workshop is None:
            return
        if workshop.id != self._shown:
            self._autosave.flush()
            self._shown = workshop.id
            self._edit_session = new_id()
        if not self._autosave.is_waiting:
            self._fill(workshop)
        for field in (self._title, self._held_on, self._participants, self._each):
            field.setReadOnly(workshop.closed)

    def _fill(self, workshop: Workshop) -> None:
        if self._title.text().strip() != workshop.title:
            show_line(self._title, workshop.title)
        self._held_on.set_iso(workshop.held_on)
        numbers = ((self._participants, workshop.participants), (self._each, workshop.dots_each))
        for box, number in numbers:
            box.blockSignals(True)
            box.setValue(number)
            box.blockSignals(False)

    def _finish(self) -> None:
        self._autosave.flush()
        self._edit_session = new_id()

    def _store(self) -> None:
        workshop = self._state.assessment.workshops.get(self._shown)
        if workshop is None or workshop.closed:
            return
        typed = replace(
            workshop,
            title=self._title.text().strip(),
            held_on=self._held_on.kept_iso,
            participants=self._participants.value(),
            dots_each=self._each.value(),
        )
        self._state.put(typed, self._edit_session)
