"""Pulling lists from a server that misbehaves: what is in force stays in force until a whole new copy is read."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pull_server import Answer, Server, cut_after, drip, file, packed, serving, silence, status

from entourage.lists import load_list, snapshots
from entourage.lists.pull import Pulled, PullInfo, pull_lists, sources
from entourage.lists.pull_http import PullLimits
from entourage.model import ListError

QUICK = PullLimits(seconds=1.0, silence_s=0.4, wait_s=0.0, tries=3)
HEADER = "name,date of birth\n"
PEOPLE = [f"Person Example {number},19{number:02d}-01-01\n" for number in range(40)]
TWENTY = (HEADER + "".join(PEOPLE[:20])).encode()
FORTY = (HEADER + "".join(PEOPLE)).encode()


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as one:
        yield one


def pull(server: Server, *answers: Answer, path: str = "/list.csv", **options: bool) -> Pulled:
    server.answers[path] = list(answers)
    info = PullInfo(files=(server.url(path),))
    waits: list[float] = []
    settings = {"allow_private": True} | options
    (found,) = pull_lists(["own-list"], known={"own-list": info}, limits=QUICK, sleep=waits.append, **settings)
    return found


def in_force() -> list[int]:
    return [snapshot.records_read for snapshot in snapshots(dataset="own-list")]


def test_a_first_pull_stores_the_list(server: Server) -> None:
    found = pull(server, file(TWENTY, '"a"'))
    assert (found.outcome, found.former, found.tries, found.received) == ("new", None, 1, len(TWENTY))
    assert found.snapshot is not None and found.snapshot.records_read == 20
    assert in_force() == [20]


def test_what_did_not_change_is_not_sent_again(server: Server) -> None:
    first = pull(server, file(TWENTY, '"a"'))
    second = pull(server, file(TWENTY, '"a"'))
    assert (second.outcome, second.snapshot, second.received) == ("unchanged", first.snapshot, 0)
    assert server.asked[-1][1]["If-None-Match"] == '"a"'


def test_a_server_without_validators_sends_it_again_and_nothing_changes(server: Server) -> None:
    pull(server, file(TWENTY))
    again = pull(server, file(TWENTY))
    assert (again.outcome, again.received) == ("unchanged", len(TWENTY))
    assert "If-None-Match" not in server.asked[-1][1]
    assert in_force() == [20]


def test_a_snapshot_that_was_removed_is_asked_for_in_full(server: Server) -> None:
    from entourage.lists import remove_list

    pull(server, file(TWENTY, '"a"'))
    remove_list("own-list")
    assert pull(server, file(TWENTY, '"a"')).outcome == "new"


def test_errors_of_the_server_pass(server: Server) -> None:
    found = pull(server, status(500), status(503, Retry_After="1"), file(TWENTY))
    assert (found.outcome, found.tries) == ("new", 3)


REFUSED: dict[str, tuple[Answer, str]] = {
    "an error for good": (status(404), "pull-answer"),
    "errors that do not pass": (status(502), "pull-answer"),
    "an error page that says all is well": (
        file(b"<!DOCTYPE html><html><body>Down for maintenance</body></html>", kind="text/html"),
        "html-page",
    ),
    "a slow drip": (drip(FORTY, 0.02), "pull-timeout"),
    "silence": (silence(3), "pull-timeout"),
    "a connection that is cut": (cut_after(100, FORTY), "pull-broken-off"),
    "a length that is too long": (file(FORTY, length=len(FORTY) + 10), "pull-broken-off"),
    "a packed file that is cut": (packed(FORTY, cut=20), "pull-broken-off"),
    "a list that shrank": (file(HEADER.encode() + "".join(PEOPLE[:17]).encode()), "list-shrunk"),
    "a table that is cut in the middle of a row": (file(FORTY[:-8].replace(b"39,", b"39")), "list-truncated"),
    "nothing": (file(b""), "list-empty"),
    "another file": (file(b'{"error": "no such list"}'), "unknown-format"),
    "a redirect in a circle": (status(302, Location="/list.csv"), "pull-redirects"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_wrong_is_refused_and_the_former_copy_stays(server: Server, what: str) -> None:
    first = pull(server, file(TWENTY, '"a"'))
    answer, code = REFUSED[what]
    found = pull(server, answer)
    assert (found.outcome, found.code) == ("refused", code)
    assert found.message and found.snapshot == found.former == first.snapshot
    assert in_force() == [20]
    assert first.snapshot is not None and len(load_list(first.snapshot.id).parties) == 20
    assert pull(server, file(FORTY)).outcome == "new", "and the next good copy is taken"


def test_a_list_may_shrink_when_it_is_said_so(server: Server) -> None:
    pull(server, file(TWENTY))
    assert pull(server, file(HEADER.encode() + PEOPLE[0].encode()), allow_shrink=True).outcome == "new"
    assert sorted(in_force()) == [1, 20]


def test_a_packed_file_is_unpacked(server: Server) -> None:
    assert pull(server, packed(FORTY)).outcome == "new"
    assert in_force() == [40]


def test_a_packed_bomb_is_noticed(server: Server) -> None:
    info = PullInfo(files=(server.url("/bomb.csv"),))
    server.answers["/bomb.csv"] = [packed(b"a,b\n" * 1_000_000)]
    limits = PullLimits(max_bytes=100_000, tries=1)
    (found,) = pull_lists(["own-list"], known={"own-list": info}, limits=limits, allow_private=True)
    assert (found.outcome, found.code) == ("refused", "too-large")
    assert not list((Path(os.environ["ENTOURAGE_HOME"])).rglob("*.part"))


def test_what_broke_off_is_gone_on_with(server: Server) -> None:
    found = pull(server, cut_after(300, FORTY, '"a"'), file(FORTY, '"a"'))
    assert (found.outcome, found.tries, found.received) == ("new", 2, len(FORTY))
    assert server.asked[-1][1]["Range"] == "bytes=300-"


def test_what_broke_off_is_gone_on_with_by_the_next_pull(server: Server) -> None:
    assert pull(server, cut_after(300, FORTY, '"a"'), status(503)).outcome == "refused"
    found = pull(server, file(FORTY, '"a"'))
    assert (found.outcome, found.received) == ("new", len(FORTY) - 300)
    assert in_force() == [40]


def test_the_rest_of_another_file_is_never_joined(server: Server) -> None:
    found = pull(server, cut_after(300, TWENTY, '"a"'), file(FORTY, '"b"'))
    assert (found.outcome, found.received) == ("new", 300 + len(FORTY))
    assert in_force() == [40]


def test_without_a_mark_of_the_bytes_nothing_is_joined(server: Server) -> None:
    found = pull(server, cut_after(300, FORTY), file(FORTY))
    assert found.received == 300 + len(FORTY)
    assert "Range" not in server.asked[-1][1]


def test_a_server_that_sends_another_part_is_not_believed(server: Server) -> None:
    def wrong(handler: object) -> None:
        handler.send_response(206)  # type: ignore[attr-defined]
        handler.send_header("Content-Range", f"bytes 10-{len(FORTY) - 1}/{len(FORTY)}")  # type: ignore[attr-defined]
        handler.send_header("Content-Length", str(len(FORTY) - 10))  # type: ignore[attr-defined]
        handler.end_headers()  # type: ignore[attr-defined]
        handler.wfile.write(FORTY[10:])  # type: ignore[attr-defined]

    assert pull(server, cut_after(300, FORTY, '"a"'), wrong, file(FORTY, '"a"')).outcome == "new"
    assert in_force() == [40]


@pytest.mark.parametrize("place", ["http://127.0.0.1:9/x", "http://[::1]/x", "http://169.254.169.254/latest/"])
def test_a_private_address_is_refused(place: str) -> None:
    known = {"own-list": PullInfo(files=(place,))}
    (found,) = pull_lists(["own-list"], known=known, limits=QUICK)
    assert (found.outcome, found.code) == ("refused", "url-private-address")


def test_a_redirect_to_a_private_address_is_refused(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    from entourage.web import addresses

    monkeypatch.setattr(addresses, "is_public", lambda address: address == "127.0.0.1")
    found = pull(server, status(302, Location="http://10.0.0.1/list.csv"), allow_private=False)
    assert (found.outcome, found.code) == ("refused", "url-private-address")


def test_other_places_than_the_web_are_refused(server: Server) -> None:
    assert pull(server, status(302, Location="file:///etc/passwd")).code == "url-refused"


SDN = '1,"EXAMPLE, Ada","individual","RUSSIA-EO14024",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 03 Jan 1961."\r\n'
ALT = '1,7,"aka","EXAMPLOVA, Ada",-0- \r\n'


def pull_set(server: Server, sdn: list[Answer], alt: list[Answer]) -> Pulled:
    server.answers = {"/sdn.csv": sdn, "/alt.csv": alt}
    known = {"us-ofac-sdn": PullInfo(files=(server.url("/sdn.csv"), server.url("/alt.csv")))}
    (found,) = pull_lists(["us-ofac-sdn"], known=known, limits=QUICK, allow_private=True, sleep=lambda _: None)
    return found


def test_the_files_of_a_set_are_of_one_moment(server: Server) -> None:
    old, new = SDN, SDN + SDN.replace("1,", "2,", 1).replace("Ada", "Eva")
    found = pull_set(server, [file(old.encode(), '"1"'), file(new.encode(), '"2"')], [file(ALT.encode(), '"x"')])
    assert found.outcome == "new"
    assert found.snapshot is not None and found.snapshot.records_read == 2
    assert pull_set(server, [file(new.encode(), '"2"')], [file(ALT.encode(), '"x"')]).outcome == "unchanged"
    changed = pull_set(server, [file(new.encode(), '"2"')], [file((ALT + ALT.replace(",7,", ",8,")).encode(), '"y"')])
    assert changed.outcome == "new"


def test_a_set_that_never_holds_still_is_refused(server: Server) -> None:
    restless = [file((SDN * number).encode(), f'"{number}"') for number in range(1, 20)]
    found = pull_set(server, restless, [file(ALT.encode(), '"x"')])
    assert (found.outcome, found.code) == ("refused", "pull-set-changed")


def test_one_file_of_a_set_that_fails_fails_the_set(server: Server) -> None:
    assert pull_set(server, [file(SDN.encode())], [status(404)]).code == "pull-answer"
    assert snapshots() == ()


def test_trouble_with_one_list_does_not_stop_the_next(server: Server) -> None:
    server.answers = {"/a.csv": [status(404)], "/b.csv": [file(TWENTY)]}
    known = {name: PullInfo(files=(server.url(f"/{name[0]}.csv"),)) for name in ("a-own-list", "b-own-list")}
    found = list(pull_lists(known=known, limits=QUICK, allow_private=True))
    assert [one.outcome for one in found] == ["refused", "new"]


def test_a_list_without_an_address_is_named_before_anything_is_fetched() -> None:
    with pytest.raises(ListError) as caught:
        list(pull_lists(["us-caatsa-241"]))
    assert caught.value.code == "cannot-pull"
    assert "home.treasury.gov" in caught.value.hint


def test_every_address_of_the_table_is_of_a_known_list_and_secret() -> None:
    from entourage.lists import catalogue

    assert set(sources()) <= set(catalogue())
    assert all(url.startswith("https://") for info in sources().values() for url in info.files)


PULL = """
import sys, time
from entourage.lists.pull import PullInfo, pull_lists
from entourage.lists.pull_http import PullLimits
known = {"own-list": PullInfo(files=(sys.argv[1],))}
for found in pull_lists(known=known, limits=PullLimits(seconds=20, wait_s=0), allow_private=True):
    print(found.outcome, found.code)
