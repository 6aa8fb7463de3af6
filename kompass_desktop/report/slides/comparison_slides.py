"""The slides that compare: with an earlier assessment, and the questions with one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kompass_desktop.assessment.comparing.comparison import (
    is_partly_compared,
    movements,
    total_difference,
)
from kompass_desktop.assessment.numbers import shortest, signed
from kompass_desktop.assessment.profile import Profile, ProfileEntry
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.i18n import ptr, tr
from kompass_desktop.report.drafts.wording import sentences
from kompass_desktop.report.points_text import NO_POINTS, points_beside_maximum, points_text
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.report.slides.charts import (
    Series,
    fill_frame,
    insert_pairs,
)
from kompass_desktop.report.slides.deck import Deck
from kompass_desktop.report.slides.layouts import (
    BODY,
    CHAIN,
    CHART,
    LEAD,
    TABLE,
    TABLE_RIGHT,
    Layout,
)
from kompass_desktop.report.slides.profile_slides import value_of
from kompass_desktop.report.slides.tables import Cell, Row, alike, fitted, head, insert_table
from kompass_desktop.report.slides.text_writer import (
    ACCENT,
    SOFT,
    Look,
    locale_of,
    write_lines,
    write_runs,
)
from kompass_desktop.report.visible_text import one_line

_COMPARED = 74.0
"""The width of the columns before, now and change, in points."""


def comparison_slide(deck: Deck, data: ReportData, earlier: Profile, notes: str) -> None:
    """Add a table of the areas before and now, with bars beside its rows."""
    title = tr("Compared with {0}").format(one_line(earlier.label))
    slide = deck.add(Layout.POINTS, title, notes)
    write_runs(slide.frame(LEAD), _compared_totals(data, earlier))
    width, height = slide.box(TABLE)
    height += slide.box(CHAIN)[1]
    widths = [width - 3 * _COMPARED, *[_COMPARED] * 3]
    rows = _compared_rows(data, earlier)
    table = fitted(rows, widths, height, same_height=slice(1, len(rows) - 1))[0]
    told = "; ".join(f"{row[0].text} {row[1].text} → {row[2].text}" for row in table.rows[1:])
    described = f"{title}. {told}."
    frame = insert_table(slide.placeholder(TABLE), table, widths, described, has_sum=True)
    before = {entry.code: entry for entry in earlier.areas}
    entries = [entry for entry in data.profile.areas if entry.code in before]
    if entries:
        chart = insert_pairs(
            slide.placeholder(CHART),
            [f"{entry.code} {entry.text}" for entry in entries],
            (
                Series(earlier.label, [value_of(before[entry.code]) for entry in entries]),
                Series(data.profile.label, [value_of(entry) for entry in entries]),
            ),
            float(max(entry.score.maximum for entry in entries)),
            described,
        )
        fill_frame(chart)
        top = frame.top.pt + table.heights[0]
        slide.place(CHART, chart.left.pt, top, chart.width.pt, sum(table.heights[1:-1]))
    slide.finish()


def _compared_totals(data: ReportData, earlier: Profile) -> list[tuple[str, Look]]:
    totals = [_total_text(each) for each in (data.profile, earlier)]
    difference = total_difference(earlier, data.profile)
    soft = Look(18, color=SOFT)
    runs = [
        (totals[0], Look(32, is_bold=True, color=ACCENT)),
        (" " + tr("of {0} points").format(shortest(data.profile.maximum)), soft),
        (f"  ·  {one_line(earlier.label)}: {totals[1]}", soft),
    ]
    return [*runs, (f"  ·  {signed(difference)}", soft)] if difference is not None else runs


def _compared_rows(data: ReportData, earlier: Profile) -> list[Row]:
    locale = locale_of(data.instrument.language)
    profile = data.profile
    rows: list[Row] = [
        [
            head(tr("Focus area")),
            replace(head(tr("■ Before"), is_right=True), color=SOFT),
            head(tr("■ Now"), is_right=True),
            head(ptr("column", "Change"), is_right=True),
        ]
    ]
    for move in movements(earlier, profile):
        change = NO_POINTS if move.difference is None else signed(move.difference)
        points = points_text(move.earlier, 0), points_text(move.later, 0)
        name = data.instrument.area(int(move.code)).title
        named = Cell(f"{move.code} {one_line(name)}", language=locale)
        rows.append([named, *_right(*points, change)])
    difference = total_difference(earlier, profile)
    change = NO_POINTS if difference is None else signed(difference)
    totals = _right(_total_text(earlier), _total_text(profile), change, is_bold=True)
    return [*rows, [Cell(tr("Sum"), is_bold=True), *totals]]


def _total_text(profile: Profile) -> str:
    return NO_POINTS if profile.status is ScoreStatus.MISSING else str(profile.total)


def _right(*texts: str, is_bold: bool = False) -> list[Cell]:
    return [Cell(text, is_bold=is_bold, is_right=True) for text in texts]


def ranking_slide(deck: Deck, data: ReportData, notes: str) -> None:
    """Add the strongest and the weakest questions; nothing if they cannot be ranked."""
    best, worst = data.extremes
    if not (best and worst):
        return
    slide = deck.add(Layout.TWO_TABLES, tr("Strongest and weakest questions"), notes)
    width, height = slide.box(TABLE)
    widths = [46.0, width - 46 - 96, 96.0]
    names = tr("Strongest"), tr("Weakest")
    ranked = [_ranked(data, name, each) for name, each in zip(names, (best, worst), strict=True)]
    tables = alike(ranked, widths, height)
    for index, name, table in zip((TABLE, TABLE_RIGHT), names, tables, strict=True):
        told = "; ".join(" ".join(cell.text for cell in row) for row in table.rows[1:])
        insert_table(slide.placeholder(index), table, widths, f"{name}: {told}.")
    note = sentences(
        tr("Ranked by points in per cent of what is attainable for the question."),
        tr("Only what is rated in full is ranked.") if is_partly_compared(data.profile) else "",
    )
    write_lines(slide.frame(BODY), [(note, Look(14, color=SOFT))])
    slide.finish()


def _ranked(data: ReportData, name: str, entries: Sequence[ProfileEntry]) -> list[Row]:
    locale = locale_of(data.instrument.language)
    rows: list[Row] = [[head(""), head(name), head(tr("Points"), is_right=True)]]
    rows += [
        [
            Cell(entry.code),
            Cell(one_line(entry.short), language=locale),
            Cell(points_beside_maximum(entry.score), is_right=True),
        ]
        for entry in entries
    ]
    return rows
