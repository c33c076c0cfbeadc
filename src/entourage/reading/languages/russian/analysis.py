"""Russian text as spaCy Docs: tokens, sentences, morphology, syntax and names by razdel and slovnet.

In: texts. Out: spaCy Docs with ``pos``, ``morph``, ``dep``, heads, sentences and entities PER, ORG, LOC, in the labels
of Universal Dependencies. Invariants: ``doc.text`` is the text; the heads of a sentence form one tree; the weights are
natasha's package data (MIT), read from disk.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate, islice
from typing import Any

from entourage.reading.languages.models import natasha_data

# Sentences that the syntax model sees are cut at this many tokens: its memory grows with the square.
_MAX_SENTENCE_TOKENS = 200
# The longest token that is shown to the models as it is; a longer one is no word.
_MAX_TOKEN_CHARS = 60


@dataclass
class _Rows:
    """One Doc in the making, a list per column."""

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    sentences: list[list[int]] = field(default_factory=list)
    """Numbers of the tokens of each sentence, white space left out."""


class RussianPipeline:
    """The models, loaded; gives Docs as a spaCy pipeline does."""

    def __init__(self) -> None:
        from navec import Navec
        from slovnet import NER, Morph, Syntax
        from spacy.lang.lex_attrs import LEX_ATTRS
        from spacy.vocab import Vocab

        data = natasha_data()
        embedding = Navec.load(str(data / "emb" / "navec_news_v1_1B_250K_300d_100q.tar"))
        self.ner = NER.load(str(data / "model" / "slovnet_ner_news_v1.tar"))
        self.morph = Morph.load(str(data / "model" / "slovnet_morph_news_v1.tar"))
        self.syntax = Syntax.load(str(data / "model" / "slovnet_syntax_news_v1.tar"))
        for model in (self.ner, self.morph, self.syntax):
            model.navec(embedding)
        self.vocab = Vocab(lex_attr_getters=LEX_ATTRS)

    def make_doc(self, text: str) -> Any:
        """The Doc of one text."""
        return next(self.pipe([text], batch_size=1))

    def pipe(self, texts: Iterable[str], *, batch_size: int) -> Iterator[Any]:
        """A Doc for every text, in order."""
        rest = iter(texts)
        while batch := list(islice(rest, batch_size)):
            yield from self._batch(batch)

    def _batch(self, texts: list[str]) -> Iterator[Any]:
        rows = [_rows(text) for text in texts]
        sentences = [[_shown(row.words[i]) for i in one] for row in rows for one in row.sentences]
        tags = self.morph.map(sentences) if sentences else iter(())
        trees = self.syntax.map(sentences) if sentences else iter(())
        for text, row, names in zip(texts, rows, self._names(texts), strict=True):
            yield self._doc(text, row, [next(tags) for _ in row.sentences], [next(trees) for _ in row.sentences], names)

    def _names(self, texts: list[str]) -> list[list[tuple[int, int, str]]]:
        """Names of every text. The texts follow one another in a document, so the model sees them together: a name at
        the start of a paragraph is told from a common word by what stands before it."""
        out: list[list[tuple[int, int, str]]] = [[] for _ in texts]
        starts = list(accumulate(map(len, texts), initial=0))
        for span in self.ner("".join(texts)).spans:
            number = bisect.bisect_right(starts, span.start) - 1
            if number < len(texts) and span.stop <= starts[number + 1]:
                out[number].append((span.start - starts[number], span.stop - starts[number], span.type))
        return out

    def _doc(self, text: str, row: _Rows, tags: list[Any], trees: list[Any], names: list[Any]) -> Any:
        from spacy.tokens import Doc

        size = len(row.words)
        pos, morphs, deps = ["SPACE"] * size, [""] * size, ["dep"] * size
        heads = list(range(size))
        for numbers, tagged, tree in zip(row.sentences, tags, trees, strict=True):
            for number, token in zip(numbers, tagged.tokens, strict=True):
                pos[number] = token.pos
                morphs[number] = "|".join(f"{k}={v}" for k, v in sorted((token.feats or {}).items()))
            above = _tree([int(token.head_id) - 1 for token in tree.tokens])
            for place, (number, token) in enumerate(zip(numbers, tree.tokens, strict=True)):
                heads[number] = numbers[above[place]]
                deps[number] = "ROOT" if above[place] == place else token.rel or "dep"
        _hang_white_space(pos, heads)
        doc = Doc(
            self.vocab, words=row.words, spaces=row.spaces, pos=pos, morphs=morphs, heads=heads, deps=deps
        )  # fmt: skip
        if doc.text != text:
            raise AssertionError("a text and its tokens differ")
        spans = [doc.char_span(start, end, label=kind, alignment_mode="contract") for start, end, kind in names]
        doc.ents = [span for span in spans if span is not None and len(span)]
        return doc


def _shown(word: str) -> str:
    return word if len(word) <= _MAX_TOKEN_CHARS else word[:_MAX_TOKEN_CHARS]


def _rows(text: str) -> _Rows:
    """Tokens with spaCy's rule for white space: one blank belongs to the token before it, more is a token."""
    from razdel import sentenize, tokenize

    row, end = _Rows(), 0
    for sentence in sentenize(text):
        numbers: list[int] = []
        for token in tokenize(sentence.text):
            start = sentence.start + token.start
            _add_gap(row, text[end:start])
            numbers.append(len(row.words))
            row.words.append(token.text)
            row.spaces.append(False)
            end = start + len(token.text)
        row.sentences += [numbers[i : i + _MAX_SENTENCE_TOKENS] for i in range(0, len(numbers), _MAX_SENTENCE_TOKENS)]
    _add_gap(row, text[end:])
    return row


def _add_gap(row: _Rows, gap: str) -> None:
    if not gap:
        return
    if gap[0] == " " and row.words and not row.spaces[-1]:
        row.spaces[-1] = True
        gap = gap[1:]
    if gap:
        row.words.append(gap)
        row.spaces.append(False)


def _tree(heads: list[int]) -> list[int]:
    """Heads made into one tree: -1 is a root; the first root keeps its place, other roots and loops hang on it."""
    root = next((i for i, head in enumerate(heads) if not 0 <= head < len(heads) or head == i), 0)
    out = [root if not 0 <= head < len(heads) or head == i else head for i, head in enumerate(heads)]
    out[root] = root
    safe = {root}
    for start in range(len(out)):
        path: list[int] = []
        node = start
        while node not in safe and node not in path:
            path.append(node)
            node = out[node]
        if node not in safe:
            out[node] = root
        safe.update(path)
    return out


def _hang_white_space(pos: list[str], heads: list[int]) -> None:
    """White space hangs on the token before it (at the start on the one after it), so that it makes no sentence."""
    for i, tag in enumerate(pos):
        if tag == "SPACE" and i:
            heads[i] = i - 1
    if len(pos) > 1 and pos[0] == "SPACE":
        heads[0] = 1
