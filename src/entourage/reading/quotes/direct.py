"""Words in quotation marks and the reporting word beside them.

In: a :class:`Page`. Out: drafts of direct quotes, and the stretches that are words of someone although no reporting
word stands beside them (``unclaimed``). Invariant: a stretch is content of at most one draft; what looks like a term, a
title or a nickname is left to the readers of clauses and otherwise stays nobody's.

What lies between two stretches of one paragraph is the narration. Its first sentence may report what stands before
(", she said."), its last one what comes after ("She added:"), and where it is one sentence, both.
"""

from __future__ import annotations

from typing import Any

from entourage.model import Span
from entourage.reading.quotes.cues import Cue
from entourage.reading.quotes.draft import Draft, Page
from entourage.reading.quotes.grammar import has_negation, subject_of
from entourage.reading.quotes.marks import Stretch

_TERMINATORS = frozenset({".", "!", "?", "...", "…", ";"})
_FINAL = frozenset(".,!?…—–-;")
_OPENING = frozenset("[(…$£€#@*'‘“")
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
# A narration longer than this between a quotation and its reporting word is read no further (tokens).
MAX_NARRATION = 60


def read_direct(page: Page) -> tuple[list[Draft], list[Stretch]]:
    """Drafts of all quotations that a reporting word claims, and the utterances that none does.

    Returns:
        ``(drafts, unclaimed)``; both empty for a text without quotation marks.
    """
    drafts: list[Draft] = []
    unclaimed: list[Stretch] = []
    owner: dict[int, Draft] = {}
    for block in sorted(page.by_block):
        tops = page.by_block[block]
        for position, stretch in enumerate(tops):
            before = tops[position - 1] if position else None
            after = tops[position + 1] if position + 1 < len(tops) else None
            draft = _claim(page, stretch, before, after, owner)
            if draft is None:
                if is_utterance(page, stretch, before):
                    unclaimed.append(stretch)
                continue
            owner[id(stretch)] = draft
            if draft not in drafts[-2:]:
                drafts.append(draft)
    return drafts, unclaimed


def _claim(
    page: Page, stretch: Stretch, before: Stretch | None, after: Stretch | None, owner: dict[int, Draft]
) -> Draft | None:
    """The draft that a stretch belongs to: an earlier one that it goes on with, or a new one."""
    if stretch.continues is not None and (earlier := owner.get(id(stretch.continues))) is not None:
        own = _right_cue(page, stretch, after) if is_utterance(page, stretch, before) else None
        if own is None or earlier.cue is not None:
            return _append(earlier, stretch)
    left = _left_cue(page, stretch, before)
    if left is not None and before is not None and (earlier := owner.get(id(before))) is not None:
        if earlier.cue_token is not None and left.i == earlier.cue_token.i:
            return _append(earlier, stretch)
    if left is not None:
        return _draft(page, stretch, left, "cue before the quotation")
    if not is_utterance(page, stretch, before):
        return None
    right = _right_cue(page, stretch, after)
    if right is not None:
        return _draft(page, stretch, right, "cue after the quotation")
    if (
        before is not None
        and (earlier := owner.get(id(before))) is not None
        and _only_cue_between(page, before, stretch, earlier)
    ):
        return _append(earlier, stretch)
    return None


def _append(draft: Draft, stretch: Stretch) -> Draft:
    draft.content.append(stretch.inner)
    draft.stretches.append(stretch)
    return draft


def _draft(page: Page, stretch: Stretch, cue: Any, how: str) -> Draft:
    speaker = speaker_beside(page, cue)
    return Draft(
        content=[stretch.inner],
        cue=Span(cue.idx, cue.idx + len(cue)),
        cue_token=cue,
        speaker=speaker,
        how=how,
        stretches=[stretch],
        confidence=0.95 if speaker is not None else 0.6,
        negated=cue.pos_ == "VERB" and has_negation(cue, page.table),
    )


# -- is it an utterance at all? ---------------------------------------------------------------------
def is_utterance(page: Page, stretch: Stretch, before: Stretch | None) -> bool:
    """Whether the words stand on their own as something said, rather than as a term inside the narrator's sentence."""
    text, inner = page.text, stretch.inner
    words = text[inner.start : inner.end].split()
    lead = _lead(page, stretch)
    first, last = text[inner.start], text[inner.end - 1]
    starts_sentence = first.isupper() or first.isdigit() or first in _OPENING
    block_end = page.parsed.paragraphs[stretch.block].block.span.end
    following = text[stretch.end : block_end].strip()[:1] if stretch.end < block_end else ""
    if lead == "free":
        if last in _FINAL or not following or following in ",.;—–":
            return len(words) >= 2 or (last in ".,!?…—" and starts_sentence)
        return len(words) >= 5 and starts_sentence
    if lead == "introduced":
        return (starts_sentence and len(words) >= 2) or (last in _FINAL and len(words) >= 4)
    return False


