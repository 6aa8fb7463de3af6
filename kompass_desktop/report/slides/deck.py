"""A presentation that is being made: adds slides of a layout, and fills their placeholders."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import IO

from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from kompass_desktop.assets import resources_folder
from kompass_desktop.i18n import language, tr
from kompass_desktop.report.blocks import Logo
from kompass_desktop.report.firm.house_style import HouseStyle
from kompass_desktop.report.pdf.fonts import SEMIBOLD
from kompass_desktop.report.slides.layouts import FOOTER, NUMBER, TITLE, Layout
from kompass_desktop.report.slides.pptx_types import Frame, Shape
from kompass_desktop.report.slides.tables import describe
from kompass_desktop.report.slides.text_fit import Paragraph, fitting_size, flowing, shortened_to
from kompass_desktop.report.slides.text_writer import (
    LOCALES,
    Look,
    set_language,
    write_list,
    write_runs,
    write_text,
)
from kompass_desktop.report.visible_text import one_line

COVER_SIZES = (44.0, 40.0, 36.0, 32.0, 28.0, 24.0, 20.0)
TITLE_SIZES = (30.0, 28.0, 26.0, 24.0, 22.0, 20.0)


_DECORATIVE = (
    f'<a:extLst {nsdecls("a")}><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" '
    'val="1"/></a:ext></a:extLst>'
)
"""Tells screen readers to leave a shape out."""


class Deck:
    """A presentation from the template.

    `foot` is the text at the foot of every slide, after `warning`, which may be "";
    `slide_done` is called after each slide.
    """

    def __init__(self, foot: str, warning: str, slide_done: Callable[[], None]) -> None:
        template = resources_folder() / "slides" / "kompass.pptx"
        self._presentation = Presentation(str(template))
        self._layouts = {each.name: each for each in self._presentation.slide_layouts}
        self._foot = foot
        self._warning = warning
        self._slide_done = slide_done

    def add(self, layout: Layout, title: str, notes: str) -> Slide:
        """Add a slide; `notes` is the text of its notes page."""
        self._slide_done()
        slides = self._presentation.slides
        slide = Slide(slides.add_slide(self._layouts[layout]))
        slide.set_title(title, COVER_SIZES if layout is Layout.TITLE else TITLE_SIZES)
        slide.set_foot(self._foot, self._warning, len(slides))
        slide.set_notes(notes)
        return slide

    def add_text(
        self,
        title: str,
        paragraphs: Sequence[Paragraph],
        notes: str,
        index: int,
        locale: str = "",
    ) -> None:
        """Add as many slides as a text needs, all with the same title."""
        layout = self._layouts[Layout.TEXT]
        box = next(p for p in list(layout.placeholders) if p.placeholder_format.idx == index)
        flow = flowing(paragraphs, (box.width.pt, box.height.pt))
        for number, part in enumerate(flow.boxes, 1):
            heading = continued(title, number, len(flow.boxes))
            slide = self.add(Layout.TEXT, heading, notes)
            write_list(slide.frame(index), part, Look(flow.size, language=locale))
            slide.finish()

    def set_colors(self, style: HouseStyle) -> None:
        """Give what has colours of the template's theme those of a firm."""
        master = self._presentation.slide_masters[0].part
        part = master.part_related_by(RELATIONSHIP_TYPE.THEME)
        theme = parse_xml(part.blob)
        for name, color in (
            ("dk2", style.accent),
            ("lt2", style.accent_soft),
            ("accent1", style.accent),
            ("accent5", style.heat_high),
            ("hlink", style.accent),
        ):
            for value in theme.iter(qn(f"a:{name}")):
                value[0].set("val", color[1:].upper())
        part._blob = serialize_part_xml(theme)  # noqa: SLF001 - there is no public way

    def save(self, file: IO[bytes]) -> None:
        """Write the presentation to a binary file."""
        self._presentation.save(file)

    def set_properties(self, title: str, author: str, subject: str, creator: str, on: date) -> None:
        """Set the properties of the document; `creator` is the program."""
        properties = self._presentation.core_properties
        properties.title = one_line(title)[:255]
        properties.author = one_line(author)[:255]
        properties.subject = one_line(subject)[:255]
        properties.last_modified_by = creator
        properties.language = LOCALES[language()]
        properties.created = properties.modified = datetime.combine(on, time(12), UTC)
        properties.revision = 1


