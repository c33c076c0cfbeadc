"""Roles: what someone is, from titles, appositions, relative clauses and "is a".

In: a Parsed text and its Cast. Out: Role values and properties on the parties. Invariants: every role opens at its
evidence; nationality only from a word for a people that belongs to the person's own description.
"""

from __future__ import annotations

from entourage.model import Role
from entourage.names import demonym_countries, normalise
from entourage.reading.cast import Cast, Party
from entourage.reading.parse import Parsed
from entourage.reading.ties.confidence import confidence as confidence_of
from entourage.reading.ties.phrases import RolePhrase, find_phrases, phrase_start
from entourage.reading.ties.targets import Scene
from entourage.reading.ties.words import cue

_MALE = frozenset(
    {
        "spokesman",
        "chairman",
        "businessman",
        "king",
        "prince",
        "anchorman",
        "congressman",
        "councilman",
        "widower",
        "husband",
        "father",
        "son",
        "brother",
        "uncle",
        "grandfather",
        "statesman",
    }
)
_FEMALE = frozenset(
    {
        "spokeswoman",
        "chairwoman",
        "businesswoman",
        "queen",
        "princess",
        "anchorwoman",
        "congresswoman",
        "councilwoman",
        "actress",
        "widow",
        "wife",
        "mother",
        "daughter",
        "sister",
        "aunt",
        "grandmother",
        "heiress",
        "nun",
    }
)
_FIELDS = frozenset(
    {
        "studies",
        "affairs",
        "literature",
        "history",
        "language",
        "law",
        "politics",
        "culture",
        "economy",
        "art",
        "music",
        "cinema",
        "philology",
    }
)


def find_roles(parsed: Parsed, cast: Cast) -> None:
    """Add roles, position, nationality and gender to the people of a cast.

    Runs before descriptions are resolved, so only names count as holders.

    Args:
        parsed: the text.
        cast: its parties; changed in place.
    """

    def by_name(token: object) -> list[Party]:
        found = cast.mention_at(token.idx, token.idx + len(token))  # type: ignore[attr-defined, arg-type]
        return [] if found is None or found[2] != "name" else cast.persons_of(found[1])

    scene = Scene(parsed, cast, by_name)
    for phrase in find_phrases(scene):
        note_roles(scene, phrase)
    _honorifics(scene)


def note_roles(scene: Scene, phrase: RolePhrase) -> None:
    """Put one phrase's role on its holders, once."""
    organization = next((t.party.id for t in phrase.targets if t.party.is_organization), "")
    for holder in phrase.holders:
        if not holder.party.is_person or _is_abbreviation(phrase.head) or not phrase.text:
            continue
        role = Role(
            text=phrase.text,
            status=phrase.status,
            evidence=(phrase.evidence,),
            organization=organization,
            confidence=confidence_of("role", holder.how, holder.confidence),
            how=holder.how,
        )
        _merge(holder.party, role)
        if phrase.status in {"current", "former"}:
            _properties(scene, phrase, holder.party)


def _is_abbreviation(head: object) -> bool:
    """A rank before a name ("Lt.") shows where someone serves, but is no role worth a line."""
    text = str(head)
    return text.endswith(".") or text.lower() in {"lt", "capt", "sgt", "cmdr", "maj"}


def _merge(party: Party, role: Role) -> None:
    for index, known in enumerate(party.roles):
        if _same_words(known.text, role.text) and known.status == role.status:
            evidence = known.evidence if role.evidence[0] in known.evidence else (*known.evidence, *role.evidence)[:5]
            party.roles[index] = Role(
                text=max(known.text, role.text, key=len),
                status=known.status,
                evidence=evidence,
                organization=known.organization or role.organization,
                confidence=max(known.confidence, role.confidence),
                how=known.how,
            )
            return
    party.roles.append(role)


def _same_words(one: str, other: str) -> bool:
    """Whether two roles are the same words, or one only names the people too: "Russian President", "President"."""
    shorter, longer = sorted((one.lower(), other.lower()), key=len)
    if shorter == longer:
        return True
    lead = (one if len(one) > len(other) else other)[: len(longer) - len(shorter)].split()
    return longer.endswith(f" {shorter}") and len(lead) == 1 and bool(_people(lead[0]))


def _properties(scene: Scene, phrase: RolePhrase, party: Party) -> None:
    head = phrase.head
    lower = head.lower_
    if lower in _MALE | _FEMALE:
        _set_gender(party, "male" if lower in _MALE else "female")
    nationality = ""
    start = phrase_start(scene, head)
    for token in head.doc[start : head.i]:
        if token.lower_ in _FIELDS:
            nationality = ""
        elif (
            (token.ent_type_ == "NORP" or token.pos_ in {"ADJ", "PROPN"}) and scene.named(token) is None
        ) or token.ent_type_ == "NORP":
            nationality = nationality or _people(token.text)
    if nationality:
        party.add_property("nationality", nationality)
    if phrase.group.organization and phrase.label and phrase.status == "current":
        position = phrase.label
        first = position.split(" ")[0]
        if _people(first):
            position = position[len(first) :].strip()
        if position:
            party.add_property("position", position)


def _people(word: str) -> str:
    """Country of a demonym ("Russian"); a country's own name is no demonym ("Russia expert")."""
    return demonym_countries().get(normalise(word), "") if word[:1].isupper() else ""


def _set_gender(party: Party, gender: str) -> None:
    if not party.gender:
        party.gender = gender
    if party.gender == gender:
        party.add_property("gender", gender)


def _honorifics(scene: Scene) -> None:
    """Gender from "Mr." and "Ms." before a name."""
    for party in scene.cast.people():
        for mention in party.mentions:
            if mention.kind != "name":
                continue
            before = scene.parsed.text[max(0, mention.start - 12) : mention.start].split()
            word = before[-1].lower() if before else ""
            if word in cue("honorifics", "male"):
                _set_gender(party, "male")
            elif word in cue("honorifics", "female"):
                _set_gender(party, "female")
