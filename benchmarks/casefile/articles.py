"""The 70 articles of one campaign that identity is measured on, read by the product.

In: PolNeAR's training set beside the repository (its texts are the publishers': they stay there). Out: dossiers, read
once and kept in a folder for temporary files. Invariant: the same articles in the same order every time.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

ARTICLES = 70
ROOT = Path(__file__).resolve().parents[2]


def shared_folder() -> Path:
    """Where the texts lie: ENTOURAGE_SHARED, or the folder beside the repository."""
    return Path(os.environ.get("ENTOURAGE_SHARED", ROOT.parent / "shared"))


def campaign() -> list[tuple[str, str]]:
    """(id, text) of every twelfth article; empty where the texts are not there."""
    path = shared_folder() / "reading/data/polnear/train.jsonl"
    if not path.exists():
        return []
    with path.open(encoding="utf-8") as lines:
        rows = sorted((row["id"], row["text"]) for row in map(json.loads, lines))
    return rows[::12][:ARTICLES]


def dossiers() -> list[Any]:
    """The dossiers of the articles; each is read once for a given state of the reader."""
    import msgspec

    from entourage.documents import document_from_text
    from entourage.dossier import build_dossier
    from entourage.model import Reading

    kept = Path(tempfile.gettempdir()) / f"entourage-campaign-{_reader()}"
    kept.mkdir(exist_ok=True)
    out = []
    for name, text in campaign():
        document = document_from_text(text, source=name)
        place = kept / f"{hashlib.sha256(name.encode()).hexdigest()[:16]}.json"
        if place.exists():
            reading = msgspec.json.decode(place.read_bytes(), type=Reading)
        else:
            from entourage.reading import read

            reading = read(document)
            new = place.with_suffix(f".{os.getpid()}")
            new.write_bytes(msgspec.json.encode(reading))
            new.replace(place)
        out.append(build_dossier(document, reading))
    return out


def _reader() -> str:
    """A mark of the reader's code and data: a new state reads anew, unless ENTOURAGE_READINGS names one to keep."""
    given = os.environ.get("ENTOURAGE_READINGS", "")
    if given:
        return given
    mark = hashlib.sha256()
    for part in ("reading", "names"):
        for path in sorted((ROOT / "src/entourage" / part).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                mark.update(path.read_bytes())
    return mark.hexdigest()[:12]
