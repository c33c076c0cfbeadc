"""OFAC's lists, in whichever of their forms the files are.

In: a CSV set or one XML file. Out: parties with listings. Invariant: which form it is shows in the bytes, not in
the name. The non-SDN list is never taken for the SDN list: its parties would be called blocked.
"""

from __future__ import annotations

from collections.abc import Sequence

from entourage.lists.catalogue import ListInfo
from entourage.lists.readers import us_ofac_csv, us_ofac_xml
from entourage.lists.record import ReadResult, Source
from entourage.model import ListError

_NOT_SDN = ("UKRAINE-EO13662", "NS-", "FSE-", "CMIC-", "561", "CAPTA")
_MOST = 0.5
"""Share of records under those programmes that makes it the other list: below 1 % of the SDN snapshots of 2018 to 2023,
above 55 % of the non-SDN ones of 2017 to 2025."""
_BLANKS = b"\xef\xbb\xbf \t\r\n"


def read(sources: Sequence[Source], info: ListInfo) -> ReadResult:
    """Read the files; errors as of ``us_ofac_csv.read`` and ``us_ofac_xml.read``."""
    is_xml = any(
        source.data[:64].lstrip(_BLANKS).startswith((b"<", b"\xff\xfe<", b"\xfe\xff\x00<")) for source in sources
    )
    result = us_ofac_xml.read(sources, info) if is_xml else us_ofac_csv.read(sources, info)
    _check_not_the_other_list(result, sources, info)
    return result


def _check_not_the_other_list(result: ReadResult, sources: Sequence[Source], info: ListInfo) -> None:
    if info.dataset != "us-ofac-sdn":
        return
    programs = [party.properties.get("program", ()) for party in result.parties]
    others = sum(any(program.startswith(_NOT_SDN) for program in found) for found in programs)
    if others > _MOST * len(programs):
        raise ListError(
            "wrong-format",
            f"{sources[0].name} is the consolidated list of those who are not on the SDN list ({others} of "
            f"{len(programs)} records).",
            "Use --as us-ofac-cons.",
        )
