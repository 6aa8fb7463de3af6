"""Makes resources/word/report.docx, the template of the report in Word.

Run `.venv/bin/python packaging/word_template.py` after changing a style here. A firm may use a
template of its own; styles that it lacks are copied from this one.
"""

from __future__ import annotations

import sys
import uuid
from pathlib import Path

from docx import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kompass_desktop import colors

TARGET = Path(__file__).resolve().parents[1] / "resources" / "word" / "report.docx"
_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_KEPT = {"Default Paragraph Font", "Normal Table", "No List"}
_FONT = "Noto Sans"
_EMBEDDED = (("embedRegular", "Regular"), ("embedBold", "Bold"), ("embedItalic", "Italic"))
_FONT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_FONT_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"
_UNUSED = ("stylesWithEffects", "customXml", "thumbnail", "webSettings")
"""The ends of the relations to parts of python-docx's template that are left out."""
_ACCENT, _TEXT, _SOFT = (c[1:] for c in (colors.ACCENT, colors.TEXT, colors.TEXT_SOFT))
_BORDER, _STRONG_BORDER = colors.BORDER[1:], colors.BORDER_STRONG[1:]
_WARNING, _WARNING_LINE = colors.CHALLENGE[1:], colors.CHALLENGE_LINE[1:]
_MARGIN = 900
"""The margins at the left and right, in twentieths of a point, as in the PDF."""
_WIDTH, _HEIGHT = 11906, 16838

_HEADING = "<w:keepNext/><w:keepLines/>"
_FONTS = f'<w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:eastAsia="{_FONT}" w:cs="{_FONT}"/>'


