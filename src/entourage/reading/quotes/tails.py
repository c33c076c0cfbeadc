"""What the narrator adds at the end of a reporting clause, which the parse takes for a part of it.

In: the tokens of a clause in order. Out: the tokens without the narrator's. Invariant: only tokens at the end are taken
away, and never all.
"""

from __future__ import annotations

from typing import Any

from entourage.reading.quotes.draft import Page
from entourage.reading.quotes.marks import Stretch

_CONTRASTS = frozenset({"while", "whereas", "although", "though", "but"})
_MEANWHILE = frozenset({"as", "while"})
_DASHES = frozenset({"—", "–", "--", "―"})
_BEFORE_PARTICIPLE = frozenset({"before", "after", "by", "while", "when"})
_REPORTS = frozenset({"saying", "thinking", "judging", "showing"})
# Of a clause that is cut must be left so many tokens.
MIN_KEPT = 2
# ", Ada Example of the port said,": an aside is no longer than this (tokens).
MAX_ASIDE = 8


def without_tail(page: Page, cue: Any, tokens: list[Any]) -> list[Any]:
    """A clause without a second report joined to it, its own source, and comments after its last marks.

    "Ada said it was “fine” as she left" reports no more than that it was fine; "Ada said it rained, while Ben said it
    snowed" is two reports; "Ada said it rained, according to the Example Times" has two sources.

    Args:
        page: the text.
        cue: the reporting word before the clause; clauses that stand before it are left as they are.
        tokens: the clause, in order.
    """
    if len(tokens) <= MIN_KEPT or tokens[0].i < cue.i:
        return tokens
    limit = _second_report(page, tokens)
    last = next((s for s in reversed(page.stretches_in(tokens[0].idx, tokens[-1].idx)) if s.end > tokens[0].idx), None)
    if last is not None and last.end < tokens[-1].idx:
        limit = min(limit, _comment_after(page, tokens, last))
    kept = [t for t in tokens if t.i < limit]
    return kept if len(kept) >= MIN_KEPT else tokens


def _second_report(page: Page, tokens: list[Any]) -> int:
    for token in tokens[MIN_KEPT:]:
        if token.lower_ == "according" and token.nbor(-1).text == "," and page.stretch_at(token.idx) is None:
            return int(token.i)
        if token.lower_ in _CONTRASTS and _opens_aside(page, token):
            return int(token.i)  # "..., although, she noted, it rained"
        if token.lower_ in _CONTRASTS and token.dep_ in {"mark", "cc"} and page.stretch_at(token.idx) is None:
            verb = token.head
            cue = page.table.cue(verb.pos_, verb.lemma_) if verb.pos_ == "VERB" and verb.i > token.i else None
            if cue is not None and cue.groups & _REPORTS and _has_named_subject(verb):
                return int(token.i)
    return int(tokens[-1].i) + 1


def _opens_aside(page: Page, token: Any) -> bool:
    """Whether ", she said," follows a word."""
    following = token.doc[token.i + 1 : token.i + 2 + MAX_ASIDE]
    if len(following) < MIN_KEPT or following[0].text != ",":
        return False
    close = next((t for t in following[1:] if t.text == ","), None)
    return close is not None and any(
        t.pos_ == "VERB" and (cue := page.table.cue(t.pos_, t.lemma_)) is not None and "saying" in cue.groups
        for t in token.doc[token.i + 2 : close.i]
    )


def _has_named_subject(verb: Any) -> bool:
    return any(child.dep_ == "nsubj" and child.pos_ in {"PROPN", "NOUN"} for child in verb.children)


def _comment_after(page: Page, tokens: list[Any], last: Stretch) -> int:
    """The first token of the narrator's words after the last marks of a clause."""
    rest = [t for t in tokens if t.idx >= last.end and not t.is_space]
    comma = page.text[last.inner.end - 1] == ","
    dashes = [t for t in rest if t.text in _DASHES]
    for number, token in enumerate(rest):
        set_off = (comma and number == 0) or (number > 0 and rest[number - 1].text == ",")
        following = rest[number + 1] if number + 1 < len(rest) else None
        if (
            (set_off and _comments(token, following))
            or (number == 0 and _is_meanwhile(token, following))
            or (len(dashes) == 1 and token is dashes[0])
        ):
            return int(token.i)
    return int(tokens[-1].i) + 1


def _comments(token: Any, following: Any | None) -> bool:
    """ ", adding ...", ", which ...", ", implicitly putting ..." """
    if token.pos_ == "ADV" and following is not None:
        token = following
    return token.tag_ in {"VBG", "WDT", "WP", "WRB"}


def _is_meanwhile(token: Any, following: Any | None) -> bool:
    if token.lower_ in _BEFORE_PARTICIPLE and following is not None and following.tag_ == "VBG":
        return True
    return token.lower_ == "during" or (token.lower_ in _MEANWHILE and token.dep_ == "mark")
