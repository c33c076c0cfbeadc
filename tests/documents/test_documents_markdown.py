"""Markdown: markup goes, words stay, every one at its line and column."""

from __future__ import annotations

import pytest
from document_checks import check_document, check_places, kinds_of
from hypothesis import given, settings
from hypothesis import strategies as st

from entourage.documents import document_from_text
from entourage.model import Document


def markdown(text: str) -> Document:
    document = document_from_text(text, media_type="text/markdown")
    check_document(document)
    lines = text.split("\n")
    check_places(document, lambda segment: lines[int(segment.locator.removeprefix("line ")) - 1] + "\n")
    return document


def test_a_page_of_markdown() -> None:
    document = markdown(
        """---
title: "Front title"
author: Ada Example
date: 2021-01-11
---
# A **bold** heading here

By Bert Sample

Some *text* with [a link](https://example.org/a_b_c) and `code`, on
two lines with snake_case_names and \\*stars\\*.

> A quotation
> on two lines.

- one item
- another

| Name | Year |
|------|------|
| Ada  | 2019 |

Second heading
--------------

![The square](x.png)
"""
    )
    assert kinds_of(document) == [
        ("title", "A bold heading here"),
        ("byline", "By Bert Sample"),
        ("paragraph", "Some text with a link and code, on\ntwo lines with snake_case_names and *stars*."),
        ("quote", "A quotation\non two lines."),
        ("list item", "one item"),
        ("list item", "another"),
        ("table", "Name | Year"),
        ("table", "Ada  | 2019"),
        ("heading", "Second heading"),
        ("caption", "The square"),
    ]
    assert (document.title, document.authors, document.published) == ("Front title", ("Ada Example",), "2021-01-11")
    assert any("Bert Sample" in warning and "Ada Example" in warning for warning in document.warnings)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("**a** and __b__", "a and b"),
        ("2 * 3 * 4 = 24", "2 * 3 * 4 = 24"),
        ("[nested *label*](u)", "nested label"),
        ("an <b>HTML</b> tag<!-- gone -->", "an HTML tag"),
        ("<https://example.org/x>", "https://example.org/x"),
        ("unclosed `code and **bold", "unclosed `code and **bold"),
        ("text[^1] with a note", "text with a note"),
        ("[not a link] here", "[not a link] here"),
    ],
)
def test_inline_markup(source: str, words: str) -> None:
    assert markdown(source).text == words


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("ab *_`[]()<>!#>-|\\~\n^:."), max_size=120))
def test_kept_characters_are_the_sources_own(text: str) -> None:
    markdown(text)
