"""The logo of a firm, as large as there is room for, with what it shows in words."""

from __future__ import annotations

from kompass_desktop.assessment.firm import Firm, png_size
from kompass_desktop.i18n import tr
from kompass_desktop.report.blocks import Logo


def logo_of(firm: Firm, name: str, width: float, height: float) -> Logo | None:
    """Return the logo of a firm in a box of `width` × `height` points; None if it has none.

    `name` is the name of the firm in the assessment, or "".
    """
    if not firm.logo:
        return None
    own_width, own_height = png_size(firm.logo)
    scale = min(width / own_width, height / own_height)
    alternative = tr("Logo of {0}").format(name) if name else tr("Logo")
    return Logo(firm.logo, own_width * scale, own_height * scale, alternative)
