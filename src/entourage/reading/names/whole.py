"""People's names made whole: particles, given names like auxiliaries, offices before a name.

In: the Doc and the model's drafts. Out: drafts in order that do not overlap. "Ada In 't Example" is one name, "In 't
Example" and "Al-Example" are the same surname again; "Will Example resigned." begins with a given name, "Will
Example resign?" does not; the office of "Commissioner for Harbours Ada Example" is no part of the name.
"""

from __future__ import annotations

from typing import Any

from entourage.names import is_given_name
from entourage.reading.names.draft import POSSESSIVES, Draft
from entourage.reading.words import words

# Given names that are an auxiliary or a month where they begin a sentence.
_LIKE_AUXILIARIES = frozenset({"May", "Will"})
_MARKS = frozenset({"'", "’", "‘"})
_BEFORE_T = frozenset({"aan", "in", "op", "van"})
_FINITE = frozenset({"VBD", "VBZ", "MD"})
_MAX_OFFICE = 8
_OFFICES_OF_PORTFOLIOS = frozenset({"commissioner", "minister", "ombudsman", "secretary", "undersecretary"})
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


def whole_people(doc: Any, drafts: list[Draft]) -> list[Draft]:
    """The drafts, people's names whole, in order.

    Args:
        doc: the analysed text.
        drafts: from the model, in order.
    """
    kept = [draft for draft in drafts if not _is_suffix_alone(doc, draft)]
    for draft in kept:
        _cut_office(doc, draft)
        _cut_auxiliary(doc, draft)
        _take_in_full_stop(doc, draft)
    merged = _replace(kept, _opened_by_auxiliary_names(doc, kept) + _with_t(doc))
    return _replace(merged, _surnames_again(doc, merged))


def _replace(drafts: list[Draft], better: list[Draft]) -> list[Draft]:
    """Both lists in order; of two that overlap, ``better`` takes the place."""
    taken: set[int] = set()
    kept = []
    for draft in better:
        places = set(range(draft.first, draft.last))
        if not places & taken:
            taken |= places
            kept.append(draft)
    rest = [draft for draft in drafts if not taken & set(range(draft.first, draft.last))]
    return sorted(rest + kept, key=lambda draft: draft.first)


def _is_suffix_alone(doc: Any, draft: Draft) -> bool:
    """ "Jr." that the model cut off from its name."""
    return draft.last - draft.first == 1 and doc[draft.first].lower_ in _SUFFIXES


def _take_in_full_stop(doc: Any, draft: Draft) -> None:
    """The full stop of "Ada Example Sr. left" where it stands as a word of its own inside a sentence."""
    if doc[draft.last - 1].lower_ not in {"jr", "sr"} or draft.last + 1 >= len(doc):
        return
    stop = doc[draft.last]
    if stop.text == "." and not doc[draft.last - 1].whitespace_ and doc[draft.last + 1].text[:1].islower():
        draft.last += 1


def _cut_office(doc: Any, draft: Draft) -> None:
    """ "Harbours Ada Example" after "Commissioner for": the person begins at the given name."""
    if draft.label not in {"person", "organization"} or draft.last - draft.first < 3 or not draft.first:
        return
    offices = words("name_words", "role_words") | words("name_words", "offices_before_names")
    if draft.label == "organization":  # "CEO of Big Cat Rescue": only a portfolio is no body
        offices = _OFFICES_OF_PORTFOLIOS
    heads = words("name_words", "organization_heads")
    if is_given_name(doc[draft.first].text) or any(token.lower_ in heads for token in doc[draft.first : draft.last]):
        return
    if not _ends_in_office(doc, draft.first, offices):
        return
    for k in range(draft.first + 1, draft.last - 1):
        if is_given_name(doc[k].text) and all(token.text.istitle() for token in doc[k : draft.last]):
            draft.first, draft.label = k, "person"
            return


def _ends_in_office(doc: Any, end: int, offices: frozenset[str]) -> bool:
    """Whether "Commissioner for", "Minister of Fisheries and" stands before a place."""
    for k in range(end - 1, max(end - _MAX_OFFICE, 0) - 1, -1):
        token = doc[k]
        if token.lower_ in {"for", "of"}:
            return k > 0 and doc[k - 1].lower_ in offices
        if not (token.text.istitle() or token.lower_ in {"and", "&", ",", "the"}):
            return False
    return False


def _cut_auxiliary(doc: Any, draft: Draft) -> None:
    """ "Will Example" that opens a question is the surname alone."""
    opens = doc[draft.first].is_sent_start and doc[draft.first].text in _LIKE_AUXILIARIES
    several = draft.label == "person" and draft.last - draft.first > 1
    if opens and several and _asks_or_wishes(doc, draft.first, draft.last):
        draft.first += 1


