"""The slides of the results: profile, areas, comparison, ranking, the chain, the traits."""

from __future__ import annotations

from collections.abc import Sequence

from kompass_desktop.assessment.comparison import (
    is_partly_compared,
    movements,
    share_in_focus,
    total_difference,
)
from kompass_desktop.assessment.intensity import trait_intensity
from kompass_desktop.assessment.numbers import percent, shortest, signed, whole
from kompass_desktop.assessment.profile import Profile, ProfileEntry
from kompass_desktop.assessment.records import TOTAL
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.i18n import ptr, tr
from kompass_desktop.report.chapters.intensity_tables import PRELIMINARY_NOTE, PRELIMINARY_SIGN
from kompass_desktop.report.chapters.texts import ChapterKey, chapter_text
from kompass_desktop.report.charts.bars import NO_POINTS, points_beside_maximum, points_text
from kompass_desktop.report.drafts.results import NOTHING_RATED
from kompass_desktop.report.drafts.wording import sentences
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.report.slides.charts import (
    Bar,
    Series,
    insert_bars,
    insert_columns,
    insert_radar,
)
from kompass_desktop.report.slides.deck import Deck
from kompass_desktop.report.slides.heat import aspect_cells, aspect_head
from kompass_desktop.report.slides.layouts import BODY, CHART, TABLE, TABLE_RIGHT, Layout
from kompass_desktop.report.slides.sources import with_sources
from kompass_desktop.report.slides.tables import Cell, Row, fitted, head, insert_table
from kompass_desktop.report.slides.text_fit import Paragraph, flowing, one_line
from kompass_desktop.report.slides.text_writer import (
    ACCENT,
    SOFT,
    Look,
    locale_of,
    write_lines,
    write_list,
)
from kompass_desktop.report.status_labels import BY_CERTAINTY, explanation

_FEWEST_IN_RADAR = 3
_NAMED = 2


def result_slides(deck: Deck, data: ReportData, notes: str) -> None:
    """Add the slides of the results, those for which something is known."""
    _profile(deck, data, notes)
    _areas(deck, data, notes)
    if data.earlier is not None:
        _comparison(deck, data, data.earlier, notes)
    _ranking(deck, data, notes)
    is_known = data.board.total.status is not ScoreStatus.MISSING
    if not data.is_recorded_only and is_known:
        _chain(deck, data, notes)
        _traits(deck, data, notes)


def _value(entry: ProfileEntry) -> int | None:
    score = entry.score
    return None if score.status is ScoreStatus.MISSING else whole(score.points)


def _profile(deck: Deck, data: ReportData, notes: str) -> None:
    profile = data.profile
    text = with_sources(chapter_text(ChapterKey.RESULTS, data), notes)
    slide = deck.add(Layout.CHART_AND_TEXT, tr("The profile"), text)
    series = [Series(profile.label, [_value(entry) for entry in profile.areas])]
    if data.earlier is not None and len(data.earlier.areas) == len(profile.areas):
        values = [_value(entry) for entry in data.earlier.areas]
        series.append(Series(data.earlier_label, values))
    maximum = float(max(entry.score.maximum for entry in profile.areas))
    placeholder = slide.placeholder(CHART)
    described = _described(tr("The profile"), profile.areas)
    if len(profile.areas) >= _FEWEST_IN_RADAR:
        names = [f"{entry.code} {entry.short}" for entry in profile.areas]
        insert_radar(placeholder, names, series, maximum, described)
    else:
        insert_bars(placeholder, _bars(profile), tr("Points"), described)
    write_lines(slide.frame(BODY), _total(data))
    slide.finish()


def _total(data: ReportData) -> list[tuple[str, Look]]:
    profile = data.profile
    is_known = profile.status is not ScoreStatus.MISSING
    figure = str(profile.total) if is_known else NO_POINTS
    lines = [
        (figure, Look(60, is_bold=True, color=ACCENT)),
        (tr("of {0} points").format(shortest(profile.maximum)), Look(20, color=SOFT)),
    ]
    look = Look(16)
    if not is_known:
        return [*lines, (tr(NOTHING_RATED), look)]
    if data.shows_statuses:
        state = explanation(profile.status)
        lines.append((f"{state[:1].upper()}{state[1:]}", Look(16, is_bold=True)))
    band = tr("{0}–{1} is the total ±5%. It is the profile that counts.").format(*profile.band)
    lines.append((band, look))
    if profile.attainable != profile.maximum and not data.is_recorded_only:
        skipped = tr("{0} points are attainable: {1} of the measure points are not in focus.")
        lines.append(
            (skipped.format(whole(profile.attainable), len(data.out_of_focus)), look)
        )
    return lines + [(text, look) for text in _edges(data)]


