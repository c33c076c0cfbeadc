"""Indirect and mixed quotes: what someone is reported to say, without or with some words in quotation marks.

In: a Scene and the direct quotes found before. Out: drafts. Constructions: "a déclaré que ...", «заявил, что ...»;
"dit vouloir ...", «пообещал вернуться»; "..., a indiqué X", «..., сообщил X»; "comme l'a dit X, ..."; "selon X, ...",
«по словам X, ...», before, inside and after what is said. Invariant: the content lies in one sentence.
"""

from __future__ import annotations

import re
from typing import Any

from entourage.model import QuoteKind, Span
from entourage.reading.languages.cues import cue_start
from entourage.reading.languages.direct import according_phrase, words_of
from entourage.reading.languages.draft import Draft
from entourage.reading.languages.scene import Scene
from entourage.reading.languages.speakers import Speaker, impersonal, speaker_after, speaker_before
from entourage.reading.parse import trimmed

# Words between a cue and its "que": "a déclaré lundi à la presse que".
_REACH_WORDS = 14
_MIN_CONTENT_WORDS = 3
_QUOTES = re.compile(r"[«»“”„\"]")


def read_reported(scene: Scene, direct: list[Draft]) -> list[Draft]:
    """All indirect and mixed quotes that are not told by a direct one already."""
    used = {draft.cue.start for draft in direct if draft.cue is not None}
    taken = _Taken([part for draft in direct for part in draft.parts])
    drafts: list[Draft] = []
    for cue in scene.cues:
        if cue.idx not in used and not taken.holds(cue.idx):
            draft = _by_cue(scene, cue)
            if draft is not None:
                drafts.append(draft)
    drafts += _according(scene, used, taken)
    told = {part for draft in direct for part in draft.parts}
    return [draft for draft in drafts if not any(part in told for part in draft.parts)]


class _Taken:
    """Places inside direct quotes."""

    def __init__(self, parts: list[Span]) -> None:
        self.parts = sorted(parts)
        self.starts = [part.start for part in self.parts]

    def holds(self, place: int) -> bool:
        import bisect

        position = bisect.bisect_right(self.starts, place) - 1
        return position >= 0 and self.parts[position].end > place


def _by_cue(scene: Scene, cue: Any) -> Draft | None:
    sentence = scene.sentence(cue.idx)
    return (
        _as_said(scene, cue, sentence)
        or _with_complementizer(scene, cue, sentence)
        or _with_infinitive(scene, cue, sentence)
        or _inverted_after(scene, cue, sentence)
    )


# -- X a déclaré que ... ------------------------------------------------------------------------------------------
def _with_complementizer(scene: Scene, cue: Any, sentence: Span) -> Draft | None:
    token = _complementizer(scene, cue, sentence)
    if token is None:
        return None
    speaker = _subject(scene, cue, sentence, token.idx)
    if speaker is None:
        return None
    content = _clause(scene, token.idx, sentence.end)
    return _draft(scene, [content], speaker, cue, "reporting clause", 0.85)


def _complementizer(scene: Scene, cue: Any, sentence: Span) -> Any | None:
    words, doc = set(scene.table["complementizers"]), scene.parsed.doc
    for i in range(cue.i + 1, min(cue.i + 1 + _REACH_WORDS, len(doc))):
        token = doc[i]
        if token.idx >= sentence.end or token.text in {";", ":", "»", "«"}:
            return None
        if token.lower_ in words:
            return token
        if token.pos_ in {"VERB"} and token.i > cue.i + 1 and token.morph.get("VerbForm") != ["Part"]:
            return None
    return None


def _subject(scene: Scene, cue: Any, sentence: Span, end: int) -> Speaker | None:
    """Before the cue; after it where it is inverted («Как сообщил X», "a-t-il dit")."""
    start = _clause_start(scene, cue, sentence)
    return impersonal(scene, cue, start) or speaker_before(scene, cue, start) or speaker_after(scene, cue, end)


def _clause_start(scene: Scene, cue: Any, sentence: Span) -> int:
    """Where the clause of a cue begins: after the cue before it in the sentence, or after a closed quotation."""
    before = scene.cues_in(sentence.start, cue.idx)
    start = (
        before[-1].idx + len(before[-1].text)
        if before and "," in scene.text[before[-1].idx : cue.idx]
        else sentence.start
    )
    closing = max(scene.text.rfind(mark, start, cue.idx) for mark in "»”")
    return closing + 1 if closing > 0 and not scene.named_in(max(start, closing - 60), closing + 1)[-1:] else start


