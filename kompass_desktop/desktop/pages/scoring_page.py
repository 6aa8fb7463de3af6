"""Poenggivning: the team settles each measure point, with all interviews beside it."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from kompass_desktop.assessment.numbers import norwegian, shortest
from kompass_desktop.assessment.records import TEAM, Rating, Record
from kompass_desktop.assessment.scoring import Standing
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.keyed_actions import Slot, add_action, add_area_keys, area_key_help
from kompass_desktop.desktop.models.question_tree import QuestionTreeModel
from kompass_desktop.desktop.models.scoring_line import ScoringLine, line_of
from kompass_desktop.desktop.pages.page import Page
from kompass_desktop.desktop.pages.place_choices import place_choices
from kompass_desktop.desktop.pages.route import Trail
from kompass_desktop.desktop.pages.scoring_route import ScoringFilter, ScoringRoute
from kompass_desktop.desktop.pages.scoring_words import progress_words, recorded_words
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.shelf import Shelf
from kompass_desktop.desktop.widgets.elided_label import ElidedLabel
from kompass_desktop.desktop.widgets.key_button import KeyButton
from kompass_desktop.desktop.widgets.palette import Palette
from kompass_desktop.desktop.widgets.question_tree_view import QuestionTreeView
from kompass_desktop.desktop.widgets.score_words import MISSING, standing_words
from kompass_desktop.desktop.widgets.scoring_detail import ScoringDetail
from kompass_desktop.desktop.widgets.scoring_table import ScoringTable
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.instrument.model import MeasurePoint, Question

MOST_LINES = 2
CHIP_PIXELS = 12


class ScoringPage(Page):
    """Shows one question at a time: its measure points, and all about the one at hand."""

    undecided_chip: QPushButton
    disagreement_chip: QPushButton
    all_chip: QPushButton
    nothing_label: WrappedText
    tree: QuestionTreeView
    overline_label: ElidedLabel
    title_label: WrappedText
    points_label: QLabel
    maximum_label: QLabel
    standing_label: QLabel
    accept_all_button: KeyButton
    recorded_label: WrappedText
    table: ScoringTable
    detail: ScoringDetail

    def __init__(self, session: Session, shelf: Shelf, parent: QWidget | None = None) -> None:
        super().__init__(session, shelf, parent)
        load_form(self, "scoring_page")
        self.place = ""
        self._route = ScoringRoute(session)
        self._trail = Trail()
        self._palette = Palette(self)
        self._chips = {
            ScoringFilter.UNDECIDED: self.undecided_chip,
            ScoringFilter.DISAGREEMENT: self.disagreement_chip,
            ScoringFilter.ALL: self.all_chip,
        }
        instrument = session.assessment.instrument
        self._tree_model = QuestionTreeModel(instrument, self._route.is_settled, self)
        self.tree.set_tree(self._tree_model)
        self.table.set_aspects(instrument.aspects)
        self.title_label.setMaximumLines(MOST_LINES)
        self._connect()
        self._add_actions()
        self.show_place("")

    def _add_actions(self) -> None:
        steps: tuple[tuple[str, tuple[str, ...], Slot], ...] = (
            (self.tr("Godta forslaget"), ("G",), self.accept),
            (self.tr("Godta alle forslag i spørsmålet"), ("Shift+G",), self.accept_question),
            (self.tr("Neste spørsmål"), ("PgDown", "Alt+Down"), partial(self.step_question, 1)),
            (self.tr("Forrige spørsmål"), ("PgUp", "Alt+Up"), partial(self.step_question, -1)),
            (self.tr("Gå til …"), ("Ctrl+G",), self.ask_where_to),
            (self.tr("Tilbake til der du var"), ("Alt+Left",), self.go_back),
            (self.tr("Framover igjen"), ("Alt+Right",), self.go_forward),
            (self.tr("Ikke avgjort, uenighet eller alle"), ("Ctrl+U",), self.choose_next_filter),
        )
        for text, keys, slot in steps:
            add_action(self, text, keys, slot)
        add_area_keys(self, self.session.assessment.instrument, self.show_place)

    def _connect(self) -> None:
        for chosen, chip in self._chips.items():
            chip.setFont(theme.font(CHIP_PIXELS))
            chip.clicked.connect(lambda _checked, chosen=chosen: self._choose_filter(chosen))
        self.tree.place_chosen.connect(self._go_and_rate)
        self.table.rating_given.connect(self.session.set_rating)
        self.table.point_chosen.connect(self._have_at_hand)
        self.table.left.connect(self._go_past_the_end)
        self.accept_all_button.clicked.connect(self.accept_question)
        self.detail.interview_chosen.connect(self.interview_requested)
        self.detail.note_chosen.connect(self.note_requested)
        self._palette.chosen.connect(self._go_and_rate)
        self.session.rating_changed.connect(self._follow_rating)
        self.session.scores_changed.connect(self._show_heading)

    # What the window asks

    def enter(self) -> None:
        self._route.recount()
        self._tree_model.recount()
        self._show_counts()
        self._show_question(self.place)
        self.table.setFocus()

    def show_place(self, code: str) -> None:
        """Have a measure point at hand: the one of this code, or the first one left in it."""
        point = self._route.point_at(code)
        self._trail.go_to(point.code)
        self._show(point.code)

    def show_record(self, record: Record) -> None:
        if isinstance(record, Rating) and record.measure_point != self.place:
            self.show_place(record.measure_point)

    def panes(self) -> list[QWidget]:
        return [self.table, *self.detail.panes, self.tree]

    def key_help(self) -> list[tuple[str, str]]:
        keys = area_key_help(self.session.assessment.instrument)
        return [*self.table.key_help(), keys]

    # Where one is

    @property
    def question(self) -> Question:
        """The question that is shown."""
        return self.session.assessment.instrument.question(
            self._route.point_at(self.place).question
        )

    def step_question(self, step: int) -> None:
        """Show the next (1) or the previous (-1) question that has something left to show."""
        question = self._route.question_from(self.place, step)
        if question is None:
            self._say_end(step)
        else:
            self.show_place(question.code)

    def ask_where_to(self) -> None:
        """Ask for a code or words, and go there."""
        choices = place_choices(self.session.assessment.instrument)
        self._palette.open_with(choices, self.tr("Gå til: kode (1.4) eller ord"))

    def go_back(self) -> None:
        """Come back to where one was before."""
        if self._trail.can_go_back:
            self._show(self._trail.back())

    def go_forward(self) -> None:
        """Go again to where one has come back from."""
        if self._trail.can_go_forward:
            self._show(self._trail.forward())

    def _go_and_rate(self, place: str) -> None:
        self.show_place(place)
        self.table.setFocus()

    def _go_past_the_end(self, step: int) -> None:
        """From the last measure point on to the next question's first, and the other way."""
        question = self._route.question_from(self.place, step)
        if question is None:
            self._say_end(step)
        else:
            points = question.measure_points
            self.show_place((points[0] if step > 0 else points[-1]).code)

    def _say_end(self, step: int) -> None:
        last = self.tr("Det er ikke flere spørsmål i denne visningen.")
        first = self.tr("Dette er det første spørsmålet i denne visningen.")
        self.message_shown.emit(last if step > 0 else first)

    # What is shown

    def _show(self, place: str) -> None:
        is_here = self.place and self._route.point_at(place).question == self.question.code
        self.place = place
        if is_here:
            self.table.open_point(place)
        else:
            self._route.look_again()
            self._show_question(place)

    def _show_question(self, place: str) -> None:
        lines = [self._line(point) for point in self.question.measure_points]
        self.title_label.setText(f"{self.question.code} {self.question.text}")
        self._show_tree()
        self.table.show_lines(lines, place)
        self._show_heading()

    def _show_tree(self) -> None:
        here = (point.code for point in self.question.measure_points)
        everything = self._route.filter is ScoringFilter.ALL
        self.tree.set_shown(None if everything else self._route.shown.union(here))
        self.nothing_label.setVisible(not self._route.shown)
        self.nothing_label.setText(
            self.tr("Alle målepunkter er avgjort.")
            if self._route.filter is ScoringFilter.UNDECIDED
            else self.tr("Informantgruppene ser ikke noe målepunkt ulikt.")
        )

    def _have_at_hand(self, measure_point: str) -> None:
        self.place = measure_point
        self._trail.walk_to(measure_point)
        self.tree.show_place(measure_point)
        point = self.session.assessment.instrument.measure_point(measure_point)
        self.detail.show_point(point, self.session.assessment)

    def _show_heading(self) -> None:
        score = self.session.board.score(self.question.code)
        missing = score.standing is Standing.MISSING
        self.points_label.setText(MISSING if missing else norwegian(score.points))
        self.maximum_label.setText(self.tr("av {0}").format(shortest(score.maximum)))
        self.standing_label.setText(standing_words(score.standing))
        self.standing_label.setHidden(score.standing is Standing.RATED)
        self.overline_label.setText(progress_words(self.session.assessment))
        words = recorded_words(self.session.assessment, self.session.board, self.question)
        self.recorded_label.setText(words)
        self.recorded_label.setVisible(bool(words))
        self.accept_all_button.setEnabled(any(line.can_accept for line in self.table.lines))

    def _line(self, point: MeasurePoint) -> ScoringLine:
        return line_of(self.session.assessment, self.session.board, point)

    # What is given

    def accept(self) -> None:
        """Make what is proposed for the measure point at hand the team's rating."""
        if not self.tree.hasFocus():
            self.table.accept()

    def accept_question(self) -> None:
        """Make all that is proposed in the question the team's rating, as one step."""
        lines = [self._line(point) for point in self.question.measure_points]
        accepted = [line.accepted() for line in lines if line.can_accept]
        if not accepted:
            self.message_shown.emit(self.tr("Det er ingen forslag å godta i spørsmålet."))
            return
        self.session.set_rating(*accepted)
        said = self.tr("{0} forslag er godtatt. Ctrl+Z tar det tilbake.")
        self.message_shown.emit(said.format(len(accepted)))

    def _follow_rating(self, interview: str, measure_point: str) -> None:
        """Bring up to date what a rating touches, and nothing else."""
        self._route.refresh(measure_point)
        if not self.isVisible():
            return
        self._tree_model.refresh(measure_point)
        self._show_counts()
        point = self.session.assessment.instrument.measure_point(measure_point)
        if point.question == self.question.code:
            self.table.set_line(self._line(point))
        if measure_point == self.place and interview != TEAM:
            self.detail.show_point(point, self.session.assessment)

    # The filter

    def choose_next_filter(self) -> None:
        """Go from what is not settled to disagreements, to all, and round."""
        order = list(self._chips)
        following = order[(order.index(self._route.filter) + 1) % len(order)]
        self._chips[following].click()

    def _choose_filter(self, chosen: ScoringFilter) -> None:
        self._route.choose(chosen)
        if self._route.shown and self.place not in self._route.shown:
            first = next(
                point.code
                for point in self.session.assessment.instrument.measure_points
                if point.code in self._route.shown
            )
            self.show_place(first)
        self._show_tree()
        self.tree.show_place(self.place)

    def _show_counts(self) -> None:
        undecided, disagreed = len(self._route.undecided), len(self._route.disagreements)
        every = len(self.session.assessment.instrument.measure_points)
        self.undecided_chip.setText(self.tr("Ikke avgjort: {0}").format(undecided))
        self.disagreement_chip.setText(self.tr("Uenighet: {0}").format(disagreed))
        self.all_chip.setText(self.tr("Alle {0}").format(every))
