"""Who owns a part of whom: "owns 31 per cent of the bank", "holds a 5% stake in it", "40% of it is owned by".

In: a Scene with descriptions resolved. Out: Ownership ties in the ledger. Invariant: the share is stated as one, with a
percentage or a word for shares, and the owned party is an organisation; "holds an interest in" alone is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from entourage.reading.ties.found import Ledger
from entourage.reading.ties.grammar import after_preposition, agents, is_passive, objects, subjects
from entourage.reading.ties.status import dates_in, verb_status
from entourage.reading.ties.targets import Scene
from entourage.reading.ties.verbs import clause_words, span_of

_VERBS = frozenset({"own", "hold", "have", "control", "retain", "possess"})
_WHOLE = frozenset({"of", "in"})
_PERCENT = frozenset({"percent", "%", "cent", "pc"})
_SHARES = frozenset({"stake", "share", "shareholding"})


def stake_ties(scene: Scene, ledger: Ledger) -> None:
    """Add a tie for everyone who is said to own a share of an organisation.

    Args:
        scene: the text with its cast.
        ledger: where ties are noted.
    """
    for paragraph in scene.parsed.paragraphs:
        if not paragraph.is_running_text:
            continue
        for verb in scene.parsed.doc[paragraph.first : paragraph.last]:
            if verb.pos_ in {"VERB", "AUX"} and verb.lemma_.lower() in _VERBS and scene.named(verb) is None:
                _held(scene, ledger, verb)


def _held(scene: Scene, ledger: Ledger, verb: Any) -> None:
    passive = is_passive(verb)
    owners, shares = (agents(verb), subjects(verb)) if passive else (subjects(verb), objects(verb))
    for share in shares:
        for whole in _wholes(scene, share):
            for target in scene.targets(whole):
                if not target.party.is_organization or target.party.kind == "government":
                    continue
                for owner in owners:
                    for party in scene.resolve(owner):
                        if not (party.is_person or party.is_organization) or party.id == target.party.id:
                            continue
                        ledger.add(
                            "Ownership",
                            party,
                            target.party,
                            role="shareholder",
                            evidence=span_of(scene, [owner, verb, share, target.token]),
                            how=f"verb {verb.lemma_}",
                            status=verb_status(verb),
                            confidence=0.85 * target.sure,
                            dates=dates_in(clause_words(scene, verb)),
                        )


def _wholes(scene: Scene, share: Any) -> Iterator[Any]:
    """What a share is of: the nouns after "of" or "in" behind "31 per cent", "31%", "a stake"."""
    if scene.named(share) is not None:
        return
    heads = [share, *(noun for _, noun in after_preposition(share, frozenset({"per"})))]
    for head in heads:
        if head.lower_ in _PERCENT or head.lemma_.lower() in _SHARES:
            for _, noun in after_preposition(head, _WHOLE):
                yield noun
                if noun.lemma_.lower() in _SHARES:  # "40% of the shares of the bank"
                    yield from (whole for _, whole in after_preposition(noun, _WHOLE))
