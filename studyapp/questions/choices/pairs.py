"""Things that a case ties together, each pair in a sentence of its own: problem and measure, action and purpose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.choices.sides import CHANGE
from studyapp.questions.generators.phrases import is_fit_stem, is_whole, without_aftermath
from studyapp.questions.likeness import are_near, longest_shared
from studyapp.questions.point import Point
from studyapp.text.sentences import clauses

LONGEST_SIDE = 46
TARGET = re.compile(r"^(?:针对|面对|围绕|聚焦)(?P<target>[^，,；;：:。]{2,30})[，,]")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two verbatim runs, tied to each other by their sentence and by nothing else in the case."""

    left: str
    right: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Bond:
    """A way of being tied: how a question calls the left sides and the right ones, and how it asks for one right."""

    name: str
    lefts: str
    rights: str
    asked: str


RESPONSE = Bond("problem-measure", "问题或情况", "做法", "针对“{left}”，材料写明采取的是哪一种做法？")
PURPOSE = Bond("action-purpose", "做法", "目的", "材料写明，“{left}”的目的是哪一项？")
CAUSE = Bond("effect-cause", "结果", "原因", "材料写明，导致“{left}”的原因是哪一项？")
CHANGED = Bond("before-after", "变化之前", "变化之后", "材料写明，由“{left}”变成了什么？")
_ASKED = {
    "purpose": (PURPOSE, re.compile(r"(?P<left>.+)，目的是什么？")),
    "cause": (CAUSE, re.compile(r"(?:导致(?P<left>.+)的原因是什么？)")),
}


def pairs_of(case: AnalysedCase, points: Sequence[Point]) -> list[tuple[Bond, list[Pair]]]:
    """Return the pairs of a case under each bond, in the order of the text, none like another."""
    found = [(RESPONSE, list(_responses(case, points)))]
    for rule, (bond, shape) in _ASKED.items():
        mine = [
            Pair(match["left"], point.key, point.sentences)
            for point in points
            if point.rule == rule and (match := shape.fullmatch(point.question))
        ]
        found.append((bond, mine))
    fit = [(bond, _apart([one for one in pairs if _is_fit(one)])) for bond, pairs in found]
    return [*fit, (CHANGED, changes_of(case))]


def changes_of(case: AnalysedCase) -> list[Pair]:
    """Return what became of what, where both are quoted; none twice."""
    return _apart(list(_changes(case)))


def _responses(case: AnalysedCase, points: Sequence[Point]) -> Iterator[Pair]:
    for sentence in case.usable:
        for part in re.split("[；;]", sentence.core):
            found = TARGET.match(part)
            measure = _measure(part[found.end() :]) if found else ""
            if found and measure:
                yield Pair(found["target"].strip("“”"), measure, (sentence,))
    for point in points:
        if point.rule == "answer" and len(point.sentences) == 2:
            problem = point.sentences[0].core
            measure = _measure(point.key)
            if measure:
                yield Pair(problem, measure, point.sentences)


def _measure(text: str) -> str:
    """Return the opening clauses of a measure that fit a side, cut where a clause ends the thought."""
    whole = without_aftermath(re.split("[；;：:]", text)[0])
    end = 0
    for clause in clauses(whole):
        if clause.end > LONGEST_SIDE:
            break
        end = clause.end
    kept = whole[:end]
    return (
        kept if len(kept) >= 6 and not re.search(r"(?:时|后|的|中|下|规则|次序|办法|措施|条|点|项|规定)$", kept) else ""
    )


def _changes(case: AnalysedCase) -> Iterator[Pair]:
    for sentence in case.sentences:
        found = list(CHANGE.finditer(sentence.core)) if sentence.clean else []
        for one in found:
            quoted = one["one"].startswith("“") and one["two"].startswith("“")
            if quoted:
                yield Pair(one["one"].strip("“”"), one["two"].strip("“”"), (sentence,))


def _is_fit(pair: Pair) -> bool:
    fits = is_fit_stem(pair.left, 2, LONGEST_SIDE) and is_whole(pair.right, 2, LONGEST_SIDE)
    return fits and is_fit_stem(pair.right, 2, LONGEST_SIDE)


def _apart(pairs: Sequence[Pair]) -> list[Pair]:
    kept: list[Pair] = []
    for one in pairs:
        alike = any(are_near(one.left, other.left) or are_near(one.right, other.right) for other in kept)
        if not alike:
            kept.append(one)
    return kept


def gives_itself_away(pair: Pair, others: Sequence[Pair]) -> bool:
    """Say whether left and right share a word, or two characters where both are short, that no other right shares."""
    mine = _shared(pair.left, pair.right)
    return mine >= 2 and mine > max((_shared(pair.left, one.right) for one in others), default=0)


def _shared(left: str, right: str) -> int:
    if len(left) <= 8 and len(right) <= 8:
        return len(set(left) & set(right))
    return len(longest_shared(left, right))
