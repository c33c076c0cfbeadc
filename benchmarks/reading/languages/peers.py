"""The baselines: what the language models find by themselves, and a regular expression for quotes.

In: a text. Out: the shape of ``benchmarks/adapters.py``. Natasha alone is slovnet's name finder on natasha's weights
over the whole text, which is what natasha's ``NewsNERTagger`` runs.
"""

from __future__ import annotations

import functools
import re
from typing import Any

Rows = dict[str, list[dict[str, Any]]]


@functools.cache
def _slovnet() -> Any:
    from navec import Navec
    from slovnet import NER

    from entourage.reading.languages.models import natasha_data

    ner = NER.load(str(natasha_data() / "model" / "slovnet_ner_news_v1.tar"))
    ner.navec(Navec.load(str(natasha_data() / "emb" / "navec_news_v1_1B_250K_300d_100q.tar")))
    return ner


def natasha_names(text: str) -> Rows:
    """Names as natasha finds them."""
    return {"entities": [{"start": s.start, "end": s.stop, "type": s.type} for s in _slovnet()(text).spans]}


def spacy_french_names(text: str) -> Rows:
    """Names as spaCy's French model finds them."""
    from entourage.reading.languages.models import pipeline

    nlp: Any = pipeline("fr")
    return {
        "entities": [
            {"start": ent.start_char, "end": ent.end_char, "type": ent.label_}
            for ent in nlp(text).ents
            if ent.label_ in {"PER", "ORG", "LOC"}
        ]
    }


_QUOTED = re.compile(r"«\s*([^»]{8,}?)\s*»|“([^”]{8,}?)”|\"([^\"]{8,}?)\"")
_NAME = re.compile(r"[A-ZА-ЯЁÉÈÀ][\w’'-]+(?:\s+[A-ZА-ЯЁÉÈÀ][\w’'-]+)+")


def regex_quotes(text: str) -> Rows:
    """Whatever stands in quotation marks; the speaker is the nearest name of two words in the paragraph."""
    quotes = []
    for found in _QUOTED.finditer(text):
        group = next(n for n in (1, 2, 3) if found.group(n) is not None)
        low = text.rfind("\n", 0, found.start()) + 1
        high = text.find("\n", found.end()) if "\n" in text[found.end() :] else len(text)
        names = [(abs(n.start() - found.end()), n.span()) for n in _NAME.finditer(text, found.end(), high)]
        names += [(found.start() - n.end(), n.span()) for n in _NAME.finditer(text, low, found.start())]
        quotes.append({"content": found.span(group), "content_parts": [found.span(group)],
                       "speaker": min(names)[1] if names else None, "cue": None})  # fmt: skip
    return {"quotes": quotes}
