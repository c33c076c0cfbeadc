"""All ties of a text.

In: a Parsed text and its Cast after coreference. Out: typed ties with status, dates and evidence, ids in order.
"""

from __future__ import annotations

from typing import Any

import msgspec

from entourage.model import Span, Status, Tie
from entourage.reading.cast import Cast, Party
from entourage.reading.parse import Parsed
from entourage.reading.resolve import resolve_token
from entourage.reading.ties.found import Ledger
from entourage.reading.ties.implied import implied_ties
from entourage.reading.ties.lines import line_ties
from entourage.reading.ties.links import link_ties
from entourage.reading.ties.named_lists import list_ties
from entourage.reading.ties.phrases import RolePhrase, find_phrases
from entourage.reading.ties.roles import note_roles
from entourage.reading.ties.sanctions import sanction_statements
from entourage.reading.ties.stakes import stake_ties
from entourage.reading.ties.targets import Scene, Target
from entourage.reading.ties.verbs import belonging_ties, board_ties, verb_ties
from entourage.reading.ties.words import cue
from entourage.reading.ties.work_ties import work_ties


def find_ties(parsed: Parsed, cast: Cast) -> tuple[Tie, ...]:
    """Every tie that the text states between two of its parties.

    Args:
        parsed: the text.
        cast: its parties, with descriptions and pronouns resolved; roles that become known are added to them.

    Returns:
        Ties in order of their evidence; empty when the text states none.
    """
    known: dict[int, list[Party]] = {}

    def resolve(token: Any) -> list[Party]:
        if token.i not in known:
            known[token.i] = resolve_token(parsed, cast, token)
        return known[token.i]

    scene = Scene(parsed, cast, resolve)
    ledger = Ledger()
    for phrase in find_phrases(scene):
        note_roles(scene, phrase)
        _phrase_ties(ledger, phrase)
        implied_ties(scene, ledger, phrase)
    board_ties(scene, ledger)
    verb_ties(scene, ledger)
    stake_ties(scene, ledger)
    belonging_ties(scene, ledger)
    line_ties(scene, ledger)
    link_ties(scene, ledger)
    work_ties(scene, ledger)
    list_ties(scene, ledger)
    sanction_statements(scene, ledger)
    return tuple(_clearest_first(cast, tie) for tie in ledger.ties())


def _clearest_first(cast: Cast, tie: Tie) -> Tie:
    """A tie whose first evidence is the one that names most of its two ends, not one that says "they"."""

    def unnamed(span: Span) -> int:
        named = {party.id for _, party, kind in cast.mentions_in(span.start, span.end) if kind == "name"}
        return -len(named & {tie.subject, tie.object})

    return msgspec.structs.replace(tie, evidence=tuple(sorted(tie.evidence, key=lambda span: (unnamed(span), span))))


def _of_the_firm(phrase: RolePhrase) -> bool:
    """Whether a partner is one of a firm's own ("managing partner", "a partner at") and no ally of it."""
    words = set(phrase.text.lower().split())
    return bool(words & {"managing", "senior", "founding", "equity", "at"})


def _led_by(target: Target, words: set[str]) -> bool:
    """Whether one of these prepositions leads to a target: "the nominee for the court"."""
    above = target.token.head
    return bool(above.lower_ in words) and target.token.dep_ == "pobj"


def _phrase_ties(ledger: Ledger, phrase: RolePhrase) -> None:
    for target in phrase.targets:
        schema = phrase.group.organization if target.party.is_organization else phrase.group.person
        schema = schema or ("UnknownLink" if target.body == "campaign" else "")
        if "board" in phrase.label.lower().split() and target.party.is_organization:
            schema = "Directorship"
        if phrase.head.lower_ == "partner" and target.party.is_organization and _of_the_firm(phrase):
            schema = "Directorship"
        aspires = phrase.head.lemma_.lower() in cue("aspirants", "words") and _led_by(target, {"for", "to"})
        status: Status = "planned" if aspires and phrase.status == "current" else phrase.status
        for holder in phrase.holders:
            subject, object_ = (target.party, holder.party) if phrase.group.reverse else (holder.party, target.party)
            ledger.add(
                schema,
                subject,
                object_,
                role=phrase.label or phrase.head.text,
                evidence=phrase.evidence,
                how=holder.how,
                status=status,
                confidence=holder.confidence * target.sure,
                dates=(phrase.start_date, phrase.end_date),
            )
