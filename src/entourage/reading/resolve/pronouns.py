"""Pronouns: whom "he", "she" and "they" stand for.

In: a Parsed text and a Cast. Out: mentions of kind "pronoun". Every candidate in the sentences before gets points by
the table
:data:`POINTS`; the best takes the pronoun when its gender does not contradict. A pronoun inside quotation marks is not
the one who speaks unless nobody else is near; "they" finds a group named together, or nothing.
"""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from typing import Any

from entourage.model import Span
from entourage.reading.cast import Cast, Party
from entourage.reading.parse import Parsed
from entourage.reading.resolve.groups import Group, group_party, last_before

GENDER = {
    "he": "male", "him": "male", "his": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
}  # fmt: skip
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})

# What speaks for a candidate. Tuned on GUM news (pronouns) only.
POINTS = {
    "same sentence": 3.0,
    "sentence before": 2.4,
    "each sentence further": -0.7,
    "subject": 1.6,
    "object": 0.3,
    "inside another phrase": -0.8,
    "pronoun resolved before": 0.4,
    "same paragraph": 0.8,
    "gender known to agree": 1.2,
    "named often": 0.03,
    "speaks, as the pronoun does": 1.0,
    "named inside a quotation": -2.5,
    "both subjects": 0.9,
    "speaker of the quote around": -2.5,
    "other pronouns before": -3.0,
}
_MAX_SENTENCES = 6
_GROUP_CHARS = 1_200
_SURE_VOTES = 3


@dataclass
class Candidate:
    """One mention of a person, as something a pronoun may go back to."""

    start: int
    party: Party
    sentence: int
    paragraph: int
    role: str
    token: Any
    quoted: bool = False
    speaks: bool = False


class Leanings:
    """What the pronouns so far say of the gender of people whom neither a title nor a given name shows. One pronoun
    may be resolved wrongly, so that it weighs and never forbids."""

    def __init__(self) -> None:
        self._votes: dict[str, int] = {}

    def add(self, person: Party, gender: str) -> None:
        """Count one pronoun; of people whose gender is shown otherwise nothing is counted."""
        if not person.gender:
            self._votes[person.id] = self._votes.get(person.id, 0) + (1 if gender == "female" else -1)

    def points(self, person: Party, gender: str) -> float:
        """For or against the next pronoun of a gender; 0.0 for people without pronouns so far."""
        votes = self._votes.get(person.id, 0) if not person.gender else 0
        if not votes:
            return 0.0
        if (votes > 0) == (gender == "female"):
            return POINTS["gender known to agree"]
        return POINTS["other pronouns before"] * min(abs(votes), _SURE_VOTES)

    def settle(self, cast: Cast) -> None:
        """Note the gender that all pronouns together show."""
        for person, votes in self._votes.items():
            if votes and not cast[person].gender:
                cast[person].gender = "female" if votes > 0 else "male"


def link_pronouns(parsed: Parsed, cast: Cast, groups: list[Group]) -> None:
    """Add mentions for all pronouns of the third person that can be resolved."""
    sentence_starts = [sent.start for sent in parsed.doc.sents]
    candidates = _candidates(parsed, cast, sentence_starts)
    starts = [candidate.start for candidate in candidates]
    leanings = Leanings()
    for paragraph in parsed.paragraphs:
        if not paragraph.is_running_text:
            continue
        for token in parsed.doc[paragraph.first : paragraph.last]:
            word = token.lower_
            if word in GENDER:
                sentence = bisect.bisect_right(sentence_starts, token.i) - 1
                end = bisect.bisect_left(starts, token.idx)
                best = _subject_ahead(cast, token) or _best(
                    parsed, cast, token, candidates, end, sentence, paragraph.index, leanings
                )
                if best is not None:
                    leanings.add(best, GENDER[word])
                    cast.mention(best, token.idx, token.idx + len(token.text), "pronoun")
                    position = bisect.bisect_left(starts, token.idx)
                    candidates.insert(position, _candidate(token, best, sentence, paragraph.index))
                    starts.insert(position, token.idx)
            elif word in {"it", "its"}:
                organization = _last_organization(parsed, cast, token, paragraph.block.span.start)
                if organization is not None:
                    cast.mention(organization, token.idx, token.idx + len(token.text), "pronoun")
            elif word in PLURAL:
                group = _last_group(groups, cast, token, paragraph.index)
                if group is not None:
                    cast.mention(group, token.idx, token.idx + len(token.text), "pronoun")
    leanings.settle(cast)


