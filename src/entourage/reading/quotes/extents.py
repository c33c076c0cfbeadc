"""How far reported words reach: from the tokens of a clause to spans of the text.

In: tokens. Out: tokens or spans. Invariants: nothing reaches over the narrator's sentence or out of its paragraph; a
span never cuts a quotation mark from its partner where it holds all the words between them.
"""

from __future__ import annotations

import re
from typing import Any

from entourage.model import Span
from entourage.reading.quotes.draft import Page
from entourage.reading.quotes.narration import TERMINATORS

_EDGE = frozenset(",;:.–—-!?() ")
# A piece that is no more than this, beside fuller ones, is the narrator's: "although, she noted, ..."
_FUNCTION_WORDS = frozenset({"although", "though", "but", "and", "while", "because", "that", "if", "when", "as", "or"})
_DATELINE = re.compile(
    r"[A-Z][A-Z.'’\-]+(?:[ ,]+[A-Z][\w.'’\-]*){0,4},?(?: \([^()]{1,40}\))?"
    r"(?:, [A-Z][a-z]+\.? \d{1,2}(?: \d{4})?)? ?[-–—]{1,2} "
)
# Half of what a sentence may hold to each side of its reporting word (tokens).
MAX_REACH = 150
# Between a reporting verb and its "that" stand at most so many tokens.
MAX_BEFORE_THAT = 16


def sentence_around(page: Page, token: Any) -> list[Any]:
    """The tokens of the narrator's sentence around a token: up to the sentence ends outside quotation marks."""
    doc = token.doc
    paragraph = page.parsed.paragraph_at(token.idx)
    low = paragraph.first if paragraph is not None else 0
    high = paragraph.last if paragraph is not None else len(doc)
    first, last = token.i, token.i
    while first > max(low, token.i - MAX_REACH) and not _ends(page, doc[first - 1]):
        first -= 1
    while last < min(high, token.i + MAX_REACH) - 1 and not _ends(page, doc[last]):
        last += 1
    return list(doc[first : last + 1])


def _ends(page: Page, token: Any) -> bool:
    if token.text in TERMINATORS:
        stretch = page.stretch_at(token.idx)
        return stretch is None
    if token.is_quote and token.i:  # a quotation that ends with a full stop ends the sentence as well
        stretch = page.stretch_at(token.idx)
        return stretch is not None and token.idx + 1 >= stretch.end and token.nbor(-1).text in {".", "!", "?"}
    return False


