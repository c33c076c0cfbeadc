"""Counts held against lists: "Ottawa has slapped sanctions on more than 430 people, companies and organizations".

In: a claim of kind "count" and the lists. Out: a :class:`ClaimCheck`. Invariants: "contradicted" only where official,
whole files near the day give a figure outside the words' bounds; a sentence that can be read in several ways gets a
verdict only where all readings agree.
"""

from __future__ import annotations

import re

import msgspec

from entourage.checking.actors import Actors, actors, is_about_lists
from entourage.checking.clause import tokens
from entourage.checking.compare import said
from entourage.checking.context import Context, lists_meant, number_words
from entourage.checking.counted import Counted, counted
from entourage.checking.judge import judge
from entourage.checking.knowledge import authority_name, joined_countries, words
from entourage.checking.leftover import date_in, theme_of, unexplained
from entourage.checking.outcome import agree, needs_data, not_checkable, outcome
from entourage.checking.scope import Scope
from entourage.checking.snapshots import Version
from entourage.model import Claim, ClaimCheck


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A count as a question to lists: one scope for each way to read the sentence."""

    scopes: tuple[Scope, ...]
    lists: tuple[Version, ...]
    odd: tuple[str, ...] = ()
    named: bool
    partial: bool = False
    day: str
    cumulative: bool
    counted: Counted
    is_total: bool = False
    """Whether the sentence gives the size of the list or programme as a whole, not of some who came onto it."""
    is_later: bool = False


def check_count(claim: Claim, context: Context) -> ClaimCheck | None:
    """The check of a count; None where the claim speaks of no list at all."""
    if claim.number is None or not is_about_lists(claim.what):
        return None
    asked = question(claim, context)
    if isinstance(asked, ClaimCheck):
        return asked
    before = number_words(claim)
    return agree([judge(claim.number, claim.comparison, before, scope, asked) for scope in asked.scopes])


def question(claim: Claim, context: Context) -> Question | ClaimCheck:
    """What a claim asks of which lists; a check that says why not, where that is not clear."""
    what = counted(re.sub(r"^%?\s*of\s+", "", claim.unit))
    parts = actors(claim.what, counted=_stretch(claim.what, claim.unit))
    when = _when(claim, context, claim.what)
    problem = _unclear(claim.what, what, parts) or when.problem
    if problem:
        return not_checkable(problem, readings=() if parts.agents else _whose(parts))
    return _asked(claim, context, what, parts, when)


def _asked(claim: Claim, context: Context, what: Counted, parts: Actors, when: When) -> Question | ClaimCheck:
    authority = parts.agents[0]
    lists, named = lists_meant(claim.what, authority, context.versions(when.day))
    total = _published_total(claim, lists)
    if total is not None:
        return total
    if not lists:
        whose = authority_name(authority)
        needs = f"The sanctions list of {whose}, as of {when.day}."
        return needs_data(f"parties on the lists of {whose}", needs, as_of=when.day)
    scopes = _scopes(claim.what, authority, what, parts, when)
    if what.unknown:
        return _unknown_kind(what, scopes[0], lists)
    acting = bool(re.search(r"\b(has|have|had) (\w+ )?(\w+ed|slapped|put|hit|frozen)\b", claim.what))
    cumulative = bool(when.since) or acting
    behind = context.behind(claim)
    odd = tuple(dict.fromkeys((*unexplained(claim.what, claim.unit), *unexplained(behind, ""))))
    loaded = {version.kind.dataset for version in lists}
    partial = not named and any(set(version.kind.parts) - loaded for version in lists)
    return Question(
        scopes=scopes,
        lists=lists,
        odd=odd,
        named=named,
        partial=partial,
        day=when.day,
        cumulative=cumulative,
        counted=what,
        is_total=bool(context.text) and (claim.comparison in {"<", "<="} or bool(_TOTAL.search(claim.what))),
        is_later=context.is_later,
    )


def _unclear(text: str, what: Counted, parts: Actors) -> str:
    spoken = {token.word for token in tokens(text)}
    odd = sorted(spoken & words("sanction", "not_counted"))
    if odd:
        return f"“{odd[0]}”: a list shows who is on it, not what this counts."
    if what.relative or _CHANGED.search(text):
        return "The number counts from another one (“more”, “other”, “additional”), which the sentence does not give."
    if parts.group and not parts.agents:
        return "It speaks of several countries together; their lists overlap and are not one list."
    if not parts.agents:
        return "The sentence does not say clearly whose list is meant."
    if len(parts.agents) > 1:
        names = " and ".join(authority_name(code) for code in parts.agents)
        return f"The sentence names several lists ({names}): which of them holds this number?"
    return ""


_CHANGED = re.compile(
    r"\b(grew|grown|grows|rose|risen|swelled|swollen|increased|expanded|shrank|shrunk|fell|fallen|went (up|down)) by\b"
)


_TOTAL = re.compile(
    r"\b(?:list|lists|blacklist|register) (?:now |currently |then )?(?:names|named|holds?|held|contains?|has|had|"
    r"contained|carries|carried|carry|includes?|included|comprises|comprised|numbers|numbered|stands at|stood at)\b"
    r"|\b(?:exactly|precisely|only|in total|in all|altogether|a total of|total of)\b",
    re.IGNORECASE,
)


def _stretch(text: str, unit: str) -> tuple[int, int]:
    """Where the unit stands in the clause."""
    at = " ".join(text.split()).find(unit) if unit else -1
    return (at, at + len(unit)) if at >= 0 else (0, 0)


def _whose(parts: Actors) -> tuple[str, ...]:
    return tuple(f"the list of {authority_name(code)}" for code in dict.fromkeys((*parts.loose, *parts.targets)))


class When(msgspec.Struct, frozen=True):
    """When a count holds: the day of the snapshot, the window of listing, and what is unclear about it."""

    day: str
    since: str = ""
    until: str = ""
    problem: str = ""


def _when(claim: Claim, context: Context, text: str) -> When:
    date = claim.date or date_in(text)
    event = bool({token.word for token in tokens(text)} & words("sanction", "event"))
    if date.endswith("/.."):
        return When(context.day, since=date[:-3])
    if "/" in date:
        start, end = date.split("/", 1)
        return When(context.day, start, end)
    if not date:
        problem = "It counts what came at one time, and the sentence gives no date." if event else ""
        return When(context.day, problem=problem)
    acted = event or bool(_ACTED.search(text))
    # Who came on then is read from a list of a later day, by its dates.
    return When(context.day, date, date) if acted and (event or not _STATE.search(text)) else When(date)


_ACTED = re.compile(r"\b(sanctioned|imposed|blacklisted|designated|slapped|added|barred|put|placed)\b")
_STATE = re.compile(r"\b(was|were|had|stood|numbered|held|contained|named|are|is|holds|has)\b")


def _scopes(text: str, authority: str, what: Counted, parts: Actors, when: When) -> tuple[Scope, ...]:
    """One scope for each way to read the sentence, the likeliest first."""
    theme = theme_of(text)
    base = Scope(authority=authority, counted=what, since=when.since, until=when.until, theme=theme)
    targets, loose = (frozenset(codes) - {authority} for codes in (parts.targets, parts.loose))
    if not targets:
        return (base, msgspec.structs.replace(base, programs=loose)) if loose else (base,)
    found = [msgspec.structs.replace(base, programs=targets)]
    if joined_countries(targets) != targets and not parts.explicit:
        found.append(msgspec.structs.replace(base, programs=joined_countries(targets)))
    if parts.nationals:
        found.append(msgspec.structs.replace(base, nationals=frozenset(parts.nationals)))
    return tuple(found)


def _published_total(claim: Claim, lists: tuple[Version, ...]) -> ClaimCheck | None:
    """Where an authority itself says how many names its list has."""
    if len(lists) != 1 or not lists[0].kind.total or claim.number is None:
        return None
    kind = lists[0].kind
    loaded = lists[0].before or lists[0].after
    agrees = claim.number == kind.total
    return outcome(
        "supported" if agrees else "undecided",
        query=f"names on {kind.dataset}, by the authority's own publication",
        value=f"{kind.total:,}",
        dataset=kind.dataset,
        snapshot=loaded.snapshot.id if loaded is not None else "",
        rests_on=kind.total_words
        + (f"; {len(loaded.parties):,} of the names are loaded" if loaded is not None else ""),
        gap=f"{kind.total:,} by the authority's own publication; the text says {said(claim.value)}",
        needs="" if agrees else "Which version of the list is meant?",
        source=kind.total_source,
    )


def _unknown_kind(what: Counted, scope: Scope, lists: tuple[Version, ...]) -> ClaimCheck:
    odd = " ".join(what.unknown)
    query = msgspec.structs.replace(scope, counted=Counted()).words(lists)
    return not_checkable(
        f"The list does not say who is “{odd}”: that needs a table of its own.",
        query=query,
        dataset=", ".join(version.kind.dataset for version in lists),
    )
