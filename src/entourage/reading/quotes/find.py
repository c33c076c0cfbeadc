"""All quotes of a text.

In: a Parsed text and its Cast. Out: :class:`entourage.model.Quote` values. Invariants: in order of the text, ids
"quote-1", "quote-2" ...; every content span holds words of one paragraph; a speaker is the id of a party of the
cast; the same input gives the same output; time is linear in the text.
"""

from __future__ import annotations

from entourage.model import Quote
from entourage.reading.cast import Cast
from entourage.reading.parse import Parsed
from entourage.reading.quotes.clauses import read_clauses, set_parents
from entourage.reading.quotes.cues import cue_table
from entourage.reading.quotes.direct import read_direct
from entourage.reading.quotes.draft import Draft, Page
from entourage.reading.quotes.fronted import add_words_outside_marks
from entourage.reading.quotes.inheritance import inherit
from entourage.reading.quotes.leftover import read_leftover
from entourage.reading.quotes.marks import quoted_stretches
from entourage.reading.quotes.nested import read_nested
from entourage.reading.quotes.settle import settle
from entourage.reading.quotes.speakers import finished
from entourage.reading.quotes.turns import read_turns


def find_quotes(parsed: Parsed, cast: Cast) -> tuple[Quote, ...]:
    """Direct, mixed and indirect quotes with their speakers.

    Args:
        parsed: the analysed text; blocks that are not running text (bylines, furniture) give no quotes.
        cast: the parties of the same text.

    Returns:
        Quotes in order; ``speakers`` is empty where the text does not bear out who it is. Empty for a text without any.
    """
    turns, taken = read_turns(parsed)
    blocks = [paragraph.block.span for paragraph in parsed.paragraphs if paragraph.is_running_text]
    numbers = [paragraph.index for paragraph in parsed.paragraphs if paragraph.is_running_text]
    stretches = quoted_stretches(parsed.text, blocks)
    for stretch in stretches:
        stretch.block = numbers[stretch.block]
    narrated = [p for p in parsed.paragraphs if p.is_running_text and p.index not in taken]
    page = Page(parsed, cue_table(), narrated, [s for s in stretches if s.block not in taken])
    direct, unclaimed = read_direct(page)
    used = {draft.cue_token.i for draft in direct if draft.cue_token is not None}
    add_words_outside_marks(page, direct)
    indirect = settle(page, direct, read_clauses(page, used))
    indirect += read_leftover(page, [*direct, *indirect], unclaimed)
    set_parents(indirect)
    in_clauses = {id(stretch) for draft in indirect for stretch in draft.stretches}
    drafts = sorted([*direct, *indirect], key=_order)
    drafts = inherit(page, drafts, [s for s in unclaimed if id(s) not in in_clauses])
    drafts += read_nested(page, drafts)
    drafts += turns
    drafts.sort(key=_order)
    return finished(page, cast, drafts)


def _order(draft: Draft) -> tuple[int, int, int]:
    return draft.content[0].start, -draft.content[-1].end, draft.cue.start if draft.cue else -1
