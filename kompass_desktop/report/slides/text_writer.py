"""Writes text into the frames of slides: cleaned, with its language, and with set line heights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from kompass_desktop.i18n import Language, language
from kompass_desktop.report.pdf.fonts import REGULAR, SEMIBOLD
from kompass_desktop.report.slides.pptx_types import Frame, Part
from kompass_desktop.report.slides.text_fit import INDENT, LEADING, LIST_GAP, Paragraph
from kompass_desktop.report.visible_text import visible

LOCALES = {Language.BOKMAL: "nb-NO", Language.NYNORSK: "nn-NO", Language.ENGLISH: "en-GB"}


@dataclass(frozen=True)
class Look:
    """How a text looks; `language` is a locale such as "nb-NO", or "" for the report's."""

    size: float = 16
    is_bold: bool = False
    color: MSO_THEME_COLOR | None = None
    align: PP_ALIGN | None = None
    language: str = ""

    @property
    def font(self) -> str:
        """The font to measure it in."""
        return SEMIBOLD if self.is_bold else REGULAR

    def sized(self, size: float) -> Look:
        """Return it in another size."""
        return replace(self, size=size)


_MOST_GAP = 18.0
SOFT = MSO_THEME_COLOR.ACCENT_6
ACCENT = MSO_THEME_COLOR.TEXT_2


def locale_of(code: str) -> str:
    """Return the locale of a language, given its code; that of the report for an unknown one."""
    try:
        return LOCALES[Language(code)]
    except ValueError:
        return LOCALES[language()]


def locale_of_typed(code: str) -> str:
    """Return the locale of what the team has typed, given the language of the instrument.

    It is that of the report, but for one in English of a Norwegian evaluation, whose findings
    are in Norwegian.
    """
    return locale_of(code) if language() is Language.ENGLISH else LOCALES[language()]


def write_text(frame: Frame, text: str, look: Look) -> None:
    """Write a plain text, each line as a paragraph, instead of what a text frame has."""
    _prepare(frame)
    for number, line in enumerate(visible(text).split("\n")):
        paragraph = _paragraph(frame, number)
        _set_line(paragraph, look)
        _add_run(paragraph, line, look)


def write_lines(frame: Frame, lines: Sequence[tuple[str, Look]]) -> None:
    """Write lines that look differently, each as a paragraph."""
    _prepare(frame)
    for number, (text, look) in enumerate(lines):
        paragraph = _paragraph(frame, number)
        _set_line(paragraph, look)
        paragraph.space_after = Pt(min(look.size, _MOST_GAP) * LIST_GAP)
        _add_run(paragraph, visible(text), look)


def write_runs(frame: Frame, runs: Sequence[tuple[str, Look]]) -> None:
    """Write one line whose parts look differently."""
    _prepare(frame)
    paragraph = _paragraph(frame, 0)
    _set_line(paragraph, max((look for _, look in runs), key=lambda look: look.size))
    for text, look in runs:
        _add_run(paragraph, visible(text), look)


def write_list(frame: Frame, paragraphs: Sequence[Paragraph], look: Look) -> None:
    """Write paragraphs, with bullets where they have them."""
    _prepare(frame)
    for number, each in enumerate(paragraphs):
        paragraph = _paragraph(frame, number)
        _set_line(paragraph, look)
        paragraph.space_after = Pt(look.size * LIST_GAP)
        _set_bullet(paragraph, each)
        _add_run(paragraph, each.text.strip(), look)


def add_paragraph(frame: Frame, text: str, look: Look) -> None:
    """Add a paragraph after what a text frame has, at some distance."""
    paragraph = frame.add_paragraph()
    _set_line(paragraph, look)
    paragraph.space_before = Pt(look.size)
    _add_run(paragraph, visible(text), look)


def _set_bullet(paragraph: Part, like: Paragraph) -> None:
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - there is no public way
    for old in properties.findall(qn("a:buNone")):
        properties.remove(old)
    indent = INDENT if like.is_bullet else 0
    properties.set("marL", str(Pt(indent)))
    properties.set("indent", str(-Pt(indent) if like.begins else 0))
    if not (like.is_bullet and like.begins):
        properties.append(properties.makeelement(qn("a:buNone"), {}))


def _prepare(frame: Frame) -> None:
    frame.clear()
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE


def _paragraph(frame: Frame, number: int) -> Part:
    return frame.paragraphs[0] if number == 0 else frame.add_paragraph()


def _set_line(paragraph: Part, look: Look) -> None:
    # An exact line height does not depend on the font that a machine has.
    paragraph.line_spacing = Pt(look.size * LEADING)
    paragraph.space_before = Pt(0)
    paragraph.space_after = Pt(0)
    _set_bullet(paragraph, Paragraph("", is_bullet=False))
    if look.align is not None:
        paragraph.alignment = look.align


def _add_run(paragraph: Part, text: str, look: Look) -> None:
    for number, line in enumerate(text.split("\n")):
        if number:
            paragraph.add_line_break()
        run = paragraph.add_run()
        run.text = line
        run.font.size = Pt(look.size)
        if look.is_bold:
            run.font.bold = True
        if look.color is not None:
            run.font.color.theme_color = look.color
        set_language(run._r, look.language or LOCALES[language()])  # noqa: SLF001


def set_language(run: Part, locale: str) -> None:
    """Set the language of a run's element, given as a locale."""
    run.get_or_add_rPr().set("lang", locale)