def _asks_or_wishes(doc: Any, first: int, last: int) -> bool:
    """Whether a sentence that begins with "Will" or "May" and a name is a question or a wish ("May Example rest")."""
    sentence = doc[first].sent
    if any(token.text == "?" for token in doc[last : sentence.end]):
        return True
    if doc[first].text != "May" or last >= sentence.end:
        return False
    after = doc[last]
    return bool(after.text.islower() and after.text.isalpha() and after.lemma_ == after.text and after.tag_ != "IN")


def _opened_by_auxiliary_names(doc: Any, drafts: list[Draft]) -> list[Draft]:
    """ "May Example left the party": a given name and a surname that the model overlooked or took for a date."""
    known = {i for draft in drafts for i in range(draft.first, draft.last) if draft.last - draft.first > 1}
    out = []
    for sentence in doc.sents:
        i = sentence.start
        if i + 2 >= sentence.end or doc[i].text not in _LIKE_AUXILIARIES or i in known:
            continue
        end = i + 1
        while end < sentence.end and end - i < 4 and doc[end].text.istitle() and doc[end].is_alpha:
            end += 1
        finite = any(token.tag_ in _FINITE for token in doc[end : sentence.end])
        possible = end > i + 1 and (doc[i + 1].lower_ not in words("name_words", "never_first"))
        if possible and finite and not _asks_or_wishes(doc, i, end):
            out.append(Draft(i, end, "person"))
    return out


def _with_t(doc: Any) -> list[Draft]:
    """ "Sophie In 't Example", "In 't Example", "van ’t Example": the tokens fall apart at the mark."""
    out = []
    for i in range(1, len(doc) - 2):
        if doc[i].text == "t" and doc[i - 1].text in _MARKS and not doc[i - 1].whitespace_:
            first, name = i - 1, i + 1
        elif doc[i].text in {"'t", "’t"}:
            first, name = i, i + 1
        else:
            continue
        if not doc[i].whitespace_ or not doc[name].text[:1].isupper():
            continue
        if doc[first - 1].lower_ in _BEFORE_T and first > 0:
            first -= 1
        while first > 0 and doc[first - 1].text.istitle() and doc[first - 1].is_alpha and _may_belong(doc, first - 1):
            first -= 1
        if doc[first].text[:1].isupper():
            out.append(Draft(first, name + 1, "person"))
    return out


def _may_belong(doc: Any, i: int) -> bool:
    return doc[i].tag_ in {"NNP", "NNPS"} and not doc[i].is_space and bool(doc[i].whitespace_)


def _surnames_again(doc: Any, drafts: list[Draft]) -> list[Draft]:
    """Where a surname with a particle stands alone, its particle perhaps written large: "Al-Example", "Van der
    Example"."""
    particles = words("name_words", "name_particles")
    tails: dict[str, set[tuple[str, ...]]] = {}
    for draft in drafts:
        if draft.label != "person":
            continue
        start = next((k for k in range(draft.first + 1, draft.last - 1) if doc[k].lower_ in particles), None)
        if start is None and draft.last - draft.first > 1 and "'" in _plain(doc[draft.last - 1].text)[1:-1]:
            start = draft.last - 1  # "D'Example", whatever the shape of its mark elsewhere
        if start is not None:
            tail = tuple(_plain(token.text) for token in doc[start : draft.last])
            tails.setdefault(tail[0], set()).add(tail)
    inside = {k for draft in drafts if draft.label == "person" for k in range(draft.first + 1, draft.last)}
    out = []
    for i in range(len(doc)) if tails else ():
        if i in inside:
            continue
        for tail in sorted(tails.get(_plain(doc[i].text), ()), key=len, reverse=True):
            end = i + len(tail)
            if tuple(_plain(token.text) for token in doc[i:end]) == tail and doc[end - 1].text[:1].isupper():
                if not _goes_on(doc, end):
                    out.append(Draft(i, end, "person"))
                break
    return out


def _plain(text: str) -> str:
    """A token as it is compared: the particle's capital and the shape of marks aside."""
    return text.lower().replace("’", "'").replace("‘", "'")


def _goes_on(doc: Any, end: int) -> bool:
    """Whether more capitals follow ("Al-Example Brigade"): then the surname is part of another name."""
    if end >= len(doc) or doc[end].text in POSSESSIVES:
        return False
    return bool(doc[end].text[:1].isupper() and doc[end - 1].whitespace_ and not doc[end].is_sent_start)
