"""What all tests share: where outside evaluation data stands, when it is there at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]


def shared_folder() -> Path | None:
    """The folder of outside evaluation data beside the repository, or None."""
    folder = Path(os.environ.get("ENTOURAGE_SHARED", str(REPOSITORY.parent / "shared")))
    return folder if folder.is_dir() else None


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of outside evaluation data; the test is skipped where there is none."""
    folder = shared_folder()
    if folder is None:
        pytest.skip("no folder of outside evaluation data beside the repository")
    return folder


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test has an empty data folder of its own."""
    home = tmp_path / "entourage-home"
    monkeypatch.setenv("ENTOURAGE_HOME", str(home))
    return home
