"""Whether a tie holds, held, is only said to hold, is denied or is to come; and its dates.

In: the role noun or the verb that states it. Out: a status and ISO 8601 dates as precise as the words.
"""

from __future__ import annotations

import re
from typing import Any

from entourage.model import Status
from entourage.reading.ties.grammar import children, governing_verb
from entourage.reading.ties.words import cue

_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:(?P<{0}m>(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*)\.?,?\s+(?:(?P<{0}d>[0-3]?\d),?\s+)?)?"
    r"(?P<{0}y>(?:1[5-9]|20)\d\d)\b"
)
_RANGE = re.compile(
    r"(?:from|between|\()\s*"
    + _MONTH.replace("{0}", "a")
    + r"\s*(?:to|until|till|through|and|-|–|—)\s*"
    + _MONTH.replace("{0}", "b"),
    re.IGNORECASE,
)
_SINCE = re.compile(r"\bsince\s+" + _MONTH.replace("{0}", "a"), re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till)\s+" + _MONTH.replace("{0}", "b"), re.IGNORECASE)
_IN = re.compile(r"\b(?:in|on)\s+" + _MONTH.replace("{0}", "a"), re.IGNORECASE)


def _iso(match: re.Match[str], group: str) -> str:
    year, month, day = match[f"{group}y"], match[f"{group}m"], match[f"{group}d"]
    if not month:
        return year
    number = _MONTH_NAMES.index(month[:3].lower()) + 1
    return f"{year}-{number:02d}-{int(day):02d}" if day and 1 <= int(day) <= 31 else f"{year}-{number:02d}"


def dates_in(words: str, *, began: bool = False, ended: bool = False) -> tuple[str, str]:
    """Start and end date that a clause states for its tie.

    Args:
        words: the clause.
        began: "in 2008" is when the tie began (appointed, founded, joined).
        ended: "in 2008" is when it ended (left, resigned).

    Returns:
        ISO 8601 dates; empty where the words give none.
    """
    if match := _RANGE.search(words):
        return _iso(match, "a"), _iso(match, "b")
    start = end = ""
    if match := _SINCE.search(words):
        start = _iso(match, "a")
    if match := _UNTIL.search(words):
        end = _iso(match, "b")
    if (began or ended) and not (start or end) and (match := _IN.search(words)):
        start, end = (_iso(match, "a"), "") if began else ("", _iso(match, "a"))
    return start, end


def noun_status(first: int, head: Any) -> Status:
    """Status that the words before a role noun give ("former", "alleged", "incoming").

    Args:
        first: index of the first token of the role's words.
        head: the role noun.
    """
    low = max(first - 2, head.sent.start, head.i - 12)
    words = [token.lower_ for token in head.doc[low : head.i + 1]]
    after = head.doc[head.i + 1 : min(head.i + 3, head.sent.end)]
    if cue("status", "former").intersection(_near(head.doc, low, first, words)):
        return "former"
    if cue("status", "alleged").intersection(words):
        return "alleged"
    if cue("status", "planned").intersection(words) or (
        len(after) and after[0].text == "-" and after[-1].lower_ in {"elect", "designate"}
    ):
        return "planned"
    return "current"


def _near(doc: Any, low: int, first: int, words: list[str]) -> list[str]:
    """Words before the noun that speak of it; words before its phrase count only when no comma parts them."""
    for position in range(first - 1, low - 1, -1):
        if doc[position].is_punct and doc[position].text not in {"-", "–"}:
            return words[position - low + 1 :]
    return words


def verb_status(verb: Any, *, event: bool = False) -> Status:
    """Status that a verb's negation, modals, governing verbs and tense give, in that order.

    Args:
        verb: the verb that states the tie.
        event: the past tense says that it happened ("founded"), not that it is over ("headed").
    """
    status = _beside(verb)
    if status is None and verb.dep_ in {"xcomp", "ccomp", "pcomp"} and verb.head != verb:
        status = _governed(verb, verb.head)
    return status or ("current" if event else _tense(verb))


def _beside(verb: Any) -> Status | None:
    """What the words that hang on the verb say."""
    kinds: list[Status] = []
    for child in verb.children:
        lower = child.lower_
        if child.dep_ == "neg" or lower in cue("adverbs", "negated") or (lower == "no" and child.dep_ == "advmod"):
            longer = any(other.lower_ in {"longer", "anymore"} for other in verb.subtree)
            kinds.append("former" if longer else "negated")
        elif lower == "longer":
            kinds.append("former")
        elif lower in cue("adverbs", "alleged"):
            kinds.append("alleged")
        elif lower in cue("adverbs", "former"):
            kinds.append("former")
        elif child.dep_ == "aux" and lower in cue("verbs", "planned_modals"):
            kinds.append("planned")
        elif child.dep_ == "mark" and lower in cue("verbs", "undecided"):
            kinds.append("unclear")
    if "negated" in kinds:
        return "unclear" if _is_advice(verb) else "negated"
    return kinds[0] if kinds else None


def _is_advice(verb: Any) -> bool:
    """ "She shouldn't be president" is advice: it denies nothing."""
    return any(child.lower_ in cue("verbs", "advice_modals") for child in children(verb, "aux"))


def _governed(verb: Any, above: Any) -> Status | None:
    lemma = above.lemma_.lower()
    if lemma in cue("verbs", "negated") or (
        verb.dep_ == "xcomp" and lemma in cue("verbs", "planned") - {"need", "want", "try"} and children(above, "neg")
    ):
        return "negated"  # "is not expected to meet"
    if lemma in cue("verbs", "alleged") or (lemma in cue("verbs", "meant") and _by_a_talker(above)):
        return "alleged"
    if verb.dep_ == "xcomp" and lemma in cue("verbs", "planned"):
        return "planned"
    if verb.dep_ == "xcomp" and lemma in {"use"}:
        return "former"
    return None


def _by_a_talker(verb: Any) -> bool:
    """ "I meant he is the founder", "you said he was": what one talker holds, not what the text reports."""
    return any(child.lower_ in {"i", "you"} for child in children(verb, "nsubj"))


def _tense(verb: Any) -> Status:
    """Past tense of a state means that it is over; a perfect tense does not."""
    auxiliaries = children(verb, "aux", "auxpass")
    if any(child.lower_ in {"has", "have", "'s", "’s", "'ve", "’ve", "is", "are", "am"} for child in auxiliaries):
        return "current"
    if any(child.lower_ in {"was", "were", "had", "did", "used"} for child in auxiliaries):
        return "former"
    return "former" if verb.tag_ == "VBD" else "current"


def copula_status(verb: Any) -> Status:
    """As :func:`verb_status` for "is", "was", "became"."""
    event = verb.lemma_ in {"become"}
    status = verb_status(verb, event=event)
    if status == "former" and verb.tag_ == "VBD":
        above = governing_verb(verb.head) if verb.dep_ == "ccomp" and verb.head != verb else None
        if above is not None and above.tag_ == "VBD":
            return "current"  # backshift: "he said he was the director"
    return status
