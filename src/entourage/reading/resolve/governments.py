"""Governments behind the name of their seat: "Moscow denied it", but not "in Moscow".

In: a Parsed text, a Cast, names of places. Out: for each name whether it speaks of a government, and that government as
a party of schema PublicBody and kind "government" ("Government of Canada"), which is never screened. Invariant: without
one of the frames of ``data/governments.toml`` a town stays a town.
"""

from __future__ import annotations

import functools
from typing import Any

from entourage.model import Span
from entourage.names import capital_country, country_name, normalise
from entourage.reading.cast import Cast, Party
from entourage.reading.names.known import named_country
from entourage.reading.parse import Parsed
from entourage.reading.words import table

_TABLE = "governments"
_BESIDE = frozenset({"amod", "compound", "poss", "nmod"})
_EMPTY_VERBS = frozenset({"begin", "continue", "start", "have", "need", "plan"})
_MAX_STEPS = 6
_NOTE = "“{form}” stands for it in this text"


class Governments:
    """The governments of a text, made when they are first spoken of."""

    def __init__(self, parsed: Parsed, cast: Cast) -> None:
        self.parsed = parsed
        self.cast = cast

    def at(self, span: Span) -> Party | None:
        """The government that a place's name stands for at one mention; None where it names the town.

        Args:
            span: the name.
        """
        form = " ".join(span.of(self.parsed.text).split())
        seat = self._seat_of(form)
        if seat is None or not _acts(self.parsed.tokens_in(span)):
            return None
        party = self.party(*seat)
        party.add_property("notes", _NOTE.format(form=form))
        return party

    def of_country(self, code: str) -> Party:
        return self.party(_name(code), code)

    def party(self, name: str, code: str) -> Party:
        """The party of a government: the one that the text names in full, else a new one."""
        known = self.cast.governments.get(code)
        if known is None:
            wanted = normalise(name)
            named = (p for p in self.cast.organizations() if normalise(p.name).removeprefix("the ") == wanted)
            known = next(named, None) or self.cast.add("PublicBody", name, kind="government")
            known.add_property("country", code)
            self.cast.governments[code] = known
        return known

    def _seat_of(self, form: str) -> tuple[str, str] | None:
        """(name of the government, country) of a seat of government; None for other places."""
        key = normalise(form)
        body = table(_TABLE)["bodies"].get(key)
        if body is not None:
            return (body[0], body[1]) if self._named & set(body[2]) else None
        code = capital_country(form)
        if code is None or key in table(_TABLE)["not_used"] or named_country(form):
            return None
        return _name(code), code

    @functools.cached_property
    def _named(self) -> set[str]:
        """All names of the text, compared without case and article."""
        return {normalise(ent.text).removeprefix("the ") for ent in self.parsed.doc.ents}


def link_named_governments(parsed: Parsed, cast: Cast) -> None:
    """Add mentions for "the Canadian government", "Canada's government" and "the government of Canada"."""
    governments, nouns = Governments(parsed, cast), set(table(_TABLE)["named"]["nouns"])
    for paragraph in parsed.paragraphs:
        if not paragraph.is_running_text:
            continue
        for token in parsed.doc[paragraph.first : paragraph.last]:
            if token.lower_ not in nouns or token.dep_ == "compound" or cast.party_at(token.idx) is not None:
                continue
            found = _country_of(token)
            if found is not None:
                code, country = found
                first, last = parsed.doc[min(token.i, country)], parsed.doc[max(token.i, country)]
                cast.mention(governments.of_country(code), first.idx, last.idx + len(last), "nominal")


def _name(code: str) -> str:
    return f"Government of {'the ' if code in table(_TABLE)['article'] else ''}{country_name(code)}"


def _acts(tokens: Any) -> bool:
    """Whether the words around a name speak of a government."""
    if not len(tokens):
        return False
    first, root = tokens[0], tokens.root
    before = first.nbor(-1) if first.i else None
    if before is not None and (before.text[:1].isupper() and not first.is_sent_start and before.pos_ == "PROPN"):
        return False
    root = _first_joined(root)
    return _is_subject(root) or _is_object(root) or _is_behind(root) or _is_owner(root)


def _first_joined(root: Any) -> Any:
    """ "London and Washington agreed": what is said of the first is said of the second."""
    for _ in range(_MAX_STEPS):
        if root.dep_ != "conj" or root.head.pos_ not in {"PROPN", "NOUN"}:
            break
        root = root.head
    return root


def _is_subject(root: Any) -> bool:
    if root.dep_ == "nsubj":
        verb = _main_verb(root.head)
    elif root.dep_ == "pobj" and root.head.dep_ == "agent":
        verb = root.head.head
    else:
        return False
    return verb.lemma_.lower() in table(_TABLE)["subject"]["verbs"]


def _main_verb(verb: Any) -> Any:
    """ "began to negotiate": the verb that says what is done."""
    if verb.lemma_.lower() in _EMPTY_VERBS:
        return next((child for child in verb.children if child.dep_ == "xcomp"), verb)
    return verb


def _is_object(root: Any) -> bool:
    """ "blamed Moscow"; "urged Moscow to stop", where the parser makes it the subject of the second verb."""
    verb = root.head
    if root.dep_ == "nsubj" and verb.dep_ in {"ccomp", "xcomp"}:
        verb = verb.head
    elif root.dep_ != "dobj":
        return False
    return verb.lemma_.lower() in table(_TABLE)["object"]["verbs"]


def _is_behind(root: Any) -> bool:
    """ "relations with Moscow"."""
    return root.dep_ == "pobj" and root.head.head.lemma_.lower() in table(_TABLE)["behind"].get(root.head.lower_, ())


def _is_owner(root: Any) -> bool:
    """ "Moscow's aggression", "Moscow's foreign minister"."""
    if root.dep_ != "poss":
        return False
    modifiers = {t.lower_ for t in root.head.lefts if t.dep_ in {"amod", "compound"}}
    owned = set(table(_TABLE)["owned"]["nouns"])
    return root.head.lemma_.lower() in owned or "foreign" in modifiers


def _country_of(noun: Any) -> tuple[str, int] | None:
    """(country, its token) of "Canadian government", "Canada's government", "government of Canada"."""
    beside = [left for left in noun.lefts if left.dep_ in _BESIDE and not list(left.lefts)]
    beside += [inner for prep in noun.rights if prep.lower_ == "of" for inner in prep.children if inner.dep_ == "pobj"]
    for token in beside:
        code = named_country(token.text) if token.text[:1].isupper() else None
        if code:
            return code, token.i
    return None