def _clause(scene: Scene, start: int, end: int) -> Span:
    """What is said: to the sentence's end, or to the comma before the next reporting clause of another speaker."""
    text, high = scene.text, end
    for other in scene.cues_in(start + 1, end):
        first = cue_start(other, scene.language)
        comma = max(text.rfind(mark, start, first.idx) for mark in (",", ";"))
        if (
            comma > start
            and words_of(text[start:comma]) >= _MIN_CONTENT_WORDS
            and _new_clause(text[comma + 1 : first.idx])
        ):
            high = comma
            break
    span = trimmed(text, start, high)
    while span.end > span.start and text[span.end - 1] in ".!?…,;":
        span = trimmed(text, span.start, span.end - 1)
    return span


def _new_clause(between: str) -> bool:
    """ "mais Marie a répondu", "a-t-il ajouté": few words, a conjunction first or nothing but the verb."""
    words = between.split()
    return not words or (
        len(words) <= 8
        and words[0].lower() in {"mais", "et", "tandis", "alors", "а", "но", "и", "однако", "comme", "как"}
    )


# -- X promet de ... ----------------------------------------------------------------------------------------------
def _with_infinitive(scene: Scene, cue: Any, sentence: Span) -> Draft | None:
    doc = scene.parsed.doc
    for i in range(cue.i + 1, min(cue.i + 8, len(doc))):
        token = doc[i]
        if token.idx >= sentence.end or token.text in {",", ";", ":", "«", "."}:
            return None
        infinitive = token.morph.get("VerbForm") == ["Inf"]
        if infinitive:
            before = doc[i - 1]
            near = before.i == cue.i or before.lower_ in {
                "de",
                "d'",
                "d’",
                "à",
                "ne",
                "pas",
                "se",
                "s'",
                "s’",
                "не",
                "avoir",
                "être",
                "n'",
                "n’",
                "le",
                "la",
                "les",
                "y",
                "en",
            }
            if scene.language.code == "fr" and not near:
                return None
            start = (
                before if before.i > cue.i and before.lower_ not in {"pas"} and scene.language.code == "fr" else token
            )
            speaker = speaker_before(scene, cue, _clause_start(scene, cue, sentence)) or speaker_after(
                scene, cue, start.idx
            )
            content = _clause(scene, start.idx, sentence.end)
            if speaker is None or words_of(content.of(scene.text)) < 2:
                return None
            return _draft(scene, [content], speaker, cue, "infinitive clause", 0.75)
    return None


# -- ..., a indiqué X ---------------------------------------------------------------------------------------------
def _inverted_after(scene: Scene, cue: Any, sentence: Span) -> Draft | None:
    text = scene.text
    first = cue_start(cue, scene.language)
    lead = text[sentence.start : first.idx].rstrip()
    if not re.search(r"(?:,|,?\s[—–-])$", lead) or _QUOTES.search(lead[-3:]):
        return None
    speaker = speaker_after(scene, cue, sentence.end)
    if speaker is None:
        return None
    content = trimmed(text, sentence.start, sentence.start + len(lead.rstrip(",—– -")))
    content = _without_lead(scene, content)
    if words_of(content.of(text)) < _MIN_CONTENT_WORDS:
        return None
    return _draft(scene, [content], speaker, cue, "reporting clause after what is said", 0.8)


def _without_lead(scene: Scene, content: Span) -> Span:
    """Without an earlier reporting clause of the same sentence."""
    closing = max(scene.text.rfind(mark, content.start, content.end) for mark in "»”")
    opening = max(scene.text.rfind(mark, content.start, content.end) for mark in "«“")
    return (
        trimmed(scene.text, closing + 1, content.end)
        if closing > opening and scene.cues_in(content.start, closing)
        else content
    )


# -- comme l'a dit X, ... -------------------------------------------------------------------------------------------
def _as_said(scene: Scene, cue: Any, sentence: Span) -> Draft | None:
    text = scene.text
    first = cue_start(cue, scene.language)
    if (
        first.i == 0
        or first.nbor(-1).lower_ not in scene.table["as_said"]
        or text[first.nbor(-1).idx :].lower().startswith("comment")
    ):
        return None
    start = first.nbor(-1).idx
    end = _phrase_end(scene, cue.idx + len(cue.text), sentence.end)
    speaker = speaker_after(scene, cue, end)
    parts = _around(scene, sentence, start, end)
    return _draft(scene, parts, speaker, cue, "as said by", 0.8) if speaker is not None and parts else None


