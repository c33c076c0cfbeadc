"""French names: what spaCy's model found, put right by titles, given names, heads of organisations and the whole text.

In: a Parsed text. Out: :class:`FoundName` values in order. Invariants: names do not overlap; a name holds no title and
no article; time is linear in the text.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any

from entourage.model import Span
from entourage.names import capital_country, country_code, gender_of_given_name, is_given_name, legal_form
from entourage.reading.languages.names import FoundName, NameKind
from entourage.reading.languages.tables import table
from entourage.reading.parse import Parsed

_KINDS = {"PER": "person", "ORG": "organization", "LOC": "place", "MISC": ""}
_PARTICLES = frozenset(
    {"de", "d'", "d’", "du", "la", "le", "van", "von", "der", "den", "ben", "bin", "al", "el", "da", "dos", "di", "des"}
)
_LINKS = frozenset(
    {
        "de",
        "d'",
        "d’",
        "du",
        "des",
        "la",
        "l'",
        "l’",
        "le",
        "les",
        "et",
        "pour",
        "en",
        "sur",
        "aux",
        "au",
        "à",
        "contre",
        "sans",
    }
)
_NEEDS_MORE = _LINKS
_NOT_INSIDE = frozenset({"ancien", "ancienne", "dernier", "dernière"})
_EDGE = frozenset("«»\"“”().,;:-–—!?'’")
# Words of an organisation's name after its head; longer runs are sentences without punctuation.
_MAX_NAME_WORDS = 12


@dataclass
class _Draft:
    """Tokens ``[first, last)`` and what they seem to name."""

    first: int
    last: int
    kind: str
    strength: int = 1
    """1: the model's word; 2: shown by the words around or inside."""


def find_french_names(parsed: Parsed) -> list[FoundName]:
    """All names of a French text, in order, not overlapping."""
    doc = parsed.doc
    taken: dict[int, _Draft] = {}
    for draft in (*_bodies(doc, parsed.text), *_organizations(doc), *_titled(doc), *_given(doc)):
        _put(taken, draft)
    for draft in (*_of_model(doc), *_acronyms(doc)):
        _put(taken, draft)
    drafts = sorted({id(draft): draft for draft in taken.values()}.values(), key=lambda d: d.first)
    _complements(doc, drafts)
    _agree(doc, drafts)
    drafts += _overlooked(doc, drafts, taken)
    drafts.sort(key=lambda d: d.first)
    return [_found(doc, parsed.text, draft) for draft in drafts if draft.kind]


def _put(taken: dict[int, _Draft], draft: _Draft) -> None:
    """Take a draft unless one of its tokens is taken; the model's longer reading of a person's name wins."""
    if draft.first < draft.last and not any(i in taken for i in range(draft.first, draft.last)):
        for i in range(draft.first, draft.last):
            taken[i] = draft


# -- what each token looks like -------------------------------------------------------------------------------
def _capital(token: Any) -> bool:
    return bool(token.text[:1].isupper()) and token.text[:1].isalpha()


@cache
def _set(key: str) -> frozenset[str]:
    return frozenset(table("french")[key])


def _is_title(token: Any) -> bool:
    return (token.lower_ in table("french")["titles"] and token.lower_ not in {"m", "me"}) or token.text in {"M", "Me"}


def _is_name_word(token: Any) -> bool:
    return _capital(token) and token.lower_ not in _set("not_names") and not _is_title(token)


def _same_sentence(doc: Any, a: int, b: int) -> bool:
    return b < len(doc) and "\n" not in doc[a].whitespace_ and not doc[b].is_space


# -- rules ------------------------------------------------------------------------------------------------------
def _bodies(doc: Any, text: str) -> list[_Draft]:
    """Public bodies and publications of the tables."""
    wanted = {
        tuple(name.replace("’", "'").split()) for key in ("bodies", "publications") for name in table("french")[key]
    }
    firsts = {words[0].split("'")[0] for words in wanted}
    out = []
    for token in doc:
        if token.text.rstrip("'’") not in firsts:
            continue
        best = max((end for words in wanted if (end := _matches(doc, text, token.i, " ".join(words)))), default=0)
        if best:
            out.append(_Draft(token.i, best, "organization", 2))
    return out


def _matches(doc: Any, text: str, first: int, name: str) -> int:
    """The token after the name when it stands at ``first``; 0 when it does not."""
    start, end = doc[first].idx, doc[first].idx + len(name)
    if text[start:end].replace("’", "'") != name:
        return 0
    span = doc.char_span(start, end)
    return int(span.end) if span is not None else 0


