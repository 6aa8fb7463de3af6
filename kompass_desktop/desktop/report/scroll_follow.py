"""Keeps the preview at the chapter that is being written."""

from __future__ import annotations

from kompass_desktop.desktop.report.page_column import Place
from kompass_desktop.desktop.report.page_preview import PagePreview
from kompass_desktop.desktop.report.rendered_pages import PageContents


class PreviewFollowing:
    """Turns the preview to a chapter when it is chosen, and to its text when that changes.

    Apart from that the preview stays where the user has scrolled to, also when a report
    with more or fewer pages comes.
    """

    def __init__(self, view: PagePreview) -> None:
        self._view = view
        self._contents = PageContents((), ())
        self._title = ""
        self._is_new = False
        self._is_typed = False

    def choose(self, title: str) -> None:
        """Show a chapter now, or with the next report if none has been made yet."""
        if title == self._title:
            return
        self._title = title
        self._is_typed = False
        place = self._contents.chapter_place(title)
        self._is_new = place is None
        if place is not None:
            self._view.show_place(place)

    def settle_in(self, title: str) -> None:
        """Follow a chapter from where the preview is: a page of it was pointed at."""
        self._title = title
        self._is_new = self._is_typed = False

    def note_typed(self) -> None:
        """Show the chapter's text with the next report, the first time that it is typed in."""
        if not self._is_typed:
            self._is_typed = self._is_new = True

    def take(self, contents: PageContents) -> None:
        """Find the way in a report that the preview has just been given."""
        before, self._contents = self._contents, contents
        start = contents.chapter_place(self._title)
        if start is None:
            return
        if self._is_new:
            self._is_new = False
            self._show(start)
        else:
            self._keep_place(before.chapter_place(self._title), start)

    def chapter_on(self, page: int) -> str:
        """Return the title of the chapter on a page, counted from 0."""
        return self._contents.chapter_on(page)

    def _show(self, start: Place) -> None:
        text = self._contents.text_place(self._title)
        place = text if self._is_typed and text is not None else start
        if not self._view.shows(place):
            self._view.show_place(place)

    def _keep_place(self, before: Place | None, start: Place) -> None:
        """Stay as far after the chapter's beginning as before, if it has moved."""
        here = self._view.place
        if before is not None and here.page >= before.page:
            self._view.show_place(Place(here.page + start.page - before.page, here.share))
