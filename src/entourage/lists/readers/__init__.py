"""One module per format: a reader takes the files' bytes and gives parties and counts.

A reader's name in the catalogue is its module's: ``au-dfat`` is ``entourage.lists.readers.au_dfat``, whose ``read``
takes the files and the catalogue's entry.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from functools import cache

from entourage.lists.catalogue import ListInfo
from entourage.lists.record import ReadResult, Source

Reader = Callable[[Sequence[Source], ListInfo], ReadResult]


@cache
def names() -> tuple[str, ...]:
    """Every reader's name, in alphabetical order."""
    return tuple(sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(__path__)))


def reader(name: str) -> Reader:
    """The reader of this name. Imported on first use: lxml is not needed to screen.

    Raises:
        KeyError: there is no such reader, which is an error of the catalogue.
    """
    if name not in names():
        raise KeyError(name)
    module = importlib.import_module(f"{__name__}.{name.replace('-', '_')}")
    found: Reader = module.read
    return found
