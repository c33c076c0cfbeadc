"""Who holds the word: "she said" under a quotation goes back to the one whose report stands before it.

In: a :class:`Page`, the cast and drafts. Out: for a pronoun that stands for a speaker, the person who was last reported
in its paragraph or in the paragraph before. Invariant: nobody is given where another person is the subject of the
narrator's words in between, or where what the text says of the person's sex contradicts.

    Ada Example, who met Ben Sample twice, suggested that the port was lost. “We sold it,” she said.
"""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field
from typing import Any

from entourage.model import Span
from entourage.reading.cast import Cast, Party
from entourage.reading.quotes.draft import Draft, Page
from entourage.reading.resolve import resolve_token

_GENDER = {"he": "male", "she": "female"}
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# A report further away than this does not hold the word any more (characters).
MAX_DISTANCE = 900


@dataclass
class Holders:
    """Persons who were reported by name, by place."""

    page: Page
    cast: Cast
    _places: list[int] = field(default_factory=list)
    _parties: list[Party] = field(default_factory=list)
    _contents: list[Span] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, page: Page, cast: Cast, drafts: list[Draft]) -> Holders:
        """All that the drafts report by name."""
        found = []
        for draft in drafts:
            token = draft.speaker
            if token is None or draft.parent is not None or token.pos_ == "PRON" or page.stretch_at(token.idx):
                continue
            parties = resolve_token(page.parsed, cast, token)
            if len(parties) == 1 and parties[0].is_person:
                found.append((token.idx, parties[0]))
        found.sort(key=lambda entry: entry[0])
        contents = sorted(piece for draft in drafts for piece in draft.content)
        return cls(page, cast, [f[0] for f in found], [f[1] for f in found], contents, [c.start for c in contents])

    def before(self, pronoun: Any) -> Party | None:
        """The person who holds the word where a pronoun stands; None when the text does not show one."""
        gender = _GENDER.get(pronoun.lower_)
        position = bisect.bisect_left(self._places, pronoun.idx) - 1
        if gender is None or position < 0 or pronoun.idx - self._places[position] > MAX_DISTANCE:
            return None
        place, party = self._places[position], self._parties[position]
        here, there = (self.page.parsed.paragraph_at(char) for char in (pronoun.idx, place))
        if here is None or there is None or not 0 <= here.index - there.index <= 1:
            return None
        if party.gender not in {"", gender} or self._another_between(place, pronoun.idx, party):
            return None
        return party

    def subject_before(self, pronoun: Any) -> Party | None:
        """The person who was last the subject of the narrator's words in the pronoun's paragraph or the one before."""
        gender, here = _GENDER.get(pronoun.lower_), self.page.parsed.paragraph_at(pronoun.idx)
        if gender is None or here is None:
            return None
        first = self.page.parsed.paragraphs[max(0, here.index - 1)].block.span.start
        for span, party, kind in reversed(self.cast.mentions_in(max(first, pronoun.idx - MAX_DISTANCE), pronoun.idx)):
            if not party.is_person or kind == "pronoun" or self._is_reported(span.start):
                continue
            if self.page.parsed.tokens_in(span).root.dep_ in _SUBJECTS and self.page.stretch_at(span.start) is None:
                return party if party.gender in {"", gender} else None
        return None

    def _another_between(self, start: int, end: int, party: Party) -> bool:
        for span, other, kind in self.cast.mentions_in(start + 1, end):
            if other is party or not other.is_person or kind == "pronoun" or self._is_reported(span.start):
                continue
            token = self.page.parsed.tokens_in(span).root
            if token.dep_ in _SUBJECTS and self.page.stretch_at(span.start) is None:
                return True
        return False

    def _is_reported(self, char: int) -> bool:
        position = bisect.bisect_right(self._starts, char) - 1
        return position >= 0 and self._contents[position].end > char
