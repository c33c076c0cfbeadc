"""The reporting word beside a quotation, and who stands beside that.

In: a :class:`Page`, a stretch and its neighbours. Out: the token that reports it, or None; the token that stands for
the speaker, or None. Invariant: a token inside quotation marks never reports.
"""

from __future__ import annotations

from typing import Any

from entourage.reading.quotes.cues import Cue
from entourage.reading.quotes.draft import Page
from entourage.reading.quotes.grammar import has_particle, is_passive, is_too_wide, reporter_above, subject_of
from entourage.reading.quotes.marks import Stretch
from entourage.reading.quotes.narration import TERMINATORS, narration_after, narration_before
from entourage.reading.quotes.utterance import FINAL, is_work_title, starts_sentence

_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
# "Port chief Ada Example: “...”": a label before a colon is no longer than this (tokens).
MAX_LABEL = 6
_STANDS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


def quote_cue(page: Page, token: Any, *, after: bool = False) -> Cue | None:
    """The cue of a token that may stand beside words in quotation marks, or None.

    Args:
        page: the text.
        token: a token of the narration.
        after: whether the narration follows the quotation, where a noun never reports ("Ada notes" is a verb there).
    """
    cue = page.table.cue(token.pos_, token.lemma_)
    if cue is not None and "quote" in cue.frames and not (after and token.pos_ == "NOUN"):
        return cue if has_particle(token, cue) else None
    # the model takes some reporting verbs for nouns or adjectives beside quotation marks: "tweeted", "notes"
    if token.is_lower and token.pos_ in {"PROPN", "ADJ", "NOUN", "AUX"} and (after or token.pos_ != "NOUN"):
        for lemma in _verb_lemmas(token.lower_):
            cue = page.table.cue("VERB", lemma)
            if cue is not None and "quote" in cue.frames and has_particle(token, cue):
                return cue
    return None


def _verb_lemmas(word: str) -> tuple[str, ...]:
    if word.endswith("ed"):
        return word[:-2], word[:-1], word[:-3]
    if word.endswith("s"):
        return word[:-1], word[:-2]
    return ()


def cue_after(page: Page, stretch: Stretch, after: Stretch | None) -> Any | None:
    """The reporting word of the sentence that follows a stretch, when that sentence reports it."""
    tokens = narration_after(page, stretch, after)
    words = _words(tokens)
    if not words:
        return None
    if words[0].lower_ == "according":
        return words[0]
    last = page.text[stretch.inner.end - 1]
    attached = last in ",?!—–-" or tokens[0].text == "," or words[0].text[:1].islower()
    verbs = [t for t in words if quote_cue(page, t, after=True) is not None]
    for verb in [t for t in verbs if t.dep_ not in {"relcl", "acl"} and t.tag_ != "VBG"] or verbs:
        if attached or (_tight(words, verb) and not _has_own_content(verb) and not _leads_on(page, verb, after)):
            return verb
    return next((t for t in words if _is_main_verb(t)), None) if attached and last == "," else None


def _leads_on(page: Page, verb: Any, after: Stretch | None) -> bool:
    """Whether a sentence of its own is an answer to the words before it and leads up to the next ones."""
    return after is not None and page.table.reacts(verb.lemma_)


def _words(tokens: list[Any]) -> list[Any]:
    return [t for t in tokens if not t.is_punct and not t.is_space]


def _is_main_verb(token: Any) -> bool:
    """A finite verb of the narrator's own sentence: any verb reports after a quotation that ends in a comma."""
    return token.pos_ == "VERB" and token.tag_ in {"VBD", "VBZ", "VBP"} and token.dep_ in {"ROOT", "ccomp", "conj"}


def _tight(words: list[Any], verb: Any) -> bool:
    """Whether a sentence of its own is no more than "Ada Example said" with an adverbial."""
    position = words.index(verb)
    rest = words[position + 1 :]
    return position <= 12 and not any(t.dep_ in {"ccomp", "dobj"} and t.head.i == verb.i for t in rest)


def _has_own_content(verb: Any) -> bool:
    return any(child.dep_ in {"ccomp", "xcomp", "dobj"} and child.idx > verb.idx for child in verb.children)


