"""The chapter of one focus area: its points, the table of the deck, the findings, the text."""

from __future__ import annotations

from collections.abc import Sequence

from kompass_desktop import colors
from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.numbers import whole
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.i18n import mark, ntr, tr
from kompass_desktop.instrument.model import Area
from kompass_desktop.report.alternative_text import area_text
from kompass_desktop.report.blocks import (
    Block,
    Figure,
    FindingColumn,
    Findings,
    Heading,
    Picture,
    Role,
    Together,
    chapter,
    paragraph,
)
from kompass_desktop.report.chapters.intensity_tables import question_aspect_table, reading_notes
from kompass_desktop.report.chapters.points_tables import question_table
from kompass_desktop.report.chapters.question_texts import (
    good_practice,
    question_texts,
    text_of_area,
)
from kompass_desktop.report.chapters.recommendation_table import (
    printed_recommendations,
    recommendation_blocks,
)
from kompass_desktop.report.chapters.result_pages import difference_notes
from kompass_desktop.report.chapters.status_legend import bar_legend_of
from kompass_desktop.report.chapters.text_blocks import text_blocks
from kompass_desktop.report.chapters.texts import AREA_TEXT_SECTION, Chapter, area_chapter
from kompass_desktop.report.chart_data import AreaBar
from kompass_desktop.report.document_text import source_of
from kompass_desktop.report.drafts.wording import (
    measure_points,
    planned_only,
    sentence,
    sentences,
)
from kompass_desktop.report.report_data import ReportData

NO_FINDINGS = mark("No findings")
_SHORT_TEXT = 1500
"""Characters. A text up to this length (a third of a page) is not split across pages."""
_FEW_FINDINGS = 78.0
"""The height of the heads of the columns and a few lines of findings."""
_COLUMNS = (
    (FindingKind.STRENGTH, mark("Strengths"), colors.STRENGTH, colors.STRENGTH),
    (FindingKind.CHALLENGE, mark("Challenges"), colors.CHALLENGE, colors.CHALLENGE_LINE),
    (FindingKind.WEAKNESS, mark("Weaknesses"), colors.WEAKNESS, colors.WEAKNESS),
)


def area_pages(data: ReportData, area: Area, start: Chapter) -> list[Block]:
    """Return the chapter of one focus area."""
    return [
        *chapter(start.title, start.key, tr("Focus area {0}").format(area.number)),
        *_points(data, area),
        *question_texts(data, area),
        *_findings(data, area),
        # Here and not last: a short table would often have a page of its own.
        *recommendation_blocks(
            tr("We recommend"),
            f"{start.key}-recommendations",
            printed_recommendations(data, area.code),
            about=tr("Focus area {0}").format(area.number),
            shows_code=bool(data.plan.improvements),
        ),
        *_text(data, area),
        *_intensity(data, area),
    ]


def _points(data: ReportData, area: Area) -> list[Block]:
    entry = next(e for e in data.profile.areas if e.code == area.code)
    questions = data.profile.questions_of(area.code)
    statuses = {entry.score.status, *(q.score.status for q in questions)}
    earlier = data.earlier_entry(area.code)
    bar = AreaBar(entry, earlier, data.earlier_label)
    name = tr("Focus area {0}").format(area.number)
    return [
        Figure((Picture(bar, area_text(entry, earlier, data.earlier_label)),)),
        *good_practice(data, area),
        Heading(tr("Distribution of points"), f"{area_chapter(area).key}-points"),
        question_table(data, area),
        *bar_legend_of(data, statuses, [area.code]),
        *_remarks(data, area),
        *difference_notes({name: entry.score}),
        *difference_notes({tr("Question {0}").format(q.code): q.score for q in questions}),
    ]


def _remarks(data: ReportData, area: Area) -> list[Block]:
    """Return a line about measure points that are not in focus or only planned, if any."""
    skipped = data.count_of(area.measure_points, data.out_of_focus)
    planned = data.count_of(area.measure_points, data.planned_only)
    attainable = data.board.score(area.code).attainable
    some_skipped = ntr(
        "{0} is not in focus. The attainable maximum for the area is {1} points.",
        "{0} are not in focus. The attainable maximum for the area is {1} points.",
        skipped,
    ).format(sentence(measure_points(skipped)), whole(attainable))
    # The heading says it already for an area that is completely out of focus.
    said = sentences(
        some_skipped if skipped and attainable else "", planned_only(planned) if planned else ""
    )
    return [paragraph(said, Role.NOTE, gap=3)] if said else []


def _findings(data: ReportData, area: Area) -> list[Block]:
    title = tr("Strengths, challenges and weaknesses")
    columns = tuple(
        _column(tr(name), color, line, _texts(data.assessment, area, kind))
        for kind, name, color, line in _COLUMNS
    )
    return [
        Heading(title, f"{area_chapter(area).key}-findings", room=_FEW_FINDINGS),
        Findings(f"{tr('Focus area {0}').format(area.number)}: {title.lower()}", columns),
    ]


def _texts(assessment: Assessment, area: Area, kind: FindingKind) -> list[str]:
    """Return the texts of a column's findings; those from a document name it and the page."""
    texts = []
    for finding in assessment.findings_of(area.number, kind):
        note = assessment.notes.get(finding.note)
        source = source_of(assessment, note) if note is not None else ""
        if finding.text.strip():
            texts.append(f"{finding.text.strip()} ({source})" if source else finding.text.strip())
    return texts


def _column(title: str, color: str, line: str, texts: Sequence[str]) -> FindingColumn:
    if not texts:
        return FindingColumn(title, color, line, (tr(NO_FINDINGS),), is_empty=True)
    return FindingColumn(title, color, line, tuple(texts))


def _text(data: ReportData, area: Area) -> list[Block]:
    text = text_of_area(data, area)
    is_short = len(text) <= _SHORT_TEXT
    key = f"{area_chapter(area).key}-text"
    blocks = text_blocks(text, key, ends_together=not is_short)
    if not blocks:
        return []
    heading = Heading(tr(AREA_TEXT_SECTION), key, room=0 if is_short else 60)
    return [Together((heading, *blocks))] if is_short else [heading, *blocks]


def _intensity(data: ReportData, area: Area) -> list[Block]:
    score = data.board.score(area.code)
    if data.is_recorded_only or score.status is ScoreStatus.MISSING or not score.attainable:
        return []
    heading = Heading(tr("Where does the chain stop?"), f"{area_chapter(area).key}-intensity")
    table = question_aspect_table(data, area)
    return [Together((heading, table, *reading_notes(data, area.code)))]
