"""What a name names: votes of the model, of the name's own words, and of what stands beside it, over the whole text.

In: drafts. Out: a kind per written form. One form has one kind in a text (the surname that the model takes for a company in
one sentence is the person of all others). The policy is the table :data:`VOTES`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import Any

from entourage.names import capital_country, country_code, is_given_name, normalise, strip_legal_form
from entourage.reading.names.candidates import POSSESSIVES
from entourage.reading.names.draft import Draft
from entourage.reading.words import table, words

# cue: (kind, weight). The model's own opinion weighs 1, see below. Tuned on UNER PUD news and GUM news (names) only.
VOTES: dict[str, tuple[str, float]] = {
    "composed of an organisation's words": ("organization", 4.0),
    "ends in an organisation's word": ("organization", 1.5),
    "legal form": ("organization", 4.0),
    "abbreviation in brackets after its name": ("organization", 4.0),
    "known organisation": ("organization", 6.0),
    "a law or treaty": ("work", 5.0),
    "all capitals": ("organization", 1.6),
    "published in it": ("organization", 3.0),
    "title before it": ("person", 4.0),
    "known given name before a surname": ("person", 2.0),
    "speaks": ("person", 1.2),
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
        self._surnames = {form.split()[-1] for form in self.votes if " " in form and self.kind(form) == "person"}

    def _ends_in_surname(self, form: str, kind: str, draft: Draft) -> bool:
        """Two or three words that the model calls something else, the last of which is a person by itself."""
        last = form.split()[-1]
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
        votes = self.votes[form]
        if votes["seen"]:
            return
        votes["seen"] = 0.001
        parts = form.split()
        last = parts[-1].lower()
        if " " in form and strip_legal_form(form)[1]:
            self.add(form, "legal form")
        if normalise(form) in words("name_words", "known_organizations"):
            self.add(form, "known organisation")
        elif normalise(form) in words("name_words", "regions"):
            self.add(form, "country or region")
        elif country_code(form) and form[:1].isupper() and "people" not in votes:
            self.add(form, "country or region")
        elif capital_country(form):
            self.add(form, "capital city")
        if len(parts) > 1:
            if _ABBREVIATION_PART.fullmatch(parts[-1]):
                self.add(form, "all capitals")
            if last in words("name_words", "law_heads"):
                self.add(form, "a law or treaty")
            elif last in words("name_words", "organization_heads"):
                weak = last in words("name_words", "weak_organization_heads")
                if not weak or votes["organization"] > 0:
                    self.add(form, "ends in an organisation's word")
            elif is_given_name(parts[0]) and not country_code(form):
                self.add(form, "known given name before a surname")
        elif _ABBREVIATION.fullmatch(form) and len(form) > 1:
            self.add(form, "all capitals")

    def _beside(self, draft: Draft, form: str) -> None:
        """What stands before and after one mention."""
        doc, first, last = self.doc, draft.first, draft.last
        before = doc[first - 1] if first else None
        before_word = before.lower_ if before is not None else ""
        after = [doc[k].lower_ for k in range(last, min(last + 3, len(doc)))] + ["", "", ""]
        if draft.composed:
            self.add(form, "composed of an organisation's words")
        if draft.publication:
            self.add(form, "published in it")
        if draft.titled:
            self.add(form, "title before it")
        if before_word == "the" and last - first == 1 and not draft.titled:
            self.add(form, "article before one word")
        elif after[0] in words("name_words", "speech_verbs") or before_word in words("name_words", "speech_verbs"):
            if not _ABBREVIATION.fullmatch(form):
                self.add(form, "speaks")
        elif before_word == "to" and first > 1 and doc[first - 2].lower_ == "according" and after[0] in {",", "."}:
            self.add(form, "speaks")
        if after[0] in {"who", "whose", "himself", "herself"} or (after[0] == "," and after[1] in {"who", "whose"}):
            self.add(form, "followed by who")
        if after[0] == "," and _AGE.fullmatch(after[1]) and after[2] in {",", "."}:
            self.add(form, "followed by an age")
        if after[0] in POSSESSIVES and after[1] in words("name_words", "relatives_and_retinue"):
            self.add(form, "followed by a relative")
        if after[0] == "," and _describes_person(doc, last + 1):
            self.add(form, "followed by what a person is")
        if after[0] in _LIFE or (after[0] == "was" and after[1] == "born"):
            self.add(form, "born, died or married")
        if before_word in _PLACE_PREPOSITIONS and draft.label == "place":
            self.add(form, "after in or near")
        if before_word == "of" and first > 1 and doc[first - 2].lower_ in _SETTLEMENTS:
            self.add(form, "town of")
        if (
            before_word == "("
            and after[0] == ")"
            and _ABBREVIATION.fullmatch(form)
            and _initials_before(doc, first - 1, form)
        ):
            self.add(form, "abbreviation in brackets after its name")


_PLACE_PREPOSITIONS = frozenset({"in", "near", "at", "outside", "throughout"})
_LIFE = frozenset({"died", "married", "resigned", "retired", "studied", "graduated"})
_SETTLEMENTS = frozenset(
    {"town", "city", "village", "province", "region", "state", "island", "district", "county", "port", "capital"}
)


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


def _all_heads() -> frozenset[str]:
    return words("name_words", "organization_heads") | words("name_words", "eponym_heads")


def is_eponym(doc: Any, draft: Draft) -> bool:
    """Whether a person's name is part of a name of something else: "Kennedy Airport", "Oscar-winning"."""
    if draft.last - draft.first > 2 and doc[draft.last - 1].lower_ in words("name_words", "eponym_heads"):
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
        return doc[draft.last + 1].text[:1].islower()
    return after.text[:1].isupper() and after.lower_ in words("name_words", "eponym_heads")


def metonym(form: str) -> tuple[str, str] | None:
    """(name of the body, country) when the form is a house that stands for the power inside it."""
    entry = table("name_words")["metonyms"].get(form.lower())
    return (entry[0], entry[1]) if entry else None