def _organizations(doc: Any) -> list[_Draft]:
    """ "ministère des Affaires étrangères", "Banque d'Exemple", "Exemple SA", "groupe Exemple"."""
    out, heads, by_complement = [], _set("organization_heads"), _set("named_by_complement")
    for token in doc:
        low = token.lower_
        if low in heads and (_capital(token) or low in by_complement):
            end = _name_end(doc, token.i)
            if low in {"conseil", "comité"} and _is_board(doc, token.i):
                continue
            if end > token.i + 1 and (_capital(token) or _has_capital(doc, token.i + 1, end)):
                if low in _set("kinds_of_company") and token.text == low:
                    out.append(_Draft(_after_links(doc, token.i + 1), end, "organization", 2))
                else:
                    out.append(_Draft(token.i, end, "organization", 2))
        elif token.text in {"SA", "SAS", "SARL", "SE", "GmbH", "Ltd", "Inc", "LLC", "plc"} and legal_form(token.text):
            first = token.i
            while first and _is_name_word(doc[first - 1]):
                first -= 1
            if first < token.i:
                out.append(_Draft(first, token.i + 1, "organization", 2))
    return out


def _after_links(doc: Any, i: int) -> int:
    while i + 1 < len(doc) and doc[i].lower_ in _LINKS:
        i += 1
    return i


def _has_capital(doc: Any, first: int, last: int) -> bool:
    return any(_capital(doc[i]) for i in range(first, last))


def _name_end(doc: Any, head: int) -> int:
    """Where the name that begins with an organisation's head ends: adjectives, linked nouns, words with capitals; a
    verb, a comma, a title or a lower-case noun after a link ends it."""
    end = i = head + 1
    while i < len(doc) and i - head <= _MAX_NAME_WORDS and not doc[i].is_space:
        token = doc[i]
        if token.text == "-" and not doc[i - 1].whitespace_ and not token.whitespace_:
            i += 1
            continue
        if token.lower_ in _LINKS:
            if token.lower_ == "et" and not _goes_on_after_and(doc, i):
                break
            i += 1
            continue
        capital = _is_name_word(token)
        if capital and doc[i - 1].lower_ not in _LINKS and _capital(doc[head]) is False and _starts_person(doc, i):
            break
        adjective = token.pos_ == "ADJ" and i == end and token.lower_ not in _NOT_INSIDE
        linked = doc[i - 1].lower_ in _LINKS
        noun = token.pos_ == "NOUN" and linked and _capital(doc[head]) and token.lower_ not in _set("spans_of_time")
        number = token.text.isdigit() and not linked  # "Canal 9", not "le groupe Exemple pour 45 millions"
        if capital or number or adjective or noun:
            end = i + 1
        else:
            break
        i += 1
    return end


def _is_board(doc: Any, i: int) -> bool:
    """ "conseil d'administration": an organ of an organisation, not its name."""
    following: str = doc[i + 1 : i + 3].text.lower().replace("’", "'")
    return following.startswith(("d'administration", "de surveillance", "exécutif", "de direction", "scientifique"))


def _goes_on_after_and(doc: Any, i: int) -> bool:
    """ "de l'Économie et des Finances" is one name; "et le Conseil", "et Jean Exemple" are the next ones."""
    if i + 2 >= len(doc) or not (doc[i + 1].lower_ in {"de", "d'", "d’", "du", "des"} or _is_name_word(doc[i + 1])):
        return False
    following = doc[_after_links(doc, i + 1)]
    return (
        _capital(following) and not is_given_name(following.text) and following.lower_ not in _set("organization_heads")
    )


def _starts_person(doc: Any, i: int) -> bool:
    return _is_given(doc[i].text) and i + 1 < len(doc) and _capital(doc[i + 1])


@cache
def _is_given(word: str) -> bool:
    names = table("french")["given_names"]
    return len(word) > 2 and (word in names["male"] or word in names["female"] or is_given_name(word))


def _titled(doc: Any) -> list[_Draft]:
    """What follows "M.", "Mme": a person."""
    out = []
    for token in doc:
        first = token.i + 1
        if _is_title(token) and _same_sentence(doc, token.i, first) and _capital(doc[first]):
            end = _person_end(doc, first)
            weak = token.lower_ in {"père", "sœur", "général", "générale", "professeur", "docteur"} and not _capital(
                token
            )
            if end > first and not (weak and country_code(doc[first].text)):
                out.append(_Draft(first, end, "person", 2))
    return out


