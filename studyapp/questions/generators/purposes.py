"""为了X，Y and Y，以便/旨在X: what something was done for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.generators.phrases import BEARER, is_fit_stem, is_whole
from studyapp.questions.point import Point
from studyapp.text.sentences import clauses

_BEFORE = re.compile(
    r"^(?P<actor>[^，,；;。]{0,14}?)(?<![是只都正也非就])(?:为了|为(?=解决|破解|方便|确保|保障|防止|避免|提高|提升|降低|减少|加强|满足|推动|促进|打通|消除|缓解"
    r"|保证|实现|规范|追求|掩盖|维护|摸清|查明|改善|帮助|鼓励|增强|化解|优化|落实|应对))(?P<key>[^，,；;：:。]{4,34})[，,](?P<rest>.+)$"
)
_AFTER = re.compile(r"^(?P<rest>.{6,60})[，,](?:以便|旨在|目的是|以期|意在|力求)(?P<key>[^，,；;。]{4,34})$")

_TURN = re.compile(r"[，,][^，,]*(?:没有|未能|并未|却|但|反而|仍)")  # what went otherwise was not done for a purpose
_WITH_OBJECT = re.compile("引导|发动|组织|鼓励|动员|督促|支持|帮助|要求|教育|指导|协助|让|使|对|向|给")


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every stated purpose whose action can stand alone."""
    for sentence in case.usable:
        core = sentence.core
        before = _BEFORE.match(core)
        if found := before or _AFTER.match(core):
            yield from _point(sentence, found["key"], _action(found), bool(before))


def _action(found: re.Match[str]) -> str:
    actor = found.groupdict().get("actor") or ""
    rest = found["rest"]
    kept = ""
    for clause in clauses(rest):
        if len(actor) + clause.end > 56 and kept:
            break
        kept = rest[: clause.end]
    return actor + kept


def _point(sentence: Sentence, key: str, action: str, before: bool) -> Iterator[Point]:
    key = re.sub(r"(?:起见|的需要)$", "", key)
    if _has_late_subject(action) or _TURN.search(action):
        return
    if is_whole(key, 4, 34) and is_fit_stem(action, 6, 60):
        yield Point(
            rule="purpose",
            sentences=(sentence,),
            keys=(key,),
            question=f"{action}，目的是什么？",
            family="purpose",
            confidence=0.85 if before else 0.8,
            worth=0.75,
        )


def _has_late_subject(action: str) -> bool:
    """Say whether a later clause names an actor while the first does not: the first then belongs to the purpose."""
    first, *later = [_subject_end(one.text) for one in clauses(action)] or [False]
    return not first and any(later)


def _subject_end(clause: str) -> bool:
    if _WITH_OBJECT.match(clause):
        return False
    return any(BEARER.search(clause[:end]) for end in range(2, min(10, len(clause))))
