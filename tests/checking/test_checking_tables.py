"""Ranks and amounts against reference tables; the tables' format and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from checking_cases import reading_of

from entourage.checking import add_table, check, read_table, remove_table, tables
from entourage.model import Claim, ClaimCheck, SettingsError, Span

TRADE = """subject,measure,partner,year,value,rank,unit,source
Iceland,merchandise trade,Norway,2019,200,,million EUR,https://example.org/made
Iceland,merchandise trade,Denmark,2019,150,,million EUR,https://example.org/made
Iceland,merchandise trade,Sweden,2019,100,,million EUR,https://example.org/made
Iceland,exports,Norway,2019,120,,million EUR,
Iceland,exports,Norway,2018,,,million EUR,
Iceland,exports,Denmark,2018,80,2,million EUR,
"""


@pytest.fixture
def trade(tmp_path: Path) -> Path:
    path = tmp_path / "Made Trade.csv"
    path.write_text(TRADE, "utf-8")
    path.with_suffix(".toml").write_text('title = "Made trade"\ncomplete = true\ndate = "2020-02-05"\n', "utf-8")
    return path


def checked(path: Path, claim: Claim) -> ClaimCheck:
    found = check(reading_of(claim), (), [read_table(path)], as_of="2021-01-11", today="2021-01-11")[0].against
    assert found is not None
    return found


def figure(kind: str, what: str, number: float, unit: str, date: str = "2019", comparison: str = "=") -> Claim:
    value = f"{comparison} {number:g} {unit}"
    return Claim(
        id="claim-1", kind=kind, what=what, value=value, evidence=(Span(0, 1),), number=number, unit=unit,
        comparison=comparison, date=date,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("what", "rank", "verdict", "value"),
    [
        ("Sweden was Iceland's 3rd biggest trading partner in 2019", 3, "supported", "rank 3"),
        ("Right behind Denmark, Sweden was Iceland's 3rd biggest trading partner in 2019", 3, "supported", "rank 3"),
        ("Sweden was Iceland's 2nd biggest trading partner in 2019", 2, "contradicted", "rank 3"),
        ("Finland was Iceland's 2nd biggest trading partner in 2019", 2, "needs data", ""),
        ("Iceland was Sweden's 3rd biggest trading partner in 2019", 3, "needs data", ""),
    ],
)
def test_a_rank_is_counted_in_a_complete_table(trade: Path, what: str, rank: float, verdict: str, value: str) -> None:
    found = checked(trade, figure("rank", what, rank, "biggest trading partner"))
    assert (found.verdict, found.value) == (verdict, value)


def test_a_rank_is_not_counted_in_a_table_that_may_lack_partners(trade: Path) -> None:
    trade.with_suffix(".toml").unlink()
    what = "Sweden was Iceland's 3rd biggest trading partner in 2019"
    assert checked(trade, figure("rank", what, 3, "biggest trading partner")).verdict == "needs data"


@pytest.mark.parametrize(
    ("what", "number", "unit", "date", "verdict"),
    [
        ("Iceland's exports to Norway were worth €120 million in 2019", 120e6, "€", "2019", "supported"),
        ("Iceland's exports to Norway were worth €123 million in 2019", 123e6, "€", "2019", "close"),
        ("Iceland's exports to Norway were worth €300 million in 2019", 300e6, "€", "2019", "contradicted"),
        ("Iceland's exports to Norway were worth $120 million in 2019", 120e6, "$", "2019", "undecided"),
        ("Norway's exports to Iceland were worth €120 million in 2019", 120e6, "€", "2019", "needs data"),
        ("Iceland's exports to Norway were worth €120 million in 2018", 120e6, "€", "2018", "needs data"),
        ("Iceland's exports to Norway are worth €120 million", 120e6, "€", "", "undecided"),
        ("trade between Iceland and Norway was worth €200 million in 2019", 200e6, "€", "2019", "supported"),
        ("exports to Norway were worth €120 million in 2019", 120e6, "€", "2019", "not checkable"),
    ],
)
def test_an_amount(trade: Path, what: str, number: float, unit: str, date: str, verdict: str) -> None:
    assert checked(trade, figure("amount", what, number, unit, date)).verdict == verdict


def test_the_figure_of_another_year_is_shown_not_used(trade: Path) -> None:
    what = "Iceland's exports to Norway were worth €120 million in 2018"
    found = checked(trade, figure("amount", what, 120e6, "€", "2018"))
    assert found.readings == ("2019: 120 million EUR (Made trade)",)


def test_parquet_and_csv_are_the_same_table(trade: Path, tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import csv as arrow_csv
    from pyarrow import parquet

    assert arrow
    target = tmp_path / "made-trade.parquet"
    parquet.write_table(arrow_csv.read_csv(trade), target)
    assert [row.value for row in read_table(target).rows] == [row.value for row in read_table(trade).rows]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", "subject,partner\nIceland,Norway\n", "table-columns"),
        ("a.csv", "measure,value\n", "table-columns"),
        ("a.csv", "measure,value\nexports,many\n", "table-value"),
        ("a.csv", "measure,value\n,12\n", "table-value"),
        ("a.xls", "measure,value\nexports,12\n", "table-format"),
        ("a.parquet", "no parquet", "table-format"),
    ],
)
def test_what_is_refused(tmp_path: Path, name: str, content: str, code: str) -> None:
    path = tmp_path / name
    path.write_text(content, "utf-8")
    with pytest.raises(SettingsError) as error:
        read_table(path)
    assert error.value.code == code


def test_the_line_of_a_wrong_number_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("measure;value\nexports;1 200,5\nexports;12x\n", "utf-8")
    with pytest.raises(SettingsError, match="line 3: value '12x'"):
        read_table(path)


def test_facts_without_columns_for_countries_are_read_from_the_measure(tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_text("year,measure,value,unit\n2016,rank of Sweden among Iceland trade partners,3,rank\n", "utf-8")
    what = "Sweden was Iceland's 3rd biggest trading partner in 2016"
    assert checked(path, figure("rank", what, 3, "biggest trading partner", "2016")).verdict == "supported"


def test_tables_are_kept_replaced_and_removed(trade: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert tables(home) == ()
    kept = add_table(trade, home)
    assert tables(home) == (read_table(home / "tables" / "made-trade.csv"),)
    assert (kept.name, kept.complete, kept.rows) == ("made-trade", True, tables(home)[0].rows)
    add_table(trade, home)
    assert len(tables(home)) == 1
    remove_table("made-trade", home)
    assert tables(home) == ()
    with pytest.raises(SettingsError, match="was not added"):
        remove_table("made-trade", home)
