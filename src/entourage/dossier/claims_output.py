"""The claims of a document alone, for ``entourage check``: JSON and Markdown.

In: a ``Dossier``. Out: text. Invariant: the same words, names and offsets as the whole dossier's.
"""

from __future__ import annotations

from entourage.dossier.clean import markdown as md
from entourage.dossier.index import Index
from entourage.dossier.json_output import SCHEMA_VERSION, document_values, plain
from entourage.dossier.json_text import json_text
from entourage.dossier.markdown import EMPTY_LINES, claims, searched
from entourage.dossier.marked_text import MarkedText
from entourage.dossier.views import Views
from entourage.dossier.words import date_words
from entourage.model import Dossier


def render_claims_json(dossier: Dossier) -> str:
    """Document, claims and lists as one JSON object, in the fields of the whole dossier's schema."""
    document = {
        key: value
        for key, value in document_values(dossier.document).items()
        if key in {"id", "sha256", "source", "title", "published", "language", "text"}
    }
    reading = dossier.reading
    named = {party for claim in reading.claims for party in (*claim.entities, *claim.asserted_by)}
    values = {
        "schema_version": SCHEMA_VERSION,
        "generator": dossier.generator,
        "as_of_document": dossier.as_of_document,
        "as_of_today": dossier.as_of_today,
        "document": document,
        "entities": plain([one for one in reading.entities if one.id in named]),
        "claims": plain(reading.claims),
        "snapshots": plain(dossier.snapshots),
    }
    return json_text(values, indent=2) + "\n"


def render_claims_markdown(dossier: Dossier) -> str:
    """The claims table, what each verdict rests on, and the lists that were asked."""
    index = Index(dossier)
    views = Views(index, MarkedText(dossier.document, ()))
    title = md(dossier.document.title) or md(dossier.document.source)
    parts = [
        f"# {title}\n",
        f"As of {md(date_words(dossier.as_of_document)) or 'the day of the run'}; "
        f"checked on {md(date_words(dossier.as_of_today))}.\n",
        *(claims(views) if dossier.reading.claims else ["The text states nothing that data could bear out.\n"]),
        *searched(dossier.snapshots, index),
    ]
    return EMPTY_LINES.sub("\n\n", "\n".join(parts)).rstrip() + "\n"
