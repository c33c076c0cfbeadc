"""The whole command in a cold process, beside a cold process that only loads the model and parses the same text.

    ENTOURAGE_HOME=... python benchmarks/command/run.py DOCUMENT [--rounds 3]

Searches the lists that are loaded in ENTOURAGE_HOME (with kept indexes after the first round). Prints medians of wall
time, their ratio, and the peak memory of the command.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PARSE = (
    "import sys, spacy; from entourage.reading.language_model import english_model; "
    "spacy.load(english_model()[0])(open(sys.argv[1], encoding='utf-8').read())"
)


def run(command: list[str]) -> tuple[float, int]:
    """Wall seconds and peak memory in MB of a process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return time.perf_counter() - start, usage.ru_maxrss // 1024


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("document", type=Path)
    arguments.add_argument("--rounds", type=int, default=3)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        page = str(Path(folder) / "page.html")
        entourage = str(Path(sys.executable).with_name("entourage"))
        command = [entourage, "read", str(options.document), "-q", "-o", page, "--force"]
        run(command)
        rounds = [
            (run([sys.executable, "-c", PARSE, str(options.document)]), run(command)) for _ in range(options.rounds)
        ]
    model, ours = (statistics.median(each[i][0] for each in rounds) for i in (0, 1))
    print(f"model loaded and text parsed {model:5.1f} s")
    print(f"entourage read               {ours:5.1f} s, peak {max(each[1][1] for each in rounds)} MB")
    print(f"ratio                        {ours / model:5.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
