"""Direct quotes: words in quotation marks and lines of dialogue.

In: a Scene. Out: drafts, and the stretches that nobody claimed. Rules, in order, for each stretch: a cue inside it
("« Non, dit-il, jamais »", «Мы готовы, — сказал он. — Но позже»); a cue or "selon" right after it; a cue, a colon or
"selon" before it in its sentence; right after the sentence of such a cue; a whole paragraph after a quotation. Words in
marks that fit no rule are names, titles or irony, and no quote.
"""

from __future__ import annotations

import re
from typing import Any

from entourage.model import Span
from entourage.reading.languages.draft import Draft
from entourage.reading.languages.marks import Stretch, dialogue_line, quoted_stretches
from entourage.reading.languages.scene import Scene
from entourage.reading.languages.speakers import Speaker, speaker_after, speaker_before, speaker_in
from entourage.reading.parse import trimmed

# Words between the closing mark and the cue: "», a pour sa part déclaré".
_CUE_WITHIN_WORDS = 7
_AFTER = re.compile(r"[\s,.!?…]*[—–-]?\s*")
# The reporting words inside a quotation: after a comma or a dash, up to the next one.
_INCISE_DASH = re.compile(
    r"[,.!?…]?\s[—–-]\s(?P<incise>[a-zа-яёà-ÿ][^«»]{3,160}?)(?P<stop>[,.!?…:]?\s[—–-]\s|[.!?…]?\s*$|[.!?…]\s)"
)
_INCISE_COMMA = re.compile(r"[,!?…]\s(?P<incise>[a-zà-ÿ][^«»!?…]{3,160}?)(?P<stop>,\s|[.!?…]\s*$|[.!?…]\s|\s*$)")
_WORD = re.compile(r"[^\W_]+")
# The longest phrase that names a source ("selon le porte-parole du ...").
_SOURCE_CHARS = 240


def read_direct(scene: Scene) -> list[Draft]:
    """All direct quotes of the text, in order."""
    running = [p for p in scene.parsed.paragraphs if p.is_running_text]
    stretches = quoted_stretches(scene.text, running)
    by_paragraph: dict[int, list[Stretch]] = {}
    for stretch in stretches:
        by_paragraph.setdefault(stretch.paragraph, []).append(stretch)
    drafts: list[Draft] = []
    for paragraph in running:
        line = dialogue_line(scene.text, paragraph)
        mine = by_paragraph.get(paragraph.index, [])
        if line is not None and (not mine or mine[0].outer.start > line.start):
            drafts += _dialogue(scene, line, paragraph.index)
            continue
        for number, stretch in enumerate(mine):
            following = mine[number + 1].outer.start if number + 1 < len(mine) else paragraph.block.span.end
            draft = _claimed(scene, stretch, following) or _continued(scene, stretch, drafts)
            if draft is not None and draft not in drafts[-1:]:
                drafts.append(draft)
    return drafts


def _claimed(scene: Scene, stretch: Stretch, following: int) -> Draft | None:
    parts, incise = without_incise(scene, stretch.inner)
    if incise is not None:
        return _from_incise(scene, parts, incise, stretch)
    if _is_name(scene, stretch):
        return None
    return _cue_after(scene, stretch, following) or _cue_before(scene, stretch)


def _is_name(scene: Scene, stretch: Stretch) -> bool:
    """«Газпром», « Le Monde »: what stands in the marks is a party's name."""
    found = scene.cast.mention_at(stretch.inner.start)
    inner = stretch.inner
    return (
        found is not None and found[2] == "name" and found[0].end >= inner.end - 1 and found[0].start <= inner.start + 1
    )


def words_of(text: str) -> int:
    """How many words a text has."""
    return len(_WORD.findall(text))


