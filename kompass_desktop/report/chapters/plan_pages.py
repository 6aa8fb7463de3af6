"""The chapter on the plan: its text, improvements, timeline, scenario, and chain of documents."""

from __future__ import annotations

from collections.abc import Iterator

from kompass_desktop import colors
from kompass_desktop.assessment.numbers import decimal, shortest, signed
from kompass_desktop.assessment.plan_records import ImprovementStatus
from kompass_desktop.assessment.planning.service_steps import ServiceSteps
from kompass_desktop.assessment.profile import ProfileEntry
from kompass_desktop.assessment.records import ChainStep
from kompass_desktop.i18n import ntr, ptr, tr
from kompass_desktop.report.alternative_text import overlay_text, timeline_text
from kompass_desktop.report.blocks import (
    TEXT_WIDTH,
    Align,
    Block,
    Cell,
    CellLook,
    CellRole,
    Column,
    Figure,
    Heading,
    Picture,
    Role,
    Row,
    Table,
    TableSize,
    Together,
    chapter,
    paragraph,
)
from kompass_desktop.report.chapters.cells import EMPTY, NO_HEAD, head, number, row_head
from kompass_desktop.report.chapters.recommendation_table import codes_text
from kompass_desktop.report.chapters.text_blocks import text_blocks
from kompass_desktop.report.chapters.texts import Chapter, chapter_text
from kompass_desktop.report.chart_data import RadarChart, TimelineChart
from kompass_desktop.report.dates import days_text
from kompass_desktop.report.document_text import chain_name
from kompass_desktop.report.drafts.plan import no_credit, rounding_note, scenario_sentences
from kompass_desktop.report.drafts.summary import in_short
from kompass_desktop.report.drafts.wording import sentences
from kompass_desktop.report.plan.document_chain_text import chained_names, gap_text
from kompass_desktop.report.plan.plan_content import PlannedImprovement, ServicePlan
from kompass_desktop.report.plan.plan_names import status_name
from kompass_desktop.report.plan.timeline_layout import most_important
from kompass_desktop.report.points_text import NO_POINTS, points_text
from kompass_desktop.report.report_data import ReportData

MOST_BARS = 32
"""How many bars the timeline has, so that it fits on a page with its heading."""
GAP_FILL = colors.mixed(colors.WHITE, colors.CHALLENGE_LINE, 0.16)
_RADAR_HEIGHT = 250.0
_NUMBER, _WHO, _WHEN, _STATUS, _WEIGHT, _POINTS = 27.0, 98.0, 62.0, 62.0, 46.0, 40.0
_LONGEST, _LONGEST_NAME, _LONGEST_FINDING = 700, 300, 110
_MOST_FINDINGS = 3
_MOST_DOCUMENTS = 8


def plan_pages(data: ReportData, entry: Chapter) -> Iterator[Block]:
    """Yield the chapter; nothing if there is neither a plan nor a text."""
    text = text_blocks(chapter_text(entry.key, data), entry.key)
    content = [] if data.plan.is_empty else _content(data)
    if text or content:
        yield from chapter(entry.title, entry.key)
        yield from text
        yield from content


def _content(data: ReportData) -> list[Block]:
    plan = data.plan
    return [
        *(_heading_of_services(data)),
        *(block for service in plan.services for block in _service(service)),
        *_timeline(data),
        *_scenario(data),
        *_status_round(data),
        *_chain(data),
    ]


def _heading_of_services(data: ReportData) -> list[Block]:
    if not data.plan.services:
        return []
    said = tr(
        "Effort and effect are from 1 (little) to 5 (much). The points are what each improvement "
        "alone would give; those of several that lift the same measure point do not add up."
    )
    heading = Heading(tr("Improvements by service area"), "improvements", is_listed=True, room=110)
    return [heading, paragraph(sentences(said, no_credit()), Role.NOTE)]


