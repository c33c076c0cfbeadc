"""What the model calls a name, with its edges repaired.

In: a Parsed text. Out: drafts in order that do not overlap. Repaired: articles, possessives, titles, quotation marks
and line
breaks at the edges; two people in one entity ("Ada Example and Bob Sample").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from entourage.names import is_given_name, is_title
from entourage.reading.names.draft import POSSESSIVES, Draft
from entourage.reading.parse import Parsed
from entourage.reading.words import words

KIND_BY_LABEL = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "facility",
    "NORP": "people",
    "WORK_OF_ART": "work",
    "EVENT": "event",
    "PRODUCT": "product",
    "LAW": "work",
}
_EDGE = re.compile(r"^[\W_]+$")
_OPENING, _CLOSING = frozenset("“\"'‘"), frozenset("”\"'’")
_MAX_NICKNAME_WORDS = 3
_WORD = re.compile(r"\w")
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_CREDITS = frozenset({"image", "photo", "photograph", "picture", "video", "audio", "credit", "source"})
_OFFICES = frozenset({"AG", "CEO", "CFO", "DA", "MEP", "MP", "PM", "VP"})
_MAY_BE_PEOPLE = frozenset({"person", "organization", "place"})
# Given names that the model takes for small words where they begin a sentence or a line.
_LIKE_SMALL_WORDS = frozenset({"Art", "Bill", "Grant", "Mark", "Per", "Rich"})
_BYNAMES = frozenset({"Elder", "Younger", "Great"})


def model_candidates(parsed: Parsed) -> list[Draft]:
    """Drafts from the model's entities, in order."""
    drafts = []
    for ent in parsed.doc.ents:
        kind = KIND_BY_LABEL.get(ent.label_)
        if kind is None:
            continue
        for first, last in _split(parsed.doc, ent.start, ent.end, kind):
            draft = trim(parsed.doc, Draft(first, last, kind))
            if draft is not None:
                drafts.append(draft)
    return drafts


def _split(doc: Any, first: int, last: int, kind: str) -> Iterator[tuple[int, int]]:
    """Cut at line breaks and after an owner ("Example University's Institute"); cut a person's entity at "and",
    commas and slashes."""
    start = first
    for i in range(first, last):
        word = doc[i].text
        spaced_dash = word in {"-", "–", "—", "--"} and bool(doc[i - 1].whitespace_)
        owner = word in POSSESSIVES and i > first and doc[i - 1].lower_ in words("name_words", "organization_heads")
        if (
            "\n" in word
            or spaced_dash
            or (owner and i + 1 < last)
            or (kind == "person" and word.lower() in {"and", "&", ",", "/", "–", "—"})
            or (kind == "organization" and word == "the" and i > first and doc[i - 1].text[:1].isupper())
        ):
            if i > start:
                yield start, i
            start = i + 1
    if last > start:
        yield start, last


def trim(doc: Any, draft: Draft) -> Draft | None:
    """The draft without what does not belong to a name at its edges; None when nothing is left."""
    first, last = draft.first, draft.last
    while first < last:
        token = doc[first]
        opens_with_verb = (
            token.is_sent_start and token.lower_ in words("name_words", "speech_verbs") and last - first > 1
        )
        if (
            token.lower_ in {"the", "a", "an"}
            or (token.text.islower() and token.tag_ == "PRP$" and last - first > 1)
            or opens_with_verb
            or (_EDGE.match(token.text) and not token.text.startswith("@"))
        ):
            first += 1
        elif is_title(token.text) and last - first > 1 and draft.label in {"person", "organization", "product"}:
            if draft.label != "person" and not token.text.rstrip(".").istitle():
                break
            if draft.label == "organization" and token.lower_.rstrip(".") not in {"mr", "mrs", "ms", "dr", "prof"}:
                break
            draft.titled = True
            draft.label = "person"
            first += 1
        else:
            break
    while last > first and (doc[last - 1].text in POSSESSIVES or _EDGE.match(doc[last - 1].text)):
        last -= 1
    while last - first > 1 and draft.label not in {"work", "event"} and _is_small_verb(doc[last - 1]):
        last -= 1
    first, last = _trimmed_by_kind(doc, first, last, draft.label)
    if first >= last or not _WORD.search(doc[first:last].text):
        return None
    draft.first, draft.last = first, last
    if draft.label == "person":
        _extend_person(doc, draft)
        _extend_to_given_name(doc, draft)
    if first and not doc[first].is_sent_start and is_title(doc[first - 1].text):
        draft.titled = True
    return draft