# -- a cue inside ------------------------------------------------------------------------------------------------
def without_incise(scene: Scene, span: Span) -> tuple[list[Span], Span | None]:
    """The words said, and the reporting words between them; the whole span and None when there are none."""
    patterns = [_INCISE_DASH, _INCISE_COMMA] if scene.language.code == "fr" else [_INCISE_DASH]
    for pattern in patterns:
        place = span.start
        while found := pattern.search(scene.text, place, span.end):
            incise = Span(*found.span("incise"))
            if _is_incise(scene, incise, dashed=pattern is _INCISE_DASH):
                parts = [trimmed(scene.text, span.start, found.start() + 1)]
                rest = trimmed(scene.text, found.end(), span.end)
                if rest.start < rest.end:
                    parts.append(rest)
                return [p for p in parts if p.start < p.end], incise
            place = found.start() + 1
    return [span], None


def _is_incise(scene: Scene, incise: Span, *, dashed: bool) -> bool:
    """Whether a stretch begins with a cue whose subject follows it: "estime-t-elle", «сказал он», "demande un passant"."""  # noqa: E501
    cues = scene.cues_in(incise.start, incise.end)
    if not cues or words_of(scene.text[incise.start : cues[0].idx]) > (3 if dashed else 2):
        return False
    if dashed:
        return speaker_after(scene, cues[0], incise.end, any_noun=True) is not None
    before = scene.text[incise.start : cues[0].idx].strip().lower()
    after = scene.text[cues[0].idx + len(cues[0].text) : incise.end].strip().lower()
    inverted = re.match(r"-(?:t-)?(?:il|elle|ils|elles|on)\b", after) or re.search(
        r"-(?:t-)?(?:il|elle|ils|elles|on)\b", before
    )
    if inverted:
        return True
    first = cues[0] if not before else next(iter(scene.parsed.tokens_in(Span(incise.start, incise.end))), None)
    starts_with_verb = first is not None and (first.i == cues[0].i or first.pos_ == "AUX")
    return (
        starts_with_verb
        and not re.match(r"(?:que|qu['’])", after)
        and speaker_after(scene, cues[0], incise.end, any_noun=True) is not None
    )


def _from_incise(scene: Scene, parts: list[Span], incise: Span, stretch: Stretch) -> Draft:
    cue = scene.cues_in(incise.start, incise.end)[0]
    speaker = speaker_after(scene, cue, incise.end, any_noun=True)
    return _draft(parts, speaker, cue, "cue inside the quotation", stretch.outer.end, stretch.paragraph)


def _dialogue(scene: Scene, line: Span, number: int) -> list[Draft]:
    """A line of dialogue; without a cue it is one only where the marks say so, and that is left unclaimed."""
    parts, incise = without_incise(scene, line)
    if incise is None:
        return []
    cue = scene.cues_in(incise.start, incise.end)[0]
    return [
        _draft(
            parts,
            speaker_after(scene, cue, incise.end, any_noun=True),
            cue,
            "cue in a line of dialogue",
            line.end,
            number,
        )
    ]


# -- a cue beside --------------------------------------------------------------------------------------------------
def _cue_after(scene: Scene, stretch: Stretch, following: int) -> Draft | None:
    text = scene.text
    gap = _AFTER.match(text, stretch.outer.end)
    start = gap.end() if gap else stretch.outer.end
    end = min(_clause_end(scene, stretch.outer.end, start), following)
    if start >= end or not _goes_on(scene, stretch, start):
        return None
    source = according_phrase(scene, start, end)
    if source is not None:
        return _draft(
            [stretch.inner], source[1], None, "according to, after the quotation", end, stretch.paragraph, source[0]
        )
    cues = scene.cues_in(start, end)
    if cues and words_of(text[start : cues[0].idx]) <= _CUE_WITHIN_WORDS:
        cue = cues[0]
        inverted = speaker_after(scene, cue, end, any_noun=True)
        between = speaker_before(scene, cue, start) if words_of(text[start : cue.idx]) else None
        speaker = between if between is not None and between.how == "name" else inverted or between
        if speaker is not None or words_of(text[start : cue.idx]) <= 3:
            return _draft([stretch.inner], speaker, cue, "cue after the quotation", end, stretch.paragraph)
    named = scene.cast.mention_at(start)
    if gap and re.search(r"[—–-]", gap.group()) and named and named[2] == "name" and named[1].is_person:
        return _draft(
            [stretch.inner],
            Speaker(named[1], named[0], "name"),
            None,
            "named after the quotation",
            end,
            stretch.paragraph,
        )
    return None


