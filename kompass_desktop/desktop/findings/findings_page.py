"""Funn: the strengths, challenges and weaknesses of each area, written and put in order."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QWidget

from kompass_desktop.assessment.drafts import Draft
from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.numbers import shortest
from kompass_desktop.assessment.record_ids import drafted_finding_id
from kompass_desktop.assessment.records import NO_CODE, Finding, Record
from kompass_desktop.desktop.actions import ON_IT, add_action, area_key_help
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.charts.score_text import area_value, status_text
from kompass_desktop.desktop.findings.actions import FindingsActions
from kompass_desktop.desktop.findings.areas_model import FindingAreasModel
from kompass_desktop.desktop.findings.areas_view import FindingAreas
from kompass_desktop.desktop.findings.contents import ShownArea, area_contents, first_finding_at
from kompass_desktop.desktop.findings.details_controller import DetailsController
from kompass_desktop.desktop.findings.drafting import FindingFilter
from kompass_desktop.desktop.findings.drafts_controller import DraftsController
from kompass_desktop.desktop.findings.filter_chips import FindingFilterChips
from kompass_desktop.desktop.findings.finding_detail import FindingDetail
from kompass_desktop.desktop.findings.findings_board import FindingsBoard
from kompass_desktop.desktop.findings.findings_state import FindingsState
from kompass_desktop.desktop.findings.moves_controller import MovesController
from kompass_desktop.desktop.findings.plan_controller import PlanController
from kompass_desktop.desktop.findings.without_finding import WithoutFinding
from kompass_desktop.desktop.findings.writing_controller import WritingController
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.navigation.page import Page
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.elided_label import ElidedLabel
from kompass_desktop.desktop.widgets.key_button import KeyButton
from kompass_desktop.i18n import tr


class FindingsPage(Page):
    """Shows three columns for the area chosen at the left, and the details of one finding.

    What is shown is in `state`; each thing that is done to findings has a controller.
    """

    areas: FindingAreas
    count_label: QLabel
    all_chip: QPushButton
    drafts_chip: QPushButton
    without_chip: QPushButton
    rejected_chip: QPushButton
    accept_all_button: KeyButton
    points_list: QListWidget
    overline_label: ElidedLabel
    title_label: ElidedLabel
    points_label: QLabel
    maximum_label: QLabel
    board: FindingsBoard
    detail: FindingDetail

    def __init__(
        self, session: Session, catalogue: AssessmentCatalogue, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, catalogue, parent)
        load_form(self, "findings/findings_page")
        self.state = state = FindingsState(session, self)
        self._points = WithoutFinding(self.points_list)
        self._area_model = FindingAreasModel(session.assessment, self)
        self.areas.set_areas(self._area_model)
        self._writing = writing = WritingController(self.board, session, state)
        self._drafts_controller = DraftsController(self.board, writing, state)
        self._moves_controller = MovesController(self.board, writing, session, state, self)
        self._plan_controller = PlanController(self.board, writing, session, state, self)
        self._details_controller = DetailsController(self.detail, self.board, session, state)
        self.menu = FindingsActions(self, session.assessment.instrument)
        self._chips = self._make_chips()
        self._connect()
        self._connect_menu()
        self._connect_detail()
        self._connect_points()
        self.show_area(self.area)

    def _make_chips(self) -> FindingFilterChips:
        chips = {
            FindingFilter.ALL: self.all_chip,
            FindingFilter.DRAFTS: self.drafts_chip,
            FindingFilter.WITHOUT: self.without_chip,
            FindingFilter.REJECTED: self.rejected_chip,
        }
        return FindingFilterChips(chips, self.count_label, self.session, self.state)

    def _connect(self) -> None:
        self._chips.filter_chosen.connect(self.show_filter)
        self.areas.area_chosen.connect(self._open_area)
        self.areas.entered.connect(self._focus_shown)
        self.areas.finding_dropped.connect(self._moves_controller.move_to_area)
        self.board.left.connect(self.areas.setFocus)
        self.board.menu_requested.connect(self._show_menu)
        self.board.new_requested.connect(self._begin_new)
        self.accept_all_button.clicked.connect(self._drafts_controller.accept_all)
        self._drafts_controller.cards_changed.connect(self._focus_shown)
        self.state.changed.connect(self._show)
        self.session.scores_changed.connect(self._refresh_if_seen)
        self.session.plan_changed.connect(self._refresh_if_seen)
        self.session.notes_changed.connect(self._refresh_if_seen)
        for part in (
            self._writing,
            self._drafts_controller,
            self._moves_controller,
            self._plan_controller,
        ):
            part.message_shown.connect(self.message_shown)

    def _connect_menu(self) -> None:
        menu, drafts, moves = self.menu, self._drafts_controller, self._moves_controller
        menu.edit.triggered.connect(self._writing.edit)
        menu.delete.triggered.connect(self.delete)
        menu.link.triggered.connect(moves.choose_code)
        menu.unlink.triggered.connect(lambda: moves.link(NO_CODE))
        menu.plan.triggered.connect(self._plan_controller.make)
        menu.plan_too.triggered.connect(self._plan_controller.choose)
        menu.choose_area.triggered.connect(self._choose_area)
        menu.position_stepped.connect(moves.move_within)
        menu.column_stepped.connect(moves.move_across)
        menu.area_move_requested.connect(moves.move_current_to_area)
        menu.area_requested.connect(self.show_area)
        menu.area_stepped.connect(self._step_area)
        menu.new_requested.connect(self._begin_new)
        menu.accept_all.triggered.connect(drafts.accept_all)
        menu.next_filter.triggered.connect(self._chips.choose_next)
        menu.join.triggered.connect(drafts.join)
        menu.show_new.triggered.connect(self._details_controller.show_new_draft)
        menu.use_new.triggered.connect(drafts.use_new_draft)
        menu.keep.triggered.connect(drafts.keep)

    def _connect_detail(self) -> None:
        detail, drafts = self.detail, self._drafts_controller
        detail.note_chosen.connect(self.note_requested)
        detail.code_chosen.connect(lambda code: self.code_requested.emit("scoring", code))
        detail.edit_requested.connect(self._writing.edit)
        detail.delete_requested.connect(self.delete)
        detail.link_requested.connect(self._moves_controller.choose_code)
        detail.accept_requested.connect(drafts.accept_current)
        detail.new_draft_requested.connect(self._details_controller.show_new_draft)
        detail.new_draft_accepted.connect(drafts.use_new_draft)
        detail.finding_kept.connect(drafts.keep)
        detail.set_menu(self.menu)

    def _connect_points(self) -> None:
        in_scoring = tr("Show the measure point in scoring")
        add_action(self.points_list, in_scoring, ["Return", "Enter"], self._show_point, ON_IT)
        self.points_list.itemDoubleClicked.connect(self._show_point)
        self.points_list.currentRowChanged.connect(self._choose_point)

    # What the window calls

    def enter(self) -> None:
        self.state.refresh()
        self._focus_shown()

    def show_code(self, code: str) -> None:
        """Show an area, or the first finding linked to a question or measure point."""
        finding = first_finding_at(self.session.assessment, code)
        if finding is not None:
            self.show_finding(finding.id)
        elif self.session.assessment.instrument.find(code) is not None:
            self.show_area(int(code.partition(".")[0]))

    def show_finding(self, finding: str) -> None:
        shown = self.state.finding(finding)
        if shown is not None:
            self.show_area(shown.area)
            self.state.show_filter(FindingFilter.ALL)
            self.board.select(finding)
            self.board.focus_current()

    def show_record(self, record: Record) -> None:
        if isinstance(record, Finding):
            self.show_area(record.area)
            self.show_finding(record.id)

    def current_records(self) -> Collection[str]:
        return [self.board.current] if self.board.current else []

    def commit_edit(self) -> None:
        """End editing on a card, and store the text."""
        self._writing.commit()

    def caret_in(self, part: str) -> str:
        return f"{self.area} {self.board.current}"

    def put_caret_in(self, part: str, caret: str) -> bool:
        area, _, finding = caret.partition(" ")
        if area in {each.code for each in self.session.assessment.instrument.areas}:
            self.show_area(int(area))
        if self.state.finding(finding) is not None:
            self.board.select(finding)
        if part == self.board.objectName():
            self.board.focus_current()
        return True

    def panes(self) -> list[QWidget]:
        return [self.board, self.points_list, self.detail, self.areas]

    def key_groups(self) -> list[tuple[str, list[tuple[str, str]]]]:
        findings = [
            ("← → ↑ ↓", tr("Go between the findings")),
            ("Enter", tr("Edit the finding; Enter again when the text is finished")),
            ("Esc", tr("Discard the change of the text")),
            ("Space", tr("Choose several findings for one improvement")),
        ]
        drafts = [("Enter", tr("On a draft: accept it and go to the next one"))]
        areas = [area_key_help(self.session.assessment.instrument)]
        return [("", findings), (tr("Drafts"), drafts), (tr("Find the way"), areas)]

    # Showing

    @property
    def area(self) -> int:
        """The number of the area that is shown."""
        return self.state.area

    @property
    def current(self) -> Finding | None:
        """The finding that the keys and the details are about, or None."""
        return self.state.finding(self.board.current)

    @property
    def current_draft(self) -> Draft | None:
        """The draft that the keys and the details are about, or None."""
        return self.state.draft(self.board.current)

    def show_filter(self, shown: FindingFilter) -> None:
        """Show findings and drafts, drafts alone, points without a finding, or rejected drafts."""
        self.commit_edit()
        self.state.show_filter(shown)
        self._focus_shown()

    def show_area(self, number: int) -> None:
        """Show the findings of an area, given its number."""
        self.areas.setCurrentIndex(self._area_model.index(self._area_model.row_of(number)))

    def _open_area(self, number: int) -> None:
        self.commit_edit()
        self.board.current = ""
        self.board.scroll_to_top()
        self.state.show_area(number)

    def _step_area(self, step: int) -> None:
        row = self._area_model.row_of(self.area) + step
        if 0 <= row < self._area_model.rowCount():
            self.areas.setCurrentIndex(self._area_model.index(row))

    def _focus_shown(self) -> None:
        if self.state.filter is FindingFilter.WITHOUT:
            self.points_list.setFocus()
        else:
            self.board.focus_current()

    def _refresh_if_seen(self) -> None:
        if self.isVisible():
            self.state.refresh()

    def _show(self) -> None:
        """Show the area with the filter, and the details of its current finding or draft."""
        state, drafts = self.state, self.state.drafts
        is_list = state.filter is FindingFilter.WITHOUT
        self.board.setVisible(not is_list)
        self.points_list.setVisible(is_list)
        if is_list:
            points = drafts.without_finding(self.area)
            self._points.show_points(points, self.session.board, drafts)
        else:
            area = ShownArea(self.area, state.filter, state.new)
            self.board.show_findings(
                area_contents(self.session.assessment, area, drafts, state.note_counts)
            )
        self._area_model.recount(drafts.counts())
        self.accept_all_button.setEnabled(bool(drafts.pending(self.area)))
        self._show_heading()
        self._details_controller.show()

    def _show_heading(self) -> None:
        area = self.session.assessment.instrument.area(self.area)
        score = self.session.board.score(area.code)
        self.title_label.setText(f"{area.number} {area.title}")
        self.points_label.setText(area_value(score))
        label = status_text(score.status)
        maximum = tr("of {0}").format(shortest(area.maximum))
        self.maximum_label.setText(f"{maximum} · {label}" if label else maximum)

    # Measure points without a finding

    def _choose_point(self) -> None:
        """Make the draft of the chosen measure point current, for the keys and the details."""
        self.board.current = drafted_finding_id(self.session.assessment.id, self._points.code)
        self._details_controller.show()

    def _show_point(self) -> None:
        if self._points.code:
            self.code_requested.emit("scoring", self._points.code)

    # Commands for the current finding

    def _begin_new(self, kind: str) -> None:
        """Begin a new finding of a kind; it is linked to the chosen point of a list of points."""
        is_list = self.state.filter is FindingFilter.WITHOUT
        self._writing.begin_new(FindingKind(kind), self._points.code if is_list else NO_CODE)

    def edit(self) -> None:
        """Edit the current finding on its card; a draft that is edited becomes a finding."""
        self._writing.edit()

    def delete(self) -> None:
        """Delete the current finding, or reject the draft; Ctrl+Z brings it back."""
        if self.areas.hasFocus():
            return
        finding = self.current
        if finding is None:
            self._drafts_controller.reject(self.board.current)
        else:
            self._writing.remove(finding)

    def _show_menu(self, position: QPoint) -> None:
        self.menu.popup(position)

    def _choose_area(self) -> None:
        card = self.board.card(self.board.current)
        if card is not None:
            self.menu.open_areas(card.mapToGlobal(QPoint(12, 24)))