def _lead(page: Page, stretch: Stretch) -> str:
    """What comes right before a stretch: "free" (a sentence starts here), "introduced" (comma, colon), "word"."""
    start = page.parsed.paragraphs[stretch.block].block.span.start
    before = page.text[max(start, stretch.start - 40) : stretch.start].rstrip(" \t\u00a0")
    if not before or before[-1] in '”»"':
        return "free"
    if before[-1] in ".!?…)’'*•":
        return "free"
    if before[-1] in ",:—–-([;":
        return "introduced"
    return "word"


# -- cues beside it -----------------------------------------------------------------------------------
def _narration_after(page: Page, stretch: Stretch, after: Stretch | None) -> list[Any]:
    """Tokens from a stretch to the end of the narrator's sentence."""
    end = page.parsed.paragraphs[stretch.block].block.span.end
    limit = after.start if after is not None else end
    out: list[Any] = []
    token = page.parsed.token_at(stretch.end)
    doc = page.parsed.doc
    position = (
        token.i if token is not None and token.idx >= stretch.end else (token.i + 1 if token is not None else len(doc))
    )
    while position < len(doc) and doc[position].idx < limit and len(out) < MAX_NARRATION:
        token = doc[position]
        if token.text in _TERMINATORS and out:
            break
        out.append(token)
        position += 1
    return out


def _narration_before(page: Page, stretch: Stretch, before: Stretch | None) -> list[Any]:
    """Tokens of the narrator's sentence that leads up to a stretch; of the paragraph before when that ends in a colon."""
    start = page.parsed.paragraphs[stretch.block].block.span.start
    limit = before.end if before is not None else start
    token = page.parsed.token_at(stretch.start - 1) if stretch.start > 0 else None
    if stretch.start == start:
        found = _sentence_before_block(page, stretch)
        if found is None:
            return []
        limit, token = found
    out: list[Any] = []
    doc = page.parsed.doc
    position = token.i if token is not None else -1
    while position >= 0 and doc[position].idx >= limit and len(out) < MAX_NARRATION:
        token = doc[position]
        if token.text in _TERMINATORS:
            break
        out.append(token)
        position -= 1
    out.reverse()
    return out


def _sentence_before_block(page: Page, stretch: Stretch) -> tuple[int, Any] | None:
    if stretch.block == 0:
        return None
    paragraph = page.parsed.paragraphs[stretch.block - 1]
    span = paragraph.block.span
    if not paragraph.is_running_text or page.text[span.end - 1] not in ":,":
        return None
    stretches = page.by_block.get(stretch.block - 1, [])
    limit = stretches[-1].end if stretches else span.start
    return limit, page.parsed.token_at(span.end - 1)


def quote_cue(page: Page, token: Any) -> Cue | None:
    """The cue of a token that may stand beside words in quotation marks, or None."""
    cue = page.table.cue(token.pos_, token.lemma_)
    if cue is not None and "quote" in cue.frames:
        return cue
    # the model takes some reporting verbs for nouns or adjectives beside quotation marks: "tweeted", "notes"
    if token.tag_ in {"NN", "NNS", "NNP", "NNPS", "JJ", "VBD", "VBZ", "VBN"} and token.pos_ in {
        "PROPN",
        "ADJ",
        "NOUN",
        "AUX",
    }:
        for lemma in _verb_lemmas(token.lower_):
            cue = page.table.cue("VERB", lemma)
            if cue is not None and "quote" in cue.frames and token.lower_ != lemma:
                return cue
    return None


def _verb_lemmas(word: str) -> tuple[str, ...]:
    if word.endswith("ed"):
        return word[:-2], word[:-1], word[:-3]
    if word.endswith("s"):
        return word[:-1], word[:-2]
    return ()


def _right_cue(page: Page, stretch: Stretch, after: Stretch | None) -> Any | None:
    """The reporting word of the sentence that follows a stretch, when that sentence reports it."""
    tokens = _narration_after(page, stretch, after)
    if not tokens:
        return None
    words = [t for t in tokens if not t.is_punct and not t.is_space]
    if not words:
        return None
    last = page.text[stretch.inner.end - 1]
    attached = last in ",?!—–-" or tokens[0].text == "," or words[0].text[:1].islower()
    verbs = [
        t for t in words if (cue := quote_cue(page, t)) is not None and (t.pos_ != "NOUN" or "saying" in cue.groups)
    ]
    if words[0].lower_ == "according":
        return words[0]
    plain = [t for t in verbs if t.dep_ not in {"relcl", "acl"} and t.tag_ != "VBG"] or verbs
    for verb in plain:
        if attached or _tight(page, words, verb):
            if attached or not _has_own_content(verb, stretch):
                return verb
    if attached and last == ",":
        return next(
            (
                t
                for t in words
                if t.pos_ == "VERB" and t.tag_ in {"VBD", "VBZ", "VBP"} and t.dep_ in {"ROOT", "ccomp", "conj"}
            ),
            None,
        )
    return None


