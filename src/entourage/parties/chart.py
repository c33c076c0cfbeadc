"""Two pictures of an overlap that a newspaper can print: who was first, and when each authority listed.

In: an :class:`Overlap`. Out: SVG text. Invariants: nothing of a list reaches the picture unescaped; every pair with
both days is drawn, and how many have none is written beside; black on white, no colour means anything alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

from entourage.parties.overlap import Overlap

WIDTH = 900
_LEFT, _RIGHT = 205, 25
_ROW = 74
_PANEL = 92
_INK, _GREY, _FAINT = "#1a1a1a", "#6b6b6b", "#d9d9d9"
_FILLS = ("#1b4f72", "#b9770e", "#6c3483", "#117a65", "#922b21")
_BINS = (
    (-100_000, -366, "over a year"),
    (-365, -91, "4 to 12 months"),
    (-90, -31, "1 to 3 months"),
    (-30, -8, "8 to 30 days"),
    (-7, -1, "1 to 7 days"),
    (0, 0, "same day"),
    (1, 7, "1 to 7 days"),
    (8, 30, "8 to 30 days"),
    (31, 90, "1 to 3 months"),
    (91, 365, "4 to 12 months"),
    (366, 100_000, "over a year"),
)
"""Days from the list's own listing to the other's: from, to, words."""


def lag_chart(found: Overlap, *, name: str, names: Mapping[str, str]) -> str:
    """How long before or after a list the others listed the same parties; one row of bars for each authority.

    Args:
        found: the overlap.
        name: what the list is called.
        names: what the authorities are called.
    """
    lags = {authority: _lags(found, authority) for authority in found.authorities}
    height = 110 + _ROW * len(lags) + 58
    most = max((count for each in lags.values() for count in _binned(each)), default=1) or 1
    step = (WIDTH - _LEFT - _RIGHT) / len(_BINS)
    out = [_text(20, 30, f"Who listed first: {name} and others", size=20, weight="bold")]
    out.append(_text(20, 52, f"Parties on both lists on {found.day}, by days between the two listings", fill=_GREY))
    middle = _LEFT + 5.5 * step
    for words, place, anchor in (
        ("◀ the other authority was first", middle - step, "end"),
        (f"{name} was first ▶", middle + step, "start"),
    ):
        out.append(_text(place, 80, words, anchor=anchor, size=13, weight="bold"))
    top = 100.0
    for number, (authority, days) in enumerate(lags.items()):
        out += _lag_row(
            names.get(authority, authority), days, found, authority, top, step, most, _FILLS[(number + 1) % 5]
        )
        top += _ROW
    for place, (_, _, words) in enumerate(_BINS):
        out += _wrapped(_LEFT + (place + 0.5) * step, top + 16, words)
    return _svg(height, out, f"Days between listings by {name} and by others")


def _lag_row(
    name: str, days: Sequence[int], found: Overlap, authority: str, top: float, step: float, most: int, fill: str
) -> list[str]:
    base = top + _ROW - 20
    out = [_line(_LEFT, base, WIDTH - _RIGHT, base)]
    out.append(_text(_LEFT - 12, base - 24, name, anchor="end", weight="bold", size=14))
    undated = found.count(authority, "both") - len(days)
    note = f"{len(days)} with both days" + (f", {undated} without" if undated else "")
    out.append(_text(_LEFT - 12, base - 7, note, anchor="end", fill=_GREY, size=11))
    if not days:
        out.append(_text(_LEFT + 8, base - 8, "One of the two lists states no days of listing.", fill=_GREY, size=12))
    for place, count in enumerate(_binned(days)):
        if count:
            tall = max(2.0, (_ROW - 40) * count / most)
            left = _LEFT + place * step + 6
            out.append(_bar(left, base - tall, step - 12, tall, fill))
            out.append(_text(left + step / 2 - 6, base - tall - 4, str(count), anchor="middle", size=12))
    return out


def _lags(found: Overlap, authority: str) -> list[int]:
    every = (one for row in found.rows for one in row.beside if one.authority == authority)
    return [one.lag_days for one in every if one.standing == "both" and one.lag_days is not None]


def _binned(days: Iterable[int]) -> list[int]:
    counted = Counter(days)
    return [sum(count for day, count in counted.items() if low <= day <= high) for low, high, _ in _BINS]


def month_chart(found: Overlap, *, name: str, names: Mapping[str, str]) -> str:
    """Listings per month and authority: of the rows, and of the records of others that are the same parties.

    Args:
        found: the overlap.
        name: what the list is called.
        names: what the authorities are called.
    """
    panels: dict[str, list[str]] = {name: [row.left.presence.listed_on for row in found.rows]}
    for authority in found.authorities:
        beside = (one for row in found.rows for one in row.beside if one.authority == authority)
        panels[names.get(authority, authority)] = [
            one.right.presence.listed_on for one in beside if one.standing == "both" and one.right is not None
        ]
    dated = {who: [date[:7] for date in dates if len(date) >= 7 and date <= found.day] for who, dates in panels.items()}
    months = _months([month for each in dated.values() for month in each])
    height = 84 + _PANEL * len(panels) + 44
    out = [_text(20, 30, "When they were listed", size=20, weight="bold")]
    out.append(_text(20, 52, f"Listings per month; parties on the list of {name} on {found.day}", fill=_GREY))
    most = max((max(Counter(each).values(), default=0) for each in dated.values()), default=1) or 1
    step = (WIDTH - _LEFT - _RIGHT) / max(1, len(months))
    top = 70.0
    for number, (who, each) in enumerate(dated.items()):
        out += _month_row(who, each, len(panels[who]), months, top, step, most, _FILLS[number % 5])
        top += _PANEL
    for place, month in enumerate(months):
        if month.endswith("-01") or place == 0:
            out.append(_line(_LEFT + place * step, 70, _LEFT + place * step, top, _FAINT))
            out.append(_text(_LEFT + place * step + 3, top + 16, month[:4], size=12))
    return _svg(height, out, f"Listings per month by {name} and others")


def _month_row(
    who: str, dates: Sequence[str], total: int, months: Sequence[str], top: float, step: float, most: int, fill: str
) -> list[str]:
    base = top + _PANEL - 16
    counted = Counter(dates)
    out = [_line(_LEFT, base, WIDTH - _RIGHT, base)]
    if not dates:
        out.append(_text(_LEFT + 8, base - 8, "The list states no days of listing.", fill=_GREY, size=12))
    out.append(_text(_LEFT - 12, base - 24, who, anchor="end", weight="bold", size=14))
    note = f"{len(dates)} of {total} with a day" if len(dates) < total else f"{total} listings"
    out.append(_text(_LEFT - 12, base - 7, note, anchor="end", fill=_GREY, size=11))
    tallest = sorted(counted.values(), reverse=True)[:3]
    for place, month in enumerate(months):
        count = counted.get(month, 0)
        if count:
            tall = max(1.5, (_PANEL - 40) * count / most)
            out.append(_bar(_LEFT + place * step, base - tall, max(1.5, step - 0.8), tall, fill))
            if count in tallest and count > 1:
                out.append(_text(_LEFT + (place + 0.5) * step, base - tall - 4, str(count), anchor="middle", size=11))
    return out


def _months(found: Sequence[str]) -> list[str]:
    """Every month from January of the first year to December of the last."""
    if not found:
        return []
    first, last = int(min(found)[:4]), int(max(found)[:4])
    return [f"{year}-{month:02d}" for year in range(first, last + 1) for month in range(1, 13)]


def _svg(height: float, parts: Sequence[str], title: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" width="{WIDTH}" height="{height:g}" '
        f'role="img" font-family="Helvetica, Arial, sans-serif"><title>{escape(title)}</title>'
        f'<rect width="{WIDTH}" height="{height:g}" fill="#ffffff"/>{"".join(parts)}</svg>'
    )


def _text(
    x: float, y: float, words: str, *, size: int = 13, anchor: str = "start", fill: str = _INK, weight: str = "normal"
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{fill}" '
        f'font-weight="{weight}">{escape(words)}</text>'
    )


def _wrapped(x: float, y: float, words: str) -> list[str]:
    """A label in two lines at most."""
    parts = words.split()
    half = (len(parts) + 1) // 2
    lines = [" ".join(parts[:half]), " ".join(parts[half:])]
    return [_text(x, y + 13 * n, line, size=11, anchor="middle", fill=_GREY) for n, line in enumerate(lines) if line]


def _line(x1: float, y1: float, x2: float, y2: float, ink: str = _GREY) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{ink}" stroke-width="1"/>'


def _bar(x: float, y: float, wide: float, tall: float, fill: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{tall:.1f}" fill="{fill}"/>'
