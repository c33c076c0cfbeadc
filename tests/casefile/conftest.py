"""Where the tests' casefiles lie: SQLite files, and a PostgreSQL cluster of our own where that is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
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
def cluster() -> Iterator[Path]:
    """The socket folder of an empty PostgreSQL cluster; skips where PostgreSQL is not installed.

    The folder is of its own, not pytest's: any other run of pytest takes everybody else's rights on that away. There
    is no port that another program could take: the server listens at a socket in the folder only.
    """
    initdb, control = _program("initdb"), _program("pg_ctl")
    if initdb is None or control is None:
        pytest.skip("PostgreSQL is not installed: the casefile is tested on SQLite only")
    with tempfile.TemporaryDirectory(prefix="entourage-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        data = str(folder / "data")
        _run(_as_postgres(initdb, "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"))
        options = f"-c listen_addresses= -k {folder} -F"
        _run(
            _as_postgres(control, "-D", data, "-w", "-t", "120", "-l", str(folder / "log"), "-o", options, "start"),
            log=folder / "log",
        )
        try:
            yield folder
        finally:
            stop = _as_postgres(control, "-D", data, "-m", "immediate", "stop")
            subprocess.run(stop, check=False, capture_output=True, cwd="/")


def _run(command: list[str], log: Path | None = None) -> None:
    """Runs a program; a failure shows what it and the server said."""
    done = subprocess.run(
        command, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/"
    )
    if done.returncode:
        said = log.read_text("utf-8", "replace") if log is not None and log.exists() else ""
        pytest.fail(f"{command}: {done.stderr.decode(errors='replace')}\n{said}")


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """Places for casefiles, on SQLite and on PostgreSQL in turn."""
    if request.param == "sqlite":
        yield lambda name: str(tmp_path / f"{name}.db")
        return
    import psycopg

    folder, made = request.getfixturevalue("cluster"), list[str]()
    server = f"postgresql://postgres@/postgres?host={folder}"

    def new(name: str) -> str:
        database = f"case_{os.getpid()}_{abs(hash((str(tmp_path), name)))}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{database}"'.encode())
        made.append(database)
        return f"postgresql://postgres@/{database}?host={folder}"

    yield new
    with psycopg.connect(server, autocommit=True) as connection:
        for database in made:
            connection.execute(f'DROP DATABASE "{database}" WITH (FORCE)'.encode())
