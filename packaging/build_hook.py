"""Builds the catalogues when the package is: for a wheel, and for an editable install."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TranslationBuildHook(BuildHookInterface):  # type: ignore[misc] # hatchling has no types
    """Makes a `.mo` file of each `.po` file before the resources are packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Build them; hatchling calls this with "standard" or "editable"."""
        runpy.run_path(str(Path(__file__).with_name("translations.py")))["build"]()
