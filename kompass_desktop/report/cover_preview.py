"""A picture of the cover of a report, which shows what the settings of a firm look like."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

from kompass_desktop.assessment.firm import Firm
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.i18n import language
from kompass_desktop.report.blocks import Cover, Report
from kompass_desktop.report.chapters.front_pages import cover
from kompass_desktop.report.document import write_pdf
from kompass_desktop.report.firm.house_style import house_style_of, in_house_style
from kompass_desktop.report.pdfium import PDFIUM
from kompass_desktop.report.report_data import ReportData


def cover_picture(example: Assessment, firm: Firm, width: int, made_on: date) -> bytes:
    """Return the cover of a report by a firm as a PNG file of a width in pixels.

    The example is shown without a warning that it is one. `made_on` is the date on the cover.
    """
    particulars = replace(example.particulars, firm=firm.name)
    shown = replace(example, particulars=particulars)
    data = ReportData(shown, Scoreboard(shown), firm=firm)
    file = BytesIO()
    with in_house_style(house_style_of(firm.color)):
        front = replace(cover(data, made_on), warnings=())
        write_pdf(_with_only(front), file, lambda _share: None)
    return _picture(file.getvalue(), width)


def _with_only(front: Cover) -> Report:
    return Report("", "", "", "", "", "", language(), (front,))


def _picture(content: bytes, width: int) -> bytes:
    # Loaded only for pictures: it takes 0.1 s.
    import pypdfium2

    with PDFIUM:
        document = pypdfium2.PdfDocument(content)
        page = document[0]
        bitmap = page.render(scale=width / page.get_width())
        image = bitmap.to_pil().copy()
        for each in (bitmap, page, document):
            each.close()
    file = BytesIO()
    image.save(file, "PNG", compress_level=1)
    return file.getvalue()
