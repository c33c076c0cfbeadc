"""Roles: offices, jobs and kin in apposition to a name, and the ties that they state.

In: a Scene. Out: roles on the people of the cast, and :class:`Stated` ties. Constructions: "le ministre Jean Exemple",
«глава МИД Иван Примеров»; "Jean Exemple, directeur de X,"; "le directeur de X, Jean Exemple,"; "Jean Exemple est le
directeur de X", «Иван Примеров — директор X». Invariant: a role's evidence is the phrase and the name beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from entourage.model import Role, Span, Status
from entourage.reading.cast import Party
from entourage.reading.languages.cues import NAMES
from entourage.reading.languages.scene import Scene
from entourage.reading.languages.tables import table
from entourage.reading.parse import trimmed

_MAX_PHRASE_TOKENS = 16
_CASES = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")


@dataclass(frozen=True)
class Stated:
    """A tie that the text states."""

    schema: str
    subject: Party
    object: Party
    role: str
    status: Status
    evidence: Span
    how: str
    confidence: float = 0.8


@dataclass
class Phrase:
    """A role phrase: tokens from its first adjective to the end of its complements.

    Attributes:
        noun: its head.
        group: the schema that the noun stands for, "office" or "family".
        span: of the phrase, without article.
    """

    noun: Any
    group: str
    span: Span


def role_table(scene: Scene) -> dict[str, Any]:
    """The language's table of roles."""
    return table(f"{NAMES[scene.language.code]}_roles")


@cache
def _groups(code: str) -> dict[str, str]:
    data = table(f"{NAMES[code]}_roles")
    groups = {word.replace("ё", "е"): "family" for word in data["family"]["words"]}
    for group in ("office", "Ownership", "Membership", "Employment", "Directorship"):
        groups |= {word.replace("ё", "е"): group for word in data["nouns"][group]}
    return groups


def read_roles(scene: Scene) -> list[Stated]:
    """Note every role on its person, and give the ties that the roles state."""
    ties: list[Stated] = []
    for phrase in _phrases(scene):
        for holder, place, how, status in _holders(scene, phrase):
            ties += _note(scene, phrase, holder, place, how, status)
    return ties


# -- phrases ------------------------------------------------------------------------------------------------------
def _phrases(scene: Scene) -> Iterator[Phrase]:
    groups = _groups(scene.language.code)
    for paragraph in scene.parsed.paragraphs:
        if not paragraph.is_running_text:
            continue
        for i in range(paragraph.first, paragraph.last):
            token = scene.parsed.doc[i]
            group = groups.get(_base(scene, token))
            if group is None or token.pos_ not in {"NOUN", "PROPN", "ADJ"}:
                continue
            covering = scene.cast.mention_at(token.idx)
            if covering is None or covering[2] != "name":
                yield Phrase(token, group, _extent(scene, token, paragraph.block.span.end))


def _base(scene: Scene, token: Any) -> str:
    low = str(token.lower_).removeprefix("ex-").removeprefix("экс-")
    return scene.language.lemma(low).replace("ё", "е") if scene.language.code == "ru" and len(low) > 2 else low


def _extent(scene: Scene, noun: Any, limit: int) -> Span:
    doc, first = scene.parsed.doc, noun
    status = role_table(scene)["status"]
    words = {word for key in status for word in status[key]}
    while first.i and not first.nbor(-1).is_space and (
        first.nbor(-1).pos_ == "ADJ" or _base(scene, first.nbor(-1)) in words or first.nbor(-1).text == "-"
    ) and not _in_name(scene, first.nbor(-1)):  # fmt: skip
        first = first.nbor(-1)
    return Span(first.idx, _phrase_end(scene, doc, noun, limit))


def _in_name(scene: Scene, token: Any) -> bool:
    covering = scene.cast.mention_at(token.idx)
    return covering is not None and covering[2] == "name"


