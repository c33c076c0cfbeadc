"""Reported speech and thought without quotation marks, or with marks around some of its words.

In: a :class:`Page` and the reporting words that direct quotes have used. Out: drafts. Invariant: no reporting word
inside quotation marks is read (those are the speaker's words, not the narrator's), and every draft's content is made of
whole tokens of one paragraph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from entourage.model import Span
from entourage.reading.quotes.cues import Cue
from entourage.reading.quotes.draft import Draft, Page
from entourage.reading.quotes.grammar import ancestors, has_negation, has_particle, is_passive, subject_of, subtree
from entourage.reading.quotes.narration import TERMINATORS

_EDGE = frozenset(",;:.–—-!?() ")
_CLAUSES = frozenset({"ccomp", "pcomp"})
# Half of what a sentence may hold to each side of its reporting word (tokens).
MAX_REACH = 150

Found = tuple[list[Any], Any, float]  # content tokens, speaker token, confidence


def read_clauses(page: Page, used: set[int]) -> list[Draft]:
    """Drafts of indirect and mixed quotes.

    Args:
        page: the text.
        used: positions of the reporting words that already have their quotation.

    Returns:
        Drafts in order of their reporting words; empty when nothing is reported.
    """
    drafts: list[Draft] = []
    table = page.table
    for paragraph in page.paragraphs:
        for position in range(paragraph.first, paragraph.last):
            token = page.parsed.doc[position]
            if token.lower_ == "according":
                cue: Cue | None = Cue("according", frozenset({"according"}))
            else:
                cue = table.cue(token.pos_, token.lemma_)
            if cue is None or position in used or page.stretch_at(token.idx) is not None:
                continue
            draft = _draft(page, token, cue)
            if draft is not None:
                drafts.append(draft)
    return drafts


def _draft(page: Page, token: Any, cue: Cue) -> Draft | None:
    for frame, confidence in _FRAMES.items():
        if frame not in cue.frames or (
            token.pos_ not in {"VERB", "AUX", "SCONJ", "ADP"} and frame in {"object", "for", "as"}
        ):
            continue
        for tokens, speaker in _READERS[frame](page, token, cue):
            pieces = content_pieces(page, tokens)
            if not pieces:
                continue
            return Draft(
                content=pieces,
                cue=Span(token.idx, token.idx + len(token)),
                cue_token=token,
                speaker=speaker,
                how=_HOW[frame],
                stretches=[s for piece in pieces for s in page.stretches_in(piece.start, piece.end)],
                confidence=confidence if speaker is not None else confidence * 0.7,
                negated=token.pos_ == "VERB" and (has_negation(token, page.table)),
            )
    return None


# -- the constructions ----------------------------------------------------------------------------------
def _clause(page: Page, token: Any, cue: Cue) -> Iterator[tuple[list[Any], Any]]:
    """ "said (that) ...", "..., said Ada", "is certain that ...", "the claim that ..."."""
    if not has_particle(token, cue):
        return
    speaker = _speaker(page, token)
    if "noun" in cue.groups and token.pos_ == "NOUN":
        clause = next(
            (c for c in token.children if c.dep_ in {"acl", "ccomp"} and c.i > token.i and _has_that(c)), None
        )
        if clause is not None:
            yield subtree(clause), speaker
        return
    clauses = [c for c in token.children if c.dep_ in _CLAUSES and not _is_name_frame(token, c)]
    if token.pos_ == "ADJ":
        clauses += [c for c in token.children if c.dep_ == "xcomp" and c.i > token.i]
    if clauses:
        tokens = [t for clause in clauses for t in subtree(clause)]
        yield _extended(page, token, tokens), speaker
        return
    if token.pos_ == "ADJ":
        return
    if token.dep_ == "parataxis" or (token.dep_ == "advcl" and _opens_with_as(token)):
        own = {t.i for t in subtree(token)}
        yield [t for t in subtree(token.head) if t.i not in own], speaker
        return
    if "quote" in cue.frames and (rest := _from_mark(page, token)):
        yield rest, speaker
        return
    if "saying" in cue.groups and (tail := _sentence_tail_report(page, token)):
        yield tail, speaker


def _has_that(clause: Any) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)


def _is_name_frame(token: Any, clause: Any) -> bool:
    """ "called Ada to order": the model's clause is an infinitive with a subject of its own."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children)


