"""The small dossier, and an empty one."""

from __future__ import annotations

import pytest
from dossier_cases import DOCUMENT, PATHS, READING, SCREENINGS, SNAPSHOTS

from entourage.dossier import build_dossier
from entourage.model import Document, Dossier, Reading


@pytest.fixture(scope="session")
def dossier() -> Dossier:
    """The small dossier; not changed by any test."""
    return build_dossier(DOCUMENT, READING, SCREENINGS, PATHS, SNAPSHOTS, as_of_today="2026-11-20")


@pytest.fixture(scope="session")
def empty_dossier() -> Dossier:
    """A dossier of a text in which nothing was found and for which nothing was searched."""
    document = Document(id="doc-empty", sha256="e" * 64, source="stdin", text="Nothing happened today.")
    return build_dossier(document, Reading(document_id="doc-empty"))
