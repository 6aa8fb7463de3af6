"""The slides of the comparison with last time, the recommendations, and the closing chapter."""

from __future__ import annotations

from kompass_desktop.assessment.comparing.comparison import total_difference
from kompass_desktop.assessment.numbers import shortest, signed
from kompass_desktop.assessment.profile import Profile
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.desktop.charts.score_text import MISSING
from kompass_desktop.desktop.presentation.contents import PresentationContents
from kompass_desktop.desktop.presentation.rows import comparison_rows
from kompass_desktop.desktop.presentation.score_rows import ScoreRows
from kompass_desktop.desktop.presentation.slide_view import BigText, SlideView
from kompass_desktop.desktop.presentation.text_columns import TextColumn, TextColumns
from kompass_desktop.desktop.presentation.text_table import TextTable
from kompass_desktop.i18n import ptr, tr
from kompass_desktop.report.drafts.summary import in_short

SHARES = (0.04, 0.08, 0.52, 0.22, 0.14)
"""The parts of the width that the columns of the recommendations have."""
LONGEST = 5_000
"""Characters of a text in the table."""


class ComparisonSlide(SlideView):
    """The areas beside those of an earlier assessment."""

    def __init__(self, contents: PresentationContents) -> None:
        super().__init__(contents)
        self.totals = BigText(self, 28)
        self.rows = ScoreRows(self, name_share=0.3)
        self.rows.row_clicked.connect(self.opened)
        self.note = BigText(self, 16, tint="text_soft")

    @property
    def title(self) -> str:
        earlier = self.contents.compared
        return tr("Compared with {0}").format(earlier.label if earlier is not None else "")

    def refresh(self) -> None:
        earlier = self.contents.compared
        if earlier is None:
            return
        self.totals.setText(_totals(earlier, self.contents.profile))
        self.rows.show_rows(comparison_rows(self.contents, earlier), None)
        self.note.setText(
            tr(
                "The amber line marks {0}. Differences of the total within ±5% mean nothing."
            ).format(earlier.label)
        )

    def lay_out(self) -> None:
        unit, width, height = self.unit, self.width(), self.height()
        for text in (self.totals, self.note):
            text.magnify(unit)
        head, foot = round(52 * unit), self.note.heightForWidth(width)
        self.totals.setGeometry(0, 0, width, head)
        self.rows.magnify(unit)
        self.rows.setGeometry(0, head, width, height - head - foot - round(10 * unit))
        self.note.setGeometry(0, height - foot, width, foot)


class RecommendationsSlide(SlideView):
    """The recommendations by priority: where, what, who and when, on as many parts as needed."""

    def __init__(self, contents: PresentationContents) -> None:
        super().__init__(contents)
        self.table = TextTable(SHARES, self)

    @property
    def title(self) -> str:
        return tr("Recommendations")

    @property
    def part_count(self) -> int:
        return self.table.part_count

    def refresh(self) -> None:
        heads = ("", tr("At"), tr("Recommendation"), tr("Who"), tr("When"))
        texts = [
            (str(number), " ".join(each.codes), each.text, each.responsible, each.when)
            for number, each in enumerate(self.contents.data.advice, 1)
        ]
        rows = [[in_short(text, LONGEST) for text in row] for row in texts]
        self.table.show_rows(heads, rows)

    def lay_out(self) -> None:
        width, height = self.width(), self.height()
        self.table.lay_out(width, height, self.unit)
        self.part = min(self.part, self.part_count - 1)
        self.table.setGeometry(0, 0, width, height)
        self.table.show_part(self.part)


class ClosingSlide(SlideView):
    """The closing chapter of the report, on as many parts as it needs."""

    def __init__(self, contents: PresentationContents) -> None:
        super().__init__(contents)
        self.text = TextColumns(self, bulleted=False)

    @property
    def title(self) -> str:
        return ptr("chapter", "Closing")

    @property
    def part_count(self) -> int:
        return self.text.part_count

    def refresh(self) -> None:
        paragraphs = (each.strip() for each in self.contents.closing.splitlines())
        texts = tuple(_bulleted(each) for each in paragraphs if each)
        self.text.show_columns([TextColumn("", "text", texts)])

    def lay_out(self) -> None:
        width, height = self.width(), self.height()
        self.text.lay_out(width, height, height, 1.3 * self.unit)
        self.part = min(self.part, self.part_count - 1)
        self.text.setGeometry(0, 0, width, height)
        self.text.show_part(self.part)


def _totals(earlier: Profile, now: Profile) -> str:
    difference = total_difference(earlier, now)
    text = f"{_total(earlier)}   →   {_total(now)}"
    return text if difference is None else f"{text}   ({signed(difference)})"


def _total(profile: Profile) -> str:
    missing = profile.status is ScoreStatus.MISSING
    total = MISSING if missing else str(profile.total)
    return tr("{0}: {1} of {2}").format(profile.label, total, shortest(profile.maximum))


def _bulleted(paragraph: str) -> str:
    return f"• {paragraph[2:]}" if paragraph.startswith("- ") else paragraph
