"""The trivial peer: rapidfuzz's token_sort_ratio over all names, behind the same HTTP server without any framework."""

from __future__ import annotations

import json
import socket
import sys
from pathlib import Path
from typing import Any

import uvicorn
from rapidfuzz import fuzz, process, utils

NAMES = [utils.default_process(name) for name in json.loads(Path(sys.argv[1]).read_text("utf-8"))]
SORTED = [" ".join(sorted(name.split())) for name in NAMES]


async def app(scope: Any, receive: Any, send: Any) -> None:
    """Answers every request with the five most alike names."""
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    found: list[Any] = []
    if body:
        name = json.loads(body)["queries"]["q"]["properties"]["name"][0]
        asked = " ".join(sorted(utils.default_process(name).split()))
        found = [(n, s) for n, s, _ in process.extract(asked, SORTED, scorer=fuzz.ratio, limit=5, score_cutoff=70)]
    answer = json.dumps({"responses": {"q": {"results": found}}}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(answer)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": answer})


def main() -> None:
    """Serves on a free port."""
    listening = socket.create_server(("127.0.0.1", 0), backlog=2048)
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    print(f"serving http://127.0.0.1:{listening.getsockname()[1]} ", file=sys.stderr, flush=True)
    config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off")
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main()
