"""The points of one focus area: a table, bars beside its rows, and where the chain stops."""

from __future__ import annotations

from collections.abc import Sequence

from kompass_desktop.assessment.numbers import percent, plain, shortest, whole
from kompass_desktop.assessment.profile import ProfileEntry
from kompass_desktop.assessment.scoring import Score, ScoreStatus
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Area
from kompass_desktop.report.chapters.texts import area_chapter, chapter_text
from kompass_desktop.report.drafts.wording import sentences
from kompass_desktop.report.points_text import NO_POINTS, points_text
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.report.slides.charts import ONE_DECIMAL, Bar, fill_frame, insert_bars
from kompass_desktop.report.slides.deck import Deck, Slide, continued
from kompass_desktop.report.slides.heat import aspect_cells, aspect_head
from kompass_desktop.report.slides.layouts import (
    CHAIN,
    CHART,
    LEAD,
    TABLE,
    Layout,
)
from kompass_desktop.report.slides.sources import with_sources
from kompass_desktop.report.slides.tables import (
    TABLE_SIZES,
    Cell,
    Fitted,
    Row,
    fitted,
    head,
    insert_table,
)
from kompass_desktop.report.slides.text_fit import height_of
from kompass_desktop.report.slides.text_writer import (
    ACCENT,
    SOFT,
    Look,
    locale_of,
    write_runs,
)
from kompass_desktop.report.status_labels import explanation, short_name
from kompass_desktop.report.visible_text import one_line

_CODE, _POINTS, _MAXIMUM, _EARLIER, _STATUS = 40.0, 68.0, 64.0, 62.0, 90.0
_LONGEST = 2.4
"""How many lines of the smallest size a question's text may take before its short name is used."""


def points_slides(deck: Deck, data: ReportData, area: Area, notes: str) -> None:
    """Add the points of an area: table, bars beside its rows, and where the chain stops."""
    text = with_sources(chapter_text(area_chapter(area).key, data), notes)
    title = tr("{0}: points").format(f"{area.number} {one_line(area.title)}")
    slide = deck.add(Layout.POINTS, title, text)
    width, height = slide.box(TABLE)
    has_chain = _has_chain(data, area)
    if not has_chain:
        height += slide.box(CHAIN)[1]
    widths = _widths(data, area, width)
    parts = _fitted(_rows(data, area, width), widths, height)
    if len(parts) > 1:
        parts = _fitted(_rows(data, area, width, is_short=True), widths, height)
    done = 0
    for number, table in enumerate(parts, 1):
        if number > 1:
            slide = deck.add(Layout.POINTS, continued(title, number, len(parts)), text)
        _write_lead(slide, data, area)
        shown = [row for row in table.rows[1:] if row[0].text]
        questions = data.profile.questions_of(area.code)[done : done + len(shown)]
        done += len(shown)
        _insert(slide, area, table, widths, questions)
        if has_chain:
            _insert_chain(slide, data, area)
        slide.finish()


def _fitted(rows: Sequence[Row], widths: Sequence[float], height: float) -> tuple[Fitted, ...]:
    """Return the table, whose questions have rows of the same height for the bars beside them."""
    return fitted(rows, widths, height, same_height=slice(1, len(rows) - 1))


def _insert(
    slide: Slide,
    area: Area,
    table: Fitted,
    widths: Sequence[float],
    questions: Sequence[ProfileEntry],
) -> None:
    described = _described(area, questions)
    frame = insert_table(
        slide.placeholder(TABLE), table, widths, described, has_sum=not table.rows[-1][0].text
    )
    if not questions:
        return
    chart = slide.placeholder(CHART)
    bars = [_bar(entry) for entry in questions]
    inserted = insert_bars(
        chart,
        bars,
        tr("Points"),
        described,
        number_format=ONE_DECIMAL,
        shows_names=False,
        shows_labels=False,
    )
    fill_frame(inserted)
    top = frame.top.pt + table.heights[0]
    high = sum(table.heights[1 : len(questions) + 1])
    slide.place(CHART, inserted.left.pt, top, inserted.width.pt, high)


def _bar(entry: ProfileEntry) -> Bar:
    score = entry.score
    value = None if score.status is ScoreStatus.MISSING else float(plain(score.points))
    return Bar(
        entry.code,
        value,
        float(score.maximum),
        float(plain(score.attainable)),
        score.status,
    )


def _described(area: Area, questions: Sequence[ProfileEntry]) -> str:
    each = tr("{0}: {1} of {2}")
    told = [
        each.format(q.code, points_text(q.score, 1), shortest(q.score.maximum)) for q in questions
    ]
    listed = "; ".join(told)
    return tr("Points of the questions of focus area {0}. {1}.").format(area.number, listed)


