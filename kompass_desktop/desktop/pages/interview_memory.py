"""Where one was in an assessment's interviews, kept on this machine from day to day."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSettings


@dataclass(frozen=True)
class LastPlace:
    """The interview's id, the place's code, and how far down its list was scrolled (px)."""

    interview: str = ""
    place: str = ""
    scroll: int = 0


def recall(assessment: str) -> LastPlace:
    """Return where one was in an assessment, given its id; empty if nowhere yet."""
    settings = _settings(assessment)
    interview = str(settings.value("interview", ""))
    scroll = str(settings.value("scroll", "0"))
    return LastPlace(
        interview,
        str(settings.value(f"places/{interview}", "")),
        int(scroll) if scroll.isdecimal() else 0,
    )


def recall_place(assessment: str, interview: str) -> str:
    """Return the place that was open in one of the interviews, or empty."""
    return str(_settings(assessment).value(f"places/{interview}", ""))


def remember(assessment: str, last: LastPlace) -> None:
    """Keep where one is in an assessment, given its id."""
    settings = _settings(assessment)
    settings.setValue("interview", last.interview)
    settings.setValue("scroll", last.scroll)
    settings.setValue(f"places/{last.interview}", last.place)


def _settings(assessment: str) -> QSettings:
    settings = QSettings()
    settings.beginGroup(f"assessment/{assessment}/interview")
    return settings
