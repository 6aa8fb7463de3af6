"""The sheet of what is to be followed up, by informant group."""

from __future__ import annotations

from kompass_desktop.assessment.anonymity import Names
from kompass_desktop.assessment.follow_ups import FollowUp, follow_ups
from kompass_desktop.i18n import tr
from kompass_desktop.report.workbook.content import Content
from kompass_desktop.report.workbook.sheet import Column, Look


def add_follow_ups(content: Content) -> None:
    """Add the sheet with all follow-ups, open or answered; with names, also who is asked."""
    with_names = content.names is Names.INCLUDED
    columns = (
        Column(tr("Whom to ask"), 34),
        *((Column(tr("Informant"), 26),) if with_names else ()),
        Column(tr("Code"), 8, Look.CODE),
        Column(tr("To follow up"), 70),
        Column(tr("Status"), 12),
        Column(tr("Answer"), 50),
    )
    sheet = content.sheet(tr("Follow-up"), columns)
    for each in follow_ups(content.data.assessment):
        whom = (_group(content, each), *((_informant(each),) if with_names else ()))
        status = tr("open") if each.is_open else tr("answered")
        answer = each.answer.text if each.answer is not None and not each.is_open else ""
        sheet.add(*whom, each.code, each.text, status, answer)
    sheet.end_table(tr("Nothing is marked for follow-up."))
    sheet.keep_as_text(2 if with_names else 1, sheet.next_row - 1)
    sheet.finish()


def _group(content: Content, asked: FollowUp) -> str:
    if asked.interview is None:
        return tr("The team")
    return content.data.assessment.group_of(asked.interview).name


def _informant(asked: FollowUp) -> str:
    if asked.interview is None:
        return ""
    return f"{asked.interview.code} {asked.interview.name}".strip()
