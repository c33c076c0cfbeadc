"""The trivial baseline: regular expressions over sentences, no language model.

In: a text. Out: events, claims and positions in the shapes of the answer keys. A sentence with a year or a month and
a year is an event of that date, a number of two digits and more is a count of the word behind it, and whoever is named
right before "supports" or "opposes" is for or against what follows.
"""

from __future__ import annotations

import datetime
import re
from typing import Any

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?![\s\n])[^.!?\n]*)*")
_MONTHS = [datetime.date(2000, month, 1).strftime("%B") for month in range(1, 13)]
_DATE = re.compile(rf"(?:(?P<month>{'|'.join(_MONTHS)}),? )?(?P<year>(?:19|20)\d\d)\b")
_NUMBER = re.compile(
    r"(?:(?P<more>more than|over|at least) )?(?P<sign>[$€£])?(?P<n>\d[\d,.]*\d)"
    r"(?P<rest> (?:percent|million|billion|%)| [a-z]+)?"
)
_NAME = r"(?P<name>[A-Z][\w.]+(?: [A-Z][\w']+)*)"
_STANCE = re.compile(
    _NAME + r" (?P<verb>supports?|backs?|opposes?|rejects?|supported|backed|opposed|rejected) (?P<what>[^.,;]+)"
)


def read(text: str) -> dict[str, list[dict[str, Any]]]:
    """Events, claims and positions of a text."""
    found: dict[str, list[dict[str, Any]]] = {"events": [], "claims": [], "positions": []}
    for match in _SENTENCE.finditer(text):
        sentence = match[0].strip()
        for date in _DATE.finditer(sentence):
            month = f"-{_MONTHS.index(date['month']) + 1:02d}" if date["month"] else ""
            found["events"].append({"date": date["year"] + month, "what": sentence})
        for number in _NUMBER.finditer(sentence):
            found["claims"].append(_claim(number))
        for stance in _STANCE.finditer(sentence):
            side = "for" if stance["verb"][:4] in {"supp", "back"} else "against"
            found["positions"].append({"entity": stance["name"], "stance": side, "proposition": stance["what"]})
    return found


def _claim(number: re.Match[str]) -> dict[str, str]:
    comparison = {"more than": ">", "over": ">", "at least": ">="}.get(number["more"] or "", "=")
    rest = (number["rest"] or "").replace(" percent", " %")
    if number["sign"]:
        return {"kind": "amount", "value": f"{comparison} {number['sign']}{number['n']}{rest}"}
    kind = "share" if rest == " %" else "count"
    return {"kind": kind, "value": f"{comparison} {number['n']}{rest}"}
