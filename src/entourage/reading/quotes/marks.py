"""Quotation marks paired into quoted stretches.

In: a text and the blocks of it to look at. Out: :class:`Stretch` values in order of the text, outer before inner.
Invariants: stretches of one depth do not overlap; an inner stretch (single marks inside double ones) lies inside its
outer one; a stretch never crosses a block (a quotation over several paragraphs is several stretches, chained by
``continues``); one pass, so time is linear in the text whatever its marks are.

A mark is read by its shape and by what stands beside it, because authors and their software mistype them: a mark with
white space before and a letter after opens, one with a letter before and white space after closes, and a mark of the
wrong direction inside an open quotation closes it when no letter follows.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass

from entourage.model import Span
from entourage.reading.parse import trimmed

_DOUBLE_OPENERS = frozenset("“„‟«〝")
_DOUBLE_CLOSERS = frozenset("”»〞")
_DOUBLE = re.compile(r'[“”„‟«»〝〞"]|``|(?<![\'’])\'\'')
_SINGLE_OPEN = re.compile(r"(?:(?<=[\s(\[—–\-“\"«/])|^)['‘‚‹](?=[^\s'’])")
_SINGLE_CLOSE = re.compile(r"(?<=\S)['’›‘](?=[^\w]|$)")
# A quotation that its author forgot to close runs over at most so many paragraphs without any mark.
MAX_UNMARKED_PARAGRAPHS = 4


@dataclass
class Stretch:
    """One stretch inside quotation marks.

    Attributes:
        start, end: with the marks.
        inner: without the marks and without white space at the edges.
        block: number of the block.
        depth: 0 for the outer marks, 1 for marks inside marks.
        parent: the stretch around it, for depth 1.
        closed: whether a closing mark was found in the block.
        continues: the stretch of an earlier paragraph that this one goes on with; None when it starts anew.
        single: whether its marks are single ones.
    """

    start: int
    end: int
    inner: Span
    block: int
    depth: int = 0
    parent: Stretch | None = None
    closed: bool = True
    continues: Stretch | None = None
    single: bool = False


def quoted_stretches(text: str, blocks: Sequence[Span]) -> list[Stretch]:
    """Pair the quotation marks of each block.

    Args:
        text: the whole text.
        blocks: spans of the paragraphs, in order.

    Returns:
        Stretches in order of ``start``; an empty list for a text without marks.
    """
    out: list[Stretch] = []
    pending: Stretch | None = None  # an unclosed quotation of an earlier block
    bare: list[int] = []  # blocks without any mark since then
    for number, block in enumerate(blocks):
        pairs, orphan_close = _double_pairs(text, block)
        starts_open = bool(pairs) and pairs[0][0] == block.start
        if pending is not None and orphan_close is not None and not starts_open:
            for middle in bare:
                out.append(_stretch(text, blocks[middle].start, blocks[middle].end, middle, closed=False))
                out[-1].continues = pending
            pairs.insert(0, (block.start, orphan_close, True, 0))
            starts_open = True
        outer = [_stretch(text, start, end, number, closed=closed, depth=depth) for start, end, closed, depth in pairs]
        outer = [stretch for stretch in outer if len(stretch.inner)]
        if pending is not None and starts_open and outer:
            outer[0].continues = pending
        outer = _with_singles(text, block, number, outer)
        if pending is not None and not outer and len(bare) < MAX_UNMARKED_PARAGRAPHS:
            bare.append(number)
        else:
            pending, bare = None, []
        tops = [stretch for stretch in outer if stretch.depth == 0]
        if tops and not tops[-1].closed:
            pending, bare = tops[-1], []
        out.extend(outer)
    return _apart(out)


def _apart(stretches: list[Stretch]) -> list[Stretch]:
    """The stretches without an outer one that overlaps the outer one before it, as freak marks may give."""
    kept: list[Stretch] = []
    end, dropped = -1, set[int]()
    for stretch in stretches:
        if stretch.depth == 0 and stretch.start < end:
            dropped.add(id(stretch))
        elif stretch.depth == 0 or id(stretch.parent) not in dropped:
            kept.append(stretch)
        end = max(end, stretch.end if stretch.depth == 0 and id(stretch) not in dropped else end)
    return kept


def _stretch(text: str, start: int, end: int, block: int, *, closed: bool, depth: int = 0) -> Stretch:
    inner_start, inner_end = start, end
    if _DOUBLE.match(text, start) or text[start] in "'‘‚‹":
        inner_start += 2 if text[start : start + 2] in ("``", "''") else 1
    if closed and inner_end > inner_start:
        inner_end -= 2 if text[end - 2 : end] == "''" else 1
    return Stretch(start, end, trimmed(text, inner_start, inner_end), block, depth=depth, closed=closed)


def _double_pairs(text: str, block: Span) -> tuple[list[tuple[int, int, bool, int]], int | None]:
    """Pairs ``(start, end, closed, depth)`` of a block, and the end of a closing mark that nothing in it opens."""
    pairs: list[tuple[int, int, bool, int]] = []
    orphan: int | None = None
    opened: int | None = None
    inner: int | None = None
    for match in _DOUBLE.finditer(text, block.start, block.end):
        start, end = match.span()
        opens = _opens(text, match.group(), start, end, block) and (opened is None or _letter_follows(text, end, block))
        if opened is None:
            if opens:
                opened = start
            elif orphan is None and not pairs:
                orphan = end
        elif inner is not None:
            if not opens:
                pairs.append((inner, end, True, 1))
                inner = None
        elif not opens:
            pairs.append((opened, end, True, 0))
            opened = None
        elif _sentence_ends_before(text, start):
            pairs.append((opened, _unclosed_end(text, opened, start), False, 0))
            opened = start
        else:
            inner = start  # a quotation in the quotation
    if opened is not None:
        pairs = _unnested(text, pairs, opened, block)
    return sorted(pairs, key=lambda pair: (pair[0], -pair[1])), orphan


def _unnested(
    text: str, pairs: list[tuple[int, int, bool, int]], opened: int, block: Span
) -> list[tuple[int, int, bool, int]]:
    """The pairs with the outer one that nothing closes: marks of the same style inside it were no inner marks then."""
    inside = [pair for pair in pairs if pair[0] > opened and pair[3] == 1 and text[pair[0]] == text[opened]]
    if not inside:
        return [*pairs, (opened, block.end, False, 0)]
    kept = [pair for pair in pairs if pair not in inside]
    return [
        *kept,
        (opened, _unclosed_end(text, opened, inside[0][0]), False, 0),
        *((a, b, c, 0) for a, b, c, _ in inside),
    ]


def _opens(text: str, mark: str, start: int, end: int, block: Span) -> bool:
    """Whether a mark looks like an opening one, from its shape and its neighbours."""
    space_before = start == block.start or text[start - 1].isspace() or text[start - 1] in "([—–-/‘'"
    text_after = end < block.end and not text[end].isspace() and text[end] not in ".,;:!?)]"
    if mark in _DOUBLE_OPENERS or mark == "``":
        return True
    if mark in _DOUBLE_CLOSERS or mark == "''":
        return space_before and text_after and text[end].isalnum()
    return space_before and text_after


def _letter_follows(text: str, end: int, block: Span) -> bool:
    return end < block.end and (text[end].isalnum() or text[end] in "[‘'…$£€")


def _sentence_ends_before(text: str, start: int) -> bool:
    return text[max(0, start - 2) : start].strip()[-1:] in {".", "!", "?", ":", ","}


def _unclosed_end(text: str, opened: int, next_open: int) -> int:
    """Where a quotation without closing mark may be said to end: before the narration that leads to the next one."""
    for end in range(next_open - 1, max(opened, next_open - 400), -1):
        if text[end] in ",?!" and text[end + 1 : end + 2].isspace() and end < next_open - 2:
            return end + 1
    return next_open


def _with_singles(text: str, block: Span, number: int, outer: list[Stretch]) -> list[Stretch]:
    """The block's stretches with those in single marks, inside double ones or (British style) on their own."""
    starts = [stretch.start for stretch in outer]
    out = list(outer)
    for start, end in _single_pairs(text, block):
        position = bisect.bisect_right(starts, start) - 1
        around = outer[position] if position >= 0 and outer[position].end > start else None
        if around is not None and end > around.end:
            continue
        if around is None and position + 1 < len(outer) and outer[position + 1].start < end:
            if outer[position + 1].end >= end:
                continue
            # double marks inside single ones: the single ones are the outer pair
            inside = outer[position + 1 : bisect.bisect_left(starts, end)]
            if any(stretch.end > end for stretch in inside):
                continue
            for stretch in inside:
                stretch.depth = 1
        stretch = _stretch(text, start, end, number, closed=True, depth=1 if around else 0)
        if not len(stretch.inner):
            continue
        stretch.parent, stretch.single = around, True
        out.append(stretch)
    out.sort(key=lambda stretch: (stretch.start, -stretch.end))
    current: Stretch | None = None
    for stretch in out:
        if stretch.depth == 0:
            current = stretch
        elif stretch.parent is None:
            stretch.parent = current
    return out


def _single_pairs(text: str, block: Span) -> list[tuple[int, int]]:
    """Pairs of single marks, apostrophes left alone."""
    opens = [m.start() for m in _SINGLE_OPEN.finditer(text, block.start, block.end)]
    if not opens:
        return []
    closes = [m.start() for m in _SINGLE_CLOSE.finditer(text, block.start, block.end)]
    pairs: list[tuple[int, int]] = []
    at = 0
    for number, start in enumerate(opens):
        if pairs and start < pairs[-1][1]:
            continue
        limit = opens[number + 1] if number + 1 < len(opens) else block.end
        while at < len(closes) and closes[at] <= start:
            at += 1
        first, chosen = at, None
        while at < len(closes) and closes[at] < limit:
            if text[closes[at] - 1] in ".,!?…" or text[closes[at] + 1 : closes[at] + 2] in {",", ".", "?", "!", ";"}:
                chosen = closes[at]
                break
            at += 1
        if chosen is None:
            weak = closes[first:at]
            plain = [close for close in weak if text[close - 1] != "s"]
            chosen = plain[0] if plain else weak[0] if weak else None
        if chosen is not None:
            pairs.append((start, chosen + 1))
    return pairs
