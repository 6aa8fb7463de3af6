"""The slides of an area with its findings, and of a question with its measure points."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QFont

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.numbers import shortest
from kompass_desktop.desktop.presentation.contents import PresentationContents
from kompass_desktop.desktop.presentation.rows import area_row, point_row, question_row
from kompass_desktop.desktop.presentation.score_rows import ScoreRow, ScoreRows
from kompass_desktop.desktop.presentation.slide_view import BigText, SlideView
from kompass_desktop.desktop.presentation.text_columns import TextColumn, TextColumns
from kompass_desktop.i18n import mark, tr
from kompass_desktop.instrument.model import Area

ROW = 36
BELOW_ROWS = 16
POINT_ROW = 82
"""Pixels of a screen 720 pixels high."""

_KINDS = (
    (FindingKind.STRENGTH, mark("Strengths"), "strength"),
    (FindingKind.CHALLENGE, mark("Challenges"), "challenge"),
    (FindingKind.WEAKNESS, mark("Weaknesses"), "weakness"),
)


class _RowsSlide(SlideView):
    """A slide with rows, one of which is chosen and can be opened."""

    def __init__(self, contents: PresentationContents, *, name_share: float) -> None:
        super().__init__(contents)
        self.rows = ScoreRows(self, name_share=name_share)
        self.rows.row_clicked.connect(self.opened)
        self._chosen: dict[str, str] = {}

    def score_rows(self) -> Sequence[ScoreRow]:
        """Return the rows."""
        return []

    def refresh(self) -> None:
        rows = self.score_rows()
        codes = [row.code for row in rows]
        chosen = self._chosen.get(self.code, "")
        self.rows.show_rows(rows, codes.index(chosen) if chosen in codes else 0)

    def choose_in(self, code: str, row: str) -> None:
        """Choose the row with a code, for when the slide shows what has the code `code`."""
        self._chosen[code] = row

    def step(self, step: int) -> bool:
        rows = self.rows.rows
        index = max(0, min(len(rows) - 1, (self.rows.chosen or 0) + step))
        self.choose_in(self.code, rows[index].code)
        self.refresh()
        return True

    def open_chosen(self) -> None:
        self.opened.emit(self.rows.rows[self.rows.chosen or 0].code)


class AreaSlide(_RowsSlide):
    """An area: its questions as bars, and below them its findings, on as many parts as needed."""

    def __init__(self, contents: PresentationContents) -> None:
        super().__init__(contents, name_share=0.36)
        self.findings = TextColumns(self, bulleted=True)

    @property
    def area(self) -> Area:
        """The area that is shown."""
        return self.contents.instrument.area(int(self.code))

    @property
    def title(self) -> str:
        row = area_row(self.contents, self.area)
        points = tr("{0} of {1}").format(row.value, shortest(row.score.maximum))
        title = f"{self.code} {self.area.title}: {points}"
        return f"{title} · {row.assumed_value}" if row.assumed_value else title

    @property
    def part_count(self) -> int:
        return self.findings.part_count

    def score_rows(self) -> Sequence[ScoreRow]:
        return [question_row(self.contents, question) for question in self.area.questions]

    def show_code(self, code: str) -> None:
        self.code = code
        columns = [
            TextColumn(tr(title), tint, self.contents.findings(self.area, kind), tr("No findings"))
            for kind, title, tint in _KINDS
        ]
        self.findings.show_columns(columns)
        super().show_code(code)

    def lay_out(self) -> None:
        if not self.code:
            return
        width, height = self.width(), self.height()
        rows = round(ROW * self.unit) * len(self.area.questions)
        top = rows + round(BELOW_ROWS * self.unit)
        self.findings.lay_out(width, height - top, height, self.unit)
        self.part = min(self.part, self.part_count - 1)
        self.rows.setVisible(self.part == 0)
        self.rows.magnify(self.unit)
        self.rows.setGeometry(0, 0, width, rows)
        begin = top if self.part == 0 else 0
        self.findings.setGeometry(0, begin, width, height - begin)
        self.findings.show_part(self.part)

    def step(self, step: int) -> bool:
        # The rows are on the first part; on the others there is nothing to choose.
        return self.part == 0 and super().step(step)

    def open_chosen(self) -> None:
        if self.part == 0:
            super().open_chosen()


class QuestionSlide(_RowsSlide):
    """A question: its text and its measure points, with the levels that are scored."""

    def __init__(self, contents: PresentationContents) -> None:
        super().__init__(contents, name_share=0.56)
        self.text = BigText(self, 22, QFont.Weight.Normal, "text_soft")

    @property
    def title(self) -> str:
        question = self.contents.instrument.question(self.code)
        row = question_row(self.contents, question)
        title = f"{self.code} {question.short}: {row.value}"
        return f"{title} · {row.assumed_value}" if row.assumed_value else title

    def score_rows(self) -> Sequence[ScoreRow]:
        question = self.contents.instrument.question(self.code)
        return [point_row(self.contents, point) for point in question.measure_points]

    def refresh(self) -> None:
        self.text.setText(self.contents.instrument.question(self.code).text)
        super().refresh()

    def lay_out(self) -> None:
        if not self.code:
            return
        self.text.magnify(self.unit)
        head = self.text.heightForWidth(self.width()) + round(14 * self.unit)
        self.text.setGeometry(0, 0, self.width(), head)
        self.rows.magnify(self.unit)
        room = self.height() - head
        rows = min(room, round(POINT_ROW * self.unit) * max(1, len(self.rows.rows)))
        self.rows.setGeometry(0, head, self.width(), rows)
