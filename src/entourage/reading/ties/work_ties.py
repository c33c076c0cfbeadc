"""Who wrote a work and where it appeared.

In: a Scene whose works are parties and whose descriptions are resolved. Out: entries in a Ledger.
"""

from __future__ import annotations

from typing import Any

from entourage.reading.cast import Party
from entourage.reading.ties.found import Ledger
from entourage.reading.ties.grammar import after_preposition, children, noun_above
from entourage.reading.ties.targets import Scene
from entourage.reading.ties.verbs import span_of
from entourage.reading.ties.works import hosts_of, noun_class, writer_tokens, writing_verb


def work_ties(scene: Scene, ledger: Ledger) -> None:
    """Note who wrote each work and where it appeared."""
    for party in [p for p in scene.cast.parties.values() if p.kind in {"article", "work"}]:
        for mention in list(party.mentions):
            if mention.kind == "nominal":
                noun = scene.parsed.token_at(mention.start)
                if noun is not None and noun_class(noun):
                    _authors(scene, ledger, party, noun)
                    _appeared(scene, ledger, party, noun)


def _authors(scene: Scene, ledger: Ledger, work: Party, noun: Any) -> None:
    verb = writing_verb(noun)
    tokens = [(token, verb, 0.9) for token in writer_tokens(noun, verb)] if verb is not None else []
    tokens += [(token, None, 0.85) for _, token in after_preposition(noun, frozenset({"by"}))]
    tokens += [(token, None, 0.7) for token in children(noun, "poss")]
    for token, above, confidence in tokens:
        for target in scene.targets(token):
            if target.party.is_person:
                span = span_of(scene, [token, target.token, noun, *([above] if above is not None else [])])
                ledger.add(
                    "Documentation",
                    work,
                    target.party,
                    role="author",
                    evidence=span,
                    how="wrote the work",
                    confidence=confidence * target.sure,
                )


def _appeared(scene: Scene, ledger: Ledger, work: Party, noun: Any) -> None:
    verb = writing_verb(noun)
    for host in hosts_of(noun, verb):
        for preposition, place in after_preposition(host, frozenset({"in", "on"})):
            targets = [t for t in scene.targets(place) if t.party.is_organization and t.party.kind != "government"]
            for target in targets[:1]:
                if not _can_carry(scene, target.party, target.token, verb):
                    continue
                web = noun_above(target.token).lower_ in {"website", "site", "blog", "page"} or _followed_by_site(
                    scene, target.token
                )
                role = f"published {preposition.lower_}" + (" the website" if web else "")
                ledger.add(
                    "UnknownLink",
                    work,
                    target.party,
                    role=role,
                    evidence=span_of(scene, [noun, target.token]),
                    how="where the work appeared",
                    confidence=0.88 * target.sure,
                )


def _followed_by_site(scene: Scene, token: Any) -> bool:
    end = scene.name_end(token)
    return end < len(token.doc) and token.doc[end].lower_ in {"website", "site", "blog", "page", "webpage"}


def _can_carry(scene: Scene, party: Party, token: Any, verb: Any | None) -> bool:
    """A publication or a website carries a work; of any other organisation only where the verb says so."""
    return party.kind == "publication" or _followed_by_site(scene, token) or verb is not None
