"""Find names: the steps in order.

In: a Parsed text. Out: names in order, not overlapping.
"""

from __future__ import annotations

from typing import Any, cast

from entourage.model import Span
from entourage.names import is_given_name, is_title
from entourage.reading.names.beside import is_followed_by_role
from entourage.reading.names.candidates import model_candidates, with_nicknames
from entourage.reading.names.cut import cut_people_out
from entourage.reading.names.draft import Draft, Name, NameKind
from entourage.reading.names.furniture import without_furniture
from entourage.reading.names.headlines import headlines_by_text
from entourage.reading.names.kinds import Kinds, is_eponym
from entourage.reading.names.known import kind_by_form, names_no_party
from entourage.reading.names.organizations import compose_organizations
from entourage.reading.names.overlooked import overlooked
from entourage.reading.names.portfolios import is_portfolio
from entourage.reading.names.teams import teams
from entourage.reading.names.whole import whole_people
from entourage.reading.parse import Parsed
from entourage.reading.words import table, words


def find_names(parsed: Parsed) -> list[Name]:
    """All names of a text.

    Args:
        parsed: the text and its analysis.

    Returns:
        Names in order of the text, not overlapping; empty for a text without names.
    """
    doc = parsed.doc
    drafts = headlines_by_text(parsed, whole_people(doc, cut_people_out(doc, model_candidates(parsed))))
    drafts = _longest(drafts, compose_organizations(doc, drafts))
    drafts = _longest(drafts, overlooked(doc, drafts))
    drafts = with_nicknames(doc, drafts)
    kinds = Kinds(doc)
    kinds.count(drafts)
    found = [(draft, kind) for draft in drafts if (kind := _final_kind(doc, kinds, draft))]
    playing = teams(doc, [draft for draft, kind in found if kind == "place"])
    names = [_name(doc, draft, kind, team=draft.first in playing) for draft, kind in found]
    return without_furniture(parsed, names)


def _final_kind(doc: Any, kinds: Kinds, draft: Draft) -> NameKind | None:
    """What a draft names; None when it names no party at all."""
    form = kinds.form(draft)
    if names_no_party(form):
        return None
    known = kind_by_form(form) or ("place" if _is_dateline(doc, draft, form) else None)
    if known:
        return known
    kind = kinds.kind_at(draft)
    if kind in {"person", "organization"} and kinds.is_common_word(draft, kind):
        return None
    if kind == "organization" and (
        _is_bare_noun(form) or _is_bare_role(form) or form.islower() or is_portfolio(doc, draft, form)
    ):
        return None
    return _person(doc, draft, form) if kind == "person" else cast("NameKind | None", kind or None)


def _person(doc: Any, draft: Draft, form: str) -> NameKind | None:
    """A person, unless the form is no person's name after all: an eponym, a plural, a word without capital."""
    if not form[:1].isupper() and _first_word(form) not in words("name_words", "name_particles"):
        return None
    if " " not in form and (is_title(form) or form.lower() in words("name_words", "role_words")):
        return None
    if draft.titled:
        return "person"
    if doc[draft.last - 1].tag_ == "NNPS":
        return "organization" if " " in form else "people"
    return None if is_eponym(doc, draft) else "person"


def _first_word(form: str) -> str:
    return form.replace("-", " ").split(maxsplit=1)[0].lower()


def _is_dateline(doc: Any, draft: Draft, form: str) -> bool:
    """ "EXAMPLETOWN (Agency) —" at the beginning of a paragraph names where it was written."""
    if not form.isupper() or draft.last >= len(doc) or (draft.first and "\n" not in doc[draft.first - 1].text):
        return False
    given = draft.label == "person" and " " in form and is_given_name(form.split(maxsplit=1)[0])
    if given or is_followed_by_role(doc, draft, form):
        return False
    dash = doc[draft.last].text == "-" and bool(doc[draft.last - 1].whitespace_)
    return (dash or doc[draft.last].text in {"(", "—", "–", "--", ","}) and doc[draft.first].is_sent_start is not False


def _is_bare_noun(form: str) -> bool:
    """ "the Bank", "the University": a description with a capital, not a name. Public bodies are named so ("the
    Senate")."""
    word = form.lower()
    return word in table("description_words")["organization_nouns"] and word not in words(
        "name_words", "public_body_heads"
    )


def _is_bare_role(form: str) -> bool:
    """ "Chief Executive": what somebody is, not where."""
    return all(word.lower() in words("name_words", "role_words") for word in form.split())


def _name(doc: Any, draft: Draft, kind: NameKind, *, team: bool) -> Name:
    last = doc[draft.last - 1]
    span = Span(doc[draft.first].idx, last.idx + len(last.text))
    return Name(span, "organization" if team else kind, draft.publication, team)


def _longest(drafts: list[Draft], more: list[Draft]) -> list[Draft]:
    """Both lists together in order; where two overlap, the one of ``more`` takes the place of what it overlaps unless a
    draft of ``drafts`` wholly covers it."""
    taken: dict[int, Draft] = {i: draft for draft in drafts for i in range(draft.first, draft.last)}
    for new in more:
        overlapping = {id(taken[i]): taken[i] for i in range(new.first, new.last) if i in taken}
        if any(old.last - old.first > new.last - new.first for old in overlapping.values()):
            continue
        for old in overlapping.values():
            for i in range(old.first, old.last):
                if taken.get(i) is old:
                    del taken[i]
            if (old.first, old.last) == (new.first, new.last):
                new.label, new.titled = old.label or new.label, old.titled
        for i in range(new.first, new.last):
            taken[i] = new
    unique = {id(draft): draft for draft in taken.values()}
    return sorted(unique.values(), key=lambda draft: draft.first)
