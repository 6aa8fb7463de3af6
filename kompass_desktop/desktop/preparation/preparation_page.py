"""Forberedelse: the page with the particulars, the team, the interviews and the programme."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property, partial
from typing import TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QStackedWidget,
    QTableView,
    QWidget,
)

from kompass_desktop.assessment.clashes import clashes_in
from kompass_desktop.assessment.coverage import coverage_of
from kompass_desktop.assessment.interview_plan import planned_groups
from kompass_desktop.assessment.record_ids import document_study_id
from kompass_desktop.assessment.records import (
    AskingChoice,
    Document,
    DocumentStatus,
    Interview,
    Member,
    Record,
)
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.actions import (
    ON_IT,
    Slot,
    add_action,
    add_actions,
    without_argument,
)
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.finishing.finishing import Finishing
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.navigation.page import Page
from kompass_desktop.desktop.panes import has_focus
from kompass_desktop.desktop.preparation.coverage_panel import CoveragePanel
from kompass_desktop.desktop.preparation.document_register import DocumentRegister
from kompass_desktop.desktop.preparation.documents_panel import DocumentsPanel
from kompass_desktop.desktop.preparation.group_table import (
    GroupColumn,
    GroupTable,
)
from kompass_desktop.desktop.preparation.guide_menu import GuideMenu
from kompass_desktop.desktop.preparation.handout_export import HandoutExport
from kompass_desktop.desktop.preparation.interview_plan import InterviewPlan
from kompass_desktop.desktop.preparation.letter_panel import LetterPanel
from kompass_desktop.desktop.preparation.particulars_card import ParticularsCard
from kompass_desktop.desktop.preparation.parts import PageParts, Part, PartView
from kompass_desktop.desktop.preparation.privacy import PreparationPrivacy
from kompass_desktop.desktop.preparation.privacy_card import PrivacyCard
from kompass_desktop.desktop.preparation.programme_panel import ProgrammePanel
from kompass_desktop.desktop.preparation.team import TeamEditor
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.settings import AssessmentSettings
from kompass_desktop.desktop.undo_stack import Direction
from kompass_desktop.desktop.widgets.column_widths import fix_columns
from kompass_desktop.desktop.widgets.key_button import KeyButton
from kompass_desktop.desktop.widgets.notice_bar import NoticeBar
from kompass_desktop.desktop.widgets.painted_delegate import PaintedDelegate
from kompass_desktop.desktop.widgets.read_only import ReadOnly
from kompass_desktop.desktop.widgets.record_view import RecordView
from kompass_desktop.desktop.widgets.roomy_area import RoomyArea
from kompass_desktop.i18n import ntr, tr

GROUP_ROW_HEIGHT = 24
GROUP_WIDTHS: dict[int, int] = {
    GroupColumn.MEASURE_POINTS: 100,
    GroupColumn.MINUTES: 100,
    GroupColumn.PLANNED: 88,
    GroupColumn.HELD: 64,
    GroupColumn.FIT: 150,
}
ListEditor: TypeAlias = TeamEditor | InterviewPlan | DocumentRegister
FRAME = 4
"""Pixels that a table's edge takes above and below its rows, together."""


