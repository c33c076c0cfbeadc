"""What stands beside a name: the cues before and after one mention.

In: the Doc, a draft, its written form. Out: which cues of :data:`CUES_BESIDE` apply. The words are in
``data/name_words.toml``, the weights in :data:`entourage.reading.names.kinds.VOTES`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from entourage.reading.names.draft import POSSESSIVES, Draft
from entourage.reading.words import words

ABBREVIATION = re.compile(r"[A-Z]{2,7}s?|(?:[A-Z]\.){2,}|[A-Z]{1,4}\d[A-Z]{1,4}")
_MAX_SPACES, _MAX_ROLE_WORDS, _MAX_JOINT = 3, 6, 2
_AFTER_ROLES = frozenset({",", ".", ";", ")", "of", "at", "for", "in", "and", "with", "—", "–", ":"})
_AGE = re.compile(r"\d{1,2}")


def _before(doc: Any, draft: Draft, steps: int = 1) -> str:
    return str(doc[draft.first - steps].lower_) if draft.first >= steps else ""


def _after(doc: Any, draft: Draft, steps: int = 1) -> str:
    place = draft.last + steps - 1
    return str(doc[place].lower_) if place < len(doc) else ""


def _is_article_alone(doc: Any, draft: Draft, form: str) -> bool:
    one_word = draft.last - draft.first == 1 and not draft.titled
    return one_word and _before(doc, draft) == "the" and not _noun_follows(doc, draft.last)


def _speaks(doc: Any, draft: Draft, form: str) -> bool:
    if ABBREVIATION.fullmatch(form) or _is_article_alone(doc, draft, form):
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
    if _before(doc, draft) != "(" or _after(doc, draft) != ")" or not ABBREVIATION.fullmatch(form):
        return False
    return _initials_before(doc, draft.first - 1, form)


def _is_credit(doc: Any, draft: Draft, form: str) -> bool:
    one_word = draft.last - draft.first == 1
    return one_word and _before(doc, draft) == ":" and _before(doc, draft, 2) in _CREDITS


def _belongs_to_organization(doc: Any, draft: Draft, form: str) -> bool:
    """ "Example reporters", "Example's shareholders": what only organisations have."""
    if _after(doc, draft) in words("name_words", "organizations_people"):
        return True
    belongings = words("name_words", "organizations_belongings")
    return _after(doc, draft) in POSSESSIVES and _after(doc, draft, 2) in belongings


def _is_work_named(doc: Any, draft: Draft, form: str) -> bool:
    """ "the film Example", "her graphic novel Example"."""
    if draft.titled or _before(doc, draft) not in words("name_words", "work_nouns"):
        return False
    nearby = {token.lower_ for token in doc[max(0, draft.first - 5) : draft.first - 1]}
    return bool(nearby & {"the", "a", "his", "her", "their", "its"})


def _is_vessel_named(doc: Any, draft: Draft, form: str) -> bool:
    if " " in form and form.split(maxsplit=1)[0].lower() in _SHIPS:
        return True
    return not draft.titled and _before(doc, draft) in words("name_words", "vessel_nouns")


def _is_medium_named(doc: Any, draft: Draft, form: str) -> bool:
    return _before(doc, draft) in words("name_words", "publication_nouns") and not draft.titled


def _has_members(doc: Any, draft: Draft, form: str) -> bool:
    """ "members of the Example", "joined the Example", "the Example movement"."""
    if draft.titled or draft.label == "person":
        return False
    steps = 1 if _before(doc, draft) == "the" else 0
    if (_before(doc, draft, steps + 2), _before(doc, draft, steps + 1)) in {("members", "of"), ("member", "of")}:
        return True
    if not steps:
        return False
    return _before(doc, draft, 2) in {"joined", "joining"} or _after(doc, draft) in words(
        "name_words", "groups_after_names"
    )


def _is_in_country(doc: Any, draft: Draft, form: str) -> bool:
    """ "Example in Russia's far east", "Example, France,": a place that says where it lies."""
    if draft.label not in {"person", "place"} or draft.titled or draft.last + 1 >= len(doc) or not draft.first:
        return False
    joint, after = doc[draft.last], doc[draft.last + 1]
    return joint.lower_ in {"in", ","} and after.ent_type_ == "GPE" and doc[draft.first - 1].lower_ in _WHERE


def _is_where(doc: Any, draft: Draft, form: str) -> bool:
    """ "in Example", "outside Example": where something is, when the name is nobody's that the text knows otherwise."""
    if draft.label != "person" or draft.titled or _before(doc, draft) not in {"in", "outside", "near"}:
        return False
    trusting = doc[draft.first - 2].lower_ in _TRUSTING if draft.first > 1 else False
    return not trusting and _after(doc, draft) not in POSSESSIVES and not _noun_follows(doc, draft.last)


