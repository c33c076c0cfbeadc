"""Organisations' names put together from their words, whole with their small words.

In: the Doc and the model's drafts. Out: drafts of organisations. A name is a run of capitalised words; it is an
organisation's when its last word is an organisation's word ("... Association"), or when such a word opens a
complement ("Centre for Governance and Public Management"). After words of publishing, a run with small words inside
is the
name of a publication ("the article in Russia in Global Affairs").
"""

from __future__ import annotations

import re
from typing import Any

from entourage.reading.names.draft import POSSESSIVES, Draft
from entourage.reading.names.known import named_country
from entourage.reading.sentences import sentence_end
from entourage.reading.words import words

_INNER = frozenset(
    {"of", "for", "and", "&", "on", "in", "to", "the", "-", "–", "/", "de", "du", "des", "la", "le", "against"}
)
_PUBLICATION_INNER = frozenset({"of", "for", "and", "&", "on", "in", "the", "to"})
_MAX_WORDS = 14
# Written small, these still open a name: "Canada's department of Global Affairs".
_LOWER_OPENERS = frozenset({"department", "ministry", "university", "institute", "bank", "bureau"})


def compose_organizations(doc: Any, drafts: list[Draft]) -> list[Draft]:
    """Drafts of organisations that their own words or the words of publishing show, longest first at each place."""
    people = {i for draft in drafts if draft.label == "person" for i in range(draft.first, draft.last)}
    out: list[Draft] = []
    reached = 0
    for i in [token.i for token in doc if token.text[:1].isupper() or token.lower_ in _LOWER_OPENERS]:
        if i < reached:
            continue
        if not is_capital(doc[i]):
            end = _complement(doc, i + 1, sentence_end(doc, i), people) if _of_follows(doc, i) else i
            if end > i + 2:
                out.append(Draft(i, end, "organization", composed=True))
                reached = end
            continue
        if not _starts_run(doc, i):
            continue
        draft = (
            _publication(doc, i)
            or _organization(doc, i, people)
            or _announced(doc, i, people)
            or _joined(doc, i, people)
        )
        if draft is None:
            reached = _run_end(doc, i)
        else:
            out.append(draft)
            reached = draft.last
    return out


def is_capital(token: Any) -> bool:
    """Whether a token can be a word of a name: a capital first letter, or a number inside."""
    return bool(token.text[:1].isupper())


def _starts_run(doc: Any, i: int) -> bool:
    token = doc[i]
    if not is_capital(token) or token.lower_ in words("name_words", "never_first"):
        return False
    return (
        i == 0
        or not is_capital(doc[i - 1])
        or doc[i - 1].lower_ in words("name_words", "never_first")
        or "\n" in doc[i - 1].text
    )


def _run_end(doc: Any, i: int) -> int:
    """End of the run of capitalised words that starts at ``i`` (no small words)."""
    end = i + 1
    limit = sentence_end(doc, i)
    while end < limit and end - i < _MAX_WORDS:
        token = doc[end]
        if is_capital(token) and not _title_dot(doc, end):
            end += 1
        elif token.text in {"&", "-"} and end + 1 < limit and is_capital(doc[end + 1]):
            end += 2
        else:
            break
    return end


def _of_follows(doc: Any, i: int) -> bool:
    """Whether "of" or "for" and a capital stand after ``i``, and what follows is no place alone ("bank of Canada"
    is)."""
    if i + 2 >= len(doc) or doc[i + 1].lower_ not in {"of", "for"}:
        return False
    return is_capital(doc[i + 2]) and doc[i + 2].ent_type_ not in {"GPE", "LOC", "PERSON", "DATE", "NORP"}


def _title_dot(doc: Any, i: int) -> bool:
    return doc[i].lower_ in {"mr.", "mrs.", "ms.", "dr.", "prof."}


def _publication(doc: Any, i: int) -> Draft | None:
    """A run after "wrote the article in", "published in": a publication's name, small words inside."""
    before = doc[i - 1] if i else None
    offset = 1
    if before is not None and before.lower_ == "the" and i > 1:
        before, offset = doc[i - 2], 2
    if before is None or before.lower_ not in {"in", "by", "for", "on"} or doc[i].lower_ in _calendar():
        return None
    cues = {token.lower_ for token in doc[max(i - offset - 3, doc[i].sent.start) : i - offset]}
    if not cues & words("name_words", "published_words"):
        return None
    end = _run_end(doc, i)
    end = _over_small_words(doc, end, doc[i].sent.end, _PUBLICATION_INNER)
    text = doc[i:end].text
    last = doc[end - 1].lower_
    whole = end - i >= 3 or last in words("name_words", "publication_heads")
    if not whole or (end - i < 3 and named_country(text)):
        return None
    if before.lower_ == "in" and re.search(
        r"\b(January|February|March|April|May|June|July|August|September|October|November|December)\b", text
    ):
        return None
    return Draft(i, end, "organization", publication=True, composed=True)


def _calendar() -> frozenset[str]:
    return words("name_words", "calendar")


def _over_small_words(doc: Any, end: int, limit: int, inner: frozenset[str]) -> int:
    """Go on over "small word(s) + capitalised run", as long as it lasts."""
    while end < limit:
        step = end
        while step < limit and step - end < 2 and doc[step].lower_ in inner:
            step += 1
        if step == end or step >= limit or not is_capital(doc[step]):
            break
        if doc[end].lower_ in {"and", "&"} and doc[end - 1].text.isupper() and doc[step].text.isupper():
            break  # "OECD and NATO" are two
        end = _run_end(doc, step)
    return end


