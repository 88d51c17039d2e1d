"""A module of ours run as a child process with limits, so that no file that it opens can take the server down."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys

from studyapp.config import ROOT

GRACE_SECONDS = 5
_STOPPED = {-signal.SIGXCPU, -signal.SIGKILL}


def run(module: str, *arguments: str, seconds: int, data: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run a module with arguments and `data` as its input; one that outlives its time is killed, with no output."""
    command = [sys.executable, "-m", module, *arguments]
    try:
        # The command is our own module; files reach it as its input or as one argument, and no shell sees either.
        return subprocess.run(  # noqa: S603
            command, input=data, capture_output=True, cwd=ROOT, timeout=seconds + GRACE_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, -signal.SIGKILL, b"", b"")


def was_too_slow(done: subprocess.CompletedProcess[bytes]) -> bool:
    """Say whether a child was stopped at the limit of its time; anything else is a crash of a parser."""
    return done.returncode in _STOPPED


def limit(seconds: int, memory: int, *, most_memory: int | None = None) -> None:
    """Limit this process to seconds of CPU and bytes of memory, `most_memory` for what it starts (None: the same)."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory if most_memory is None else most_memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