def _edges(data: ReportData) -> list[str]:
    """Return sentences with the strongest and the weakest areas, if they can be ranked."""
    areas = data.comparable_areas
    shares = [share_in_focus(data.board.score(area.code)) for area in areas]
    if len(areas) < 2 * _NAMED or shares[0] == shares[-1]:
        return []
    names = [f"{area.code} {one_line(area.short)}" for area in areas]
    return [
        tr("Strongest: {0}").format(", ".join(names[:_NAMED])),
        tr("Weakest: {0}").format(", ".join(names[: -_NAMED - 1 : -1])),
    ]


def _described(title: str, entries: Sequence[ProfileEntry]) -> str:
    each = tr("{0}: {1} of {2}")
    told = [
        each.format(
            f"{entry.code} {entry.short}",
            points_text(entry.score, 0),
            shortest(entry.score.maximum),
        )
        for entry in entries
    ]
    return f"{title}. {'; '.join(told)}."


def _bars(profile: Profile) -> list[Bar]:
    return [
        Bar(
            f"{entry.code} {entry.text}",
            _value(entry),
            float(entry.score.maximum),
            float(whole(entry.score.attainable)),
            entry.score.status,
        )
        for entry in profile.areas
    ]


def _areas(deck: Deck, data: ReportData, notes: str) -> None:
    slide = deck.add(Layout.CHART, tr("Points by focus area"), notes)
    profile = data.profile
    described = _described(tr("Points by focus area"), profile.areas)
    insert_bars(slide.placeholder(CHART), _bars(profile), tr("Points"), described)
    note = sentences(_legend(data, profile.areas), _hatched(profile))
    if note:
        write_lines(slide.frame(BODY), [(note, Look(14, color=SOFT))])
    slide.finish()


def _legend(data: ReportData, entries: Sequence[ProfileEntry]) -> str:
    """Return what the looks of the bars mean; "" if all figures are equally sure."""
    present = {entry.score.status for entry in entries}
    if not data.shows_statuses:
        return ""
    looks = {
        ScoreStatus.RATED: tr("Filled bar: {0}."),
        ScoreStatus.RECORDED: tr("Filled bar: {0}."),
        ScoreStatus.PROPOSAL: tr("Striped bar: {0}."),
        ScoreStatus.PRELIMINARY: tr("Dashed bar: {0}."),
        ScoreStatus.MISSING: tr("No bar: {0}."),
    }
    told = [looks[status].format(explanation(status)) for status in BY_CERTAINTY]
    kept = [text for status, text in zip(BY_CERTAINTY, told, strict=True) if status in present]
    return sentences(*kept)


def _hatched(profile: Profile) -> str:
    is_lost = any(entry.score.attainable != entry.score.maximum for entry in profile.areas)
    return tr("Hatched: not in focus.") if is_lost else ""


def _comparison(deck: Deck, data: ReportData, earlier: Profile, notes: str) -> None:
    profile = data.profile
    title = tr("Compared with {0}").format(one_line(earlier.label))
    moves = movements(earlier, profile)
    slide = deck.add(Layout.TABLE_AND_TEXT, title, notes)
    columns = 62.0
    width, height = slide.box(TABLE)
    widths = [width - 3 * columns, *[columns] * 3]
    rows: list[Row] = [
        [
            head(tr("Focus area")),
            head(ptr("column", "Before"), is_right=True),
            head(ptr("column", "Now"), is_right=True),
            head(ptr("column", "Change"), is_right=True),
        ]
    ]
    locale = locale_of(data.instrument.language)
    for move in moves:
        change = NO_POINTS if move.difference is None else signed(move.difference)
        name = Cell(f"{move.code} {one_line(move.short)}", language=locale)
        rows.append([name, *_right(points_text(move.earlier, 0), points_text(move.later, 0), change)])
    difference = total_difference(earlier, profile)
    totals = [
        NO_POINTS if each.status is ScoreStatus.MISSING else str(each.total)
        for each in (earlier, profile)
    ]
    change = NO_POINTS if difference is None else signed(difference)
    rows.append(
        [Cell(tr("Sum"), is_bold=True), *_right(*totals, change, is_bold=True)]
    )
    table = fitted(rows, widths, height)[0]
    told = "; ".join(f"{row[0].text} {row[1].text} → {row[2].text}" for row in table.rows[1:])
    insert_table(slide.placeholder(TABLE), table, widths, f"{title}. {told}.", has_sum=True)
    slide.finish()
    _compared_bars(deck, data, earlier, title, told, notes)


