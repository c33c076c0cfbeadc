"""Russian names: what slovnet found, with edges repaired, short forms supplied and nominative forms.

In: a Parsed text. Out: :class:`FoundName` values in order. Invariant: names do not overlap.
"""

from __future__ import annotations

import re
from typing import Any

from entourage.model import Span
from entourage.names import country_code
from entourage.reading.languages.names import FoundName, NameKind
from entourage.reading.languages.russian.inflection import person_readings, phrase_base
from entourage.reading.languages.tables import table
from entourage.reading.parse import Parsed

_KINDS: dict[str, NameKind] = {"PER": "person", "ORG": "organization", "LOC": "place"}
_GENDERS = {"Masc": "male", "Fem": "female"}
_QUOTES = '«»"“”„'


def find_russian_names(parsed: Parsed) -> list[FoundName]:
    """All names of a Russian text, in order, not overlapping."""
    stretches = [
        (piece, ent.label_) for ent in parsed.doc.ents for piece in _pieces([t for t in ent if not t.is_space])
    ]
    found = (_found(parsed, tokens, label) for tokens, label in stretches if tokens)
    return [name for name in found if name is not None]


def _pieces(tokens: list[Any]) -> list[list[Any]]:
    """A name and the short form in brackets at its end are two names; loose quotation marks and titles are cut."""
    if len(tokens) > 3 and tokens[-1].text == ")" and any(t.text == "(" for t in tokens[1:-2]):
        opening = next(i for i, t in enumerate(tokens) if t.text == "(")
        return [_trimmed(tokens[:opening]), _trimmed(tokens[opening + 1 : -1])]
    return [_trimmed(tokens)]


def _trimmed(tokens: list[Any]) -> list[Any]:
    titles, marks = table("russian")["titles"], [t.text for t in tokens if t.text in _QUOTES]
    while len(tokens) > 1 and (tokens[0].text.lower() in titles or (tokens[0].text in _QUOTES and len(marks) == 1)):
        tokens = tokens[1:]
    if len(tokens) > 1 and tokens[-1].text in _QUOTES and len(marks) == 1:
        tokens = tokens[:-1]
    return tokens


def _found(parsed: Parsed, tokens: list[Any], label: str) -> FoundName | None:
    if not any(c.isalpha() for t in tokens for c in t.text):
        return None
    kind = _KINDS[label]
    span = Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1].text))
    words = [t.text for t in tokens]
    if kind == "person":
        return _person(tokens, words, span)
    base = phrase_base(words, [(t.pos_, _case(t)) for t in tokens])
    base = re.sub(r"\s+(?=[»”.,)-])|(?<=[«„(-])\s+", "", base)
    if base[:1] in _QUOTES and base[-1:] in _QUOTES:
        base = base[1:-1]
    oblique = _case(tokens[0]) not in {"", "Nom"}
    return FoundName(span, _kind(kind, base), base or span.of(parsed.text), oblique=oblique, sure_base=not oblique)


def _kind(kind: NameKind, base: str) -> NameKind:
    if base.lower() in table("russian")["unions"]:
        return "organization"
    return "place" if kind == "organization" and country_code(base) else kind


def _person(tokens: list[Any], words: list[str], span: Span) -> FoundName:
    cases = [_case(t) for t in tokens if _case(t)]
    case = "Nom" if "Nom" in cases else (cases[0] if cases else "")
    gender = next((_GENDERS[g] for t in tokens for g in t.morph.get("Gender") if g in _GENDERS), "")
    joined = _join_initials(words)
    readings = person_readings(joined, case, gender)
    (base, sex), rest = readings[0], readings[1:]
    title = _title_gender(tokens[0])
    return FoundName(
        span,
        "person",
        base,
        others=tuple(dict.fromkeys(other for other, _ in rest if other != base)),
        gender=title or (sex if len(joined) > 1 or case else ""),
        oblique=case not in {"", "Nom"},
        sure_base=case == "Nom",
    )


def _join_initials(words: list[str]) -> list[str]:
    """«С . Лавров» as tokens to «С. Лавров» as words."""
    out: list[str] = []
    for word in words:
        if out and (word in {".", "-"} or out[-1].endswith("-")):
            out[-1] += word
        else:
            out.append(word)
    return out


def _title_gender(first: Any) -> str:
    before = first.nbor(-1).text.lower() if first.i else ""
    return str(table("russian")["titles"].get(before, ""))


def _case(token: Any) -> str:
    cases = token.morph.get("Case")
    return str(cases[0]) if cases else ""
