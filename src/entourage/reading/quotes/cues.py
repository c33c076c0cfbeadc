"""The table of reporting words and the constructions in which each reports.

In: ``data/cues.toml``. Out: :class:`Cue` by part of speech and lemma. Invariant: loaded once per process.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

_SPEAKING = frozenset({"quote", "clause"})
_PART_BY_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adjective", "ADV": "adverb"}


@dataclass(frozen=True)
class Cue:
    """What one word can do.

    Attributes:
        lemma: the word's base form.
        frames: "quote", "clause", "to", "object", "object-to", "for", "as"; see the table's head.
        prepositions: those that the frame "for" takes.
        particles: the words one of which must follow; empty when none need follow.
        groups: kinds of reporting: "saying", "thinking", "asking" ...
    """

    lemma: str
    frames: frozenset[str]
    prepositions: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()


@dataclass(frozen=True)
class CueTable:
    """All cues and the words of supposition and negation."""

    cues: Mapping[tuple[str, str], Cue]
    modals: frozenset[str]
    supposing: frozenset[str]
    negators: frozenset[str]
    withholding: frozenset[str]
    reacting: frozenset[str]
    findings: frozenset[str]
    works: frozenset[str]
    titling: frozenset[str]
    verdicts: frozenset[str]
    misread: Mapping[str, str]

    def reacts(self, lemma: str) -> bool:
        """Whether a verb answers to words before it rather than reporting them: "Ben disagreed." """
        return lemma.lower() in self.reacting

    def cue(self, pos: str, lemma: str) -> Cue | None:
        """The cue of a word, or None when it reports nothing.

        Args:
            pos: universal part of speech, as spaCy gives it: "VERB", "NOUN", "ADJ".
            lemma: base form; compared in lower case.
        """
        part = _PART_BY_POS.get(pos)
        if part is None:
            return None
        lemma = lemma.lower()
        return self.cues.get((part, self.misread.get(lemma, lemma)))


def _joined(before: Cue, entry: Mapping[str, Any]) -> Cue:
    """A word's cue with one more entry; a particle is needed only while no entry lets the word speak without one."""
    frames, particles = frozenset(entry["frames"]), frozenset(entry.get("particles", ()))
    if frames & _SPEAKING:
        spoke_alone = bool(before.frames & _SPEAKING) and not before.particles
        particles = frozenset() if spoke_alone or not particles else before.particles | particles
    else:
        particles = before.particles
    return Cue(
        before.lemma,
        before.frames | frames,
        before.prepositions | frozenset(entry.get("prepositions", ())),
        before.groups | {entry["group"]},
        particles,
    )


@functools.cache
def cue_table() -> CueTable:
    """The shipped table."""
    raw = tomllib.loads((files(__package__) / "data" / "cues.toml").read_text(encoding="utf-8"))
    cues: dict[tuple[str, str], Cue] = {}
    for entry in raw["words"]:
        for lemma in entry["lemmas"]:
            key = (entry["part"], lemma)
            cues[key] = _joined(cues.get(key, Cue(lemma, frozenset())), entry)
    supposing = raw["supposing"]
    return CueTable(
        cues,
        frozenset(supposing["modals"]),
        frozenset(supposing["words"]),
        frozenset(supposing["negators"]),
        frozenset(supposing["withholding"]),
        frozenset(raw["reacting"]["words"]),
        frozenset(raw["sources"]["findings"]),
        frozenset(raw["sources"]["works"]),
        frozenset(raw["sources"]["titling"]),
        frozenset(raw["verdicts"]["words"]),
        raw["misread"],
    )
