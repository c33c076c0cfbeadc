"""HTML: the article without the page, both bylines, every character at its place in an element."""

from __future__ import annotations

from pathlib import Path

import pytest
from document_checks import check_document, check_places, code_of, kinds_of
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from entourage.documents import load_document
from entourage.documents.decoding import Decoded
from entourage.documents.html import parse_html, parse_tree
from entourage.model import Document, Segment

BODY = "The board met in the large hall of the old building, and nobody who was there said much about it afterwards."
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>A bridge is kept | The Example Post</title>
<meta property="og:title" content="A bridge is kept"><meta property="og:site_name" content="The Example Post">
<meta property="article:published_time" content="2021-01-11T10:00:00Z">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "A bridge is kept",
  "author": [{{"@type": "Person", "name": "Ada Example"}}], "datePublished": "2021-01-11T10:00:00Z"}}</script>
<style>p {{ color: red }}</style></head><body><!-- a comment -->
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<main><article><h1>A bridge is
   kept</h1><p class="byline">By <a href="/bert">Bert Sample</a></p>
<time datetime="2021-01-11">January 11, 2021</time>
<figure><img src="x"><figcaption>The square in 2019.<span>The Canadian Press</span></figcaption></figure>
<p>Two engineers from <b>Example City</b> have asked the harbour board to keep the old
   iron bridge, saying that it is safe &amp; that nothing else would be as cheap.</p>
<div class="newsletter-box"><p>Sign up for our newsletter, which tells you
 everything each day.</p></div>
<h2>What they want</h2><p>{BODY}</p>
<ul><li>A first item which says that there is something to do for both of the sides.</li>
<li>A second one, with enough words.</li></ul>
<blockquote><p>“It has stood for ninety years and nobody has fallen off it,” they wrote,
 and they wrote so at some length.</p></blockquote>
