"""The slides that compare with all that was chosen: last time, others, published results.

They have the same figures as the section of the report (`comparison_content`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pptx.enum.chart import XL_LEGEND_POSITION

from kompass_desktop import colors
from kompass_desktop.assessment.comparing.compared import Compared, ComparedRow, Ranked
from kompass_desktop.assessment.comparing.comparison_text import change_text, moved_most
from kompass_desktop.assessment.comparing.trend import Trend, TrendPoint, trend_of
from kompass_desktop.assessment.numbers import signed
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.i18n import ptr, tr
from kompass_desktop.report.alternative_text import overlay_text, totals_text
from kompass_desktop.report.comparison_content import (
    ComparisonContent,
    ComparisonRow,
    comparison_content,
)
from kompass_desktop.report.drafts.wording import paragraphs
from kompass_desktop.report.points_text import NO_POINTS
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.report.slides.charts import Bar, Series, fill_point, insert_bars
from kompass_desktop.report.slides.deck import Deck, continued
from kompass_desktop.report.slides.layouts import (
    BODY,
    CHART,
    TABLE,
    TABLE_RIGHT,
    Layout,
)
from kompass_desktop.report.slides.profile_slides import FEWEST_IN_RADAR, value_of
from kompass_desktop.report.slides.radar_chart import insert_radar
from kompass_desktop.report.slides.sources import with_sources
from kompass_desktop.report.slides.tables import Cell, Row, alike, fitted, head, insert_table
from kompass_desktop.report.slides.text_fit import SIZES, Paragraph, flowing
from kompass_desktop.report.slides.text_writer import (
    SOFT,
    Look,
    locale_of,
    write_list,
)
from kompass_desktop.report.visible_text import one_line

_OWN, _WIDEST, _LEAST_NAME = 92.0, 150.0, 200.0
"""The widths of a table's columns: the own points, those of another at most, and the name."""
_CHANGE = 80.0


@dataclass(frozen=True)
class _Part:
    """The slides of the comparison: where they are added, what they show, and their notes.

    `locale` is the language of the names of areas and questions.
    """

    deck: Deck
    content: ComparisonContent
    notes: str
    locale: str


def compared_slides(deck: Deck, data: ReportData, notes: str) -> None:
    """Add what is said, the totals, the profiles over each other, and tables; or nothing."""
    content = comparison_content(data)
    if content is None:
        return
    noted = with_sources(paragraphs(*content.notes), notes)
    part = _Part(deck, content, noted, locale_of(data.instrument.language))
    said = [Paragraph(one_line(sentence)) for sentence in content.sentences]
    deck.add_text(tr("Compared with others"), said, noted, BODY)
    _totals_slide(part)
    if not content.has_areas:
        return
    _radar_slide(part)
    # Last time alone has a slide of its own, with bars.
    if data.earlier is None or len(content.others) > 1:
        _table_slides(part, tr("Focus areas compared"), tr("Focus area"), content.area_rows)
    _moved_slide(part)
    _trend_slide(part)
    if content.question_rows:
        questions = content.question_rows
        _table_slides(part, tr("Questions compared"), tr("Question"), questions)


def _totals_slide(part: _Part) -> None:
    """Add a bar for each total; nothing if there is no other total on the same scale."""
    content = part.content
    ranked = content.ranked
    if len(ranked) < 2:
        return
    slide = part.deck.add(Layout.CHART, tr("Totals compared"), part.notes)
    bars = [_total_bar(each) for each in ranked]
    chart = insert_bars(
        slide.placeholder(CHART), bars, tr("Points"), totals_text(ranked), shows_labels=False
    ).chart
    for number, each in enumerate(ranked):
        if each.compared is not content.own:
            fill_point(chart.plots[0].series[2], number, colors.HEAT_HIGH)
    note = tr("Darkest: {0}. The grey goes on to the maximum.").format(one_line(content.own.label))
    flow = flowing([Paragraph(note, is_bullet=False)], slide.box(BODY), SIZES[4:])
    write_list(slide.frame(BODY), flow.boxes[0], Look(flow.size, color=SOFT))
    slide.finish()


