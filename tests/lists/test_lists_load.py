"""Names, dates, archives and hostile files."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entourage.lists import read_list
from entourage.lists import sources as sources_module
from entourage.lists.sources import collect
from entourage.model import ListError

SEMA = (
    b'<?xml version="1.0" encoding="UTF-8"?><data-set><record><Country>Iran</Country><LastName>EXAMPLE</LastName>'
    b"<GivenName>Ada</GivenName><Schedule>1</Schedule><Item>1</Item></record></data-set>"
)
UN = (
    b"<CONSOLIDATED_LIST dateGenerated='2026-02-27T00:00:09Z'><INDIVIDUALS><INDIVIDUAL><FIRST_NAME>ADA</FIRST_NAME>"
    b"<UN_LIST_TYPE>DRC</UN_LIST_TYPE><REFERENCE_NUMBER>CDi.901</REFERENCE_NUMBER></INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>"
)
SDN = b'1,"EXAMPLE, Ada","individual","IRAN",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 1961."\r\n'
TABLE = b"name,role\nAda Example,minister\n"


def refused(path: Path, dataset: str, **told: str) -> ListError:
    with pytest.raises(ListError) as caught:
        read_list([path], dataset=dataset, **told)
    return caught.value


def written(tmp_path: Path, data: bytes, name: str = "file") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def test_a_gzipped_file_has_the_hash_of_what_is_in_it(tmp_path: Path) -> None:
    plain = read_list([written(tmp_path, SEMA, "a.xml")], dataset="ca-sema").snapshot
    packed = read_list([written(tmp_path, gzip.compress(SEMA), "a.xml.gz")], dataset="ca-sema").snapshot
    assert packed.sha256 == plain.sha256
    assert packed.files == ("a.xml",)


def test_a_zip_and_a_folder_give_the_same_set(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    folder.mkdir()
    alt = b'1,1,"aka","EXEMPLE, Ada",-0- \r\n'
    for name, data in (
        ("sdn.csv.gz", gzip.compress(SDN)),
        ("alt.rebuilt.csv", alt),
        ("README.txt", b"x"),
        (".hidden.csv", b"y"),
    ):
        (folder / name).write_bytes(data)
    archive = tmp_path / "set.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("inside/sdn.csv", SDN)
        packed.writestr("../alt.csv", alt)
        packed.writestr("__MACOSX/x", "x")
    for path in (folder, archive):
        (party,) = read_list([path], dataset="us-ofac-sdn").parties
        assert party.properties["alias"] == ("Ada EXEMPLE",)


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("ca-sem", SEMA, "did you mean 'ca-sema'"),
        ("us-ofac-sd", SDN, "did you mean 'us-ofac-sdn'"),
        ("ca-sema1", TABLE, "did you mean 'ca-sema'"),
        ("my-canada", SEMA, "looks like 'ca-sema'"),
        ("my-un", UN, "looks like 'un-sc'"),
        ("treasury", SDN, "looks like 'us-ofac-sdn'"),
    ],
)
def test_a_mistyped_or_missing_name_is_answered_with_the_right_one(
    tmp_path: Path, name: str, data: bytes, expected: str
) -> None:
    error = refused(written(tmp_path, data), name)
    assert error.code == "unknown-dataset"
    assert expected in error.message
    assert "us-ofac-cons" in error.hint


def test_a_list_under_the_name_of_another_is_answered_with_the_right_one(tmp_path: Path) -> None:
    error = refused(written(tmp_path, UN), "ca-sema")
    assert error.code == "wrong-format"
    assert "--as un-sc" in error.hint
    assert refused(written(tmp_path, SEMA), "un-sc").code == "wrong-format"
    assert refused(written(tmp_path, TABLE, "t.csv"), "us-ofac-sdn").code == "set-without-main-table"


@pytest.mark.parametrize("name", ["Own List", "../up", "-x", "a" * 80, "ä"])
def test_a_name_that_cannot_be_one(tmp_path: Path, name: str) -> None:
    assert refused(written(tmp_path, TABLE), name).code == "bad-dataset-name"


def test_a_date_that_is_none(tmp_path: Path) -> None:
    assert refused(written(tmp_path, TABLE), "own-list", date="soon").code == "bad-date"
    assert refused(written(tmp_path, TABLE), "own-list", date="2022-13").code == "bad-date"


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("declaration", [BOMB, OUTSIDE, b'<!DOCTYPE data-set SYSTEM "http://127.0.0.1:9/x.dtd">'])
def test_xml_that_declares_entities_is_refused(tmp_path: Path, declaration: bytes) -> None:
    head, body = SEMA.split(b"?>", 1)
    hostile = head + b"?>" + declaration + body.replace(b"Ada", b"&b;")
    assert refused(written(tmp_path, hostile), "ca-sema").code == "xml-declares-entities"
    wide = hostile.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
    assert refused(written(tmp_path, wide), "ca-sema").code in ("xml-declares-entities", "unknown-format")


@pytest.mark.parametrize(
    ("data", "dataset", "code"),
    [
        (SEMA[:-30], "ca-sema", "xml-broken"),
        (UN[:-30], "un-sc", "xml-broken"),
        (SEMA.replace(b"Ada", b"<a>" * 3000), "ca-sema", "xml-broken"),
        (SEMA.replace(b"Ada", b"x" * 11_000_000), "ca-sema", "xml-broken"),
        (b"<!DOCTYPE html><html><body>404</body></html>", "ca-sema", "html-page"),
        (b"\n <HTML><head>", "own-list", "html-page"),
        (b"", "ca-sema", "list-empty"),
        (b" \n", "own-list", "list-empty"),
        (b"<data-set></data-set>", "ca-sema", "list-empty"),
        (b"not xml", "ca-sema", "xml-broken"),
        (gzip.compress(SEMA)[:-9], "ca-sema", "archive-broken"),
        (b"PK\x03\x04 broken", "ca-sema", "archive-broken"),
        (b"%PDF-1.7", "own-list", "unknown-format"),
        (b"\xd0\xcf\x11\xe0 old office file", "own-list", "spreadsheet-broken"),
    ],
)
def test_what_is_no_whole_list_is_refused(tmp_path: Path, data: bytes, dataset: str, code: str) -> None:
    error = refused(written(tmp_path, data), dataset)
    assert error.code == code
    assert error.hint


def test_files_that_are_not_there_or_too_many(tmp_path: Path) -> None:
    assert refused(tmp_path / "nowhere.xml", "ca-sema").code == "file-not-found"
    folder = tmp_path / "two"
    folder.mkdir()
    (folder / "a.xml").write_bytes(SEMA)
    (folder / "b.xml").write_bytes(SEMA)
    assert refused(folder, "ca-sema").code == "one-file-only"
    assert refused(folder, "own-list").code in ("one-file-only", "unknown-dataset")


def test_a_bomb_is_noticed_before_it_fills_the_memory(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", b"0" * 5_000_000)
        archive.writestr("b.csv", b"0" * 5_000_000)
    for path in (
        written(tmp_path, packed.getvalue(), "bomb.zip"),
        written(tmp_path, gzip.compress(b"0" * 10_000_000), "bomb.gz"),
    ):
        with pytest.raises(ListError) as caught:
            collect([path], max_bytes=6_000_000)
        assert caught.value.code == "too-large"


def test_an_archive_of_too_many_files_and_a_spreadsheet(tmp_path: Path) -> None:
    many, sheet = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        for number in range(sources_module.MAX_ARCHIVE_FILES + 1):
            archive.writestr(f"{number}.csv", "x")
    with zipfile.ZipFile(sheet, "w") as archive:
        archive.writestr("[Content_Types].xml", "x")
    assert refused(written(tmp_path, many.getvalue()), "own-list").code == "too-large"
    assert refused(written(tmp_path, sheet.getvalue()), "own-list").code == "spreadsheet-broken"
    assert refused(written(tmp_path, sheet.getvalue()), "us-csl").code == "spreadsheet"


LONG = 110_000


@pytest.mark.parametrize(
    ("data", "dataset", "code"),
    [
        (SEMA.replace(b"Ada", b"a" * LONG), "ca-sema", "field-too-long"),
        (UN.replace(b"ADA", b"a" * LONG), "un-sc", "field-too-long"),
        (b'{"id":"1","schema":"Person","properties":{"name":["' + b"a" * LONG + b'"]}}', "own-list", "field-too-long"),
        (b"name,born\nAda," + b"1 or " * 22_000, "own-list", ""),
        (b"name,alias\nAda," + b"(a " * 36_000, "own-list", ""),
        (b"name,role\nAda,x" + b" " * LONG, "own-list", ""),
        (SDN.replace(b"DOB 1961", b"Passport 1" + b" issued 1" * 12_000), "us-ofac-sdn", ""),
        (SDN.replace(b"DOB 1961", b"Passport 1" + b" (a" * 40_000), "us-ofac-sdn", ""),
    ],
)
def test_fields_made_to_hang_a_pattern_are_read_or_refused(
    tmp_path: Path, data: bytes, dataset: str, code: str
) -> None:
    path = written(tmp_path, data)
    if code:
        assert refused(path, dataset).code == code
    else:
        assert len(read_list([path], dataset=dataset).parties) == 1


def test_hostile_names_stay_text(tmp_path: Path) -> None:
    name = "<script>alert(1)</script> \u202e{{7*7}} ' OR 1=1 --"
    path = written(tmp_path, f'name,id\n"{name}",../../x\n'.encode())
    loaded = read_list([path], dataset="own-list")
    assert loaded.parties[0].caption == name.replace("\u202e", "")
    assert re.fullmatch(r"[a-z0-9.-]+", loaded.parties[0].id)
    assert ".." not in loaded.snapshot.id


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    which=st.sampled_from([(SEMA, "ca-sema"), (UN, "un-sc"), (SDN, "us-ofac-sdn"), (TABLE, "own-list")]),
    place=st.integers(0, 400),
    noise=st.binary(max_size=6),
    cut=st.integers(0, 8),
)
def test_flipped_and_cut_bytes_give_a_list_or_a_clear_error(
    tmp_path: Path, which: tuple[bytes, str], place: int, noise: bytes, cut: int
) -> None:
    data, dataset = which
    place %= len(data)
    path = written(tmp_path, data[:place] + noise + data[place + cut :])
    try:
        loaded = read_list([path], dataset=dataset)
    except ListError as error:
        assert error.code
        assert error.message
    else:
        dropped = sum(entry.count for entry in loaded.snapshot.dropped)
        assert loaded.snapshot.records_read == loaded.snapshot.records_kept + dropped
        assert loaded.parties
