"""What the program remembers on this machine for this user; the one place that knows QSettings.

Nothing that a person wrote is kept here. What belongs to one assessment is kept under the
assessment's id and is forgotten with it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings

if TYPE_CHECKING:
    from PySide6.QtCore import QByteArray

USUAL_IDLE_MINUTES = 10


class Settings:
    """What is remembered whatever library or assessment is open."""

    @property
    def idle_minutes(self) -> int:
        """After how many idle minutes the window locks itself; 0 for never."""
        kept = str(QSettings().value("security/idle_minutes", ""))
        return int(kept) if kept.isdecimal() else USUAL_IDLE_MINUTES

    @idle_minutes.setter
    def idle_minutes(self, minutes: int) -> None:
        QSettings().setValue("security/idle_minutes", minutes)

    @property
    def language(self) -> str:
        """The code of the language that was last chosen in the window; empty if none was."""
        return str(_named().value("language", ""))

    @language.setter
    def language(self, code: str) -> None:
        _named().setValue("language", code)

    @property
    def appearance(self) -> str:
        """The chosen appearance, a value of `theme.Appearance`, or empty if none was chosen."""
        return str(QSettings().value("window/appearance", ""))

    @appearance.setter
    def appearance(self, value: str) -> None:
        QSettings().setValue("window/appearance", value)

    @property
    def window_geometry(self) -> QByteArray | None:
        """Where the window was and how large, as Qt keeps it; None before it was closed once."""
        kept: QByteArray | None = QSettings().value("window/geometry")
        return kept

    @window_geometry.setter
    def window_geometry(self, geometry: QByteArray) -> None:
        QSettings().setValue("window/geometry", geometry)

    @property
    def notes_share(self) -> float | None:
        """The notes' share of the height, 0-1, or None for their usual height."""
        try:
            share = float(str(QSettings().value("interview/notes_share", "")))
        except ValueError:
            return None
        return share if 0 < share < 1 else None

    @notes_share.setter
    def notes_share(self, share: float | None) -> None:
        if share is None:
            QSettings().remove("interview/notes_share")
        else:
            QSettings().setValue("interview/notes_share", f"{share:.4f}")

    @property
    def export_folder(self) -> Path | None:
        """The folder of the last export; None if there is none or it no longer exists."""
        kept = str(QSettings().value("report/folder", ""))
        return Path(kept) if kept and Path(kept).is_dir() else None

    @export_folder.setter
    def export_folder(self, folder: Path) -> None:
        QSettings().setValue("report/folder", str(folder))


class LibrarySettings:
    """What is remembered of one library, by the id of the device that it was made on."""

    def __init__(self, device: str) -> None:
        self._group = f"backups/{device}"

    @property
    def second_place(self) -> Path | None:
        """The folder that was chosen for backups, whether it is connected now or not."""
        kept = str(QSettings().value(f"{self._group}/place", ""))
        return Path(kept) if kept else None

    @property
    def second_place_in_volume(self) -> str:
        """The path of that folder from the root of its drive; empty for the root itself."""
        return str(QSettings().value(f"{self._group}/within", ""))

    def choose_second_place(self, place: Path, path_in_volume: str) -> None:
        """Remember a folder for backups, and its path from the root of its drive."""
        QSettings().setValue(f"{self._group}/place", str(place))
        QSettings().setValue(f"{self._group}/within", path_in_volume)

    def forget_second_place(self) -> None:
        """Remember no folder for backups any more."""
        QSettings().remove(self._group)


