"""Bytes to characters, with every guess said aloud.

In: bytes, and the character set that the source declares. Out: text and warnings. Invariant: a text that comes out
without a warning was decoded as declared, by its byte order mark, or as valid UTF-8.
"""

from __future__ import annotations

import codecs
import re

import msgspec

from entourage.documents.language import stop_word_share
from entourage.model import DocumentError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_PLAUSIBLE_MARKS = frozenset("«»“”‘’„‚…–—•№€£§°©®™\xa0·¿¡ªº´†‡¶±½¼¾²³¹×÷¢¥¦¨¬¯¸ˆ˜‰‹›\xad")
_SAMPLE = 200_000
"""Characters that a guess is judged by; the whole text must still decode."""


class Decoded(msgspec.Struct, frozen=True):
    """Text, the encoding it was read with, and what to tell the user."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, declared: str = "") -> Decoded:
    """Decodes ``data``: byte order mark, declared character set, UTF-8, then a guess with a warning.

    Args:
        data: the source's bytes, not empty.
        declared: what the source says of itself (HTTP header, ``<meta charset>``); empty when it says nothing.

    Returns:
        The text, without a byte order mark.

    Raises:
        DocumentError: ``document-wrong-encoding`` when nothing plausible fits, ``document-unknown-format`` when
            the bytes are not text at all.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(_strict(data[len(mark) :], encoding), encoding)
    as_declared = _declared(data, declared)
    if as_declared is not None:
        return as_declared
    warnings = (f"The source says it is encoded as {declared[:40]!r}, which does not fit.",) if declared else ()
    found = _utf8(data) or _utf16(data) or _guess(data)
    return Decoded(found.text, found.encoding, warnings + found.warnings)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _wrong_encoding(f"The text starts with the mark of {encoding} but is not valid {encoding}") from error


def _declared(data: bytes, declared: str) -> Decoded | None:
    if not declared or len(declared) > 40:
        return None
    try:
        codec = codecs.lookup(declared.strip().strip("\"'"))
        # HTML's rule: pages that say Latin-1 mean windows-1252 (WHATWG Encoding Standard).
        name = "cp1252" if codec.name in ("iso8859-1", "ascii") and not data.isascii() else codec.name
        text = data.decode(name)
    except (LookupError, UnicodeDecodeError, ValueError, TypeError):
        return None
    # A page that says Latin-1 and is valid UTF-8 with accents is UTF-8: the other way round has no sense.
    if name == "cp1252" and (utf8 := _utf8(data)):
        warning = f"The source says it is encoded as {declared!r}; it is valid UTF-8 and was read as that."
        return Decoded(utf8.text, utf8.encoding, (warning,))
    return Decoded(text, name) if isinstance(text, str) else None


def _utf8(data: bytes) -> Decoded | None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and error.start > 0 and error.reason == "unexpected end of data":
            text = data.decode("utf-8", errors="replace")
            return Decoded(text, "utf-8", ("The text is cut short in the middle of its last character.",))
        return None
    return None if _binary(text) else Decoded(text, "utf-8")


def _utf16(data: bytes) -> Decoded | None:
    sample = data[:4000]
    half = max(1, len(sample) // 2)
    for encoding, zeros in (("utf-16-le", sample[1::2].count(0)), ("utf-16-be", sample[0::2].count(0))):
        if zeros > 0.4 * half and len(data) % 2 == 0:
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if not _binary(text):
                return Decoded(text, encoding, (_guess_warning(encoding),))
    return None


def _guess(data: bytes) -> Decoded:
    if _binary(data[:_SAMPLE].decode("latin-1"), controls_above_ascii=False):
        raise DocumentError(
            "document-unknown-format",
            "The file is not text and not a format that Entourage reads.",
            "It reads plain text, Markdown, HTML, PDF, DOCX and EML.",
        )
    best, best_score = None, 0.0
    for encoding, judge in (("cp1252", _western), ("cp1251", _cyrillic), ("koi8-r", _cyrillic)):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        score = judge(text[:_SAMPLE])
        if score > best_score:
            best, best_score = Decoded(text, encoding, (_guess_warning(encoding),)), score
    if best is None:
        raise _wrong_encoding("The text is neither valid UTF-8 nor plausible windows-1252, windows-1251 or KOI8-R")
    return best


def _western(text: str) -> float:
    """Plausible when accents are rare, are letters, and do not stand in rows."""
    high = [char for char in text if ord(char) > 127]
    letters = sum(map(str.isalpha, text)) or 1
    odd = [char for char in high if not char.isalpha() and char not in _PLAUSIBLE_MARKS]
    rows = re.findall(r"[À-ÿ]{4,}", text)
    if _CONTROL.search(text) or len(high) > 0.3 * letters or len(odd) > 0.1 * len(high) or len(rows) > 0.02 * len(high):
        return 0.0
    return 1.0 - len(high) / letters


def _cyrillic(text: str) -> float:
    """Plausible when small words of Russian or Ukrainian are there and capitals do not stand inside words."""
    letters = [char for char in text if "Ѐ" <= char <= "ӿ"]
    inside = len(re.findall(r"[а-яёіїєґ][А-ЯЁІЇЄҐ]", text))
    share = max(stop_word_share(text, "ru"), stop_word_share(text, "uk"))
    if _CONTROL.search(text) or not letters or inside > 0.02 * len(letters) or share < 0.05:
        return 0.0
    return 1.0 + share


def _binary(text: str, *, controls_above_ascii: bool = True) -> bool:
    sample = text[:_SAMPLE]
    controls = sum(1 for found in _CONTROL.finditer(sample) if controls_above_ascii or ord(found[0]) < 0x7F)
    return controls > 0.01 * len(sample) + 1 or sample.count("\0") > 0.05 * len(sample) + 1


def _guess_warning(encoding: str) -> str:
    names = {"cp1252": "windows-1252", "cp1251": "windows-1251"}
    return f"The source does not say how it is encoded; it was read as {names.get(encoding, encoding)}, a guess."


def _wrong_encoding(what: str) -> DocumentError:
    return DocumentError("document-wrong-encoding", f"{what}.", "Save it as UTF-8 and try again.")
