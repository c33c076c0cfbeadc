"""The document that ships in the package, so that the product shows what it does with nothing else at hand.

In: nothing. Out: the article's path and date. Invariant: invented people carry names that say so; of real people the
article states public facts only, each with its source in ``SOURCES.md``.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path

DEMO_PUBLISHED = "2021-03-02"
"""The day that the demonstration article bears."""


def demo_article() -> Path:
    """The demonstration article, a Markdown file of the installed package."""
    return Path(str(resources.files("entourage.demo").joinpath("article.md")))


__all__ = ["DEMO_PUBLISHED", "demo_article"]