def _total_bar(ranked: Ranked) -> Bar:
    compared = ranked.compared
    total = compared.total_text
    if ranked.is_alike:
        total = tr("{0}, within ±5%").format(total)
    name = f"{ranked.place}. {one_line(compared.label)}: {total}"
    maximum = float(compared.profile.maximum)
    return Bar(name, compared.profile.total, maximum, maximum, ScoreStatus.RATED)


def _radar_slide(part: _Part) -> None:
    """Add the profiles over each other; nothing for an instrument with few areas."""
    content = part.content
    own = content.own.profile
    if len(own.areas) < FEWEST_IN_RADAR:
        return
    others = [each.profile for each in content.drawn]
    slide = part.deck.add(Layout.CHART, tr("The profiles compared"), part.notes)
    by_code = [{entry.code: value_of(entry) for entry in each.areas} for each in (own, *others)]
    series = [
        Series(profile.label, [values.get(entry.code) for entry in own.areas])
        for profile, values in zip((own, *others), by_code, strict=True)
    ]
    insert_radar(
        slide.placeholder(CHART),
        [f"{entry.code} {entry.short}" for entry in own.areas],
        series,
        float(max(entry.score.maximum for entry in own.areas)),
        overlay_text(own, others),
        legend=XL_LEGEND_POSITION.RIGHT,
    )
    note = tr("The figures are those of {0}.").format(one_line(content.own.label))
    write_list(slide.frame(BODY), [Paragraph(note, is_bullet=False)], Look(SIZES[4], color=SOFT))
    slide.finish()


def _table_slides(part: _Part, title: str, named: str, rows: Sequence[ComparisonRow]) -> None:
    """Add a table with a column for each of the others, on as many slides as it needs.

    `named` is the head of the first column.
    """
    deck, content = part.deck, part.content
    slide = deck.add(Layout.TABLE, title, part.notes)
    width, height = slide.box(TABLE)
    # The others of which no part is known would only take room.
    shown = [n for n, _ in enumerate(content.drawn) if any(_is_known(row, n) for row in rows)]
    each = min(_WIDEST, (width - _OWN - _LEAST_NAME) / max(1, len(shown)))
    widths = [width - _OWN - each * len(shown), _OWN, *[each] * len(shown)]
    labels = (content.own.label, *(content.drawn[number].label for number in shown))
    cells: list[Row] = [
        [head(named), *(head(one_line(label), is_right=True) for label in labels)],
        *(_row(row, shown, part.locale) for row in rows),
    ]
    tables = fitted(cells, widths, height, sizes=SIZES[2:])
    for number, table in enumerate(tables, 1):
        shown_title = continued(title, number, len(tables))
        if number == 1:
            slide.set_title(shown_title)
        else:
            slide = deck.add(Layout.TABLE, shown_title, part.notes)
        told = "; ".join(" ".join(cell.text for cell in row) for row in table.rows[1:])
        has_sum = number == len(tables) and rows[-1].is_sum
        described = f"{title}. {told}."
        insert_table(slide.placeholder(TABLE), table, widths, described, has_sum=has_sum)
        how = tr("In brackets: {0} minus the other.").format(one_line(content.own.label))
        write_list(slide.frame(BODY), [Paragraph(how, is_bullet=False)], Look(SIZES[4], color=SOFT))
        slide.finish()


def _is_known(row: ComparisonRow, number: int) -> bool:
    return any(letter.isdigit() for letter in row.others[number])


def _row(row: ComparisonRow, shown: Sequence[int], locale: str) -> Row:
    name = Cell(one_line(row.name), is_bold=row.is_sum, language="" if row.is_sum else locale)
    figures = (row.own, *(row.others[number] for number in shown))
    return [name, *(Cell(text, is_bold=row.is_sum, is_right=True) for text in figures)]


