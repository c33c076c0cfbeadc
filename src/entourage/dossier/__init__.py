"""What people read: a dossier as one HTML file, Markdown, JSON or FollowTheMoney, every line with its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from entourage.dossier.build import build_dossier, check_dossier, lines_without_evidence
from entourage.dossier.claims_output import render_claims_json, render_claims_markdown
from entourage.dossier.ftm import ftm_entities, render_ftm
from entourage.dossier.ftm_text import members_of_groups
from entourage.dossier.ftm_values import ftm_id
from entourage.dossier.json_output import json_schema, render_json
from entourage.dossier.markdown import render_markdown
from entourage.dossier.summary import Summary, summary
from entourage.dossier.words import confidence_words

if TYPE_CHECKING:
    from entourage.dossier.html import render_html

__all__ = [
    "Summary",
    "build_dossier",
    "check_dossier",
    "confidence_words",
    "ftm_entities",
    "ftm_id",
    "json_schema",
    "lines_without_evidence",
    "members_of_groups",
    "render_claims_json",
    "render_claims_markdown",
    "render_ftm",
    "render_html",
    "render_json",
    "render_markdown",
    "summary",
]


def __getattr__(name: str) -> Any:
    """Loads ``render_html`` and its template engine when it is first asked for: other rooms import this one often."""
    if name == "render_html":
        from entourage.dossier.html import render_html

        return render_html
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
