"""The page: every link has its target, nothing of a stranger becomes markup, nothing is fetched."""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import re

import lxml.html
import msgspec
import pytest
from dossier_cases import TEXT

from entourage.dossier import build_dossier, render_html
from entourage.dossier.html import json_for_script
from entourage.model import (
    Document,
    Dossier,
    Entity,
    ListedParty,
    Listing,
    Mention,
    Quote,
    Reading,
    Reason,
    Role,
    Screening,
    Snapshot,
    Span,
    Tie,
)

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "{{7*7}} {% for x in y %} ${7*7}",
    "\"onmouseover=alert(3) x='",
    "<img src=x onerror=alert(4)>",
    "Ada\u202eelpmaxE\u2066x",
    "]]>--><!--",
    "</style><svg/onload=alert(5)>",
    "javascript:alert(6)",
    "line\u2028separator\u2029and\x00null\x1b[31m",
)


def page_of(dossier: Dossier) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(render_html(dossier))


def broken_links(page: lxml.html.HtmlElement) -> list[str]:
    ids = set(page.xpath("//@id"))
    named = {href[1:] for href in page.xpath("//@href") if href.startswith("#")}
    return sorted((named | {i for lines in page.xpath("//@data-l") for i in lines.split()}) - ids)


def hostile_dossier() -> Dossier:
    """A dossier in which every string that a stranger can write is an attack."""
    parts, mentions, text = [], [], ""
    for name in HOSTILE:
        mentions.append(Mention(start=len(text), end=len(text) + len(name)))
        text += f"{name} said so.\n\n"
    listing = Listing(
        authority=HOSTILE[0],
        program=HOSTILE[2],
        legal_effect="blocking",
        record_id=HOSTILE[3],
        reason=HOSTILE[4],
        source_url="javascript:alert(7)",
        record={name: name for name in HOSTILE},
    )
    for i, (name, mention) in enumerate(zip(HOSTILE, mentions, strict=True)):
        role = Role(text=name, evidence=(mention.span,), how=name)
        parts.append(
            Entity(
                id=f"{name} {i}",
                schema="Person" if i % 2 else "Company",
                name=name,
                aliases=HOSTILE,
                roles=(role,),
                mentions=(mention,),
                kind=name if i == 4 else "",
            )
        )
    ids = [part.id for part in parts]
    ties = tuple(
        Tie(id=f"t {a}", schema="UnknownLink", subject=a, object=b, role=HOSTILE[i], evidence=(Span(i, i + 9),), how=a)
        for i, (a, b) in enumerate(itertools.pairwise(ids))
    )
    quotes = tuple(
        Quote(id=f"q{i}", content=(Span(i * 7, i * 7 + 40),), speakers=(one,), how=one) for i, one in enumerate(ids[:6])
    )
    reasons = tuple(Reason(feature=x, direction="for", detail=x, query_value=x, record_value=x) for x in HOSTILE)
    party = ListedParty(id="p", schema="Person", caption=HOSTILE[0], properties={"name": HOSTILE}, listings=(listing,))
    screenings = tuple(
        Screening(
            entity=one,
            list=HOSTILE[0],
            as_of="2026-11-20",
            verdict="listed",
            party=party,
            listing=listing,
            snapshots=("s",),
            rests_on=HOSTILE[0],
            to_settle=HOSTILE[1],
            reasons=reasons,
        )
        for one in ids[:3]
    )
    snapshot = Snapshot(
        id="s",
        dataset=HOSTILE[0],
        title=HOSTILE[0],
        authority=HOSTILE[1],
        date="2026-11",
        date_origin=HOSTILE[3],
        sha256="1" * 64,
        url="javascript:alert(8)",
    )
    document = Document(
        id="d",
        sha256="0" * 64,
        source="javascript:alert(9)//" + HOSTILE[0],
        text=text,
        title=HOSTILE[1],
        authors=HOSTILE,
        publisher=HOSTILE[4],
        published="2021-01-11",
        language="en",
        warnings=HOSTILE,
    )
    reading = Reading(document_id="d", entities=tuple(parts), ties=ties, quotes=quotes, reader=HOSTILE[0])
    return build_dossier(document, reading, screenings, (), (snapshot,), as_of_today="2026-11-20")


def test_every_link_of_the_page_has_its_target(dossier: Dossier) -> None:
    page = page_of(dossier)
    assert broken_links(page) == []
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_links_lead_both_ways(dossier: Dossier) -> None:
    page = page_of(dossier)
    for line in page.xpath("//*[starts-with(@id,'tie-') or starts-with(@id,'quote-')]"):
        jumps = [href for href in line.xpath(".//a[contains(@class,'jump')]/@href") if href.startswith("#t")]
        assert jumps, line.get("id")
        pieces = page.get_element_by_id(jumps[0][1:])
        assert line.get("id") in pieces.get("data-l").split()


