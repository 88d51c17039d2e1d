"""由于X，Y; X，导致Y: why something happened."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.generators.phrases import is_fit_stem, is_whole
from studyapp.questions.point import Point
from studyapp.text.sentences import clauses

_BEFORE = re.compile(
    r"^(?:由于|因为|因(?![此而人地公故果素式材]))(?P<key>[^，,；;：:。]{4,40})[，,](?:(?:从而|进而|最终|结果)?(?P<cue>导致|造成|致使|引发|引起))?(?P<rest>[^；;。]+)$"
)
_AFTER = re.compile(
    r"^(?P<key>[^；;。：:]{6,60})[，,](?:从而|进而|最终|结果|直接|由此)?(?:导致|造成|致使|引发|引起)了?(?P<rest>[^，,；;。：:]{4,34})$"
)
_TIME = re.compile(
    r"^(?:经(?:初步)?(?:排查|调查|核查|查|鉴定|检查|分析)|调查发现|检查发现|分析发现)[，,]|^[^，,]{0,14}(?:年|月|日|时许?|分许?|天|期间|上午|下午|晚上)[，,]"
)
_CHAIN = re.compile(
    r"[，,](?:由于|因(?![此而人地公故果素式材]))(?P<key>[^，,；;：:。]{4,40})[，,](?:从而|进而|最终|结果|直接)?(?:导致|造成|致使|引发|引起)了?"
    r"(?P<rest>[^，,；;。：:]{4,34})(?=$|[，,；;])"
)
_UNFIT = re.compile(r"^\d+[人名]|^(?:不良|一定|严重后果|影响|损失|的|过|什么)|^.{0,3}$")


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every stated cause whose effect can stand alone."""
    for sentence in case.usable:
        core = sentence.core
        if found := _BEFORE.match(core):
            effect = found["rest"]
            if not found["cue"] and len(clauses(effect)) > 1:
                continue
            question = f"导致{effect}的原因是什么？" if found["cue"] else f"{effect}，原因是什么？"
            yield from _point(sentence, found["key"], effect, question)
        elif found := _CHAIN.search(core):
            yield from _point(sentence, found["key"], found["rest"], f"导致{found['rest']}的原因是什么？")
        elif (found := _AFTER.match(core)) and not re.search("由于|因为|[，,]因", found["key"]):
            yield from _point(
                sentence, _TIME.sub("", found["key"]), found["rest"], f"导致{found['rest']}的原因是什么？"
            )


def _point(sentence: Sentence, key: str, effect: str, question: str) -> Iterator[Point]:
    fit = is_whole(key, 4, 60) and is_fit_stem(key, 4, 60) and is_fit_stem(effect, 4, 46) and not _UNFIT.match(effect)
    if fit:
        yield Point("cause", (sentence,), (key,), question, family="cause", confidence=0.85, worth=0.8)
