"""What processes cost, from Linux's own accounting in /proc."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class CommandCost:
    """One command from its start to its end: wall-clock seconds, CPU seconds, and the most memory held, in MiB."""

    seconds: float
    cpu_seconds: float
    peak_mib: float


def family(pid: int) -> list[int]:
    """Return a process and all that descend from it."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (fields := _stat(int(entry.name))):
            children.setdefault(int(fields[1]), []).append(int(entry.name))
    found, waiting = [], [pid]
    while waiting:
        found.append(waiting.pop())
        waiting.extend(children.get(found[-1], []))
    return found


def cpu_seconds(pids: list[int]) -> float:
    """Return what the processes have spent in user and system mode so far."""
    return sum((int(fields[11]) + int(fields[12])) / TICKS_PER_SECOND for pid in pids if (fields := _stat(pid)))


def memory_mib(pids: list[int]) -> tuple[float, float]:
    """Return the sum of resident sizes, and that of proportional sizes, which count a shared page once."""
    resident = proportional = 0
    for pid in pids:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
        except OSError:
            continue
        sizes = {line.split()[0]: int(line.split()[1]) for line in lines[1:]}
        resident += sizes["Rss:"]
        proportional += sizes["Pss:"]
    return resident / 1024, proportional / 1024


def run(command: list[str], output: Path) -> CommandCost:
    """Run a command, its output into a file; raise when it fails."""
    started = time.monotonic()
    with output.open("wb") as file:
        process = subprocess.Popen(command, stdout=file, stdin=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with status {process.returncode}")
    return CommandCost(time.monotonic() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _stat(pid: int) -> list[str]:
    """Return the fields of /proc/PID/stat after the command's name, which may hold spaces; empty when it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return []
