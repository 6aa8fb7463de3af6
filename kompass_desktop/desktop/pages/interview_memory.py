"""Where one was in an assessment's interviews, kept on this machine from day to day."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSettings

from kompass_desktop.desktop.pages.interview_route import Filter


@dataclass(frozen=True)
class LastView:
    """What was shown: the interview's id, a place's code, and how.

    `has_all_notes` whether the whole interview's notes were shown, not the question's;
    `scroll` how far down the list of measure points was, in px.
    """

    interview: str = ""
    place: str = ""
    filter: Filter = Filter.GROUP
    has_all_notes: bool = False
    scroll: int = 0


def recall(assessment: str) -> LastView:
    """Return what was shown of an assessment, given its id; an empty view if nothing yet."""
    settings = _settings(assessment)
    interview = str(settings.value("interview", ""))
    chosen = str(settings.value("filter", ""))
    scroll = str(settings.value("scroll", ""))
    return LastView(
        interview=interview,
        place=recall_place(assessment, interview),
        filter=Filter(chosen) if chosen in list(Filter) else Filter.GROUP,
        has_all_notes=str(settings.value("notes", "")) == "all",
        scroll=int(scroll) if scroll.isdecimal() else 0,
    )


def recall_place(assessment: str, interview: str) -> str:
    """Return the code of the place that was open in one of the interviews, or empty."""
    return str(_settings(assessment).value(f"places/{interview}", ""))


def remember(assessment: str, last: LastView) -> None:
    """Keep what is shown of an assessment, given its id."""
    settings = _settings(assessment)
    settings.setValue("interview", last.interview)
    settings.setValue(f"places/{last.interview}", last.place)
    settings.setValue("filter", last.filter.value)
    settings.setValue("notes", "all" if last.has_all_notes else "question")
    settings.setValue("scroll", str(last.scroll))


def _settings(assessment: str) -> QSettings:
    settings = QSettings()
    settings.beginGroup(f"assessment/{assessment}/interview")
    return settings
