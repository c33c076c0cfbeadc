"""Names of files that are written, and what is never overwritten."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entourage.cli.files import Targets, check_writable, safe_stem, stem_of, write_whole
from entourage.model import SettingsError


@given(st.text(max_size=300))
def test_a_strangers_words_become_a_plain_short_name(words: str) -> None:
    stem = safe_stem(words)
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.-]{0,79}", stem)
    assert ".." not in stem or "/" not in stem
    assert not stem.endswith(".")
    assert safe_stem(stem) == stem


@pytest.mark.parametrize(
    ("source", "stem"),
    [
        ("-", "stdin"),
        ("https://example.org/2021/01/a-thaw.html?x=1", "a-thaw"),
        ("https://example.org/", "example.org"),
        ("https://example.org/%2e%2e/..%2fetc%2fpasswd", "document"),
        ("https://example.org/a%2fb.html", "a-2fb"),
        ("https://example.org/con.html", "document"),
        ("notes/letter.txt", "letter"),
        (".hidden", ".hidden"),
    ],
)
def test_what_a_dossier_is_called(source: str, stem: str) -> None:
    assert stem_of(source) == stem


def test_every_source_of_a_run_has_its_own_target() -> None:
    targets = Targets(None, "html", 5)
    sources = ["a/x.txt", "a/x.md", "b/x.txt", "https://example.org/x", "https://example.com/x"]
    paths = [targets.path_for(source).as_posix() for source in sources]
    assert paths == [
        "a/x.dossier.html",
        "a/x.md.dossier.html",
        "b/x.dossier.html",
        "x.dossier.html",
        "x-2.dossier.html",
    ]


def test_a_folder_is_no_file_to_write(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="is a folder"):
        check_writable(tmp_path, "-", force=True)


def test_an_empty_file_may_be_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "empty.html"
    path.touch()
    check_writable(path, "-", force=False)


def test_a_file_is_written_whole_with_the_rights_of_any_new_file(tmp_path: Path) -> None:
    path = tmp_path / "new" / "out.html"
    write_whole(path, "a\n\ud800b")
    assert path.read_bytes() == b"a\n?b"
    plain = tmp_path / "plain"
    plain.touch()
    assert path.stat().st_mode == plain.stat().st_mode
    assert [one.name for one in path.parent.iterdir()] == ["out.html"]


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path / "out.html", "text")
    assert list(tmp_path.iterdir()) == []
