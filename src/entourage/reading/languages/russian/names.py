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
_QUOTES = "«»\"“”„"


def find_russian_names(parsed: Parsed) -> list[FoundName]:
    """All names of a Russian text, in order, not overlapping."""
    return [name for ent in parsed.doc.ents if (name := _found(parsed, ent)) is not None]


def _found(parsed: Parsed, ent: Any) -> FoundName | None:
    tokens = [t for t in ent if not t.is_space]
    while tokens and tokens[0].text in _QUOTES and not any(t.text in _QUOTES for t in tokens[1:]):
        tokens = tokens[1:]
    if not tokens or not any(c.isalpha() for t in tokens for c in t.text):
        return None
    kind = _KINDS[ent.label_]
    span = Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1].text))
    words = [t.text for t in tokens]
    if kind == "person":
        return _person(tokens, words, span)
    base = phrase_base(words, [(t.pos_, _case(t)) for t in tokens])
    base = re.sub(rf"\s+(?=[»”.,-])|(?<=[«„-])\s+", "", base).strip(_QUOTES if base[:1] in _QUOTES else "")
    oblique = _case(tokens[0]) not in {"", "Nom"}
    if kind == "organization" and country_code(base):
        kind = "place"
    return FoundName(span, kind, base or span.of(parsed.text), oblique=oblique, sure_base=not oblique)


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