def _candidates(parsed: Parsed, cast: Cast, sentence_starts: list[int]) -> list[Candidate]:
    out = []
    for party in cast.people():
        for mention in party.mentions:
            paragraph = parsed.paragraph_at(mention.start)
            if paragraph is None or mention.kind == "pronoun":
                continue
            token = parsed.tokens_in(mention.span).root
            sentence = bisect.bisect_right(sentence_starts, token.i) - 1
            candidate = _candidate(token, party, sentence, paragraph.index, mention.start)
            candidate.quoted = _in_quote(parsed, mention.start)
            out.append(candidate)
    return sorted(out, key=lambda candidate: candidate.start)


def _candidate(token: Any, party: Party, sentence: int, paragraph: int, start: int | None = None) -> Candidate:
    head = token
    while head.dep_ in {"conj", "appos", "compound"} and head.head is not head:
        head = head.head
    role = "subject" if head.dep_ in SUBJECTS else "object" if head.dep_ in {"dobj", "dative", "agent"} else "other"
    place = token.idx if start is None else start
    return Candidate(place, party, sentence, paragraph, role, token, speaks=_speaks(token))


def _best(
    parsed: Parsed,
    cast: Cast,
    token: Any,
    candidates: list[Candidate],
    end: int,
    sentence: int,
    paragraph: int,
    leanings: Leanings,
) -> Party | None:
    """The candidate of ``candidates[:end]`` with most points, or None."""
    gender = GENDER[token.lower_]
    speaks = _speaks(token)
    quoted = _in_quote(parsed, token.idx) and not (speaks and _after_mark(parsed.text, token.idx))
    scores: dict[str, float] = {}
    for position in range(end - 1, -1, -1):
        candidate = candidates[position]
        if sentence - candidate.sentence > _MAX_SENTENCES:
            break
        if candidate.party.gender and candidate.party.gender != gender:
            continue
        if _clashes(token, candidate):
            continue
        points = _points(token, candidate, sentence, paragraph, gender)
        if quoted and not candidate.quoted and candidate.speaks:
            points += POINTS["speaker of the quote around"]
        if not quoted and candidate.quoted:
            points += POINTS["named inside a quotation"]
        if speaks and candidate.speaks:
            points += POINTS["speaks, as the pronoun does"]
        points += leanings.points(candidate.party, gender)
        points += POINTS["named often"] * min(len(candidate.party.mentions), 8)
        scores[candidate.party.id] = max(points, scores.get(candidate.party.id, -9.0))
    if not scores:
        return None
    return cast[max(scores, key=lambda party_id: scores[party_id])]


def _subject_ahead(cast: Cast, token: Any) -> Party | None:
    """ "Discussing his concern, Example said ...": in a phrase that opens the sentence, the subject that follows."""
    root = token.sent.root
    if token.i > root.i or token.dep_ in SUBJECTS:
        return None
    phrase = token
    while phrase.head not in (root, phrase):
        phrase = phrase.head
    if phrase.head != root or phrase.dep_ not in {"advcl", "prep", "npadvmod"}:
        return None
    for child in root.lefts:
        if child.dep_ in SUBJECTS and child.i > token.i:
            party = cast.party_at(child.idx)
            fits = party is not None and party.is_person and party.gender in {"", GENDER[token.lower_]}
            return party if fits else None
    return None


def _points(token: Any, candidate: Candidate, sentence: int, paragraph: int, gender: str) -> float:
    distance = sentence - candidate.sentence
    points = POINTS["same sentence"] if distance == 0 else POINTS["sentence before"]
    if distance > 1:
        points += POINTS["each sentence further"] * (distance - 1)
    if candidate.role == "subject":
        points += POINTS["subject"]
        if token.dep_ in SUBJECTS:
            points += POINTS["both subjects"]
    elif candidate.role == "object":
        points += POINTS["object"]
    elif candidate.token.dep_ in {"poss", "pobj"} and distance:
        points += POINTS["inside another phrase"]
    if candidate.token.lower_ in GENDER:
        points += POINTS["pronoun resolved before"]
    if paragraph == candidate.paragraph:
        points += POINTS["same paragraph"]
    if candidate.party.gender == gender:
        points += POINTS["gender known to agree"]
    return points