def _opens_with_as(token: Any) -> bool:
    return any(c.lower_ == "as" and c.i < token.i for c in token.children)


def _extended(page: Page, verb: Any, tokens: list[Any]) -> list[Any]:
    """The clause with the rest of a quotation that it begins."""
    if not tokens:
        return tokens
    last = tokens[-1]
    stretch = page.stretch_at(last.idx)
    if stretch is None:
        following = last.nbor(1) if last.i + 1 < len(last.doc) else None
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


def _from_mark(page: Page, verb: Any) -> list[Any]:
    """ "reported "2,521 cases" in the city": from the quotation mark to the sentence's end."""
    doc = verb.doc
    following = [doc[i] for i in range(verb.i + 1, min(verb.i + 4, len(doc)))]
    while following and following[0].lower_ in {"that", ","}:
        following.pop(0)
    if not following or not following[0].is_quote or page.stretch_at(following[0].idx) is None:
        return []
    return [t for t in sentence_around(page, verb) if t.i >= following[0].i]


def _sentence_tail_report(page: Page, token: Any) -> list[Any] | None:
    """ "..., Ada said." where the parse did not see that the sentence is what she said."""
    sentence = sentence_around(page, token)
    before = [t for t in sentence if t.i < token.i]
    after = [t for t in sentence if t.i > token.i and not t.is_punct and not t.is_space]
    comma = next((t for t in reversed(before) if t.text in {",", "”", '"'}), None)
    if len(after) > 6 or comma is None or token.i - comma.i > 8 or comma.i - sentence[0].i < 4:
        return None
    if any(t.pos_ in {"VERB", "AUX"} for t in sentence if comma.i < t.i < token.i) or token.tag_ == "VBG":
        return None
    content = [t for t in before if t.i <= comma.i]
    return content if any(t.pos_ in {"VERB", "AUX"} for t in content) else None


def _according(page: Page, token: Any, cue: Cue) -> Iterator[tuple[list[Any], Any]]:
    """ "according to Ada, ..."."""
    speaker = None
    root = token
    for child in token.children:
        for grandchild in (child, *child.children):
            if grandchild.dep_ == "pobj":
                speaker = grandchild
    if speaker is None and token.head.lower_ == "to":
        root = token.head
        speaker = next((c for c in root.children if c.dep_ == "pobj"), None)
    if speaker is None:
        return
    own = {t.i for t in subtree(root)}
    yield [t for t in sentence_around(page, token) if t.i not in own], speaker


def _to(page: Page, token: Any, cue: Cue) -> Iterator[tuple[list[Any], Any]]:
    """ "vowed to ...", "her promise to ..."."""
    wanted = {"acl"} if token.pos_ == "NOUN" else {"xcomp"}
    for child in token.children:
        if child.dep_ in wanted and child.i > token.i and _is_name_frame(token, child):
            yield subtree(child), _speaker(page, token)


def _object_to(page: Page, token: Any, cue: Cue) -> Iterator[tuple[list[Any], Any]]:
    """ "urged Ada to ..."."""
    for child in token.children:
        if child.dep_ in {"xcomp", "ccomp"} and child.i > token.i and _is_name_frame(token, child):
            yield (
                [t for t in subtree(child) if child.dep_ == "xcomp" or t.i >= _infinitive(child)],
                _speaker(page, token),
            )


def _infinitive(clause: Any) -> int:
    return next((c.i for c in clause.children if c.dep_ == "aux" and c.lower_ == "to"), clause.i)