def _service(service: ServicePlan) -> list[Block]:
    """Return the improvements of a service area as a table that repeats its head."""
    fixed = (_WHO, _WHEN, _STATUS, _WEIGHT, _POINTS)
    widths = (_NUMBER, TEXT_WIDTH - _NUMBER - sum(fixed), *fixed)
    name = in_short(service.name, _LONGEST_FINDING)
    heads = (
        NO_HEAD,
        head(tr("Improvement")),
        head(tr("Who")),
        head(tr("When")),
        head(tr("Status")),
        head(tr("Effort / effect")),
        head(tr("Points"), Align.END),
    )
    table = Table(
        tr("Improvements: {0}").format(name),
        tuple(Column(width) for width in widths),
        Row(heads),
        tuple(_improvement(each) for each in service.improvements),
        size=TableSize.SMALL,
        padding=2.5,
    )
    key = f"improvements-{service.improvements[0].number}"
    return [Heading(name, key, 3, room=80), table]


def _improvement(planned: PlannedImprovement) -> Row:
    own = planned.improvement
    return Row(
        (
            Cell(str(planned.number), look=CellLook.STRONG),
            Cell(
                in_short(planned.title, _LONGEST_NAME),
                CellRole.ROW_HEAD,
                CellLook.STRONG,
                note=_note(planned),
            ),
            Cell(in_short(own.responsible, _LONGEST_NAME)),
            Cell(days_text(own.begins, own.ends)),
            Cell(status_name(own.status)),
            Cell(weight_text(own.effort, own.effect)),
            number(gain_figure(planned)),
        )
    )


def _note(planned: PlannedImprovement) -> str:
    """Return what an improvement is, which codes it is about, and the findings it comes from."""
    found = [in_short(each.text, _LONGEST_FINDING) for each in planned.findings[:_MOST_FINDINGS]]
    rest = len(planned.findings) - len(found)
    found += [tr("{0} more").format(rest)] if rest else []
    text = in_short(planned.improvement.text, _LONGEST)
    return sentences(
        f"{codes_text(planned.codes)}." if planned.codes else "",
        text,
        tr("From: {0}").format("; ".join(found)) if found else "",
    )


def weight_text(effort: int | None, effect: int | None) -> str:
    """Return effort and effect, 1–5, as "2 / 5"; "" if neither is known."""
    if effort is None and effect is None:
        return ""
    known = (NO_POINTS if each is None else str(each) for each in (effort, effect))
    return " / ".join(known)


def gain_figure(planned: PlannedImprovement) -> str:
    """Return the points that an improvement alone would give: "+9,4", "" for none."""
    if not planned.gain:
        return ""
    figure = f"+{decimal(planned.gain)}"
    return tr("about {0}").format(figure) if planned.is_estimate else figure


def _timeline(data: ReportData) -> list[Block]:
    rows = most_important(data.plan.timeline, MOST_BARS)
    if not rows:
        return []
    left = len(data.plan.timeline) - len(rows)
    more = ntr("{0} more has dates.", "{0} more have dates.", left).format(left)
    note = [paragraph(more, Role.NOTE)] if left else []
    picture = Picture(TimelineChart(rows), timeline_text(rows))
    heading = Heading(tr("Timeline"), "timeline", is_listed=True)
    return [Together((heading, Figure((picture,), tr("Timeline of the plan")), *note))]


def scenario_label() -> str:
    """Return the name of the scenario in legends and heads."""
    return tr("With the improvements")


def _scenario(data: ReportData) -> list[Block]:
    if not data.plan.has_scenario:
        return []
    profile = data.plan.scenario_profile(data.profile, scenario_label())
    radar = RadarChart(data.profile, profile, _RADAR_HEIGHT)
    picture = Picture(radar, overlay_text(data.profile, (profile,)))
    first, *rest = scenario_sentences(data)
    note = (rounding_note(data.plan),)
    heading = Heading(tr("Scenario"), "scenario", is_listed=True)
    figure = Figure((picture,), tr("The profile today, and with the improvements"))
    return [
        Together((heading, paragraph(sentences(first, no_credit())), figure)),
        *(paragraph(sentence, Role.NOTE) for sentence in rest),
        Together((_scenario_table(data), *(paragraph(each, Role.NOTE) for each in note if each))),
    ]


