"""Names that the model overlooked.

In: the Doc and the drafts so far. Out: further drafts: surnames and organisations that are named elsewhere in the text,
speakers ("..., Example said"), names after a title ("Mr. Example"), abbreviations in brackets after a name, bodies in
an image credit, names in capitals before a role.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from entourage.names import is_given_name, is_title
from entourage.reading.names.beside import is_followed_by_role
from entourage.reading.names.draft import POSSESSIVES, Draft
from entourage.reading.names.organizations import is_capital
from entourage.reading.words import words

_MAX_NAME_WORDS = 4
_ABBREVIATION = re.compile(r"[^\W\d_]+(?:\d[^\W\d_]+)?")
_COURTESY = frozenset({"mr", "mrs", "ms", "dr", "prof", "professor", "sir", "sen", "rep", "gov", "gen", "col"})


def overlooked(doc: Any, drafts: list[Draft]) -> list[Draft]:
    """Further drafts, none of which overlaps a known one."""
    taken = {i for draft in drafts for i in range(draft.first, draft.last)}
    out = []
    for i, token in enumerate(doc):
        if not token.text[:1].isupper() or i in taken:
            continue
        found = (
            _after_title(doc, i, taken)
            or _in_capitals(doc, i)
            or _credited(doc, i, taken)
            or _speaker(doc, i, taken)
            or _abbreviation(doc, i)
            or _known(doc, i)
        )
        if found is not None:
            out.append(found)
            taken.update(range(found.first, found.last))
    known = sorted(
        drafts + [Draft(d.first, d.last, "organization") for d in out if doc[d.first].text.isupper()], key=_place
    )
    return out + _repeated(doc, known, taken)


def _place(draft: Draft) -> int:
    return draft.first


def _repeated(doc: Any, drafts: list[Draft], taken: set[int]) -> list[Draft]:
    """Places where a known form stands again, and surnames of known people."""
    forms: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    seen: set[tuple[str, ...]] = set()
    for draft in drafts:
        if draft.label not in {"person", "organization", "place"}:
            continue
        texts = tuple(token.text for token in doc[draft.first : draft.last])
        options = [texts]
        if draft.label == "person" and len(texts) > 1:
            options.append(texts[-1:])
            if is_given_name(texts[0]) and texts[0].lower() not in words("name_words", "calendar"):
                options.append(texts[:1])
        for option in options:
            if option not in seen and option[0][:1].isupper() and len("".join(option)) > 2:
                seen.add(option)
                forms[option[0]].append((option, draft.label))
    for entries in forms.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    lengths = {i: draft.last - draft.first for draft in drafts for i in range(draft.first, draft.last)}
    out, reached = [], 0
    for i in [token.i for token in doc if token.text in forms]:
        match = _match(doc, i, forms[doc[i].text], taken, lengths) if i >= reached else None
        if match is not None:
            out.append(match)
            reached = match.last
    return out


def _match(
    doc: Any, i: int, entries: list[tuple[tuple[str, ...], str]], taken: set[int], lengths: dict[int, int]
) -> Draft | None:
    """The longest known form that stands at ``i``, over shorter drafts too ("Canada" in "Environment Canada")."""
    for texts, label in entries:
        last = i + len(texts)
        if last > len(doc) or any(doc[i + k].text != text for k, text in enumerate(texts)):
            continue
        if any(k in taken and lengths.get(k, len(texts)) >= len(texts) for k in range(i, last)):
            continue
        if len(texts) == 1 and not _stands_alone(doc, i):
            continue
        return Draft(i, last, label)
    return None


def _stands_alone(doc: Any, i: int) -> bool:
    """A single word is taken only where it is no part of a longer run of capitals and the tagger calls it a name."""
    if doc[i].tag_ not in {"NNP", "NNPS"} and not doc[i].text.isupper() and not _opens_as_subject(doc, i):
        return False
    before_ok = (
        i == 0
        or doc[i].is_sent_start
        or not is_capital(doc[i - 1])
        or is_title(doc[i - 1].text)
        or doc[i - 1].lower_ in words("name_words", "never_first")
    )
    after_ok = i + 1 >= len(doc) or not is_capital(doc[i + 1]) or doc[i + 1].is_sent_start
    return bool(before_ok and after_ok)


def _opens_as_subject(doc: Any, i: int) -> bool:
    """ "Example has ..." at the beginning of a sentence, where the capital may be the sentence's."""
    if i + 1 >= len(doc) or not doc[i].is_sent_start or doc[i].tag_ != "NN":
        return False
    return doc[i + 1].tag_ in {"VBD", "VBZ", "MD"}


