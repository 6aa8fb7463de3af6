"""The drafts of all chapters in every language, stored when an assessment is finished."""

from __future__ import annotations

from kompass_desktop.assessment.firm import NO_FIRM, Firm
from kompass_desktop.assessment.kept_texts import to_text
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.i18n import Language, in_language
from kompass_desktop.report.chapters.texts import ChapterKey, chapters, draft
from kompass_desktop.report.report_data import ReportData


def drafts_to_keep(assessment: Assessment, board: Scoreboard, firm: Firm = NO_FIRM) -> str:
    """Return the present drafts of all chapters as text for `Event.drafts`; takes some 50 ms.

    Where `firm` has a text for a chapter, that is the draft. That of the plan is left out,
    because the plan goes on after the assessment is finished.
    """
    return to_text({code.value: _drafts(assessment, board, firm, code) for code in Language})


def _drafts(
    assessment: Assessment, board: Scoreboard, firm: Firm, language: Language
) -> dict[str, str]:
    with in_language(language):
        data = ReportData(assessment, board, firm=firm)
        keys = (each.key for each in chapters(assessment.instrument))
        return {key: draft(key, data) for key in keys if key != ChapterKey.PLAN}