def _is_small_verb(token: Any) -> bool:
    return bool(token.text.islower() and token.tag_ in {"VBD", "VBZ", "MD"})


def _trimmed_by_kind(doc: Any, first: int, last: int, label: str) -> tuple[int, int]:
    if label == "person":
        first, last = _without_strangers(doc, first, last)
        while last - first > 2 and doc[first].lower_.rstrip(".") in words("name_words", "offices_before_names"):
            first += 1
        if last - first == 2 and doc[first].text in _OFFICES:
            first += 1
        return first, last - 1 if last - first > 1 and _is_credit(doc, last) else last
    if label == "organization":
        return first, _without_tail(doc, first, last)
    return _without_numbers(doc, first, last) if label in {"place", "facility"} else (first, last)


def with_nicknames(doc: Any, drafts: list[Draft]) -> list[Draft]:
    """The drafts, a person's name joined over a nickname in quotation marks: Ada “the Axe” Example."""
    out: list[Draft] = []
    for draft in drafts:
        if draft.label == "person" and not draft.titled:
            opening = _nickname_opens(doc, draft)
            last = out[-1] if out and opening else None
            if last is not None and last.first < opening <= last.last <= draft.first and last.label in _MAY_BE_PEOPLE:
                draft.first = out.pop().first
            elif opening and is_given_name(doc[opening - 1].text):
                draft.first = opening - 1
        out.append(draft)
    return out


def _nickname_opens(doc: Any, draft: Draft) -> int:
    """Token of the mark that opens a nickname which ends inside or just before a name; 0 when there is none."""
    closing = next((k for k in range(draft.first - 1, draft.last) if k >= 0 and doc[k].text in _CLOSING), None)
    if closing is None:
        return 0
    for k in range(closing - 1, max(closing - _MAX_NICKNAME_WORDS - 2, 0), -1):
        if doc[k].text in _OPENING:
            return k if closing > k + 1 else 0
    return 0


def _without_strangers(doc: Any, first: int, last: int) -> tuple[int, int]:
    """A person's name without a small word at its end or a publication's name before it ("Example Post Ada Sample")."""
    while last - first > 1 and doc[last - 1].text.islower() and doc[last - 2].whitespace_:
        last -= 1
    while last - first > 1 and doc[first].text.islower() and doc[first].tag_ in {"NN", "JJ"}:
        if doc[first].lower_ in words("name_words", "name_particles") or not doc[first].whitespace_:
            break
        first += 1  # "cosplayer Ada Example"
    for k in range(last - 2, first, -1):
        if doc[k].lower_ in words("name_words", "publication_heads") and not is_given_name(doc[first].text):
            return k + 1, last
    return first, last


def _without_numbers(doc: Any, first: int, last: int) -> tuple[int, int]:
    """A place's name without a number at its edges ("Example 2 – 0 Sampleland")."""
    while first < last and doc[first].text.isdigit():
        first += 1
    while last > first and doc[last - 1].text.isdigit():
        last -= 1
    return first, last


def _without_tail(doc: Any, first: int, last: int) -> int:
    """End of an organisation's name without a small word ("... and") or its holder's office ("... CEO") at the end."""
    small = {"of", "for", "and", "&", "the", "in", "on", "at"}
    while last - first > 1:
        word = doc[last - 1].lower_
        office = word in words("name_words", "offices_after_names") and last - first > 2
        if word not in small and not office and not _is_credit(doc, last):
            break
        last -= 1
    return last


def _is_credit(doc: Any, last: int) -> bool:
    """Whether the last word announces an image's credit: "... Example Image: Agency"."""
    return doc[last - 1].lower_ in _CREDITS and doc[last : last + 1].text == ":"


def _extend_to_given_name(doc: Any, draft: Draft) -> None:
    """Take in "Per" before "Olav Example": a whole line, or the subject of what follows. "Per Olav Example's report"
    and "Per Olav Example, ..." may mean "according to"."""
    if not draft.first or draft.titled or doc[draft.first - 1].text not in _LIKE_SMALL_WORDS:
        return
    after = doc[draft.last].text if draft.last < len(doc) else "\n"
    if after not in POSSESSIVES and after != ",":
        draft.first -= 1


def _extend_person(doc: Any, draft: Draft) -> None:
    """Take in "Jr.", "III", "the Elder" after a person's name."""
    rest = doc[draft.last : draft.last + 3]
    after = [token.lower_ for token in rest] + ["", ""]
    if after[0] in _SUFFIXES:
        draft.last += 1
    elif (after[0] == "," and after[1] in _SUFFIXES) or (after[0] == "the" and rest[1:2].text in _BYNAMES):
        draft.last += 2