def _person_end(doc: Any, first: int) -> int:
    """Where a person's name that begins at ``first`` ends: capitals, initials, particles before a capital."""
    i = end = first
    while i < len(doc) and i - first < 6 and _same_sentence(doc, max(i - 1, first), i):
        token = doc[i]
        if _is_name_word(token) or (i > first and token.text in {".", "-"} and doc[i - 1].whitespace_ == ""
                                    and len(doc[i - 1].text) == 1):  # fmt: skip
            end = i + 1
        elif token.text == "-" and i > first and not doc[i - 1].whitespace_ and not token.whitespace_:
            pass
        elif token.lower_ in _PARTICLES and token.text == token.lower_ and i > first:
            following = next(
                (doc[k] for k in range(i + 1, min(i + 3, len(doc))) if doc[k].lower_ not in _PARTICLES), None
            )
            # "Jean de Exemple", but "Jean Exemple de la Banque" ends after two words with capitals.
            if following is None or not _is_name_word(following) or i - first >= 2:
                break
        else:
            break
        i += 1
    return end


def _given(doc: Any) -> list[_Draft]:
    """A given name and what follows it with a capital: a person, unless it is a street's or a school's name."""
    out, i = [], 0
    while i < len(doc):
        token = doc[i]
        if _is_name_word(token) and _is_given(token.text):
            end = _person_end(doc, i)
            before = doc[i - 1].lower_ if i else ""
            if end > i + 1 and before not in _set("place_heads") and not country_code(doc[i:end].text):
                out.append(_Draft(i, end, "person", 2))
                i = end
                continue
        i += 1
    return out


def _of_model(doc: Any) -> list[_Draft]:
    out = []
    for ent in doc.ents:
        first, last = ent.start, ent.end
        while first < last and (
            not _capital(doc[first]) or _is_title(doc[first]) or doc[first].lower_ in _set("not_names")
        ):
            first += 1
        while last > first and (
            doc[last - 1].text in _EDGE or doc[last - 1].lower_ in _NEEDS_MORE or doc[last - 1].is_space
        ):
            last -= 1
        cut = next((i for i in range(first, last) if doc[i].is_space or doc[i].text in {"«", "»", ",", "(", ":"}), last)
        while cut > first and doc[cut - 1].lower_ in _NEEDS_MORE:
            cut -= 1
        if cut > first:
            out.append(_Draft(first, cut, _model_kind(doc, first, cut, _KINDS.get(ent.label_, ""))))
    return out


def _model_kind(doc: Any, first: int, last: int, kind: str) -> str:
    text = doc[first:last].text
    if _is_demonym(doc, first, last) or _is_office(doc, first):
        return ""
    if country_code(text) and len(text) > 2:
        return "place"
    if all(doc[i].pos_ in {"VERB", "ADV", "ADJ", "PRON", "AUX", "INTJ", "NUM"} for i in range(first, last)):
        return ""
    if last == first + 1 and doc[first].pos_ == "NOUN" and (doc[first].is_sent_start or kind == ""):
        return ""
    return kind


def _is_office(doc: Any, first: int) -> bool:
    """ "ministre des Affaires étrangères": the complement of an office names no organisation."""
    i = first - 1
    while i >= 0 and first - i <= 3 and doc[i].lower_ in _LINKS:
        i -= 1
    return 0 <= i < first - 1 and doc[i].lower_ in {"ministre", "ministres", "secrétaire", "ministre-déléguée"}


def _is_demonym(doc: Any, first: int, last: int) -> bool:
    """ "les Russes", "des Français": people, not a place."""
    return (
        last == first + 1
        and first > 0
        and doc[first].text.endswith("s")
        and doc[first - 1].lower_ in {"les", "des", "aux", "ces"}
    )


def _acronyms(doc: Any) -> list[_Draft]:
    """ "ONU", "CNRS" in running text: organisations; countries and Roman numerals are not."""
    out = []
    for token in doc:
        text = token.text
        if 2 <= len(text) <= 7 and text.isalpha() and text.isupper() and not set(text) <= set("IVXLCDM"):
            if not text.isascii() or (len(text) > 5 and token.is_sent_start):
                continue
            neighbours = [doc[k].text for k in (token.i - 1, token.i + 1) if 0 <= k < len(doc)]
            if any(len(n) > 3 and n.isupper() for n in neighbours) or text.lower() in _set("not_names") - {"ue"}:
                continue
            kind = "place" if country_code(text) and len(text) > 2 else "organization"
            if text in {
                "PDG",
                "DG",
                "TVA",
                "PIB",
                "SMS",
                "TGV",
                "VIH",
                "ADN",
                "RER",
                "CV",
                "OK",
                "TV",
                "PME",
                "SA",
                "SAS",
                "SARL",
            }:
                continue
            out.append(_Draft(token.i, token.i + 1, kind))
    return out


def _complements(doc: Any, drafts: list[_Draft]) -> None:
    """ "la présidente de Nordalia", "analyste chez Nordalia": what an office is held at is an organisation, unless
    it is a place or a person's full name; "la famille Exemple" is nobody."""
    for draft in drafts:
        before = doc[draft.first - 1].lower_ if draft.first else ""
        if before in {"famille", "familles", "dynastie", "clan", "époux", "affaire"} and draft.kind == "person":
            draft.kind, draft.strength = "", 2
        if draft.last != draft.first + 1 or draft.strength == 2 or draft.kind == "place" or not before:
            continue
        if _is_held_at(doc, draft.first, before):
            draft.kind, draft.strength = "organization", 2