"""


def start_pull(url: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", PULL, url], stdout=subprocess.PIPE, text=True)


def test_two_pulls_at_once_are_one(server: Server) -> None:
    server.answers["/list.csv"] = [file(FORTY, '"a"')]
    url = server.url("/list.csv")
    outcomes = sorted(one.communicate()[0] for one in [start_pull(url), start_pull(url)])
    assert [outcome.split() for outcome in outcomes] == [["new"], ["unchanged"]]
    assert in_force() == [40]


def test_whoever_is_killed_at_any_byte_loses_nothing(server: Server) -> None:
    """The server stops after more and more bytes; the process is killed there; the next one goes on from there."""
    first = pull(server, file(TWENTY, '"0"'))
    reached = threading.Event()

    def stop_at(size: int) -> Answer:
        def answer(handler: object) -> None:
            wanted = handler.headers.get("Range", "bytes=0-")  # type: ignore[attr-defined]
            start = int(wanted.removeprefix("bytes=").removesuffix("-"))
            handler.send_response(206 if start else 200)  # type: ignore[attr-defined]
            handler.send_header("ETag", '"a"')  # type: ignore[attr-defined]
            if start:
                place = f"bytes {start}-{len(FORTY) - 1}/{len(FORTY)}"
                handler.send_header("Content-Range", place)  # type: ignore[attr-defined]
            handler.send_header("Content-Length", str(len(FORTY) - start))  # type: ignore[attr-defined]
            handler.end_headers()  # type: ignore[attr-defined]
            handler.wfile.write(FORTY[start : max(start, size)])  # type: ignore[attr-defined]
            handler.wfile.flush()  # type: ignore[attr-defined]
            reached.set()
            time.sleep(20)

        return answer

    for size in (1, 400, len(FORTY) - 1):
        reached.clear()
        server.answers["/list.csv"] = [stop_at(size)]
        process = start_pull(server.url("/list.csv"))
        assert reached.wait(20)
        time.sleep(0.2)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert in_force() == [20]
        assert first.snapshot is not None and len(load_list(first.snapshot.id).parties) == 20
    last = pull(server, file(FORTY, '"a"'))
    assert last.outcome == "new"
    assert last.received < len(FORTY)
    assert sorted(in_force()) == [20, 40]
