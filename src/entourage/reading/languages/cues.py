"""Words that report speech, found in a text.

In: the tokens of a text. Out: the cues among them. Invariant: a participle is a cue only after its auxiliary, a word
that is a noun here is none.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from entourage.reading.languages.language import Language
from entourage.reading.languages.tables import table

_PRESENT_ER = ("e", "ent", "ait", "aient", "a", "èrent", "era")
# Tokens between an auxiliary and its participle: "a, pour sa part, ensuite déclaré".
_AUXILIARY_REACH = 6
NAMES = {"fr": "french", "ru": "russian"}


def speech(language: Language) -> dict[str, Any]:
    """The table of the language's reporting words."""
    return table(f"{NAMES[language.code]}_speech")


@cache
def _french_forms() -> tuple[frozenset[str], frozenset[str]]:
    """(finite forms, participles)."""
    data = table("french_speech")
    finite, participles = set(), set()
    for verb in data["verbs_er"]:
        stem = verb.split("'")[-1].split()[-1].removesuffix("er").removesuffix("re").removesuffix("nir")
        soft = {"c": "ç", "g": "ge"}.get(stem[-1:], stem[-1:])
        finite |= {stem + ending for ending in _PRESENT_ER}
        finite |= {stem[:-1] + soft + ending for ending in ("ait", "aient", "a")}
        participles |= {stem + ending for ending in ("é", "ée", "és", "ées")}
    for form in data["forms"]:
        (participles if form.endswith(("é", "u", "i", "is")) else finite).add(form)
    finite |= {"dit", "prédit", "contredit", "écrit", "craint", "plaint", "dément", "rit", "sourit"}
    participles |= {"dit", "écrit", "craint", "prédit", "plaint", "contredit"}
    return frozenset(finite), frozenset(participles)


def is_cue(token: Any, language: Language) -> bool:  # noqa: PLR0911
    """Whether a token reports speech here."""
    if language.code == "ru":
        return _is_russian_cue(token)
    finite, participles = _french_forms()
    low = token.lower_
    if low not in finite and low not in participles:
        return False
    if low in participles and auxiliary_of(token) is not None:
        return True
    if low not in finite or (
        token.i and token.nbor(-1).pos_ in {"DET", "ADP", "NUM"} and token.nbor(-1).lower_ not in {"l'", "l’", "le"}
    ):
        return False
    if _inverted_pronoun(token):
        return True
    if low in {"valoir", "entendre", "savoir", "remarquer", "observer", "comprendre"}:
        return _made_known(token)
    if token.pos_ in {"NOUN", "ADJ", "PROPN"} and token.i and token.i + 1 < len(token.doc):
        # "Jean Exemple, analyste, juge le prix": a verb that the tagger takes for a noun.
        before, after = token.nbor(-1), token.nbor(1)
        if (before.text == "," or before.ent_type_ == "PER") and after.lower_ in {
            "le",
            "la",
            "les",
            "l'",
            "l’",
            "que",
            "qu'",
            "qu’",
            "un",
            "une",
        }:
            return True
    return token.pos_ in {"VERB", "AUX"} or (
        token.i > 1 and token.nbor(-1).text == "," and token.nbor(-2).text in {"»", "”", '"'}
    )


def _made_known(token: Any) -> bool:
    """ "a fait savoir", "laisse entendre"."""
    return token.i > 0 and token.nbor(-1).lower_ in {
        "fait",
        "font",
        "faisait",
        "laisse",
        "laissé",
        "laissait",
        "laissent",
    }


def _inverted_pronoun(token: Any) -> bool:
    return token.i + 1 < len(token.doc) and token.nbor(1).lower_.lstrip("-").removeprefix("t-") in {
        "il",
        "elle",
        "ils",
        "elles",
        "on",
        "t",
    }


def auxiliary_of(token: Any) -> Any | None:
    """The auxiliary of a participle ("a" of "a déclaré"); None when none stands before it or it is passive."""
    i, steps = token.i - 1, 0
    while i >= 0 and steps < _AUXILIARY_REACH:
        before = token.doc[i]
        if before.lower_ == "été" or before.is_space or before.text in {".", ";", ":", "»", "«"}:
            return None
        if before.lower_.split("-")[0] in {"a", "ont", "avait", "avaient", "aurait", "auraient", "ai", "avons"}:
            return before
        if before.lower_ in {"est", "était", "sont", "étaient"}:
            return before if i and token.doc[i - 1].lower_ in {"s'", "s’", "se"} else None
        if before.pos_ in {"VERB", "NOUN", "PROPN"} and before.lower_ not in {
            "part",
            "suite",
            "tour",
            "passage",
            "coup",
        }:
            return None
        i, steps = i - 1, steps + 1
    return None


@cache
def _russian_verbs() -> frozenset[str]:
    return frozenset(verb.replace("ё", "е") for verb in table("russian_speech")["verbs"])


def _is_russian_cue(token: Any) -> bool:
    if (
        token.pos_ not in {"VERB", "AUX"}
        or "Fin" not in token.morph.get("VerbForm")
        or "1" in token.morph.get("Person")
    ):
        return False
    return _lemma(token.lower_) in _russian_verbs()


def _lemma(word: str) -> str:
    from entourage.reading.languages.russian.inflection import lemma

    return lemma(word, "VERB").replace("ё", "е")


def cue_start(token: Any, language: Language) -> Any:
    """The first token of the verb group: the auxiliary where there is one, with its clitics ("l'a", "s'est")."""
    first = token
    if language.code == "fr":
        first = token.nbor(-1) if token.i and _made_known(token) else token
        first = auxiliary_of(first) or first
        while (
            first.i
            and first.nbor(-1).lower_
            in {"l'", "l’", "s'", "s’", "se", "le", "lui", "leur", "en", "y", "n'", "n’", "ne"}
            and first.nbor(-1).pos_ != "DET"
        ):
            first = first.nbor(-1)
    return first
