"""Nominative forms of Russian names.

In: a name as it stands, with its case and gender where the tagger saw them. Out: the readings of its base form, best
first. Invariants: every reading has as many words as the name; capitals are kept as they were. A word that pymorphy3
does not know as a name is read by the endings of Russian surnames.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

MALE, FEMALE = "male", "female"
_GENDERS = {"masc": MALE, "femn": FEMALE}
_NAME_TAGS = ("Name", "Surn", "Patr")
# Ending of an oblique form -> [(ending of the nominative, gender)]. Rule knowledge of Russian declension.
_ENDINGS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("ского", (("ский", MALE),)), ("скому", (("ский", MALE),)), ("ским", (("ский", MALE),)), ("ском", (("ский", MALE),)),  # noqa: E501
    ("ской", (("ская", FEMALE), ("ской", MALE))), ("скую", (("ская", FEMALE),)),
    ("ого", (("ый", MALE), ("ой", MALE))), ("ому", (("ый", MALE), ("ой", MALE))),
    ("овым", (("ов", MALE),)), ("евым", (("ев", MALE),)), ("иным", (("ин", MALE),)),
    ("овой", (("ова", FEMALE),)), ("евой", (("ева", FEMALE),)), ("иной", (("ина", FEMALE),)),
    ("ову", (("ова", FEMALE), ("ов", MALE))), ("еву", (("ева", FEMALE), ("ев", MALE))), ("ину", (("ина", FEMALE), ("ин", MALE))),  # noqa: E501
    ("ова", (("ова", FEMALE), ("ов", MALE))), ("ева", (("ева", FEMALE), ("ев", MALE))), ("ина", (("ина", FEMALE), ("ин", MALE))),  # noqa: E501
    ("ом", (("", MALE),)), ("ем", (("ь", MALE), ("й", MALE), ("", MALE))),
    ("ы", (("а", ""),)), ("и", (("я", ""), ("а", ""), ("ь", ""))),
    ("а", (("а", ""), ("", MALE))), ("я", (("я", ""), ("ь", MALE), ("й", MALE))),
    ("у", (("", MALE), ("а", ""))), ("ю", (("ь", MALE), ("й", MALE), ("я", ""))),
    ("е", (("", MALE), ("а", ""))), ("ой", (("а", ""),)), ("ей", (("я", ""), ("ей", MALE))),
)  # fmt: skip


@cache
def analyzer() -> Any:
    """pymorphy3's dictionary, loaded once (0.3 s)."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


@lru_cache(maxsize=65_536)
def _parses(word: str) -> tuple[Any, ...]:
    return tuple(analyzer().parse(word))


@lru_cache(maxsize=65_536)
def lemma(word: str, part: str = "") -> str:
    """The dictionary form of a word.

    Args:
        word: any case.
        part: "VERB" or "NOUN" to take a parse of that part of speech where there is one; empty for the likeliest.
    """
    parses = _parses(word.lower())
    wanted = {"VERB": {"VERB", "INFN", "GRND", "PRTF", "PRTS"}, "NOUN": {"NOUN"}}.get(part)
    fitting = [p for p in parses if wanted is None or p.tag.POS in wanted]
    return str((fitting or parses)[0].normal_form)


def like(word: str, shape: str) -> str:
    """``word`` with the capitals of ``shape``, hyphen by hyphen ("нью-йорк" like «Нью-Йорка»)."""
    if shape.isupper() and len(shape) > 1:
        return word.upper()
    parts, shapes = word.split("-"), shape.split("-")
    if len(parts) != len(shapes):
        return word.capitalize() if shape[:1].isupper() else word
    return "-".join(p[:1].upper() + p[1:] if s[:1].isupper() else p for p, s in zip(parts, shapes, strict=True))


@lru_cache(maxsize=65_536)
def person_word_readings(word: str) -> tuple[tuple[str, str, str], ...]:
    """(nominative in lower case, gender, case) of one word of a person's name, likeliest first.

    The case is pymorphy's ("nomn", "gent" ...), or empty where only the ending was looked at.
    """
    low = word.lower()
    found: list[tuple[str, str, str]] = []
    for parse in _parses(low):
        tags = parse.tag.grammemes
        if not any(tag in tags for tag in _NAME_TAGS) or "plur" in tags:
            continue
        turned = parse.inflect({"nomn", "sing"})
        base = turned.word if turned else parse.normal_form
        if "ё" in base and "ё" not in low:
            base = base.replace("ё", "е")
        found.append((base, _GENDERS.get(parse.tag.gender or "", ""), str(parse.tag.case or "")))
    if "-" in low and not found:
        found += _hyphenated(low)
    return tuple(dict.fromkeys(found)) or tuple(_by_ending(low))