class PreparationPage(Page):
    """The municipality, the team, the interview plan, and whether the plan fits."""

    overview_chip: QPushButton
    plan_chip: QPushButton
    programme_chip: QPushButton
    documents_chip: QPushButton
    study_button: KeyButton
    coverage_chip: QPushButton
    letter_chip: QPushButton
    content: QHBoxLayout
    side_scroll: RoomyArea
    particulars_card: ParticularsCard
    privacy_card: PrivacyCard
    team_view: RecordView
    add_member_button: QPushButton
    member_up_button: QPushButton
    member_down_button: QPushButton
    remove_member_button: QPushButton
    summary_label: QLabel
    interviews_card: QFrame
    groups_card: QFrame
    interviews_stack: QStackedWidget
    interviews_view: RecordView
    empty_panel: QWidget
    suggest_button: QPushButton
    count_box: QSpinBox
    group_box: QComboBox
    add_interviews_button: QPushButton
    guide_button: QPushButton
    sort_button: QPushButton
    remove_interview_button: QPushButton
    open_button: KeyButton
    coverage_label: QLabel
    groups_view: QTableView
    undo_bar: NoticeBar
    next_part_action: QAction
    previous_part_action: QAction
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
        self.handouts = HandoutExport(session, self)
        self._finishing = Finishing(
            session, self.particulars_card.finish_button, self.particulars_card.course_label
        )
        ReadOnly(
            session,
            self,
            editors=[*self.particulars_card.editors, self.privacy_card.retain_field],
            tables=[self.team_view, self.interviews_view],
        )
        self._prepare_groups()
        self.parts = PageParts(self._part_views(), self)
        self.parts.part_changed.connect(self._show_part)
        self._connect_particulars()
        self._connect_records()
        self._add_actions()
        self._show_icons()
        self._show_plan()
        self._show_team_buttons()
        self._show_documents()
        self._recall_part()

    def enter(self) -> None:
        self.team.show()
        self.plan.show()
        self._show_plan()

    def show_record(self, record: Record) -> None:
        match record:
            case Document():
                self.parts.show(Part.DOCUMENTS)
                self.documents.show_document(record)
            case AskingChoice():
                self.parts.show(Part.COVERAGE)
                self.coverage.show_choice(record)
            case Interview():
                self._show_in(self.interviews_view, record)
            case Member():
                self._show_in(self.team_view, record)

    def show_service(self, service: str) -> None:
        self.documents.show_service(service)
        self.show_part(Part.DOCUMENTS)

    def show_part(self, part: Part) -> None:
        """Show a part of the page, with the focus in it."""
        self.parts.show(part)
        for pane in self.panes()[:1]:
            pane.setFocus(Qt.FocusReason.OtherFocusReason)

    def current_records(self) -> Collection[str]:
        views = (self.interviews_view, self.team_view)
        return next((view.selected_ids for view in views if has_focus(view)), ())

    def panes(self) -> list[QWidget]:
        match self.parts.current:
            case Part.PROGRAMME:
                return self.programme.panes()
            case Part.DOCUMENTS:
                return self.documents.panes()
            case Part.COVERAGE:
                return self.coverage.panes()
            case Part.LETTER:
                return self.letter.panes()
        table = self.interviews_view if self.plan.table.records else self.suggest_button
        return [
            table,
            self.groups_view,
            self.particulars_card.municipality_field,
            self.team_view,
            self.privacy_card.retain_field,
        ]

    def key_help(self) -> list[tuple[str, str]]:
        match self.parts.current:
            case Part.PROGRAMME:
                return self.programme.key_help()
            case Part.DOCUMENTS:
                return self.documents.key_help()
            case Part.COVERAGE:
                return self.coverage.key_help()
            case Part.LETTER:
                return []
        return [
            ("F2", tr("Type in the cell (or just begin to type)")),
            ("Enter, Tab", tr("Next cell downwards and sideways in the list")),
            ("Ctrl V", tr("Paste rows from a spreadsheet into the list")),
            ("Delete", tr("Remove what is selected in the list")),
            ("Alt ↑, Alt ↓", tr("Move what is selected in the list")),
        ]

    @cached_property
    def programme(self) -> ProgrammePanel:
        """The part with the programme; its form is loaded when it is first shown."""
        panel = ProgrammePanel(self.session, self.plan.table, self.handouts, self)
        panel.message_shown.connect(self.message_shown)
        panel.pasted.connect(self._offer_undo)
        self.content.addWidget(panel)
        return panel

    @cached_property
    def documents(self) -> DocumentsPanel:
        """The document study; its form is loaded at the first use."""
        panel = DocumentsPanel(self.session, self)
        panel.message_shown.connect(self.message_shown)
        panel.note_chosen.connect(self.note_requested)
        panel.register.removed.connect(self._offer_undo)
        panel.register.pasted.connect(self._offer_undo)
        self._add_list_actions(panel.documents_view, panel.register)
        self.content.addWidget(panel)
        return panel

    @cached_property
    def letter(self) -> LetterPanel:
        """The part with the letter; its form is loaded when it is first shown."""
        panel = LetterPanel(self.session, self.handouts, self)
        self.content.addWidget(panel)
        return panel

    @cached_property
    def coverage(self) -> CoveragePanel:
        """The part about coverage; its form is loaded at the first use."""
        panel = CoveragePanel(self.session, self)
        self.content.addWidget(panel)
        return panel

    def _part_views(self) -> dict[Part, PartView]:
        cards = (self.side_scroll, self.interviews_card, self.groups_card)
        return {
            Part.OVERVIEW: PartView(self.overview_chip, lambda: cards),
            Part.PLAN: PartView(self.plan_chip, lambda: (self.interviews_card,)),
            Part.PROGRAMME: PartView(self.programme_chip, lambda: (self.programme,)),
            Part.DOCUMENTS: PartView(
                self.documents_chip, lambda: (self.documents, self.study_button)
            ),
            Part.COVERAGE: PartView(self.coverage_chip, lambda: (self.coverage,)),
            Part.LETTER: PartView(self.letter_chip, lambda: (self.letter,)),
        }

    def _show_part(self) -> None:
        self.plan.show_columns(only_usual=self.parts.current is Part.OVERVIEW)
        self._settings.preparation_part = self.parts.current.value

    def _recall_part(self) -> None:
        """Show the part that was shown before a lock, or the last time."""
        kept = self._settings.preparation_part
        if kept in list(Part):
            self.parts.show(Part(kept))

    @property
    def _settings(self) -> AssessmentSettings:
        return AssessmentSettings(self.session.assessment.id)

    def _show_in(self, view: RecordView, record: Member | Interview) -> None:
        if not view.isVisibleTo(self):
            self.parts.show(Part.OVERVIEW)
        view.select(record.id, max(0, view.currentIndex().column()))

    def _step_part(self, step: int) -> None:
        self.parts.step(step)
        self.show_part(self.parts.current)

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
        session.particulars_changed.connect(self._show_particulars)

    def _show_particulars(self) -> None:
        self.particulars_card.show_particulars(self.session.assessment.particulars)

    def _connect_records(self) -> None:
        self.session.interviews_changed.connect(self._follow_plan)
        self.session.documents_changed.connect(self._show_documents)
        self.session.team_changed.connect(self._show_team_buttons)
        self.session.team_changed.connect(self._show_clashes)
        self.session.particulars_changed.connect(self._show_clashes)
        for editor in (self.team, self.plan):
            editor.removed.connect(self._offer_undo)
            editor.pasted.connect(self._offer_undo)
        self.plan.refused.connect(self.message_shown)
        self.handouts.message_shown.connect(self.message_shown)
        self.guide_button.setMenu(GuideMenu(self.session, self.interviews_view, self.handouts))
        self.session.undo_stack.indexChanged.connect(self.undo_bar.hide)
        self.undo_bar.chosen.connect(partial(self.session.undo_stack.make, Direction.UNDO))
        self.privacy.message_shown.connect(self.message_shown)
        self.privacy.rewritten.connect(self.assessment_rewritten)
        self.privacy.erased.connect(self.assessment_erased)
        theme.notifier.changed.connect(self._show_icons)

    def _add_actions(self) -> None:
        actions: dict[QAction, Slot] = {
            self.next_part_action: partial(self._step_part, 1),
            self.previous_part_action: partial(self._step_part, -1),
            self.open_action: self._open,
            self.add_interviews_action: self._add_interviews,
            self.add_member_action: self.team.add,
            self.sort_action: self.plan.sort,
        }
        add_actions(self, actions)
        buttons: dict[QPushButton, Slot] = {
            self.open_button: self._open,
            self.study_button: self._open,
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
        add_action(self.empty_panel, paste, ("Ctrl+V",), self.plan.paste_first)

    def _add_list_actions(self, view: RecordView, editor: ListEditor) -> None:
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
        if self.parts.current is Part.DOCUMENTS:
            self._open_study()
            return
        interview = self.interviews_view.current_id
        self.interviews_view.flush()
        if self.interviews_view.is_refusing:
            self.interviews_view.setFocus()
        elif interview:
            self.interview_requested.emit(interview)

    def _open_study(self) -> None:
        """Open the document study on the interview page, with the chosen document."""
        self.session.flush()
        if self.documents.current:
            self._settings.document = self.documents.current
        self.interview_requested.emit(document_study_id(self.session.assessment.id))

    def _show_documents(self) -> None:
        """Show the progress of the document study beside its name."""
        documents = self.session.assessment.documents.values()
        read = sum(document.status is DocumentStatus.READ for document in documents)
        words = tr("Document study: {0} of {1} read")
        self.documents_chip.setText(
            words.format(read, len(documents)) if documents else tr("Document study")
        )

    def _offer_undo(self, sentence: str) -> None:
        """Show a message about a removal, as long as the next undo restores it."""
        if not self.session.is_read_only:
            self.undo_bar.show_sentence(sentence, tr("Undo"), "Ctrl Z")

    def _follow_plan(self) -> None:
        # Another page's clock changes interviews too; `enter` brings this one up to date.
        if self.isVisible():
            self._show_plan()

    def _show_plan(self) -> None:
        assessment = self.session.assessment
        interviews = assessment.interviews_in_order()
        self.groups.show_rows(planned_groups(assessment))
        coverage = coverage_of(assessment)
        words = tr("The interviews cover {0} of {1} measure points")
        self.coverage_label.setText(words.format(len(coverage.in_interviews), len(coverage.points)))
        held = sum(each.is_held for each in interviews)
        on = [interview for interview in interviews if not interview.is_cancelled]
        minutes = sum(interview.agreed_minutes for interview in on)
        words = tr("{0} planned · {1} held · {2} agreed")
        self.summary_label.setText(words.format(len(on), held, self._time(minutes)))
        self.interviews_stack.setCurrentWidget(
            self.interviews_view if interviews else self.empty_panel
        )
        for button in (self.sort_button, self.remove_interview_button, self.open_button):
            button.setEnabled(bool(interviews))
        self._show_clashes()

    def _show_clashes(self) -> None:
        """Show the number of clashes beside the name of the programme."""
        clashes = clashes_in(self.session.assessment)
        hard = sum(not clash.kind.is_remark for clash in clashes)
        words = ntr("Programme · {0} clash", "Programme · {0} clashes", hard)
        self.programme_chip.setText(words.format(hard) if hard else tr("Programme"))

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
