"""Where one was in an assessment's interviews, kept on this machine from day to day."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QSettings, QTimer

from kompass_desktop.desktop.interview.filter_chips import FilterChips
from kompass_desktop.desktop.interview.measure_point_filter import Filter
from kompass_desktop.desktop.interview.measure_point_list import MeasurePointList
from kompass_desktop.desktop.interview.navigator import InterviewNavigator
from kompass_desktop.desktop.interview.notes_controller import NotesController

REMEMBER_MILLISECONDS = 1500
"""From a step to where it is kept for the next day: the file is not written at every step."""


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


class ViewStateController(QObject):
    """Remembers how an assessment's interviews are shown, and shows them so again."""

    def __init__(
        self,
        assessment: str,
        way: InterviewNavigator,
        chips: FilterChips,
        notes: NotesController,
        points: MeasurePointList,
    ) -> None:
        super().__init__(points)
        self._assessment = assessment
        self._way = way
        self._chips = chips
        self._notes = notes
        self._points = points
        self._pause = QTimer(self, singleShot=True, interval=REMEMBER_MILLISECONDS)
        self._pause.timeout.connect(self.keep)

    def keep_soon(self) -> None:
        """Remember what is shown when one has stopped going from place to place."""
        self._pause.start()

    def keep(self) -> None:
        """Remember what is shown now."""
        route = self._way.route
        if route is not None:
            scroll = self._points.verticalScrollBar().value()
            is_whole = self._notes.is_whole
            last = LastView(
                route.interview.id, self._way.place, self._chips.filter, is_whole, scroll
            )
            remember(self._assessment, last)

    def scroll_to(self, pixels: int) -> None:
        """Scroll the measure points when they have been laid out."""
        bar = self._points.verticalScrollBar()
        QTimer.singleShot(0, self, lambda: bar.setValue(pixels))

    def keep_scroll(self) -> None:
        """Stay where the measure points are scrolled to, whatever is listed anew."""
        self.scroll_to(self._points.verticalScrollBar().value())


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
