"""Whatever a model answers: no crash, nothing that is not in the text, nobody who is not in the reading."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from second_reader_cases import PARAGRAPHS, TEXT

from entourage.dossier import build_dossier
from entourage.model import Document, Reading, ReadingError, Span
from entourage.second_reader.accept import MAX_CONFIDENCE, Checker
from entourage.second_reader.locate import Paragraph
from entourage.second_reader.parties import Parties
from entourage.second_reader.prompt import schemata
from entourage.second_reader.reply import proposals_of

_CUT = st.tuples(st.sampled_from(PARAGRAPHS), st.integers(0, 60), st.integers(1, 60))
_WORDS = _CUT.map(lambda cut: cut[0][cut[1] : cut[1] + cut[2]]) | st.sampled_from(PARAGRAPHS) | st.text(max_size=20)
_NAMES = st.sampled_from(
    ["Ada Example", "Bo Sample", "Mr. Sample", "Acme", "Grey List", "Placeholder Institute", "Eve"]
)
_QUOTES = st.fixed_dictionaries({"words": st.lists(_WORDS, max_size=3), "speaker": _NAMES, "cue": _WORDS | st.just("")})
_TIES = st.fixed_dictionaries(
    {
        "schema": st.sampled_from([*schemata(), "Sanction"]),
        "subject": _NAMES,
        "object": _NAMES,
        "role": _WORDS,
        "evidence": _WORDS,
        "status": st.sampled_from(["current", "negated", "sure"]),
    }
)
_POSITIONS = st.fixed_dictionaries(
    {"entity": _NAMES, "proposition": _WORDS, "stance": st.sampled_from(["for", "against"]), "evidence": _WORDS}
)
_ANSWERS = st.fixed_dictionaries(
    {
        "quotes": st.lists(_QUOTES, max_size=4),
        "ties": st.lists(_TIES, max_size=4),
        "positions": st.lists(_POSITIONS, max_size=4),
    }
)
_SAME_FIXTURES = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@_SAME_FIXTURES
@given(answer=_ANSWERS)
def test_what_enters_stands_in_the_text(document: Document, reading: Reading, answer: dict[str, object]) -> None:
    checker = Checker(TEXT, reading, Parties(reading), "second reader (tiny)")
    proposals, refused = proposals_of(json.dumps(answer))
    for proposal in proposals:
        checker.check(proposal, [Paragraph(TEXT, block.span) for block in document.blocks], None)
    assert checker.accepted + len(checker.refused) == len(proposals)
    assert len(proposals) + len(refused) == sum(map(len, answer.values()))  # type: ignore[arg-type]
    new = replace(
        reading,
        quotes=(*reading.quotes, *checker.quotes),
        ties=(*reading.ties, *checker.ties),
        positions=(*reading.positions, *checker.positions),
    )
    build_dossier(document, new)  # Raises for a span outside the text, an id of nobody, an id used twice.
    for line in (*checker.quotes, *checker.ties, *checker.positions):
        assert line.confidence <= MAX_CONFIDENCE
    for tie in checker.ties:
        assert tie.role in " ".join(TEXT.split())
        assert "document-list" not in (tie.subject, tie.object)
    for quote in checker.quotes:
        assert _in_one_paragraph(document, quote.content)


def _in_one_paragraph(document: Document, spans: tuple[Span, ...]) -> bool:
    return any(all(block.span.covers(span) for span in spans) for block in document.blocks)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["quotes", "ties", "words"]), inner),
    max_leaves=12,
)


@given(st.text(max_size=80) | _JSON.map(json.dumps))
def test_any_answer_is_taken_apart_or_called_malformed(words: str) -> None:
    try:
        proposals, refused = proposals_of(words)
    except ReadingError as error:
        assert error.code == "second-reader-malformed"
    else:
        assert (proposals, {refusal.reason for refusal in refused} <= {"not of the form asked for"}) == ([], True)
