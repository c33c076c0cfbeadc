"""The language models for French and Russian: which are installed, loaded once and only when asked for.

In: a language. Out: an object with ``pipe(texts)`` that gives spaCy Docs in Universal Dependencies. Invariants: a
process loads each model at most once; nothing is downloaded, all weights are data of installed packages.
"""

from __future__ import annotations

import functools
import importlib.util
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol

from entourage.model import ReadingError
from entourage.reading.language_model import weights_folder
from entourage.reading.languages.tables import table

_FRENCH_PACKAGES = (("fr_core_news_md", "fr_core_news_md 3.8.0"), ("fr_core_news_sm", "fr_core_news_sm 3.8.0"))
_RUSSIAN_PACKAGES = ("natasha", "slovnet", "navec", "razdel", "pymorphy3")


class Pipeline(Protocol):
    """What analyses texts: spaCy's own pipelines and the one for Russian."""

    def pipe(self, texts: Iterable[str], *, batch_size: int) -> Iterator[Any]:
        """A Doc for every text, in order."""
        ...

    def make_doc(self, text: str) -> Any:
        """The Doc of an empty text."""
        ...


def model_name(language: str) -> str:
    """The display name of the installed model for "fr" or "ru".

    Raises:
        ReadingError: ``no-language-model`` when the extra for that language is not installed.
    """
    if language == "fr":
        for package, name in _FRENCH_PACKAGES:
            if weights_folder(package, "") is not None:
                return name
    elif all(importlib.util.find_spec(package) is not None for package in _RUSSIAN_PACKAGES):
        return "slovnet news v1"
    spoken = table("languages")["names"][language]
    raise ReadingError(
        "no-language-model",
        f"Reading {spoken} needs a {spoken} language model, and none is installed.",
        f"Install it with: pip install 'entourage[{language}]'",
    )


@functools.cache
def pipeline(language: str) -> Pipeline:
    """The pipeline for "fr" (about 6 s to load) or "ru" (about 2 s), loaded on first use.

    Raises:
        ReadingError: ``no-language-model`` when the extra for that language is not installed.
    """
    model_name(language)
    if language == "ru":
        from entourage.reading.languages.russian.analysis import RussianPipeline

        return RussianPipeline()
    import spacy

    folder = next(path for package, _ in _FRENCH_PACKAGES if (path := weights_folder(package, "")) is not None)
    nlp: Pipeline = spacy.load(folder, exclude=["senter"])
    return nlp


def natasha_data() -> Path:
    """The folder of natasha's weights, found without importing natasha (its import needs a module that current
    setuptools no longer has)."""
    spec = importlib.util.find_spec("natasha")
    if spec is None or spec.origin is None:
        raise ReadingError("no-language-model", "natasha's weights are gone.", "pip install 'entourage[ru]'")
    return Path(spec.origin).parent / "data"