def _clause_end(scene: Scene, closing: int, start: int) -> int:
    return scene.sentence(max(start, closing)).end


def _goes_on(scene: Scene, stretch: Stretch, start: int) -> bool:
    """Whether what follows the closing mark still belongs to its sentence: it begins with a small letter, or after a
    comma or dash."""
    between = scene.text[stretch.inner.end : start]
    follows = scene.text[start : start + 1]
    return follows.islower() or bool(re.search(r"[,—–-]", between))


def _cue_before(scene: Scene, stretch: Stretch) -> Draft | None:
    text = scene.text
    sentence = scene.sentence(stretch.outer.start)
    start = sentence.start if sentence.start < stretch.outer.start else _sentence_before(scene, stretch)
    lead = text[start : stretch.outer.start]
    if "»" in lead or "”" in lead:
        start += max(lead.rfind("»"), lead.rfind("”")) + 1
        lead = text[start : stretch.outer.start]
    colon = lead.rstrip().endswith(":")
    end = sentence.end
    source = according_phrase(scene, start + len(lead) - len(lead.lstrip()), stretch.outer.start)
    if source is not None and words_of(text[source[1].span.end : stretch.outer.start]) <= 12:
        return _draft(
            [stretch.inner], source[1], None, "according to, before the quotation", end, stretch.paragraph, source[0]
        )
    cues = scene.cues_in(start, stretch.outer.start)
    if colon:
        return _after_colon(scene, stretch, start, cues, end)
    least = 1 if cues and cues[-1].lower_ in scene.table["labels"] else 2
    if (
        not cues
        or _complementizer_between(scene, cues[-1], stretch.outer.start)
        or words_of(stretch.inner.of(text)) < least
    ):
        return None
    if words_of(text[cues[-1].idx : stretch.outer.start]) > 10:
        return None
    speaker = speaker_before(scene, cues[-1], start) or speaker_after(scene, cues[-1], stretch.outer.start)
    if speaker is None:
        return None
    how = "cue before the quotation" if _whole_sentence(stretch, text) else "cue before quoted words"
    return _draft([stretch.inner], speaker, cues[-1], how, end, stretch.paragraph)


def _whole_sentence(stretch: Stretch, text: str) -> bool:
    return text[stretch.inner.start].isupper() and words_of(stretch.inner.of(text)) >= 3


def _sentence_before(scene: Scene, stretch: Stretch) -> int:
    """Where the sentence begins that a colon ends just before the stretch."""
    if not scene.text[: stretch.outer.start].rstrip().endswith((":", ",")):
        return stretch.outer.start
    return scene.sentence(max(0, stretch.outer.start - 3)).start


def _complementizer_between(scene: Scene, cue: Any, end: int) -> bool:
    words = set(scene.table["complementizers"])
    return any(token.lower_ in words for token in scene.parsed.tokens_in(Span(cue.idx, end)))


def _after_colon(scene: Scene, stretch: Stretch, start: int, cues: list[Any], end: int) -> Draft | None:
    text = scene.text
    if cues:
        speaker = speaker_before(scene, cues[-1], start) or speaker_after(scene, cues[-1], stretch.outer.start)
        return _draft([stretch.inner], speaker, cues[-1], "cue before the quotation", end, stretch.paragraph)
    named = [one for one in scene.named_in(start, stretch.outer.start) if one[0].start not in scene.oblique]
    if named and words_of(stretch.inner.of(text)) >= 3:
        return _draft(
            [stretch.inner],
            Speaker(named[-1][1], named[-1][0], "name"),
            None,
            "named before a colon",
            end,
            stretch.paragraph,
        )
    return None


