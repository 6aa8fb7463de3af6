"""The page and the kinds of paragraph; every style names an embedded font."""

from __future__ import annotations

from functools import partial

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle

from kompass_desktop.report import palette
from kompass_desktop.report.fonts import BOLD, ITALIC, REGULAR, SEMIBOLD

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN = 45.0
TOP_MARGIN = 78.0
BOTTOM_MARGIN = 62.0
CONTENT_WIDTH = PAGE_WIDTH - 2 * MARGIN
CONTENT_HEIGHT = PAGE_HEIGHT - TOP_MARGIN - BOTTOM_MARGIN
"""All lengths are in points, 1/72 inch."""

_BASE = ParagraphStyle(
    "base",
    fontName=REGULAR,
    bulletFontName=REGULAR,
    fontSize=9.75,
    leading=14,
    textColor=HexColor(palette.TEXT),
    allowWidows=0,
    allowOrphans=0,
    splitLongWords=1,
)


_style = partial(ParagraphStyle, parent=_BASE)

BODY = _style("body", spaceAfter=7)
GOES_ON = _style("goes on", spaceAfter=0)
INTRODUCTION = _style("introduction", spaceAfter=3, keepWithNext=1)
"""What leads up to a bullet list stays with its first line."""

BULLET = _style("bullet", leftIndent=14, bulletIndent=2, spaceAfter=3)
LAST_BULLET = _style("last bullet", leftIndent=14, bulletIndent=2, spaceAfter=7)
CHAPTER = _style(
    "chapter",
    fontName=BOLD,
    fontSize=18,
    leading=23,
    textColor=HexColor(palette.ACCENT),
    spaceAfter=10,
)
SECTION = _style(
    "section",
    fontName=SEMIBOLD,
    fontSize=12,
    leading=16,
    textColor=HexColor(palette.ACCENT),
    spaceBefore=12,
    spaceAfter=6,
)
CAPTION = _style(
    "caption", fontSize=8, leading=11, textColor=HexColor(palette.TEXT_SOFT), spaceAfter=6
)
CELL = _style("cell", fontSize=9.25, leading=12.5)
CELL_RIGHT = _style("cell right", fontSize=9.25, leading=12.5, alignment=TA_RIGHT)
CELL_CENTER = _style("cell center", fontSize=9.25, leading=12.5, alignment=TA_CENTER)
CELL_ON_DARK = _style(
    "cell on dark",
    fontSize=9.25,
    leading=12.5,
    alignment=TA_CENTER,
    textColor=HexColor(palette.WHITE),
)
CELL_PRELIMINARY = _style(
    "cell preliminary", fontName=ITALIC, fontSize=9.25, leading=12.5, alignment=TA_RIGHT
)
CELL_BOLD = _style("cell bold", fontName=BOLD, fontSize=9.25, leading=12.5)
CELL_BOLD_RIGHT = _style(
    "cell bold right", fontName=BOLD, fontSize=9.25, leading=12.5, alignment=TA_RIGHT
)
HEAD = _style(
    "head", fontName=SEMIBOLD, fontSize=8.75, leading=12, textColor=HexColor(palette.TEXT_SOFT)
)
HEAD_RIGHT = _style(
    "head right",
    fontName=SEMIBOLD,
    fontSize=8.75,
    leading=12,
    textColor=HexColor(palette.TEXT_SOFT),
    alignment=TA_RIGHT,
)
HEAD_CENTER = _style(
    "head center",
    fontName=SEMIBOLD,
    fontSize=8.75,
    leading=12,
    textColor=HexColor(palette.TEXT_SOFT),
    alignment=TA_CENTER,
)
SMALL = _style("small", fontSize=8, leading=10.5)
SMALL_SOFT = _style("small soft", fontSize=8, leading=10.5, textColor=HexColor(palette.TEXT_SOFT))
SMALL_RIGHT = _style("small right", fontSize=8, leading=10.5, alignment=TA_RIGHT)
SMALL_CENTER = _style("small center", fontSize=8, leading=10.5, alignment=TA_CENTER)
SMALL_BOLD = _style("small bold", fontName=SEMIBOLD, fontSize=8, leading=10.5)
FINDING = _style("finding", fontSize=9, leading=12.5, leftIndent=10, bulletIndent=0)
NONE_FOUND = _style("none found", fontSize=9, leading=12.5, textColor=HexColor(palette.TEXT_SOFT))
CONTENTS_LINES = (
    _style("contents", fontName=SEMIBOLD, fontSize=10, leading=15, spaceBefore=5),
    _style("contents section", fontSize=9.25, leading=13.5, leftIndent=14),
)
TOTAL = _style(
    "total",
    fontName=BOLD,
    fontSize=12,
    leading=32,
    textColor=HexColor(palette.ACCENT),
)
COVER_NAME = _style(
    "cover name",
    fontName=BOLD,
    fontSize=34,
    leading=41,
    textColor=HexColor(palette.ACCENT),
)
COVER_LINE = _style("cover line", fontSize=12, leading=18)
COVER_LABEL = _style("cover label", fontSize=10, leading=18, textColor=HexColor(palette.TEXT_SOFT))
COVER_INSTRUMENT = _style(
    "cover instrument",
    fontName=SEMIBOLD,
    fontSize=13,
    leading=18,
    textColor=HexColor(palette.TEXT_SOFT),
)
COVER_INVENTED = _style(
    "cover invented",
    fontName=BOLD,
    fontSize=12,
    leading=16,
    textColor=HexColor(palette.CHALLENGE),
)
RUNNING = _style("running", fontSize=8.25, leading=11, textColor=HexColor(palette.TEXT_SOFT))
