"""What is done to improvements on the page Plan, each as one step that can be undone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from kompass_desktop.assessment.ordering import moved, position_changes
from kompass_desktop.assessment.plan_records import Improvement, ImprovementStatus
from kompass_desktop.assessment.planning.improving import new_improvement, removal_of
from kompass_desktop.assessment.records import Change
from kompass_desktop.desktop.plan.plan_state import PlanState
from kompass_desktop.i18n import ntr, tr
from kompass_desktop.report.plan.plan_names import status_name


class PlanChanges:
    """Changes the improvements of a page's state; what happened is said in the status bar."""

    def __init__(self, state: PlanState) -> None:
        self._state = state
        self._session = state.session

    def add(self, status: ImprovementStatus = ImprovementStatus.PROPOSED) -> Improvement:
        """Add an improvement without a title, last by priority, and make it the current one."""
        chosen = self._state.filter
        improvement = replace(
            new_improvement(self._session.assessment),
            service=chosen.service or "",
            status=chosen.status or status,
        )
        self.put(tr("new improvement"), improvement)
        self._state.reveal(improvement.id)
        return improvement

    def put(self, text: str, *improvements: Improvement) -> None:
        """Store improvements; `text` names the step."""
        assessment = self._session.assessment
        changes = [Change(assessment.get(each), each) for each in improvements]
        self._session.change_undoably(text, changes)

    def edit(self, improvement: Improvement, edit_session: str | None = None) -> None:
        """Store an edited improvement; what is typed in one `edit_session` is one step."""
        self._session.put_undoably(tr("change of improvement"), improvement, edit_session)

    def remove(self, identities: Collection[str]) -> None:
        """Delete improvements, given their ids, with all that is only about them."""
        gone = self._held(identities)
        if gone:
            changes = removal_of(self._session.assessment, gone)
            self._session.change_undoably(tr("removal of improvement"), changes)
            words = ntr(
                "The improvement is removed. Ctrl+Z brings it back.",
                "{0} improvements are removed. Ctrl+Z brings them back.",
                len(gone),
            )
            self._state.message_shown.emit(words.format(len(gone)))

    def toggle_scenario(self, identities: Collection[str]) -> None:
        """Put improvements, given their ids, into the scenario, or out of it if all are in it."""
        held = self._held(identities)
        wanted = not all(each.in_scenario for each in held)
        changed = [replace(each, in_scenario=wanted) for each in held]
        if changed:
            self.put(tr("choice of the scenario"), *changed)

    def set_status(self, identities: Collection[str], status: ImprovementStatus) -> None:
        """Give improvements, given their ids, a status."""
        changed = [replace(each, status=status) for each in self._held(identities)]
        if changed:
            self.put(tr("status of improvement"), *changed)
            self._state.message_shown.emit(
                tr("“{0}” is now {1}.").format(changed[0].title, status_name(status))
                if len(changed) == 1
                else tr("{0} improvements are now {1}.").format(len(changed), status_name(status))
            )

    def step_status(self, identities: Collection[str], step: int) -> None:
        """Give improvements the status before (-1) or after (1) that of the first of them."""
        held = self._held(identities)
        every = list(ImprovementStatus)
        for first in held[:1]:
            at = every.index(first.status) + step
            if 0 <= at < len(every):
                self.set_status(identities, every[at])

    def move(self, identities: Collection[str], step: int, among: Sequence[Improvement]) -> None:
        """Move improvements, given their ids, one place up (-1) or down (1) `among` others.

        Those that are not shown keep their places in the order of all.
        """
        ordered = iter(moved(among, set(identities), step))
        shown = {each.id for each in among}
        every = self._state.ordered
        whole = [next(ordered) if each.id in shown else each for each in every]
        changes = [each for each in position_changes(whole) if each.before != each.after]
        self._session.change_undoably(tr("order of the improvements"), changes)

    def _held(self, identities: Collection[str]) -> list[Improvement]:
        wanted = set(identities)
        return [each for each in self._state.ordered if each.id in wanted]
