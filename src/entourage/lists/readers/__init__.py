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
    from entourage.lists.readers import (
        ca_sema,
        eu_fsf,
        ftm_json,
        names_csv,
        uk_conlist,
        un_sc,
        us_bis_dpl,
        us_csl,
        us_ofac,
    )

    return {
        "ca-sema": ca_sema.read,
        "us-ofac": us_ofac.read,
        "un-sc": un_sc.read,
        "eu-fsf": eu_fsf.read,
        "uk-conlist": uk_conlist.read,
        "us-bis-dpl": us_bis_dpl.read,
        "us-csl": us_csl.read,
        "names-csv": names_csv.read,
        "ftm-json": ftm_json.read,
    }
