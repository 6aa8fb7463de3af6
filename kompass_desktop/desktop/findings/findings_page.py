"""Funn: the strengths, challenges and weaknesses of each area, written and put in order."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QWidget

from kompass_desktop.assessment.numbers import shortest
from kompass_desktop.assessment.records import NO_CODE, Finding, FindingKind, Record, new_id
from kompass_desktop.desktop.actions import area_key_help
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.charts.score_text import area_value, status_text
from kompass_desktop.desktop.findings.actions import FindingsActions
from kompass_desktop.desktop.findings.areas_model import FindingAreasModel
from kompass_desktop.desktop.findings.areas_view import FindingAreas
from kompass_desktop.desktop.findings.contents import area_contents, first_finding_at
from kompass_desktop.desktop.findings.editing import FindingEditing
from kompass_desktop.desktop.findings.finding_detail import FindingDetail
from kompass_desktop.desktop.findings.findings_board import FindingsBoard
from kompass_desktop.desktop.findings.moves import FindingMoves
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.navigation.code_choices import measure_point_choices
from kompass_desktop.desktop.navigation.page import Page
from kompass_desktop.desktop.navigation.palette import Palette
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.elided_label import ElidedLabel
from kompass_desktop.i18n import ntr, tr


class FindingsPage(Page):
    """Shows three columns for the area chosen at the left, and the details of one finding."""

    areas: FindingAreas
    count_label: QLabel
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
        self._draft: Finding | None = None
        self._editing = FindingEditing(session, self)
        self._moves = FindingMoves(session)
        self._area_model = FindingAreasModel(session.assessment, self)
        self.areas.set_areas(self._area_model)
        self.menu = FindingsActions(self, session.assessment.instrument)
        self._palette = Palette(self)
        self._connect()
        self._connect_menu()
        self.show_area(self.area)

    def _connect(self) -> None:
        self.areas.area_chosen.connect(self._open_area)
        self.areas.entered.connect(self.board.focus_current)
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
        self.session.scores_changed.connect(self._show_scores)

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

    # What is shown

    @property
    def current(self) -> Finding | None:
        """The finding that the keys and the details are about, or None."""
        return self.session.assessment.findings.get(self.board.current)

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
            self.show_area(shown.area)
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
        self.board.focus_current()

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
        return [self.board, self.detail, self.areas]

    def key_help(self) -> list[tuple[str, str]]:
        return [
            ("← → ↑ ↓", tr("Go between the findings")),
            ("Enter", tr("Edit the finding; Enter again when the text is finished")),
            ("Esc", tr("Discard the change of the text")),
            area_key_help(self.session.assessment.instrument),
        ]

    def _refresh(self) -> None:
        assessment = self.session.assessment
        self.board.show_findings(area_contents(assessment, self.area, self._draft))
        self._area_model.recount()
        count = len(assessment.findings)
        self.count_label.setText(ntr("{0} finding", "{0} findings", count).format(count))
        self._show_scores()

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
        finding = self.current or self._draft
        if finding is None:
            self.detail.show_nothing()
        else:
            self.detail.show_finding(finding, self.session.assessment, self.session.board)

    # Writing

    def begin_new(self, kind: FindingKind) -> None:
        """Begin a new finding, last in a column, with the cursor in it."""
        self.commit_edit()
        held = self.session.assessment.findings_of(self.area, kind)
        position = held[-1].position + 1 if held else 0.0
        self._draft = Finding(new_id(), self.area, kind, "", position=position)
        self._refresh()
        self._begin_edit(self._draft)

    def edit(self) -> None:
        """Edit the current finding on its card."""
        finding = self.current
        if finding is not None:
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
        self._draft = None
        kept = self._editing.commit(text)
        if not kept:
            self.message_shown.emit(
                tr("A finding without text is not kept. Delete a finding with Delete.")
            )
        self._refresh()

    def _cancel(self) -> None:
        self._draft = None
        self._editing.cancel()
        self._refresh()

    def delete(self) -> None:
        """Delete the current finding; Ctrl+Z brings it back."""
        finding = self.current
        if finding is None or self.areas.hasFocus():
            return
        self.session.remove_finding(finding)
        self.message_shown.emit(tr("The finding is deleted. Ctrl+Z brings it back."))

    # Moving

    def _drop(self, finding: str, kind: str, index: int) -> None:
        dropped = self.session.assessment.findings.get(finding)
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
        """Keep what is being written on the current finding; return that finding."""
        self.commit_edit()
        return self.current

    def _move_current_to_area(self, number: int) -> None:
        finding = self._settled_current()
        if finding is not None:
            self._move_to_area(finding.id, number)

    def _move_to_area(self, finding: str, number: int) -> None:
        moving = self.session.assessment.findings.get(finding)
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
        finding = self._settled_current()
        if finding is None:
            return
        points = sorted(
            self.session.assessment.instrument.measure_points,
            key=lambda point: point.area != self.area,
        )
        choices = measure_point_choices(points)
        self._palette.open_with(choices, tr("Measure point: code or words"), finding.code)

    def _link(self, code: str) -> None:
        finding = self.current
        if finding is not None:
            self.session.set_finding(replace(finding, code=code))
