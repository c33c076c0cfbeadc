"""What a name names: votes of the model, of the name's own words, and of what stands beside it, over the whole text.

In: drafts. Out: a kind per written form. One form has one kind in a text (the surname that the model takes for a
company in
one sentence is the person of all others). The policy is the table :data:`VOTES`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

from entourage.names import capital_country, country_code, is_given_name, normalise, strip_legal_form
from entourage.reading.names.candidates import POSSESSIVES
from entourage.reading.names.draft import Draft
from entourage.reading.words import table, words

# cue: (kind, weight). The model's own opinion weighs 1, see below. Tuned on UNER PUD news and GUM news (names) only.
VOTES: dict[str, tuple[str, float]] = {
    "composed of an organisation's words": ("organization", 4.0),
    "ends in an organisation's word": ("organization", 1.5),
    "ends in a publication's word": ("organization", 3.0),
    "image credit": ("not person", 4.0),
    "legal form": ("organization", 4.0),
    "abbreviation in brackets after its name": ("organization", 4.0),
    "known organisation": ("organization", 6.0),
    "a law or treaty": ("work", 5.0),
    "all capitals": ("organization", 1.6),
    "published in it": ("organization", 3.0),
    "title before it": ("person", 4.0),
    "known given name before a surname": ("person", 2.0),
    "speaks": ("person", 1.2),
    "speaks in a transcript": ("person", 3.0),
    "followed by who": ("person", 2.5),
    "followed by an age": ("person", 3.0),
    "followed by what a person is": ("person", 3.0),
    "born, died or married": ("person", 2.5),
    "followed by a relative": ("person", 2.0),
    "article before one word": ("not person", 1.5),
    "country or region": ("place", 5.0),
    "capital city": ("place", 2.0),
    "after in or near": ("place", 0.6),
    "town of": ("place", 3.0),
    "where one goes": ("place", 3.0),
}
# The model repeats its mistakes: its second opinion on the same form is worth less than its first.
_FIRST_OPINION, _FURTHER_OPINION, _MOST_OPINIONS = 1.0, 0.5, 5
_ABBREVIATION = re.compile(r"[A-Z]{2,7}s?|(?:[A-Z]\.){2,}")
_ABBREVIATION_PART = re.compile(r"[A-Z]{3,7}(?:-[A-Z]{2,5})?")
_AGE = re.compile(r"\d{1,2}")


class Kinds:
    """Votes for each written form of a text."""

    def __init__(self, doc: Any) -> None:
        self.doc = doc
        self.votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        self._opinions: dict[str, Counter[str]] = defaultdict(Counter)
        self._judged: set[str] = set()
        self._surnames: set[str] = set()

    def form(self, draft: Draft) -> str:
        """The written form, white space folded."""
        return " ".join(self.doc[draft.first : draft.last].text.split())

    def add(self, form: str, cue: str) -> None:
        kind, weight = VOTES[cue]
        if kind == "not person":
            self.votes[form]["person"] -= weight
        else:
            self.votes[form][kind] += weight

    def count(self, drafts: list[Draft]) -> None:
        """Count all votes of all drafts."""
        for draft in drafts:
            form = self.form(draft)
            if draft.label:
                self._opinions[form][draft.label] += 1
            self._beside(draft, form)
        for form, opinions in self._opinions.items():
            for label, count in opinions.items():
                self._add_opinion(form, label, _FIRST_OPINION + _FURTHER_OPINION * min(count - 1, _MOST_OPINIONS))
        for draft in drafts:
            self._own_words(self.form(draft), draft)
        self._surnames = {
            form.rsplit(maxsplit=1)[-1] for form in self.votes if " " in form and self.kind(form) == "person"
        }

    def _ends_in_surname(self, form: str, kind: str, draft: Draft) -> bool:
        """Two or three words that the model calls something else, the last of which is a person by itself."""
        last = form.rsplit(maxsplit=1)[-1]
        if kind != "organization" or draft.composed or form.count(" ") > 2 or last.lower() in _all_heads():
            return False
        return last in self.votes and self.kind(last) == "person"

    def _add_opinion(self, form: str, label: str, weight: float) -> None:
        """The model's opinion; a building is a place that may be an organisation."""
        if label == "facility":
            self.votes[form]["place"] += 0.7 * weight
            self.votes[form]["organization"] += 0.5 * weight
        else:
            self.votes[form][label] += weight

    def kind_at(self, draft: Draft) -> str:
        """The kind of one mention: its form's, but a surname of a person of the text is that person, except where the
        model sees a place after "in" or "near"."""
        form = self.form(draft)
        kind = self.kind(form)
        if kind in {"person", "work"} or country_code(form):
            return kind
        if " " in form:
            return "person" if self._ends_in_surname(form, kind, draft) else kind
        if form not in self._surnames:
            return kind
        before = self.doc[draft.first - 1].lower_ if draft.first else ""
        if draft.label == "place" and before in _PLACE_PREPOSITIONS:
            return kind
        return "organization" if draft.composed else "person"

    def kind(self, form: str) -> str:
        """The kind with most votes; ties go to the model's first opinion."""
        votes = self.votes[form]
        return max(votes, key=lambda kind: votes[kind])

    def _own_words(self, form: str, draft: Draft) -> None:
        """What a form's own words show, counted once a form."""
        if form in self._judged:
            return
        self._judged.add(form)
        parts = form.split()
        if normalise(form) in words("name_words", "known_organizations"):
            self.add(form, "known organisation")
        elif normalise(form) in words("name_words", "regions") or self._is_country(form):
            self.add(form, "country or region")
        elif capital_country(form):
            self.add(form, "capital city")
        if len(parts) > 1:
            self._several_words(form, parts)
        elif _ABBREVIATION.fullmatch(form) and len(form) > 1:
            self.add(form, "all capitals")

    def _is_country(self, form: str) -> bool:
        """A country's name; a word that the model calls a people is a demonym ("Russian")."""
        return bool(country_code(form)) and form[:1].isupper() and "people" not in self._opinions[form]

    def _several_words(self, form: str, parts: list[str]) -> None:
        """What the first and last word of a longer form show."""
        last, given = parts[-1].lower(), is_given_name(parts[0])
        if strip_legal_form(form)[1]:
            self.add(form, "legal form")
        if _ABBREVIATION_PART.fullmatch(parts[-1]):
            self.add(form, "all capitals")
        if last in words("name_words", "law_heads"):
            self.add(form, "a law or treaty")
        elif last in words("name_words", "organization_heads"):
            if last not in words("name_words", "weak_organization_heads") or self.votes[form]["organization"] > 0:
                self.add(form, "ends in an organisation's word")
        elif last in words("name_words", "publication_heads") and not given:
            self.add(form, "ends in a publication's word")
        elif given and not country_code(form):
            self.add(form, "known given name before a surname")

    def _beside(self, draft: Draft, form: str) -> None:
        """What stands before and after one mention."""
        for cue in _own_cues(draft):
            self.add(form, cue)
        for cue, applies in _CUES_BESIDE.items():
            if applies(self.doc, draft, form):
                self.add(form, cue)


