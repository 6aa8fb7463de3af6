"""The measure points of the place at hand: shown, opened and rated."""

from __future__ import annotations

from PySide6.QtCore import QObject

from kompass_desktop.assessment.records import Rating
from kompass_desktop.desktop.pages.interview_last_time import LastTime
from kompass_desktop.desktop.pages.interview_way import Way
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.measure_point_list import ListedPoint, MeasurePointList
from kompass_desktop.instrument.model import MeasurePoint


class RatingKeeper(QObject):
    """Brings an interview's ratings from the session into the list and back."""

    def __init__(
        self, points: MeasurePointList, session: Session, way: Way, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._points = points
        self._session = session
        self._way = way
        self._last_time: LastTime | None = None
        points.set_aspects(session.assessment.instrument.aspects)
        points.opened.connect(way.open_near)
        points.closed.connect(way.close_point)
        points.card.rating_given.connect(session.set_rating)
        points.card.stepped.connect(self._step)
        points.card.question_stepped.connect(way.step_question)

    def list_points(self, place: str) -> None:
        """List the measure points of the question that a place is, or lies in."""
        route = self._way.route
        if route is not None:
            self._points.show_points(
                [
                    ListedPoint(point, self._rating(point.code), point.code in route.group)
                    for point in route.points_at(place)
                ]
            )

    def show_place(self, place: str) -> None:
        """Open a measure point of the list; at a question none is open."""
        if not isinstance(self._session.assessment.instrument.find(place), MeasurePoint):
            self._points.close_point()
            return
        if not self._points.lists(place):
            self.list_points(place)
        self._points.open_point(place, self._rating(place), self._words_of_last_time(place))

    def refresh(self, measure_point: str) -> None:
        """Show a rating of this interview that has changed."""
        self._points.set_rating(self._rating(measure_point))

    def set_last_time(self, last_time: LastTime | None) -> None:
        """Show what the assessment before this one says of a measure point."""
        self._last_time = last_time
        self._points.card.set_last_time(self._words_of_last_time(self._points.open_code))

    def _step(self, step: int) -> None:
        self._way.step_point(step)
        if step < 0:
            self._points.card.last_aspect()

    def _rating(self, measure_point: str) -> Rating:
        route = self._way.route
        interview = route.interview.id if route else ""
        return self._session.assessment.rating(interview, measure_point)

    def _words_of_last_time(self, place: str) -> str:
        return self._last_time.of(place) if self._last_time and place else ""