class AssessmentSettings:
    """What is remembered of one assessment, by its id: where the user was in it."""

    def __init__(self, assessment: str) -> None:
        self._group = f"assessment/{assessment}"

    @property
    def page(self) -> str:
        """The key of the page that was shown last; empty if none was."""
        return self._text("page")

    @page.setter
    def page(self, key: str) -> None:
        self._keep("page", key)

    @property
    def report_language(self) -> str:
        """The code of the language of its report; empty if none was chosen."""
        return self._text("report_language")

    @report_language.setter
    def report_language(self, code: str) -> None:
        self._keep("report_language", code)

    @property
    def shows_differences(self) -> bool:
        """Whether the report shows where informant groups differ."""
        return bool(QSettings().value(f"{self._group}/report_differences", False, bool))

    @shows_differences.setter
    def shows_differences(self, shown: bool) -> None:
        QSettings().setValue(f"{self._group}/report_differences", shown)

    @property
    def compared(self) -> tuple[str, ...] | None:
        """The keys of what is compared with it on Profil; None if nothing was chosen yet."""
        return self._keys("compared")

    @compared.setter
    def compared(self, keys: tuple[str, ...]) -> None:
        self._keep_keys("compared", keys)

    @property
    def report_compared(self) -> tuple[str, ...] | None:
        """The keys of what its report compares it with; None if nothing was chosen yet."""
        return self._keys("report_compared")

    @report_compared.setter
    def report_compared(self, keys: tuple[str, ...]) -> None:
        self._keep_keys("report_compared", keys)

    @property
    def showed_earlier(self) -> bool:
        """Whether the report showed the measurement before this one, in earlier versions."""
        return bool(QSettings().value(f"{self._group}/report_earlier", False, bool))

    def _keys(self, name: str) -> tuple[str, ...] | None:
        kept = QSettings().value(f"{self._group}/{name}")
        return None if kept is None else tuple(str(kept).split())

    def _keep_keys(self, name: str, keys: tuple[str, ...]) -> None:
        QSettings().setValue(f"{self._group}/{name}", " ".join(keys))

    # The interview page

    @property
    def interview(self) -> str:
        """The id of the interview that was open; empty if none was."""
        return self._text("interview/interview")

    @interview.setter
    def interview(self, identity: str) -> None:
        self._keep("interview/interview", identity)

    @property
    def interview_filter(self) -> str:
        """The key of the filter of measure points in the interviews."""
        return self._text("interview/filter")

    @interview_filter.setter
    def interview_filter(self, key: str) -> None:
        self._keep("interview/filter", key)

    @property
    def notes_scope(self) -> str:
        """The key of which notes were shown."""
        return self._text("interview/notes")

    @notes_scope.setter
    def notes_scope(self, key: str) -> None:
        self._keep("interview/notes", key)

    @property
    def interview_scroll(self) -> int:
        """How far down the measure points were scrolled, in px."""
        kept = self._text("interview/scroll")
        return int(kept) if kept.isdecimal() else 0

    @interview_scroll.setter
    def interview_scroll(self, pixels: int) -> None:
        self._keep("interview/scroll", str(pixels))

    def interview_code(self, interview: str) -> str:
        """Return the code that was last shown of an interview, or ""."""
        return self._text(f"interview/places/{interview}")

    def keep_interview_code(self, interview: str, code: str) -> None:
        """Remember the code that is shown of an interview."""
        self._keep(f"interview/places/{interview}", code)

    def clock_since(self, interview: str) -> float | None:
        """Return since when an interview's clock runs, in seconds of wall time, or None."""
        try:
            return float(self._text(f"interview/clock/{interview}/running"))
        except ValueError:
            return None

    def keep_clock_since(self, interview: str, seconds: float | None) -> None:
        """Remember since when an interview's clock runs; None if it does not."""
        self._keep(
            f"interview/clock/{interview}/running", None if seconds is None else repr(seconds)
        )

    def clock_idle(self, interview: str) -> float:
        """Return the seconds in which nobody used the machine before `clock_since`."""
        try:
            return float(self._text(f"interview/clock/{interview}/idle"))
        except ValueError:
            return 0.0

    def keep_clock_idle(self, interview: str, seconds: float) -> None:
        """Store the seconds in which nobody has used the machine while the clock runs."""
        self._keep(f"interview/clock/{interview}/idle", f"{seconds:.0f}")

    def absence(self, interview: str) -> str:
        """Return the absence that the user has not decided on, as it was kept, or ""."""
        return self._text(f"interview/clock/{interview}/absence")

    def keep_absence(self, interview: str, absence: str | None) -> None:
        """Store an undecided absence, or None for none."""
        self._keep(f"interview/clock/{interview}/absence", absence)

    # The other pages

    @property
    def preparation_part(self) -> str:
        """The key of the part of the preparation that was shown; empty if none was."""
        return self._text("preparation/part")

    @preparation_part.setter
    def preparation_part(self, key: str) -> None:
        self._keep("preparation/part", key)

    @property
    def document(self) -> str:
        """The id of the document of new lines in the document study, or ""."""
        return self._text("documents/current")

    @document.setter
    def document(self, identity: str) -> None:
        self._keep("documents/current", identity)

    @property
    def scoring_code(self) -> str:
        """The code of the measure point that was shown in the scoring; empty if none was."""
        return self._text("scoring/place")

    @scoring_code.setter
    def scoring_code(self, code: str) -> None:
        self._keep("scoring/place", code)

    @property
    def scoring_filter(self) -> str:
        """The key of the filter in the scoring."""
        return self._text("scoring/filter")

    @scoring_filter.setter
    def scoring_filter(self, key: str) -> None:
        self._keep("scoring/filter", key)

    @property
    def scoring_author(self) -> str:
        """The id of the team member who rates alone in the scoring; empty for the team."""
        return self._text("scoring/author")

    @scoring_author.setter
    def scoring_author(self, member: str) -> None:
        self._keep("scoring/author", member)

    @property
    def profile_groups(self) -> tuple[str, ...]:
        """The keys of the two sources that were compared last; empty if there are none."""
        return tuple(self._text("profile/groups").split())

    @profile_groups.setter
    def profile_groups(self, keys: tuple[str, str]) -> None:
        self._keep("profile/groups", " ".join(keys))

    @property
    def timeline_folded(self) -> tuple[str, ...]:
        """The keys of the rows of the timeline whose parts are folded."""
        return tuple(self._text("timeline/folded").split())

    @timeline_folded.setter
    def timeline_folded(self, keys: tuple[str, ...]) -> None:
        self._keep("timeline/folded", " ".join(keys))

    @property
    def timeline_view(self) -> tuple[float, str] | None:
        """The pixels of a day of the timeline, and the first day shown (ISO); None if not kept."""
        width, _, day = self._text("timeline/view").partition(" ")
        try:
            return float(width), day
        except ValueError:
            return None

    @timeline_view.setter
    def timeline_view(self, view: tuple[float, str]) -> None:
        self._keep("timeline/view", f"{view[0]!r} {view[1]}")

    def focus(self, page: str) -> tuple[str, str]:
        """Return the name of the part of a page that had the focus, and its caret; or ""."""
        return self._text(f"focus/{page}/part"), self._text(f"focus/{page}/caret")

    def keep_focus(self, page: str, part: str, caret: str) -> None:
        """Remember the part of a page that has the focus, and its caret."""
        self._keep(f"focus/{page}/part", part)
        self._keep(f"focus/{page}/caret", caret)

    def forget(self) -> None:
        """Forget all of it: the assessment is deleted."""
        QSettings().remove(self._group)

    def _text(self, key: str) -> str:
        return str(QSettings().value(f"{self._group}/{key}", ""))

    def _keep(self, key: str, value: str | None) -> None:
        if value is None:
            QSettings().remove(f"{self._group}/{key}")
        else:
            QSettings().setValue(f"{self._group}/{key}", value)


def _named() -> QSettings:
    # The command line reads it too, and has no application that gives the names.
    return QSettings("Kompass", "Kompass")
