"""Tables of intensity: area by aspect ("where the chain stops"), and traits of the ideal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from kompass_desktop import colors
from kompass_desktop.assessment.intensity import Intensity, trait_intensity
from kompass_desktop.assessment.numbers import percent
from kompass_desktop.assessment.records import TOTAL
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.i18n import mark, tr
from kompass_desktop.instrument.model import Area, MeasurePoint, TraitWording
from kompass_desktop.report.blocks import (
    TEXT_WIDTH,
    Align,
    Cell,
    CellLook,
    Column,
    Paragraph,
    Picture,
    Role,
    Row,
    Table,
    paragraph,
)
from kompass_desktop.report.chapters.cells import NO_HEAD, head, number, row_head
from kompass_desktop.report.chart_data import ShareBar
from kompass_desktop.report.drafts.wording import sentences
from kompass_desktop.report.firm.house_style import heat_high
from kompass_desktop.report.points_text import NO_POINTS, share_text
from kompass_desktop.report.report_data import ReportData

PRELIMINARY_SIGN = "*"
PROPOSAL_NOTE = mark("The figures rest wholly or partly on proposals from the interviews.")
PRELIMINARY_NOTE = mark("{0} preliminary: What is not rated is left out.")
_DARK_FROM = Fraction(9, 10)
"""Cells with at least this share are so dark that their text is white."""

_BAR = 190.0
_ASPECT = 62.0


def area_aspect_table(data: ReportData) -> Table:
    """Return the intensity of each area by aspect, in per cent; higher values are darker."""
    names = {area.code: f"{area.number} {area.title}" for area in data.instrument.areas}
    title = tr("Per cent of what is possible, by area and aspect")
    return _aspect_table(data, title, {**names, TOTAL: tr("The whole municipality")})


def question_aspect_table(data: ReportData, area: Area) -> Table:
    """Return the intensity of an area's questions, and of the area, as `area_aspect_table`."""
    names = {question.code: f"{question.code} {question.short}" for question in area.questions}
    whole = tr("Focus area {0}").format(area.number)
    title = tr("Focus area {0}: per cent of what is possible, by question and aspect")
    return _aspect_table(data, title.format(area.number), {**names, area.code: whole})


def _aspect_table(data: ReportData, title: str, names: Mapping[str, str]) -> Table:
    """Return a table with a row for each code of `names`; the last row is that of the whole."""
    aspects = data.instrument.aspects
    last = list(names)[-1]
    rows = []
    for code, name in names.items():
        first = row_head(name, CellLook.STRONG if code == last else CellLook.PLAIN)
        if data.board.score(code).attainable:
            rows.append(Row((first, *(_heat_cell(reading) for reading in data.by_aspect[code]))))
        else:
            skipped = Cell(tr("not in focus"), align=Align.CENTER, span=len(aspects))
            rows.append(Row((first, skipped)))
    return Table(
        title,
        (Column(TEXT_WIDTH - _ASPECT * len(aspects)), *[Column(_ASPECT)] * len(aspects)),
        Row(
            (
                head(tr("Per cent of what is possible")),
                *(head(a.short, Align.CENTER) for a in aspects),
            )
        ),
        tuple(rows),
        is_map=True,
    )


def _heat_cell(intensity: Intensity) -> Cell:
    share = intensity.share
    if share is None:
        return Cell(NO_POINTS, align=Align.CENTER, fill=colors.WHITE)
    text = f"{percent(share)}{PRELIMINARY_SIGN if intensity.is_preliminary else ''}"
    look = CellLook.ON_DARK if share >= _DARK_FROM else CellLook.PLAIN
    return Cell(text, look=look, align=Align.CENTER, fill=_heat(share))


def _heat(share: Fraction) -> str:
    """Return the shade of a share, 0–1, between the lightest and the darkest."""
    ends = (colors.HEAT_LOW, heat_high())
    low, high = ([int(end[i : i + 2], 16) for i in (1, 3, 5)] for end in ends)
    mixed = (a + (b - a) * float(share) for a, b in zip(low, high, strict=True))
    return "#" + "".join(f"{round(part):02x}" for part in mixed)


def trait_table(data: ReportData) -> Table:
    """Return the intensity of each trait of the ideal municipality, in per cent, with bars."""
    percent_width = 80.0
    return Table(
        tr("The traits of the ideal municipality"),
        (Column(TEXT_WIDTH - _BAR - percent_width), Column(_BAR), Column(percent_width)),
        Row((head(tr("Trait")), NO_HEAD, head(tr("Of what is possible"), Align.END))),
        tuple(_trait_row(data, wording) for wording in data.instrument.traits),
    )


def _trait_row(data: ReportData, wording: TraitWording) -> Row:
    points = data.instrument.measure_points
    intensity = trait_intensity(data.board, points, wording.trait)
    bearers = [point for point in points if wording.trait in point.traits]
    settled = ScoreStatus.PROPOSAL if _has_proposals(data, bearers) else ScoreStatus.RATED
    status = ScoreStatus.PRELIMINARY if intensity.is_preliminary else settled
    sign = PRELIMINARY_SIGN if intensity.is_preliminary and intensity.share else ""
    return Row(
        (
            row_head(wording.name),
            Cell(picture=Picture(ShareBar(intensity.share, status, _BAR - 10))),
            number(f"{share_text(intensity.share)}{sign}"),
        )
    )


def reading_notes(data: ReportData, code: str) -> list[Paragraph]:
    """Return notes under an intensity table if its numbers are preliminary or proposals.

    `code` is that of an area or TOTAL.
    """
    entry = data.instrument.find(code) if code != TOTAL else data.instrument
    points = () if entry is None or isinstance(entry, MeasurePoint) else entry.measure_points
    is_preliminary = any(r.is_preliminary and r.share is not None for r in data.by_aspect[code])
    said = sentences(
        tr(PRELIMINARY_NOTE).format(PRELIMINARY_SIGN) if is_preliminary else "",
        tr(PROPOSAL_NOTE) if _has_proposals(data, points) else "",
    )
    return [paragraph(said, Role.NOTE, gap=4)] if said else []


def _has_proposals(data: ReportData, points: Iterable[MeasurePoint]) -> bool:
    return any(data.board.rating(point.code).is_proposal for point in points)
