"""What an area is about and what good practice is, and the texts of its questions.

The texts of the questions are sections of the area's text, whose headings begin with the code
of a question. A question whose section is missing in a written text gets its draft.
"""

from __future__ import annotations

from collections.abc import Iterator

from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Area, Question
from kompass_desktop.report.blocks import (
    Block,
    Heading,
    Role,
    Together,
    paragraph,
)
from kompass_desktop.report.chapters.texts import area_chapter, chapter_text
from kompass_desktop.report.drafts.questions import question_text, question_title
from kompass_desktop.report.drafts.wording import listed
from kompass_desktop.report.prose_blocks import prose_of
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.report.text_sections import TextSection, section, sections_of

_SHORT_TEXT = 1000
"""Characters. A text up to this length is kept together with its heading."""


def good_practice(data: ReportData, area: Area) -> list[Block]:
    """Return what the area is about, and its measure points' statements of good practice.

    They are the first statement of each question, in the words of the instrument. A reproduction
    of published results leaves them out, since they were not a part of these.
    """
    about = tr("The area is about {0}.").format(listed([_within(q.short) for q in area.questions]))
    firsts = (q.measure_points[0].statement for q in area.questions if q.measure_points)
    stated = [f"{text.strip().rstrip('.')}." for text in firsts if text.strip()]
    if data.is_recorded_only or not stated:
        return [paragraph(about, Role.NOTE)]
    practice = tr("Good practice, among other things: {0}").format(" ".join(stated))
    return [paragraph(about, Role.NOTE), paragraph(practice, Role.NOTE)]


def _within(name: str) -> str:
    """Return a name as a part of a sentence; an abbreviation keeps its capitals."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def text_of_area(data: ReportData, area: Area) -> str:
    """Return the text of an area without the sections of its questions."""
    own = [each for each in _sections(data, area) if _question_of(each, area) is None]
    parts = (section(each.title, each.text) if each.title else each.text for each in own)
    return "\n\n".join(part for part in parts if part)


def question_texts(data: ReportData, area: Area) -> list[Block]:
    """Return the texts of an area's questions, below a heading; an empty list if all are empty."""
    texts = list(_texts(data, area))
    if not texts:
        return []
    heading = Heading(tr("Question by question"), f"{area_chapter(area).key}-texts", room=90)
    return [
        heading,
        *(block for question, text in texts for block in _blocks(question, text)),
    ]


def _sections(data: ReportData, area: Area) -> tuple[TextSection, ...]:
    return sections_of(chapter_text(area_chapter(area).key, data))


def _question_of(part: TextSection, area: Area) -> Question | None:
    """Return the question whose code a section's heading begins with, or None."""
    code = part.title.partition(" ")[0].rstrip(".:")
    return next((question for question in area.questions if question.code == code), None)


def _texts(data: ReportData, area: Area) -> Iterator[tuple[Question, str]]:
    """Yield each question with its text, unless that is empty."""
    written: dict[str, list[str]] = {}
    for part in _sections(data, area):
        if (question := _question_of(part, area)) is not None:
            written.setdefault(question.code, []).append(part.text)
    for question in area.questions:
        parts = written.get(question.code)
        text = question_text(data, question) if parts is None else "\n\n".join(parts)
        if text.strip():
            yield question, text


def _blocks(question: Question, text: str) -> list[Block]:
    heading = Heading(question_title(question), f"question-{question.code}", 3, room=30)
    prose = prose_of(text)
    if len(text) <= _SHORT_TEXT:
        return [Together((heading, prose))]
    return [heading, prose]