def _is_held_at(doc: Any, first: int, before: str) -> bool:
    text = doc[first].text
    if before == "chez":
        return first > 1 and doc[first - 2].lower_ in _offices()
    if before not in {"de", "d'", "d’"} or not _has_office_before(doc, first - 1):
        return False
    return not country_code(text) and not capital_country(text)


def _has_office_before(doc: Any, i: int) -> bool:
    """An office's noun before the link at ``i``, with at most two adjectives between."""
    return any(doc[k].lower_ in _offices() for k in range(max(0, i - 3), i)) and all(
        doc[k].pos_ in {"NOUN", "ADJ"} for k in range(max(0, i - 1), i)
    )


@cache
def _offices() -> frozenset[str]:
    nouns = table("french_roles")["nouns"]
    return frozenset(word for group in ("Directorship", "Ownership", "Employment") for word in nouns[group]) - {
        "avocat",
        "avocate",
        "porte-parole",
        "conseiller",
        "conseillère",
        "assistant",
        "assistante",
        "chef",
        "secrétaire",
        "collaborateur",
        "collaboratrice",
    }


# -- the rest of the text ---------------------------------------------------------------------------------------
def _agree(doc: Any, drafts: list[_Draft]) -> None:
    """One form has one kind: rules count more than the model; a word of a full name is that person's."""
    votes: dict[str, Counter[str]] = {}
    families: set[str] = set()
    for draft in drafts:
        form = doc[draft.first : draft.last].text
        votes.setdefault(form, Counter())[draft.kind] += 3 * draft.strength - 2
        if draft.kind == "person" and draft.last > draft.first + 1 and draft.strength == 2:
            families.add(doc[draft.last - 1].text)
    for draft in drafts:
        form = doc[draft.first : draft.last].text
        if form in families and not (votes[form]["place"] and (country_code(form) or capital_country(form))):
            draft.kind = "person"
        elif draft.strength == 1:
            kind, count = max(sorted(votes[form].items()), key=lambda item: item[1])
            draft.kind = kind if count > votes[form][draft.kind] else draft.kind


def _overlooked(doc: Any, drafts: list[_Draft], taken: dict[int, _Draft]) -> list[_Draft]:
    """Surnames of people and one-word organisations that the text names elsewhere."""
    known: dict[str, str] = {}
    for draft in drafts:
        if draft.kind == "person":
            known[doc[draft.last - 1].text] = "person"
        elif draft.kind == "organization" and draft.last == draft.first + 1:
            known.setdefault(doc[draft.first].text, "organization")
    return [
        _Draft(token.i, token.i + 1, known[token.text])
        for token in doc
        if token.i not in taken and token.text in known and _capital(token) and len(token.text) > 2
        and not (token.is_sent_start and token.lower_ in _set("not_names"))
    ]  # fmt: skip


def _found(doc: Any, text: str, draft: _Draft) -> FoundName:
    first, last = doc[draft.first], doc[draft.last - 1]
    span = Span(first.idx, last.idx + len(last.text))
    base = " ".join(span.of(text).split())
    kind: NameKind = draft.kind  # type: ignore[assignment]
    gender = _title_gender(doc, draft.first) or (
        _given_gender(first.text) if kind == "person" and draft.last > draft.first + 1 else ""
    )
    return FoundName(span, kind, base, gender=gender, oblique=is_oblique(doc, draft.first))


def _given_gender(word: str) -> str:
    """What a given name shows in French; empty where it shows nothing."""
    names = table("french")["given_names"]
    return (
        next((gender for gender in ("male", "female") if word in names[gender]), "") or gender_of_given_name(word) or ""
    )


def _title_gender(doc: Any, first: int) -> str:
    return str(table("french")["titles"].get(doc[first - 1].lower_, "")) if first and _is_title(doc[first - 1]) else ""


def is_oblique(doc: Any, first: int) -> bool:
    """Whether a preposition governs the name: "de M. Exemple", "avec le groupe Exemple"."""
    i = first - 1
    while (
        i >= 0
        and first - i <= 4
        and (doc[i].pos_ in {"DET", "ADJ"} or _is_title(doc[i]))
        and doc[i].lower_ not in {"du", "des", "au", "aux"}
    ):
        i -= 1
    return i >= 0 and (doc[i].pos_ == "ADP" or doc[i].lower_ in {"de", "d'", "d’", "du", "des", "au", "aux", "à"})
