"""What a page says of itself out of sight: JSON-LD, meta elements, the title element.

In: a parsed page. Out: metadata values, each with its origin. Invariants: every value found is handed on, also when
two disagree; what is no text (objects where a name belongs) is left out; nothing is followed or loaded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from entourage.documents.cues import byline_names
from entourage.documents.tables import table
from entourage.model import MetadataValue

_ARTICLE_TYPES = re.compile(r"(?:Article|BlogPosting|Report|Posting|WebPage)$")
_SITE_SUFFIX = re.compile(r"\s+(?:[|–—»·]|-|::)\s+[^|–—»·]{2,60}$")
_MOST_NODES = 2_000
"""Objects looked at in the JSON-LD of one page."""
_JSON_FIELDS = (("headline", "title"), ("author", "author"), ("creator", "author"), ("publisher", "publisher"),
                ("datePublished", "published"), ("dateModified", "modified"), ("inLanguage", "language"))  # fmt: skip


def page_metadata(root: etree._Element) -> tuple[MetadataValue, ...]:
    """All that a page says of itself.

    Args:
        root: the parsed page.

    Returns:
        Values in the order JSON-LD, meta elements, title element, time element, ``lang``; empty when it says nothing.
    """
    return (*_json_ld(root), *_meta(root), *_title(root), *_time(root), *_language(root), *_canonical(root))


def _json_ld(root: etree._Element) -> Iterator[MetadataValue]:
    for script in root.iterfind(".//script[@type='application/ld+json']"):
        try:
            data = json.loads((script.text or "").strip() or "null")
        except (ValueError, RecursionError):
            continue
        nodes = [node for node in _nodes(data) if _ARTICLE_TYPES.search(" ".join(_texts(node.get("@type"))))]
        # A page wraps its article: what the article says comes first.
        for node in sorted(nodes, key=lambda node: "WebPage" in _texts(node.get("@type"))):
            for key, field in _JSON_FIELDS:
                for value in _texts(node.get(key)):
                    yield from _values(field, value, "json-ld")


def _nodes(data: Any) -> list[dict[str, Any]]:
    waiting: list[Any] = [data]
    found: list[dict[str, Any]] = []
    while waiting and len(found) < _MOST_NODES:
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting += node[:_MOST_NODES]
        elif isinstance(node, dict):
            found.append(node)
            waiting += [node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node]
    return found


def _texts(value: Any) -> list[str]:
    """The names in a JSON-LD value, which may be a text, an object with a name, or a list of these."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, dict):
        return _texts(value.get("name"))
    if isinstance(value, list):
        return [text for item in value[:50] if not isinstance(item, list) for text in _texts(item)]
    return []


def _meta(root: etree._Element) -> Iterator[MetadataValue]:
    said: dict[str, list[str]] = {}
    for element in root.iterfind(".//meta"):
        name = (
            element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv") or ""
        )
        if content := (element.get("content") or "").strip():
            said.setdefault(name.lower().strip(), []).append(content)
    fields: dict[str, list[str]] = table("html")["meta"]
    for field, names in fields.items():
        for name in names:
            for content in said.get(name, [])[:50]:
                yield from _values(field, content, f"meta {name}")


def _values(field: str, value: str, origin: str) -> Iterator[MetadataValue]:
    if field != "author":
        yield MetadataValue(field=field, value=value, origin=origin)
        return
    if re.match(r"(?:https?:)?//|@|.*@.*\.", value) or len(value) > 300:
        return
    names = byline_names(value, needs_word=False)
    for start, end in names or [(0, len(value))]:
        yield MetadataValue(field=field, value=value[start:end], origin=origin)


def _title(root: etree._Element) -> Iterator[MetadataValue]:
    element = root.find(".//head/title")
    text = " ".join("".join(map(str, element.itertext())).split()) if element is not None else ""
    if text:
        yield MetadataValue(field="title", value=_SITE_SUFFIX.sub("", text) or text, origin="title element")


def _time(root: etree._Element) -> Iterator[MetadataValue]:
    times = [element.get("datetime") for element in root.iterfind(".//time") if element.get("datetime")]
    if times:
        yield MetadataValue(field="published", value=str(times[0]), origin="time element")


def _language(root: etree._Element) -> Iterator[MetadataValue]:
    html = root if root.tag == "html" else root.find(".//html")
    if html is not None and html.get("lang"):
        yield MetadataValue(field="language", value=str(html.get("lang")), origin="html lang")


def _canonical(root: etree._Element) -> Iterator[MetadataValue]:
    for link in root.iterfind(".//link[@rel='canonical']"):
        if link.get("href"):
            yield MetadataValue(field="url", value=str(link.get("href")), origin="link canonical")
