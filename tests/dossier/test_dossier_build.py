"""Building: what leaves has no line without evidence, and what breaks a rule does not leave."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from dossier_cases import DOCUMENT, HEADED, PATHS, READING, SCREENINGS, SNAPSHOTS

from entourage.dossier import build_dossier, lines_without_evidence
from entourage.model import Dossier, EntourageError, Hop, Path, Reading, Reason, Screening, Span

Change = Callable[[], tuple[Reading, tuple[Screening, ...], tuple[Path, ...]]]


def with_reading(**changes: object) -> tuple[Reading, tuple[Screening, ...], tuple[Path, ...]]:
    return msgspec.structs.replace(READING, **changes), (), ()


def with_first_tie(**changes: object) -> tuple[Reading, tuple[Screening, ...], tuple[Path, ...]]:
    return with_reading(ties=(msgspec.structs.replace(READING.ties[0], **changes), *READING.ties[1:]))


def with_screening(**changes: object) -> tuple[Reading, tuple[Screening, ...], tuple[Path, ...]]:
    return READING, (msgspec.structs.replace(SCREENINGS[0], **changes),), ()


def with_hop(**changes: object) -> tuple[Reading, tuple[Screening, ...], tuple[Path, ...]]:
    hop = msgspec.structs.replace(PATHS[0].hops[0], **changes)
    return READING, (), (msgspec.structs.replace(PATHS[0], hops=(hop, *PATHS[0].hops[1:])),)


BROKEN: dict[str, tuple[str, Change]] = {
    "reading of another document": ("wrong-document", lambda: with_reading(document_id="doc-other")),
    "two ties of one id": ("duplicate-id", lambda: with_reading(ties=(READING.ties[0], READING.ties[0]))),
    "tie to nobody": ("unknown-id", lambda: with_first_tie(object="e99")),
    "tie without evidence": ("line-without-evidence", lambda: with_first_tie(evidence=())),
    "span behind the text": ("span-outside-text", lambda: with_first_tie(evidence=(Span(0, 10**6),))),
    "span before the text": ("span-outside-text", lambda: with_first_tie(evidence=(Span(-2, 3),))),
    "empty span": ("span-outside-text", lambda: with_first_tie(evidence=(Span(5, 5),))),
    "unknown snapshot": ("unknown-id", lambda: with_screening(snapshots=("nowhere",))),
    "verdict without a snapshot": ("line-without-evidence", lambda: with_screening(snapshots=())),
    "verdict without a record": ("line-without-evidence", lambda: with_screening(listing=None)),
    "listed on a name alone": ("name-alone", lambda: with_screening(reasons=SCREENINGS[0].reasons[:1])),
    "listed on nothing": ("name-alone", lambda: with_screening(reasons=())),
    "step over no tie": ("unknown-id", lambda: with_hop(tie="t99")),
    "step without evidence": ("line-without-evidence", lambda: with_hop(evidence=())),
    "quote inside no quote": (
        "unknown-id",
        lambda: with_reading(quotes=(msgspec.structs.replace(READING.quotes[0], parent="q99"),)),
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_rule_stops_the_dossier(name: str) -> None:
    code, change = BROKEN[name]
    reading, screenings, paths = change()
    with pytest.raises(EntourageError) as raised:
        build_dossier(DOCUMENT, reading, screenings, paths, SNAPSHOTS)
    assert raised.value.code == f"dossier-{code}"


def test_the_small_dossier_has_its_evidence(dossier: Dossier) -> None:
    assert lines_without_evidence(dossier) == []


def test_a_line_without_evidence_is_named(dossier: Dossier) -> None:
    tie = msgspec.structs.replace(dossier.reading.ties[5], evidence=())
    broken = msgspec.structs.replace(dossier, reading=msgspec.structs.replace(READING, ties=(tie,)), paths=())
    assert lines_without_evidence(broken) == ["tie 't6': it has no evidence"]


def test_the_date_of_the_document_is_taken_unless_another_is_given() -> None:
    assert build_dossier(DOCUMENT, READING).as_of_document == "2021-01-11"
    assert build_dossier(DOCUMENT, READING, as_of_document="2020").as_of_document == "2020"


def test_a_rare_name_is_still_a_name_alone() -> None:
    rare = Reason(feature="name_rarity", direction="for", detail="A rare name.")
    reading, screenings, paths = with_screening(reasons=(SCREENINGS[0].reasons[0], rare))
    with pytest.raises(EntourageError, match="name alone"):
        build_dossier(DOCUMENT, reading, screenings, paths, SNAPSHOTS)


def test_a_path_onto_a_list_needs_no_span(dossier: Dossier) -> None:
    last = dossier.paths[0].hops[-1]
    assert isinstance(last, Hop)
    assert (last.evidence, last.target) == ((), "xx-measures")
    assert HEADED in dossier.paths[0].hops[2].evidence
