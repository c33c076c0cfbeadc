"""OFAC's lists, in whichever of their forms the files are.

In: a CSV set, or one XML file of either form. Out: parties with listings. Invariant: which form it is shows in the
bytes, not in the name. The non-SDN list is never taken for the SDN list: its parties would be called blocked.
"""

from __future__ import annotations

from collections.abc import Sequence

from entourage.lists.catalogue import ListInfo
from entourage.lists.readers import us_ofac_advanced, us_ofac_csv, us_ofac_xml
from entourage.lists.record import ReadResult, Source
from entourage.lists.sniff import NOT_SDN, NOT_SDN_SHARE
from entourage.model import ListError

_BLANKS = b"\xef\xbb\xbf \t\r\n"


def read(sources: Sequence[Source], info: ListInfo) -> ReadResult:
    """Read the files; errors as of ``us_ofac_csv.read``, ``us_ofac_xml.read`` and ``us_ofac_advanced.read``."""
    is_xml = any(
        source.data[:64].lstrip(_BLANKS).startswith((b"<", b"\xff\xfe<", b"\xfe\xff\x00<")) for source in sources
    )
    read_form = us_ofac_csv.read
    if is_xml:
        read_form = us_ofac_advanced.read if _is_advanced(sources) else us_ofac_xml.read
    result = read_form(sources, info)
    _check_not_the_other_list(result, sources, info)
    return result


def _is_advanced(sources: Sequence[Source]) -> bool:
    """Whether the first file's root is that of the Advanced XML."""
    return sources[0].data[:2048].partition(b"<Sanctions")[1] != b""


def _check_not_the_other_list(result: ReadResult, sources: Sequence[Source], info: ListInfo) -> None:
    if info.dataset != "us-ofac-sdn":
        return
    programs = [party.properties.get("program", ()) for party in result.parties]
    others = sum(any(program.startswith(NOT_SDN) for program in found) for found in programs)
    if others > NOT_SDN_SHARE * len(programs):
        raise ListError(
            "wrong-format",
            f"{sources[0].name} is the consolidated list of those who are not on the SDN list ({others} of "
            f"{len(programs)} records).",
            "Use --as us-ofac-cons.",
        )
