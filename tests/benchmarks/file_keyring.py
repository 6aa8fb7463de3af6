"""Stands for the system's key store where a benchmark runs: one key in a file beside it."""

from __future__ import annotations

import os
from pathlib import Path

from keyring.backend import KeyringBackend


class FileKeyring(KeyringBackend):
    """Gives what stands in the file that KOMPASS_BENCHMARK_KEY names, whoever asks."""

    priority = 1.0

    def get_password(self, service: str, username: str) -> str | None:
        return Path(os.environ["KOMPASS_BENCHMARK_KEY"]).read_text("ascii")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NotImplementedError
