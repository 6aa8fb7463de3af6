"""What an improvement is linked to: measure points, findings, and what must end before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.plan_records import Improvement, Lift
from kompass_desktop.assessment.planning.improving import added_findings, waits_for
from kompass_desktop.assessment.records import Change, Finding
from kompass_desktop.desktop.navigation.code_choices import measure_point_choices
from kompass_desktop.desktop.navigation.palette import Palette
from kompass_desktop.desktop.navigation.palette_entries import PaletteEntry
from kompass_desktop.desktop.plan.chosen_list import ChosenItem, ChosenList
from kompass_desktop.desktop.plan.gain_text import gain_text
from kompass_desktop.desktop.plan.lift_list import LiftList
from kompass_desktop.desktop.plan.lift_row import ShownLift
from kompass_desktop.desktop.plan.plan_changes import PlanChanges
from kompass_desktop.desktop.plan.plan_state import Gain, PlanState
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import MeasurePoint


class ImprovementLinks(QObject):
    """Shows the links of the current improvement in three lists, and adds and removes them.

    What is added is chosen in a palette over the window of `detail`.
    """

    def __init__(
        self,
        detail: QWidget,
        state: PlanState,
        lifts: LiftList,
        findings: ChosenList,
        after: ChosenList,
    ) -> None:
        super().__init__(detail)
        self._detail = detail
        self._state = state
        self._session = state.session
        self._changes = PlanChanges(state)
        self._palettes: dict[str, Palette] = {}
        self._lift_list = lifts
        self._findings_list = findings
        self._after_list = after
        lifts.set_wordings(state.session.assessment.instrument.aspects)
        lifts.lift_given.connect(self._take_lift)
        lifts.lift_removed.connect(self._remove_lift)
        lifts.message_shown.connect(state.message_shown)
        findings.removed.connect(self._remove_finding)
        after.removed.connect(self._remove_after)

    def show(self, improvement: Improvement) -> None:
        """Show the links of an improvement as they are now."""
        assessment = self._session.assessment
        self._lift_list.show_lifts(list(self._lifts(improvement)))
        findings = (assessment.findings.get(each) for each in improvement.finding_ids)
        self._findings_list.show_items(
            [ChosenItem(f.id, f.text, f.code) for f in findings if f is not None]
        )
        after = (self._named(each) for each in improvement.after_ids)
        self._after_list.show_items([each for each in after if each is not None])

    def _lifts(self, improvement: Improvement) -> Iterable[ShownLift]:
        board, alone = self._session.board, self._state.alone(improvement)
        for lift in self._state.lifts(improvement.id):
            point = board.instrument.find(lift.measure_point)
            if isinstance(point, MeasurePoint):
                gain = Gain(alone.gain(point.code), alone.is_estimate)
                yield ShownLift(lift, point, board.rating(point.code), gain_text(gain))

    def _named(self, identity: str) -> ChosenItem | None:
        improvement = self._session.assessment.improvements.get(identity)
        if improvement is not None:
            number = str(self._state.number(identity))
            return ChosenItem(identity, improvement.title or tr("without a title"), number)
        activity = self._session.assessment.activities.get(identity)
        return None if activity is None else ChosenItem(identity, activity.title)

    def choose_measure_point(self) -> None:
        """Ask for a measure point, by its code or words, that the improvement is to lift."""
        improvement = self._state.improvement
        if improvement is not None:
            taken = set(self._state.codes(improvement.id))
            points = self._session.assessment.instrument.measure_points
            choices = measure_point_choices(p for p in points if p.code not in taken)
            hint = tr("Measure point: code or words")
            self._palette("lift").open_with(choices, hint)

    def choose_finding(self) -> None:
        """Ask for a finding that the improvement comes from."""
        improvement = self._state.improvement
        if improvement is not None:
            taken = improvement.finding_ids
            entries = [
                PaletteEntry(each.id, each.text, each.code, _kind_text(each.kind))
                for each in self._findings()
                if each.id not in taken
            ]
            self._palette("finding").open_with(entries, tr("Finding: code or words"))

    def choose_after(self) -> None:
        """Ask for an improvement or an activity that must end before this one begins."""
        improvement = self._state.improvement
        if improvement is None:
            return
        assessment, taken = self._session.assessment, {improvement.id, *improvement.after_ids}
        entries = [
            PaletteEntry(each.id, each.title, str(number), tr("improvement"))
            for number, each in enumerate(assessment.improvements_in_order(), 1)
            if each.id not in taken
        ]
        entries += [
            PaletteEntry(each.id, each.title, "", tr("activity"))
            for each in assessment.activities_in_order()
            if each.id not in taken
        ]
        self._palette("after").open_with(entries, tr("What must end first: number or words"))

    def add_after(self, identity: str) -> None:
        """Let the improvement wait for another one or an activity, given its id."""
        improvement = self._state.improvement
        if improvement is None:
            return
        if waits_for(self._session.assessment, identity, improvement.id):
            self._state.message_shown.emit(
                tr("That one waits for this improvement, directly or not: it would be a circle.")
            )
            return
        self._edit(replace(improvement, after=" ".join([*improvement.after_ids, identity])))

    def _palette(self, kind: str) -> Palette:
        if kind not in self._palettes:
            slots = {
                "lift": self._add_lift,
                "finding": self._add_finding,
                "after": self.add_after,
            }
            self._palettes[kind] = Palette(self._detail.window())
            self._palettes[kind].chosen.connect(slots[kind])
        return self._palettes[kind]

    def _add_lift(self, code: str) -> None:
        improvement = self._state.improvement
        if improvement is not None:
            lift = self._session.assessment.lift(improvement.id, code)
            text = tr("measure point to lift")
            self._session.put_undoably(text, lift)
            self._lift_list.focus_on(code)

    def _take_lift(self, lift: Lift) -> None:
        text = tr("levels that {0} should reach").format(lift.measure_point)
        self._session.put_undoably(text, lift)

    def _remove_lift(self, lift: Lift) -> None:
        change = Change(self._session.assessment.get(lift), None)
        self._session.change_undoably(tr("measure point to lift"), [change])
        self._state.message_shown.emit(tr("Removed. Ctrl+Z brings it back."))

    def _add_finding(self, identity: str) -> None:
        assessment, improvement = self._session.assessment, self._state.improvement
        finding = assessment.findings.get(identity)
        if improvement is not None and finding is not None:
            changes = added_findings(assessment, improvement, [finding])
            self._session.change_undoably(tr("finding behind an improvement"), changes)

    def _remove_finding(self, identity: str) -> None:
        improvement = self._state.improvement
        if improvement is not None:
            kept = (each for each in improvement.finding_ids if each != identity)
            self._edit(replace(improvement, findings=" ".join(kept)))

    def _remove_after(self, identity: str) -> None:
        improvement = self._state.improvement
        if improvement is not None:
            kept = (each for each in improvement.after_ids if each != identity)
            self._edit(replace(improvement, after=" ".join(kept)))

    def _findings(self) -> Iterable[Finding]:
        """Yield the findings, weaknesses before challenges and strengths, by area."""
        assessment = self._session.assessment
        for kind in reversed(FindingKind):
            for area in assessment.instrument.areas:
                yield from assessment.findings_of(area.number, kind)

    def _edit(self, improvement: Improvement) -> None:
        if improvement != self._state.improvement:
            self._changes.edit(improvement)


def _kind_text(kind: FindingKind) -> str:
    match kind:
        case FindingKind.STRENGTH:
            return tr("strength")
        case FindingKind.CHALLENGE:
            return tr("challenge")
        case FindingKind.WEAKNESS:
            return tr("weakness")
