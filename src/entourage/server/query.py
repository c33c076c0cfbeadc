"""Requests of ``/match`` taken apart and checked before anything is searched.

In: bytes of a body, and parameters of an address. Out: queries and options. Invariants: whatever comes is answered by
a :class:`ClientError` or is a query of known size; a parameter that is not known is ignored, as yente does; a setting
that would silently be without effect is refused.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl

import msgspec

from entourage.names import country_code
from entourage.screening.pair import SCREENED
from entourage.screening.parties import Party
from entourage.server.errors import ClientError, invalid
from entourage.server.settings import ServerSettings

BEST = "entourage"
BY_NAME = "entourage-name"
ALGORITHMS: Mapping[str, str] = {
    **dict.fromkeys(("best", BEST, "logic-v2", "logic-v1", "name-qualified", "regression-v1", "regression-v2"), BEST),
    **dict.fromkeys((BY_NAME, "name-based", "ofac-249"), BY_NAME),
}
"""Names that clients send, and what answers; yente's own are accepted, so that a client need not be changed."""

SCHEMATA = frozenset({*SCREENED, "LegalEntity", "Vessel", "Thing"})
_MAX_VALUES = 200
_DEPTH = 32
_CHANGED = re.compile(r"(\d{4}-\d\d-\d\d)(T\d\d(:\d\d(:\d\d)?)?)?Z?$")


class Params(msgspec.Struct, frozen=True):
    """Which entities may answer: also beside a query in the body, where they go before those of the address."""

    include_dataset: tuple[str, ...] = ()
    exclude_dataset: tuple[str, ...] = ()
    exclude_schema: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    exclude_entity_ids: tuple[str, ...] = ()
    changed_since: str = ""


class EntityExample(msgspec.Struct, frozen=True, rename={"schema_": "schema"}):
    """One query: a FollowTheMoney entity, as far as it is known."""

    schema_: str
    properties: dict[str, Any]
    id: str | None = None
    params: Params | None = None


class MatchBody(msgspec.Struct, frozen=True):
    """What ``POST /match`` takes."""

    queries: dict[str, EntityExample]
    weights: dict[str, float] = {}
    config: dict[str, Any] = {}
    params: Params | None = None


class Options(msgspec.Struct, frozen=True):
    """What the address says beside the list."""

    limit: int = 5
    threshold: float = 0.70
    cutoff: float = 0.50
    by_name: bool = False
    as_of: str = ""
    verdicts: bool = False
    params: Params = Params()


_decode = msgspec.json.Decoder(MatchBody).decode


def body_of(data: bytes, settings: ServerSettings) -> MatchBody:
    """The body of a request.

    Raises:
        ClientError: 422 for what is no such body, 400 for none or too many queries and for settings without effect.
    """
    if not data.strip():
        raise ClientError(400, "The body is empty; an object with queries is wanted.")
    if _too_deep(data):
        raise invalid("json_invalid", ["body"], f"nested deeper than {_DEPTH}")
    try:
        body = _decode(data)
    except msgspec.ValidationError as error:
        raise invalid("value_error", ["body"], str(error)) from error
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise invalid("json_invalid", ["body"], f"JSON decode error: {error}") from error
    if not body.queries:
        raise ClientError(400, "No queries provided.")
    if len(body.queries) > settings.max_batch:
        raise ClientError(400, f"Too many queries in one batch (limit: {settings.max_batch}).")
    if body.weights:
        raise ClientError(400, f"Unknown weight: {next(iter(body.weights))[:60]}. Weights are those of the policy.")
    if body.config:
        raise ClientError(400, f"Unknown config key: {next(iter(body.config))[:60]}.")
    return body


_STRINGS = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_NO_BRACKETS = re.compile(rb"[^\[\]{}]+")


def _too_deep(data: bytes) -> bool:
    """Whether brackets outside of strings stand deeper than any query does."""
    if data.count(b"[") + data.count(b"{") <= _DEPTH:
        return False
    depth = 0
    for byte in _NO_BRACKETS.sub(b"", _STRINGS.sub(b"", data)):
        depth += 1 if byte in b"[{" else -1
        if depth > _DEPTH:
            return True
    return False


