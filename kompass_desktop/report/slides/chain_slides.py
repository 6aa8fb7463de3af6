"""The slides by aspect and by trait: where the chain stops, how near the ideal is."""

from __future__ import annotations

from kompass_desktop.assessment.intensity import trait_intensity
from kompass_desktop.assessment.numbers import percent
from kompass_desktop.assessment.records import TOTAL
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.i18n import tr
from kompass_desktop.report.chapters.intensity_tables import PRELIMINARY_NOTE, PRELIMINARY_SIGN
from kompass_desktop.report.drafts.wording import sentences
from kompass_desktop.report.points_text import NO_POINTS
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.report.slides.charts import (
    Bar,
    insert_bars,
    per_cent_format,
)
from kompass_desktop.report.slides.deck import Deck
from kompass_desktop.report.slides.heat import aspect_cells, aspect_head
from kompass_desktop.report.slides.layouts import (
    BODY,
    CHART,
    TABLE,
    Layout,
)
from kompass_desktop.report.slides.tables import Cell, Row, fitted, head, insert_table
from kompass_desktop.report.slides.text_fit import SIZES, Paragraph, flowing
from kompass_desktop.report.slides.text_writer import (
    SOFT,
    Look,
    locale_of,
    write_lines,
    write_list,
)
from kompass_desktop.report.status_labels import explanation
from kompass_desktop.report.visible_text import one_line


def chain_slide(deck: Deck, data: ReportData, notes: str) -> None:
    """Add the table of areas by aspect."""
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
    table = fitted(rows, widths, height, sizes=SIZES)[0]
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
    flow = flowing([Paragraph(note, is_bullet=False)], slide.box(BODY), SIZES[2:])
    write_list(slide.frame(BODY), flow.boxes[0], Look(flow.size, color=SOFT))
    slide.finish()


def trait_slide(deck: Deck, data: ReportData, notes: str) -> None:
    """Add a bar for each trait; nothing for an instrument without traits."""
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
    described = f"{title} {'; '.join(told)}."
    percents = per_cent_format()
    insert_bars(slide.placeholder(CHART), bars, name, described, number_format=percents)
    is_preliminary = any(bar.status is ScoreStatus.PRELIMINARY for bar in bars)
    said = tr("Points in per cent of what is possible, for the measure points of each trait.")
    dashed = tr("Dashed bar: {0}.").format(explanation(ScoreStatus.PRELIMINARY))
    note = sentences(said, dashed if is_preliminary else "")
    write_lines(slide.frame(BODY), [(note, Look(14, color=SOFT))])
    slide.finish()
