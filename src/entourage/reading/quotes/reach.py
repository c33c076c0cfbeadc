"""Where a report with words in quotation marks begins and ends, read from the sentence's words rather than its parse.

In: the reporting verb, a stretch and its sentence. Out: token positions. Invariant: the stretch lies between them.
"""

from __future__ import annotations

from typing import Any

from entourage.reading.quotes.draft import Page
from entourage.reading.quotes.marks import Stretch

_TOLD = frozenset({"tell", "assure", "remind", "inform", "warn", "advise", "notify", "convince", "ask", "promise"})
_LEADING = frozenset({"to", "of", "about", "up", "against", "on", "off", "out", "in"})
_DASHES = frozenset({"—", "–", "--", "-"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# Between "called" and the marks around the name that is given stand at most so many tokens.
MAX_NAMED = 12


def end_of_report(page: Page, stretch: Stretch, sentence: list[Any]) -> int:
    """The last token of what is reported: over marks that follow, up to the next comma, dash or sentence end."""
    inside: int = max((t.i for t in sentence if t.idx < stretch.end), default=sentence[-1].i)
    last = inside
    if page.text[stretch.inner.end - 1] == "," and not _marks_follow(page, sentence[0].doc[inside]):
        return last
    for token in sentence:
        if token.i <= inside:
            continue
        if page.stretch_at(token.idx) is not None:
            last = token.i
            continue
        if token.text in _DASHES or token.text in {";", ":"} or (token.text == "," and not _marks_follow(page, token)):
            break
        if _is_another_report(page, token):
            break
        last = token.i
    return last


def _is_another_report(page: Page, token: Any) -> bool:
    """ "..., according to Ada", "..., she said", "... and says the harbour is full"."""
    if token.lower_ == "according":
        return True
    cue = page.table.cue(token.pos_, token.lemma_) if token.pos_ == "VERB" else None
    if cue is None:
        return False
    joined = token.tag_ in {"VBD", "VBZ"} and token.nbor(-1).lower_ in {"and", "but", "also"} and "saying" in cue.groups
    return joined or has_subject(token)


def _marks_follow(page: Page, comma: Any) -> bool:
    """Whether marks stand right after a comma, "and", "but" aside."""
    for position in range(comma.i + 1, min(comma.i + 3, len(comma.doc))):
        token = comma.doc[position]
        if token.is_quote:
            return page.stretch_at(token.idx) is not None
        if token.lower_ not in {"and", "or", "but"}:
            return False
    return False


def has_subject(token: Any) -> bool:
    return any(child.dep_ in {"nsubj", "nsubjpass"} for child in token.children)


def start_of_report(page: Page, verb: Any, stretch: Stretch, how: str) -> int | None:
    """The first token of what is reported: after "that", after the one who is told and when; None where unclear."""
    doc = verb.doc
    between = [t for t in doc[verb.i + 1 : verb.i + 60] if t.idx < stretch.start]
    thing = _thing(verb, stretch)
    if thing is not None and (how != "reporting clause" or not _is_told(verb, thing)):
        inside = thing.right_edge.idx >= stretch.inner.start or _is_near(thing.right_edge, stretch)
        return int(thing.left_edge.i) if inside else None
    if how == "reporting clause":
        that = next((t for t in between if t.lower_ == "that" and t.dep_ != "det"), None)
        if that is not None:
            return int(that.i)
    position = verb.i + 1 if thing is None else thing.right_edge.i + 1
    while position < len(doc) and doc[position].idx < stretch.start and _is_when(doc[position]):
        position += 1
    if doc[position].idx >= stretch.start:
        return int(position)
    rest = [t for t in between if t.i >= position]
    if how == "reporting clause":
        return position if any(t.tag_ in _FINITE for t in rest) and _opens_clause(doc[position]) else None
    return position if len(rest) <= MAX_NAMED and not any(t.pos_ == "VERB" for t in rest) else None


def _thing(verb: Any, stretch: Stretch) -> Any | None:
    return next(
        (c for c in verb.children if c.dep_ in {"dobj", "dative"} and c.i > verb.i and c.left_edge.idx < stretch.start),
        None,
    )


def _is_told(verb: Any, thing: Any) -> bool:
    return verb.lemma_ in _TOLD and thing.lower_ != "that"


def _is_near(last: Any, stretch: Stretch) -> bool:
    """ "described the plan as a “sham”": few words and no other verb stand between the thing and the marks."""
    rest = [t for t in last.doc[last.i + 1 : last.i + MAX_NAMED] if t.idx < stretch.start]
    return len(rest) < 4 and not any(t.pos_ in {"VERB", "AUX"} or t.text == "," for t in rest)


def _opens_clause(token: Any) -> bool:
    return token.pos_ in {"PRON", "PROPN", "NOUN", "DET", "ADJ", "NUM"} or token.lower_ in {"if", "how", "why", "when"}


def _is_when(token: Any) -> bool:
    if (
        token.ent_type_ in {"DATE", "TIME"}
        or token.text == ","
        or (token.pos_ in {"ADV", "PART"} and token.tag_ == "RB")
    ):
        return True
    if token.pos_ == "ADP" and token.dep_ in {"prt", "prep"} and token.lower_ in _LEADING:
        return True
    return token.pos_ == "ADP" and token.i + 1 < len(token.doc) and token.nbor(1).ent_type_ in {"DATE", "TIME"}