# -- more of the same speaker ------------------------------------------------------------------------------------
def _continued(scene: Scene, stretch: Stretch, drafts: list[Draft]) -> Draft | None:
    """Words right after a cue's sentence belong to its quote; a sentence or a paragraph of its own goes on with the
    speaker before it."""
    if not drafts or words_of(stretch.inner.of(scene.text)) < 3:
        return None
    last, text = drafts[-1], scene.text
    if last.how == "cue before quoted words":
        return None
    between = text[last.end : stretch.outer.start] if last.end <= stretch.outer.start else ""
    same = last.paragraph == stretch.paragraph
    if same and not between.strip(" ,.;:—–-") and len(last.parts) < 40:
        last.parts.append(stretch.inner)
        last.end = scene.sentence(stretch.outer.end - 1).end
        return last
    paragraph = scene.parsed.paragraphs[stretch.paragraph].block.span
    alone = stretch.outer.start == paragraph.start and stretch.outer.end >= paragraph.end - 1
    if alone and 0 < stretch.paragraph - last.paragraph <= 1 and last.speaker is not None:
        return Draft([stretch.inner], "direct", last.speaker, None, "continued from the paragraph before", 0.7,
                     stretch.outer.end, stretch.paragraph)  # fmt: skip
    if same and _whole_sentence(stretch, text) and words_of(stretch.inner.of(text)) >= 5 and last.speaker is not None:
        return Draft(
            [stretch.inner], "direct", last.speaker, None, "same paragraph", 0.6, stretch.outer.end, stretch.paragraph
        )
    return None


# -- according to ---------------------------------------------------------------------------------------------------
def according_phrase(scene: Scene, start: int, end: int) -> tuple[Span, Speaker] | None:
    """ "selon X", «по словам X» that begins at ``start``: the cue and the speaker."""
    end = min(end, start + _SOURCE_CHARS)
    text = scene.text[start : min(end, start + 40)].lower()
    cue = next(
        (c for c in sorted(scene.table["according_possessive"], key=len, reverse=True) if text.startswith(c)), ""
    )
    if cue:
        pronoun = cue.split()[-2]
        first = start + cue.index(pronoun)
        span = Span(first, first + len(pronoun))
        return Span(start, start + len(cue)), speaker_in(scene, span.start, span.end) or Speaker(None, span, "pronoun")
    names = [
        *scene.table["according"],
        *(scene.table["according_person"] if scene.sentence(start).start >= start - 1 else []),
    ]
    cue = next((c for c in names if re.match(rf"{re.escape(c)}(?!\w)", text)), "")
    if not cue:
        return None
    stop = re.search(r"[,;:—–(«»]|\s-\s", scene.text[start + len(cue) : end])
    limit = start + len(cue) + stop.start() if stop else end
    speaker = speaker_in(scene, start + len(cue), limit)
    if cue in scene.table["according_person"] and (
        speaker is None or speaker.how == "description" or speaker.span.start > start + len(cue) + 5
        or limit - speaker.span.end > 1 or (speaker.party is not None and not speaker.party.is_person)
    ):  # fmt: skip
        return None
    return (Span(start, start + len(cue)), speaker) if speaker is not None else None


def _draft(
    parts: list[Span],
    speaker: Speaker | None,
    cue: Any,
    how: str,
    end: int,
    paragraph: int,
    cue_span: Span | None = None,
) -> Draft:
    span = cue_span or (Span(cue.idx, cue.idx + len(cue.text)) if cue is not None else None)
    confidence = {"name": 0.92, "pronoun": 0.75, "description": 0.7}[speaker.how] if speaker is not None else 0.6
    return Draft(parts, "direct", speaker, span, how, confidence, end, paragraph)
