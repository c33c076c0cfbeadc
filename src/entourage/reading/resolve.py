"""Who is who: names put together into parties. First version: full names and surnames."""

from __future__ import annotations

from entourage.reading.cast import Cast, Party
from entourage.reading.names import Name
from entourage.reading.parse import Parsed

_SCHEMA = {"person": "Person", "organization": "Organization", "place": "Address"}


def build_cast(parsed: Parsed, names: list[Name]) -> Cast:
    """One party per person, organisation and place."""
    cast = Cast(parsed.text)
    known: dict[tuple[str, str], Party] = {}
    for name in sorted(names, key=lambda n: -len(n.span)):
        schema = _SCHEMA.get(name.kind)
        if schema is None:
            continue
        text = name.span.of(parsed.text)
        party = known.get((schema, text))
        if party is None:
            party = cast.add(schema, text, kind="place" if name.kind == "place" else "")
            known[schema, text] = party
            if schema == "Person":
                known.setdefault((schema, text.split()[-1]), party)
        cast.mention(party, name.span.start, name.span.end)
    return cast


def resolve_token(parsed: Parsed, cast: Cast, token: object) -> list[Party]:
    """The parties that a noun phrase's head token stands for: by name, description ("the department", "the authors")
    or pronoun ("he", "they"); empty when the text does not bear it out. A group gives its members."""
    party = cast.party_at(token.idx)  # type: ignore[attr-defined]
    return cast.persons_of(party) if party else []
