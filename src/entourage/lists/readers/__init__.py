"""One module per format: a reader takes the files' bytes and gives parties and counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from entourage.lists.catalogue import ListInfo
from entourage.lists.record import ReadResult, Source

Reader = Callable[[Sequence[Source], ListInfo], ReadResult]


@cache
def readers() -> dict[str, Reader]:
    """Every reader by the name that the catalogue uses. Imported on first use: lxml is not needed to screen."""
    from entourage.lists.readers import ca_sema, ftm_json, names_csv, un_sc, us_ofac_csv

    return {
        "ca-sema": ca_sema.read,
        "us-ofac-csv": us_ofac_csv.read,
        "un-sc": un_sc.read,
        "names-csv": names_csv.read,
        "ftm-json": ftm_json.read,
    }
