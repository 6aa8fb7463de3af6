"""Forberedelse: what is assessed, by whom, and which interviews are planned with whom."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QPushButton,
    QSpinBox,
    QStackedWidget,
    QTableView,
    QWidget,
)

from kompass_desktop.assessment.plan import covered_count, planned_groups
from kompass_desktop.assessment.records import Interview, Member, Record
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.actions import (
    ON_IT,
    Slot,
    add_action,
    add_actions,
    without_argument,
)
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.navigation.page import Page
from kompass_desktop.desktop.panes import has_focus
from kompass_desktop.desktop.preparation.group_table import (
    GroupColumn,
    GroupTable,
)
from kompass_desktop.desktop.preparation.interview_plan import InterviewPlan
from kompass_desktop.desktop.preparation.particulars_card import ParticularsCard
from kompass_desktop.desktop.preparation.privacy import PreparationPrivacy
from kompass_desktop.desktop.preparation.privacy_card import PrivacyCard
from kompass_desktop.desktop.preparation.record_view import RecordView
from kompass_desktop.desktop.preparation.team import TeamEditor
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.column_widths import fix_columns
from kompass_desktop.desktop.widgets.key_button import KeyButton
from kompass_desktop.desktop.widgets.notice_bar import NoticeBar
from kompass_desktop.desktop.widgets.painted_delegate import PaintedDelegate
from kompass_desktop.i18n import tr

GROUP_ROW_HEIGHT = 24
GROUP_WIDTHS: dict[int, int] = {
    GroupColumn.MEASURE_POINTS: 100,
    GroupColumn.MINUTES: 100,
    GroupColumn.PLANNED: 88,
    GroupColumn.HELD: 64,
    GroupColumn.FIT: 220,
}
FRAME = 4
"""Pixels that a table's edge takes above and below its rows, together."""


