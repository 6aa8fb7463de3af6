"""The full example, finished, in the library."""

from __future__ import annotations

import pytest

from kompass_desktop.desktop.session import Session
from tests.desktop.shown_pages import SessionOf


@pytest.fixture
def full_session(example_session: SessionOf) -> Session:
    """The full example, which can be changed."""
    return example_session("eksempelvik-2025")


@pytest.fixture
def finished_session(full_session: Session) -> Session:
    """The full example, finished in this session."""
    full_session.finish()
    return full_session