def _compared_bars(
    deck: Deck, data: ReportData, earlier: Profile, title: str, told: str, notes: str
) -> None:
    before = {entry.code: entry for entry in earlier.areas}
    entries = [entry for entry in data.profile.areas if entry.code in before]
    if not entries:
        return
    slide = deck.add(Layout.CHART, tr("{0}: by focus area").format(title), notes)
    insert_columns(
        slide.placeholder(CHART),
        [f"{entry.code} {entry.text}" for entry in entries],
        (
            Series(earlier.label, [_value(before[entry.code]) for entry in entries]),
            Series(data.profile.label, [_value(entry) for entry in entries]),
        ),
        float(max(entry.score.maximum for entry in entries)),
        f"{title}. {told}.",
    )
    slide.finish()


def _right(*texts: str, is_bold: bool = False) -> list[Cell]:
    return [Cell(text, is_bold=is_bold, is_right=True) for text in texts]


def _ranking(deck: Deck, data: ReportData, notes: str) -> None:
    best, worst = data.extremes
    if not (best and worst):
        return
    slide = deck.add(Layout.TWO_TABLES, tr("Strongest and weakest questions"), notes)
    for index, name, entries in (
        (TABLE, tr("Strongest"), best),
        (TABLE_RIGHT, tr("Weakest"), worst),
    ):
        width, height = slide.box(index)
        widths = [46.0, width - 46 - 96, 96.0]
        table = fitted(_ranked(data, name, entries), widths, height, sizes=(18.0, 16, 14, 12))[0]
        told = "; ".join(f"{e.code} {e.short} {points_beside_maximum(e.score)}" for e in entries)
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


def _chain(deck: Deck, data: ReportData, notes: str) -> None:
    title = tr("Where does the chain stop?")
    slide = deck.add(Layout.TABLE, title, notes)
    locale = locale_of(data.instrument.language)
    width, height = slide.box(TABLE)
    aspect = 100.0
    aspects = len(data.instrument.aspects)
    widths = [width - aspect * aspects, *[aspect] * aspects]
    rows: list[Row] = [[head(tr("Per cent of what is possible")), *aspect_head(data)]]
    rows += [
        [
            Cell(f"{area.number} {one_line(area.title)}", language=locale),
            *aspect_cells(data, area.code),
        ]
        for area in data.instrument.areas
    ]
    whole_row = [Cell(tr("The whole municipality"), is_bold=True), *aspect_cells(data, TOTAL)]
    rows.append(whole_row)
    table = fitted(rows, widths, height, sizes=(18.0, 16.0, 14.0, 12.0))[0]
    told = "; ".join(
        f"{row[0].text}: {', '.join(cell.text for cell in row[1:])}" for row in table.rows[1:]
    )
    insert_table(slide.placeholder(TABLE), table, widths, f"{title} {told}.", has_sum=True)
    is_preliminary = any(
        each.is_preliminary and each.share is not None for each in data.by_aspect[TOTAL]
    )
    note = sentences(
        tr("Darker is higher. Where a row becomes lighter, the chain stops."),
        tr(PRELIMINARY_NOTE).format(PRELIMINARY_SIGN) if is_preliminary else "",
    )
    flow = flowing([Paragraph(note, is_bullet=False)], slide.box(BODY), (16.0, 14.0, 12.0))
    write_list(slide.frame(BODY), flow.boxes[0], Look(flow.size, color=SOFT))
    slide.finish()


def _traits(deck: Deck, data: ReportData, notes: str) -> None:
    points = data.instrument.measure_points
    bars = []
    for wording in data.instrument.traits:
        intensity = trait_intensity(data.board, points, wording.trait)
        share = None if intensity.share is None else percent(intensity.share)
        status = ScoreStatus.PRELIMINARY if intensity.is_preliminary else ScoreStatus.RATED
        bars.append(Bar(wording.name, share, 100, 100, status))
    if not bars:
        return
    title = tr("How near is the ideal municipality?")
    slide = deck.add(Layout.CHART, title, notes)
    each = tr("{0}: {1}%")
    told = [each.format(b.name, NO_POINTS if b.value is None else b.value) for b in bars]
    name = tr("Per cent of what is possible")
    insert_bars(slide.placeholder(CHART), bars, name, f"{title} {'; '.join(told)}.")
    is_preliminary = any(bar.status is ScoreStatus.PRELIMINARY for bar in bars)
    said = tr("Points in per cent of what is possible, for the measure points of each trait.")
    dashed = tr("Dashed bar: {0}.").format(explanation(ScoreStatus.PRELIMINARY))
    note = sentences(said, dashed if is_preliminary else "")
    write_lines(slide.frame(BODY), [(note, Look(14, color=SOFT))])
    slide.finish()


