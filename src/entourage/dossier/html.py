"""The dossier as one HTML file that needs nothing else: no network, no script to be read.

In: a ``Dossier``. Out: the page. Invariants: every string of a stranger is escaped where it is printed; every link
within the page has its target; the page's policy forbids everything but its own style and its own script.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from entourage.dossier.claims import claim_views, digest
from entourage.dossier.clean import HIDDEN, one_line, shown, visible, web_link
from entourage.dossier.index import Index
from entourage.dossier.marked_text import MarkedBlock, MarkedText, Piece
from entourage.dossier.marks import MarkKind, marks
from entourage.dossier.picture import Picture, draw
from entourage.dossier.places import source_name
from entourage.dossier.summary import summary_of
from entourage.dossier.views import Card, Views, missing_by_list
from entourage.dossier.words import badge, count_words, date_words, list_words, table
from entourage.model import Dossier, Entity

if TYPE_CHECKING:
    import jinja2

# Cards beyond this many of one kind are folded, and beyond the second bound shown in short.
OPEN_CARDS = 40
FULL_CARDS = 200
OPEN_PATHS = 6
OPEN_QUOTES = 12
OPEN_SPEAKERS = 40
TAGS = {"title": "h3", "heading": "h3", "quote": "blockquote", "list item": "p"}
CLASSES: dict[MarkKind, str] = {"name": "n", "reference": "r", "quote": "q", "line": "e"}


def render_html(dossier: Dossier) -> str:
    """The dossier as one HTML file.

    Args:
        dossier: as built by :func:`entourage.dossier.build_dossier`.

    Returns:
        A complete page. Where nothing was found or searched it says so in a sentence.

    Raises:
        KeyError: when a line names an entity that is not there; ``build_dossier`` lets no such dossier through.
    """
    index = Index(dossier)
    text = MarkedText(dossier.document, marks(index))
    views = Views(index, text)
    picture = draw(index)
    script = read("page.js")
    return (
        environment()
        .get_template("page.html")
        .render(
            dossier=dossier,
            document=dossier.document,
            index=index,
            views=views,
            text=text,
            picture=picture,
            summary=summary_of(index),
            people=Deck(views, index.people),
            organizations=Deck(views, index.organizations),
            others=Deck(views, index.others),
            digest=digest(claim_views(dossier.reading.claims)),
            not_found=missing_by_list(index),
            style=Markup(read("page.css")),  # noqa: S704 - our own file
            script=Markup(script),  # noqa: S704 - our own file
            script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
            data=json_for_script(picture_data(picture)),
            OPEN_PATHS=OPEN_PATHS,
            OPEN_QUOTES=OPEN_QUOTES,
            OPEN_SPEAKERS=OPEN_SPEAKERS,
        )
    )


class Deck:
    """Cards of one kind of party: the important ones open, more folded, the rest in short.

    Parties of whom nothing is told but that the text names them have no card; they are listed in one line.
    """

    def __init__(self, views: Views, entities: list[Entity]) -> None:
        self._views = views
        self._length = len(entities)
        self._entities = [entity for entity in entities if views.is_told_of(entity)]
        self._bare = [entity for entity in entities if not views.is_told_of(entity)]

    def __len__(self) -> int:
        return self._length

    @property
    def rest(self) -> int:
        """How many cards are not shown at once."""
        return max(0, len(self._entities) - OPEN_CARDS)

    @property
    def bare(self) -> list[Card]:
        """Parties without a card."""
        return [self._views.card(entity) for entity in self._bare]

    @property
    def first(self) -> Iterable[Card]:
        """Cards that are shown at once."""
        return (self._views.card(entity) for entity in self._entities[:OPEN_CARDS])

    @property
    def folded(self) -> Iterable[Card]:
        """Cards that are folded away."""
        return (self._views.card(entity) for entity in self._entities[OPEN_CARDS:FULL_CARDS])

    @property
    def short(self) -> Iterable[Card]:
        """Cards that are shown in short."""
        return (self._views.card(entity) for entity in self._entities[FULL_CARDS:])


@cache
def read(name: str) -> str:
    """A file of the page's own style or script."""
    return files("entourage.dossier").joinpath("templates", name).read_text("utf-8")


@cache
def environment() -> jinja2.Environment:
    """Templates with escaping on, undefined names an error, and the words of the house."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(read),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(badge=badge, count=count_words, text_block=text_block, table=table)
    environment.filters.update(
        date_words=date_words,
        listed=list_words,
        line=one_line,
        source_name=source_name,
        visible=visible,
        web_link=web_link,
    )
    return environment


def text_block(block: MarkedBlock, text: str) -> Markup:
    """One block of the full text, with its evidence as links."""
    tag = Markup(TAGS.get(block.kind, "p"))  # noqa: S704 - a constant of this module
    name = block.kind.replace(" ", "-")
    body = Markup("").join(piece_html(piece, text) for piece in block.pieces)
    return Markup('<{} class="b b-{}" dir="auto">{}</{}>').format(tag, name, body, tag)


def piece_html(piece: Piece, text: str) -> Markup:
    """One piece of the text: a link to the lines that rest on it, or plain words."""
    words = with_hidden_shown(piece.span.of(text))
    if not piece.anchors:
        return words
    names = " ".join(CLASSES[kind] for kind in CLASSES if kind in piece.kinds)
    return Markup('<a id="{}" class="p {}" href="#{}" data-l="{}">{}</a>').format(
        piece.anchor, names, piece.anchors[0], " ".join(piece.anchors), words
    )


def with_hidden_shown(text: str) -> Markup:
    """``text`` escaped, with hidden characters as visible code points that look unlike text."""
    parts = []
    position = 0
    for match in HIDDEN.finditer(text):
        sign = shown(match.group())
        parts.append(escape(text[position : match.start()]))
        parts.append(
            Markup('<span class="ctl" title="hidden character">{}</span>').format(sign) if sign else Markup("")
        )
        position = match.end()
    parts.append(escape(text[position:]))
    return Markup("").join(parts)


def picture_data(picture: Picture) -> dict[str, Any]:
    """What the script needs to know of the picture: which line links which nodes."""
    return {"lines": [[line.source, line.target] for line in picture.lines], "nodes": len(picture.nodes)}


def json_for_script(value: Any) -> Markup:
    """JSON that can stand in a script element whatever strings it holds."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    # Safe: every character that could end a script element or begin a reference is an escape now.
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704