def _tight(page: Page, words: list[Any], verb: Any) -> bool:
    """Whether a sentence of its own is no more than "Ada Example said" with an adverbial."""
    position = words.index(verb)
    rest = words[position + 1 :]
    return position <= 12 and not any(t.dep_ in {"ccomp", "dobj"} and t.head.i == verb.i for t in rest)


def _has_own_content(verb: Any, stretch: Stretch) -> bool:
    return any(child.dep_ in {"ccomp", "xcomp", "dobj"} and child.idx > verb.idx for child in verb.children)


def _left_cue(page: Page, stretch: Stretch, before: Stretch | None) -> Any | None:
    """The reporting word of the sentence that leads up to a stretch, when it does."""
    tokens = _narration_before(page, stretch, before)
    while tokens and tokens[-1].is_space:
        tokens.pop()
    if not tokens:
        return None
    ending = tokens[-1].text[-1]
    words = [t for t in tokens if not t.is_punct and not t.is_space]
    if not words:
        return None
    cues = [t for t in words if quote_cue(page, t) is not None]
    starts_sentence = page.text[stretch.inner.start].isupper() or page.text[stretch.inner.start] in _OPENING
    if ending == ":":
        verbs = [t for t in cues if t.pos_ == "VERB"] or cues
        if verbs:
            return verbs[-1]
        return next((t for t in reversed(words) if t.pos_ == "VERB"), None)
    if ending in ",—–-":
        verbs = [t for t in cues if t.pos_ in {"VERB", "PROPN", "ADJ", "AUX"}]
        if not verbs:
            return None
        near = len(words) - words.index(verbs[-1])
        last = page.text[stretch.inner.end - 1]
        if starts_sentence and (last in _FINAL or near <= 4):
            return _not_claimed(verbs[-1], stretch, before, tokens)
        return verbs[-1] if near <= 2 else None
    if words and words[-1] in cues and words[-1].pos_ != "NOUN":
        return words[-1]
    if words[-1].lower_ in {"that", "as", "like"} and len(words) > 1 and words[-2] in cues and words[-2].pos_ == "VERB":
        return words[-2] if starts_sentence else None
    return None


def _not_claimed(verb: Any, stretch: Stretch, before: Stretch | None, tokens: list[Any]) -> Any | None:
    """The verb, unless its own clause stands between it and the stretch ("said he was tired, "Star Wars" ...")."""
    if any(child.dep_ == "ccomp" and verb.idx < child.idx < stretch.start for child in verb.children):
        return None
    return verb


def _only_cue_between(page: Page, before: Stretch, stretch: Stretch, draft: Draft) -> bool:
    """Whether nothing but the sentence that reports the earlier stretch stands between the two."""
    between = page.text[before.end : stretch.start].strip()
    if not between:
        return True
    if draft.cue is None or not before.end <= draft.cue.start < stretch.start:
        return False
    token = page.parsed.token_at(before.end)
    doc = page.parsed.doc
    ends = 0
    position = token.i
    while position < len(doc) and doc[position].idx < stretch.start:
        if doc[position].text in _TERMINATORS and doc[position].idx >= before.end:
            ends += 1
        position += 1
    return ends <= 1


# -- who --------------------------------------------------------------------------------------------
def speaker_beside(page: Page, cue: Any) -> Any | None:
    """The head token of the noun phrase that stands for who says it, or None."""
    if cue.lower_ == "according":
        return _after_according(cue)
    subject = subject_of(cue)
    if (
        subject is not None
        and page.stretch_at(subject.idx) is None
        and subject.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"}
    ):
        return subject
    return _nearest_nominal(page, cue)


def _after_according(cue: Any) -> Any | None:
    for child in cue.children:
        for grandchild in (child, *child.children):
            if grandchild.dep_ == "pobj":
                return grandchild
    return None


def _nearest_nominal(page: Page, cue: Any) -> Any | None:
    """Where the parse names no subject: the noun phrase before the verb in the narration, else the one after it."""
    doc = page.parsed.doc
    found = None
    for position in range(cue.i - 1, max(-1, cue.i - 30), -1):
        token = doc[position]
        if token.text in _TERMINATORS or "\n" in token.text or page.stretch_at(token.idx) is not None:
            break
        if token.pos_ in _NOMINAL and token.dep_ not in {"compound", "pobj", "poss", "appos", "npadvmod", "dobj"}:
            found = token
            if token.dep_ in {"nsubj", "nsubjpass"}:
                break
    if found is not None:
        return found
    for position in range(cue.i + 1, min(len(doc), cue.i + 12)):
        token = doc[position]
        if token.text in _TERMINATORS or "\n" in token.text or page.stretch_at(token.idx) is not None:
            break
        if token.pos_ in _NOMINAL and token.dep_ not in {"compound", "pobj", "npadvmod"}:
            return token
    return None