_SHIPS = frozenset({"hms", "uss", "mv"})
_WHERE = frozenset({"in", "from", "at", "near", "outside", "to", "of"})
_TRUSTING = frozenset(
    {"believe", "believed", "believes", "confidence", "faith", "interest", "interested", "trust", "trusted", "invested"}
)


PLACE_PREPOSITIONS = frozenset({"in", "near", "at", "outside", "throughout"})
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


def is_followed_by_role(doc: Any, draft: Draft, form: str) -> bool:
    """ "Ada Example, CEO", "Ada Example, Chief Executive of ...": a role without an article, and then no name."""
    if not 1 <= form.count(" ") <= _MAX_SPACES or _after(doc, draft) != ",":
        return False
    place, last = draft.last + 1, min(draft.last + _MAX_ROLE_WORDS + 1, len(doc))
    roles = words("name_words", "role_words")  # not "publisher", "owner": a body may be that too
    while place < last and doc[place].lower_ in words("name_words", "role_openers"):
        place += 1
    if place >= last or doc[place].lower_ not in roles or doc[place].tag_ == "NNS":
        return False
    while place < last and doc[place].lower_ in roles:
        place += 1
    return place >= len(doc) or doc[place].lower_ in _AFTER_ROLES or "\n" in doc[place].text


def _is_listed_with_people(doc: Any, draft: Draft, form: str) -> bool:
    """ "Ada Example, Bob Sample and X Y": two words that the model takes for a place, in a list of people's names."""
    if form.count(" ") != 1 or draft.label not in {"place", "facility", "product", "work"}:
        return False
    return _person_beyond_joint(doc, draft.first - 1, -1) or _person_beyond_joint(doc, draft.last, 1)


def _person_beyond_joint(doc: Any, place: int, step: int) -> bool:
    """Whether "and", or a comma and "and", leads from a name to a full name that the model takes for a person's."""
    joint: list[str] = []
    while 0 <= place < len(doc) and len(joint) < _MAX_JOINT and doc[place].lower_ in {",", "and"}:
        joint.append(doc[place].lower_)
        place += step
    if "and" not in joint or not 0 <= place + step < len(doc):
        return False
    return bool(doc[place].ent_type_ == "PERSON" and doc[place + step].ent_type_ == "PERSON")


def _opens_a_turn(doc: Any, draft: Draft, form: str) -> bool:
    """ "EXAMPLE: Good evening." at the beginning of a line."""
    at_start = draft.first == 0 or "\n" in doc[draft.first - 1].text
    return at_start and form.isupper() and _after(doc, draft) == ":"


CUES_BESIDE: dict[str, Callable[[Any, Draft, str], bool]] = {
    "article before one word": _is_article_alone,
    "speaks": _speaks,
    "speaks in a transcript": _opens_a_turn,
    "followed by who": _is_followed_by_who,
    "followed by an age": _is_followed_by_age,
    "followed by a relative": _is_followed_by_relative,
    "followed by what a person is": lambda doc, draft, form: (
        _after(doc, draft) == "," and _describes_person(doc, draft.last + 1)
    ),
    "followed by a role": is_followed_by_role,
    "listed with people": _is_listed_with_people,
    "born, died or married": _lives,
    "after in or near": lambda doc, draft, form: draft.label == "place" and _before(doc, draft) in PLACE_PREPOSITIONS,
    "town of": lambda doc, draft, form: _before(doc, draft) == "of" and _before(doc, draft, 2) in _SETTLEMENTS,
    "where one goes": lambda doc, draft, form: _before(doc, draft) == "to" and _before(doc, draft, 2) in _GOING,
    "abbreviation in brackets after its name": _is_in_brackets_after_name,
    "image credit": _is_credit,
    "has what organisations have": _belongs_to_organization,
    "named as a work": _is_work_named,
    "named as a vessel": _is_vessel_named,
    "named as a publication": _is_medium_named,
    "has members": _has_members,
    "lies in a country": _is_in_country,
    "after a preposition of place": _is_where,
}
