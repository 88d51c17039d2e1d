"""What is in the database against what the server had called saved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from benchmarks.chaos_learner import Ledger


class Row(NamedTuple):
    """A stored answer: whose attempt it lies in, and the place on the page of the option it names."""

    account_id: int
    attempt_id: int
    position: int
    version: int
    save_key: str
    chosen: int | None


@dataclass(frozen=True)
class Verdict:
    """How many acknowledged answers are gone or not the latest, how many are stored twice or for somebody else."""

    lost: int
    twice: int
    foreign: int


def judge(ledgers: Iterable[Ledger], rows: Sequence[Row]) -> Verdict:
    """Compare every ledger with the stored answers."""
    known = list(ledgers)
    pages = {ledger.page: ledger for ledger in known}
    foreign = sum(_is_foreign(row, pages) for row in rows)
    saves = Counter((row.attempt_id, row.position, row.save_key.partition("~")[0], row.chosen) for row in rows)
    by_attempt: dict[int, list[Row]] = {}
    for row in rows:
        by_attempt.setdefault(row.attempt_id, []).append(row)
    lost = sum(_lost(ledger, by_attempt.get(ledger.attempt_id, [])) for ledger in known)
    return Verdict(lost, sum(times - 1 for times in saves.values()), foreign)


def _is_foreign(row: Row, pages: dict[str, Ledger]) -> bool:
    owner = pages.get(row.save_key.rpartition(".")[0])
    return owner is None or (owner.account_id, owner.attempt_id) != (row.account_id, row.attempt_id)


def _lost(ledger: Ledger, rows: Sequence[Row]) -> int:
    """Count acknowledged versions that are not stored, and positions that end with an older answer than was saved."""
    stored = {(row.position, row.version) for row in rows}
    gone = sum((position, version) not in stored for (position, _), version in ledger.acknowledged.items())
    newest: dict[int, Row] = {}
    for row in rows:
        if row.position not in newest or row.version > newest[row.position].version:
            newest[row.position] = row
    latest: dict[int, int] = {}
    for position, count in ledger.acknowledged:
        latest[position] = max(count, latest.get(position, 0))
    return gone + sum(_is_older(ledger, position, count, newest.get(position)) for position, count in latest.items())


def _is_older(ledger: Ledger, position: int, count: int, row: Row | None) -> bool:
    """Say whether the stored end is neither the latest acknowledged answer nor one sent after it."""
    if row is None:
        return True
    is_same_answer = row.chosen == ledger.sent[position, count].chosen
    return not is_same_answer and int(row.save_key.partition("~")[0].rpartition(".")[2]) <= count
