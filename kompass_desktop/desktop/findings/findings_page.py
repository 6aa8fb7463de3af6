"""Funn: the strengths, challenges and weaknesses of each area, written and put in order."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QWidget

from kompass_desktop.assessment.drafts import Draft
from kompass_desktop.assessment.numbers import shortest
from kompass_desktop.assessment.records import (
    NO_CODE,
    Finding,
    FindingKind,
    Record,
    drafted_finding_id,
    new_id,
)
from kompass_desktop.desktop.actions import ON_IT, add_action, area_key_help
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.charts.score_text import area_value, status_text
from kompass_desktop.desktop.findings.actions import FindingsActions
from kompass_desktop.desktop.findings.areas_model import FindingAreasModel
from kompass_desktop.desktop.findings.areas_view import FindingAreas
from kompass_desktop.desktop.findings.contents import area_contents, first_finding_at
from kompass_desktop.desktop.findings.drafting import FindingDrafts, FindingFilter
from kompass_desktop.desktop.findings.editing import FindingEditing
from kompass_desktop.desktop.findings.finding_card import CardState
from kompass_desktop.desktop.findings.finding_detail import FindingDetail
from kompass_desktop.desktop.findings.findings_board import FindingsBoard
from kompass_desktop.desktop.findings.moves import FindingMoves
from kompass_desktop.desktop.findings.without_finding import WithoutFinding
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.navigation.code_choices import code_choices
from kompass_desktop.desktop.navigation.page import Page
from kompass_desktop.desktop.navigation.palette import Palette
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.elided_label import ElidedLabel
from kompass_desktop.desktop.widgets.key_button import KeyButton
from kompass_desktop.i18n import ntr, tr


class FindingsPage(Page):
    """Shows three columns for the area chosen at the left, and the details of one finding."""

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
        self.area = session.assessment.instrument.areas[0].number
        self._new: Finding | None = None
        self._filter = FindingFilter.ALL
        self._is_changing = False
        self._drafts = FindingDrafts(session)
        self._points = WithoutFinding(self.points_list)
        self._chips = {
            FindingFilter.ALL: self.all_chip,
            FindingFilter.DRAFTS: self.drafts_chip,
            FindingFilter.WITHOUT: self.without_chip,
            FindingFilter.REJECTED: self.rejected_chip,
        }
        self._editing = FindingEditing(session, self)
        self._moves = FindingMoves(session)
        self._area_model = FindingAreasModel(session.assessment, self)
        self.areas.set_areas(self._area_model)
        self.menu = FindingsActions(self, session.assessment.instrument)
        self._palette = Palette(self)
        self._connect()
        self._connect_menu()
        self._connect_drafts()
        self.show_area(self.area)

    def _connect(self) -> None:
        self.areas.area_chosen.connect(self._open_area)
        self.areas.entered.connect(self._focus_shown)
        self.areas.finding_dropped.connect(self._move_to_area)
        self.board.left.connect(self.areas.setFocus)
        self.board.chosen.connect(self._show_detail)
        self.board.edit_requested.connect(self.edit)
        self.board.text_typed.connect(self._editing.type)
        self.board.edit_committed.connect(self._commit)
        self.board.edit_cancelled.connect(self._cancel)
        self.board.menu_requested.connect(self._show_menu)
        self.board.finding_dropped.connect(self._drop)
        self.board.new_requested.connect(lambda kind: self.begin_new(FindingKind(kind)))
        self.detail.note_chosen.connect(self.note_requested)
        self.detail.code_chosen.connect(lambda code: self.code_requested.emit("scoring", code))
        self.detail.edit_button.clicked.connect(self.edit)
        self.detail.delete_button.clicked.connect(self.delete)
        self.detail.link_button.clicked.connect(self._choose_code)
        self.detail.more_button.setMenu(self.menu)
        self._palette.chosen.connect(self._link)
        self.session.findings_changed.connect(self._refresh)
        self.session.scores_changed.connect(self._refresh_if_seen)

    def _connect_menu(self) -> None:
        self.menu.edit.triggered.connect(self.edit)
        self.menu.delete.triggered.connect(self.delete)
        self.menu.link.triggered.connect(self._choose_code)
        self.menu.unlink.triggered.connect(lambda: self._link(NO_CODE))
        self.menu.choose_area.triggered.connect(self._choose_area)
        self.menu.position_stepped.connect(self._move_within)
        self.menu.column_stepped.connect(self._move_across)
        self.menu.area_move_requested.connect(self._move_current_to_area)
        self.menu.area_requested.connect(self.show_area)
        self.menu.area_stepped.connect(self._step_area)
        self.menu.new_requested.connect(lambda kind: self.begin_new(FindingKind(kind)))

    def _connect_drafts(self) -> None:
        for each, chip in self._chips.items():
            chip.clicked.connect(lambda _on, each=each: self.show_filter(each))
        self.board.accept_requested.connect(self._accept)
        self.board.reject_requested.connect(self._reject)
        self.accept_all_button.clicked.connect(self.accept_all)
        self.detail.accept_button.clicked.connect(lambda: self._accept(self.board.current))
        self.detail.show_new_button.clicked.connect(self._show_new_draft)
        self.detail.use_new_button.clicked.connect(self._use_new_draft)
        self.detail.keep_button.clicked.connect(self._keep)
        self.menu.accept_all.triggered.connect(self.accept_all)
        self.menu.next_filter.triggered.connect(self._step_filter)
        self.menu.join.triggered.connect(self.join)
        self.menu.show_new.triggered.connect(self._show_new_draft)
        self.menu.use_new.triggered.connect(self._use_new_draft)
        self.menu.keep.triggered.connect(self._keep)
        in_scoring = tr("Show the measure point in scoring")
        add_action(self.points_list, in_scoring, ["Return", "Enter"], self._show_point, ON_IT)
        self.points_list.itemDoubleClicked.connect(self._show_point)
        self.points_list.currentRowChanged.connect(self._choose_point)

    # What is shown

    @property
    def current(self) -> Finding | None:
        """The finding that the keys and the details are about, or None."""
        return self.session.assessment.findings.get(self.board.current)

    @property
    def current_draft(self) -> Draft | None:
        """The draft that the keys and the details are about, or None."""
        return None if self.current is not None else self._drafts.get(self.board.current)

    def show_filter(self, shown: FindingFilter) -> None:
        """Show findings and drafts, drafts alone, points without a finding, or rejected drafts."""
        self.commit_edit()
        self._filter = shown
        self._refresh()
        self._focus_shown()

    def _step_filter(self) -> None:
        filters = list(FindingFilter)
        self.show_filter(filters[(filters.index(self._filter) + 1) % len(filters)])

    def _focus_shown(self) -> None:
        is_list = self._filter is FindingFilter.WITHOUT
        if is_list:
            self.points_list.setFocus()
        else:
            self.board.focus_current()

    def show_area(self, number: int) -> None:
        """Show the findings of an area, given its number."""
        self.areas.setCurrentIndex(self._area_model.index(self._area_model.row_of(number)))

    def _open_area(self, number: int) -> None:
        self.commit_edit()
        self.area = number
        self.board.current = ""
        self.board.scroll_to_top()
        self._refresh()

    def _step_area(self, step: int) -> None:
        row = self._area_model.row_of(self.area) + step
        if 0 <= row < self._area_model.rowCount():
            self.areas.setCurrentIndex(self._area_model.index(row))

    def show_code(self, code: str) -> None:
        """Show an area, or the first finding linked to a question or measure point."""
        finding = first_finding_at(self.session.assessment, code)
        if finding is not None:
            self.show_finding(finding.id)
        elif self.session.assessment.instrument.find(code) is not None:
            self.show_area(int(code.partition(".")[0]))

    def show_finding(self, finding: str) -> None:
        shown = self.session.assessment.findings.get(finding)
        if shown is not None:
            self._filter = FindingFilter.ALL
            self.show_area(shown.area)
            self._refresh()
            self.board.select(finding)
            self.board.focus_current()

    def show_record(self, record: Record) -> None:
        if isinstance(record, Finding):
            self.show_area(record.area)
            self.show_finding(record.id)

    def current_records(self) -> Collection[str]:
        return [self.board.current] if self.board.current else []

    def enter(self) -> None:
        self._refresh()
        self._focus_shown()

    def caret_in(self, part: str) -> str:
        return f"{self.area} {self.board.current}"

    def put_caret_in(self, part: str, caret: str) -> bool:
        area, _, finding = caret.partition(" ")
        if area in {each.code for each in self.session.assessment.instrument.areas}:
            self.show_area(int(area))
        if finding in self.session.assessment.findings:
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
        ]
        drafts = [("Enter", tr("On a draft: accept it and go to the next one"))]
        areas = [area_key_help(self.session.assessment.instrument)]
        return [("", findings), (tr("Drafts"), drafts), (tr("Find the way"), areas)]

    def _refresh(self) -> None:
        if self._is_changing:
            return
        assessment = self.session.assessment
        self._drafts.recompute()
        is_list = self._filter is FindingFilter.WITHOUT
        self.board.setVisible(not is_list)
        self.points_list.setVisible(is_list)
        if is_list:
            points = self._drafts.without_finding(self.area)
            self._points.show_points(points, self.session.board, self._drafts)
        else:
            self.board.show_findings(
                area_contents(assessment, self.area, self._new, self._drafts, self._filter)
            )
        self._area_model.recount(self._drafts.counts())
        self._show_counts()
        self._show_scores()

    def _refresh_if_seen(self) -> None:
        if self.isVisible():
            self._refresh()

    def _show_counts(self) -> None:
        count = len(self.session.assessment.findings)
        self.count_label.setText(ntr("{0} finding", "{0} findings", count).format(count))
        texts = {
            FindingFilter.ALL: tr("All {0}").format(count),
            FindingFilter.DRAFTS: tr("Drafts: {0}").format(len(self._drafts.pending())),
            FindingFilter.WITHOUT: tr("No finding: {0}").format(
                len(self._drafts.without_finding())
            ),
            FindingFilter.REJECTED: tr("Rejected: {0}").format(len(self._drafts.rejected())),
        }
        for each, chip in self._chips.items():
            chip.setText(texts[each])
            chip.setChecked(each is self._filter)
        self.accept_all_button.setEnabled(bool(self._drafts.pending(self.area)))

    def _show_scores(self) -> None:
        area = self.session.assessment.instrument.area(self.area)
        score = self.session.board.score(area.code)
        self.title_label.setText(f"{area.number} {area.title}")
        self.points_label.setText(area_value(score))
        label = status_text(score.status)
        maximum = tr("of {0}").format(shortest(area.maximum))
        self.maximum_label.setText(f"{maximum} · {label}" if label else maximum)
        self._show_detail()

    def _show_detail(self) -> None:
        assessment, board = self.session.assessment, self.session.board
        finding, draft = self.current or self._new, self.current_draft
        if finding is not None:
            self.detail.show_finding(finding, assessment, board)
            if self._drafts.is_changed(finding):
                self.detail.show_change(finding, board, self._drafts.new_for(finding))
        elif draft is not None:
            state = CardState.DRAFT if draft.rejected is None else CardState.REJECTED
            self.detail.show_draft(draft.finding, state, assessment, board)
        else:
            self.detail.show_nothing()

    # Drafts

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Show many changes once, when the last one is made."""
        self._is_changing = True
        try:
            yield
        finally:
            self._is_changing = False
            self._refresh()

    def _accept(self, finding: str) -> None:
        """Make a draft a finding, given its id, and go to the next draft of the area."""
        draft = self._drafts.get(finding)
        if draft is None:
            return
        following = self.board.next_draft(finding)
        with self._changing():
            self._drafts.accept([draft])
            self.board.current = following or finding
        self._focus_shown()

    def _reject(self, finding: str) -> None:
        """Let a draft stay away and go to the next one; make a rejected one a draft again."""
        draft = self._drafts.get(finding)
        if draft is None:
            return
        following = self.board.next_draft(finding)
        with self._changing():
            if draft.rejected is None:
                self._drafts.reject(draft)
                self.message_shown.emit(tr("The draft is rejected. Ctrl+Z brings it back."))
            else:
                self._drafts.restore(draft)
            self.board.current = following
        self._focus_shown()

    def accept_all(self) -> None:
        """Make all drafts of the area findings, as one step that can be undone."""
        self.commit_edit()
        drafts = self._drafts.pending(self.area)
        if not drafts:
            self.message_shown.emit(tr("The area has no drafts."))
            return
        with self._changing():
            self._drafts.accept(drafts)
        count = len(drafts)
        self.message_shown.emit(
            ntr(
                "{0} draft is accepted. Ctrl+Z takes it back.",
                "{0} drafts are accepted. Ctrl+Z takes them back.",
                count,
            ).format(count)
        )
        self._focus_shown()

    def join(self) -> None:
        """Join the current finding or draft into the one above it in its column."""
        lower, above = self._settled_current(), self.board.above(self.board.current)
        if lower is None or above is None or self._filter is FindingFilter.REJECTED:
            self.message_shown.emit(tr("Only a finding with another one above it can be joined."))
            return
        upper = above.finding
        with self._changing():
            self._drafts.join(upper, lower)
            self.board.current = upper.id
        self._focus_shown()

    def _show_new_draft(self) -> None:
        finding = self.current
        new = self._drafts.new_for(finding) if finding is not None else None
        if new is not None:
            self.detail.show_new_draft(new)

    def _use_new_draft(self) -> None:
        finding = self._settled_current()
        new = self._drafts.new_for(finding) if finding is not None else None
        if finding is not None and new is not None:
            self._drafts.use(finding, new)
            self._show_moved(finding)

    def _keep(self) -> None:
        finding = self.current
        if finding is not None and self._drafts.is_changed(finding):
            self._drafts.keep(finding)

    def _choose_point(self) -> None:
        """Let the keys and the details be about what the chosen measure point drafts."""
        self.board.current = drafted_finding_id(self.session.assessment.id, self._points.code)
        self._show_detail()

    def _show_point(self) -> None:
        if self._points.code:
            self.code_requested.emit("scoring", self._points.code)

    # Writing

    def begin_new(self, kind: FindingKind) -> None:
        """Begin a new finding, last in a column, with the cursor in it.

        In the list of measure points without one it is of the measure point chosen there.
        """
        if self.session.refuses_change():
            return
        self.commit_edit()
        code = self._points.code if self._filter is FindingFilter.WITHOUT else NO_CODE
        self._filter = FindingFilter.ALL
        held = self.session.assessment.findings_of(self.area, kind)
        position = held[-1].position + 1 if held else 0.0
        self._new = Finding(new_id(), self.area, kind, "", code, position=position)
        self._refresh()
        self._begin_edit(self._new)

    def edit(self) -> None:
        """Edit the current finding on its card; a draft that is edited becomes a finding."""
        finding = self._editable()
        if finding is not None and not self.session.refuses_change():
            self._begin_edit(finding)

    def _begin_edit(self, finding: Finding) -> None:
        card = self.board.card(finding.id)
        if card is not None and not card.is_editing:
            self._editing.begin(finding)
            self.board.select(finding.id)
            card.begin_edit()

    def commit_edit(self) -> None:
        """End the writing on a card, and keep the text."""
        for card in self.board.cards:
            card.commit_edit()

    def _commit(self, text: str) -> None:
        self._new = None
        kept = self._editing.commit(text)
        if not kept:
            self.message_shown.emit(
                tr("A finding without text is not kept. Delete a finding with Delete.")
            )
        self._refresh()

    def _cancel(self) -> None:
        self._new = None
        self._editing.cancel()
        self._refresh()

    def delete(self) -> None:
        """Delete the current finding, or reject the draft; Ctrl+Z brings it back."""
        finding = self.current
        if self.areas.hasFocus():
            return
        if finding is None:
            self._reject(self.board.current)
            return
        self.session.remove_finding(finding)
        self.message_shown.emit(tr("The finding is deleted. Ctrl+Z brings it back."))

    # Moving

    def _drop(self, finding: str, kind: str, index: int) -> None:
        dropped = self._known(finding)
        if dropped is not None:
            self._place(dropped, FindingKind(kind), index)

    def _place(self, finding: Finding, kind: FindingKind, index: int) -> None:
        self._moves.into_column(finding, self.area, kind, index)
        self._show_moved(finding)

    def _move_within(self, step: int) -> None:
        finding = self._settled_current()
        if finding is not None:
            self._moves.within(finding, step)
            self._show_moved(finding)

    def _move_across(self, step: int) -> None:
        finding = self._settled_current()
        if finding is not None:
            self._moves.across(finding, step)
            self._show_moved(finding)

    def _show_moved(self, finding: Finding) -> None:
        self.board.select(finding.id)
        self.board.focus_current()

    def _settled_current(self) -> Finding | None:
        """Keep what is being written on a card; return the current finding, or the draft's."""
        self.commit_edit()
        return self._editable()

    def _editable(self) -> Finding | None:
        """Return the current finding, or the one that the current draft is to become."""
        return self._known(self.board.current)

    def _known(self, finding: str) -> Finding | None:
        held, draft = self.session.assessment.findings.get(finding), self._drafts.get(finding)
        if held is not None or draft is None:
            return held
        return self._drafts.at_end(draft.finding)

    def _move_current_to_area(self, number: int) -> None:
        finding = self._settled_current()
        if finding is not None:
            self._move_to_area(finding.id, number)

    def _move_to_area(self, finding: str, number: int) -> None:
        moving = self._known(finding)
        if moving is None or moving.area == number:
            return
        self._moves.to_area(moving, number)
        title = self.session.assessment.instrument.area(number).title
        self.message_shown.emit(tr("The finding is moved to {0} {1}.").format(number, title))

    # Menus and links

    def _show_menu(self, position: QPoint) -> None:
        self.menu.popup(position)

    def _choose_area(self) -> None:
        card = self.board.card(self.board.current)
        if card is not None:
            self.menu.areas_menu.popup(card.mapToGlobal(QPoint(12, 24)))

    def _choose_code(self) -> None:
        self.commit_edit()
        finding = self.current
        if finding is None:
            self.message_shown.emit(tr("Accept the draft with Enter before it is linked."))
            return
        own = str(self.area)
        choices = sorted(
            (
                choice
                for choice in code_choices(self.session.assessment.instrument)
                if "." in choice.code
            ),
            key=lambda choice: choice.code.partition(".")[0] != own,
        )
        hint = tr("Measure point or question: code or words")
        self._palette.open_with(choices, hint, finding.code)

    def _link(self, code: str) -> None:
        """Link the current finding; one that is linked to another area moves there."""
        finding = self.current
        if finding is None:
            return
        linked = replace(finding, code=code, basis="" if code != finding.code else finding.basis)
        area = int(code.partition(".")[0]) if code else finding.area
        if area == finding.area:
            self.session.set_finding(linked)
            return
        self._moves.to_area(linked, area)
        title = self.session.assessment.instrument.area(area).title
        self.message_shown.emit(tr("The finding is moved to {0} {1}.").format(area, title))
