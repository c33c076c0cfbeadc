"""A name as a language's finder hands it over: what resolution needs to know of it, whatever the language.

In: nothing. Out: values. Invariant: ``base`` is the form that a dictionary would have (nominative, no title, no
article); ``span`` is the name as it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from entourage.model import Span

NameKind = Literal["person", "organization", "place"]


@dataclass(frozen=True)
class FoundName:
    """One name in the text.

    Attributes:
        span: as it stands, without title or article.
        kind: "person", "organization" or "place".
        base: the form to show.
        others: further readings of ``base`` where the ending does not decide («Лаврова»: Лаврова or Лавров).
        gender: "male", "female" or empty, as a title or the form shows it.
        oblique: it does not stand where a subject stands (after a preposition, or not in the nominative).
        sure_base: the text itself shows the base form.
    """

    span: Span
    kind: NameKind
    base: str
    others: tuple[str, ...] = ()
    gender: str = ""
    oblique: bool = False
    sure_base: bool = True
