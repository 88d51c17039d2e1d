"""The client's side of `make bench-live`: a thousand phones in a process of their own, over real connections.

Started by `benchmarks.live` with a JSON file; writes what it saw as lines of JSON, and reads `go` when the server it
lost is being started again.
"""

from __future__ import annotations

from gevent import monkey

monkey.patch_all()

import json  # noqa: E402 - sockets are patched first
import re  # noqa: E402 - likewise
import resource  # noqa: E402 - likewise
import socket  # noqa: E402 - likewise
import sys  # noqa: E402 - likewise
import time  # noqa: E402 - likewise
from collections.abc import Callable  # noqa: E402 - likewise
from contextlib import suppress  # noqa: E402 - likewise
from dataclasses import dataclass, field  # noqa: E402 - likewise
from pathlib import Path  # noqa: E402 - likewise
from urllib.parse import urlencode  # noqa: E402 - likewise

import gevent  # noqa: E402 - likewise

RETRY_SECONDS = 3.0  # what a browser waits that was never told
WAIT_SECONDS = 60
TOKEN = re.compile(r'data-token="([^"]+)"|name="csrf_token" value="([^"]+)"')


@dataclass
class Phone:
    """One participant: an open stream, and what was seen and acknowledged when."""

    port: int
    room: int
    cookie: str
    token: str = ""
    key: str = ""
    seen: dict[str, float] = field(default_factory=dict)
    acknowledged: dict[int, float] = field(default_factory=dict)
    connections: int = 0
    stream_since: float = 0.0
    retry_seconds: float = RETRY_SECONDS

    def open_page(self) -> None:
        """Load the room's page, for the form token."""
        page, self.cookie = ask(self.port, "GET", f"/room/{self.room}", self.cookie)
        found = TOKEN.search(page)
        self.token = found[1] or found[2] if found else ""

    def listen(self) -> None:
        """Hold the stream open; after a loss try again as a browser does."""
        while True:
            with suppress(OSError):
                self._read_stream()
            self.stream_since = 0.0
            gevent.sleep(self.retry_seconds)

    def answer(self, number: int) -> None:
        """Send a ballot until it is acknowledged."""
        body = urlencode({"answer": str(number % 3), "csrf_token": self.token})
        while number not in self.acknowledged:
            try:
                status = post(self.port, f"/room/{self.room}/votes/{number}", self.cookie, body)
            except OSError:
                status = 0
            if status == 200:
                self.acknowledged[number] = time.monotonic()
            elif status in range(400, 500):
                return
            else:
                gevent.sleep(0.5)

    def _read_stream(self) -> None:
        with socket.create_connection(("127.0.0.1", self.port), timeout=40) as connection:
            head = f"GET /room/{self.room}/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {self.cookie}\r\n"
            head += "Accept: text/event-stream\r\n\r\n"
            connection.sendall(head.encode())
            kept = b""
            while chunk := connection.recv(65536):
                kept += chunk
                if told := re.search(rb"retry: (\d+)\n", kept):
                    self.retry_seconds = int(told[1]) / 1000
                for found in re.finditer(rb'"key": "([^"]+)"', kept):
                    self.key = found[1].decode()
                    self.seen.setdefault(self.key, time.monotonic())
                    if not self.stream_since:
                        self.stream_since = time.monotonic()
                        self.connections += 1
                kept = kept[-64:]


def ask(port: int, method: str, path: str, cookie: str, body: str = "") -> tuple[str, str]:
    """Return the answer's text and the cookie to go on with."""
    status, headers, text = exchange(port, method, path, cookie, body)
    if status >= 400:
        raise OSError(f"{method} {path}: {status} {text[:200]}")
    fresh = re.search(r"(?mi)^set-cookie: ([^;\r]+)", headers)
    return text, fresh[1] if fresh else cookie


def post(port: int, path: str, cookie: str, body: str) -> int:
    """Send a form as the room's script does; return the status."""
    return exchange(port, "POST", path, cookie, body)[0]


def exchange(port: int, method: str, path: str, cookie: str, body: str) -> tuple[int, str, str]:
    """One request on a connection of its own."""
    with socket.create_connection(("127.0.0.1", port), timeout=40) as connection:
        lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Cookie: {cookie}", "Connection: close"]
        if body:
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
            lines += ["Accept: application/json"]
        connection.sendall(("\r\n".join(lines) + "\r\n\r\n" + body).encode())
        received = b""
        while chunk := connection.recv(65536):
            received += chunk
    head, _, rest = received.partition(b"\r\n\r\n")
    if not head:
        raise OSError("no answer")
    return int(head.split()[1]), head.decode("latin-1"), rest.decode("utf-8", "replace")


