"""The document that ships in the package, so that the product shows what it does with nothing else at hand.

In: nothing. Out: the article's path. Invariant: invented people carry names that say so; of real people the
article states public facts only, each with its source in ``SOURCES.md``.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path

DEMO_NAME = "the demonstration article of Entourage"
"""What a dossier calls it, rather than the path of somebody's installation."""


def demo_article() -> Path:
    """The demonstration article, a Markdown file of the installed package."""
    return Path(str(resources.files("entourage.demo").joinpath("article.md")))


__all__ = ["DEMO_NAME", "demo_article"]