def _hyphenated(word: str) -> list[tuple[str, str, str]]:
    first, _, last = word.rpartition("-")
    heads = {gender: base for base, gender, _ in person_word_readings(first)}
    return [(f"{heads.get(gender, first)}-{base}", gender, case) for base, gender, case in person_word_readings(last)]


def _by_ending(word: str) -> list[tuple[str, str, str]]:
    out = [(word, "", "nomn")]
    for ending, bases in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            out += [(word[: len(word) - len(ending)] + base, gender, "") for base, gender in bases]
            break
    return list(dict.fromkeys(out))


_CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}


def person_readings(words: list[str], case: str, gender: str) -> list[tuple[str, str]]:
    """(base form, gender) of a whole name, best first.

    Args:
        words: of the name.
        case, gender: as the tagger saw them ("Gen"; "male"); empty when unknown.

    Returns:
        At least one reading. The genders of the words must agree; the tagger's case and gender only rank.
    """
    readings = [_ranked(word, case, gender) for word in words]
    wanted = _agreed_gender(words, gender)
    if len(words) == 1:
        return list(dict.fromkeys((like(base, words[0]), g or wanted) for base, g, _ in readings[0]))
    out = []
    for sex in dict.fromkeys([wanted, gender]) if wanted or gender else [""]:
        chosen = [_best(options, sex, word) for options, word in zip(readings, words, strict=True)]
        out.append((" ".join(chosen), sex))
    return out


def _ranked(word: str, case: str, gender: str) -> list[tuple[str, str, str]]:
    if len(word.rstrip(".")) <= 1 or word.endswith("."):
        return [(word.lower(), "", "")]
    options = person_word_readings(word)
    tag = _CASES.get(case, "")

    def misfit(option: tuple[str, str, str]) -> int:
        base, sex, seen = option
        wrong = 2 * (tag != "" and (seen != tag if seen else (base == word.lower()) != (tag == "nomn")))
        return int(wrong) + int(bool(gender and sex and sex != gender))

    return sorted(options, key=misfit)


def _agreed_gender(words: list[str], gender: str) -> str:
    """The gender that a given name or patronymic of the name shows; else the tagger's."""
    from entourage.names import gender_of_given_name, patronymic_gender

    for word in words:
        for base, sex, _ in person_word_readings(word)[:2]:
            shown = patronymic_gender(base) or gender_of_given_name(base)
            if shown:
                return shown
            if sex and any("Name" in p.tag.grammemes for p in _parses(word.lower())):
                return sex
    return gender


def _best(options: list[tuple[str, str, str]], sex: str, word: str) -> str:
    fitting = [o for o in options if not sex or not o[1] or o[1] == sex]
    return like((fitting or options)[0][0], word)


def phrase_base(words: list[str], tags: list[tuple[str, str]]) -> str:
    """The nominative of an organisation's or a place's name: its head noun and what agrees with it before it.

    Args:
        words: of the name.
        tags: (part of speech, case) of each word, as the tagger saw them.

    Returns:
        The words with the head in the nominative; unchanged where the head already stands in it.
    """
    head = next((i for i, (pos, _) in enumerate(tags) if pos in {"NOUN", "PROPN"}), None)
    if head is None or tags[head][1] in {"", "Nom"}:
        return " ".join(words)
    turned = _nominative(words[head], tags[head][1])
    if turned is None:
        return " ".join(words)
    word, gender, number = turned
    out = [_agreeing(w, tag, gender, number) for w, tag in zip(words[:head], tags, strict=False)]
    return " ".join([*out, like(word, words[head]), *words[head + 1 :]])


def _nominative(word: str, case: str) -> tuple[str, str, str] | None:
    if word.isupper():
        return word, "", ""
    wanted = _CASES.get(case, "")
    parses = [p for p in _parses(word.lower()) if p.tag.POS == "NOUN"] or list(_parses(word.lower()))
    fitting = [p for p in parses if p.tag.case == wanted] or parses
    turned = fitting[0].inflect({"nomn"})
    return (turned.word, str(turned.tag.gender or ""), str(turned.tag.number or "")) if turned else None


def _agreeing(word: str, tag: tuple[str, str], gender: str, number: str) -> str:
    if tag[0] != "ADJ" and tag[0] != "DET":
        return word
    for parse in _parses(word.lower()):
        if parse.tag.POS in {"ADJF", "PRTF"}:
            wanted = {"nomn", "plur"} if number == "plur" else {"nomn", "sing", gender} - {""}
            turned = parse.inflect(wanted)
            if turned and "Supr" not in parse.tag.grammemes:
                return like(turned.word, word)
    return like(_feminine(word.lower()), word) if gender == "femn" and number != "plur" else word


def _feminine(word: str) -> str:
    """«высшей» to «высшая», which the dictionary takes for a superlative of «высокий»."""
    return word[:-2] + "ая" if word.endswith(("ой", "ей", "ую")) else word