def cue_before(page: Page, stretch: Stretch, before: Stretch | None) -> Any | None:
    """The reporting word of the sentence that leads up to a stretch, when it does."""
    tokens = narration_before(page, stretch, before)
    while tokens and tokens[-1].is_space:
        tokens.pop()
    words = _words(tokens)
    if not words or is_work_title(page, stretch, words):
        return None
    ending = tokens[-1].text[-1]
    cues = [t for t in words if quote_cue(page, t) is not None]
    if ending == ":":
        return _cue_before_colon(words, cues, stretch)
    if ending in ",—–-":
        return _cue_before_comma(page, words, cues, stretch, dash=ending != ",")
    return None if goes_on(page, stretch) else _cue_right_before(page, words, cues, stretch)


def _cue_right_before(page: Page, words: list[Any], cues: list[Any], stretch: Stretch) -> Any | None:
    """ "she said "...", "she said that "..."."""
    if words[-1] in cues and words[-1].pos_ != "NOUN":
        return words[-1]
    if words[-1].lower_ in {"that", "as", "like"} and len(words) > 1 and words[-2] in cues and words[-2].pos_ == "VERB":
        return words[-2] if starts_sentence(page, stretch) else None
    return None


def _cue_before_colon(words: list[Any], cues: list[Any], stretch: Stretch) -> Any | None:
    """ "She added: ...", "in a statement: ...", "Not so Ada Example: ..."; else the sentence's main verb."""
    verbs = [t for t in cues if t.pos_ == "VERB"] or cues
    if verbs:
        return _not_claimed(verbs[-1], stretch)
    if words[-1].pos_ == "PROPN" or _is_label(words):
        return words[-1]
    verbs = [t for t in words if t.pos_ in {"VERB", "AUX"}]
    return next((t for t in verbs if t.dep_ == "ROOT"), verbs[-1] if verbs else None)


def _is_label(words: list[Any]) -> bool:
    """ "Example: “We stay”", "Port chief: “We stay”": a line that begins with a capitalised noun phrase and a colon."""
    last = words[-1]
    return (
        len(words) <= MAX_LABEL
        and last.pos_ in {"NOUN", "PROPN"}
        and words[0].is_title
        and words[0].pos_ not in {"DET", "ADP", "ADV", "PRON", "SCONJ", "NUM"}
        and last.ent_type_ in {"PERSON", "ORG", "NORP", "GPE"}
    )


def _cue_before_comma(page: Page, words: list[Any], cues: list[Any], stretch: Stretch, *, dash: bool) -> Any | None:
    verbs = [t for t in cues if t.pos_ in {"VERB", "PROPN", "ADJ", "AUX"}]
    own = next((t for t in reversed(words[-6:]) if owner_of_words(t) is not None), None)
    if own is not None:
        return own
    if not verbs:
        return None
    near = len(words) - words.index(verbs[-1])
    if dash and near > 4:
        return None
    if starts_sentence(page, stretch) and (page.text[stretch.inner.end - 1] in FINAL or near <= 4):
        return _not_claimed(verbs[-1], stretch)
    return verbs[-1] if near <= 2 else None


def _not_claimed(verb: Any, stretch: Stretch) -> Any | None:
    """The verb, unless its own clause stands between it and the stretch ("said she was the best: "a rock"")."""
    for child in verb.children:
        if child.dep_ in {"ccomp", "xcomp"} and verb.idx < child.idx < stretch.start and child.tag_ != "VBG":
            return None
    between = [t for t in verb.doc[verb.i + 1 : min(verb.i + 40, len(verb.doc))] if t.idx < stretch.start]
    clause = next((t for t in between if t.lower_ == "that" and t.dep_ == "mark"), None)
    return verb if clause is None or clause.i >= verb.i + len(between) - 1 else None


def goes_on(page: Page, stretch: Stretch) -> bool:
    """Whether the narrator's sentence runs on after a stretch, so that it is only some of the reported words."""
    if page.text[stretch.inner.end - 1] in FINAL:
        return False
    end = page.parsed.paragraphs[stretch.block].block.span.end
    following = page.text[stretch.end : min(end, stretch.end + 12)]
    return following[:1] == " " and following[1:2].islower() and not following.lstrip().startswith("and ")


