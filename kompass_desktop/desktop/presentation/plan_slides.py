"""The slides of the plan: its improvements by status, the scenario, and what is recommended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kompass_desktop.assessment.numbers import signed
from kompass_desktop.assessment.planning.plan_dates import quarters
from kompass_desktop.assessment.records import TOTAL
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.desktop.charts.score_text import MISSING, area_value
from kompass_desktop.desktop.presentation.contents import PresentationContents
from kompass_desktop.desktop.presentation.score_rows import ScoreRow, ScoreRows
from kompass_desktop.desktop.presentation.slide_view import BigText, SlideView
from kompass_desktop.desktop.presentation.text_columns import TextColumn, TextColumns
from kompass_desktop.i18n import ntr, tr
from kompass_desktop.report.drafts.plan import no_credit, rounding_note, scenario_sentences
from kompass_desktop.report.drafts.summary import in_short
from kompass_desktop.report.drafts.wording import sentence, sentences
from kompass_desktop.report.plan.plan_content import PlannedImprovement
from kompass_desktop.report.plan.plan_names import status_name
from kompass_desktop.report.plan.status_colors import STATUS_TINTS

MOST_LISTED = 12
"""How many improvements of a status, or recommendations, are shown; the report has all."""
_LONGEST = 160


class _TextSlide(SlideView):
    """A slide of texts in columns, with a note under them, on as many parts as it needs."""

    SIZE = 1.0
    """How large the texts are."""

    def __init__(self, contents: PresentationContents) -> None:
        super().__init__(contents)
        self.text = TextColumns(self, bulleted=False)
        self.note = BigText(self, 16, tint="text_soft")

    @property
    def part_count(self) -> int:
        return self.text.part_count

    def lay_out(self) -> None:
        unit, width, height = self.unit, self.width(), self.height()
        self.note.magnify(unit)
        foot = self.note.heightForWidth(width) if self.note.text() else 0
        room = height - foot - round(10 * unit)
        self.text.lay_out(width, room, room, self.SIZE * unit)
        self.part = min(self.part, self.part_count - 1)
        self.text.setGeometry(0, 0, width, room)
        self.text.show_part(self.part)
        self.note.setGeometry(0, height - foot, width, foot)


class PlanSlide(_TextSlide):
    """The improvements of the plan, with a column for each status that there is."""

    @property
    def title(self) -> str:
        count = len(self.contents.data.plan.improvements)
        return ntr("The plan: {0} improvement", "The plan: {0} improvements", count).format(count)

    def refresh(self) -> None:
        every = self.contents.data.plan.improvements
        columns = []
        for status, tint in STATUS_TINTS.items():
            own = [_planned_text(each) for each in every if each.status is status]
            if own:
                columns.append(TextColumn(sentence(status_name(status)), tint, _first(own)))
        self.text.show_columns(columns)
        self.note.setText(no_credit())


class ScenarioSlide(SlideView):
    """The areas today, and as they would be with the improvements of the scenario."""

    def __init__(self, contents: PresentationContents) -> None:
        super().__init__(contents)
        self.totals = BigText(self, 28)
        self.rows = ScoreRows(self, name_share=0.34)
        self.rows.row_clicked.connect(self.opened)
        self.note = BigText(self, 16, tint="text_soft")

    @property
    def title(self) -> str:
        return tr("Scenario")

    def refresh(self) -> None:
        plan = self.contents.data.plan
        if not plan.has_scenario:
            return
        first, *rest = scenario_sentences(self.contents.data)
        self.totals.setText(first)
        self.rows.show_rows(list(_scenario_rows(self.contents)), None)
        dashed = tr("Dashed: with the improvements.")
        self.note.setText(sentences(dashed, no_credit(), *rest, rounding_note(plan)))

    def lay_out(self) -> None:
        unit, width, height = self.unit, self.width(), self.height()
        for text in (self.totals, self.note):
            text.magnify(unit)
        head = self.totals.heightForWidth(width) + round(14 * unit)
        foot = self.note.heightForWidth(width)
        self.totals.setGeometry(0, 0, width, head)
        self.rows.magnify(unit)
        self.rows.setGeometry(0, head, width, height - head - foot - round(10 * unit))
        self.note.setGeometry(0, height - foot, width, foot)


def _scenario_rows(contents: PresentationContents) -> Iterator[ScoreRow]:
    """Yield a row for each area, and one for the total."""
    board, plan = contents.data.board, contents.data.plan
    for area in contents.instrument.areas:
        score = board.score(area.code)
        today, then = board.shown_area(area.number), plan.scenario.shown_area(area.number)
        assumed = plan.score(area.code) if plan.scenario.gain(area.code) else None
        said = _lifted(today, then) if assumed is not None else ""
        value = area_value(score)
        yield ScoreRow(area.code, area.short, score, value, assumed=assumed, assumed_value=said)
    missing = board.total.status is ScoreStatus.MISSING
    value = MISSING if missing else str(board.shown_total)
    said = _lifted(board.shown_total, plan.scenario.shown_total)
    yield ScoreRow(
        "", tr("Total"), board.total, value, assumed=plan.score(TOTAL), assumed_value=said
    )


def _lifted(today: int, then: int) -> str:
    return f"{then} ({signed(then - today)})"


def _planned_text(planned: PlannedImprovement) -> str:
    own = planned.improvement
    when = quarters(own.begins, own.ends)
    return f"{planned.number}. {_with_facts(planned.title, own.responsible, when)}"


def _with_facts(text: str, responsible: str, when: str) -> str:
    """Return an advice in short, with who and when in brackets."""
    facts = ", ".join(in_short(each) for each in (responsible, when) if each.strip())
    short = in_short(text, _LONGEST)
    return f"{short} ({facts})" if facts else short


def _first(texts: Iterable[str]) -> tuple[str, ...]:
    every = tuple(texts)
    left = len(every) - MOST_LISTED
    if left <= 0:
        return every
    return (*every[:MOST_LISTED], tr("{0} more").format(left))
