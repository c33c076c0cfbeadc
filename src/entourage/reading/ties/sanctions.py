"""What the text itself says of sanctions: "was sanctioned by Canada in 2022", "who is under U.S. sanctions".

In: a Scene. Out: roles with ``how="sanction statement"``, and a tie to the authority where it is a party. Invariant:
this is what a text says, never a verdict of a list.
"""

from __future__ import annotations

from typing import Any

from entourage.model import Role, Span, Status
from entourage.reading.cast import Party
from entourage.reading.ties.found import Ledger
from entourage.reading.ties.grammar import after_preposition, agents, children, is_passive, objects, subjects
from entourage.reading.ties.status import dates_in, verb_status
from entourage.reading.ties.targets import Scene
from entourage.reading.ties.verbs import clause_words, span_of
from entourage.reading.ties.words import word_set

HOW = "sanction statement"
_TABLE = "works.toml"


def sanction_statements(scene: Scene, ledger: Ledger) -> None:
    """Note every statement that a party is, was or is to be sanctioned."""
    verbs, nouns = word_set(_TABLE, "sanctions", "verbs"), word_set(_TABLE, "sanctions", "nouns")
    for paragraph in scene.parsed.paragraphs:
        if not paragraph.is_running_text:
            continue
        for token in scene.parsed.doc[paragraph.first : paragraph.last]:
            lemma = token.lemma_.lower()
            if lemma in verbs and token.tag_.startswith("VB"):
                _verb(scene, ledger, token, lemma)
            elif token.lower_ in nouns and token.pos_ == "NOUN":
                _noun(scene, ledger, token)


def _verb(scene: Scene, ledger: Ledger, verb: Any, lemma: str) -> None:
    if is_passive(verb):
        listed, authorities = subjects(verb), agents(verb)
    elif verb.dep_ == "amod":
        listed, authorities = [verb.head], []
    else:
        listed, authorities = objects(verb), subjects(verb)
    if lemma == "designate" and not authorities:
        return
    status: Status = "current" if verb.dep_ == "amod" else verb_status(verb, event=True)
    _state(scene, ledger, verb, listed, authorities, status, lemma)


def _noun(scene: Scene, ledger: Ledger, noun: Any) -> None:
    preposition = noun.head
    if noun.dep_ == "pobj" and preposition.lower_ == "under":
        above = preposition.head
        listed = subjects(above) if above.pos_ in {"VERB", "AUX"} else [above]
        status: Status = verb_status(above) if above.pos_ in {"VERB", "AUX"} else "current"
        _state(
            scene, ledger, above, listed, children(noun, "compound", "amod", "poss", "nmod"), status, "sanction", noun
        )
    elif noun.dep_ == "dobj" and preposition.lemma_.lower() in word_set(_TABLE, "sanctions", "impose"):
        on = frozenset({"on", "against"})
        listed = [n for host in (preposition, noun) for _, n in after_preposition(host, on)]
        authorities = agents(preposition) if is_passive(preposition) else subjects(preposition)
        _state(scene, ledger, preposition, listed, authorities, verb_status(preposition, event=True), "sanction", noun)


def _state(
    scene: Scene,
    ledger: Ledger,
    verb: Any,
    listed: list[Any],
    authorities: list[Any],
    status: Status,
    lemma: str,
    noun: Any = None,
) -> None:
    dates = dates_in(clause_words(scene, verb), began=True)
    by = [party for token in authorities for party in _authority(scene, token)]
    for token in listed:
        for party in scene.resolve(token):
            if not party.is_person and (not party.is_organization or party.kind == "government"):
                continue
            ends = [token, verb, *([noun] if noun is not None else [])]
            span = span_of(scene, ends + [t for t in authorities if t.sent.start == token.sent.start])
            past = {"sanction": "sanctioned", "blacklist": "blacklisted", "designate": "designated"}[lemma]
            names = " and ".join(dict.fromkeys(p.name for p in by))
            whose = " and ".join(_adjectives(authorities)) if noun is not None and not by else ""
            text = f"under {whose} sanctions" if whose else past + (f" by {names}" if names else "")
            text += f" ({dates[0]})" if dates[0] else ""
            _note(party, text, status, span)
            for authority in by:
                ledger.add(
                    "UnknownLink",
                    party,
                    authority,
                    role=f"{past} by",
                    evidence=span,
                    how=HOW,
                    status=status,
                    confidence=0.85,
                    dates=dates,
                )


def _adjectives(authorities: list[Any]) -> dict[str, None]:
    """ "under Canadian sanctions": whose they are, where that is no party of the text."""
    return dict.fromkeys(token.text for token in authorities if token.text[:1].isupper())


def _authority(scene: Scene, token: Any) -> list[Party]:
    return [p for p in scene.resolve(token) if not p.is_person]


def _note(party: Party, text: str, status: Status, span: Span) -> None:
    if not any(role.how == HOW and role.text == text and role.status == status for role in party.roles):
        party.roles.append(Role(text=text, status=status, evidence=(span,), confidence=0.85, how=HOW))
