"""What many tests share: where the real documents are, and which real programs this machine has."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples every time, so that a run tells of the code and not of the draw; new ones are
# sought with HYPOTHESIS_PROFILE=default.
settings.register_profile("same", derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

# Run by the Python that LibreOffice serves, not by this one.
collect_ignore = ["libreoffice_settle.py"]

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real adopted policies; the test skips where it is absent."""
    folder = Path(os.environ.get("POLICY_CORPUS", ROOT.parent / "shared" / "corpus"))
    if not folder.is_dir():
        pytest.skip(f"no corpus of real policies at {folder} (set POLICY_CORPUS)")
    return folder


def _program(*names: str) -> str:
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"{names[0]} is not installed on this machine")
    return found


@pytest.fixture(scope="session")
def soffice() -> str:
    return _program("soffice", "libreoffice")


@pytest.fixture(scope="session")
def chromium() -> str:
    return _program("chromium", "chromium-browser", "google-chrome")