def party_of(query: EntityExample, settings: ServerSettings) -> Party:
    """A query as screening sees it: known schema, values as texts, countries as codes, a name of its parts.

    Raises:
        ClientError: 400 for an unknown schema, no properties of use, or too many names; 422 for values of no use.
    """
    schema = query.schema_
    if schema not in SCHEMATA:
        raise ClientError(400, f"Schema is not matchable: {schema[:60]!r}. Use one of {', '.join(sorted(SCHEMATA))}.")
    found = {prop: values for prop, given in query.properties.items() if (values := _values(prop, given))}
    if not any(found.get(prop) for prop in ("name", "alias", "weakAlias")):
        parts = [" ".join(found.get(prop, ())) for prop in ("firstName", "secondName", "middleName", "fatherName")]
        name = " ".join(part for part in (*parts, " ".join(found.get("lastName", ()))) if part)
        if name:
            found["name"] = (name,)
    for prop in ("nationality", "country", "jurisdiction", "citizenship"):
        if prop in found:
            found[prop] = tuple(country_code(value) or value.lower() for value in found[prop])
    if "citizenship" in found:
        found.setdefault("nationality", found["citizenship"])
    names = sum(len(found.get(prop, ())) for prop in ("name", "alias", "weakAlias"))
    if names > settings.max_names:
        raise ClientError(400, f"Too many names in one query (limit: {settings.max_names}).")
    return Party(query.id or "", schema, found)


def _values(prop: str, given: Any) -> tuple[str, ...]:
    values = given if isinstance(given, list) else [given]
    if len(values) > _MAX_VALUES:
        raise ClientError(400, f"Too many values of {prop[:60]!r} (limit: {_MAX_VALUES}).")
    found = []
    for value in values:
        if isinstance(value, dict | list):
            raise invalid("string_type", ["body", "queries", "properties", prop[:60]], "a text is wanted")
        if value is not None and (text := str(value).strip()):
            found.append(text)
    return tuple(dict.fromkeys(found))


def parameters_of(query_string: bytes) -> list[tuple[str, str]]:
    """The parameters of an address, decoded, in order.

    Raises:
        ClientError: 400 for more than 500.
    """
    if not query_string:
        return []
    try:
        return parse_qsl(query_string.decode("latin-1"), max_num_fields=500)
    except ValueError as error:
        raise ClientError(400, "Too many parameters (limit: 500).") from error


def options_of(given: Sequence[tuple[str, str]]) -> Options:
    """The options of an address.

    Args:
        given: its parameters, decoded, in order.

    Raises:
        ClientError: 422 for a number or day that is none or too large, 400 for an unknown algorithm.
    """
    if not given:
        return Options()
    values: dict[str, list[str]] = {}
    for key, value in given:
        values.setdefault(key, []).append(value)

    def last(key: str) -> str:
        return values.get(key, [""])[-1]

    algorithm = last("algorithm") or "best"
    if algorithm not in ALGORITHMS:
        raise ClientError(400, f"Unknown algorithm: {algorithm[:60]!r}. See /algorithms.")
    return Options(
        limit=whole(last("limit"), "limit", 5, 500),
        threshold=_share(last("threshold"), "threshold", 0.70),
        cutoff=_share(last("cutoff"), "cutoff", 0.50),
        by_name=ALGORITHMS[algorithm] == BY_NAME,
        as_of=day_of(last("as_of"), "as_of"),
        verdicts=last("verdicts").lower() in {"true", "1", "yes"},
        params=params_of(values),
    )


def params_of(values: Mapping[str, Sequence[str]]) -> Params:
    """The parameters that say which entities may answer.

    Raises:
        ClientError: 400 for more than 50 ``exclude_entity_ids``, 422 for a ``changed_since`` that is no time.
    """
    lists = {
        key: tuple(value for value in values.get(key, ()) if value)
        for key in ("include_dataset", "exclude_dataset", "exclude_schema", "topics", "exclude_entity_ids")
    }
    return checked(Params(**lists, changed_since=(values.get("changed_since") or [""])[-1]))


def checked(params: Params) -> Params:
    """Parameters with ``changed_since`` as a day.

    Raises:
        ClientError: as :func:`params_of`.
    """
    if len(params.exclude_entity_ids) > 50:
        raise ClientError(400, "Too many exclude_entity_ids (limit: 50).")
    if not params.changed_since:
        return params
    found = _CHANGED.match(params.changed_since.removesuffix("+00:00"))
    return msgspec.structs.replace(params, changed_since=day_of(found[1] if found else "none", "changed_since"))


def day_of(text: str, name: str) -> str:
    """A day as ISO 8601; empty stays empty.

    Raises:
        ClientError: 422.
    """
    if not text:
        return ""
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise invalid("date_parsing", ["query", name], "a day is wanted, as 2021-01-11") from error


def whole(text: str, name: str, default: int, most: int) -> int:
    """A whole number from 0 to ``most``.

    Raises:
        ClientError: 422.
    """
    if not text:
        return default
    if not re.fullmatch(r"[0-9]{1,6}", text) or int(text) > most:
        raise invalid("int_parsing", ["query", name], f"a whole number from 0 to {most} is wanted")
    return int(text)


def _share(text: str, name: str, default: float) -> float:
    if not text:
        return default
    if not re.fullmatch(r"[01](\.[0-9]{0,9})?|\.[0-9]{1,9}", text) or float(text) > 1:
        raise invalid("float_parsing", ["query", name], "a number from 0 to 1 is wanted")
    return float(text)
