"""A real server on loopback in a process of its own, over small written lists."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx2 as httpx
import pytest

OLD = """name,birth date,country,source
Ada Example,1961-01-03,ca,https://example.org/ada
Bo Sample,1970,lv,https://example.org/bo
"""
NEW = """name,birth date,country,source
Ada Example,1961-01-03,ca,https://example.org/ada
Ada Example,1990,fr,https://example.org/other
Cleo Placeholder,1980-05-06,ru,https://example.org/cleo
<b>Dan & Markup</b>,1985,us,https://example.org/dan
"""
COMPANIES = """name,schema,country,source
Northern Sample Trading Ltd,Company,ru,https://example.org/nst
"""
START = "from entourage.cli import main; main()"


def fill(home: Path) -> None:
    """Loads a list of people of two dates, and one of companies."""
    for name, text, date in (
        ("people", OLD, "2020-01-01"),
        ("people", NEW, "2024-01-01"),
        ("firms", COMPANIES, "2023"),
    ):
        add(home, name, text, date)


def add(home: Path, name: str, text: str, date: str) -> None:
    """Loads one list."""
    from entourage.lists import add_list

    file = home / f"{name}-{date}.csv"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    add_list([file], dataset=name, date=date, home=home)


@contextmanager
def serving(home: Path, *options: str) -> Iterator[str]:
    """The address of a server, which is ended by a signal."""
    command = [sys.executable, "-c", START, "serve", "--port", "0", *options]
    environment = {**os.environ, "ENTOURAGE_HOME": str(home)}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        address = ""
        for line in process.stderr:
            if line.startswith("serving "):
                address = line.split()[1]
                break
        assert address, "the server did not start"
        try:
            yield address
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=30)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("server-home")
    fill(folder)
    return folder


@pytest.fixture(scope="session")
def server(home: Path) -> Iterator[str]:
    with serving(home, "--poll", "0", "--max-batch", "6", "--max-body-mb", "0.1") as address:
        yield address


@pytest.fixture(scope="session")
def http(server: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server, timeout=20) as client:
        yield client


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Starts a server with options over lists of its own."""
    with ExitStack() as stack:

        def begin(*options: str) -> str:
            fill(tmp_path / "home")
            return stack.enter_context(serving(tmp_path / "home", *options))

        yield begin
