"""The model's own rules for parts of speech and lemmas, applied without asking every rule of every word.

In: a loaded spaCy pipeline. Out: the same pipeline, whose ``attribute_ruler`` and ``lemmatizer`` give the very same
annotations at a fraction of the cost. Invariant: a token's attributes are those of spaCy's components, in the same
order of rules.

Nearly all rules look at one token's lower-case form, tag, dependency and white space. What they say is therefore
looked up by these four; only words that some rule names are told apart. Rules over several tokens still run on the
whole Doc. The lemmatizer's word lists become sets, since it looks words up in them one by one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from typing import Any

_COLUMNS = ("LOWER", "TAG", "DEP", "IS_SPACE")
_LISTS = frozenset({"IN", "NOT_IN"})


def quicken(nlp: Any) -> Any:
    """Make a pipeline's rules quick; what it lacks is left alone. Returns the pipeline."""
    if "attribute_ruler" in nlp.pipe_names:
        ruler = nlp.get_pipe("attribute_ruler")
        rules = WordRules(ruler)
        ruler.match, ruler.set_annotations = rules.match, rules.set_annotations
    if "lemmatizer" in nlp.pipe_names:
        lemmatizer = nlp.get_pipe("lemmatizer")
        lemmatizer.lemmatize = _remembered(lemmatizer.lemmatize)
        lookups = lemmatizer.lookups
        if "lemma_index" in lookups:
            table = lookups.get_table("lemma_index")
            for part, words in list(table.items()):
                table[part] = frozenset(words)
    return nlp


def _remembered(lemmatize: Callable[[Any], list[str]]) -> Callable[[Any], list[str]]:
    """A lemmatizer that works out the lemma of a word, as this part of speech in this form, only once."""
    known: dict[tuple[int, int, int], list[str]] = {}

    def lemmas(token: Any) -> list[str]:
        key = (token.orth, token.pos, token.morph.key)
        found = known.get(key)
        if found is None:
            found = known[key] = lemmatize(token)
        return found

    return lemmas


class WordRules:
    """Stands in for the two steps of spaCy's ``AttributeRuler``."""

    def __init__(self, ruler: Any) -> None:
        from spacy.matcher import Matcher

        self._attrs, self._indices = ruler.attrs, ruler.indices
        self._strings = ruler.vocab.strings
        self._of_one, self._of_several = Matcher(ruler.vocab), Matcher(ruler.vocab)
        self._words: set[int] = set()
        self._several_need: list[list[set[int]]] = []
        self._regexes: list[tuple[re.Pattern[str], set[int]]] = []
        self._seen: set[int] = set()
        self._known: dict[tuple[int, int, int, int], tuple[list[int], dict[Any, Any]]] = {}
        for number in range(len(ruler.attrs)):
            patterns = ruler.matcher.get(str(number))[1]
            matcher = self._of_one if all(map(_is_of_one_word, patterns)) else self._of_several
            matcher.add(str(number), patterns)
            if matcher is self._of_one:
                named = (word for pattern in patterns for word in _values(pattern[0].get("LOWER", [])))
                self._words.update(self._strings.add(word) for word in named)
            else:
                self._several_need += [self._needed(pattern) for pattern in patterns]

    def match(self, doc: Any) -> list[tuple[int, int]]:
        """(number of the rule, token that it changes) for the rules over several tokens."""
        from spacy.attrs import DEP, LOWER

        present = set(doc.to_array([LOWER, DEP]).ravel().tolist())
        for word in present - self._seen:
            self._seen.add(word)
            for regex, matching in self._regexes:
                if regex.search(self._strings[word]):
                    matching.add(word)
        if not any(all(present & wanted for wanted in needed) for needed in self._several_need):
            return []
        found = self._of_several(doc, allow_missing=True, as_spans=False)
        out = []
        for key, start, end in found:
            number = int(self._strings[key])
            index = self._indices[number]
            out.append((number, start + index if index >= 0 else end + index))
        return out

    def set_annotations(self, doc: Any, matches: list[tuple[int, int]]) -> None:
        """Set what the rules say; of two rules for one attribute, the later one wins."""
        from spacy.attrs import DEP, IS_SPACE, LOWER, TAG
        from spacy.tokens._retokenize import set_token_attrs

        also: dict[int, list[int]] = defaultdict(list)
        for number, place in matches:
            also[place].append(number)
        for place, (word, tag, dep, space) in enumerate(doc.to_array([LOWER, TAG, DEP, IS_SPACE]).tolist()):
            key = (word if word in self._words else 0, tag, dep, space)
            known = self._known.get(key)
            if known is None:
                known = self._known[key] = self._rules_of(doc, place)
            numbers, attrs = known
            if place in also:
                attrs = self._joined(numbers + also[place])
            if attrs:
                set_token_attrs(doc[place], attrs)

    def _needed(self, pattern: list[dict[str, Any]]) -> list[set[int]]:
        """Words and dependencies, one of each of which must stand in a Doc where the pattern holds."""
        needed = []
        for token in pattern:
            for attribute in ("LOWER", "DEP"):
                wanted = token.get(attribute)
                if isinstance(wanted, dict) and set(wanted) == {"REGEX"} and token.get("OP", "1") == "1":
                    matching: set[int] = set()
                    self._regexes.append((re.compile(wanted["REGEX"]), matching))
                    needed.append(matching)
                    continue
                values = wanted.get("IN") if isinstance(wanted, dict) else wanted
                if values and token.get("OP", "1") == "1":
                    needed.append({self._strings.add(value) for value in _values(values)})
        return needed

    def _rules_of(self, doc: Any, place: int) -> tuple[list[int], dict[Any, Any]]:
        found = self._of_one(doc[place : place + 1], allow_missing=True, as_spans=False)
        numbers = [int(self._strings[key]) for key, _, _ in found]
        return numbers, self._joined(numbers)

    def _joined(self, numbers: list[int]) -> dict[Any, Any]:
        attrs: dict[Any, Any] = {}
        for number in sorted(numbers):
            attrs.update(self._attrs[number])
        return attrs


def _is_of_one_word(pattern: list[dict[str, Any]]) -> bool:
    """Whether a pattern is of one token, by nothing but :data:`_COLUMNS` and lists of their values."""
    return len(pattern) == 1 and all(
        attribute in _COLUMNS and (isinstance(value, (str, bool)) or (isinstance(value, dict) and set(value) <= _LISTS))
        for attribute, value in pattern[0].items()
    )


def _values(wanted: Any) -> list[str]:
    """The words that a pattern's attribute names."""
    if isinstance(wanted, dict):
        return [word for words in wanted.values() for word in words]
    return [wanted] if isinstance(wanted, str) else list(wanted)