def _clashes(token: Any, candidate: Candidate) -> bool:
    """An object pronoun is not the subject of its own verb ("Example met him"), unless it is reflexive."""
    if token.dep_ not in {"dobj", "dative"} or token.lower_.endswith("self"):
        return False
    head = candidate.token
    while head.dep_ in {"conj", "appos", "compound"}:
        head = head.head
    return head.dep_ in SUBJECTS and head.head == token.head


def _in_quote(parsed: Parsed, char: int) -> bool:
    """Whether a place stands inside double quotation marks, by counting marks from its paragraph's start."""
    paragraph = parsed.paragraph_at(char)
    if paragraph is None:
        return False
    before = parsed.text[max(paragraph.block.span.start, char - 3_000) : char]
    if "“" in before or "”" in before:
        return before.rfind("“") > before.rfind("”")
    return before.count('"') % 2 == 1


_SPEECH = frozenset(
    {"say", "tell", "add", "write", "ask", "note", "argue", "explain", "warn", "state", "claim", "reply", "tweet"}
)


def _after_mark(text: str, char: int) -> bool:
    """Whether a quotation mark of any shape stands just before: '... you," he said' with a mistyped mark."""
    return text[max(0, char - 3) : char].rstrip()[-1:] in set("\"”“’‘'»")


def _speaks(token: Any) -> bool:
    """Whether a token is the subject of a verb of saying."""
    head = token
    while head.dep_ in {"conj", "appos", "compound"}:
        head = head.head
    return head.dep_ in SUBJECTS and head.head.lemma_.lower() in _SPEECH


def _last_organization(parsed: Parsed, cast: Cast, token: Any, paragraph_start: int) -> Party | None:
    """What "its" and "it" go back to, when that is an organisation: the last subject of the sentence so far or of the
    one
    before in the paragraph; without a subject, the only thing named."""
    if token.lower_ == "it" and token.dep_ not in SUBJECTS:
        return None
    start = token.sent.start_char
    nearest = _things(parsed, cast, start, token.idx)
    if not any(subject for _, subject in nearest) and start > paragraph_start:
        before = parsed.doc[max(token.sent.start - 1, 0)].sent
        nearest = nearest or [thing for thing in _things(parsed, cast, before.start_char, start) if thing[1]]
    subjects = [party for party, subject in nearest if subject]
    chosen = subjects[0] if subjects else (nearest[0][0] if len({p.id for p, _ in nearest}) == 1 else None)
    return chosen if chosen is not None and chosen.is_organization and chosen.kind != "group" else None


def _things(parsed: Parsed, cast: Cast, start: int, end: int) -> list[tuple[Party, bool]]:
    """Parties named in a stretch that are no people, nearest to its end first, and whether each is a subject."""
    found = []
    for place, party in cast.names_before(end, end - start):
        if not party.is_person and party.kind != "group":
            root = parsed.tokens_in(Span(place, place + 1)).root
            while root.dep_ == "compound":
                root = root.head
            found.append((party, root.dep_ in SUBJECTS))
    return found


def _last_group(groups: list[Group], cast: Cast, token: Any, paragraph: int) -> Party | None:
    """ "They" as a subject after people named together in this paragraph or the one before, with no other plural
    between."""
    if token.dep_ not in SUBJECTS:
        return None
    last: tuple[int, Party] | None = None
    group = last_before(groups, token.idx)
    if group is not None and paragraph - group.paragraph <= 1:
        last = (group.end, group_party(group, cast))
    for start, party in cast.names_before(token.idx, _GROUP_CHARS):
        if party.kind == "group" and (last is None or start > last[0]):
            last = (start, party)
            break
    if last is None:
        return None
    plural_between = any(
        t.tag_ == "NNS" and t.dep_ in SUBJECTS and not cast.party_at(t.idx)
        for t in token.doc[max(0, token.i - 60) : token.i]
        if t.idx > last[0]
    )
    return None if plural_between else last[1]
