"""A parsed source becomes a Document: values chosen, disagreements and oddities said aloud.

In: what a parser found, and what the user gave. Out: a :class:`~entourage.model.Document`. Invariants: every value
that was found stays in ``metadata``, chosen or not; a date that only says when a file was made is never taken for
the day of publication.
"""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import msgspec

from entourage.documents.dates import find_date
from entourage.documents.language import detect_language
from entourage.documents.parsed import Parsed
from entourage.model import Document, MetadataValue, SettingsError

GIVEN = "given by the user"
_PREFERENCE = {
    "title": ("given", "markdown", "json-ld", "meta", "visible", "mail", "title element", "docx", "pdf"),
    "author": ("given", "markdown", "json-ld", "visible", "meta", "mail", "docx", "pdf"),
    "publisher": ("given", "markdown", "json-ld", "meta"),
    "published": ("given", "markdown", "json-ld", "meta", "visible", "time element", "mail"),
    "language": ("given", "json-ld", "html", "meta", "markdown", "docx"),
}
"""For each field the kinds of origin, most trusted first; an origin is of the kind that it starts with."""
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile(
    "[\u200b\u2060-\u2064\ufeff\u180e\u115f\u3164\U000e0000-\U000e007f]"
    "|(?<=[A-Za-z\u00c0-\u052f])[\u200c\u200d](?=[A-Za-z\u00c0-\u052f])"
)
_LONGEST_VALUE = 500


def assemble(
    parsed: Parsed, *, sha256: str, source: str, media_type: str, published: str = "", title: str = ""
) -> Document:
    """Puts a Document together.

    Args:
        parsed: text, segments, blocks, metadata and warnings of the parser.
        sha256: of the source's bytes, lower-case hex.
        source: path, URL or ``stdin``, as the user gave it.
        media_type: of the source.
        published, title: given by the user; they win, and what the source says stays in ``metadata``.

    Returns:
        The document.

    Raises:
        SettingsError: ``published-not-a-date``.
    """
    given = _given(published, title)
    metadata = tuple(tidy for value in (*given, *parsed.metadata) if (tidy := _tidy(value)).value)
    chosen_date = _best(metadata, "published")
    return Document(
        id=f"doc-{sha256[:16]}",
        sha256=sha256,
        source=source,
        media_type=media_type,
        text=parsed.text,
        title=_first(_best(metadata, "title")),
        authors=_distinct(_best(metadata, "author")),
        publisher=_first(_best(metadata, "publisher")),
        published=find_date(_first(chosen_date)) or _year(_first(chosen_date)),
        language=detect_language(parsed.text) or _language_code(_first(_best(metadata, "language"))),
        blocks=parsed.blocks,
        segments=parsed.segments,
        metadata=metadata,
        warnings=(*parsed.warnings, *_disagreements(metadata), *_only_made_on(metadata), *_hidden(parsed.text)),
    )


def _given(published: str, title: str) -> list[MetadataValue]:
    values = []
    if published:
        date = find_date(published) or _year(published)
        if not date:
            raise SettingsError("published-not-a-date", f"{published[:60]!r} is not a date.", "Write it as 2021-01-11.")
        values.append(MetadataValue(field="published", value=date, origin=GIVEN))
    if title:
        values.append(MetadataValue(field="title", value=title, origin=GIVEN))
    return values


def _year(text: str) -> str:
    return text.strip() if re.fullmatch(r"(?:19|20)\d\d", text.strip()) else ""


def _tidy(value: MetadataValue) -> MetadataValue:
    """One line of printable characters, not longer than a long headline."""
    printable = "".join(char if char.isprintable() else " " for char in value.value[: 4 * _LONGEST_VALUE])
    return msgspec.structs.replace(value, value=" ".join(printable.split())[:_LONGEST_VALUE])


def _best(metadata: tuple[MetadataValue, ...], field: str) -> list[MetadataValue]:
    """The values of the most trusted origin that has any."""
    for kind in _PREFERENCE[field]:
        values = [value for value in metadata if value.field == field and value.origin.startswith(kind)]
        if values:
            return [value for value in values if value.origin == values[0].origin]
    return []


def _first(values: list[MetadataValue]) -> str:
    return values[0].value if values else ""


def _distinct(values: list[MetadataValue]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.value for value in values))


def _language_code(value: str) -> str:
    code = re.split(r"[-_]", value.lower())[0]
    return code if re.fullmatch(r"[a-z]{2}", code) else ""


def _disagreements(metadata: tuple[MetadataValue, ...]) -> list[str]:
    return [*_author_disagreement(metadata), *_date_disagreement(metadata)]


def _author_disagreement(metadata: tuple[MetadataValue, ...]) -> list[str]:
    by_origin: dict[str, list[str]] = {}
    for value in metadata:
        if value.field == "author":
            names = by_origin.setdefault(value.origin, [])
            if value.value not in names:
                names.append(value.value)
    visible = by_origin.pop("visible byline", [])
    said = {origin: names for origin, names in by_origin.items() if _differ(visible, names)}
    return [
        f"The visible byline names {', '.join(visible)}; {origin} names {', '.join(names)}. Both are kept."
        for origin, names in said.items()
    ]


def _differ(visible: list[str], names: list[str]) -> bool:
    folded = [{name.casefold().replace(".", "") for name in side} for side in (visible, names)]
    return bool(visible and names) and folded[0] != folded[1]


def _date_disagreement(metadata: tuple[MetadataValue, ...]) -> list[str]:
    dates: dict[str, tuple[str, int]] = {}
    for value in metadata:
        if value.field == "published" and (date := find_date(value.value)) and len(date) == 10:
            # A time with a zone may fall on the day before or after for the reader.
            slack = 1 if "T" in value.value else 0
            dates.setdefault(date, (value.origin, slack))
    first, *others = dates.items() or [("", ("", 0))]
    found = []
    for date, (origin, slack) in others:
        apart = abs((datetime.date.fromisoformat(date) - datetime.date.fromisoformat(first[0])).days)
        if apart > max(slack, first[1][1]):
            found.append(f"The date of publication is {first[0]} ({first[1][0]}) or {date} ({origin}). Both are kept.")
    return found


def _only_made_on(metadata: tuple[MetadataValue, ...]) -> list[str]:
    made = next((value for value in metadata if value.field == "created"), None)
    if made is None or any(value.field == "published" for value in metadata):
        return []
    return [
        "The source does not say when it was published, "
        f"only that the file was made on {find_date(made.value) or made.value}."
    ]


def _hidden(text: str) -> list[str]:
    found = []
    if bidi := len(_BIDI.findall(text)):
        found.append(
            f"The text holds {bidi} characters that change the direction of writing; "
            "what is shown may differ from what is there."
        )
    if invisible := len(_INVISIBLE.findall(text)):
        found.append(f"The text holds {invisible} invisible characters; names that look alike may differ.")
    return found


def suffix_of(name: str) -> str:
    """The ending of a file name or of a URL's path, with its dot, lower case; empty when there is none."""
    return Path(name).suffix.lower()
