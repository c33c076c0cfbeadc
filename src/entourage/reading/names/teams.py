"""Teams named like their country or town: "England won 2 – 1" names a team, "in England" a place.

In: the Doc and names of places. Out: those that name a team. Two things must come together: the passage is a report of
a match (several different words of sport near), and the name stands where teams stand at least twice ("Norway faced
Chile", "Norway's goalkeeper", "Norway 2 – 1"). The words are in ``data/team_words.toml``.
"""

from __future__ import annotations

import bisect
from collections import defaultdict
from typing import Any

from entourage.reading.names.draft import POSSESSIVES, Draft
from entourage.reading.names.known import named_country
from entourage.reading.words import words

_PASSAGE_CHARS = 1_500
_MIN_SPORT_WORDS = 3
_MIN_CUES = 2
_WHERE = frozenset({"in", "near", "across", "outside", "throughout", "at", "around", "into"})
_SCORE_MARKS = frozenset({"-", "–", "—", ":"})


def teams(doc: Any, places: list[Draft]) -> set[int]:
    """First tokens of the places that name a team; empty for a text that is no report of a match.

    Args:
        doc: the analysed text.
        places: drafts that were found to name a place, in order.
    """
    sport = _SportWords(doc)
    if not sport.enough:
        return set()
    played: dict[str, list[Draft]] = defaultdict(list)
    for draft in places:
        form = doc[draft.first : draft.last].text
        named_like_a_place = " " not in form or named_country(form) or form.lower() in words("name_words", "regions")
        if named_like_a_place and _before(doc, draft) not in _WHERE and sport.is_report_at(doc[draft.first].idx):
            played[form].append(draft)
    return {
        draft.first
        for drafts in played.values()
        if sum(_stands_as_team(doc, draft) for draft in drafts) >= _MIN_CUES
        for draft in drafts
    }


class _SportWords:
    """Where the words of sport stand."""

    def __init__(self, doc: Any) -> None:
        vocabulary = words("team_words", "sport")
        found = [(token.idx, token.lemma_.lower()) for token in doc if token.lemma_.lower() in vocabulary]
        self.places = [place for place, _ in found]
        self.lemmas = [lemma for _, lemma in found]

    @property
    def enough(self) -> bool:
        return len(set(self.lemmas)) >= _MIN_SPORT_WORDS

    def is_report_at(self, place: int) -> bool:
        """Whether enough different words of sport stand near a place."""
        first = bisect.bisect_left(self.places, place - _PASSAGE_CHARS)
        last = bisect.bisect_right(self.places, place + _PASSAGE_CHARS)
        return len(set(self.lemmas[first:last])) >= _MIN_SPORT_WORDS


def _before(doc: Any, draft: Draft) -> str:
    return str(doc[draft.first - 1].lower_) if draft.first else ""


def _stands_as_team(doc: Any, draft: Draft) -> bool:
    after = list(doc[draft.last : draft.last + 5])
    if not after:
        return False
    if after[0].text in POSSESSIVES:
        return any(token.lemma_.lower() in words("team_words", "of_teams") for token in after[1:4])
    if after[0].like_num and len(after) > 1 and (after[1].text in _SCORE_MARKS or after[1].like_num):
        return True
    if after[0].lemma_.lower() in words("team_words", "of_teams"):
        return True
    root = doc[draft.first : draft.last].root
    verb = root.head.head if root.dep_ == "pobj" else root.head
    return verb.lemma_.lower() in words("team_words", "played") and root.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"}