def content_pieces(page: Page, tokens: list[Any]) -> list[Span]:
    """Tokens as spans, broken where other words stand between them, without punctuation at the edges."""
    words = [t for t in tokens if not t.is_space]
    if not words:
        return []
    words.sort(key=lambda t: t.i)
    paragraph = page.parsed.paragraph_at(words[len(words) // 2].idx)
    if paragraph is None:
        return []
    dateline = _DATELINE.match(page.text, paragraph.block.span.start, paragraph.block.span.end)
    start = dateline.end() if dateline is not None else 0
    words = [t for t in words if paragraph.first <= t.i < paragraph.last and t.idx >= start]
    runs: list[list[Any]] = []
    for token in words:
        if (runs and token.i - runs[-1][-1].i <= 1) or (
            runs and all(t.is_punct or t.is_space for t in token.doc[runs[-1][-1].i + 1 : token.i])
        ):
            runs[-1].append(token)
        else:
            runs.append([token])
    pieces = [_piece(page, run) for run in runs]
    kept = [piece for piece in pieces if piece is not None]
    full = [piece for piece in kept if piece.of(page.text).lower() not in _FUNCTION_WORDS]
    return full or kept


def _piece(page: Page, run: list[Any]) -> Span | None:
    while run and run[0].text in _EDGE:
        run = run[1:]
    while run and run[-1].text in _EDGE:
        run = run[:-1]
    if not run or not any(t.is_alpha or t.like_num for t in run):
        return None
    start, end = run[0].idx, run[-1].idx + len(run[-1])
    for stretch in page.stretches_in(start, end):
        if stretch.start < start < stretch.inner.start + 1 or (
            start <= stretch.inner.start and end >= stretch.inner.end
        ):
            if stretch.end > end >= stretch.inner.end:
                end = stretch.end  # the closing mark belongs to what it closes
            if stretch.start < start <= stretch.inner.start:
                start = stretch.start
    only = page.stretch_at(start)
    if only is not None and only.start == start and only.end == end:
        start, end = only.inner.start, only.inner.end
    return Span(start, end) if start < end else None


def with_rest_of_quotation(page: Page, verb: Any, tokens: list[Any]) -> list[Any]:
    """The clause with the rest of a quotation that it begins."""
    while tokens and tokens[-1].is_space:  # a paragraph's end: the quotation that opens the next one is another
        tokens = tokens[:-1]
    if not tokens:
        return tokens
    last = tokens[-1]
    stretch = page.stretch_at(last.idx)
    if stretch is None:
        following = last.nbor(1) if last.i + 1 < len(last.doc) and not last.nbor(1).is_space else None
        if following is not None and following.text in {":", "-", "–", "—"} and following.i + 1 < len(last.doc):
            following = following.nbor(1)
        stretch = page.stretch_at(following.idx) if following is not None and following.is_quote else None
    if stretch is None:
        return tokens
    doc = last.doc
    position = last.i + 1
    out = list(tokens)
    while position < len(doc) and doc[position].idx < stretch.end and len(out) < 600:
        if doc[position].i != verb.i:
            out.append(doc[position])
        position += 1
    return out


def after_that(page: Page, verb: Any) -> list[Any]:
    """ "said in an interview taped before the storm that it was cold", where the clause hangs on the storm."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP", "VBN", "VBG"}:
        return []
    sentence = [t for t in sentence_around(page, verb) if t.i > verb.i]
    for number, token in enumerate(sentence[:MAX_BEFORE_THAT]):
        if token.text in {",", ";", ":"} or token.is_quote or token.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
            return []
        if token.lower_ == "that" and number + 1 < len(sentence):
            following = sentence[number + 1]
            opens = following.pos_ in {"PRON", "PROPN", "NOUN", "DET", "ADJ", "NUM"} and token.tag_ != "DT"
            return sentence[number:] if opens and number else []
    return []


def from_mark_to_sentence_end(page: Page, verb: Any) -> list[Any]:
    """ "reported "2,521 cases" in the city": from the quotation mark to the sentence's end."""
    doc = verb.doc
    following = [doc[i] for i in range(verb.i + 1, min(verb.i + 4, len(doc)))]
    while following and following[0].lower_ in {"that", ","}:
        following.pop(0)
    if not following or not following[0].is_quote or page.stretch_at(following[0].idx) is None:
        return []
    return [t for t in sentence_around(page, verb) if t.i >= following[0].i]


def sentence_around_report(page: Page, verb: Any) -> list[Any] | None:
    """ "These people, Ada explained on Monday, were paid well": the sentence without what stands between the commas."""
    doc = verb.doc
    first = next((i for i in range(verb.i - 1, max(-1, verb.i - 7), -1) if doc[i].text == ","), None)
    last = next((i for i in range(verb.i + 1, min(len(doc), verb.i + 10)) if doc[i].text == ","), None)
    if first is None or last is None or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    if any(doc[i].pos_ in {"VERB", "AUX"} and i != verb.i for i in range(first, last)):
        return None
    rest = [t for t in sentence_around(page, verb) if not first <= t.i <= last]
    before, after = [t for t in rest if t.i < first], [t for t in rest if t.i > last]
    if not before or not any(t.pos_ in {"VERB", "AUX"} for t in after) or before[-1].pos_ in {"VERB", "AUX"}:
        return None
    return rest


def sentence_before_report(page: Page, token: Any) -> list[Any] | None:
    """ "..., Ada said." where the parse did not see that the sentence is what she said."""
    sentence = sentence_around(page, token)
    before = [t for t in sentence if t.i < token.i]
    after = [t for t in sentence if t.i > token.i and not t.is_punct and not t.is_space]
    comma = next((t for t in reversed(before) if t.text in {",", "”", '"'}), None)
    if len(after) > 6 or comma is None or token.i - comma.i > 8 or comma.i - sentence[0].i < 4:
        return None
    between = [t for t in sentence if comma.i < t.i < token.i]
    if any(t.pos_ in {"VERB", "AUX"} or t.tag_ in {"WDT", "WP"} for t in between) or token.tag_ == "VBG":
        return None
    if any(t.lower_ == "that" for t in between):
        return None  # "..., in a finish that she said was lucky": only the relative clause is said
    content = [t for t in before if t.i <= comma.i]
    if any(_says(page, t) for t in content):
        return None  # "Ada said it was “cold,” she said": the first one reports
    return content if any(t.pos_ in {"VERB", "AUX"} for t in content) else None


def _says(page: Page, token: Any) -> bool:
    """A finite "said" of the narrator's with its subject and words after it."""
    cue = page.table.cue(token.pos_, token.lemma_) if token.pos_ == "VERB" else None
    if cue is None or "saying" not in cue.groups or token.tag_ not in {"VBD", "VBZ"}:
        return False
    parts = {c.dep_ for c in token.children if (c.i < token.i) == (c.dep_ == "nsubj")}
    return {"nsubj", "ccomp"} <= parts and page.stretch_at(token.idx) is None


def up_to_closing_mark(page: Page, verb: Any) -> list[Any]:
    """ "called the plan in the valley "a disgrace"" where the parse lost the thread: all up to the closing mark."""
    out: list[Any] = []
    doc = verb.doc
    for position in range(verb.i + 1, min(len(doc), verb.i + 20)):
        token = doc[position]
        stretch = page.stretch_at(token.idx)
        if stretch is not None:
            return out + [t for t in doc[position : position + 60] if t.idx < stretch.end]
        if token.text in TERMINATORS or token.pos_ in {"VERB", "AUX"} or token.text in {",", ";"}:
            return []
        out.append(token)
    return []
