"""The slides of the plan: improvements, timeline, scenario, chain of documents, advice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pptx.enum.dml import MSO_THEME_COLOR

from kompass_desktop.assessment.numbers import signed
from kompass_desktop.assessment.planning.plan_dates import quarters
from kompass_desktop.assessment.planning.service_steps import ServiceSteps
from kompass_desktop.assessment.records import ChainStep
from kompass_desktop.assessment.service_areas import service_name
from kompass_desktop.i18n import ntr, ptr, tr
from kompass_desktop.report.alternative_text import overlay_text, timeline_text
from kompass_desktop.report.chapters.plan_pages import (
    GAP_FILL,
    MOST_BARS,
    gain_figure,
    scenario_label,
)
from kompass_desktop.report.chapters.recommendation_table import (
    codes_text,
)
from kompass_desktop.report.chapters.texts import ChapterKey, chapter_text
from kompass_desktop.report.document_text import chain_name
from kompass_desktop.report.drafts.plan import no_credit, rounding_note, scenario_sentences
from kompass_desktop.report.drafts.summary import in_short
from kompass_desktop.report.drafts.wording import sentences
from kompass_desktop.report.plan.document_chain_text import chained_names, gap_text
from kompass_desktop.report.plan.plan_content import PlannedImprovement
from kompass_desktop.report.plan.plan_names import status_name
from kompass_desktop.report.plan.timeline_layout import most_important
from kompass_desktop.report.points_text import points_text
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.report.slides.charts import Series, fill_frame, insert_pairs
from kompass_desktop.report.slides.deck import Deck, Slide, continued
from kompass_desktop.report.slides.layouts import (
    BODY,
    CHART,
    LEAD,
    TABLE,
    Layout,
)
from kompass_desktop.report.slides.pptx_types import Shape
from kompass_desktop.report.slides.profile_slides import value_of
from kompass_desktop.report.slides.radar_chart import insert_radar
from kompass_desktop.report.slides.sources import with_sources
from kompass_desktop.report.slides.tables import Cell, Row, fitted, head, insert_table
from kompass_desktop.report.slides.text_fit import SIZES, Paragraph, flowing
from kompass_desktop.report.slides.text_writer import (
    ACCENT,
    SOFT,
    Look,
    locale_of,
    write_lines,
    write_list,
    write_runs,
)
from kompass_desktop.report.slides.timeline_chart import insert_timeline
from kompass_desktop.report.visible_text import one_line

MOST_LISTED = 40
"""How many improvements are listed; the report and the workbook have all of them."""
_MOST_ADVISED = 8
_BARS_A_SLIDE = 12
_FEWEST_IN_RADAR = 3
_LONGEST, _LONGEST_NAME = 130, 60
_COMPARED = 92.0
_MOST_DOCUMENTS = 4
_TABLE_HEIGHT = 300.0


def plan_slides(deck: Deck, data: ReportData, notes: str) -> None:
    """Add the slides of the plan; those that would be empty are left out."""
    if data.plan.is_empty:
        return
    told = with_sources(chapter_text(ChapterKey.PLAN, data), notes)
    _improvement_slides(deck, data, told)
    _timeline_slides(deck, data, notes)
    _scenario_slides(deck, data, notes)
    _chain_slides(deck, data, notes)


def _more(left: int) -> str:
    text = ntr("{0} more is in the report.", "{0} more are in the report.", left)
    return text.format(left) if left > 0 else ""


@dataclass(frozen=True)
class _Listing:
    """A table under a title, which may need several slides, and a note under it, or ""."""

    title: str
    rows: Sequence[Row]
    widths: Sequence[float]
    note: str


def _add_listing(deck: Deck, listing: _Listing, notes: str) -> None:
    """Add as many slides as a table needs, each with its head."""
    parts = fitted(listing.rows, listing.widths, _TABLE_HEIGHT)
    for number, part in enumerate(parts, 1):
        slide = deck.add(Layout.TABLE, continued(listing.title, number, len(parts)), notes)
        said = "; ".join(" ".join(cell.text for cell in row if cell.text) for row in part.rows[1:])
        described = f"{listing.title}: {said}."
        insert_table(slide.placeholder(TABLE), part, listing.widths, described)
        if listing.note:
            _write_note(slide, listing.note)
        slide.finish()


def _write_note(slide: Slide, note: str) -> None:
    flow = flowing([Paragraph(note, is_bullet=False)], slide.box(BODY), SIZES[2:])
    write_list(slide.frame(BODY), flow.boxes[0], Look(flow.size, color=SOFT))


def _improvement_slides(deck: Deck, data: ReportData, notes: str) -> None:
    shown = data.plan.improvements[:MOST_LISTED]
    if not shown:
        return
    rows: list[Row] = [
        [
            head(""),
            head(tr("Improvement")),
            head(tr("Service area")),
            head(tr("Who")),
            head(tr("When")),
            head(tr("Status")),
            head(tr("Points"), is_right=True),
        ],
        *(_improvement_row(each) for each in shown),
    ]
    note = sentences(no_credit(), _more(len(data.plan.improvements) - len(shown)))
    listing = _Listing(tr("The plan"), rows, (36, 290, 124, 132, 106, 94, 82), note)
    _add_listing(deck, listing, notes)


def _improvement_row(planned: PlannedImprovement) -> Row:
    own = planned.improvement
    codes = codes_text(planned.codes, 3)
    title = in_short(planned.title, _LONGEST)
    return [
        Cell(str(planned.number), is_bold=True),
        Cell(f"{title} ({codes})" if codes else title),
        Cell(_service(own.service)),
        Cell(in_short(own.responsible, _LONGEST_NAME)),
        Cell(quarters(own.begins, own.ends)),
        Cell(status_name(own.status)),
        Cell(gain_figure(planned), is_right=True),
    ]


def _service(service: str) -> str:
    return in_short(service_name(service), _LONGEST_NAME)


def _timeline_slides(deck: Deck, data: ReportData, notes: str) -> None:
    rows = most_important(data.plan.timeline, MOST_BARS)
    parts = [rows[at : at + _BARS_A_SLIDE] for at in range(0, len(rows), _BARS_A_SLIDE)]
    for number, part in enumerate(parts, 1):
        title = continued(tr("Timeline"), number, len(parts))
        slide = deck.add(Layout.CHART, title, notes)
        insert_timeline(slide.placeholder(CHART), part, rows, timeline_text(part))
        note = _more(len(data.plan.timeline) - len(rows))
        if note:
            write_lines(slide.frame(BODY), [(note, Look(14, color=SOFT))])
        slide.finish()


def _scenario_slides(deck: Deck, data: ReportData, notes: str) -> None:
    if not data.plan.has_scenario:
        return
    first = scenario_sentences(data)[0]
    if len(data.profile.areas) >= _FEWEST_IN_RADAR:
        _scenario_radar(deck, data, notes)
    told = with_sources(rounding_note(data.plan), notes)
    slide = deck.add(Layout.POINTS, tr("Scenario: points by focus area"), told)
    write_runs(slide.frame(LEAD), _scenario_totals(data))
    width, height = slide.box(TABLE)
    widths = [width - 3 * _COMPARED, *[_COMPARED] * 3]
    rows = _scenario_rows(data)
    table = fitted(rows, widths, height, same_height=slice(1, len(rows) - 1))[0]
    said = "; ".join(f"{row[0].text}: {row[1].text} → {row[2].text}" for row in table.rows[1:])
    described = f"{first} {said}."
    frame = insert_table(slide.placeholder(TABLE), table, widths, described, has_sum=True)
    chart = _insert_scenario_bars(slide.placeholder(CHART), data, described)
    top = frame.top.pt + table.heights[0]
    slide.place(CHART, chart.left.pt, top, chart.width.pt, sum(table.heights[1:-1]))
    slide.finish()


def _insert_scenario_bars(placeholder: Shape, data: ReportData, described: str) -> Shape:
    profile = data.plan.scenario_profile(data.profile, scenario_label())
    chart = insert_pairs(
        placeholder,
        [f"{entry.code} {entry.text}" for entry in data.profile.areas],
        (
            Series(ptr("scenario", "Today"), [value_of(each) for each in data.profile.areas]),
            Series(scenario_label(), [value_of(each) for each in profile.areas]),
        ),
        float(max(entry.score.maximum for entry in data.profile.areas)),
        described,
    )
    fill_frame(chart)
    return chart


def _scenario_radar(deck: Deck, data: ReportData, notes: str) -> None:
    slide = deck.add(Layout.CHART_AND_TEXT, tr("Scenario"), notes)
    profile = data.plan.scenario_profile(data.profile, scenario_label())
    names = [f"{entry.code} {entry.short}" for entry in data.profile.areas]
    series = (
        Series(data.profile.label, [value_of(entry) for entry in data.profile.areas]),
        Series(profile.label, [value_of(entry) for entry in profile.areas]),
    )
    maximum = float(max(entry.score.maximum for entry in data.profile.areas))
    described = overlay_text(data.profile, (profile,))
    insert_radar(slide.placeholder(CHART), names, series, maximum, described)
    board, scenario = data.board, data.plan.scenario
    text = tr("{0} today").format(board.shown_total)
    lines = [
        (str(scenario.shown_total), Look(60, is_bold=True, color=ACCENT)),
        (f"{_estimated(data)} · {text}", Look(20, color=SOFT)),
    ]
    said = [*scenario_sentences(data), no_credit()]
    write_lines(slide.frame(BODY), lines + [(each, Look(14)) for each in said])
    slide.finish()


def _estimated(data: ReportData) -> str:
    return (
        tr("with the improvements, as an estimate")
        if data.plan.scenario.is_estimate
        else tr("with the improvements")
    )


def _scenario_totals(data: ReportData) -> list[tuple[str, Look]]:
    board, scenario = data.board, data.plan.scenario
    soft = Look(18, color=SOFT)
    gained = scenario.shown_total - board.shown_total
    return [
        (str(scenario.shown_total), Look(32, is_bold=True, color=ACCENT)),
        (f" {_estimated(data)}", soft),
        (f"  ·  {tr('{0} today').format(board.shown_total)}", soft),
        (f"  ·  {signed(gained)}", soft),
    ]


def _scenario_rows(data: ReportData) -> list[Row]:
    locale = locale_of(data.instrument.language)
    plan, board = data.plan, data.board
    rows: list[Row] = [
        [
            head(tr("Focus area")),
            Cell(tr("■ Today"), is_bold=True, is_right=True, color=SOFT),
            head(tr("■ With improvements"), is_right=True),
            head(ptr("column", "Change"), is_right=True),
        ]
    ]
    for entry in data.profile.areas:
        number = int(entry.code)
        gained = plan.scenario.shown_area(number) - board.shown_area(number)
        name = f"{entry.code} {one_line(data.instrument.area(number).title)}"
        figures = points_text(entry.score, 0), points_text(plan.score(entry.code), 0)
        change = signed(gained) if gained else ""
        texts = (Cell(text, is_right=True) for text in (*figures, change))
        rows.append([Cell(name, language=locale), *texts])
    gained = plan.scenario.shown_total - board.shown_total
    sums = (str(board.shown_total), str(plan.scenario.shown_total), signed(gained))
    total = [Cell(text, is_bold=True, is_right=True) for text in sums]
    return [*rows, [Cell(tr("Sum"), is_bold=True), *total]]


def _chain_slides(deck: Deck, data: ReportData, notes: str) -> None:
    if not data.plan.chain:
        return
    service = 154.0
    step = (864 - service) / len(ChainStep)
    rows: list[Row] = [
        [head(tr("Service area")), *(head(chain_name(each)) for each in ChainStep)],
        *(_chain_row(row) for row in data.plan.chain),
    ]
    widths = (service, *[step] * len(ChainStep))
    note = tr("Where there is no document, the chain has a gap.")
    _add_listing(deck, _Listing(tr("The chain of documents"), rows, widths, note), notes)


def _chain_row(row: ServiceSteps) -> Row:
    cells = [Cell(_service(row.service), is_bold=True)]
    for documents in row.chain.values():
        names = chained_names(documents, _MOST_DOCUMENTS, _LONGEST_NAME)
        cells.append(
            Cell(names) if names else Cell(gap_text(), fill=GAP_FILL, color=MSO_THEME_COLOR.TEXT_1)
        )
    return cells