def _organization(doc: Any, i: int, people: set[int]) -> Draft | None:
    """A run with an organisation's word at its end, or with one that opens a complement."""
    end = _run_end(doc, i)
    heads = words("name_words", "organization_heads")
    start = _after_roles(doc, i, end)
    if start >= end:
        return None
    # cut the run after its last organisation's word: "Carleton University Professor" -> "Carleton University"
    positions = [k for k in range(start, end) if doc[k].lower_ in heads]
    if not positions:
        return _newspaper(doc, start, end)
    head = positions[-1]
    stop = head + 1
    if doc[head].lower_ in words("name_words", "open_heads") and head == end - 1:
        stop = _complement(doc, head + 1, doc[i].sent.end, people)
    if stop - start < 2:
        return None
    if start in people and stop <= end and _is_person_role(doc, start, head, people):
        return None
    return Draft(start, stop, "organization", composed=True)


def _newspaper(doc: Any, start: int, end: int) -> Draft | None:
    """ "the Example Gazette": a word that only newspapers bear, after an article."""
    if end - start < 2 or not start or doc[start - 1].lower_ != "the":
        return None
    is_one = doc[end - 1].lower_ in words("name_words", "newspaper_heads")
    return Draft(start, end, "organization", composed=True) if is_one else None


def _announced(doc: Any, i: int, people: set[int]) -> Draft | None:
    """A run after a noun for organisations: "the campaign group Example Now", "the utility Example AG"."""
    if not i or doc[i - 1].lower_ not in words("name_words", "naming_nouns") or is_capital(doc[i - 1]) or i in people:
        return None
    determiner = {token.lower_ for token in doc[max(doc[i].sent.start, i - 6) : i - 1]}
    end = _run_end(doc, i)
    if not determiner & {"the", "a", "an", "its", "his", "her", "their"} or named_country(doc[i:end].text):
        return None
    return Draft(i, end, "organization", composed=True) if doc[i].tag_ in {"NNP", "NNPS", "JJ", "NN"} else None


def _joined(doc: Any, i: int, people: set[int]) -> Draft | None:
    """ "members of the Example Order", "joined the Example Order": several capitalised words after the article."""
    if i < 3 or doc[i - 1].lower_ != "the" or i in people:
        return None
    before = (doc[i - 3].lower_, doc[i - 2].lower_)
    if before not in {("member", "of"), ("members", "of")} and before[1] not in {"joined", "joining"}:
        return None
    end = _run_end(doc, i)
    proper = end - i > 1 and all(doc[k].tag_ in {"NNP", "NNPS"} for k in range(i, end))
    return Draft(i, end, "organization") if proper and not named_country(doc[i:end].text) else None


def _after_roles(doc: Any, i: int, end: int) -> int:
    """Skip role words at the left edge: "President", "Foreign Minister"."""
    last_role = i
    for k in range(i, end):
        if doc[k].lower_.rstrip(".") in words("name_words", "role_words") and k < end - 1:
            last_role = k + 1
    return last_role


def _is_person_role(doc: Any, start: int, head: int, people: set[int]) -> bool:
    """A person's name that happens to end in such a word ("Emily Post", "Barbara Church")."""
    return head in people and all(k in people for k in range(start, head + 1))


def _complement(doc: Any, k: int, limit: int, people: set[int]) -> int:
    """End of "of/for/on/in ... and ..." after an opening head; ``k`` when there is none."""
    end = k
    while end < limit and end - k < _MAX_WORDS:
        word = doc[end].lower_
        step = end + 1
        if word not in {"of", "for", "on", "in", "and", "&", ",", "to", "against"} or (
            word in {"and", "&", ","} and end == k
        ):
            break
        if step < limit and doc[step].lower_ == "the" and word not in {"and", ","}:
            step += 1
        if step >= limit or not is_capital(doc[step]) or doc[step].lower_ in words("name_words", "never_first"):
            break
        run_end = _run_end(doc, step)
        if word == "," and not _list_goes_on(doc, run_end, limit):
            break
        if word in {"in", "on", "to"} and not _all_within(doc, end, run_end):
            break
        if word in {"and", "&", ","} and (step in people or _is_other_party(doc, step, run_end)):
            break
        if step in people and word == "of":
            break
        end = run_end
        if doc[end - 1].text in POSSESSIVES:
            break
    return end


def _list_goes_on(doc: Any, end: int, limit: int) -> bool:
    """ "Ministry of Culture, Sport and Tourism": a comma belongs to the name when "and + capital" follows at once."""
    return end + 1 < limit and doc[end].lower_ in {"and", "&", ","} and is_capital(doc[end + 1])


def _all_within(doc: Any, small: int, end: int) -> bool:
    """ "in", "on", "to" stay inside a name only where the model also saw one name across them."""
    labels = {doc[k].ent_iob_ + doc[k].ent_type_ for k in range(small, end)}
    return all(label.startswith(("IORG", "IFAC")) for label in labels)


def _is_other_party(doc: Any, start: int, end: int) -> bool:
    """After "and": a country, or a run that is an organisation's name by itself, is another party."""
    heads = words("name_words", "organization_heads")
    text = doc[start:end].text
    one_ent = all(doc[k].ent_iob_ == "I" and doc[k].ent_type_ == "ORG" for k in range(start - 1, end))
    return bool(named_country(text)) or (not one_ent and doc[end - 1].lower_ in heads)
