"""Where a role is held: from a noun to the organisations or people that it stands for.

In: a noun token and a resolver. Out: targets. Invariant: a target is a party of the cast; a part of an organisation
("the board of ...", "the faculty of ...") is walked through, any other noun in between ends the walk.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from entourage.names import country_code
from entourage.reading.cast import Cast, Party
from entourage.reading.parse import Parsed
from entourage.reading.ties.grammar import after_preposition, children, with_conjuncts
from entourage.reading.ties.words import cue

Resolver = Callable[[Any], list[Party]]

_INTO_BODY = frozenset({"of", "at", "for", "in", "with"})
_MAX_DEPTH = 4


@dataclass(frozen=True)
class Target:
    """An end of a tie.

    Attributes:
        party: who or what.
        token: the noun that stands for it.
        body: the part of it that was walked through ("board of trustees"); empty when none.
        sure: lower than 1 when a guess was needed.
    """

    party: Party
    token: Any
    body: str = ""
    sure: float = 1.0


@dataclass
class Scene:
    """What every finder works on: the text, the cast, and how a noun is resolved.

    Attributes:
        resolve: by name alone before descriptions are known; afterwards by description and pronoun as well.
    """

    parsed: Parsed
    cast: Cast
    resolve: Resolver

    def named(self, token: Any) -> Party | None:
        """The party that a token is part of the name of."""
        found = self.cast.mention_at(token.idx, token.idx + len(token))
        return found[1] if found is not None and found[2] == "name" else None

    def name_end(self, token: Any) -> int:
        """Index of the first token after the name that a token is part of (after the token itself, if none)."""
        found = self.cast.mention_at(token.idx, token.idx + len(token))
        if found is None:
            return int(token.i) + 1
        span = self.parsed.tokens_in(found[0])
        return int(span.end)

    def name_start(self, token: Any) -> int:
        """Index of the first token of the name that a token is part of (the token itself, if none)."""
        found = self.cast.mention_at(token.idx, token.idx + len(token))
        return int(token.i) if found is None else int(self.parsed.tokens_in(found[0]).start)

    def targets(self, noun: Any, depth: int = 0) -> list[Target]:
        """Parties that a noun stands for, through parts and generic heads, conjuncts included."""
        found: list[Target] = []
        for token in with_conjuncts(noun):
            own = self._one(token, depth)
            if not own and token != noun:
                break
            found.extend(own)
        return found

    def _one(self, token: Any, depth: int) -> list[Target]:
        name = self.named(token)
        if name is not None:
            parents = self._possessors(token, depth)
            return [
                *(Target(party, token) for party in self.cast.persons_of(name)),
                *self._short_form(token, name),
                *(
                    Target(t.party, t.token, t.body, 0.8)
                    for t in parents
                    if t.party.is_organization and name.is_organization
                ),
            ]
        lemma = token.lemma_.lower()
        if lemma in cue("generic", "words") and not self._persons(token):
            inside = self._named_before(token)
            if inside:
                return inside
        if lemma in cue("bodies", "board") or lemma in cue("bodies", "part"):
            through = self._through_body(token, depth)
            if through:
                return through
        return [Target(party, token, "", 0.9) for party in self.resolve(token)]

    def _short_form(self, token: Any, name: Party) -> list[Target]:
        """The other name of an organisation in brackets after it: "the Example Party (EP)"."""
        doc, end = token.doc, self.name_end(token)
        if name.is_organization and end + 1 < len(doc) and doc[end].text in {"(", "["}:
            other = self.named(doc[end + 1])
            closing = self.name_end(doc[end + 1])
            if other is not None and other.is_organization and closing < len(doc) and doc[closing].text in {")", "]"}:
                return [Target(other, doc[end + 1])]
        return []

    def _named_before(self, head: Any) -> list[Target]:
        """Names that stand as modifiers of a generic head: "the Rollei company"."""
        for child in reversed(list(head.lefts)):
            if child.dep_ in {"compound", "nmod", "amod"}:
                party = self.named(child)
                if party is not None and party.is_organization:
                    return [Target(party, child)]
        for child in children(head, "appos"):
            party = self.named(child)
            if party is not None and party.is_organization:
                return [Target(party, child)]
        return []

    def _persons(self, token: Any) -> bool:
        """Whether a noun is a person's: "Ada's first Senate campaign" is not the Senate."""
        owners = [self.named(child) for child in children(token, "poss")]
        return any(owner is not None and owner.is_person for owner in owners)

    def _possessors(self, token: Any, depth: int) -> list[Target]:
        if depth >= _MAX_DEPTH:
            return []
        return [t for child in children(token, "poss") for t in self.targets(child, depth + 1)]

    def _through_body(self, body: Any, depth: int) -> list[Target]:
        """The organisation that a board or another part belongs to."""
        if depth >= _MAX_DEPTH:
            return []
        label = body_label(self, body)
        found = self._possessors(body, depth) or self._named_before(body)
        if not found:
            for _, noun in after_preposition(body, _INTO_BODY):
                found = self.targets(noun, depth + 1)
                if not found and noun.lemma_.lower() in cue("bodies", "board"):
                    found = self._through_body(noun, depth + 1)
                elif not found:
                    found = [
                        t for _, inner in after_preposition(noun, _INTO_BODY) for t in self.targets(inner, depth + 2)
                    ]
                if found:
                    break
        return [Target(t.party, t.token, label, t.sure) for t in found if t.party.is_organization]


def is_joined(party: Party) -> bool:
    """Whether people belong to an organisation rather than work for it, by its name ("Party", "Union")."""
    return any(word.lower().strip(".,") in cue("joined", "words") for word in party.name.split())


def may_be_a_place(party: Party, token: Any | None = None) -> bool:
    """Whether an organisation's name, one plain word seen once, may as well be a town ("Ada Example of Placeville").

    Args:
        party: the organisation.
        token: where it is named; "the" before it, or its being a publication, speaks against a town.
    """
    if country_code(party.name) is not None:
        return True
    if party.kind == "publication" or (token is not None and token.i and token.nbor(-1).lower_ == "the"):
        return False
    names = [mention for mention in party.mentions if mention.kind == "name"]
    return len(names) < 2 and party.name.isalpha() and party.name.istitle() and party.schema != "PublicBody"


def body_label(scene: Scene, body: Any) -> str:
    """The words of a part, without the names in it: "editorial board", "board of trustees"."""
    words = [
        child.text
        for child in body.lefts
        if child.dep_ in {"amod", "compound", "nmod"} and child.ent_type_ == "" and scene.named(child) is None
    ]
    words.append(body.text)
    for child in children(body, "prep"):
        if child.lower_ == "of":
            for noun in children(child, "pobj"):
                if (
                    noun.lemma_.lower() in cue("bodies", "board")
                    or noun.lower_ in cue("bodies", "board")
                    or (
                        noun.tag_ in {"NNS", "NN"}
                        and noun.ent_type_ == ""
                        and scene.named(noun) is None
                        and noun.lower_
                        in {
                            "trustees",
                            "directors",
                            "governors",
                            "regents",
                            "advisers",
                            "advisors",
                            "overseers",
                            "editors",
                            "visitors",
                        }
                    )
                ):
                    words += ["of", noun.text]
    return " ".join(words)
