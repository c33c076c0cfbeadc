"""Read a document: the steps in order.

In: a Document. Out: a Reading. Invariants: the same document gives the same reading; every line has spans of the
document's text; parties that nothing names are left out.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from entourage.model import Document, Reading, ReadingError
from entourage.reading.language_model import english_model
from entourage.reading.languages import ENGLISH, by_language, join, only, read_blocks
from entourage.reading.names import find_names
from entourage.reading.parse import parse
from entourage.reading.quotes import find_quotes
from entourage.reading.resolve import build_cast, link_descriptions
from entourage.reading.statements import find_claims, find_events, find_positions
from entourage.reading.ties import find_roles, find_ties, find_works_and_lists

READER_VERSION = "1"


def read(document: Document, *, progress: Callable[[str], None] = lambda step: None) -> Reading:
    """Find the people, organisations, roles, ties and quotes of a document in English, French, Russian or several.

    Args:
        document: its text and blocks; furniture, captions and bylines (see ``Block.kind``) are read for names only.
            Each block is read in its own language; a language without a reader is read as English.
        progress: called with the name of each step as it begins; does nothing by default.

    Returns:
        The reading; an empty one for a text that names nobody.

    Raises:
        ReadingError: ``no-language-model`` when no model is installed for any language of the document. Passages
            of a mixed document whose model is missing are left out, and ``Reading.reader`` says so.
    """
    groups = by_language(document)
    if set(groups) == {ENGLISH}:
        return _read_english(document, progress)
    readings, left_out = [], []
    for language, blocks in groups.items():
        try:
            if language == ENGLISH:
                readings.append(_read_english(only(document, blocks), progress))
            else:
                readings.append(read_blocks(document, blocks, language, progress, f"entourage reader {READER_VERSION}"))
        except ReadingError as error:
            if len(groups) == 1:
                raise
            left_out.append((f"{len(blocks)} passages in {language} were not read: {error.hint}", error))
    if not readings:
        raise left_out[0][1]
    for note, _ in left_out:
        progress(note)
    joined = join(readings)
    return msgspec.structs.replace(joined, reader="; ".join([joined.reader, *(note for note, _ in left_out)]))


def _read_english(document: Document, progress: Callable[[str], None]) -> Reading:
    progress("parsing sentences")
    parsed = parse(document)
    progress("finding names")
    cast = build_cast(parsed, find_names(parsed))
    progress("finding roles")
    find_roles(parsed, cast)
    find_works_and_lists(parsed, cast)
    link_descriptions(parsed, cast)
    progress("finding ties and quotes")
    ties = find_ties(parsed, cast)
    quotes = find_quotes(parsed, cast)
    progress("finding events, claims and positions")
    positions = find_positions(parsed, cast, quotes)  # before the entities: it may add an unnamed group
    return Reading(
        document_id=document.id,
        entities=cast.entities(),
        ties=ties,
        quotes=quotes,
        positions=positions,
        events=find_events(parsed, cast),
        claims=find_claims(parsed, cast, quotes, ties=ties),
        reader=f"entourage reader {READER_VERSION} with {english_model()[1]}",
    )
