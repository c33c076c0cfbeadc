"""Who says it: the speaker around a cue.

In: a Scene and a stretch of text before or after a cue. Out: :class:`Speaker`. Rules, in order: the cue's subject in
the parse when it is named; the first (after the cue) or last (before it) name that no preposition or oblique case
keeps from being the subject; a pronoun, read as the person of that gender who was named last; a description, read as
the one person of that role. What the text does not bear out stays unclear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from entourage.model import Span
from entourage.reading.cast import Party
from entourage.reading.languages.scene import Scene

# How far back a pronoun's person may have been named.
_PRONOUN_REACH_CHARS = 1_200
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})


@dataclass(frozen=True)
class Speaker:
    """Who speaks, as far as the text shows it.

    Attributes:
        party: None when it is unclear who is meant.
        span: what stands for the speaker.
        how: "name", "pronoun" or "description".
    """

    party: Party | None
    span: Span
    how: str


def speaker_after(scene: Scene, cue: Any, end: int, *, any_noun: bool = False) -> Speaker | None:
    """The speaker who follows a cue: "a déclaré Jean Exemple", «заявил он», "estime-t-elle"."""
    start = cue.idx + len(cue.text)
    attached = _pronoun_between(scene, cue.i + 1, cue.i + 4, end)
    if attached is None and scene.language.code == "fr":
        attached = _pronoun_between(scene, max(0, cue.i - 4), cue.i, cue.idx, inverted_only=True)
    if attached is not None:
        return attached
    free = _free_names(scene, start, end)
    nominal = _description(scene, start, end)
    if free and (nominal is None or not _has_verb(scene, start, free[0][0].start)):
        return _named(free[0])
    return nominal or (_any_noun(scene, cue, end) if any_noun else None)


def _any_noun(scene: Scene, cue: Any, end: int) -> Speaker | None:
    """ "demande un passant", «спросила старушка»: a subject right after the cue that is nobody's known description."""
    doc = scene.parsed.doc
    for i in range(cue.i + 1, min(cue.i + 5, len(doc))):
        token = doc[i]
        if token.idx >= end or token.is_punct or token.pos_ in {"VERB", "SCONJ"} or (token.pos_ == "ADP"):
            return None
        if token.pos_ == "NOUN":
            subject = (
                "Nom" in token.morph.get("Case")
                if scene.language.code == "ru"
                else doc[i - 1].pos_ == "DET" or doc[i - 2].pos_ == "DET"
            )
            return _nominal(scene, token, end) if subject else None
    return None


def impersonal(scene: Scene, cue: Any, start: int) -> Speaker | None:
    """«В Минтруде уточнили, что ...»: a plural verb without a subject, and an organisation in the locative."""
    if (
        scene.language.code != "ru"
        or "Plur" not in cue.morph.get("Number")
        or any(t.dep_ in _SUBJECTS for t in cue.children)
    ):
        return None
    for span, party in reversed(scene.named_in(start, cue.idx)):
        first = scene.parsed.token_at(span.start)
        if first is None:
            continue
        i = first.i - 1
        while i >= 0 and first.i - i <= 3 and scene.parsed.doc[i].lower_ not in {"в", "во"}:
            i -= 1
        if party.is_organization and i >= 0 and scene.parsed.doc[i].lower_ in {"в", "во"}:
            return Speaker(party, span, "name")
    return None


def speaker_before(scene: Scene, cue: Any, start: int) -> Speaker | None:
    """The speaker who stands before a cue: "Jean Exemple a déclaré"."""
    subject = next(
        (t for t in _cue_heads(cue) for t in t.children if t.dep_ in _SUBJECTS and start <= t.idx < cue.idx), None
    )
    if subject is not None:
        found = _of_subject(scene, subject, start, cue.idx)
        if found is not None:
            return found
    pronoun = _pronoun_between(scene, max(0, cue.i - 6), cue.i, cue.idx, low=start)
    if pronoun is not None:
        return pronoun
    free = _free_names(scene, start, cue.idx)
    if free:
        return _named(free[-1])
    return _description(scene, start, cue.idx)