class Slide:
    """A slide whose placeholders are filled; those that are left are removed by `finish`."""

    def __init__(self, slide: Shape) -> None:
        self.slide = slide
        self._kept = {TITLE}
        self._found: dict[int, Shape] = {}

    def placeholder_of(self, index: int) -> Shape:
        """Return the placeholder with an index, or the chart or table that has taken its place."""
        found = self._found.get(index)
        # A placeholder loses its element to the chart or table that is inserted.
        if found is None or found._element is None:  # noqa: SLF001
            self._found = {p.placeholder_format.idx: p for p in self.slide.placeholders}
        return self._found[index]

    def placeholder(self, index: int) -> Shape:
        """Return the placeholder with an index, which is then kept."""
        self._kept.add(index)
        return self.placeholder_of(index)

    def frame(self, index: int) -> Frame:
        """Return the text frame of a placeholder, which is then kept."""
        return self.placeholder(index).text_frame

    def box(self, index: int) -> tuple[float, float]:
        """Return the width and height of a placeholder, in points."""
        found = self.placeholder_of(index)
        return found.width.pt, found.height.pt

    def set_title(self, title: str, sizes: Sequence[float] = TITLE_SIZES) -> None:
        """Set the title, smaller if it is long."""
        placeholder = self.placeholder(TITLE)
        box = placeholder.width.pt, placeholder.height.pt
        text = one_line(title)
        size = fitting_size(text, box, sizes, SEMIBOLD)
        shown = shortened_to(text, box, size, SEMIBOLD)
        write_text(placeholder.text_frame, shown, Look(size, is_bold=True))

    def set_foot(self, foot: str, warning: str, number: int) -> None:
        """Set the footer, and the number of the slide if the layout has a field for it."""
        for placeholder in self.slide.slide_layout.placeholders:
            index = placeholder.placeholder_format.idx
            if index in (FOOTER, NUMBER):
                element = copy.deepcopy(placeholder._element)  # noqa: SLF001
                properties = element.find(qn("p:spPr"))
                for child in list(properties):
                    properties.remove(child)
                named = element.find(f"{qn('p:nvSpPr')}/{qn('p:cNvPr')}")
                named.set("id", str(1 + max(each.shape_id for each in self.slide.shapes)))
                self.slide.shapes._spTree.append(element)  # noqa: SLF001
                for field in element.iter(qn("a:fld")):
                    field.find(qn("a:t")).text = str(number)
                    set_language(field, LOCALES[language()])
                self._kept.add(index)
        frame = self.frame(FOOTER)
        look = Look(12)
        strong = Look(12, is_bold=True, color=MSO_THEME_COLOR.ACCENT_4)
        room = self.box(FOOTER)
        text = shortened_to(one_line(foot), (room[0] - 240 if warning else room[0], 12), 12)
        write_runs(frame, [(f"{warning}   ", strong), (text, look)] if warning else [(text, look)])

    def set_notes(self, notes: str) -> None:
        """Set the text of the notes page; nothing for an empty one."""
        if not notes.strip():
            return
        frame = self.slide.notes_slide.notes_text_frame
        write_text(frame, notes, Look(12))
        for paragraph in frame.paragraphs:
            for run in paragraph.runs:
                set_language(run._r, LOCALES[language()])  # noqa: SLF001

    def place(self, index: int, x: float, y: float, width: float, height: float) -> None:
        """Move a placeholder to a box, in points."""
        found = self.placeholder(index)
        found.left, found.top = Pt(x), Pt(y)
        found.width, found.height = Pt(width), Pt(height)

    def add_picture(self, logo: Logo, x: float, y: float) -> None:
        """Add a logo with its upper left corner at a place, in points."""
        box = (Pt(each) for each in (x, y, logo.width, logo.height))
        describe(self.slide.shapes.add_picture(BytesIO(logo.image), *box), logo.alternative)

    def add_text_box(self, box: tuple[float, float, float, float]) -> Frame:
        """Add a text box without margins, and return its frame; `box` is as for `add_rule`."""
        frame = self.slide.shapes.add_textbox(*(Pt(each) for each in box)).text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        return frame

    def add_rule(self, box: tuple[float, float, float, float], color: MSO_THEME_COLOR) -> None:
        """Add a coloured rule, which is only decoration; `box` is x, y, width and height."""
        rule = self.slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Pt(each) for each in box))
        rule.fill.solid()
        rule.fill.fore_color.theme_color = color
        rule.line.fill.background()
        rule.shadow.inherit = False
        properties = rule._element.nvSpPr.cNvPr  # noqa: SLF001 - there is no public way
        properties.append(parse_xml(_DECORATIVE))

    def finish(self) -> None:
        """Remove the placeholders that were not filled."""
        for placeholder in list(self.slide.placeholders):
            if placeholder.placeholder_format.idx not in self._kept:
                placeholder._element.getparent().remove(placeholder._element)  # noqa: SLF001


def continued(title: str, number: int, count: int) -> str:
    """Return the title of one of several slides with the same content, numbered from 1."""
    if count == 1:
        return title
    text = tr("{0} ({1} of {2})") if number == 1 else tr("{0} (cont., {1} of {2})")
    return text.format(title, number, count)
