"""What a name names: votes of the model, of the name's own words, and of what stands beside it, over the whole text.

In: drafts. Out: a kind per written form. One form has one kind in a text (the surname that the model takes for a
company in
one sentence is the person of all others). The policy is the table :data:`VOTES`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import Any

from entourage.names import capital_country, is_given_name, normalise, strip_legal_form
from entourage.reading.names.beside import ABBREVIATION, CUES_BESIDE, PLACE_PREPOSITIONS
from entourage.reading.names.draft import Draft
from entourage.reading.names.known import is_model_number, named_country
from entourage.reading.words import words

# cue: (kind, weight). The model's own opinion weighs 1, see below. Tuned on UNER PUD news and GUM news (names) only.
VOTES: dict[str, tuple[str, float]] = {
    "composed of an organisation's words": ("organization", 4.0),
    "ends in an organisation's word": ("organization", 1.5),
    "ends in a publication's word": ("organization", 3.0),
    "image credit": ("not person", 4.0),
    "legal form": ("organization", 4.0),
    "abbreviation in brackets after its name": ("organization", 4.0),
    "known organisation": ("organization", 6.0),
    "known product": ("product", 4.0),
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
    "followed by a role": ("person", 3.0),
    "listed with people": ("person", 2.5),
    "born, died or married": ("person", 2.5),
    "followed by a relative": ("person", 2.0),
    "a number in it": ("not person", 6.0),
    "nothing but an organisation's word": ("organization", 6.0),
    "letters and a number": ("product", 2.0),
    "article before one word": ("not person", 1.5),
    "country or region": ("place", 5.0),
    "capital city": ("place", 2.0),
    "after in or near": ("place", 0.6),
    "town of": ("place", 3.0),
    "where one goes": ("place", 3.0),
    "has what organisations have": ("organization", 1.5),
    "has members": ("organization", 1.5),
    "named as a work": ("work", 2.5),
    "named as a vessel": ("product", 3.5),
    "named as a publication": ("organization", 2.5),
    "lies in a country": ("place", 2.0),
    "after a preposition of place": ("place", 1.3),
}
# The model repeats its mistakes: its second opinion on the same form is worth less than its first.
_FIRST_OPINION, _FURTHER_OPINION, _MOST_OPINIONS = 1.0, 0.5, 5
# More than this for a work is more than the model's opinion.
_MODEL_ALONE = 2.0
# Where the model has called a form two things, its tags say less.
_SEVERAL_VIEWS = 2
_NO_NAME_TAGS = frozenset({"JJ", "RB", "VB", "VBG"})
_ABBREVIATION_PART = re.compile(r"[A-Z]{3,7}(?:-[A-Z]{2,5})?")


class Kinds:
    """Votes for each written form of a text."""

    def __init__(self, doc: Any) -> None:
        self.doc = doc
        self.votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        self._opinions: dict[str, Counter[str]] = defaultdict(Counter)
        self._judged: set[str] = set()
        self._surnames: set[str] = set()
        self._given: set[str] = set()
        self._firms: dict[str, int] = {}
        self._first_full: dict[str, int] = {}
        texts = [token.text for token in doc]
        self._small = Counter(text for text in texts if text.islower())
        self._capital = Counter(text for text in texts if text[:1].isupper())
        self._forms: dict[tuple[int, int], str] = {}

    def form(self, draft: Draft) -> str:
        """The written form, white space folded."""
        place = draft.first, draft.last
        form = self._forms.get(place)
        if form is None:
            form = self._forms[place] = " ".join(self.doc[draft.first : draft.last].text.split())
        return form

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
            if draft.label == "person" and " " in form:
                self._given.add(form.split(maxsplit=1)[0])
            self._beside(draft, form)
        for form, opinions in self._opinions.items():
            for label, count in opinions.items():
                self._add_opinion(form, label, _FIRST_OPINION + _FURTHER_OPINION * min(count - 1, _MOST_OPINIONS))
        for draft in drafts:
            self._own_words(self.form(draft), draft)
        for draft in drafts:
            first, _, rest = self.form(draft).partition(" ")
            kind = self.kind(self.form(draft)) if rest else ""
            if kind == "person":
                self._first_full.setdefault(rest.rsplit(maxsplit=1)[-1], draft.first)
            elif kind == "organization" and (draft.composed or strip_legal_form(self.form(draft))[1]):
                self._firms.setdefault(first, draft.first)
        self._surnames = {
            form.rsplit(maxsplit=1)[-1] for form in self.votes if " " in form and self.kind(form) == "person"
        }
        self._surnames |= {surname.title() for surname in self._surnames if surname.isupper()}

    def _ends_in_surname(self, form: str, kind: str, draft: Draft) -> bool:
        """Two or three words that the model calls something else, the last of which is a person by itself."""
        last = form.rsplit(maxsplit=1)[-1]
        if kind not in {"organization", "place"} or draft.composed or form.count(" ") > 2:
            return False
        if last.lower() in _all_heads() or normalise(form) in words("name_words", "regions"):
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
        model sees a place after "in" or "near". Empty when the votes speak against the kind that they leave."""
        form = self.form(draft)
        kind = self.kind(form)
        if self._is_of_known_person(draft, form, kind):
            return "person"
        if " " not in form and self._is_of_firm(draft, form):
            return "organization"
        return kind if self.votes[form][kind] > 0 else ""

    def _is_of_known_person(self, draft: Draft, form: str, kind: str) -> bool:
        """Whether a name is a surname of a person of the text, or ends in one, whatever the model called it here."""
        if kind == "person" or named_country(form) or draft.composed:
            return False
        if " " in form:
            return self._ends_in_surname(form, kind, draft)
        given = form in self._given and kind in {"place", "organization"} and self._is_only_the_models(form, kind)
        if self._is_of_firm(draft, form):
            return False
        if not (given or form in self._surnames) or (kind == "work" and self.votes[form]["work"] > _MODEL_ALONE):
            return False
        before = self.doc[draft.first - 1].lower_ if draft.first else ""
        return not (draft.label == "place" and before in PLACE_PREPOSITIONS)

    def _is_of_firm(self, draft: Draft, form: str) -> bool:
        """Whether a surname stands before the person is named, and after a firm of that name: "Example Ltd. ... Example
        said ... Ada Example"."""
        firm, person = self._firms.get(form), self._first_full.get(form)
        return firm is not None and person is not None and firm < draft.first < person and not draft.titled

    def is_common_word(self, draft: Draft, kind: str) -> bool:
        """A lone word that the text writes small at least as often ("Iodine"), or the tagger calls no name at all, and
        that nobody of the text bears."""
        form = self.form(draft)
        if " " in form or draft.titled or draft.composed or form in self._surnames or form in self._given:
            return False
        known = words("name_words", "known_organizations") | words("name_words", "organization_heads")
        if normalise(form) in known or named_country(form):
            return False
        token = self.doc[draft.first]
        if kind == "person" and token.tag_ in _NO_NAME_TAGS and len(self._opinions[form]) < _SEVERAL_VIEWS:
            return True
        return bool(form[0].isupper() and self._small[form.lower()] >= max(self._capital[form], 1))

    def _is_only_the_models(self, form: str, kind: str) -> bool:
        """Whether nothing but the model's opinion speaks for a kind."""
        known = self._is_region(form) or named_country(form) or capital_country(form)
        return self.votes[form][kind] <= _MODEL_ALONE and not known

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
        elif parts[-1].lower() in words("name_words", "known_products"):
            self.add(form, "known product")
        elif self._is_region(form) or self._is_country(form):
            self.add(form, "country or region")
        elif capital_country(form):
            self.add(form, "capital city")
        if is_model_number(form):
            self.add(form, "letters and a number")
        if any(c.isdigit() for c in form):
            self.add(form, "a number in it")
        if len(parts) > 1:
            self._several_words(form, parts)
        elif form.lower() in words("name_words", "public_body_heads") and form[:1].isupper():
            self.add(form, "nothing but an organisation's word")
        elif ABBREVIATION.fullmatch(form) and len(form) > 1:
            self.add(form, "all capitals")

    def _is_region(self, form: str) -> bool:
        """A region's name, unless somebody of the text bears it ("Virginia" beside "Virginia Example")."""
        return normalise(form) in words("name_words", "regions") and form not in self._given

    def _is_country(self, form: str) -> bool:
        """A country's name; a word that the model calls a people is a demonym ("Russian")."""
        return bool(named_country(form)) and form[:1].isupper() and "people" not in self._opinions[form]

    def _several_words(self, form: str, parts: list[str]) -> None:
        """What the first and last word of a longer form show."""
        last, given = parts[-1].lower(), is_given_name(parts[0])
        if strip_legal_form(form)[1]:
            self.add(form, "legal form")
        if _ABBREVIATION_PART.fullmatch(parts[-1]) and not (form.isupper() and given):
            self.add(form, "all capitals")
        if last in words("name_words", "law_heads"):
            self.add(form, "a law or treaty")
        elif last in words("name_words", "organization_heads"):
            if last not in words("name_words", "weak_organization_heads") or self.votes[form]["organization"] > 0:
                self.add(form, "ends in an organisation's word")
        elif last in words("name_words", "publication_heads") and not given:
            self.add(form, "ends in a publication's word")
        elif given and not named_country(form):
            self.add(form, "known given name before a surname")

    def _beside(self, draft: Draft, form: str) -> None:
        """What stands before and after one mention."""
        for cue in _own_cues(draft):
            self.add(form, cue)
        for cue, applies in CUES_BESIDE.items():
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
