"""Making slides and reading them back, as the program that shows them does."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pptx import Presentation
from pptx.util import Pt

from kompass_desktop.assessment.comparing.compared import Compared
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.profile import Profile
from kompass_desktop.report.slides.pptx_types import Frame, Part, Shape
from kompass_desktop.report.slides.presentation import write_slides

MADE_ON = date(2026, 4, 9)


@dataclass(frozen=True)
class Shown:
    """A presentation as its reader has it."""

    content: bytes

    @cached_property
    def presentation(self) -> Shape:
        return Presentation(io.BytesIO(self.content))

    @cached_property
    def slides(self) -> list[Shape]:
        return list(self.presentation.slides)

    @property
    def titles(self) -> list[str]:
        return [slide.shapes.title.text_frame.text for slide in self.slides]

    @property
    def text(self) -> str:
        """The text of all slides, without charts and notes."""
        return "\n".join(text_of(slide) for slide in self.slides)

    @property
    def notes(self) -> list[str]:
        return [slide.notes_slide.notes_text_frame.text for slide in self.slides]

    def slide(self, title: str) -> Shape:
        """Return the first slide whose title begins like this."""
        return next(
            slide
            for slide, shown in zip(self.slides, self.titles, strict=True)
            if shown.startswith(title)
        )

    def series(self, title: str, name: str) -> dict[str, float | None]:
        """Return the values of a series in the chart of a slide, by category."""
        (chart,) = (shape.chart for shape in self.slide(title).shapes if shape.has_chart)
        plot = chart.plots[0]
        (found,) = (each for each in plot.series if each.name == name)
        return dict(zip(plot.categories, found.values, strict=True))

    def rows(self, title: str, number: int = 0) -> list[list[str]]:
        """Return the cells of a table of a slide."""
        tables = [shape.table for shape in self.slide(title).shapes if shape.has_table]
        return [[cell.text_frame.text for cell in row.cells] for row in tables[number].rows]


def shown(
    assessment: Assessment, earlier: Profile | None = None, compared: Sequence[Compared] = ()
) -> Shown:
    file = io.BytesIO()
    write_slides(assessment, file, earlier=earlier, compared=compared, made_on=MADE_ON)
    return Shown(file.getvalue())


def frames_of(slide: Shape) -> Iterator[tuple[Shape, Frame]]:
    """Yield each text frame of a slide with its shape; not those in tables."""
    for shape in slide.shapes:
        if shape.has_text_frame:
            yield shape, shape.text_frame


def paragraphs_of(slide: Shape) -> Iterator[Part]:
    for _, frame in frames_of(slide):
        yield from frame.paragraphs
    for shape in slide.shapes:
        if shape.has_table:
            for cell in shape.table.iter_cells():
                yield from cell.text_frame.paragraphs


def text_of(slide: Shape) -> str:
    return "\n".join(paragraph.text for paragraph in paragraphs_of(slide))


def sizes_of(slide: Shape) -> set[float]:
    """Return the sizes of all letters of a slide, in points."""
    runs = (run for paragraph in paragraphs_of(slide) for run in paragraph.runs)
    return {run.font.size / Pt(1) for run in runs if run.text.strip()}