def _phrase_end(scene: Scene, doc: Any, noun: Any, limit: int) -> int:
    """After the complements: nouns, adjectives, links, names of organisations and places; a person's name goes on only
    when it is a complement itself ("de Jean Exemple", genitive)."""
    end, i, links = noun.idx + len(noun.text), noun.i + 1, set(role_table(scene)["phrase"]["links"])
    while i < len(doc) and i - noun.i <= _MAX_PHRASE_TOKENS and doc[i].idx < limit:
        token = doc[i]
        covering = scene.cast.mention_at(token.idx)
        if covering is not None and covering[2] == "name":
            if covering[1].is_person and not _is_complement(scene, noun, covering[0]):
                break
            end = covering[0].end
            while i < len(doc) and doc[i].idx < end:
                i += 1
            if scene.text[end : end + 1] in {"»", "”", '"'}:
                end, i = end + 1, i + 1
            continue
        if token.text in {"«", "“", '"'} and _opens_name(scene, token):
            i += 1
            continue
        if not _goes_on(scene, noun, token, links):
            break
        if token.lower_ not in links and token.pos_ in {"NOUN", "ADJ", "PROPN", "NUM"}:
            end = token.idx + len(token.text)
        i += 1
    return int(end)


def _opens_name(scene: Scene, token: Any) -> bool:
    covering = scene.cast.mention_at(token.idx + 1) or scene.cast.mention_at(token.idx + 2)
    return covering is not None and covering[2] == "name" and not covering[1].is_person


def _goes_on(scene: Scene, noun: Any, token: Any, links: set[str]) -> bool:
    if token.is_space or token.is_punct:
        return str(token.text) == "-"
    if token.lower_ in links:
        return token.lower_ not in {"et", "и"} or (
            token.i + 1 < len(token.doc)
            and token.nbor(1).pos_ in {"NOUN", "ADJ", "DET", "ADP"}
            and _base(scene, token.nbor(1)) not in _groups(scene.language.code)
        )
    if token.pos_ not in {"NOUN", "ADJ", "PROPN", "NUM"}:
        return False
    if scene.language.code == "ru":
        return (
            _case(token) not in {"Nom"}
            or (token.pos_ == "ADJ")
            or (_case(noun) == "Nom" and token.i == noun.i + 1 and token.pos_ == "ADJ")
        )
    return True


def _is_complement(scene: Scene, noun: Any, person: Span) -> bool:
    if scene.language.code == "ru":
        token = scene.parsed.token_at(person.start)
        return token is not None and _case(token) == "Gen" and _case(noun) not in {"Gen", "Acc"}
    return person.start in scene.oblique


def _case(token: Any) -> str:
    cases = token.morph.get("Case")
    return str(cases[0]) if cases else ""


# -- holders ------------------------------------------------------------------------------------------------------
def _holders(scene: Scene, phrase: Phrase) -> list[tuple[Party, Span, str, Status]]:
    """Who is said to hold the role: (person, the name's span, construction, status)."""
    text, span = scene.text, phrase.span
    following = _skip(text, span.end, r"[ \u00a0]*(?:M\.|Mme|MM\.|Me|Dr|г-н|г-жа)?[ \u00a0]*")
    after = _person_at(scene, following)
    if after and _agrees(scene, phrase.noun, after[0]):
        return [(after[1], after[0], "title before the name", "current")]
    before = _person_before(scene, span.start)
    if before and re.fullmatch(
        r"\s*[,(]\s*(?:(?:aujourd.hui|actuel|actuelle|également)\s)?(?:l['’]|la |le |un |une |les )?(?:ex-)?\s*",
        text[before[0].end : span.start],
    ):
        return [(before[1], before[0], "apposition", "current")]
    comma = re.compile(r"\s*,\s*(?:M\.|Mme|Me|Dr)?\s*").match(text, span.end)
    named = (_person_at(scene, comma.end()) or _titled_person(scene, comma.end())) if comma else None
    if named and _has_article(scene, phrase) and _agrees(scene, phrase.noun, named[0]) and _closes(text, named[0].end):
        return [(named[1], named[0], "apposition before the name", "current")]
    return _by_copula(scene, phrase)


def _skip(text: str, start: int, pattern: str) -> int:
    found = re.compile(pattern).match(text, start)
    return found.end() if found else start