def owner_of_words(token: Any) -> Any | None:
    """Whose words they are: "in Ada's words", "in the words of Ada"."""
    if token.lower_ != "words" or token.dep_ != "pobj" or token.head.lower_ != "in":
        return None
    for child in token.children:
        if child.dep_ == "poss":
            return child
        if child.lower_ == "of":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def speaker_beside(page: Page, cue: Any) -> Any | None:
    """The head token of the noun phrase that stands for who says it, or None."""
    if (owner := owner_of_words(cue)) is not None:
        return owner
    if cue.lower_ == "according":
        return _after_according(cue)
    if _names_speaker(page, cue):
        return cue
    return _name_head(cue.nbor(1)) if _inverted(page, cue) else _subject_beside(page, cue)


def _names_speaker(page: Page, cue: Any) -> bool:
    """Whether the word before a colon is no reporting word but the one who speaks: "Example: “We stay”"."""
    named = cue.pos_ == "PROPN" or (cue.pos_ == "NOUN" and bool(cue.ent_type_))
    return named and quote_cue(page, cue, after=cue.pos_ == "PROPN") is None


def _subject_beside(page: Page, cue: Any) -> Any | None:
    wide = is_too_wide(cue)
    if is_passive(cue) and not wide:
        return subject_of(cue)
    subject = None if wide else reporter_above(page.table, cue) or subject_of(cue)
    spoken = subject is not None and page.stretch_at(subject.idx) is not None
    return subject if subject is not None and not spoken and subject.pos_ in _STANDS else nearest_nominal(page, cue)


def _inverted(page: Page, cue: Any) -> bool:
    """Whether the name follows the verb: "said Ada Example"."""
    if cue.i + 1 >= len(cue.doc) or cue.tag_ == "VBG" or any(c.dep_ in {"nsubj", "nsubjpass"} for c in cue.children):
        return False
    after, before = cue.nbor(1), cue.nbor(-1) if cue.i else None
    starts = before is None or before.is_quote or before.is_space or before.text in {",", ".", "?", "!", "—", "–", "-"}
    return (
        starts
        and after.pos_ == "PROPN"
        and after.ent_type_ not in {"DATE", "TIME"}
        and page.stretch_at(after.idx) is None
    )


def _name_head(token: Any) -> Any:
    """The last word of the name that begins at a token."""
    while token.i + 1 < len(token.doc) and token.nbor(1).pos_ == "PROPN":
        token = token.nbor(1)
    return token


def _after_according(cue: Any) -> Any | None:
    for child in cue.children:
        for grandchild in (child, *child.children):
            if grandchild.dep_ == "pobj":
                return grandchild
    return None


def nearest_nominal(page: Page, cue: Any) -> Any | None:
    """Where the parse names no subject: the first noun phrase of the narration before the verb, else the one after."""
    doc = page.parsed.doc
    words = []
    for position in range(cue.i - 1, max(-1, cue.i - 30), -1):
        token = doc[position]
        if token.text in TERMINATORS or "\n" in token.text or page.stretch_at(token.idx) is not None:
            break
        words.append(token)
    words = [t for t in words if t.lower_ not in _RELATIVE]
    own = next(
        (t for t in words if t.dep_ in {"nsubj", "nsubjpass"} and t.pos_ in _NOMINAL and t.head.i == cue.i), None
    )
    if own is not None:
        return own
    comma = next((n for n, t in enumerate(words) if t.text == ","), len(words))
    for token in words[:comma]:
        if token.dep_ in {"nsubj", "nsubjpass"} and token.pos_ in _NOMINAL:
            return token
    for token in reversed(words):
        if token.ent_type_ == "PERSON" and token.pos_ == "PROPN":
            return _phrase_head(token, cue)
    for token in reversed(words):
        if token.pos_ in _NOMINAL and token.ent_type_ not in {"DATE", "TIME"}:
            return _phrase_head(token, cue)
    for position in range(cue.i + 1, min(len(doc), cue.i + 12)):
        token = doc[position]
        if token.text in TERMINATORS or "\n" in token.text or page.stretch_at(token.idx) is not None:
            break
        if token.pos_ in _NOMINAL and token.dep_ not in {"compound", "pobj", "npadvmod"} and token.ent_type_ != "DATE":
            return token
    return None


def _phrase_head(token: Any, cue: Any) -> Any:
    """The last noun of the phrase that begins at a token, before the reporting word."""
    while token.i + 1 < cue.i and token.nbor(1).pos_ in {"PROPN", "NOUN"} and token.pos_ != "PRON":
        token = token.nbor(1)
    return token