def _write_lead(slide: Slide, data: ReportData, area: Area) -> None:
    score = data.board.score(area.code)
    if not score.attainable:
        runs = [(tr("Not in focus"), Look(28, is_bold=True, color=SOFT))]
    else:
        runs = [
            (points_text(score, 0), Look(32, is_bold=True, color=ACCENT)),
            (" " + tr("of {0} points").format(shortest(score.maximum)), Look(18, color=SOFT)),
        ]
    if score.attainable and score.attainable != score.maximum:
        attainable = tr("{0} attainable").format(whole(score.attainable))
        runs.append((f"  ·  {attainable}", Look(18, color=SOFT)))
    earlier = data.earlier_entry(area.code)
    if earlier is not None and earlier.score.status is not ScoreStatus.MISSING:
        before = f"{one_line(data.earlier_label)}: {whole(earlier.score.points)}"
        runs.append((f"  ·  {before}", Look(18, color=SOFT)))
    if data.shows_statuses:
        runs.append((f"  ·  {explanation(score.status)}", Look(18, color=SOFT)))
    write_runs(slide.frame(LEAD), runs)


def _shows_basis(data: ReportData, area: Area) -> bool:
    """Return whether the questions differ in how sure they are; else the area's says it."""
    codes = (area.code, *(question.code for question in area.questions))
    return len({data.board.score(code).status for code in codes}) > 1


def _widths(data: ReportData, area: Area, width: float) -> list[float]:
    fixed = [_STATUS] if _shows_basis(data, area) else []
    fixed += [_POINTS, _MAXIMUM]
    fixed += [_EARLIER] if data.earlier is not None else []
    return [_CODE, width - _CODE - sum(fixed), *fixed]


def _rows(data: ReportData, area: Area, width: float, *, is_short: bool = False) -> list[Row]:
    locale = locale_of(data.instrument.language)
    room = _widths(data, area, width)[1] - 10
    shows_basis = _shows_basis(data, area)
    heads = [head(tr("Basis"))] if shows_basis else []
    heads += [head(tr("Points"), is_right=True), head(tr("Max."), is_right=True)]
    heads += [head(_earlier_head(data), is_right=True)] if data.earlier is not None else []
    rows: list[Row] = [[head(""), head(tr("Question")), *heads]]
    is_recorded = data.board.score(area.code).status is ScoreStatus.RECORDED
    for question in area.questions:
        text = one_line(question.printed if is_recorded else question.text)
        if is_short or height_of(text, room, 12) > _LONGEST * 12 * 1.2:
            text = one_line(question.short)
        rows.append(
            [
                Cell(question.code),
                Cell(text, language=locale),
                *_numbers(data, question.code, 1, shows_basis=shows_basis),
            ]
        )
    total = Cell(tr("Sum, focus area {0}").format(area.code), is_bold=True)
    rows.append(
        [Cell(), total, *_numbers(data, area.code, 0, shows_basis=shows_basis, is_bold=True)]
    )
    return rows


def _numbers(
    data: ReportData, code: str, decimals: int, *, shows_basis: bool, is_bold: bool = False
) -> list[Cell]:
    score = data.board.score(code)
    cells = [Cell(short_name(score.status))] if shows_basis else []
    cells.append(_number(points_text(score, decimals), is_bold=is_bold))
    cells.append(_number(shortest(score.maximum), is_bold=is_bold))
    if data.earlier is not None:
        before = data.earlier_entry(code)
        cells.append(_number(_before(before.score if before else None, decimals), is_bold=is_bold))
    return cells


def _before(score: Score | None, decimals: int) -> str:
    return NO_POINTS if score is None else points_text(score, decimals)


def _number(text: str, *, is_bold: bool) -> Cell:
    return Cell(text, is_bold=is_bold, is_right=True)


def _earlier_head(data: ReportData) -> str:
    """Return the year of the earlier assessment, if its label ends in one."""
    words = data.earlier_label.split()
    return words[-1] if words and words[-1].isdigit() else tr("Before")


def _has_chain(data: ReportData, area: Area) -> bool:
    score = data.board.score(area.code)
    known = score.status is not ScoreStatus.MISSING
    return not data.is_recorded_only and known and bool(score.attainable)


def _insert_chain(slide: Slide, data: ReportData, area: Area) -> None:
    rows: list[Row] = [
        [head(tr("Where does the chain stop?")), *aspect_head(data)],
        [Cell(tr("Per cent of what is possible")), *aspect_cells(data, area.code)],
    ]
    width, _ = slide.box(CHAIN)
    aspects = len(data.instrument.aspects)
    first = 258.0
    widths = [first, *[(width - first) / aspects] * aspects]
    table = fitted(rows, widths, 60, sizes=TABLE_SIZES)[0]
    names = [wording.short for wording in data.instrument.aspects]
    shares = [
        NO_POINTS if each.share is None else tr("{0}%").format(percent(each.share))
        for each in data.by_aspect[area.code]
    ]
    told = "; ".join(f"{name} {share}" for name, share in zip(names, shares, strict=True))
    described = sentences(tr("Where does the chain stop?"), f"{told}.")
    insert_table(slide.placeholder(CHAIN), table, widths, described)