def _person_at(scene: Scene, place: int) -> tuple[Span, Party] | None:
    found = scene.cast.mention_at(place)
    return (
        (found[0], found[1])
        if found and found[2] == "name" and found[1].is_person and found[0].start == place
        else None
    )


def _titled_person(scene: Scene, place: int) -> tuple[Span, Party] | None:
    """ ", l'homme d'affaires Jean Exemple": a person after a second description."""
    if not re.compile(r"(?:l['’]|le |la |un |une )").match(scene.text, place):
        return None
    named = [one for one in scene.cast.mentions_in(place, place + 80) if one[2] == "name"]
    if not named or not named[0][1].is_person or re.search(r"[,.;:«»(]", scene.text[place : named[0][0].start]):
        return None
    return named[0][0], named[0][1]


def _person_before(scene: Scene, place: int) -> tuple[Span, Party] | None:
    named = [one for one in scene.cast.mentions_in(max(0, place - 60), place) if one[2] == "name"]
    return (named[-1][0], named[-1][1]) if named and named[-1][1].is_person else None


def _agrees(scene: Scene, noun: Any, person: Span) -> bool:
    """In Russian a title and the name after it stand in the same case."""
    if scene.language.code != "ru":
        return True
    cases = {case for t in scene.parsed.tokens_in(person) if (case := _case(t))}
    # The accusative of a man is his genitive, and the tagger takes one for the other.
    alike = {"Gen", "Acc"} if _case(noun) in {"Gen", "Acc"} else {_case(noun)}
    return not cases or not _case(noun) or bool(alike & cases)


def _has_article(scene: Scene, phrase: Phrase) -> bool:
    token = scene.parsed.token_at(phrase.span.start)
    if token is None or scene.language.code == "ru":
        return True
    return bool(token.i) and (
        token.nbor(-1).pos_ == "DET" or token.nbor(-1).lower_ in {"le", "la", "l'", "l’", "du", "au", "son", "sa"}
    )


def _closes(text: str, end: int) -> bool:
    return bool(re.match(r"\s*(?:[,.;:)»!?]|$|\n|[—–-])", text[end : end + 3])) or not text[end:].strip()


def _by_copula(scene: Scene, phrase: Phrase) -> list[tuple[Party, Span, str, Status]]:
    return _by_parse(scene, phrase) or _by_words(scene, phrase)


def _by_parse(scene: Scene, phrase: Phrase) -> list[tuple[Party, Span, str, Status]]:
    """The subject of "est la présidente", where the parse shows it."""
    copulas = [child for child in phrase.noun.children if child.dep_ == "cop"]
    subjects = [child for child in phrase.noun.children if child.dep_ == "nsubj" and child.i < phrase.noun.i]
    found = scene.cast.mention_at(subjects[0].idx) if copulas and subjects else None
    negated = any(child.lower_ in {"ne", "n'", "n’", "pas", "не", "plus"} for child in phrase.noun.children)
    if found is None or found[2] != "name" or not found[1].is_person or negated:
        return []
    former = any(child.lower_ in role_table(scene)["copula"]["former"] for child in copulas)
    return [(found[1], found[0], "said to be", "former" if former else "current")]


def _by_words(scene: Scene, phrase: Phrase) -> list[tuple[Party, Span, str, Status]]:
    before = _person_before(scene, phrase.span.start)
    if before is None or before[0].start in scene.oblique:
        return []
    words = [t.lower_ for t in scene.parsed.tokens_in(trimmed(scene.text, before[0].end, phrase.span.start))] if (
        scene.text[before[0].end : phrase.span.start].strip()) else []  # fmt: skip
    copula = role_table(scene)["copula"]
    words = [word for word in words if not word.isdigit()]
    if not words or len(words) > 8 or not set(words) & set(copula["needs"]):
        return []
    if not all(word in copula["current"] or word in copula["former"] for word in words):
        return []
    former = bool(set(words) & set(copula["former"])) and not {"назначен", "назначена", "избран", "избрана"} & set(
        words
    )
    return [(before[1], before[0], "said to be", "former" if former else "current")]


