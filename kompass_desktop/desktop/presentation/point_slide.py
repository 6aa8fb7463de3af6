"""The slide of a measure point: its ratings, and what another level would give."""

from __future__ import annotations

from PySide6.QtGui import QFont

from kompass_desktop.assessment.consensus import DISAGREEMENT, EffectiveRating, spreads
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.desktop.charts.level_scales import ROW, LevelScales, ScaleLevels
from kompass_desktop.desktop.presentation.contents import PresentationContents
from kompass_desktop.desktop.presentation.rows import figure_rows
from kompass_desktop.desktop.presentation.score_rows import ScoreRows
from kompass_desktop.desktop.presentation.slide_view import BigText, SlideView
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Aspect, MeasurePoint
from kompass_desktop.report.status_labels import explanation

FIGURE_ROW = 38
"""Pixels of a row of the figures, on a screen 720 pixels high."""
LARGEST_SCALES = 1.4
"""How much larger than everything else the scales may be where there is room."""
ASPECTS = tuple(Aspect)


class PointSlide(SlideView):
    """A measure point: the levels by group, its status, and the scores up to the total.

    `at` is the index 0-3 of the aspect that the next level changes.
    """

    def __init__(self, contents: PresentationContents) -> None:
        super().__init__(contents)
        self.at = 0
        self.statement = BigText(self, 26, QFont.Weight.DemiBold)
        self.scales = LevelScales(contents.instrument, self)
        self.anchor = BigText(self, 18)
        self.status = BigText(self, 18, tint="text_soft")
        self.rows = ScoreRows(self, name_share=0.34)

    @property
    def point(self) -> MeasurePoint:
        """The measure point that is shown."""
        return self.contents.instrument.measure_point(self.code)

    @property
    def title(self) -> str:
        question = self.contents.instrument.question(self.point.question)
        return f"{self.code} · {question.short}"

    def show_code(self, code: str) -> None:
        if code != self.code:
            self.at = 0
        super().show_code(code)

    def refresh(self) -> None:
        if not self.code:
            return
        what_if = self.contents.what_if
        real, assumed = what_if.real.rating(self.code), what_if.board.rating(self.code)
        changed = tuple(
            assumed.levels[aspect] if what_if.is_changed(self.code, aspect) else None
            for aspect in ASPECTS
        )
        levels = tuple(real.levels[aspect] for aspect in ASPECTS)
        views = self.contents.views(self.code)
        self.scales.show_levels(ScaleLevels(views, levels, real.is_proposal, changed))
        self.scales.mark_aspect(self.at)
        self.statement.setText(self.point.statement)
        self.anchor.setText(self._anchor(assumed))
        self.status.setText(self._status(assumed))
        self.rows.show_rows(figure_rows(self.contents, self.point), None)

    def lay_out(self) -> None:
        unit, width, height = self.unit, self.width(), self.height()
        for text in (self.statement, self.anchor, self.status):
            text.magnify(unit)
        gap = round(10 * unit)
        top = self.statement.heightForWidth(width)
        self.statement.setGeometry(0, 0, width, top)
        figures = round(FIGURE_ROW * unit) * len(self.rows.rows)
        texts = self.anchor.heightForWidth(width) + self.status.heightForWidth(width)
        room = height - top - figures - texts - 3 * gap
        # They shrink for a long text: the statement and the figures are never cut.
        magnification = min(LARGEST_SCALES * unit, room / (ROW * len(ASPECTS)))
        self.scales.magnify(magnification)
        scales = min(room, round(ROW * magnification * len(ASPECTS)))
        self.scales.setGeometry(0, top, width, scales)
        y = top + scales + gap
        for text in (self.anchor, self.status):
            text.setGeometry(0, y, width, text.heightForWidth(width))
            y += text.height()
        self.rows.magnify(unit)
        self.rows.setGeometry(0, height - figures, width, figures)

    # The what-if

    def step_aspect(self, step: int) -> None:
        """Go to the next aspect, or with -1 to the previous one."""
        self._go_to(max(0, min(len(ASPECTS) - 1, self.at + step)))

    def choose_aspect(self, letter: str) -> bool:
        """Go to the aspect with a letter; return False if none has it."""
        letters = [wording.letter.upper() for wording in self.contents.instrument.aspects]
        if letter not in letters:
            return False
        self._go_to(letters.index(letter))
        return True

    def assume(self, level: int) -> None:
        """Change the level of the current aspect, 0-4, and go to the next one."""
        self.contents.what_if.set_level(self.code, ASPECTS[self.at], level)
        self.step_aspect(1)

    def take_back(self) -> None:
        """Return to the real level of the current aspect, else of the last one that is changed.

        If no level is changed, return to the real flags.
        """
        what_if = self.contents.what_if
        changed = [i for i, aspect in enumerate(ASPECTS) if what_if.is_changed(self.code, aspect)]
        before = [index for index in changed if index < self.at]
        if self.at in changed and self.at == len(ASPECTS) - 1:
            index = self.at
        elif before:
            index = before[-1]
        elif changed:
            index = changed[-1]
        else:
            self.take_back_all()
            return
        what_if.reset_level(self.code, ASPECTS[index])
        self._go_to(index)

    def take_back_all(self) -> None:
        """Return to the real levels and flags of the measure point."""
        self.contents.what_if.reset(self.code)
        self.refresh()
        self.lay_out()

    def toggle_planned_only(self) -> None:
        """Assume the other answer on planned only."""
        self.contents.what_if.toggle_planned_only(self.code)
        self.refresh()
        self.lay_out()

    def toggle_not_in_focus(self) -> None:
        """Assume the other answer on not in focus."""
        self.contents.what_if.toggle_not_in_focus(self.code)
        self.refresh()
        self.lay_out()

    def _go_to(self, index: int) -> None:
        self.at = index
        self.refresh()
        self.lay_out()

    # Texts

    def _anchor(self, rating: EffectiveRating) -> str:
        wording = self.contents.instrument.aspects[self.at]
        level = rating.levels[ASPECTS[self.at]]
        if level is None:
            return f"{wording.name}: {wording.question}"
        return f"{wording.name} {level}: {wording.anchors_of(self.point)[level]}"

    def _status(self, rating: EffectiveRating) -> str:
        real = self.contents.what_if.real
        parts = [explanation(real.score(self.code).status)]
        flags = real.rating(self.code)
        if flags.planned_only:
            parts.append(tr("only decided or planned"))
        if flags.not_in_focus:
            parts.append(tr("not in focus"))
        if max(spreads(self.contents.views(self.code))) >= DISAGREEMENT:
            parts.append(tr("the groups disagree"))
        if (rating.planned_only, rating.not_in_focus) != (flags.planned_only, flags.not_in_focus):
            parts.append(tr("What if: {0}").format(_flags_text(rating)))
        if self._is_recorded:
            parts.append(tr("recorded points, which a level does not change"))
        return " · ".join(parts)

    @property
    def _is_recorded(self) -> bool:
        real = self.contents.what_if.real
        codes = (self.point.question, str(self.point.area))
        return any(real.score(code).status is ScoreStatus.RECORDED for code in codes)


def _flags_text(rating: EffectiveRating) -> str:
    if rating.not_in_focus:
        return tr("not in focus")
    return tr("only decided or planned") if rating.planned_only else tr("carried out, in focus")
