"""A learner on a bad network: the newest answers are sent until the server has called them saved, in any order."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from urllib.parse import urlencode

TIMEOUT_SECONDS = 10
THINKING_SECONDS = (0.4, 1.4)
REST_SECONDS = (0.1, 0.4)


@dataclass(frozen=True)
class Sent:
    """An answer as it left: the `count`-th of this page, to a position, by the place of the chosen option."""

    position: int
    count: int
    chosen: int
    base_version: int


@dataclass
class Ledger:
    """What one learner sent, and which of it the server called saved: (position, count) → version."""

    account_id: int
    attempt_id: int
    page: str
    sent: dict[tuple[int, int], Sent] = field(default_factory=dict)
    acknowledged: dict[tuple[int, int], int] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)


class Learner:
    """Answers at random until told to stop; then sends what is still unsaved, until all is saved."""

    def __init__(self, port: int, cookie: str, token: str, ledger: Ledger, chance: Random) -> None:
        self.port, self.cookie, self.token, self.ledger, self.chance = port, cookie, token, ledger, chance
        self._versions: Counter[int] = Counter()
        self._newest: Counter[int] = Counter()
        self._count = 0

    def study(self, stop: threading.Event, deadline: float, positions: int, options: int) -> None:
        """Answer until `stop`; what is unsaved then is sent until it is saved, or `deadline` (monotonic) is over."""
        while not stop.is_set():
            first = self._answer(self.chance.randint(1, positions), options)
            mishap = self.chance.random()
            if mishap < 0.10:  # the network repeats itself
                self.ledger.counts["duplicated"] += 1
                self._send(first)
                self._send(first)
            elif mishap < 0.25:  # a later answer to the same question overtakes
                self.ledger.counts["reordered"] += 1
                self._send(self._answer(first.position, options))
                self._send(first)
            elif mishap < 0.35:  # the network is cut before the answer comes back; the page sends again
                self.ledger.counts["cut"] += 1
                self._send(first, is_cut=True)
                self._send(first)
            else:
                self._send(first)
            stop.wait(self.chance.uniform(*THINKING_SECONDS))
        while (unsaved := self.unsaved()) and time.monotonic() < deadline:
            for one in unsaved:
                self._send(one)
            time.sleep(self.chance.uniform(*REST_SECONDS))

    def _answer(self, position: int, options: int) -> Sent:
        self._count += 1
        sent = Sent(position, self._count, self.chance.randrange(options), self._versions[position])
        self._newest[position] = self._count
        self.ledger.sent[position, self._count] = sent
        return sent

    def unsaved(self) -> list[Sent]:
        """Return the newest answer of every position whose newest answer the server has not called saved."""
        places = [(position, count) for position, count in self._newest.items()]
        return [self.ledger.sent[place] for place in places if place not in self.ledger.acknowledged]

    def _send(self, sent: Sent, *, is_cut: bool = False) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_SECONDS)
        try:
            self._post(connection, sent)
            if is_cut:
                return
            response = connection.getresponse()
            self._take(sent, response.status, json.loads(response.read() or b"{}"))
        except (OSError, http.client.HTTPException, ValueError):
            self.ledger.counts["unanswered"] += 1
            time.sleep(self.chance.uniform(*REST_SECONDS))
        finally:
            connection.close()

    def _post(self, connection: http.client.HTTPConnection, sent: Sent) -> None:
        self.ledger.counts["sent"] += 1
        fields = {
            "csrf_token": self.token,
            "chosen": sent.chosen,
            "base_version": self._versions[sent.position],
            "save_key": f"{self.ledger.page}.{sent.count}",
        }
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "application/json",
            "Cookie": self.cookie,
        }
        path = f"/attempts/{self.ledger.attempt_id}/questions/{sent.position}"
        connection.request("POST", path, urlencode(fields), headers)

    def _take(self, sent: Sent, status: int, answer: dict[str, object]) -> None:
        version = answer.get("version")
        if status == 200 and isinstance(version, int):
            self.ledger.counts["acknowledged"] += 1
            self.ledger.acknowledged[sent.position, sent.count] = version
            self._versions[sent.position] = max(self._versions[sent.position], version)
        elif status == 409 and isinstance(version, int):  # a newer answer is stored; it is ours, sent from this page
            self.ledger.counts["refused"] += 1
            self._versions[sent.position] = max(self._versions[sent.position], version)
        else:
            self.ledger.counts[f"status {status}"] += 1
