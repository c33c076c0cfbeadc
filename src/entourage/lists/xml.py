"""XML from strangers, read element by element.

In: bytes. Out: elements of one tag, one at a time, freed after use. Invariants: no entity is expanded, no
DTD and no network is touched; a document that declares a document type is refused before it is parsed.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from lxml import etree

from entourage.lists.spreadsheet import refuse_spreadsheet
from entourage.model import ListError

_DECLARATIONS = ("<!DOCTYPE", "<!ENTITY")
_ENCODINGS = ("ascii", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")


def refuse_declarations(data: bytes, name: str) -> None:
    """Refuse XML with a document type or entities of its own.

    Official lists have neither; both are how entity bombs and file disclosure are done.

    Raises:
        ListError: ``xml-declares-entities``; ``spreadsheet`` for an office document.
    """
    refuse_spreadsheet(data, name)
    for word in _DECLARATIONS:
        if any(word.encode(encoding) in data for encoding in _ENCODINGS):
            raise ListError(
                "xml-declares-entities",
                f"{name} declares a document type or entities ({word}), which no official list does.",
                "Download the list again from its authority.",
            )


def elements(data: bytes, name: str, root: str, tags: tuple[str, ...]) -> Iterator[etree._Element]:
    """The elements of ``tags`` below a root element.

    Args:
        data: the document's bytes.
        name: its file name, for messages.
        root: tag that the root must have.
        tags: elements wanted, by tag; each is emptied after the caller has gone on.

    Yields:
        One element at a time, in document order; nothing for a root without them.

    Raises:
        ListError: ``xml-declares-entities``; ``xml-broken`` when the document is not well-formed, is cut off
            or nests or swells beyond libxml2's limits; ``wrong-format`` when the root is another one.
    """
    refuse_declarations(data, name)
    events = etree.iterparse(
        io.BytesIO(data),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    depth = 0
    try:
        for event, element in events:
            if event == "start":
                if depth == 0 and element.tag != root:
                    raise _other_root(name, root, str(element.tag))
                depth += 1
                continue
            depth -= 1
            if element.tag in tags:
                yield element
                element.clear(keep_tail=False)
    except etree.XMLSyntaxError as error:
        raise ListError(
            "xml-broken",
            f"{name} is not complete, well-formed XML: {error.msg}.",
            "The file may be cut off or damaged: download it again. Nothing was stored.",
        ) from error


def root_attributes(data: bytes, name: str, root: str) -> dict[str, str]:
    """Attributes of the root element, read without reading the rest; empty when it has none.

    Raises:
        ListError: as ``elements``.
    """
    refuse_declarations(data, name)
    try:
        events = etree.iterparse(io.BytesIO(data), events=("start",), resolve_entities=False, no_network=True)
        for _, element in events:
            if element.tag != root:
                raise _other_root(name, root, str(element.tag))
            return {str(key): str(value) for key, value in element.attrib.items()}
    except etree.XMLSyntaxError as error:
        raise ListError("xml-broken", f"{name} is not XML: {error.msg}.", "Download it again.") from error
    return {}


def root_tag(data: bytes, name: str, local: str) -> str:
    """The root's tag with its namespace, where its local name is the wanted one.

    Args:
        data: the document's bytes.
        name: its file name, for messages.
        local: the local name; authorities have changed the namespace and kept the name.

    Raises:
        ListError: ``wrong-format`` for another root; ``xml-broken``, ``xml-declares-entities``.
    """
    refuse_declarations(data, name)
    try:
        events = etree.iterparse(io.BytesIO(data), events=("start",), resolve_entities=False, no_network=True)
        tag = next((str(element.tag) for _, element in events), "")
    except etree.XMLSyntaxError as error:
        raise ListError("xml-broken", f"{name} is not XML: {error.msg}.", "Download it again.") from error
    if tag.rpartition("}")[2] != local:
        raise _other_root(name, local, tag)
    return tag


def _other_root(name: str, wanted: str, found: str) -> ListError:
    return ListError(
        "wrong-format", f"{name} starts with <{found[:60]}>, expected <{wanted}>.", "Is this the right list?"
    )
