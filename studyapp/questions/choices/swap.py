"""One element of a statement exchanged for another of its class, which makes the statement surely false."""

from __future__ import annotations

from dataclasses import dataclass

from studyapp.questions.draft import Bloom

FILLING = 0.3  # what an exchange in a mere incident is worth: it only fills up a case that has few questions


@dataclass(frozen=True, slots=True)
class Swap:
    """`text` is the false statement; `right` and `wrong` are what the source says and what stands there instead."""

    text: str
    right: str
    wrong: str
    bloom: Bloom = "understand"
    worth: float = 0.6

    @property
    def why(self) -> str:
        """Why the false statement fails, in Chinese."""
        return f"原文写的是“{self.right}”，不是“{self.wrong}”。"


def exchanged(core: str, start: int, end: int, wrong: str, *, bloom: Bloom = "understand", worth: float = 0.6) -> Swap:
    """Return the swap that puts `wrong` in place of `core[start:end]`."""
    return Swap(core[:start] + wrong + core[end:], core[start:end], wrong, bloom, worth)
