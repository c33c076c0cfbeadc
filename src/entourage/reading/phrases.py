"""Two things that the parser often hangs on the wrong word: who is joined to whom, and whom "who" speaks of.

In: spaCy tokens of one sentence. Out: tokens. Invariant: every walk is bounded.
"""

from __future__ import annotations

from typing import Any

_MAX_STEPS = 8
_MAX_JOINED = 200
_PERSONAL = frozenset({"who", "whom"})
_NO_PERSON = frozenset({"ORG", "GPE", "FAC", "LOC", "NORP", "WORK_OF_ART"})


def coordinated(token: Any) -> list[Any]:
    """A noun and all that are joined to it by "and" or commas, in order.

    "Ada Example, a former diplomat, and Ben Sample": the parser joins the second person to "diplomat"; a name that is
    joined to a common noun in apposition is joined to what the noun is said of.
    """
    found = [token]
    for _ in range(_MAX_JOINED):
        last = found[-1]
        following = [child for child in last.children if child.dep_ == "conj"]
        if not following and last.tag_ in {"NNP", "NNPS"}:
            following = [name for noun in last.children if _describes(noun) for name in _names_joined(noun)]
        if not following:
            break
        found.extend(following)
    return found


def _describes(noun: Any) -> bool:
    return noun.dep_ == "appos" and noun.tag_ in {"NN", "NNS"}


def _names_joined(noun: Any) -> list[Any]:
    """Names of persons joined to a common noun, over nouns joined in between ("a lawyer and mother, and ...")."""
    for _ in range(_MAX_STEPS):
        joined = [child for child in noun.children if child.dep_ == "conj"]
        names = [child for child in joined if child.tag_ in {"NNP", "NNPS"} and child.ent_type_ == "PERSON"]
        if names or not joined:
            return names
        noun = joined[0]
    return []


def antecedent(pronoun: Any, clause: Any) -> Any:
    """The noun that a relative pronoun goes back to.

    Args:
        pronoun: "who", "which", "that", "whom".
        clause: the verb of the relative clause (``dep_ == "relcl"``).

    Returns:
        The noun that the clause hangs on; for "who" and "whom" never an organisation's or a place's name inside another
        phrase: "the president of the Example Company, who appears ..." speaks of the president.
    """
    noun = clause.head
    if pronoun.lower_ not in _PERSONAL:
        return noun
    for _ in range(_MAX_STEPS):
        if noun.ent_type_ not in _NO_PERSON or noun.dep_ not in {"pobj", "poss", "compound", "nmod"}:
            break
        above = noun.head.head if noun.dep_ == "pobj" else noun.head
        if above.pos_ not in {"NOUN", "PROPN", "PRON"}:
            break
        noun = above
    return noun
