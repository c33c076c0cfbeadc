"""A casefile under trouble: killed writers, two writers at once; all persons and companies are invented."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from case_makers import dossier
from sqlalchemy import func, select, text

from entourage.casefile import Casefile, all_documents, create_casefile, decide, find_parties, open_casefile
from entourage.casefile.tables import documents, entities, readings
from entourage.model import Dossier

KILLS = int(os.environ.get("ENTOURAGE_KILLS", "25"))
"""Moments at which a writer is killed; 100 and more take a minute."""
WORDS = ["harbour", "bank", "school", "ferry", "mill", "bridge", "museum", "garden"]


def letter(number: int) -> Dossier:
    """One of many letters; every one names Ada Example and somebody of its own."""
    other = f"Bernard {chr(65 + number % 26)}sample{number}"
    body = f"Ada Example met {other} at the {WORDS[number % 8]} number {number}."
    return dossier(f"letter {number}", body, ["Ada Example", other])


def in_a_process(work: Callable[[], None]) -> int:
    """Runs ``work`` in a child that knows everything imported so far; its process id."""
    child = os.fork()
    if child:
        return child
    try:
        work()
    finally:
        os._exit(0)


def is_whole(case: Casefile) -> bool:
    """Whether every document has one current reading and both its people, and every person is somebody."""
    with case.reading_transaction() as connection:
        held = connection.execute(select(func.count()).select_from(documents)).scalar_one()
        read = connection.execute(select(func.count()).select_from(readings).where(readings.c.current)).scalar_one()
        named = connection.execute(select(func.count()).select_from(entities)).scalar_one()
        lost = connection.execute(
            text("SELECT count(*) FROM entities WHERE party_id NOT IN (SELECT id FROM parties)")
        ).scalar_one()
    return held == read and named == 2 * held and lost == 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_writer_killed_at_any_moment_leaves_a_whole_case(tmp_path: Path) -> None:
    ready_in = -1
    place, chance = str(tmp_path / "case.db"), random.Random(7)
    create_casefile(place).close()
    letters = [letter(number) for number in range(40)]

    def write() -> None:
        with open_casefile(place) as case:
            os.write(ready_in, b".")
            for one in chance.sample(letters, len(letters)):
                case.add(one)
                for party in find_parties(case, "Ada Example", limit=1):
                    decide(case, "comment", [party.id], value="seen", who="Carla Tester")

    known = 0
    for number in range(KILLS):
        chance.seed(number)
        ready_out, ready_in = os.pipe()
        child = in_a_process(write)
        os.read(ready_out, 1)
        time.sleep(random.Random(number).uniform(0.0, 0.35))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(ready_out)
        os.close(ready_in)
        with open_casefile(place) as case:
            assert is_whole(case)
            assert len(all_documents(case)) >= known  # nothing that was committed is lost
            known = len(all_documents(case))
            with case.reading_transaction() as connection:
                assert connection.execute(text("PRAGMA quick_check")).scalar_one() == "ok"
    assert known > 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    place = str(tmp_path / "case.db")
    create_casefile(place).close()
    halves = [[letter(number) for number in range(start, 24, 2)] for start in (0, 1)]

    def writer(letters: list[Dossier]) -> Callable[[], None]:
        def write() -> None:
            with open_casefile(place) as case:
                for one in letters:
                    case.add(one)

        return write

    children = [in_a_process(writer(half)) for half in halves]
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0]
    with open_casefile(place) as case:
        assert len(all_documents(case)) == 24 and is_whole(case)
        assert [one.documents for one in find_parties(case, "Ada Example")] == [24]