def _object(page: Page, token: Any, cue: Cue) -> Iterator[tuple[list[Any], Any]]:
    """ "denounced the plan", "accused Ada of ..."."""
    if is_passive(token) and subject_of(token) is None:
        return
    for child in token.children:
        if child.dep_ in {"dobj", "nsubjpass"} and child.pos_ in {"NOUN", "PROPN", "PRON"}:
            tokens = subtree(child)
            if "blaming" in cue.groups:
                preps = [c for c in token.children if c.dep_ == "prep" and c.lower_ in {"of", "for", "with"}]
                tokens = tokens + [t for prep in preps for t in subtree(prep)]
            yield tokens, _speaker(page, token)


def _for(page: Page, token: Any, cue: Cue) -> Iterator[tuple[list[Any], Any]]:
    """ "called for talks", "called on Ada to ..."."""
    for child in token.children:
        if child.dep_ == "prep" and child.i > token.i and child.lower_ in cue.prepositions:
            yield [t for t in subtree(child) if t.i != child.i], _speaker(page, token)


def _as(page: Page, token: Any, cue: Cue) -> Iterator[tuple[list[Any], Any]]:
    """ "called it a sham", "described it as a sham"."""
    named = [c for c in token.children if c.dep_ in {"oprd", "attr"} or (c.dep_ == "prep" and c.lower_ == "as")]
    clause = [c for c in token.children if c.dep_ == "ccomp" and c.pos_ in {"NOUN", "ADJ", "PROPN"} and c.i > token.i]
    objects = [c for c in token.children if c.dep_ in {"dobj", "nsubjpass"}]
    if clause and not named:
        yield _extended(page, token, [t for c in clause for t in subtree(c)]), _speaker(page, token)
    if named and (subject_of(token) is not None or not is_passive(token)):
        parts = [t for c in [*objects, *named] for t in subtree(c)]
        yield _extended(page, token, sorted(parts, key=lambda t: t.i)), _speaker(page, token)
    elif not clause and (quoted := _up_to_marks(page, token)):
        yield quoted, _speaker(page, token)


def _up_to_marks(page: Page, verb: Any) -> list[Any]:
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


_READERS: dict[str, Callable[[Page, Any, Cue], Iterable[tuple[list[Any], Any]]]] = {
    "according": _according,
    "clause": _clause,
    "as": _as,
    "object-to": _object_to,
    "to": _to,
    "for": _for,
    "object": _object,
}
# How sure each construction is, in the order in which they are tried.
_HOW = {
    "according": "according to",
    "as": "naming",
    "clause": "reporting clause",
    "object-to": "request",
    "to": "wish or intention",
    "for": "call or complaint",
    "object": "judgement",
}
_FRAMES = {"according": 0.85, "as": 0.55, "clause": 0.8, "object-to": 0.6, "to": 0.55, "for": 0.55, "object": 0.45}


# -- speaker and extent -----------------------------------------------------------------------------------
def _speaker(page: Page, token: Any) -> Any | None:
    if token.pos_ == "NOUN":
        return _owner_of_noun(token)
    if token.pos_ == "ADJ":
        head = token.head
        if head.pos_ in {"AUX", "VERB"}:
            return subject_of(head)
        return None
    subject = subject_of(token)
    if subject is not None and page.stretch_at(subject.idx) is not None:
        return None
    return subject


def _owner_of_noun(noun: Any) -> Any | None:
    """Whose claim it is: "her claim", "the claim by Ada", "Ada made the claim"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in {"by", "of", "from"}:
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    for head in ancestors(noun):
        if head.pos_ in {"VERB", "AUX"}:
            return subject_of(head)
    return None


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
    words = [t for t in words if paragraph.first <= t.i < paragraph.last]
    runs: list[list[Any]] = []
    for token in words:
        if (runs and token.i - runs[-1][-1].i <= 1) or (
            runs and all(t.is_punct or t.is_space for t in token.doc[runs[-1][-1].i + 1 : token.i])
        ):
            runs[-1].append(token)
        else:
            runs.append([token])
    pieces = [_piece(page, run) for run in runs]
    return [piece for piece in pieces if piece is not None]


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