class PreparationPage(Page):
    """The municipality, the team, the interview plan, and whether the plan fits."""

    particulars_card: ParticularsCard
    privacy_card: PrivacyCard
    team_view: RecordView
    add_member_button: QPushButton
    member_up_button: QPushButton
    member_down_button: QPushButton
    remove_member_button: QPushButton
    summary_label: QLabel
    interviews_stack: QStackedWidget
    interviews_view: RecordView
    empty_place: QWidget
    suggest_button: QPushButton
    count_box: QSpinBox
    group_box: QComboBox
    add_interviews_button: QPushButton
    sort_button: QPushButton
    remove_interview_button: QPushButton
    open_button: KeyButton
    coverage_label: QLabel
    groups_view: QTableView
    undo_bar: NoticeBar
    open_action: QAction
    add_interviews_action: QAction
    add_member_action: QAction
    sort_action: QAction

    def __init__(
        self, session: Session, catalogue: AssessmentCatalogue, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, catalogue, parent)
        load_form(self, "preparation/preparation_page")
        self.team = TeamEditor(session, self.team_view)
        self.plan = InterviewPlan(session, self.interviews_view)
        self.groups = GroupTable(self)
        self.privacy = PreparationPrivacy(session, self.privacy_card)
        self._prepare_groups()
        self._connect_particulars()
        self._connect_records()
        self._add_actions()
        self._show_icons()
        self._show_plan()
        self._show_team_buttons()

    def enter(self) -> None:
        self.team.show()
        self.plan.show()
        self._show_plan()

    def show_record(self, record: Record) -> None:
        views = {Interview: self.interviews_view, Member: self.team_view}
        view = views.get(type(record))
        if view is not None:
            view.select(record.id, max(0, view.currentIndex().column()))

    def current_records(self) -> Collection[str]:
        views = (self.interviews_view, self.team_view)
        return next((view.selected_ids for view in views if has_focus(view)), ())

    def panes(self) -> list[QWidget]:
        table = self.interviews_view if self.plan.table.records else self.suggest_button
        return [
            table,
            self.groups_view,
            self.particulars_card.municipality_field,
            self.team_view,
            self.privacy_card.retain_field,
        ]

    def key_help(self) -> list[tuple[str, str]]:
        return [
            ("F2", tr("Type in the cell (or just begin to type)")),
            ("Enter, Tab", tr("Next cell downwards and sideways in the list")),
            ("Ctrl V", tr("Paste rows from a spreadsheet into the list")),
            ("Delete", tr("Remove what is selected in the list")),
            ("Alt ↑, Alt ↓", tr("Move what is selected in the list")),
        ]

    def _prepare_groups(self) -> None:
        view = self.groups_view
        view.setModel(self.groups)
        view.setItemDelegate(PaintedDelegate(view))
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(GROUP_ROW_HEIGHT)
        view.verticalHeader().setMinimumSectionSize(GROUP_ROW_HEIGHT)
        header = view.horizontalHeader()
        header.setSectionsClickable(False)
        fix_columns(view, GROUP_WIDTHS)
        rows = len(self.session.assessment.instrument.groups) * GROUP_ROW_HEIGHT
        view.setFixedHeight(rows + header.sizeHint().height() + FRAME)
        for group in self.session.assessment.instrument.groups:
            self.group_box.addItem(group.name, group.key)

    def _connect_particulars(self) -> None:
        session, card = self.session, self.particulars_card
        card.show_instrument(session.assessment.instrument)
        card.show_particulars(session.assessment.particulars)
        card.edited.connect(session.set_particulars)
        session.flush_requested.connect(card.flush)
        session.particulars_changed.connect(
            lambda: card.show_particulars(session.assessment.particulars)
        )

    def _connect_records(self) -> None:
        self.session.interviews_changed.connect(self._show_plan)
        self.session.team_changed.connect(self._show_team_buttons)
        for editor in (self.team, self.plan):
            editor.removed.connect(self._offer_undo)
            editor.pasted.connect(self._offer_undo)
        self.plan.refused.connect(self.message_shown)
        self.session.undo_stack.indexChanged.connect(self.undo_bar.hide)
        self.undo_bar.chosen.connect(self.session.undo_stack.undo)
        self.privacy.message_shown.connect(self.message_shown)
        self.privacy.rewritten.connect(self.assessment_rewritten)
        self.privacy.erased.connect(self.assessment_erased)
        theme.notifier.changed.connect(self._show_icons)

    def _add_actions(self) -> None:
        actions: dict[QAction, Slot] = {
            self.open_action: self._open,
            self.add_interviews_action: self._add_interviews,
            self.add_member_action: self.team.add,
            self.sort_action: self.plan.sort,
        }
        add_actions(self, actions)
        buttons: dict[QPushButton, Slot] = {
            self.open_button: self._open,
            self.add_interviews_button: self._add_interviews,
            self.suggest_button: self.plan.suggest,
            self.sort_button: self.plan.sort,
            self.remove_interview_button: self.plan.remove,
            self.add_member_button: self.team.add,
            self.remove_member_button: self.team.remove,
            self.member_up_button: partial(self.team.move, -1),
            self.member_down_button: partial(self.team.move, 1),
        }
        for button, slot in buttons.items():
            button.clicked.connect(without_argument(slot))
        self._add_list_actions(self.team_view, self.team)
        self.interviews_view.addAction(self.open_action)
        self._add_list_actions(self.interviews_view, self.plan)
        paste = tr("Paste from a spreadsheet")
        add_action(self.empty_place, paste, ("Ctrl+V",), self.plan.paste_first)

    def _add_list_actions(self, view: RecordView, editor: TeamEditor | InterviewPlan) -> None:
        """Give a list the keys that mean something only there."""
        steps: tuple[tuple[str, tuple[str, ...], Slot], ...] = (
            (tr("Move up"), ("Alt+Up",), partial(editor.move, -1)),
            (tr("Move down"), ("Alt+Down",), partial(editor.move, 1)),
            (tr("Remove"), ("Del",), editor.remove),
        )
        for text, keys, slot in steps:
            add_action(view, text, keys, slot, ON_IT)

    def _add_interviews(self) -> None:
        self.plan.add(str(self.group_box.currentData()), self.count_box.value())
        self.count_box.setValue(1)

    def _open(self) -> None:
        interview = self.interviews_view.current_id
        self.interviews_view.flush()
        if self.interviews_view.is_refusing:
            self.interviews_view.setFocus()
        elif interview:
            self.interview_requested.emit(interview)

    def _offer_undo(self, sentence: str) -> None:
        """Say what was taken away, for as long as the next undo brings it back."""
        self.undo_bar.tell(sentence, tr("Undo"), "Ctrl Z")

    def _show_plan(self) -> None:
        assessment = self.session.assessment
        interviews = assessment.interviews_in_order()
        self.groups.show_rows(planned_groups(assessment.instrument, interviews))
        points = len(assessment.instrument.measure_points)
        covered = covered_count(assessment.instrument, interviews)
        words = tr("The interviews cover {0} of {1} measure points")
        self.coverage_label.setText(words.format(covered, points))
        held = sum(each.is_held for each in interviews)
        minutes = sum(interview.agreed_minutes for interview in interviews)
        words = tr("{0} planned · {1} held · {2} agreed")
        self.summary_label.setText(words.format(len(interviews), held, self._time(minutes)))
        self.interviews_stack.setCurrentWidget(
            self.interviews_view if interviews else self.empty_place
        )
        for button in (self.sort_button, self.remove_interview_button, self.open_button):
            button.setEnabled(bool(interviews))

    def _show_team_buttons(self) -> None:
        members = len(self.session.assessment.members)
        self.remove_member_button.setEnabled(members > 0)
        for button in (self.member_up_button, self.member_down_button):
            button.setEnabled(members > 1)

    def _time(self, minutes: int) -> str:
        hours, rest = divmod(minutes, 60)
        words = tr("{0} h {1} min") if rest else tr("{0} h")
        return words.format(hours, rest)

    def _show_icons(self) -> None:
        for button, name in (
            (self.member_up_button, "arrow-up"),
            (self.member_down_button, "arrow-down"),
        ):
            button.setIcon(theme.icon(name))
