"""A knowledge point: one thing that a sentence says, with the ways in which it can be asked."""

from __future__ import annotations

from dataclasses import dataclass

from studyapp.questions.analysis import Sentence
from studyapp.questions.draft import Bloom


@dataclass(frozen=True, slots=True)
class Point:
    """What a generator finds.

    `keys` are verbatim runs of the evidence. `question` asks with a question word, `cloze` is the author's own clause
    with `____` for the key; either may be empty. Both lack the opening that names the case. `family` says for what else
    the key could be exchanged: the name of a pool of keys of the same make, and of lexicon classes. `bloom` is the
    level when it is asked with a question word. `others` are wrong options that the generator vouches for: two or more
    make a single choice, fewer are not used.
    """

    rule: str
    sentences: tuple[Sentence, ...]
    keys: tuple[str, ...]
    question: str = ""
    cloze: str = ""
    family: str = ""
    bloom: Bloom = "understand"
    confidence: float = 0.8
    worth: float = 0.5
    others: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The only key, or all joined as a list."""
        return "；".join(self.keys)