def _after_title(doc: Any, i: int, taken: set[int]) -> Draft | None:
    """ "Mr. Example": the run of capitalised words after a courtesy title."""
    if doc[i].lower_.rstrip(".") not in _COURTESY:
        return None
    start = i + 1
    while start < len(doc) and (doc[start].text == "." or is_title(doc[start].text)):
        start += 1
    end = start
    while (
        end < len(doc)
        and end - start < _MAX_NAME_WORDS
        and is_capital(doc[end])
        and end not in taken
        and "\n" not in doc[end].text
    ):
        if end > start and doc[end].is_sent_start:
            break
        end += 1
    return Draft(start, end, "person", titled=True) if end > start else None


def _in_capitals(doc: Any, i: int) -> Draft | None:
    """ "ADA EXAMPLE, CEO": two or three words in capitals before a comma and a role."""
    if not _shouted(doc[i]) or (i and (_shouted(doc[i - 1]) or doc[i - 1].lower_ in {"the", "a", "an"})):
        return None
    end = i
    while end < len(doc) and end - i < _MAX_NAME_WORDS and _shouted(doc[end]):
        end += 1
    draft = Draft(i, end, "person")
    return draft if 1 < end - i < _MAX_NAME_WORDS and is_followed_by_role(doc, draft, doc[i:end].text) else None


def _credited(doc: Any, i: int, taken: set[int]) -> Draft | None:
    """ "Ada Example/Sample Pictures": the run of capitals after a photographer's name and a slash."""
    if i < 3 or doc[i - 1].text != "/" or not (i - 2 in taken and i - 3 in taken) or doc[i - 2].ent_type_ != "PERSON":
        return None
    end = i + 1
    while end < len(doc) and end - i < _MAX_NAME_WORDS and end not in taken and is_capital(doc[end]):
        end += 1
    return Draft(i, end, "organization")


def _speaker(doc: Any, i: int, taken: set[int]) -> Draft | None:
    """A lone capitalised word beside a verb of saying: "..., Example said", "said Example"."""
    token = doc[i]
    if token.tag_ not in {"NNP", "NNPS"} or not _stands_alone(doc, i) or len(token.text) < 3 or token.text.isupper():
        return None
    if token.lower_ in words("name_words", "never_first") | words("name_words", "calendar") or is_title(token.text):
        return None
    speech = words("name_words", "speech_verbs")
    after = doc[i + 1].lower_ if i + 1 < len(doc) else ""
    before = doc[i - 1].lower_ if i else ""
    if before in {"the", "a", "an"}:
        return None
    return Draft(i, i + 1, "person") if after in speech or before in speech else None


def _abbreviation(doc: Any, i: int) -> Draft | None:
    """An abbreviation used as a party's name: in brackets after a name, "the CEA", "CEA's", "CEA said"."""
    token = doc[i]
    if not (token.text.isupper() and 2 <= len(token.text) <= 8 and _ABBREVIATION.fullmatch(token.text)):
        return None
    if token.lower_ in words("name_words", "common_abbreviations") or not 0 < i < len(doc) - 1:
        return None
    before, after = doc[i - 1], doc[i + 1]
    if before.text == "(" and after.text == ")":
        return Draft(i, i + 1, "organization")
    if len(token.text) < 3 or _shouted(before) or _shouted(after) or token.tag_ not in {"NNP", "NNPS"}:
        return None
    article = before.lower_ == "the" and after.tag_ not in {"NN", "NNS"}
    acts = after.text in POSSESSIVES or after.lower_ in words("name_words", "speech_verbs") | words(
        "name_words", "followers"
    )
    return Draft(i, i + 1, "organization") if article or acts else None


def _known(doc: Any, i: int) -> Draft | None:
    """An organisation that everybody knows, where its name stands alone: "representatives of Uber"."""
    token = doc[i]
    if token.lower_ in words("name_words", "ambiguous_organizations") or token.tag_ not in {"NNP", "NNPS"}:
        return None
    if token.lower_ not in words("name_words", "known_organizations") or not _stands_alone(doc, i):
        return None
    return Draft(i, i + 1, "organization")


def _shouted(token: Any) -> bool:
    return bool(token.text.isupper() and token.text.isalpha())