def _scenario_table(data: ReportData) -> Table:
    rows = [_scenario_area(data, entry) for entry in data.profile.areas]
    name = TEXT_WIDTH - 31 - 3 * 70 - 90
    return Table(
        tr("Points of each focus area, today and with the improvements"),
        tuple(Column(width) for width in (31.0, name, 70.0, 90.0, 70.0, 70.0)),
        Row(
            (
                NO_HEAD,
                head(tr("Focus area")),
                head(ptr("scenario", "Today"), Align.END),
                head(scenario_label(), Align.END),
                head(ptr("column", "Change"), Align.END),
                head(tr("Max."), Align.END),
            )
        ),
        (*rows[:-1], Row(rows[-1].cells, keeps_next=True), _scenario_sum(data)),
        padding=2.5,
    )


def _scenario_area(data: ReportData, entry: ProfileEntry) -> Row:
    area = int(entry.code)
    figures = (
        points_text(entry.score, 0),
        points_text(data.plan.score(entry.code), 0),
        shortest(entry.score.maximum),
    )
    gained = data.plan.scenario.shown_area(area) - data.board.shown_area(area)
    return _scenario_row(entry.code, entry.text, figures, gained)


def _scenario_sum(data: ReportData) -> Row:
    today, then = data.board.shown_total, data.plan.scenario.shown_total
    figures = (str(today), str(then), shortest(data.profile.maximum))
    return _scenario_row("", tr("Sum, all areas"), figures, then - today, CellLook.STRONG)


def _scenario_row(
    code: str,
    name: str,
    figures: tuple[str, str, str],
    gained: int,
    look: CellLook = CellLook.PLAIN,
) -> Row:
    today, then, maximum = figures
    change = signed(gained) if gained else ""
    texts = (today, then, change, maximum)
    cells = (number(text, look) for text in texts)
    return Row((Cell(code) if code else EMPTY, row_head(name, look), *cells))


def _status_round(data: ReportData) -> list[Block]:
    """Return the latest status of the improvements that a status round has looked at."""
    if not data.plan.checked:
        return []
    widths = (_NUMBER, 185.0, 40.0, 80.0, TEXT_WIDTH - 332)
    rows = tuple(_checked(each) for each in data.plan.checked)
    heads = (tr("Improvement"), tr("Year"), tr("Status"), tr("Comment"))
    table = Table(
        tr("The latest status round"),
        tuple(Column(width) for width in widths),
        Row((NO_HEAD, *(head(text) for text in heads))),
        rows,
        size=TableSize.SMALL,
        padding=2.5,
    )
    return [Heading(table.title, "status-round", is_listed=True, room=70), table]


def _checked(planned: PlannedImprovement) -> Row:
    check = planned.check
    year, status = (str(check.year), check.status) if check else ("", ImprovementStatus.PROPOSED)
    return Row(
        (
            Cell(str(planned.number), look=CellLook.STRONG),
            row_head(in_short(planned.title, _LONGEST_NAME)),
            Cell(year),
            Cell(status_name(status)),
            Cell(in_short(check.comment if check else "", _LONGEST)),
        )
    )


def _chain(data: ReportData) -> list[Block]:
    rows = data.plan.chain
    if not rows:
        return []
    service = 72.0
    step = (TEXT_WIDTH - service) / len(ChainStep)
    table = Table(
        tr("The documents in the chain from input to impact"),
        (Column(service), *[Column(step)] * len(ChainStep)),
        Row((head(tr("Service area")), *(head(chain_name(each)) for each in ChainStep))),
        tuple(_chain_row(row) for row in rows),
        size=TableSize.SMALL,
        padding=2.5,
    )
    said = tr(
        "The documents of each service area by their place in the chain. Where there is no "
        "document, the chain has a gap: nobody can follow the work from the input to its impact."
    )
    heading = Heading(tr("The chain of documents"), "document-chain", is_listed=True, room=90)
    return [heading, paragraph(said), table]


def _chain_row(row: ServiceSteps) -> Row:
    cells = []
    for documents in row.chain.values():
        names = chained_names(documents, _MOST_DOCUMENTS, _LONGEST_FINDING)
        cells.append(Cell(names) if names else Cell(gap_text(), fill=GAP_FILL))
    return Row((row_head(in_short(row.name, _LONGEST_FINDING), CellLook.STRONG), *cells))
