"""Writes the results of an assessment as slides, like the deck that a municipality is shown."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import IO

from kompass_desktop import __version__
from kompass_desktop.assessment.anonymity import as_printed, firm_as_printed
from kompass_desktop.assessment.comparing.compared import Compared
from kompass_desktop.assessment.firm import NO_FIRM, Firm
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.profile import Profile
from kompass_desktop.assessment.scoring import Scoreboard, ScoreStatus
from kompass_desktop.i18n import ptr
from kompass_desktop.report.blocks import BulletList, NumberedList
from kompass_desktop.report.cancelling import Progress
from kompass_desktop.report.chapters.texts import ChapterKey, chapter_text
from kompass_desktop.report.content import author_of, title_of, warned_title, warnings_on
from kompass_desktop.report.firm.house_style import house_style_of, in_house_style
from kompass_desktop.report.names import firm_of
from kompass_desktop.report.prose_blocks import prose_of
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.report.slides.chain_slides import chain_slide, trait_slide
from kompass_desktop.report.slides.compared_slides import compared_slides
from kompass_desktop.report.slides.comparison_slides import comparison_slide, ranking_slide
from kompass_desktop.report.slides.deck import Deck
from kompass_desktop.report.slides.findings_slides import findings_slides
from kompass_desktop.report.slides.front_slides import about_slides, title_slide
from kompass_desktop.report.slides.layouts import BODY
from kompass_desktop.report.slides.method_slides import method_slides
from kompass_desktop.report.slides.plan_slides import plan_slides
from kompass_desktop.report.slides.points_slides import points_slides
from kompass_desktop.report.slides.profile_slides import area_bars_slide, profile_slide
from kompass_desktop.report.slides.recommendation_slides import recommendation_slides
from kompass_desktop.report.slides.sources import sources
from kompass_desktop.report.slides.text_fit import Paragraph
from kompass_desktop.report.visible_text import one_line

_log = logging.getLogger(__name__)

_SHARE_OF_SLIDES = 0.9
"""How much of the work is done when all slides are made, and the file is not yet written."""


def write_slides(  # noqa: PLR0913 - all but the first two have a default
    assessment: Assessment,
    file: IO[bytes],
    *,
    earlier: Profile | None = None,
    compared: Sequence[Compared] = (),
    made_on: date | None = None,
    firm: Firm = NO_FIRM,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Write the results as a presentation (.pptx) to a binary file, in the language in use.

    The arguments are those of `write_report`, and so are the figures and the look of the firm.
    `progress` is called with the share that is done, 0-1. Raises ReportCancelled when
    `cancelled` returns true.
    """
    firm = firm_as_printed(firm, assessment)
    assessment = as_printed(assessment)
    data = ReportData(
        assessment, Scoreboard(assessment), earlier, compared=tuple(compared), firm=firm
    )
    step = Progress(progress, cancelled)
    counter = _Counter(len(data.instrument.areas), step)
    step.done(0)
    foot = " · ".join(text for text in (title_of(data), firm_of(data)) if text)
    deck = Deck(foot, " · ".join(warnings_on(data)), counter.check)
    style = house_style_of(firm.color)
    deck.set_colors(style)
    with in_house_style(style):
        _fill(deck, data, made_on or date.today(), counter)  # noqa: DTZ011 - the day on the wall
    step.done(_SHARE_OF_SLIDES)
    deck.save(file)
    step.done(1)


class _Counter:
    """Reports how much is done, by chapters."""

    def __init__(self, areas: int, progress: Progress) -> None:
        self._steps = areas + 4
        self._done = 0
        self._progress = progress

    def check(self) -> None:
        """Raise ReportCancelled if the work is cancelled."""
        self._progress.check()

    def step(self) -> None:
        """Report that a chapter is done."""
        self._done += 1
        self._progress.done(_SHARE_OF_SLIDES * self._done / self._steps)


def _fill(deck: Deck, data: ReportData, made_on: date, counter: _Counter) -> None:
    particulars = data.particulars
    subject = particulars.report or data.instrument.title
    program = f"Kompass {__version__}"
    deck.set_properties(warned_title(data), author_of(data), subject, program, made_on)
    notes = sources(data, made_on)
    title_slide(deck, data, made_on, notes, " · ".join(warnings_on(data)))
    about_slides(deck, data, notes)
    method_slides(deck, data, notes)
    counter.step()
    _fill_results(deck, data, notes)
    counter.step()
    for area in data.instrument.areas:
        points_slides(deck, data, area, notes)
        findings_slides(deck, data, area, notes)
        counter.step()
    plan_slides(deck, data, notes)
    counter.step()
    recommendation_slides(deck, data, notes)
    closing = paragraphs_of(chapter_text(ChapterKey.CLOSING, data))
    if closing:
        deck.add_text(ptr("slide", "The way forward"), closing, notes, BODY)
    counter.step()


def _fill_results(deck: Deck, data: ReportData, notes: str) -> None:
    profile_slide(deck, data, notes)
    area_bars_slide(deck, data, notes)
    if data.earlier is not None:
        comparison_slide(deck, data, data.earlier, notes)
    compared_slides(deck, data, notes)
    ranking_slide(deck, data, notes)
    is_known = data.board.total.status is not ScoreStatus.MISSING
    if is_known and not data.is_recorded_only:
        chain_slide(deck, data, notes)
        trait_slide(deck, data, notes)


def paragraphs_of(text: str) -> list[Paragraph]:
    """Return the paragraphs of a chapter's text; the items of a numbered list show their number."""
    return list(_paragraphs_of(text))


def _paragraphs_of(text: str) -> Iterator[Paragraph]:
    for part in prose_of(text).parts:
        match part:
            case BulletList(items):
                yield from (Paragraph(one_line(item), is_bullet=True) for item in items)
            case NumberedList(items, start):
                for number, item in enumerate(items, start):
                    yield Paragraph(f"{number}. {one_line(item)}", is_bullet=False)
            case _:
                yield Paragraph(one_line(part.text), is_bullet=False)