<table><tr><th>Year</th><th>Rank</th></tr><tr><td>2019</td><td>32nd</td></tr></table>
<p>On Monday one of them said that the board had not answered.<script>alert(1)</script> They wrote
&lt;script&gt;alert(2)&lt;/script&gt; and {{{{ 7*7 }}}} on the wall.</p>
<p>Line one of it<br>and line two of the same paragraph, long enough to be one.<br><br>A second paragraph after
two breaks, which is long enough too.</p></article></main>
<aside class="related"><h3>Related</h3><p>{BODY} This one is another story altogether.</p></aside>
<footer><p>© 2021 The Example Post. All rights reserved.</p></footer></body></html>"""


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Document:
    path = tmp_path_factory.mktemp("html") / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return load_document(path)


def source_of(root: etree._Element) -> object:
    """Text content of the element that a segment names."""

    def content(segment: Segment) -> str:
        (element,) = root.xpath(segment.locator)
        return "".join(element.itertext())

    return content


def test_article_is_taken_out_of_its_page(article: Document) -> None:
    check_document(article)
    kinds = kinds_of(article)
    assert kinds[:7] == [
        ("title", "A bridge is kept"),
        ("byline", "By Bert Sample"),
        ("dateline", "January 11, 2021"),
        ("caption", "The square in 2019."),
        ("furniture", "The Canadian Press"),
        (
            "paragraph",
            "Two engineers from Example City have asked the harbour board to keep the old iron bridge, "
            "saying that it is safe & that nothing else would be as cheap.",
        ),
        kinds[6],
    ]
    rest = [(kind, words) for kind, words in kinds[6:] if kind != "furniture"]
    assert [kind for kind, _ in rest] == [
        "heading",
        "paragraph",
        "list item",
        "list item",
        "quote",
        "table",
        "table",
        "paragraph",
        "paragraph",
        "paragraph",
    ]
    assert rest[5][1] == "Year | Rank"
    assert "Home" not in article.text and "another story" not in article.text and "All rights" not in article.text


def test_scripts_are_no_text_and_markup_in_text_stays_text(article: Document) -> None:
    assert "alert(1)" not in article.text and "color: red" not in article.text
    assert "They wrote <script>alert(2)</script> and {{ 7*7 }} on the wall." in article.text


def test_every_character_is_at_its_place_in_the_page(article: Document) -> None:
    compared = check_places(article, source_of(parse_tree(PAGE)))
    assert compared > 0.95 * len(article.text.replace("\n\n", ""))
    offset = article.text.index("Example City")
    assert article.place_of(offset).locator == "/html/body/main/article/p[2]"


def test_both_bylines_are_kept_and_the_disagreement_is_said(article: Document) -> None:
    assert article.authors == ("Ada Example",)
    authors = {value.origin: value.value for value in article.metadata if value.field == "author"}
    assert authors == {"json-ld": "Ada Example", "visible byline": "Bert Sample"}
    assert any("Bert Sample" in warning and "Ada Example" in warning for warning in article.warnings)
    assert (article.title, article.publisher, article.published) == (
        "A bridge is kept",
        "The Example Post",
        "2021-01-11",
    )


def parsed_text(page: str) -> str:
    return parse_html(Decoded(page, "utf-8"), 10**6).text


def test_a_page_without_an_article_is_read_whole() -> None:
    assert parsed_text("<html><body><p>Short.<p>Words.</body></html>") == "Short.\n\nWords."


def test_hidden_elements_are_left_out_and_counted() -> None:
    page = '<html><body><p>Seen <span style="display: none">unseen</span><i hidden>no</i>again.</p></body></html>'
    parsed = parse_html(Decoded(page, "utf-8"), 10**6)
    assert parsed.text == "Seen again."
    last = parsed.segments[-1]
    assert (last.span.of(parsed.text), last.source_start) == ("again.", len("Seen unseenno"))


def test_entities_of_a_page_are_not_expanded_or_loaded(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    page = tmp_path / "page.html"
    page.write_text(
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]><html><body><p>Words &x; here.</p></body></html>'
    )
    document = load_document(page)
    assert "SECRET" not in document.text and "Words" in document.text


def test_nesting_without_end_is_an_error_and_not_half_a_page(tmp_path: Path) -> None:
    page = tmp_path / "deep.html"
    page.write_text("<html><body>" + "<div>" * 50_000 + "deep" + "</div>" * 50_000 + "<p>After.</p></body></html>")
    assert code_of(lambda: load_document(page)) == "html-damaged"


def test_a_container_called_author_does_not_make_its_paragraphs_bylines() -> None:
    page = f'<html><body><div class="author date"><p>{BODY}</p><p>Ada Example</p><p>{BODY}</p></div></body></html>'
    parsed = parse_html(Decoded(page, "utf-8"), 10**6)
    assert [block.kind for block in parsed.blocks] == ["paragraph", "byline", "paragraph"]


def test_ten_thousand_rows_and_names_come_through(tmp_path: Path) -> None:
    page = tmp_path / "rows.html"
    rows = "".join(f"<tr><td>Ada Example {n}</td><td>{n}</td></tr>" for n in range(10_000))
    page.write_text(f"<html><body><table>{rows}</table></body></html>")
    document = load_document(page)
    assert kinds_of(document)[-1] == ("table", "Ada Example 9999 | 9999")
    assert document.place_of(document.text.index("9999")).locator == "/html/body/table/tr[10000]"


def test_empty_pages_are_an_error(tmp_path: Path) -> None:
    page = tmp_path / "empty.html"
    page.write_text("<html><head><script>var x = 1;</script></head><body></body></html>")
    assert code_of(lambda: load_document(page)) == "document-without-text"


def test_the_declared_character_set_counts(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    text = "Об этом сказал министр, который был на встрече, но не как гость."
    page.write_bytes(
        f'<html><head><meta charset="windows-1251"></head><body><p>{text}</p></body></html>'.encode("cp1251")
    )
    document = load_document(page)
    assert (document.text, document.language, document.warnings) == (text, "ru", ())


NODES = st.recursive(
    st.text(st.sampled_from("ab \n\t.&é—"), max_size=12).map(lambda s: s.replace("&", "&amp;")),
    lambda inner: st.tuples(
        st.sampled_from(["p", "div", "b", "span", "li", "td", "tr", "table", "h1", "a", "blockquote", "script"]),
        st.lists(inner, max_size=4),
    ).map(lambda node: f"<{node[0]}>{''.join(node[1])}</{node[0]}>"),
    max_leaves=20,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(NODES, max_size=4))
def test_exact_segments_reproduce_any_page(nodes: list[str]) -> None:
    page = f"<html><body>{'<br>'.join(nodes)} end</body></html>"
    parsed = parse_html(Decoded(page, "utf-8"), 10**6)
    document = Document(id="", sha256="", source="", text=parsed.text, blocks=parsed.blocks, segments=parsed.segments)
    check_document(document)
    check_places(document, source_of(parse_tree(page)))