def _own_cues(draft: Draft) -> list[str]:
    """Cues that were noted when the draft was made."""
    noted = {
        "composed of an organisation's words": draft.composed,
        "published in it": draft.publication,
        "title before it": draft.titled,
    }
    return [cue for cue, holds in noted.items() if holds]


def _before(doc: Any, draft: Draft, steps: int = 1) -> str:
    return str(doc[draft.first - steps].lower_) if draft.first >= steps else ""


def _after(doc: Any, draft: Draft, steps: int = 1) -> str:
    place = draft.last + steps - 1
    return str(doc[place].lower_) if place < len(doc) else ""


def _is_article_alone(doc: Any, draft: Draft, form: str) -> bool:
    one_word = draft.last - draft.first == 1 and not draft.titled
    return one_word and _before(doc, draft) == "the" and not _noun_follows(doc, draft.last)


def _speaks(doc: Any, draft: Draft, form: str) -> bool:
    if _ABBREVIATION.fullmatch(form) or _is_article_alone(doc, draft, form):
        return False
    speech = words("name_words", "speech_verbs")
    if _after(doc, draft) in speech or _before(doc, draft) in speech:
        return True
    return (_before(doc, draft, 2), _before(doc, draft)) == ("according", "to") and _after(doc, draft) in {",", "."}


def _is_followed_by_who(doc: Any, draft: Draft, form: str) -> bool:
    who = {"who", "whose"}
    return _after(doc, draft) in who | {"himself", "herself"} or (
        _after(doc, draft) == "," and _after(doc, draft, 2) in who
    )


def _is_followed_by_age(doc: Any, draft: Draft, form: str) -> bool:
    age = _AGE.fullmatch(_after(doc, draft, 2))
    return bool(age) and _after(doc, draft) == "," and _after(doc, draft, 3) in {",", "."}


def _is_followed_by_relative(doc: Any, draft: Draft, form: str) -> bool:
    relatives = words("name_words", "relatives_and_retinue")
    return _after(doc, draft) in POSSESSIVES and _after(doc, draft, 2) in relatives


def _lives(doc: Any, draft: Draft, form: str) -> bool:
    return _after(doc, draft) in _LIFE or (_after(doc, draft), _after(doc, draft, 2)) == ("was", "born")


def _is_in_brackets_after_name(doc: Any, draft: Draft, form: str) -> bool:
    if _before(doc, draft) != "(" or _after(doc, draft) != ")" or not _ABBREVIATION.fullmatch(form):
        return False
    return _initials_before(doc, draft.first - 1, form)


