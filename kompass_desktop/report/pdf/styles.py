"""The page size and the styles of paragraphs and labels, all with embedded fonts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle

from kompass_desktop import colors
from kompass_desktop.report.firm.house_style import accent
from kompass_desktop.report.pdf.fonts import BOLD, ITALIC, REGULAR, SEMIBOLD

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN = 45.0
TOP_MARGIN = 70.0
BOTTOM_MARGIN = 54.0
CONTENT_WIDTH = PAGE_WIDTH - 2 * MARGIN
CONTENT_HEIGHT = PAGE_HEIGHT - TOP_MARGIN - BOTTOM_MARGIN
"""The height for text on a page. All lengths are in points (1/72 inch)."""

Point: TypeAlias = tuple[float, float]

PageSize: TypeAlias = tuple[float, float]
"""Width and height of a page."""
PORTRAIT: PageSize = (PAGE_WIDTH, PAGE_HEIGHT)
"""A4, the page of the report and of most handouts."""


@dataclass(frozen=True)
class LabelStyle:
    """The style of a label in a drawing: font, size in points and colour."""

    font: str = REGULAR
    size: float = 8
    color: str = colors.TEXT


_COMMON: Mapping[str, Any] = {
    "fontName": REGULAR,
    "bulletFontName": REGULAR,
    "fontSize": 9.75,
    "leading": 14,
    "textColor": HexColor(colors.TEXT),
    "allowWidows": 0,
    "allowOrphans": 0,
    "splitLongWords": 1,
}
_BASE = ParagraphStyle("base", **_COMMON)


class _TitleStyle(ParagraphStyle):
    """The style of a heading, in the accent of the report that is being written."""

    @property
    def textColor(self) -> Color:  # type: ignore[override]  # noqa: N802 - reportlab's name
        """The accent; a property goes before what reportlab stores in the object."""
        return HexColor(accent())


def _title(name: str, **given: object) -> ParagraphStyle:
    # Not based on the common style: reportlab requires the same class for that.
    return _TitleStyle(name, **{**_COMMON, "fontName": BOLD, **given})


_style = partial(ParagraphStyle, parent=_BASE)
_cell = partial(_style, fontSize=9.25, leading=12.5)
_head = partial(
    _style, fontName=SEMIBOLD, fontSize=8.75, leading=12, textColor=HexColor(colors.TEXT_SOFT)
)
_small = partial(_style, fontSize=8, leading=10.5)
_soft = partial(_style, textColor=HexColor(colors.TEXT_SOFT))

BODY = _style("body", spaceAfter=7)
CONTINUED = _style("goes on", spaceAfter=0)
INTRODUCTION = _style("introduction", spaceAfter=3, keepWithNext=1)
"""A paragraph before a list, which is kept on the page of its first item."""

BULLET = _style("bullet", leftIndent=14, bulletIndent=2, spaceAfter=3)
BULLET_TOGETHER = _style(
    "bullet together", leftIndent=14, bulletIndent=2, spaceAfter=3, keepWithNext=1
)
"""A bullet of a short list, which is kept on one page."""

LAST_BULLET = _style("last bullet", leftIndent=14, bulletIndent=2, spaceAfter=7)
_numbered = partial(_style, leftIndent=20, bulletIndent=2)
NUMBERED = _numbered("numbered", spaceAfter=3)
NUMBERED_TOGETHER = _numbered("numbered together", spaceAfter=3, keepWithNext=1)
LAST_NUMBERED = _numbered("last numbered", spaceAfter=7)
"""The items of numbered lists, as those of bullet lists, with room for a number of two digits."""

CHAPTER = _title("chapter", fontSize=18, leading=23, spaceBefore=30, spaceAfter=7)
"""The title of a chapter. At the top of a page `spaceBefore` has no effect."""

SECTION = _title(
    "section", fontName=SEMIBOLD, fontSize=12, leading=16, spaceBefore=10, spaceAfter=4
)
SUBSECTION = _title(
    "subsection", fontName=SEMIBOLD, fontSize=9.5, leading=13, spaceBefore=5, spaceAfter=1
)
CAPTION = _soft("caption", fontSize=8, leading=11, spaceAfter=6)
CELL = _cell("cell")
CELL_RIGHT = _cell("cell right", alignment=TA_RIGHT)
CELL_CENTER = _cell("cell center", alignment=TA_CENTER)
CELL_ON_DARK = _cell("cell on dark", alignment=TA_CENTER, textColor=HexColor(colors.WHITE))
CELL_PRELIMINARY = _cell("cell preliminary", fontName=ITALIC, alignment=TA_RIGHT)
CELL_BOLD = _cell("cell bold", fontName=BOLD)
CELL_BOLD_RIGHT = _cell("cell bold right", fontName=BOLD, alignment=TA_RIGHT)
HEAD = _head("head")
HEAD_RIGHT = _head("head right", alignment=TA_RIGHT)
HEAD_CENTER = _head("head center", alignment=TA_CENTER)
SMALL = _small("small")
FIRM_NAME = _TitleStyle(
    "firm name", **{**_COMMON, "fontName": SEMIBOLD, "fontSize": 11, "leading": 15}
)
SMALL_SOFT = _small("small soft", textColor=HexColor(colors.TEXT_SOFT))
SMALL_RIGHT = _small("small right", alignment=TA_RIGHT)
SMALL_CENTER = _small("small center", alignment=TA_CENTER)
SMALL_BOLD = _small("small bold", fontName=SEMIBOLD)
SMALL_BOLD_RIGHT = _small("small bold right", fontName=SEMIBOLD, alignment=TA_RIGHT)
FINDING = _style("finding", fontSize=8.75, leading=11.5, leftIndent=10, bulletIndent=0)
NONE_FOUND = _soft("none found", fontSize=8.75, leading=11.5)
CONTENTS_LINES = (
    _style("contents", fontName=SEMIBOLD, fontSize=10, leading=15, spaceBefore=5),
    _style("contents section", fontSize=9.25, leading=13.5, leftIndent=14),
)
TOTAL_FIGURE = _title("total", fontSize=12, leading=32)
COVER_NAME = _title("cover name", fontSize=34, leading=41)
COVER_LINE = _style("cover line", fontSize=12, leading=18)
COVER_LABEL = _soft("cover label", fontSize=10, leading=18)
COVER_INSTRUMENT = _soft("cover instrument", fontName=SEMIBOLD, fontSize=13, leading=18)
COVER_WARNING = _style(
    "cover warning", fontName=BOLD, fontSize=12, leading=16, textColor=HexColor(colors.CHALLENGE)
)
