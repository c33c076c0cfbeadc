"""Named official lists: "the U.S. Treasury's list of 210 Russians", "the EU sanctions list".

In: a Scene. Out: parties of schema Document and kind "list"; later, ties of a list to whoever the text says is on it.
Invariant: a list without an authority or a word for sanctions is no official list.
"""

from __future__ import annotations

from typing import Any

from entourage.names import country_code
from entourage.reading.cast import Party
from entourage.reading.ties.found import Ledger
from entourage.reading.ties.grammar import children, is_passive, objects, subjects
from entourage.reading.ties.phrases import phrase_start
from entourage.reading.ties.status import dates_in, verb_status
from entourage.reading.ties.targets import Scene
from entourage.reading.ties.verbs import clause_words, span_of
from entourage.reading.ties.words import word_set

_TABLE = "works.toml"
_MAX_COMPLEMENT = 14


def find_lists(scene: Scene) -> None:
    """Add every official list to the cast, and join "the list" to the one named last."""
    doc = scene.parsed.doc
    last: Party | None = None
    by_name: dict[str, Party] = {}
    for paragraph in scene.parsed.paragraphs:
        if not paragraph.is_running_text:
            continue
        for token in doc[paragraph.first : paragraph.last]:
            if not _is_list_noun(token) or scene.named(token) is not None:
                continue
            start, end = phrase_start(scene, token), _complement_end(token)
            if not _is_official(scene, token, start, end):
                if (
                    last is not None
                    and start == token.i
                    and token.i
                    and doc[token.i - 1].lower_ in {"the", "this", "that"}
                ):
                    scene.cast.mention(last, token.idx, token.idx + len(token), "nominal")
                continue
            span = doc[start:end]
            name = " ".join(span.text.split())
            last = by_name.get(name.lower())
            if last is None:
                last = scene.cast.add("Document", name, kind="list")
                last.confidence = 0.85
                by_name[name.lower()] = last
            scene.cast.mention(last, span.start_char, span.end_char, "name")
            scene.cast.mention(last, token.idx, token.idx + len(token), "nominal")


def _is_list_noun(token: Any) -> bool:
    return token.pos_ in {"NOUN", "PROPN"} and token.lemma_.lower() in word_set(_TABLE, "lists", "nouns")


def _complement_end(noun: Any) -> int:
    """Index after "of 210 Russians closely associated with ...", up to the first comma or clause with a subject."""
    doc, end = noun.doc, noun.i + 1
    if end >= noun.sent.end or doc[end].lower_ != "of":
        return int(end)
    limit = min(noun.i + 1 + _MAX_COMPLEMENT, noun.sent.end, doc[end].right_edge.i + 1)
    for index in range(end, limit):
        token = doc[index]
        if (token.is_punct and token.text not in {"-", "’s"}) or token.dep_ == "relcl" or token.tag_.startswith("W"):
            break
        end = index + 1
    while doc[end - 1].tag_ in {"IN", "DT", "CC"} or doc[end - 1].is_space:
        end -= 1
    return int(end)


def _is_official(scene: Scene, noun: Any, start: int, end: int) -> bool:
    words = {token.lower_ for token in noun.doc[start:end]}
    marked = bool(words & word_set(_TABLE, "lists", "marks")) or noun.lemma_.lower() in word_set(
        _TABLE, "lists", "always"
    )
    before = noun.doc[start : noun.i]
    authority = any(
        token.lower_ in word_set(_TABLE, "lists", "authorities") or country_code(token.text) for token in before
    )
    counted = any(token.like_num for token in noun.doc[noun.i : end])
    bodies = [scene.named(token) for token in before]
    public = any(party is not None and (party.schema == "PublicBody" or party.kind == "government") for party in bodies)
    if marked and start < noun.i:
        return True
    return (authority or public) and counted


# -- ties, once descriptions are resolved ---------------------------------------------------------------
def list_ties(scene: Scene, ledger: Ledger) -> None:
    """Note who the text says is on each list, and whose list it is."""
    for party in [p for p in scene.cast.parties.values() if p.kind == "list"]:
        for mention in list(party.mentions):
            if mention.kind == "nominal":
                noun = scene.parsed.token_at(mention.start)
                if noun is not None and _is_list_noun(noun):
                    _entries(scene, ledger, party, noun)
                    _authority(scene, ledger, party, noun)


def _entries(scene: Scene, ledger: Ledger, party: Party, noun: Any) -> None:
    preposition = noun.head
    if noun.dep_ != "pobj" or preposition.lower_ not in word_set(_TABLE, "lists", "prepositions"):
        return
    above = preposition.head
    lemma = above.lemma_.lower()
    leaving = lemma in word_set(_TABLE, "lists", "leaving")
    if above.pos_ in {"VERB", "AUX"} and (leaving or lemma in word_set(_TABLE, "lists", "verbs")):
        active = not is_passive(above)
        people = (objects(above) if active else []) or subjects(above)
        status = "former" if leaving else verb_status(above, event=True)
        if status == "current" and above.lemma_ == "be" and above.tag_ == "VBD":
            status = "former"
        dates = dates_in(clause_words(scene, above), began=not leaving, ended=leaving)
    elif above.pos_ in {"PROPN"} and scene.named(above) is not None and preposition.lower_ == "on":
        people, status, dates = [above], "current", ("", "")
    else:
        return
    for token in people:
        for target in scene.resolve(token):
            if target.is_person or (target.is_organization and target.kind != "government"):
                ledger.add(
                    "Documentation",
                    party,
                    target,
                    role="on the list",
                    evidence=span_of(scene, [token, noun]),
                    how="said to be on the list",
                    status=status,
                    confidence=0.9,
                    dates=dates,
                )


def _authority(scene: Scene, ledger: Ledger, party: Party, noun: Any) -> None:
    for child in children(noun, "poss", "compound", "nmod"):
        found = scene.named(child)
        if found is not None and found.is_organization:
            span = span_of(scene, [child, noun])
            ledger.add(
                "UnknownLink", party, found, role="list of", evidence=span, how="whose list it is", confidence=0.85
            )
