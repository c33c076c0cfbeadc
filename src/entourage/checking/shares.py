"""Shares held against lists: "most of these in co-ordination with allies", "a third of the names on Canada's list
are companies".

In: a claim of kind "share", the count that it is a part of, and the lists. Out: a :class:`ClaimCheck`. Invariant:
lists show who stands on both; they never show why. What only some of the lists are loaded for is a lower bound.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import msgspec

from entourage.checking.actors import actors, is_about_lists, names_group
from entourage.checking.clause import tokens
from entourage.checking.compare import Fit, fit, said
from entourage.checking.context import Context, lists_meant, number_words
from entourage.checking.counts import Question, question
from entourage.checking.judge import figure_before, rests_on
from entourage.checking.knowledge import allies_of, authority_name, words
from entourage.checking.outcome import Verdict, needs_data, not_checkable, outcome
from entourage.checking.snapshots import Version
from entourage.model import Claim, ClaimCheck, ListedParty
from entourage.screening import Engine

_SPELLING = "A look at the pairs: who is spelt differently on the two lists is not counted."
_SAME_NAME = 0.95
_LOWER_BOUNDS = frozenset({">", ">="})


def check_share(claim: Claim, context: Context) -> ClaimCheck | None:
    """The check of a share; None where it is about no list."""
    if not is_about_lists(claim.what):
        return None
    spoken = {token.word for token in tokens(claim.what)}
    both = bool(spoken & words("share", "overlap")) or "co-ordination" in claim.what.lower()
    if not both or claim.number is None or "%" not in claim.unit:
        return not_checkable("The sentence does not say of which list this is a share, or of what.")
    whole = _whole(claim, context)
    if whole is None:
        return not_checkable("The sentence does not say of which list this is a share.")
    asked = _base(whole, context)
    if isinstance(asked, ClaimCheck):
        return msgspec.structs.replace(
            asked, verdict="not checkable" if asked.verdict == "not checkable" else "needs data"
        )
    authority = asked.scopes[0].authority
    if names_group(claim.what):
        others: tuple[str, ...] = allies_of(authority)
        whose = "at least one ally"
    else:
        others = tuple(code for code in actors(claim.what).agents if code != authority)
        whose = " or ".join(authority_name(code) for code in others)
    if not others:
        return not_checkable("The sentence does not say which other list is meant.")
    return _overlap(claim, asked, others, whose, context)


def _whole(claim: Claim, context: Context) -> Claim | None:
    """The count that a share is of: in the same words ("most of these"), else the claim itself."""
    if re.search(r"\b(these|those|them|whom|which)\b", claim.unit):
        same = [one for one in context.reading.claims if one.kind == "count" and one.what == claim.what]
        return same[0] if same else None
    return claim


def _base(whole: Claim, context: Context) -> Question | ClaimCheck:
    if whole.kind == "count":
        return question(whole, context)
    found = actors(whole.what)
    first = found.agents[:1]
    if not first:
        return not_checkable("The sentence does not say clearly whose list is meant.")
    unit = re.sub(r"^%\s*of\s+(the\s+|those\s+|all\s+)?", "", whole.unit)
    clause = whole.what.partition(" also ")[0]
    return question(msgspec.structs.replace(whole, kind="count", unit=unit, what=clause), context)


def _overlap(claim: Claim, asked: Question, others: Sequence[str], whose: str, context: Context) -> ClaimCheck:
    scope = asked.scopes[-1]
    figure = figure_before(scope, asked.lists)
    query = f"{scope.words(asked.lists)}, who stand on the list of {whose} as well"
    if figure is None or figure.problem or not figure.number:
        return needs_data(query, f"A snapshot of the list from {asked.day} or shortly before.")
    at = context.versions(asked.day)
    found = {code: lists_meant(claim.what, code, at)[0] for code in others}
    there = [version for versions in found.values() for version in versions if version.before is not None]
    missing = [
        authority_name(code) for code, ones in found.items() if not ones or any(one.before is None for one in ones)
    ]
    if not there:
        return needs_data(query, f"The lists of {', '.join(missing)} as of {asked.day}.", value="")
    number = sum(1 for party in figure.parties if _on_any(party, there, context.cache))
    share = 100 * number / figure.number
    before = number_words(claim)
    fitting: Fit = fit(share, claim.number or 0.0, claim.comparison, before)
    complete = not missing and all(version.kind.whole and version.fresh for version in (*there, *asked.lists))
    verdict, needs = _verdict(fitting, claim.comparison, complete, missing, asked.day)
    least = "" if complete else "at least "
    return outcome(
        verdict,
        query=query,
        value=f"{least}{number:,} of {figure.number:,} ({share:.0f} %)",
        dataset=", ".join(
            dict.fromkeys([one.snapshot.dataset for one in figure.lists] + [v.kind.dataset for v in there])
        ),
        snapshot=", ".join(
            [one.snapshot.id for one in figure.lists] + [v.before.snapshot.id for v in there if v.before is not None]
        ),
        as_of=asked.day,
        rests_on=rests_on(figure, asked.lists, None)
        + "; held against "
        + ", ".join(_name(version) for version in there)
        + "; by name and birth date. Lists show who stands on both, not whether it was agreed",
        gap=f"{least}{number:,} of {figure.number:,} ({share:.0f} %) stand on both; the text says {said(claim.value)}",
        needs=needs if verdict in {"undecided", "needs data"} else "",
    )


def _verdict(found: Fit, comparison: str, complete: bool, missing: Sequence[str], day: str) -> tuple[Verdict, str]:
    if complete:
        return ("undecided" if found == "contradicted" else found), _SPELLING
    if found == "supported" and comparison in _LOWER_BOUNDS:
        return "supported", ""
    lists = ", ".join(missing) or "these authorities"
    return "needs data", f"The lists of {lists} as of {day}: with what is loaded, the share is only a lower bound."


def _name(version: Version) -> str:
    snapshot = version.before.snapshot if version.before is not None else None
    return f"{snapshot.dataset} of {snapshot.date}" if snapshot is not None else version.kind.dataset


def _on_any(party: ListedParty, there: Sequence[Version], cache: Path | None) -> bool:
    return any(_on(party, version, cache) for version in there)


def _on(party: ListedParty, version: Version, cache: Path | None) -> bool:
    """Whether a list holds a party of the same name whose birth dates do not speak against it."""
    if version.before is None:
        return False
    names = (*party.properties.get("name", ()), *party.properties.get("alias", ()))
    engine = _engine(version.before.snapshot.id, version.before.parties, cache)
    for hit in engine.hits(party.schema, names or (party.caption,), floor=_SAME_NAME):
        if not hit.weak and not _born_apart(party, version.before.parties[hit.party]):
            return True
    return False


_ENGINES: dict[str, Engine] = {}


def _engine(snapshot: str, parties: Sequence[ListedParty], cache: Path | None) -> Engine:
    """The engine of a snapshot; the last few are kept, for a text seldom has one share only."""
    found = _ENGINES.get(snapshot)
    if found is None or len(found.parties) != len(parties):
        if len(_ENGINES) >= 4:
            _ENGINES.clear()
        found = _ENGINES[snapshot] = Engine(parties, cache=cache)
    return found


def _born_apart(one: ListedParty, other: ListedParty) -> bool:
    """Whether both have birth dates and no year of one is a year of the other."""
    years = [{date[:4] for date in party.properties.get("birthDate", ())} for party in (one, other)]
    return bool(years[0] and years[1]) and not years[0] & years[1]
