"""Where the tests' casefiles lie: SQLite files, and a PostgreSQL cluster of our own where that is installed."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from casefile_places import Place


def _program(name: str) -> str | None:
    found = shutil.which(name)
    if found is None:
        found = next((str(path) for path in sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))), None)
    return found


def _as_postgres(*command: str) -> list[str]:
    """PostgreSQL refuses to run as root."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else list(command)


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of an empty PostgreSQL cluster, without a database's name; skips where PostgreSQL is not installed."""
    initdb, control = _program("initdb"), _program("pg_ctl")
    if initdb is None or control is None:
        pytest.skip("PostgreSQL is not installed: the casefile is tested on SQLite only")
    folder = tmp_path_factory.mktemp("postgres")
    for parent in (folder, *folder.parents[:2]):
        parent.chmod(0o777)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = str(folder / "data")
    subprocess.run(
        _as_postgres(initdb, "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"),
        check=True, capture_output=True, cwd="/",
    )  # fmt: skip
    options = f"-c listen_addresses=127.0.0.1 -p {port} -k {folder} -F"
    subprocess.run(
        _as_postgres(control, "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start"),
        check=True, capture_output=True, cwd="/",
    )  # fmt: skip
    yield f"postgresql://postgres@127.0.0.1:{port}"
    stop = _as_postgres(control, "-D", data, "-m", "immediate", "stop")
    subprocess.run(stop, check=False, capture_output=True, cwd="/")


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """Places for casefiles, on SQLite and on PostgreSQL in turn."""
    if request.param == "sqlite":
        yield lambda name: str(tmp_path / f"{name}.db")
        return
    import psycopg

    url, made = request.getfixturevalue("cluster"), list[str]()

    def new(name: str) -> str:
        database = f"case_{os.getpid()}_{abs(hash((str(tmp_path), name)))}"
        with psycopg.connect(f"{url}/postgres", autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{database}"'.encode())
        made.append(database)
        return f"{url}/{database}"

    yield new
    with psycopg.connect(f"{url}/postgres", autocommit=True) as connection:
        for database in made:
            connection.execute(f'DROP DATABASE "{database}" WITH (FORCE)'.encode())
