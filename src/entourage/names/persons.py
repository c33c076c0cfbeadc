"""The parts of a person's name: given name, patronymic, family name, as far as order, case or script shows them.

In: a name as written, any script. Out: :class:`NameParts`. Invariant: every word of the name (titles left out) is in
exactly one part.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import msgspec

from entourage.names.given import gender_of_given_name, is_given_name
from entourage.names.romanise import romanise
from entourage.names.tables import toml_table, words
from entourage.names.text import normalise
from entourage.names.titles import strip_titles

_MALE = re.compile(r"(?:[oe]v[iy]t?ch|[oe]w[iy]tsch|[oe]vi[cč]|il[iy]+t?ch|kuzmich|fomich|nikitich|lukich)$")
_FEMALE = re.compile(r"(?:[oe]vna|[oe]wna|[iy]+vna|inichna|ichna)$")
_STEM = re.compile(r"(?:[iy]?[oe][vw](?:[iy]t?s?ch|na)|[iy]+vna|[iy]+t?ch|in?ichna)$")
_PIECES = re.compile(r"[^\s,.]+\.?")


class NameParts(msgspec.Struct, frozen=True, kw_only=True):
    """A person's name taken apart.

    Attributes:
        given: given name or names, initials included ("V." as "V").
        patronymic: Russian or Ukrainian patronymic; empty when none is shown.
        family: family name with its particles ("van der Berg").
        rest: words that fit no part: a bare name, generation suffixes (Jr).
        sure: True where a comma, capitals, a patronymic or separate fields show the order; False where the
            common order (given name first) is assumed.
    """

    given: str = ""
    patronymic: str = ""
    family: str = ""
    rest: tuple[str, ...] = ()
    sure: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """All words, given names first."""
        return (*self.given.split(), *self.patronymic.split(), *self.family.split(), *self.rest)


@cache
def _particles() -> frozenset[str]:
    return words(toml_table("particles.toml")["family"])


@cache
def weightless_words() -> frozenset[str]:
    """Articles and particles that neither carry nor contradict a match ("al", "bin", "van")."""
    return words(toml_table("particles.toml")["weightless"])


@cache
def short_forms() -> frozenset[str]:
    """Short forms that begin with another letter than the name they stand for ("bill")."""
    return words(toml_table("particles.toml")["short_forms"])


@cache
def light_given() -> frozenset[str]:
    """First given names that are often left out before another ("jose", "muhammad")."""
    return words(toml_table("particles.toml")["light_given"])


@cache
def suffixes() -> frozenset[str]:
    """Generation suffixes ("jr", "iii")."""
    return words(toml_table("particles.toml")["suffixes"])


def is_initial(word: str) -> bool:
    """Whether a word is an initial: one letter, with or without a dot; also Yu., Ya., Ye. of romanised Cyrillic."""
    key = normalise(word)
    return (len(key) == 1 and key.upper() != key) or (key in {"yu", "ya", "ye", "zh", "kh"} and word.endswith("."))


def patronymic_gender(word: str) -> str | None:
    """The gender that a patronymic's ending shows; None when the word does not end like one.

    >>> patronymic_gender("Олегович"), patronymic_gender("Viktorivna"), patronymic_gender("Potanin")
    ('male', 'female', None)
    """
    latin = normalise(romanise(word))
    if len(latin) < 6:
        return None
    if _MALE.search(latin):
        return "male"
    return "female" if _FEMALE.search(latin) else None


def _has_given_stem(word: str) -> bool:
    stem = _STEM.sub("", normalise(romanise(word)))
    return any(is_given_name(stem + end) for end in ("", "i", "y", "iy", "ei", "a"))


def _pieces(name: str) -> list[str]:
    return [p if is_initial(p) else p.rstrip(".") for p in _PIECES.findall(name)]


def _by_patronymic(pieces: list[str]) -> NameParts | None:
    places = [i for i, piece in enumerate(pieces) if i > 0 and patronymic_gender(piece)]
    if not places:
        return None
    place = places[0]
    before, patronymic, after = pieces[:place], pieces[place], pieces[place + 1 :]
    if after:
        return NameParts(given=" ".join(before), patronymic=patronymic, family=" ".join(after), sure=True)
    if len(before) >= 2:
        return NameParts(given=before[-1], patronymic=patronymic, family=" ".join(before[:-1]), sure=True)
    if is_given_name(before[0]) and _has_given_stem(patronymic):
        return NameParts(given=before[0], patronymic=patronymic, sure=True)
    return None


def _by_capitals(pieces: list[str]) -> NameParts | None:
    capital = [len(p) > 1 and not p.endswith(".") and p.isupper() for p in pieces]
    if all(capital) or not any(capital):
        return None
    family = [p for p, big in zip(pieces, capital, strict=True) if big]
    others = [p for p, big in zip(pieces, capital, strict=True) if not big]
    if all(is_initial(p) or normalise(p) in _particles() for p in others) and not any(map(is_initial, others)):
        return None
    return _with_family(others, " ".join(family))


def _with_family(others: list[str], family: str) -> NameParts:
    places = [i for i, p in enumerate(others) if i > 0 and patronymic_gender(p)]
    patronymics = [others[i] for i in places]
    particles = [p for i, p in enumerate(others) if i not in places and normalise(p) in _particles() and p.islower()]
    given = [p for i, p in enumerate(others) if i not in places and p not in particles]
    return NameParts(
        given=" ".join(given),
        patronymic=" ".join(patronymics[:1]),
        family=" ".join([*particles, family]),
        rest=tuple(patronymics[1:]),
        sure=True,
    )


def _by_order(pieces: list[str]) -> NameParts:
    if len(pieces) == 1:
        return NameParts(rest=tuple(pieces))
    if not is_initial(pieces[0]) and all(map(is_initial, pieces[1:])):
        return NameParts(given=" ".join(pieces[1:]), family=pieces[0], sure=True)
    start = len(pieces) - 1
    while start > 1 and normalise(pieces[start - 1]) in _particles():
        start -= 1
    return NameParts(given=" ".join(pieces[:start]), family=" ".join(pieces[start:]))


@lru_cache(maxsize=32_768)
def split_person_name(name: str, *, given: str = "", patronymic: str = "", family: str = "") -> NameParts:
    """Take a person's name apart.

    Args:
        name: as written: "Vladimir Olegovich Potanin", "POTANIN, Vladimir", "Потанин В. О.", "M. Charles de Gaulle".
        given, patronymic, family: the separate fields of a record, where it has them; they decide.

    Returns:
        The parts; for one bare word only ``rest`` is filled; everything empty for an empty name.

    >>> split_person_name("ПОТАНИН Владимир Олегович").family
    'ПОТАНИН'
    """
    if family and given:
        parts = _with_family(_pieces(given), " ".join(_pieces(family)))
        return msgspec.structs.replace(parts, patronymic=patronymic) if patronymic else parts
    bare, _ = strip_titles(name)
    last, comma, first = bare.partition(",")
    if comma and normalise(first) and normalise(first) not in suffixes() and normalise(last):
        return _with_family(_pieces(first), " ".join(_pieces(last)))
    pieces = _pieces(bare)
    ending = [p for p in pieces if normalise(p) in suffixes()] if len(pieces) > 2 else []
    pieces = [p for p in pieces if p not in ending and normalise(p)]
    if not pieces:
        return NameParts(rest=tuple(ending))
    parts = _by_capitals(pieces) or _by_patronymic(pieces) or _by_order(pieces)
    return msgspec.structs.replace(parts, rest=(*parts.rest, *ending)) if ending else parts


def gender_of_person_name(name: str) -> str | None:
    """The gender that a name shows: by patronymic, then by given name.

    Returns:
        ``"male"``, ``"female"`` or None when nothing shows it.
    """
    parts = split_person_name(name)
    by_patronymic = patronymic_gender(parts.patronymic) if parts.patronymic else None
    return by_patronymic or (gender_of_given_name(parts.given) if parts.given else None)