def _phrase_end(scene: Scene, start: int, end: int) -> int:
    """Where a source phrase ends: its comma, or the comma after an apposition ("selon X, directeur de Y, ...")."""
    text, place = scene.text, start
    comma = text.find(",", place, end)
    if comma < 0:
        return end
    second = text.find(",", comma + 1, end)
    if second > 0 and _is_apposition(scene, text[comma + 1 : second]):
        return second
    return comma


def _is_apposition(scene: Scene, text: str) -> bool:
    words = [word.strip(".'’").lower() for word in re.findall(r"[^\W_]+(?:-[^\W_]+)*['’]?", text)[:4]]
    nouns = scene.language.speaker_nouns
    return any(scene.language.lemma(word) in nouns for word in words) and not re.search(
        r"\b(?:qui|который|которая)\b", text
    )


def _around(scene: Scene, sentence: Span, start: int, end: int) -> list[Span]:
    """The rest of a sentence around a source phrase: one part, or two when the phrase stands inside."""
    text = scene.text
    before = trimmed(text, sentence.start, start)
    after = trimmed(text, min(end + 1, sentence.end), sentence.end)
    parts = []
    for side in (before, after):
        span = side
        while span.end > span.start and text[span.end - 1] in ".,;:!?…—– ":
            span = trimmed(text, span.start, span.end - 1)
        while span.end > span.start and text[span.start] in ",;:—– ":
            span = trimmed(text, span.start + 1, span.end)
        if words_of(span.of(text)) >= 1 and not (words_of(span.of(text)) < 2 and side is before):
            parts.append(span)
    parts = [part for part in parts if part.start < part.end]
    return parts if sum(words_of(part.of(text)) for part in parts) >= _MIN_CONTENT_WORDS else []


# -- selon X, ... ---------------------------------------------------------------------------------------------------
def _according(scene: Scene, used: set[int], taken: _Taken) -> list[Draft]:
    names = ("according", "according_possessive", "according_person")
    cues = sorted((cue for name in names for cue in scene.table[name]), key=len, reverse=True)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, cues)) + r")(?!\w)", re.I)
    out = []
    for paragraph in scene.parsed.paragraphs:
        if not paragraph.is_running_text:
            continue
        for found in pattern.finditer(scene.text, paragraph.block.span.start, paragraph.block.span.end):
            if found.start() in used or taken.holds(found.start()):
                continue
            sentence = scene.sentence(found.start())
            phrase = according_phrase(scene, found.start(), sentence.end)
            if phrase is None:
                continue
            cue, speaker = phrase
            end = _phrase_end(scene, max(speaker.span.end, cue.end), sentence.end)
            parts = _around(scene, sentence, found.start(), end)
            if parts:
                out.append(_made(scene, parts, speaker, cue, "according to", 0.85))
    return out


# -- finishing --------------------------------------------------------------------------------------------------------
def _draft(scene: Scene, parts: list[Span], speaker: Speaker, cue: Any, how: str, confidence: float) -> Draft:
    draft = _made(scene, parts, speaker, Span(cue.idx, cue.idx + len(cue.text)), how, confidence)
    draft.negated = _is_negated(cue)
    return draft


def _made(scene: Scene, parts: list[Span], speaker: Speaker, cue: Span, how: str, confidence: float) -> Draft:
    less = {"name": 0.0, "pronoun": 0.1, "description": 0.15}[speaker.how]
    kind: QuoteKind = "mixed" if any(_QUOTES.search(part.of(scene.text)) for part in parts) else "indirect"
    return Draft(parts, kind, speaker, cue, how, confidence - less)


def _is_negated(cue: Any) -> bool:
    """ "n'a pas dit que", «не говорил, что»."""
    doc, low = cue.doc, max(0, cue.i - 4)
    before = [doc[i].lower_ for i in range(low, cue.i)]
    after = doc[cue.i + 1].lower_ if cue.i + 1 < len(doc) else ""
    return before[-1:] == ["не"] or (
        bool({"n'", "n’", "ne"} & set(before)) and ("pas" in before or "jamais" in before or after in {"pas", "jamais"})
    )
