"""From figures of snapshots to a verdict.

In: a number claimed, a scope and the lists near a day. Out: a :class:`ClaimCheck`. Invariants: a list that is not
whole can bear out "more than", never contradict; a snapshot far from the day decides only together with the one
behind the day.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from entourage.checking.compare import Fit, fit
from entourage.checking.outcome import Verdict, outcome
from entourage.checking.scope import Scope, Selection, listed_by, select
from entourage.checking.snapshots import Version, distance_words
from entourage.model import ClaimCheck, ListedParty, LoadedList, Snapshot

if TYPE_CHECKING:
    from entourage.checking.counts import Question

_LOWER_BOUNDS = frozenset({">", ">="})
_UPPER_BOUNDS = frozenset({"<", "<="})
_REMOVED_SHARE = 0.75
_FAR_ABOVE = 2.0


class Figure(msgspec.Struct, frozen=True):
    """A count on one side of the day.

    Attributes:
        number: how many.
        parties: those counted.
        lists: the snapshots.
        least: whether it is a lower bound: some list is missing, or those taken off since are not in it.
        problem: why it is not known; empty where it is.
    """

    number: int
    parties: tuple[ListedParty, ...]
    lists: tuple[LoadedList, ...]
    least: bool = False
    problem: str = ""


def judge(number: float, comparison: str, before: str, scope: Scope, asked: Question) -> ClaimCheck:
    """The verdict on one reading of a count.

    Args:
        number, comparison: what is claimed.
        before: the text's words up to the number.
        scope: the reading.
        asked: the question that it belongs to.
    """
    figure = figure_before(scope, asked.lists) or figure_by_dates(scope, asked.lists, asked.day)
    query = scope.words(asked.lists)
    if figure is None:
        dates = ", ".join(sorted({v.after.snapshot.date for v in asked.lists if v.after is not None}))
        needs = f"A snapshot of the list from {asked.day} or shortly before; the oldest one loaded is of {dates}."
        return outcome("needs data", query=query, needs=needs, as_of=asked.day, dataset=_datasets(asked.lists))
    if figure.problem:
        needs = f"A list that shows it: {figure.problem}."
        return outcome("needs data", query=query, needs=needs, as_of=asked.day, **_where(figure.lists))
    if asked.partial:
        figure = msgspec.structs.replace(figure, least=True)
    later = figure_after(scope, asked.lists)
    verdict, needs = _verdict(number, comparison, before, figure, later, asked)
    wider = 0
    if figure.number < number:
        verdict, wider = _people_and_bodies(verdict, number, comparison, before, scope, asked)
    return outcome(
        verdict,
        query=query,
        value=f"{'at least ' if figure.least else ''}{figure.number:,}",
        as_of=asked.day,
        rests_on=rests_on(figure, asked.lists, later),
        gap=gap(figure, number, comparison, before, asked, wider),
        needs=needs if verdict in {"undecided", "needs data"} else "",
        **_where(figure.lists),
    )


def figure_before(scope: Scope, lists: Sequence[Version]) -> Figure | None:
    """The count in the newest snapshots not after the day; None where there is none of any list."""
    return _figure(scope, [version.before for version in lists])


def figure_after(scope: Scope, lists: Sequence[Version]) -> Figure | None:
    """The count in the oldest snapshots behind the day; None unless there is one of every list."""
    found = _figure(scope, [version.after for version in lists])
    return None if found is None or found.least or found.problem else found


def figure_by_dates(scope: Scope, lists: Sequence[Version], day: str) -> Figure | None:
    """The count of those on a later snapshot whose own date of listing is not after the day."""
    parties: list[ListedParty] = []
    loaded = [version.after for version in lists if version.after is not None]
    for one in loaded:
        found = listed_by(select(scope, one), day)
        if found is None:
            return None
        parties += found
    return Figure(len(parties), tuple(parties), tuple(loaded), least=True) if loaded else None


def _figure(scope: Scope, sides: Sequence[LoadedList | None]) -> Figure | None:
    loaded = [one for one in sides if one is not None]
    found: list[tuple[LoadedList, Selection]] = [(one, select(scope, one)) for one in loaded]
    if not found:
        return None
    dateless = [selection.problem for _, selection in found if selection.problem and selection.parties]
    silent = [selection.problem for _, selection in found if selection.problem]
    problem = (dateless or (silent if len(silent) == len(found) else [""]))[0]
    parties = tuple(party for _, selection in found for party in selection.parties)
    return Figure(len(parties), parties, tuple(loaded), least=len(loaded) < len(sides), problem=problem)


def _verdict(
    number: float, comparison: str, before: str, figure: Figure, later: Figure | None, asked: Question
) -> tuple[Verdict, str]:
    """(verdict, what would settle it)."""
    found = fit(figure.number, number, comparison, before)
    unsure = _unsure(found, number, comparison, figure, asked)
    if unsure is not None:
        return unsure
    nearer = f"A snapshot nearer to {asked.day}."
    verdict: Verdict = found
    if not all(version.fresh for version in asked.lists):
        verdict = _from_afar(found, number, comparison, before, figure, later, asked.lists)
    if verdict == "contradicted" and asked.cumulative and _REMOVED_SHARE * number <= figure.number < number:
        return "undecided", "Snapshots from the years between: whoever was taken off the list again is not counted."
    return verdict, nearer


def _unsure(found: Fit, number: float, comparison: str, figure: Figure, asked: Question) -> tuple[Verdict, str] | None:
    """The verdict where the list or the sentence does not say all that is asked; None where both do."""
    whole = all(version.kind.whole for version in asked.lists)
    if not whole or figure.least:
        if found == "supported" and comparison in _LOWER_BOUNDS and not asked.odd:
            return "supported", ""
        missing = (
            "the complete official list"
            if not whole
            else "a snapshot of every list of the authority from before the day"
        )
        return "needs data", f"{missing[0].upper()}{missing[1:]}; what is loaded is only a part."
    if asked.odd and not (found == "contradicted" and figure.number < number and comparison not in _UPPER_BOUNDS):
        # The sentence may count only some of the list: the figure is an upper bound.
        return "undecided", f"Does “{' '.join(asked.odd[:4])}” mean only some of them? The list does not tell."
    if _is_part(found, number, comparison, figure, asked):
        return "undecided", "Are all of them meant, or only some, who came at one time or over one matter?"
    if asked.counted.loose:
        return _bound_above(found, figure.number < number)
    return None


def _is_part(found: Fit, number: float, comparison: str, figure: Figure, asked: Question) -> bool:
    """Whether a figure far above the claim may mean that only a part is spoken of: "Canada sanctioned 24 people"."""
    if found == "contradicted":
        return figure.number > number and not asked.is_total
    tight = asked.is_later or asked.is_total or figure.number <= _FAR_ABOVE * number
    return comparison in _LOWER_BOUNDS and not tight


def _bound_above(found: Fit, too_few: bool) -> tuple[Verdict, str]:
    """Bodies are an upper bound of companies."""
    if found == "contradicted" and too_few:
        return "contradicted", ""
    if found == "contradicted":
        return "undecided", "A list that tells companies from other organisations."
    return "close", ""


def _from_afar(
    found: Fit,
    number: float,
    comparison: str,
    before: str,
    figure: Figure,
    later: Figure | None,
    lists: Sequence[Version],
) -> Verdict:
    """What a snapshot far before the day is worth: with one behind the day that says the same, its word."""
    if later is not None:
        other = fit(later.number, number, comparison, before)
        same_side = (figure.number - number) * (later.number - number) > 0
        if found == other and (found != "contradicted" or same_side):
            return found
        return "undecided"
    far = any(version.far for version in lists)
    if found == "supported" and (not far or comparison in _LOWER_BOUNDS):
        return "supported"
    return "undecided"


def _people_and_bodies(
    verdict: Verdict, number: float, comparison: str, before: str, scope: Scope, asked: Question
) -> tuple[Verdict, int]:
    """ "430 people" often means organisations too: then it is close, not wrong."""
    if asked.odd or verdict not in {"contradicted", "undecided"} or asked.counted.kinds != frozenset({"Person"}):
        return verdict, 0
    everyone = msgspec.structs.replace(scope, counted=msgspec.structs.replace(scope.counted, kinds=frozenset()))
    wider = figure_before(everyone, asked.lists)
    if wider is None or wider.problem or fit(wider.number, number, comparison, before) == "contradicted":
        return verdict, 0
    near = verdict == "contradicted" or all(version.fresh for version in asked.lists)
    return ("close" if near else verdict), wider.number


def gap(figure: Figure, number: float, comparison: str, before: str, asked: Question, wider: int) -> str:
    """Figure and claim beside each other, in one sentence."""
    when = " and ".join(dict.fromkeys(_date(one.snapshot) for one in figure.lists))
    sectoral = sum(1 for party in figure.parties if party.listings and party.listings[0].legal_effect == "sectoral")
    parts = [f"{'at least ' if figure.least else ''}{figure.number:,} on the list of {when}"]
    if sectoral:
        parts.append(f"{sectoral:,} of them sectoral")
    if wider:
        parts.append(f"{wider:,} with organisations")
    if asked.counted.loose:
        parts.append("all organisations, because the list does not tell companies apart")
    said = {"=": "", ">": "more than ", ">=": "at least ", "<": "fewer than ", "<=": "at most ", "~": "about "}
    last = before.split()[-1:] or [""]
    near = f"{last[0].lower()} " if comparison == "~" and last[0].isalpha() else said.get(comparison, "")
    return f"{', '.join(parts)}; the text says {near}{number:,.0f}"


def rests_on(figure: Figure, lists: Sequence[Version], later: Figure | None) -> str:
    """The snapshots, their size, and how far they are from the day."""
    parts = [
        f"{one.snapshot.title or one.snapshot.dataset}, {_date(one.snapshot)}, {len(one.parties):,} parties"
        for one in figure.lists
    ]
    oldest = max((version.days_old for version in lists), default=0)
    if any(version.before is not None and not version.fresh for version in lists):
        parts.append(f"{distance_words(oldest)} before the day spoken of")
        if later is not None:
            dates = ", ".join(one.snapshot.date for one in later.lists)
            parts.append(f"the next snapshot, of {dates}, has {later.number:,}")
    if figure.least and any(version.before is None for version in lists):
        parts.append("those taken off since are not in it, or a list is missing")
    return "; ".join(parts)


def _date(snapshot: Snapshot) -> str:
    return f"{snapshot.date}{' (starter list)' if snapshot.starter else ''}"


def _where(lists: Sequence[LoadedList]) -> dict[str, str]:
    return {
        "dataset": ", ".join(one.snapshot.dataset for one in lists),
        "snapshot": ", ".join(one.snapshot.id for one in lists),
        "source": next((one.snapshot.url for one in lists if one.snapshot.url), ""),
    }


def _datasets(lists: Sequence[Version]) -> str:
    return ", ".join(version.kind.dataset for version in lists)
