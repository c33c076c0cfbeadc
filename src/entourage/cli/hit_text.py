"""What stands beside the verdicts on one name: hits that a person cleared, how to decide, and the same as JSON."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from entourage.model import Screening, Snapshot


def decision_words(screening: Screening) -> str:
    """The sentence of the decision on a hit; empty where nobody decided."""
    from entourage.screening.decisions import CLEARED, CONFIRMED, REOPENED

    return next((r.detail for r in screening.reasons if r.feature in {CLEARED, CONFIRMED, REOPENED}), "")


def print_cleared(
    cleared: Sequence[Screening], hits: Sequence[Screening], *, name: str, born: str, country: str, subject: str
) -> None:
    """Prints one line for every hit that stays cleared, and how to decide on the first one that is open."""
    from entourage.cli.terminal import cell, console

    out = console()
    for line in cleared:
        record = f"{line.party.caption} ({line.party.id})" if line.party else ""
        out.print("  ", cell(f"left out: {record}: {decision_words(line)}", "dim"), sep="", soft_wrap=True)
    still_open = next((h for h in hits if h.verdict == "possible" and h.party and not decision_words(h)), None)
    if still_open is not None and still_open.party is not None:
        who = ["--subject", subject] if subject else ["--name", name]
        facts = [] if subject else [*(("--born", born) if born else ()), *(("--country", country) if country else ())]
        command = shlex.join(["entourage", "decide", "clear", still_open.party.id, *who, *facts])
        out.print("  ", cell(f"If it is somebody else: {command} --why ...", "dim"), sep="", soft_wrap=True)


def hits_json(
    name: str, as_of: str, hits: Sequence[Screening], cleared: Sequence[Screening], snapshots: Sequence[Snapshot]
) -> str:
    """The verdicts as one JSON object: ``name``, ``as_of``, ``hits``, ``cleared``, ``snapshots``."""
    import msgspec

    value = {"name": name, "as_of": as_of, "hits": hits, "cleared": cleared, "snapshots": snapshots}
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"