def speaker_in(scene: Scene, start: int, end: int) -> Speaker | None:
    """The speaker in "selon Jean Exemple", «по словам Лаврова»: any case will do."""
    named = scene.named_in(start, end)
    if named:
        people = [one for one in named if one[1].is_person]
        role_first = people and people[0][0].start - start > 0 and named[0][1].is_organization
        return _named(people[0] if role_first and _joined(scene, named[0][0], people[0][0]) else named[0])
    for token in scene.parsed.tokens_in(Span(start, end)) if start < end else ():
        gender = scene.table["pronouns_object"].get(token.lower_)
        if gender:
            return _pronoun(scene, token, gender)
    return _description(scene, start, end)


def _joined(scene: Scene, organization: Span, person: Span) -> bool:
    """ "du ministère Jean Exemple": the office's complement and its holder."""
    return person.start - organization.end <= 3


def _cue_heads(cue: Any) -> list[Any]:
    return [cue, cue.head] if cue.dep_ in {"aux", "aux:tense", "cop", "conj", "xcomp"} else [cue]


def _of_subject(scene: Scene, subject: Any, start: int, end: int) -> Speaker | None:
    low = max(start, scene.parsed.doc[subject.left_edge.i].idx)
    last = scene.parsed.doc[subject.right_edge.i]
    high = min(end, last.idx + len(last.text))
    covering = scene.cast.mention_at(subject.idx)
    if covering and covering[2] == "name" and (covering[1].is_person or covering[1].is_organization):
        return _named((covering[0], covering[1]))
    gender = scene.table["pronouns_subject"].get(subject.lower_)
    if gender and (
        subject.lower_ not in {"dernier", "dernière"} or (subject.i and subject.nbor(-1).lower_ in {"ce", "cette"})
    ):
        return _pronoun(scene, subject, gender)
    free = _free_names(scene, max(low, subject.idx), high)
    if free and (free[0][1].is_person or not _is_speaker_noun(scene, subject)):
        return _named(free[0])
    return _nominal(scene, subject, high) if _is_speaker_noun(scene, subject) else None


def _free_names(scene: Scene, start: int, end: int) -> list[tuple[Span, Party]]:
    return [one for one in scene.named_in(start, end) if one[0].start not in scene.oblique]


def _named(found: tuple[Span, Party]) -> Speaker:
    return Speaker(found[1], found[0], "name")


def _has_verb(scene: Scene, start: int, end: int) -> bool:
    return start < end and any(t.pos_ == "VERB" for t in scene.parsed.tokens_in(Span(start, end)))


# -- pronouns --------------------------------------------------------------------------------------------------
def _pronoun_between(
    scene: Scene, first: int, last: int, end: int, *, low: int = 0, inverted_only: bool = False
) -> Speaker | None:
    doc, pronouns = scene.parsed.doc, scene.table["pronouns_subject"]
    for i in range(min(last, len(doc)) - 1, first - 1, -1) if low else range(first, min(last, len(doc))):
        token = doc[i]
        if token.idx < low or (token.idx >= end and not inverted_only):
            continue
        low_text = token.lower_
        if inverted_only and not low_text.startswith("-") and "-" not in low_text:
            continue
        if low_text in {"dernier", "dernière"} and (not i or doc[i - 1].lower_ not in {"ce", "cette"}):
            continue
        gender = pronouns.get(low_text) or (pronouns.get(low_text.rpartition("-")[2]) if "-" in low_text else None)
        if gender:
            return _pronoun(scene, token, gender)
        if not low and not inverted_only and (scene.cast.party_at(token.idx) or token.text in {",", "«", ":"}):
            return None
    return None


def _pronoun(scene: Scene, token: Any, gender: str) -> Speaker:
    dash = len(token.text) - len(token.text.lstrip("-"))
    text = token.text[dash:]
    cut = dash + (2 if text.startswith("t-") else 0)
    if "-" in token.text[cut:]:
        cut = token.text.rindex("-") + 1
    span = Span(token.idx + cut, token.idx + len(token.text))
    party = None if gender == "plural" else named_last(scene, token.idx, gender)
    if party is not None:
        scene.cast.mention(party, span.start, span.end, "pronoun")
    return Speaker(party, span, "pronoun")


