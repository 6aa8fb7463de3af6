"""Writes the content of the report as a Word document."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from kompass_desktop import colors
from kompass_desktop.assessment.firm import WordTemplate
from kompass_desktop.i18n import tr
from kompass_desktop.report.blocks import TEXT_WIDTH, Report
from kompass_desktop.report.languages import LANGUAGE_TAGS
from kompass_desktop.report.pdf.fonts import register
from kompass_desktop.report.visible_text import one_line
from kompass_desktop.report.word import template as names
from kompass_desktop.report.word.elements import (
    Element,
    Look,
    element,
    field,
    paragraph,
    runs,
    tab,
)
from kompass_desktop.report.word.pictures import Pictures
from kompass_desktop.report.word.rendering import Renderer
from kompass_desktop.report.word.template import Template

_LONGEST_PROPERTY = 255
_AFTER_UPDATE_FIELDS = {
    qn(tag)
    for tag in (
        "w:hdrShapeDefaults",
        "w:footnotePr",
        "w:endnotePr",
        "w:compat",
        "w:docVars",
        "w:rsids",
        "m:mathPr",
        "w:attachedSchema",
        "w:themeFontLang",
        "w:clrSchemeMapping",
        "w:shapeDefaults",
        "w:decimalSymbol",
        "w:listSeparator",
    )
}
"""The settings that come after that of updating fields, in the order that Word wants."""
_TEXT_SHARE = 0.4
"""The share of the time that the text takes; the pictures take the rest."""


def write_word(
    report: Report,
    file: IO[bytes],
    template: Path | WordTemplate | None,
    step_done: Callable[[float], None],
) -> None:
    """Write a report to a binary file, with the styles of a template, or of the program's own.

    `step_done` gets the share that is done, 0–1, and may raise to cancel. Raises
    UnusableTemplate.
    """
    register()
    opened = Template(template)
    document = opened.document
    pictures = Pictures(opened.text_width / TEXT_WIDTH)
    renderer = Renderer(opened, pictures, report.blocks)
    body = document.element.body
    end = body.find(qn("w:sectPr"))
    for number, block in enumerate(report.blocks):
        step_done(_TEXT_SHARE * number / len(report.blocks))
        for each in renderer.elements(block):
            end.addprevious(each)
    pictures.embed(document.part, lambda share: step_done(_TEXT_SHARE + (1 - _TEXT_SHARE) * share))
    _set_running_texts(opened, report)
    _set_language(document, LANGUAGE_TAGS[report.language])
    _set_properties(document, report)
    _update_fields(document)
    document.save(file)
    step_done(1)


def _set_running_texts(template: Template, report: Report) -> None:
    """Add the head, unless the template has one, and the foot with the page number."""
    section = template.document.sections[-1]
    header = section.header
    if not _has_content(header._element):  # noqa: SLF001 - no public way to the element
        header.is_linked_to_previous = False
        chapter = field("STYLEREF 1", "")
        head = _line(template, names.HEADER, [*runs(report.head), tab(), *chapter])
        _replace_paragraphs(header._element, head)  # noqa: SLF001
    footer = section.footer
    had_content = _has_content(footer._element)  # noqa: SLF001
    footer.is_linked_to_previous = False
    foot = _line(template, names.FOOTER, _foot(report))
    if had_content:
        footer._element.append(foot)  # noqa: SLF001
    else:
        _replace_paragraphs(footer._element, foot)  # noqa: SLF001


def _line(template: Template, style: str, content: list[Element]) -> Element:
    """Return a line whose text after a tab ends at the right margin."""
    line = paragraph(template.style(style), content)
    line.find(qn("w:pPr")).append(template.tabs(style))
    return line


def _foot(report: Report) -> list[Element]:
    warning = Look(bold=True, color=colors.CHALLENGE)
    content = [*runs(f"{report.warning}  ", warning)] if report.warning else []
    page = tr("Page {0} of {1}")
    before, _, rest = page.partition("{0}")
    between, _, after = rest.partition("{1}")
    return [
        *content,
        *runs(report.foot),
        tab(),
        *runs(before),
        *field("PAGE", "1"),
        *runs(between),
        *field("NUMPAGES", "1"),
        *(runs(after) if after else ()),
    ]


def _has_content(running: Element) -> bool:
    texts = (str(text.text or "").strip() for text in running.iter(qn("w:t")))
    drawn = any(True for tag in ("w:drawing", "w:pict") for _ in running.iter(qn(tag)))
    return drawn or any(texts)


def _replace_paragraphs(running: Element, new: Element) -> None:
    for old in list(running):
        running.remove(old)
    running.append(new)


def _set_language(document: WordDocument, tag: str) -> None:
    """Set the language of all text that has none of its own."""
    styles = document.styles.element
    defaults = styles.find(qn("w:docDefaults"))
    if defaults is None:
        defaults = element("w:docDefaults")
        styles.insert(0, defaults)
    outer = defaults.find(qn("w:rPrDefault"))
    if outer is None:
        outer = element("w:rPrDefault")
        defaults.insert(0, outer)
    properties = outer.find(qn("w:rPr"))
    if properties is None:
        properties = element("w:rPr")
        outer.append(properties)
    language = properties.find(qn("w:lang"))
    if language is None:
        language = element("w:lang")
        properties.append(language)
    language.set(qn("w:val"), tag)


def _update_fields(document: WordDocument) -> None:
    """Let Word compute all fields when the document is opened."""
    settings = document.settings.element
    for old in settings.findall(qn("w:updateFields")):
        settings.remove(old)
    after = (each for each in settings if each.tag in _AFTER_UPDATE_FIELDS)
    first = next(after, None)
    mark = element("w:updateFields", val="true")
    if first is None:
        settings.append(mark)
    else:
        first.addprevious(mark)


def _set_properties(document: WordDocument, report: Report) -> None:
    core = document.core_properties
    core.title = one_line(report.title)[:_LONGEST_PROPERTY]
    core.author = core.last_modified_by = one_line(report.author)[:_LONGEST_PROPERTY]
    core.subject = one_line(report.subject)[:_LONGEST_PROPERTY]
    core.language = LANGUAGE_TAGS[report.language]
    core.comments = ""
    core.created = core.modified = datetime.now(UTC).replace(tzinfo=None)
    core.revision = 1
