"""由X变为Y: what became of what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.generators.phrases import is_fit_stem, is_whole
from studyapp.questions.point import Point

_BECOME = r"(?:转变为|转变成|转变到|转为|转向|变为|变成|改为|升级为|过渡到|调整为|提升为|走向)"
_SHIFT = re.compile(
    rf"(?P<head>[^，,。；;：:]{{0,16}})(?:由|从)“?(?P<before>[^，,。；;：:“”由从]{{2,16}})”?{_BECOME}了?“?(?P<after>[^，,。；;：:“”]{{2,16}})”?(?=$|[，,。；;])"
)


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every stated change of something that is named, headings included."""
    seen: set[str] = set()
    for sentence in case.sentences:
        if not sentence.clean:
            continue
        for found in _SHIFT.finditer(sentence.core):
            if found["after"] not in seen:
                seen |= {found["before"], found["after"]}
                yield from _shift(sentence, found, _clause_before(sentence.core, found.start()))


def _clause_before(core: str, place: int) -> str:
    """Return the clause that ends right before a place, with its mark; nothing where none does."""
    return re.split("[，,；;：:]", core[:place].rstrip("，,"))[-1] + "，" if core[:place].endswith(("，", ",")) else ""


def _shift(sentence: Sentence, found: re.Match[str], clause: str) -> Iterator[Point]:
    before, after = found["before"], found["after"]
    head = found["head"] if found["head"] not in {"", "也", "则"} else clause.rstrip("，")
    quoted = found.group()[: found.start("after") - found.start()].endswith("“")
    if not (quoted or (is_whole(before, 2, 16) and is_whole(after, 2, 16))) or any(
        char.isdigit() for char in before + after
    ):
        return
    # Without what changes it could not be understood; three changes that headings tell are matched instead.
    if not head or not is_fit_stem(head, 1, 24) or re.search("^[把将]|就|能|会|可", head):
        return
    family = "shift" if quoted and len(after) == 4 else ""
    whole = found.group().rstrip()
    place = whole.rindex(after)
    told = clause if found["head"] in {"", "也", "则"} else ""
    cloze = told + whole[:place] + "____" + whole[place + len(after) :]
    yield Point("contrast", (sentence,), (after,), "", f"{cloze}。", family, "understand", 0.85 if quoted else 0.7, 0.9)