def named_last(scene: Scene, place: int, gender: str) -> Party | None:
    """The person of that gender who was named last before a place: a subject before one in an oblique case of the same
    sentence."""
    seen: list[tuple[int, Party]] = [
        (start, party)
        for start, party in scene.cast.names_before(place, _PRONOUN_REACH_CHARS)
        if party.is_person and party.gender in {"", gender}
    ]
    if not seen:
        return None
    nearest = scene.parsed.paragraph_at(seen[0][0])
    low = nearest.block.span.start if nearest is not None else seen[0][0]
    seen = [one for one in seen if one[1].gender and one[0] >= low] or seen
    sentence = scene.sentence(seen[0][0])
    together = [one for one in seen if one[0] >= sentence.start]
    return next((party for start, party in reversed(together) if start not in scene.oblique), seen[0][1])


# -- descriptions ------------------------------------------------------------------------------------------------
def _is_speaker_noun(scene: Scene, token: Any) -> bool:
    return _noun(scene, token) is not None


def _noun(scene: Scene, token: Any) -> str | None:
    low = token.lower_
    if token.pos_ not in {"NOUN", "PROPN", "ADJ"}:
        return None
    if scene.language.code == "ru":
        low = scene.language.lemma(token.text)
    return low if low in _speaker_nouns(scene) else None


def _speaker_nouns(scene: Scene) -> frozenset[str]:
    return scene.language.speaker_nouns


def _description(scene: Scene, start: int, end: int) -> Speaker | None:
    """The first noun in a stretch that says what a speaker is, and is not governed by a preposition."""
    if start >= end:
        return None
    for token in scene.parsed.tokens_in(Span(start, end)):
        if token.idx >= start and _is_speaker_noun(scene, token) and not _governed(scene, token):
            return _nominal(scene, token, end)
    return None


def _governed(scene: Scene, token: Any) -> bool:
    if scene.language.code == "ru":
        return bool(token.morph.get("Case")) and "Nom" not in token.morph.get("Case") and token.dep_ not in _SUBJECTS
    before = token.nbor(-1) if token.i else token
    return before.lower_ in {"du", "des", "au", "aux", "de", "d'", "d’"} or (
        before.pos_ in {"DET", "ADJ"} and before.i > 0 and before.nbor(-1).pos_ == "ADP"
    )


def _nominal(scene: Scene, head: Any, end: int) -> Speaker:
    """A description as the speaker; the person of that role when there is just one."""
    first = head
    while first.i and first.nbor(-1).pos_ in {"DET", "ADJ"} and not first.nbor(-1).is_space:
        first = first.nbor(-1)
    span = Span(first.idx, head.idx + len(head.text))
    party = role_holder(scene, head, span.start)
    if party is not None and scene.cast.party_at(head.idx) is None:
        scene.cast.mention(party, span.start, span.end, "nominal")
    return Speaker(party, span, "description")


def role_holder(scene: Scene, head: Any, place: int) -> Party | None:
    """The party of whom the text has said that it is such a one, named before ``place`` last."""
    noun = _stem(scene, head.text)
    holders = _holders_by_noun(scene).get(noun, [])
    if not holders:
        return _body(scene, noun, place)
    if len(holders) == 1:
        return holders[0]
    ids = {party.id for party in holders}
    before = [p for _, p in scene.cast.names_before(place, _PRONOUN_REACH_CHARS) if p.id in ids]
    return before[0] if before else None


def _holders_by_noun(scene: Scene) -> dict[str, list[Party]]:
    """People by the nouns of their roles; made once, after the roles are known."""
    if scene.holders is None:
        scene.holders = {}
        for party in scene.cast.people():
            for noun in dict.fromkeys(word for role in party.roles for word in _stems(scene, role.text)):
                scene.holders.setdefault(noun, []).append(party)
    return scene.holders


def _body(scene: Scene, noun: str, place: int) -> Party | None:
    """ "le ministère", «министерство» after "ministère de la Justice": the organisation whose name begins so."""
    for _, party in scene.cast.names_before(place, _PRONOUN_REACH_CHARS):
        if party.is_organization and noun in _stems(scene, party.name)[:1]:
            return party
    return None


def _stems(scene: Scene, text: str) -> list[str]:
    return [_stem(scene, word) for word in re.findall(r"[^\W_]+(?:-[^\W_]+)*", text)]


def _stem(scene: Scene, word: str) -> str:
    return scene.language.lemma(word)
