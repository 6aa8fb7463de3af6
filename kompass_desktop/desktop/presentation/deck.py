"""Which slide of a presentation is shown, and the way from one to the next."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from kompass_desktop.desktop.presentation.area_slides import AreaSlide, QuestionSlide
from kompass_desktop.desktop.presentation.contents import (
    PresentationContents,
    Slide,
    SlideKind,
)
from kompass_desktop.desktop.presentation.plan_slides import AdviceSlide, PlanSlide, ScenarioSlide
from kompass_desktop.desktop.presentation.point_slide import PointSlide
from kompass_desktop.desktop.presentation.profile_slide import ProfileSlide
from kompass_desktop.desktop.presentation.slide_view import SlideView
from kompass_desktop.desktop.presentation.text_slides import ClosingSlide, ComparisonSlide
from kompass_desktop.instrument.model import Area, MeasurePoint


class SlideDeck(QObject):
    """Shows slides in a stack, and the details of questions and measure points over them."""

    changed = Signal()
    """Something else is shown."""
    ended = Signal()
    """The user goes back from a slide."""

    def __init__(self, contents: PresentationContents, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self.contents = contents
        self._stack = stack
        self._index = 0
        self._detail = ""
        self.profile = ProfileSlide(contents)
        self.area = AreaSlide(contents)
        self.question = QuestionSlide(contents)
        self.point = PointSlide(contents)
        self._kinds: dict[SlideKind, SlideView] = {
            SlideKind.PROFILE: self.profile,
            SlideKind.AREA: self.area,
            SlideKind.COMPARISON: ComparisonSlide(contents),
            SlideKind.PLAN: PlanSlide(contents),
            SlideKind.SCENARIO: ScenarioSlide(contents),
            SlideKind.ADVICE: AdviceSlide(contents),
            SlideKind.CLOSING: ClosingSlide(contents),
        }
        for view in self.views:
            view.opened.connect(self.show_code)
            stack.addWidget(view)

    @property
    def views(self) -> list[SlideView]:
        """The views, each of which shows one kind of slide or details."""
        return [*self._kinds.values(), self.question, self.point]

    @property
    def slides(self) -> tuple[Slide, ...]:
        """All slides in order."""
        return self.contents.slides()

    @property
    def index(self) -> int:
        """The index of the slide that is shown, or that the shown details belong to."""
        return self._index

    @property
    def slide(self) -> Slide:
        """The slide that is shown, or that the shown details belong to."""
        return self.slides[self._index]

    @property
    def detail(self) -> str:
        """The code of the question or measure point that is shown, or ""."""
        return self._detail

    @property
    def view(self) -> SlideView:
        """What shows the slide, or the details."""
        if isinstance(self.contents.instrument.find(self._detail), MeasurePoint):
            return self.point
        return self.question if self._detail else self._kinds[self.slide.kind]

    @property
    def rated_point(self) -> PointSlide | None:
        """The slide of the measure point if that is shown, else None."""
        return self.point if self.view is self.point else None

    def show_slide(self, index: int) -> None:
        """Show a slide, given its index; one after the last shows the last."""
        self._index = max(0, min(index, len(self.slides) - 1))
        self._detail = ""
        self._show(part=0)

    def show_last(self) -> None:
        """Show the last slide."""
        self.show_slide(len(self.slides) - 1)

    def show_code(self, code: str) -> None:
        """Show an area, question or measure point, given its code."""
        entry = self.contents.instrument.find(code)
        if entry is None:
            return
        number = entry.number if isinstance(entry, Area) else entry.area
        self._index = self.slides.index(Slide(SlideKind.AREA, str(number)))
        self._detail = "" if isinstance(entry, Area) else code
        self._choose_rows(code)
        self._show(part=0)

    def refresh(self) -> None:
        """Show the present contents, where one is."""
        self._index = min(self._index, len(self.slides) - 1)
        self._show(self.view.part)

    def go(self, step: int) -> None:
        """Go to the next part, slide or detail, or with -1 to the previous one."""
        view = self.view
        if self._detail:
            self._step_detail(step)
        elif 0 <= view.part + step < view.part_count:
            view.show_part(view.part + step)
            self.changed.emit()
        elif 0 <= self._index + step < len(self.slides):
            self.show_slide(self._index + step)
            if step < 0:
                self.view.show_part(self.view.part_count - 1)
                self.changed.emit()

    def step(self, step: int) -> None:
        """Choose the next row or measure point; where there are no rows, go to the next slide."""
        if self.view is self.point:
            self._step_detail(step)
        elif not self.view.step(step):
            self.go(step)

    def open_chosen(self) -> None:
        """Show the chosen row in more detail."""
        self.view.open_chosen()

    def go_back(self) -> None:
        """Go from details to what they are part of; emit `ended` if no details are shown."""
        if not self._detail:
            self.ended.emit()
            return
        above = self._detail.rpartition(".")[0]
        self._detail = above if "." in above else ""
        self._show(part=0)

    def toggle_comparison(self) -> None:
        """Show the earlier assessment, or hide it, if there is one."""
        if self.contents.earlier is None:
            return
        before = self.slide
        self.contents.compares = not self.contents.compares
        self._index = self.slides.index(before) if before in self.slides else 0
        self.refresh()

    def take_back_all(self) -> None:
        """Take back all what-ifs."""
        self.contents.what_if.reset_all()
        self.refresh()

    def _step_detail(self, step: int) -> None:
        """Go to the next question of the area, or the next measure point of the question."""
        instrument = self.contents.instrument
        entry = instrument.find(self._detail)
        if isinstance(entry, MeasurePoint):
            points = instrument.question(entry.question).measure_points
            codes = [point.code for point in points]
        else:
            questions = instrument.area(int(self.slide.code)).questions
            codes = [question.code for question in questions]
        index = max(0, min(len(codes) - 1, codes.index(self._detail) + step))
        self.show_code(codes[index])

    def _choose_rows(self, code: str) -> None:
        """Choose the rows that lead to a code, so that going back leads to them."""
        while above := code.rpartition(".")[0]:
            view = self.question if "." in above else self.area
            view.choose_in(above, code)
            code = above
        self.profile.choose(code)

    def _show(self, part: int) -> None:
        view = self.view
        view.show_code(self._detail or self.slide.code)
        view.show_part(min(part, view.part_count - 1))
        self._stack.setCurrentWidget(view)
        self.changed.emit()