def _moved_slide(part: _Part) -> None:
    """Add the areas and questions that are furthest above and below last time, or another."""
    content = part.content
    other = content.closest
    if other is None:
        return
    above, below = moved_most(content.own, other)
    sides = [(*moved.areas, *moved.questions) for moved in (above, below)]
    if not any(sides):
        return
    title, names = _moved_titles(content.own, other)
    slide = part.deck.add(Layout.TWO_TABLES, title, part.notes)
    width, height = slide.box(TABLE)
    widths = [width - _CHANGE, _CHANGE]
    rows = [
        _moved_rows(name, side, part.locale)
        for name, side in zip(names, sides, strict=True)
        if side
    ]
    tables = alike(rows, widths, height)
    for index, table in zip((TABLE, TABLE_RIGHT), tables, strict=False):
        told = "; ".join(" ".join(cell.text for cell in row) for row in table.rows)
        insert_table(slide.placeholder(index), table, widths, f"{title}. {told}.")
    if any(row.is_question for side in sides for row in side):
        note = Paragraph(
            tr("First the areas in whole points, then the questions."), is_bullet=False
        )
        write_list(slide.frame(BODY), [note], Look(SIZES[4], color=SOFT))
    slide.finish()


def _trend_slide(part: _Part) -> None:
    """Add the areas over the years, if there are enough measurements of the municipality."""
    content = part.content
    if not content.trends:
        return
    title = tr("The areas over the years")
    slide = part.deck.add(Layout.TABLE, title, part.notes)
    trends = (*content.trends, trend_of(content.own, content.others))
    years = sorted({_year(point) for trend in trends for point in trend.points})
    width, height = slide.box(TABLE)
    each = min(_CHANGE, (width - _LEAST_NAME) / (len(years) + 1))
    widths = [width - each * (len(years) + 1), *[each] * (len(years) + 1)]
    heads = [head(tr("Focus area")), *(head(str(year), is_right=True) for year in years)]
    rows: list[Row] = [
        [*heads, head(ptr("column", "Change"), is_right=True)],
        *(_trend_row(trend, years, part.locale) for trend in trends),
    ]
    table = fitted(rows, widths, height, sizes=SIZES[2:])[0]
    told = "; ".join(" ".join(cell.text for cell in row) for row in table.rows)
    insert_table(slide.placeholder(TABLE), table, widths, f"{title}. {told}.", has_sum=True)
    note = tr("Change: from the first of the measurements to the last.")
    write_list(slide.frame(BODY), [Paragraph(note, is_bullet=False)], Look(SIZES[4], color=SOFT))
    slide.finish()


def _year(point: TrendPoint) -> int:
    return point.compared.year or 0


def _trend_row(trend: Trend, years: Sequence[int], locale: str) -> Row:
    is_sum = not trend.code
    by_year = {_year(point): point.text for point in trend.points}
    change = NO_POINTS if trend.change is None else signed(trend.change)
    name = Cell(tr("Sum"), is_bold=True) if is_sum else Cell(trend.name, language=locale)
    texts = [*(by_year.get(year, NO_POINTS) for year in years), change]
    return [name, *(Cell(text, is_bold=is_sum, is_right=True) for text in texts)]


def _moved_titles(own: Compared, other: Compared) -> tuple[str, tuple[str, str]]:
    if own.municipality == other.municipality:
        title = tr("What has changed most since {0}")
        return title.format(other.year), (tr("Risen most"), tr("Fallen most"))
    title = tr("The greatest differences from {0}")
    return title.format(one_line(other.label)), (tr("Furthest ahead"), tr("Furthest behind"))


def _moved_rows(name: str, rows: Sequence[ComparedRow], locale: str) -> list[Row]:
    heads: Row = [head(name), head(ptr("column", "Change"), is_right=True)]
    return [
        heads,
        *(
            [
                Cell(one_line(row.name), is_bold=not row.is_question, language=locale),
                Cell(change_text(change), is_bold=not row.is_question, is_right=True),
            ]
            for row in rows
            if (change := row.cells[0].change) is not None
        ),
    ]
