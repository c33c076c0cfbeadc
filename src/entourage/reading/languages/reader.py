"""Read the passages of one language.

In: a Document and its blocks in that language. Out: a Reading whose spans are offsets of the whole document. Invariant:
what stands outside the blocks is not looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from entourage.model import Block, Document, Reading
from entourage.reading.languages.find_quotes import find_quotes
from entourage.reading.languages.language import language_of
from entourage.reading.languages.models import model_name, pipeline
from entourage.reading.languages.resolve import build_cast
from entourage.reading.languages.roles import read_roles
from entourage.reading.languages.scene import make_scene
from entourage.reading.languages.statements import find_claims, find_events, find_positions
from entourage.reading.languages.ties import find_ties
from entourage.reading.parse import parse


def read_blocks(
    document: Document, blocks: Sequence[Block], language: str, progress: Callable[[str], None], version: str
) -> Reading:
    """Read some blocks of a document in French or Russian.

    Args:
        document: the whole document.
        blocks: of that language, in order.
        language: "fr" or "ru".
        progress: called with the name of each step as it begins.
        version: what the reading calls its reader.

    Returns:
        The reading; an empty one where the blocks name nobody.

    Raises:
        ReadingError: ``no-language-model`` when the extra for that language is not installed.
    """
    profile = language_of(language)
    progress("parsing sentences")
    parsed = parse(only(document, blocks), pipeline(language))
    progress("finding names")
    names = profile.find_names(parsed)
    cast = build_cast(parsed, names, profile.lemma)
    scene = make_scene(parsed, cast, profile, names)
    progress("finding roles")
    stated = read_roles(scene)
    progress("finding ties and quotes")
    ties = find_ties(scene, stated)
    quotes = find_quotes(scene)
    progress("finding events, claims and positions")
    return Reading(
        document_id=document.id,
        entities=cast.entities(),
        ties=ties,
        quotes=quotes,
        positions=find_positions(scene),
        events=find_events(scene, quotes),
        claims=find_claims(scene, quotes),
        reader=f"{version} with {model_name(language)}",
    )


def only(document: Document, blocks: Sequence[Block]) -> Document:
    """The document with blanks in the place of everything outside ``blocks``; offsets stay as they are."""
    text, end, parts = document.text, 0, []
    for block in blocks:
        parts += [_blank(text[end : block.span.start]), text[block.span.start : block.span.end]]
        end = block.span.end
    parts.append(_blank(text[end:]))
    return msgspec.structs.replace(document, text="".join(parts), blocks=tuple(blocks))


def _blank(text: str) -> str:
    """White space of the same length; line breaks stay."""
    return text if text.isspace() else "".join(c if c == "\n" else " " for c in text)