def _is_credit(doc: Any, draft: Draft, form: str) -> bool:
    one_word = draft.last - draft.first == 1
    return one_word and _before(doc, draft) == ":" and _before(doc, draft, 2) in _CREDITS


_PLACE_PREPOSITIONS = frozenset({"in", "near", "at", "outside", "throughout"})
_CREDITS = frozenset({"image", "photo", "photograph", "picture", "audio", "video", "credit"})
_GOING = frozenset(
    {"ambassador", "envoy", "visit", "trip", "travelled", "traveled", "flew", "moved", "fled", "returned"}
)
_LIFE = frozenset({"died", "married", "resigned", "retired", "studied", "graduated"})
_SETTLEMENTS = frozenset(
    {"town", "city", "village", "province", "region", "state", "island", "district", "county", "port", "capital"}
)


def _noun_follows(doc: Any, last: int) -> bool:
    """ "the Example government": the article belongs to the noun that follows."""
    return last < len(doc) and doc[last].tag_ in {"NN", "NNS"}


def _describes_person(doc: Any, start: int) -> bool:
    """Whether "a", "an" or "the" and, before the next comma, a noun for a person follow: ", an Example woman"."""
    if start >= len(doc) or doc[start].lower_ not in {"a", "an", "the"}:
        return False
    nouns = words("name_words", "person_words")
    for k in range(start + 1, min(start + 6, len(doc))):
        word = doc[k].lower_
        if word in nouns:
            return True
        if not doc[k].text[0].isalpha() and word != "-":
            return False
        if word in {"of", "in", "for", "and", "that", "which", "who"}:
            return False
    return False


def _initials_before(doc: Any, bracket: int, form: str) -> bool:
    """Whether the capitalised words just before the bracket begin with the abbreviation's letters."""
    letters = [c for c in form if c.isupper()]
    initials = [token.text[0] for token in doc[max(0, bracket - 12) : bracket] if token.text[:1].isupper()]
    return len(letters) > 1 and initials[-len(letters) :] == letters


def _opens_a_turn(doc: Any, draft: Draft, form: str) -> bool:
    """ "EXAMPLE: Good evening." at the beginning of a line."""
    at_start = draft.first == 0 or "\n" in doc[draft.first - 1].text
    return at_start and form.isupper() and _after(doc, draft) == ":"


_CUES_BESIDE: dict[str, Callable[[Any, Draft, str], bool]] = {
    "article before one word": _is_article_alone,
    "speaks": _speaks,
    "speaks in a transcript": _opens_a_turn,
    "followed by who": _is_followed_by_who,
    "followed by an age": _is_followed_by_age,
    "followed by a relative": _is_followed_by_relative,
    "followed by what a person is": lambda doc, draft, form: (
        _after(doc, draft) == "," and _describes_person(doc, draft.last + 1)
    ),
    "born, died or married": _lives,
    "after in or near": lambda doc, draft, form: draft.label == "place" and _before(doc, draft) in _PLACE_PREPOSITIONS,
    "town of": lambda doc, draft, form: _before(doc, draft) == "of" and _before(doc, draft, 2) in _SETTLEMENTS,
    "where one goes": lambda doc, draft, form: _before(doc, draft) == "to" and _before(doc, draft, 2) in _GOING,
    "abbreviation in brackets after its name": _is_in_brackets_after_name,
    "image credit": _is_credit,
}


def _all_heads() -> frozenset[str]:
    return words("name_words", "organization_heads") | words("name_words", "eponym_heads")


def is_eponym(doc: Any, draft: Draft) -> bool:
    """Whether a person's name is part of a name of something else: "Kennedy Airport", "Oscar-winning"."""
    long_name = draft.last - draft.first > 2 or (
        draft.last - draft.first == 2 and not is_given_name(doc[draft.first].text)
    )
    if long_name and doc[draft.last - 1].lower_ in words("name_words", "eponym_heads"):
        return True
    if (
        draft.first
        and doc[draft.first - 1].lower_ == "miss"
        and doc[draft.first].lower_ in {"universe", "world", "earth"}
    ):
        return True
    if draft.last >= len(doc):
        return False
    after = doc[draft.last]
    if after.text == "-" and draft.last + 1 < len(doc) and not doc[draft.last - 1].whitespace_:
        return bool(doc[draft.last + 1].text[:1].islower())
    return bool(after.text[:1].isupper()) and after.lower_ in words("name_words", "eponym_heads")


def metonym(form: str) -> tuple[str, str] | None:
    """(name of the body, country) when the form is a house that stands for the power inside it."""
    entry = table("name_words")["metonyms"].get(form.lower())
    return (entry[0], entry[1]) if entry else None
