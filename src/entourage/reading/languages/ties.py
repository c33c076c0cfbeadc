"""Ties between people and organisations: those that roles state, and those of a few verbs.

In: a Scene and the ties of its roles. Out: :class:`entourage.model.Tie` values in order. Invariant: subject and object
are parties of the cast and differ; the same statement is told once.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from entourage.model import Span, Status, Tie
from entourage.reading.cast import Party
from entourage.reading.languages.cues import NAMES
from entourage.reading.languages.roles import Stated, role_table
from entourage.reading.languages.scene import Scene
from entourage.reading.languages.speakers import speaker_before
from entourage.reading.languages.tables import table

# Characters between a verb and the organisation that it names.
_OBJECT_REACH = 90


def find_ties(scene: Scene, stated: list[Stated]) -> tuple[Tie, ...]:
    """All ties of the text.

    Args:
        scene: with roles noted.
        stated: from :func:`entourage.reading.languages.roles.read_roles`.

    Returns:
        Ties in order of their evidence, numbered; empty when the text states none.
    """
    found: dict[tuple[str, str, str, str], Stated] = {}
    for one in sorted([*stated, *_by_verbs(scene)], key=lambda s: s.evidence):
        if one.subject is not one.object:
            found.setdefault((one.schema, one.subject.id, one.object.id, one.status), one)
    return tuple(
        Tie(id=f"tie-{number}", schema=one.schema, subject=one.subject.id, object=one.object.id, role=one.role,
            status=one.status, evidence=(one.evidence,), confidence=one.confidence, how=one.how)
        for number, one in enumerate(found.values(), 1)
    )  # fmt: skip


@cache
def _forms(code: str, kind: str) -> dict[str, list[dict[str, Any]]]:
    out: dict[str, list[dict[str, Any]]] = {}
    for row in table(f"{NAMES[code]}_roles")[kind]:
        for form in row["forms"]:
            out.setdefault(form, []).append(row)
    return out


def _by_verbs(scene: Scene) -> list[Stated]:
    code, out = scene.language.code, list[Stated]()
    active, passive = _forms(code, "verb"), _forms(code, "passive")
    for paragraph in scene.parsed.paragraphs:
        if not paragraph.is_running_text:
            continue
        for i in range(paragraph.first, paragraph.last):
            token = scene.parsed.doc[i]
            if token.pos_ not in {"VERB", "AUX", "ADJ", "NOUN"}:
                continue
            form, tie = _form(scene, token), None
            if form == "принадлежать":
                tie = _belongs(scene, token)
            if tie is None and form in passive:
                tie = _passive(scene, token, passive[form])
            if tie is None and form in active and (token.pos_ != "NOUN" or form == "siège"):
                tie = _active(scene, token, active[form])
            if tie is not None:
                out.append(tie)
    return out


def _belongs(scene: Scene, verb: Any) -> Stated | None:
    """«Лагутину принадлежит банк «Заречье»», «банк принадлежит Лагутину»: the owner stands in the dative."""
    sentence = scene.sentence(verb.idx)
    named = scene.named_in(sentence.start, sentence.end)
    owners = [
        (span, party) for span, party in named
        if party.is_person and any("Dat" in t.morph.get("Case") for t in scene.parsed.tokens_in(span))
    ]  # fmt: skip
    owned = [one for one in named if one[1].is_organization and one[0].start not in scene.oblique]
    if (
        len(owners) != 1
        or len(owned) != 1
        or (owners[0][0] < Span(verb.idx, verb.idx + 1)) == (owned[0][0] < Span(verb.idx, verb.idx + 1))
    ):
        return None
    evidence = Span(min(owners[0][0].start, owned[0][0].start), max(owners[0][0].end, owned[0][0].end))
    status: Status = "negated" if _negated(verb) else _tense(scene, verb)
    return Stated("Ownership", owners[0][1], owned[0][1], str(verb.text), status, evidence, "verb", 0.75)


def _form(scene: Scene, token: Any) -> str:
    if scene.language.code == "fr":
        return str(token.lower_)
    if token.pos_ not in {"VERB", "ADJ"}:
        return ""
    from entourage.reading.languages.russian.inflection import lemma

    return lemma(token.lower_, "VERB")


def _active(scene: Scene, verb: Any, rows: list[dict[str, Any]]) -> Stated | None:
    sentence = scene.sentence(verb.idx)
    row = next((r for r in rows if "after" not in r or _auxiliary(verb, r["after"])), None)
    if row is None or (scene.language.code == "ru" and "Fin" not in verb.morph.get("VerbForm")):
        return None
    if _form(scene, verb) == "принадлежать":
        return None
    speaker = speaker_before(scene, verb, sentence.start)
    target = _organization_after(scene, verb, sentence.end)
    if speaker is None or speaker.party is None or target is None or not speaker.party.is_person:
        return None
    span, organization = target
    if speaker.how != "name" and row["schema"] == "Ownership":
        return None
    evidence = Span(speaker.span.start, span.end)
    role = _wording(scene, verb, span.start)
    board = any(word in scene.text[verb.idx : span.start].lower() for word in role_table(scene)["board"]["words"])
    schema = "Directorship" if board else row["schema"]
    if verb.lower_ in {"siège", "siégeait"} and not board:
        return None
    status: Status = "negated" if _negated(verb) else row.get("status") or _tense(scene, verb)
    return Stated(schema, speaker.party, organization, role, status, evidence, "verb", 0.75)


def _wording(scene: Scene, verb: Any, end: int) -> str:
    """The verb and what follows it, without articles and prepositions at the end."""
    words = scene.text[verb.idx : end].strip(' «»“”"').split()
    while len(words) > 1 and words[-1].lower().strip("'’«") in {
        "la",
        "le",
        "les",
        "l",
        "de",
        "du",
        "des",
        "par",
        "d",
        "",
        "au",
        "à",
        "в",
        "на",
    }:
        words.pop()
    return " ".join(words).rstrip("'’ ").removesuffix(" l").removesuffix(" d")


def _tense(scene: Scene, verb: Any) -> Status:
    """Russian imperfective past: «возглавлял», «работал» is former."""
    past = scene.language.code == "ru" and "Past" in verb.morph.get("Tense") and "Imp" in verb.morph.get("Aspect")
    return "former" if past else "current"


def _auxiliary(verb: Any, words: list[str]) -> bool:
    return any(verb.doc[i].lower_ in words for i in range(max(0, verb.i - 3), verb.i)) and not any(
        verb.doc[i].lower_ in {"été", ","} for i in range(max(0, verb.i - 2), verb.i)
    )


def _negated(verb: Any) -> bool:
    before = [verb.doc[i].lower_ for i in range(max(0, verb.i - 3), verb.i)]
    return "не" in before or "ne" in before or "n'" in before or "n’" in before


def _organization_after(scene: Scene, verb: Any, end: int) -> tuple[Span, Party] | None:
    """The first organisation after a verb, with no other person, verb or comma between."""
    start = verb.idx + len(verb.text)
    named = scene.named_in(start, min(end, start + _OBJECT_REACH))
    if not named or not named[0][1].is_organization:
        return None
    between = scene.parsed.tokens_in(Span(start, named[0][0].start)) if named[0][0].start > start + 1 else []
    if any(t.i > verb.i and (t.pos_ == "VERB" or t.text in {",", ":", ";"}) for t in between):
        return None
    return named[0]


def _passive(scene: Scene, verb: Any, rows: list[dict[str, Any]]) -> Stated | None:
    """ "la Banque d'Exemple, dirigée par Jean Exemple", «компания «Пример», основанная Иваном Примеровым»."""
    sentence = scene.sentence(verb.idx)
    row = rows[0]
    by = scene.parsed.doc[verb.i + 1] if verb.i + 1 < len(scene.parsed.doc) else None
    if row["by"]:
        if by is None or by.lower_ not in row["by"]:
            later = [t for t in scene.parsed.doc[verb.i + 1 : verb.i + 5] if t.lower_ in row["by"]]
            if not later:
                return None
            by = later[0]
    elif "Part" not in verb.morph.get("VerbForm"):
        return None
    start = by.idx if by is not None else verb.idx
    agents = [one for one in scene.named_in(start, min(sentence.end, start + 60)) if one[1].is_person]
    bodies = scene.named_in(max(sentence.start, verb.idx - 80), verb.idx)
    if not agents or not bodies or not bodies[-1][1].is_organization:
        return None
    if row["by"] == [] and not any("Ins" in t.morph.get("Case") for t in scene.parsed.tokens_in(agents[0][0])):
        return None
    span, agent = agents[0]
    between = scene.text[bodies[-1][0].end : verb.idx]
    if len(between.split()) > 5:
        return None
    evidence = Span(bodies[-1][0].start, span.end)
    return Stated(
        row["schema"], agent, bodies[-1][1], _wording(scene, verb, span.start), "current", evidence, "passive", 0.75
    )