def main() -> None:
    """Write the template."""
    document = Document()
    styles = document.styles.element
    for style in list(styles.style_lst):
        if style.name_val not in _KEPT:
            styles.remove(style)
    for xml in _styles():
        styles.append(parse_xml(xml))
    _set_defaults(styles)
    _set_numbering(document.part.numbering_part.element)
    _set_page(document)
    _leave_out_unused(document)
    _embed_fonts(document)
    settings = document.settings.element
    for child in list(settings):
        settings.remove(child)
    settings.append(parse_xml(f"<w:embedTrueTypeFonts {_NAMESPACE}/>"))
    settings.append(
        parse_xml(
            f'<w:compat {_NAMESPACE}><w:compatSetting w:name="compatibilityMode" '
            'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        )
    )
    core = document.core_properties
    core.author = core.comments = core.last_modified_by = ""
    core.title = "Kompass"
    TARGET.parent.mkdir(exist_ok=True)
    document.save(str(TARGET))


def _set_defaults(styles) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    for old in styles.xpath("./w:docDefaults"):
        styles.remove(old)
    styles.insert(
        0,
        parse_xml(
            f"<w:docDefaults {_NAMESPACE}><w:rPrDefault><w:rPr>{_FONTS}"
            f'<w:color w:val="{_TEXT}"/><w:sz w:val="20"/><w:szCs w:val="20"/>'
            '<w:lang w:val="nb-NO" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
            '<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="245" w:lineRule="auto"/></w:pPr>'
            "</w:pPrDefault></w:docDefaults>"
        ),
    )


def _set_numbering(numbering) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    for child in list(numbering):
        numbering.remove(child)
    for number, left, hanging in ((1, 284, 227), (2, 198, 170)):
        numbering.insert(
            number - 1,
            parse_xml(
                f'<w:abstractNum {_NAMESPACE} w:abstractNumId="{number}">'
                '<w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0">'
                '<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>'
                f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/>'
                "</w:pPr></w:lvl></w:abstractNum>"
            ),
        )
    for number in (1, 2):
        numbering.append(
            parse_xml(
                f'<w:num {_NAMESPACE} w:numId="{number}">'
                f'<w:abstractNumId w:val="{number}"/></w:num>'
            )
        )


def _set_page(document) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    body = document.element.body
    for child in list(body):
        body.remove(child)
    body.append(
        parse_xml(
            f'<w:sectPr {_NAMESPACE}><w:pgSz w:w="{_WIDTH}" w:h="{_HEIGHT}"/>'
            f'<w:pgMar w:top="1400" w:right="{_MARGIN}" w:bottom="1180" w:left="{_MARGIN}" '
            'w:header="720" w:footer="560" w:gutter="0"/><w:titlePg/></w:sectPr>'
        )
    )


def _leave_out_unused(document) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    for relations in (document.part.rels, document.part.package.rels):
        for identifier, relation in list(relations.items()):
            if relation.reltype.endswith(_UNUSED):
                del relations[identifier]


def _embed_fonts(document) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    """Embed the fonts, so that the document looks the same where they are not installed."""
    table = next(
        rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/fontTable")
    )
    embedded = ""
    for number, (tag, weight) in enumerate(_EMBEDDED, 1):
        key = uuid.uuid5(uuid.NAMESPACE_DNS, f"NotoSans-{weight}.kompass")
        font = (TARGET.parents[1] / "fonts" / f"NotoSans-{weight}.ttf").read_bytes()
        name = PackURI(f"/word/fonts/font{number}.odttf")
        part = Part(name, _FONT_TYPE, _obfuscated(font, key), table.package)
        relation = table.relate_to(part, _FONT_RELATION)
        embedded += f'<w:{tag} r:id="{relation}" w:fontKey="{{{str(key).upper()}}}"/>'
    table._blob = (  # noqa: SLF001 - python-docx has no public way
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:fonts {_NAMESPACE} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships"><w:font w:name="{_FONT}"><w:panose1 w:val="020B0502040504020204"/>'
        '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/>'
        f"{embedded}</w:font></w:fonts>"
    ).encode()


def _obfuscated(font: bytes, key: uuid.UUID) -> bytes:
    """Return a font as it is embedded: its first 32 bytes are mixed with its key."""
    mask = key.bytes[::-1] * 2
    return bytes(a ^ b for a, b in zip(font[:32], mask, strict=True)) + font[32:]


def _styles() -> list[str]:
    right = _WIDTH - 2 * _MARGIN
    contents_tab = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{right}"/></w:tabs>'
    running_tab = f'<w:tabs><w:tab w:val="right" w:pos="{right}"/></w:tabs>'
    box = "".join(
        f'<w:{side} w:val="single" w:sz="10" w:space="8" w:color="{_WARNING_LINE}"/>'
        for side in ("top", "left", "bottom", "right")
    )
    return [
        _paragraph("Normal", "Normal", '<w:spacing w:after="140"/>', default=True, based=""),
        _paragraph(
            "Heading1",
            "heading 1",
            f'{_HEADING}<w:spacing w:before="0" w:after="140"/><w:outlineLvl w:val="0"/>',
            _run(_ACCENT, 36, bold=True),
            following="Normal",
        ),
        _paragraph(
            "Heading2",
            "heading 2",
            f'{_HEADING}<w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="1"/>',
            _run(_ACCENT, 24, bold=True),
            following="Normal",
        ),
        _paragraph(
            "Heading3",
            "heading 3",
            f'{_HEADING}<w:spacing w:before="200" w:after="60"/><w:outlineLvl w:val="2"/>',
            _run(_ACCENT, 22, bold=True),
            following="Normal",
        ),
        _paragraph("Heading2Unlisted", "Heading 2 Unlisted", "", based="Heading2"),
        _paragraph(
            "Title",
            "Title",
            '<w:keepLines/><w:spacing w:before="0" w:after="60" w:line="240" w:lineRule="auto"/>',
            _run(_ACCENT, 68, bold=True),
        ),
        _paragraph("Subtitle", "Subtitle", '<w:spacing w:after="240"/>', _run(_TEXT, 24)),
        _paragraph(
            "Caption",
            "caption",
            '<w:keepLines/><w:spacing w:before="80" w:after="80"/>',
            _run(_SOFT, 16, bold=True),
        ),
        _paragraph(
            "ListBullet",
            "List Bullet",
            '<w:numPr><w:numId w:val="1"/></w:numPr><w:spacing w:after="60"/>',
        ),
        _paragraph("ListNumber", "List Number", '<w:spacing w:after="60"/>'),
        _paragraph(
            "Quote",
            "Quote",
            f'<w:pBdr><w:left w:val="single" w:sz="18" w:space="10" w:color="{_ACCENT}"/></w:pBdr>'
            '<w:spacing w:before="80" w:after="160"/><w:ind w:left="284" w:right="284"/>',
            f'<w:i/><w:color w:val="{_SOFT}"/>',
        ),
        _paragraph(
            "TOCHeading",
            "TOC Heading",
            f'{_HEADING}<w:spacing w:after="160"/>',
            _run(_ACCENT, 36, bold=True),
        ),
        _paragraph(
            "TOC1", "toc 1", f'{contents_tab}<w:spacing w:before="100" w:after="0"/>', "<w:b/>"
        ),
        _paragraph("TOC2", "toc 2", f'{contents_tab}<w:ind w:left="284"/>'),
        _paragraph(
            "Header",
            "header",
            f'<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="4" w:color="{_STRONG_BORDER}"/>'
            f"</w:pBdr>{running_tab}",
            _run(_SOFT, 16),
        ),
        _paragraph("Footer", "footer", running_tab, _run(_SOFT, 16)),
        _paragraph(
            "KompassNote",
            "Kompass Note",
            '<w:spacing w:before="60" w:after="120"/>',
            _run(_SOFT, 16),
        ),
        _paragraph(
            "KompassKeyFigure",
            "Kompass Key Figure",
            '<w:keepNext/><w:spacing w:after="40"/>',
            _run(_ACCENT, 25, bold=True),
        ),
        _paragraph("KompassFigure", "Kompass Figure", '<w:spacing w:after="40"/>'),
        _paragraph(
            "KompassWarning",
            "Kompass Warning",
            f'<w:pBdr>{box}</w:pBdr><w:spacing w:after="240"/><w:ind w:left="200" w:right="200"/>',
            _run(_WARNING, 25, bold=True),
        ),
        _paragraph("KompassCoverLabel", "Kompass Cover Label", "", _run(_SOFT, 21)),
        _paragraph("KompassCoverText", "Kompass Cover Text", "", _run(_TEXT, 24)),
        _paragraph(
            "KompassTableText",
            "Kompass Table Text",
            '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>',
            _run(_TEXT, 18),
        ),
        _paragraph(
            "KompassTableSmall",
            "Kompass Table Small",
            "",
            _run(_TEXT, 16),
            based="KompassTableText",
        ),
        _paragraph(
            "KompassTableHead",
            "Kompass Table Head",
            "<w:keepNext/>",
            _run(_SOFT, 18, bold=True),
            based="KompassTableText",
        ),
        _paragraph(
            "KompassFinding",
            "Kompass Finding",
            '<w:keepLines/><w:numPr><w:numId w:val="2"/></w:numPr>'
            '<w:spacing w:after="50" w:line="240" w:lineRule="auto"/>',
            _run(_TEXT, 17),
        ),
        (
            f'<w:style {_NAMESPACE} w:type="character" w:styleId="Hyperlink">'
            '<w:name w:val="Hyperlink"/><w:basedOn w:val="DefaultParagraphFont"/>'
            f'<w:uiPriority w:val="99"/><w:rPr><w:color w:val="{_ACCENT}"/><w:u w:val="single"/>'
            "</w:rPr></w:style>"
        ),
        (
            f'<w:style {_NAMESPACE} w:type="table" w:customStyle="1" w:styleId="KompassTable">'
            '<w:name w:val="Kompass Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
            "<w:tblPr><w:tblBorders>"
            f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{_BORDER}"/>'
            f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{_BORDER}"/></w:tblBorders>'
            '<w:tblCellMar><w:left w:w="100" w:type="dxa"/><w:right w:w="100" w:type="dxa"/>'
            '</w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
            f'<w:bottom w:val="single" w:sz="6" w:space="0" w:color="{_STRONG_BORDER}"/>'
            "</w:tcBorders></w:tcPr></w:tblStylePr></w:style>"
        ),
    ]


def _run(color: str, size: int, *, bold: bool = False) -> str:
    """Return the properties of runs; `size` is in half points."""
    weight = "<w:b/><w:bCs/>" if bold else ""
    return f'{weight}<w:color w:val="{color}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _paragraph(  # noqa: PLR0913 - all but three have a default
    identifier: str,
    name: str,
    paragraph: str,
    run: str = "",
    *,
    based: str = "Normal",
    following: str = "",
    default: bool = False,
) -> str:
    is_own = name.startswith("Kompass") or name.endswith("Unlisted")
    attributes = (' w:default="1"' if default else "") + (' w:customStyle="1"' if is_own else "")
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    after = f'<w:next w:val="{following}"/>' if following else ""
    if "w:spacing" not in paragraph and based == "Normal":
        paragraph = _with_spacing(paragraph)
    return (
        f'<w:style {_NAMESPACE} w:type="paragraph"{attributes} w:styleId="{identifier}">'
        f'<w:name w:val="{name}"/>{base}{after}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _with_spacing(paragraph: str) -> str:
    """Return the properties of a paragraph that has no space below it, unlike Normal."""
    before, mark, after = paragraph.partition("<w:ind")
    return f'{before}<w:spacing w:after="0"/>{mark}{after}'


if __name__ == "__main__":
    main()
