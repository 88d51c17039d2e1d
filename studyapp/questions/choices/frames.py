"""The opening of a sentence (通过X, 按照X, 由于X) or its coined term, exchanged for that of another sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.chance import rank_of
from studyapp.questions.choices.swap import Swap, exchanged
from studyapp.questions.generators.phrases import is_fit_stem, is_whole
from studyapp.questions.likeness import said_share

_FRAME = re.compile(
    r"(?:^|(?<=[，,]))(?P<cue>针对|面对|围绕|为了|通过|按照|依托|借助|由于|鉴于)(?P<what>[^，,；;：:。]{4,26})[，,]"
)
_COINED = re.compile(
    r"(?P<cue>称为|称作|叫做|命名为|建立|成立|设立|推行|推出|实行|实施|创立|打造|组建|探索|构建|开通|提出|采取|运用|坚持|落实|开展)"
    r"(?:了|起|出)?(?P<between>[^，,。；;：:“”《》]{0,8})“(?P<what>[^“”，。；：、]{3,12})”(?![和与、“])"
)
_LAW = re.compile(r"(?:违反|违反了|依据|根据|按照|依照)(?P<what>《[^《》]{3,24}》)(?![和与、《第])")
_KIN = (
    frozenset({"建立", "成立", "设立", "组建", "打造", "构建", "开通"}),
    frozenset({"推行", "推出", "实行", "实施", "探索", "创立", "落实", "开展"}),
    frozenset({"称为", "称作", "叫做", "命名为"}),
)
MOST_ALIKE = 0.4


def find(sentence: Sentence, case: AnalysedCase) -> Iterator[Swap]:
    """Yield the sentence with its frame, its coined term or its law taken from another sentence of the case."""
    for rule, worth in ((_FRAME, 0.85), (_COINED, 0.7), (_LAW, 0.6)):
        found = list(rule.finditer(sentence.core))
        if len(found) == 1 and _fits(found[0]["what"]):
            others = [one for one in _elsewhere(rule, found[0], sentence, case) if one not in sentence.core]
            if others:
                wrong = others[rank_of(sentence.core) % len(others)]
                yield exchanged(sentence.core, found[0].start("what"), found[0].end("what"), wrong, worth=worth)


def _fits(what: str) -> bool:
    return is_whole(what, 3, 26) and is_fit_stem(what, 3, 26)


def _are_kin(one: str, two: str) -> bool:
    return any(one in group and two in group for group in _KIN)


def _elsewhere(rule: re.Pattern[str], mine: re.Match[str], sentence: Sentence, case: AnalysedCase) -> Iterator[str]:
    for other in case.usable:
        if other == sentence:
            continue
        for found in rule.finditer(other.core):
            one, two = found["what"], mine["what"]
            alike = "cue" not in found.groupdict() or found["cue"] == mine["cue"] or _are_kin(found["cue"], mine["cue"])
            apart = 0.6 <= len(one) / len(two) <= 1.7 and said_share(one, sentence.core) < MOST_ALIKE
            if alike and apart and _fits(one) and sentence.core.count(two) == 1 and two not in other.core:
                yield one