# -- noting ---------------------------------------------------------------------------------------------------------
def _note(scene: Scene, phrase: Phrase, holder: Party, place: Span, how: str, status: Status) -> list[Stated]:
    text = " ".join(phrase.span.of(scene.text).split())
    status = _status(scene, phrase, status)
    evidence = Span(min(phrase.span.start, place.start), max(phrase.span.end, place.end))
    complements = [
        (span, party) for span, party, kind in scene.cast.mentions_in(phrase.noun.idx, phrase.span.end)
        if kind == "name" and party is not holder
    ]  # fmt: skip
    organization = next((party for _, party in complements if party.is_organization), None)
    person = next((party for _, party in complements if party.is_person), None)
    if organization is None and person is None and phrase.group in {"Directorship", "Ownership"}:
        organization = _possessor(scene, phrase)
    _note_gender(scene, phrase, holder)
    if phrase.group == "family":
        return [Stated("Family", holder, person, text, status, evidence, how)] if person is not None else []
    if len(text) < 2 or any(role.text == text and role.status == status for role in holder.roles):
        return []
    holder.roles.append(
        Role(text=text, status=status, evidence=(evidence,), organization=organization.id if organization else "",
             confidence=0.85, how=how)
    )  # fmt: skip
    holder.add_property("position", text)
    return _ties(scene, phrase, holder, organization, person, text, status, evidence, how)


def _possessor(scene: Scene, phrase: Phrase) -> Party | None:
    """ "son fondateur", «её основатель»: the organisation named last, when no person stands between."""
    token = scene.parsed.token_at(phrase.span.start)
    if token is None or not token.i or token.nbor(-1).lower_ not in {"son", "sa", "leur", "его", "её", "ее", "их"}:
        return None
    before = scene.cast.names_before(token.nbor(-1).idx, 200)
    return before[0][1] if before and before[0][1].is_organization else None


def _note_gender(scene: Scene, phrase: Phrase, holder: Party) -> None:
    """In French the article and the form of the noun show whether a man or a woman holds the office."""
    if holder.gender or scene.language.code != "fr":
        return
    token = scene.parsed.token_at(phrase.span.start)
    article = token.nbor(-1).lower_ if token is not None and token.i else ""
    noun = phrase.noun.lower_
    if article in {"la", "une"} or noun.endswith(
        ("trice", "ière", "ienne", "euse", "ée", "cheffe", "présidente", "dirigeante")
    ):
        holder.gender = "female"
    elif article in {"le", "un"} or noun.endswith(("teur", "ien", "ier", "président", "eur")):
        holder.gender = "male"
    holder.add_property("gender", holder.gender)


def _ties(
    scene: Scene, phrase: Phrase, holder: Party, organization: Party | None, person: Party | None,
    text: str, status: Status, evidence: Span, how: str,
) -> list[Stated]:  # fmt: skip
    schema = phrase.group
    if any(word in text.lower() for word in role_table(scene)["board"]["words"]):
        schema = "Directorship"
    if organization is not None and schema != "office":
        return [Stated(schema, holder, organization, text, status, evidence, how)]
    if (
        organization is None
        and person is not None
        and _base(scene, phrase.noun) in role_table(scene)["client"]["words"]
    ):
        return [Stated("Representation", holder, person, text, status, evidence, how)]
    return []


def _status(scene: Scene, phrase: Phrase, status: Status) -> Status:
    table_of = role_table(scene)["status"]
    words = [
        _base(scene, t)
        for t in scene.parsed.tokens_in(Span(phrase.span.start, phrase.noun.idx + len(phrase.noun.text)))
    ]
    low = phrase.span.of(scene.text).lower()
    before = scene.text[max(0, phrase.span.start - 3) : phrase.span.start].lower()
    if any(word in table_of["former"] for word in words) or low.startswith(("ex-", "экс-")) or before in {"ex-", "кс-"}:
        return "former"
    if any(word in table_of["planned"] for word in words):
        return "planned"
    return "alleged" if any(word in table_of["alleged"] for word in words) else status
