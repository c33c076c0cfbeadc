"""Dictionary forms and noun phrases of French and Russian.

In: tokens. Out: strings and tokens. Invariant: a noun phrase is one stretch that begins at or before its noun.
"""

from __future__ import annotations

from typing import Any

from entourage.reading.languages.scene import Scene

_OF_THE_PHRASE = ("amod", "nmod", "compound", "flat", "fixed", "case", "det", "nummod", "obl:arg", "obl:mod", "advmod")
_LONGEST = 14


def lemma_of(scene: Scene, token: Any) -> str:
    """A token's dictionary form in lower case."""
    if token.lemma_:
        form = str(token.lemma_).lower()
        # A present form that the lemmatizer took for a noun: "réclame".
        taken_for_noun = token.pos_ == "VERB" and form == token.lower_ and form.endswith("e")
        return f"{form}r" if taken_for_noun else form
    if scene.language.code == "ru":
        from entourage.reading.languages.russian.inflection import lemma

        return lemma(token.lower_, {"VERB": "VERB", "NOUN": "NOUN"}.get(token.pos_, ""))
    return str(token.lower_)


def noun_phrase(noun: Any, *, joined: bool = False) -> list[Any]:
    """The tokens of a noun and what belongs to it; relative clauses and appositions left out.

    Args:
        joined: whether "et entreprises" belongs to it as well.

    Returns:
        Tokens in order, one stretch, at most fourteen after the noun.
    """
    kept = {noun.i}
    waiting = [noun]
    while waiting:
        token = waiting.pop()
        for child in token.children:
            wanted = child.dep_.startswith(_OF_THE_PHRASE) or (
                joined and child.dep_ in {"conj", "cc"} and (child.pos_ in {"NOUN", "CCONJ", "ADJ"})
            ) or (child.dep_ in {"conj", "cc"} and token.i != noun.i)  # fmt: skip
            if wanted and child.pos_ not in {"VERB", "PUNCT"} and abs(child.i - noun.i) <= _LONGEST:
                kept.add(child.i)
                waiting.append(child)
    doc = noun.doc
    low = high = noun.i
    while low - 1 in kept:
        low -= 1
    while high + 1 in kept:
        high += 1
    return list(doc[low : high + 1])