def test_the_whole_text_is_on_the_page(dossier: Dossier) -> None:
    pane = page_of(dossier).get_element_by_id("pane")
    assert pane.text_content().split() == TEXT.split()


def test_everything_of_the_dossier_is_told(dossier: Dossier) -> None:
    words = " ".join(page_of(dossier).text_content().split())
    for needed in (
        "Possible match, not confirmed",
        "Same name, someone else",
        "Formerly listed",
        "What would settle it",
        "A birth date: the text gives none",
        "Speaker unclear",
        "412",
        "1,893",
        "aaaaaaaa",
        "human-rights advocate",
        "The page names 12 January 2021",
        "talks with Samplia",
        "ministers met in Sampletown",
        "32nd largest trading partner",
        "not a wrong",
    ):
        assert needed in words, needed


def test_an_empty_dossier_says_so(empty_dossier: Dossier) -> None:
    words = " ".join(page_of(empty_dossier).text_content().split())
    for needed in ("No person was found", "No quote was found", "states no tie", "No list was"):
        assert needed in words, needed
    assert broken_links(page_of(empty_dossier)) == []


def test_the_page_fetches_nothing_and_runs_only_its_own_script(dossier: Dossier) -> None:
    source = render_html(dossier)
    page = lxml.html.document_fromstring(source)
    assert page.xpath("//link | //iframe | //object | //img[not(starts-with(@src,'data:'))] | //*[@src]") == []
    assert not re.search(r"url\(|@import|fetch\(|XMLHttp|innerHTML|eval\(", source)
    policy = page.xpath("//meta[@http-equiv]/@content")[0]
    script = page.xpath("//script[not(@type)]/text()")
    assert len(script) == 1
    own = base64.b64encode(hashlib.sha256(script[0].encode()).digest()).decode()
    assert f"script-src 'sha256-{own}'" in policy
    assert "default-src 'none'" in policy


def test_words_of_strangers_stay_words() -> None:
    dossier = hostile_dossier()
    page = page_of(dossier)
    elements = [e for e in page.iter() if isinstance(e.tag, str)]
    assert sum(e.tag == "script" for e in elements) == 2
    assert not [e for e in elements if e.tag in {"img", "iframe", "object", "embed"}]
    assert not [name for e in elements for name in e.attrib if name.lower().startswith("on")]
    assert not [h for h in page.xpath("//@href") if not h.startswith(("#", "https://", "http://"))]
    assert broken_links(page) == []
    assert "{{7*7}}" in page.text_content()
    assert "49" not in page.get_element_by_id("pane").text_content()


def test_no_hidden_character_reaches_the_page() -> None:
    source = render_html(hostile_dossier())
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u2028\u2029\x00\x1b]", source)
    assert "⟨U+202E⟩" in source


def test_json_in_the_page_cannot_end_its_element() -> None:
    value = {"a": "</script><!--\u2028&"}
    text = str(json_for_script(value))
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == value


def big_dossier(parties: int) -> Dossier:
    """Thousands of people, each named, each with a role."""
    text = "".join(f"Person{i:05d}, a clerk, came.\n\n" for i in range(parties))
    step = len("Person00000, a clerk, came.\n\n")
    entities = tuple(
        Entity(
            id=f"e{i}",
            schema="Person",
            name=f"Person{i:05d}",
            mentions=(Mention(start=i * step, end=i * step + 11),),
            roles=(Role(text="clerk", evidence=(Span(i * step + 13, i * step + 20),)),),
        )
        for i in range(parties)
    )
    ties = tuple(
        Tie(
            id=f"t{i}",
            schema="Associate",
            subject=f"e{i}",
            object=f"e{(i * 7) % parties}",
            evidence=(Span(i * step, i * step + 26),),
        )
        for i in range(1, parties, 5)
    )
    reading = Reading(document_id="d", entities=entities, ties=ties)
    return build_dossier(Document(id="d", sha256="0", source="stdin", text=text), reading)


def test_ten_thousand_people_fit_on_a_page() -> None:
    dossier = big_dossier(10_000)
    source = render_html(dossier)
    page = lxml.html.document_fromstring(source)
    assert broken_links(page) == []
    assert page.get_element_by_id("pane").text_content().split() == dossier.document.text.split()
    assert len(source) < 12_000_000
    assert len(page.xpath("//article[@class='card']")) <= 300


@pytest.mark.parametrize("verdict", ["possible", "same name only", "not found"])
def test_an_open_case_is_never_called_listed(dossier: Dossier, verdict: str) -> None:
    screenings = tuple(
        msgspec.structs.replace(one, verdict=verdict) for one in dossier.screenings if one.listing is not None
    )
    page = page_of(msgspec.structs.replace(dossier, screenings=screenings, paths=()))
    seals = {" ".join(seal.text_content().split()) for seal in page.xpath("//*[contains(@class,'seal ')]")}
    assert not {seal for seal in seals if "isted" in seal}
