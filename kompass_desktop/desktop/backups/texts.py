"""How backups are spoken of: when they were made, how large they are, what they hold."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

if TYPE_CHECKING:
    from kompass_desktop.storage.backup.restoring import Held
    from kompass_desktop.storage.backup.salvage import Salvage


def time_words(moment: datetime) -> str:
    """Return a moment on this machine's clock: "10:30" today, else with its day."""
    local, now = moment.astimezone(), datetime.now().astimezone()
    clock = f"{local:%H:%M}"
    if local.date() == now.date():
        return clock
    year = "" if local.year == now.year else str(local.year)
    return f"{local.day}.{local.month}.{year} {clock}"


def size_words(size: int) -> str:
    """Return a size in bytes as people say it."""
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)


def held_words(held: Held) -> str:
    """Return what a backup holds of one assessment, as one line."""
    words = _tr("{0} {1}: {2} intervjuer, {3} notater, {4} vurderte målepunkter, {5} funn")
    line = words.format(
        held.municipality, held.year, held.interviews, held.notes, held.ratings, held.findings
    )
    if held.changed_at is None:
        return line
    return _tr("{0}, sist endret {1}").format(line, time_words(held.changed_at))


def salvage_words(found: Salvage) -> str:
    """Return what was saved of a damaged library and what was not, as sentences."""
    rows = sum(count for table, count in found.saved.items() if table in _names())
    rebuilt, lost = sum(found.rebuilt.values()), +found.lost
    said = [
        _tr("{0} vurderinger med {1} poster er berget.").format(found.saved["assessments"], rows)
    ]
    if rebuilt:
        said.append(_tr("{0} av dem er satt sammen på nytt av historikken.").format(rebuilt))
    if lost:
        names = [
            _tr("{0} {1}").format(count, _names().get(table, _tr("andre")))
            for table, count in lost.items()
        ]
        said.append(_tr("Inntil så mange kunne ikke leses: {0}.").format(", ".join(names)))
    if found.unreadable:
        names = [_names().get(table, table) for table in found.unreadable]
        said.append(_tr("Av dette kunne ingenting leses: {0}.").format(", ".join(names)))
    if not lost and not found.unreadable:
        said.append(_tr("Ingenting er tapt."))
    return " ".join(said)


def _names() -> dict[str, str]:
    return {
        "assessments": _tr("vurderinger"),
        "members": _tr("i teamet"),
        "interviews": _tr("intervjuer"),
        "ratings": _tr("vurderte målepunkter"),
        "notes": _tr("notater"),
        "findings": _tr("funn"),
        "texts": _tr("rapporttekster"),
        "recorded": _tr("kjente resultater"),
        "history": _tr("endringer i historikken"),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("Backups", text)
