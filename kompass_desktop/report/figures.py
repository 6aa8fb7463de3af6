"""The charts of the results as single pictures, for those who write or present on their own.

Each has its title, whose results it shows, and its legend. They are the charts of the report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from reportlab.graphics.shapes import Drawing, Group

from kompass_desktop import colors
from kompass_desktop.assessment.records import TOTAL
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.i18n import tr
from kompass_desktop.report.alternative_text import (
    area_bars_text,
    overlay_text,
    questions_text,
    radar_text,
    table_text,
    totals_text,
    trends_text,
)
from kompass_desktop.report.blocks import Legend, Picture, Table
from kompass_desktop.report.chapters.difference_section import difference_picture
from kompass_desktop.report.chapters.intensity_tables import (
    area_aspect_table,
    reading_notes,
    trait_table,
)
from kompass_desktop.report.chapters.status_legend import bar_legend_of, legend_of
from kompass_desktop.report.chart_data import (
    AreaBars,
    AreaTrends,
    OverlaidRadar,
    PercentScale,
    QuestionBars,
    RadarChart,
    TotalBars,
)
from kompass_desktop.report.charts.bars import legend
from kompass_desktop.report.charts.shapes import SOFT, canvas_of, label
from kompass_desktop.report.charts.table_chart import table_chart
from kompass_desktop.report.comparison_content import comparison_content
from kompass_desktop.report.content import warnings_on
from kompass_desktop.report.firm.house_style import accent
from kompass_desktop.report.pdf.drawings import drawing_of
from kompass_desktop.report.pdf.fonts import SEMIBOLD, register, shortened
from kompass_desktop.report.pdf.styles import CONTENT_WIDTH, LabelStyle
from kompass_desktop.report.report_data import ReportData

_EDGE, _TITLE, _GAP = 12.0, 13.0, 6.0
_RADAR_HEIGHT = 300.0
_FEWEST_IN_RADAR = 3


@dataclass(frozen=True)
class ChartFigure:
    """A chart for a file: its title, what it shows in words, and what draws its parts."""

    title: str
    description: str
    parts: Callable[[], Sequence[Drawing]]

    def drawing(self, data: ReportData) -> Drawing:
        """Return the drawing with its title above, on which the results are named."""
        register()
        return _framed(self.title, _subject(data), self.parts())


def chart_figures(data: ReportData) -> tuple[ChartFigure, ...]:
    """Return the charts of an assessment: profile, areas, questions, chain, comparison.

    Those that would be empty are left out.
    """
    found = [*_profile(data), *_questions(data)]
    if data.board.total.status is not ScoreStatus.MISSING and not data.is_recorded_only:
        found += _readings(data)
    return (*found, *_compared(data), *_differences(data))


def _profile(data: ReportData) -> Iterator[ChartFigure]:
    profile, earlier = data.profile, data.earlier
    statuses = {entry.score.status for entry in profile.areas}
    if len(profile.areas) >= _FEWEST_IN_RADAR:
        chart = RadarChart(profile, earlier, _RADAR_HEIGHT)
        signs = legend_of(data, statuses)
        yield _figure(tr("The profile"), [Picture(chart, radar_text(profile, earlier))], signs)
    bars = bar_legend_of(data, statuses, [entry.code for entry in profile.areas])
    text = area_bars_text(profile, earlier)
    picture = Picture(AreaBars(profile, earlier), text)
    yield _figure(tr("Points by focus area"), [picture], bars)


def _questions(data: ReportData) -> Iterator[ChartFigure]:
    profile, earlier = data.profile, data.earlier
    for area in profile.areas:
        entries = profile.questions_of(area.code)
        if not entries:
            continue
        statuses = {entry.score.status for entry in entries}
        chart = QuestionBars(area, profile, earlier)
        pictures = [
            Picture(PercentScale()),
            Picture(chart, questions_text(area, profile, earlier)),
        ]
        signs = bar_legend_of(data, statuses, [entry.code for entry in entries])
        yield _figure(f"{area.code} {area.short}", pictures, signs)


def _readings(data: ReportData) -> Iterator[ChartFigure]:
    """Yield the tables of shades and bars, by aspect and by trait."""
    yield _table_figure(data, tr("Where does the chain stop?"), area_aspect_table(data))
    if data.instrument.traits:
        title = tr("How near is the ideal municipality?")
        yield _table_figure(data, title, trait_table(data))


def _table_figure(data: ReportData, title: str, table: Table) -> ChartFigure:
    notes = " ".join(note.text for note in reading_notes(data, TOTAL))

    def parts() -> list[Drawing]:
        drawn = [table_chart(table, CONTENT_WIDTH, drawing_of)]
        return [*drawn, *([_note(notes)] if notes else [])]

    return ChartFigure(title, table_text(table), parts)


def _compared(data: ReportData) -> Iterator[ChartFigure]:
    content = comparison_content(data)
    if content is None:
        return
    totals = Picture(TotalBars(content.own, content.ranked), totals_text(content.ranked))
    yield _figure(tr("Totals compared"), [totals])
    if content.has_areas and len(content.own.profile.areas) >= _FEWEST_IN_RADAR:
        own, others = content.own.profile, tuple(each.profile for each in content.drawn)
        chart = OverlaidRadar(own, others, _RADAR_HEIGHT)
        yield _figure(tr("The profiles compared"), [Picture(chart, overlay_text(own, others))])
    if content.trends:
        picture = Picture(AreaTrends(content.trends), trends_text(content.trends))
        yield _figure(tr("The areas over the years"), [picture])


def _differences(data: ReportData) -> Iterator[ChartFigure]:
    picture = difference_picture(data)
    if picture is not None:
        yield _figure(tr("Differences between informant groups"), [picture])


def _figure(title: str, pictures: Sequence[Picture], legends: Sequence[Legend] = ()) -> ChartFigure:
    def parts() -> list[Drawing]:
        signs = [legend(each.statuses, each.hatching, each.earlier) for each in legends]
        return [*(drawing_of(each.chart) for each in pictures), *signs]

    return ChartFigure(title, " ".join(each.alternative for each in pictures).strip(), parts)


def _note(text: str) -> Drawing:
    drawing = canvas_of(CONTENT_WIDTH, 12)
    drawing.add(label(0, 3, shortened(text, SOFT.font, SOFT.size, CONTENT_WIDTH), SOFT))
    return drawing


def _subject(data: ReportData) -> str:
    return " · ".join([data.profile.label, *warnings_on(data)])


def _framed(title: str, subject: str, parts: Sequence[Drawing]) -> Drawing:
    """Return drawings below each other, with a title above them and an edge around them."""
    look = LabelStyle(SEMIBOLD, _TITLE, accent())
    soft = LabelStyle(size=9, color=colors.TEXT_SOFT)
    # On a page a label may be above its drawing; a picture would cut it off.
    heights = [max(part.height, ceil(part.getBounds()[3])) for part in parts]
    head = _TITLE + soft.size + 3 * _GAP
    whole = canvas_of(
        CONTENT_WIDTH + 2 * _EDGE, 2 * _EDGE + head + sum(heights) + _GAP * (len(parts) - 1)
    )
    top = whole.height - _EDGE
    for text, style, below in ((title, look, _TITLE), (subject, soft, _TITLE + _GAP + soft.size)):
        shown = shortened(text, style.font, style.size, CONTENT_WIDTH)
        whole.add(label(_EDGE, top - below, shown, style))
    top -= head
    for part, height in zip(parts, heights, strict=True):
        whole.add(Group(*part.contents, transform=(1, 0, 0, 1, _EDGE, top - height)))
        top -= height + _GAP
    return whole