class Host:
    """The host's remote."""

    def __init__(self, port: int, room: int, cookie: str) -> None:
        self.port, self.room, self.cookie = port, room, cookie

    def press(self, move: str, about: int | None = None) -> None:
        """Press a button of the remote as it is now."""
        page, self.cookie = ask(self.port, "GET", f"/remote/{self.room}", self.cookie)
        token = next(one[1] or one[0] for one in TOKEN.findall(page))
        number = re.search(r'data-number="(\d+)"', page)
        fields = {"csrf_token": token, "move": move, "seen": number[1] if number else ""}
        ask(
            self.port,
            "POST",
            f"/remote/{self.room}",
            self.cookie,
            urlencode(fields | ({"about": about} if about else {})),
        )


def wait_for(holds: Callable[[], bool], seconds: float = WAIT_SECONDS) -> float:
    """Wait until `holds()`, at most so long; return how long it took."""
    begun = time.monotonic()
    while not holds() and time.monotonic() - begun < seconds:
        gevent.sleep(0.005)
    return time.monotonic() - begun


def p95(values: list[float]) -> float:
    """Return the 95th percentile in milliseconds; infinite where there is none."""
    return sorted(values)[int(len(values) * 0.95)] * 1000 if values else float("inf")


def say(**words: object) -> None:
    """Write a line for the other process."""
    print(json.dumps(words), flush=True)


def one_round(phones: list[Phone], host: Host, number: int) -> dict[str, object]:
    """Open a round, let everybody answer in the same instant once all have seen it, close it."""
    mark = f"-{number}-open"
    begun = time.monotonic()
    host.press("open", number)
    wait_for(lambda: all(one.key.endswith(mark) for one in phones))
    seen = [when - begun for one in phones for key, when in one.seen.items() if key.endswith(mark)]
    sent = time.monotonic()
    gevent.joinall([gevent.spawn(one.answer, number) for one in phones], timeout=WAIT_SECONDS)
    taken = [one.acknowledged[number] - sent for one in phones if number in one.acknowledged]
    host.press("close", number)
    return {
        "round": number,
        "seen": len(seen),
        "seen_p95_ms": p95(seen),
        "acknowledged": len(taken),
        "acknowledged_p95_ms": p95(taken),
        "acknowledged_last_ms": max(taken, default=float("inf")) * 1000,
    }


def interrupted_round(phones: list[Phone], host: Host, number: int) -> None:
    """Half of the phones have their answers acknowledged when the server is killed, the others send into the gap."""
    host.press("open", number)
    wait_for(lambda: all(one.key.endswith(f"-{number}-open") for one in phones))
    half = len(phones) // 2
    gevent.joinall([gevent.spawn(one.answer, number) for one in phones[:half]], timeout=WAIT_SECONDS)
    acknowledged = sum(number in one.acknowledged for one in phones)
    before = {id(one): one.connections for one in phones}
    say(kill=True, acknowledged=acknowledged)
    sys.stdin.readline()
    killed = time.monotonic()
    rest = [gevent.spawn(one.answer, number) for one in phones[half:]]
    ready = float(json.loads(sys.stdin.readline())["down_seconds"])
    wait_for(lambda: all(one.connections > before[id(one)] for one in phones), ready + 30)
    back = [one.stream_since - killed - ready for one in phones if one.connections > before[id(one)]]
    gevent.joinall(rest, timeout=WAIT_SECONDS)
    host.press("close", number)
    say(
        back_within_10_s=sum(one <= 10 for one in back) / len(phones),
        back_p95_s=p95(back) / 1000,
        acknowledged_in_all=sum(number in one.acknowledged for one in phones),
    )


def main() -> None:
    """Connect the phones, run the rounds, then lose the server in the middle of one."""
    plan = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    phones = [Phone(plan["port"], plan["room"], cookie) for cookie in plan["phones"]]
    host = Host(plan["port"], plan["room"], plan["host"])
    for start in range(0, len(phones), 50):
        gevent.joinall([gevent.spawn(one.open_page) for one in phones[start : start + 50]], raise_error=True)
    for one in phones:
        gevent.spawn(one.listen)
    connecting = wait_for(lambda: all(one.key for one in phones))
    say(connected=sum(bool(one.key) for one in phones), connecting_seconds=connecting)
    sys.stdin.readline()
    host.press("begin")
    host.press("step", 2)
    for number in plan["rounds"][:-1]:
        say(**one_round(phones, host, number))
    spent = resource.getrusage(resource.RUSAGE_SELF)
    say(client_cpu_seconds=spent.ru_utime + spent.ru_stime)
    interrupted_round(phones, host, plan["rounds"][-1])


if __name__ == "__main__":
    main()
