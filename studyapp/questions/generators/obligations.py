"""S应当P, S不得P: what somebody has to do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.generators.phrases import BEARER, is_fit_stem, is_whole, names_another
from studyapp.questions.point import Point
from studyapp.text.sentences import clauses

_DUTY = re.compile(
    r"^(?P<condition>[^，,；;：:。]{4,30}[，,])?(?P<subject>[^，,；;：:。\d]{2,18}?)(?:一定|都|也|还|均|同样)?"
    r"(?P<modal>应当|应该|应(?![对用急收聘付届诉邀有急])|必须|务必|(?<![主重需首次摘概简纲只将就还])要(?!想|求|素|点|件|害|道|领|约|么)|需(?![要求])|不得|不要|不应|切勿|严禁|禁止|须)(?P<key>[^。；;]{4,90})(?:$|[；;])"
)
_WHILE = re.compile(
    r"^(?P<while>[^，,；;：:。]{2,24}?(?:时|过程中|工作中|之前|之后))[，,](?P<modal>应当|应该|应|必须|须|需)(?P<key>[^。；;]{6,100})(?:$|[；;])"
)
_WHETHER = re.compile(
    r"^(?P<whether>[^，,；;：:。]{2,30}是否[^，,；;：:。]{2,24})[，,](?P<modal>应当|应该|应|需要|需|须)(?P<key>[^。；;]{6,100})$"
)
_FIELD = re.compile(
    r"(?:工作|治理|改革|服务|管理|建设|监管|防治|教育|执法|转型|培训|宣传|整治|帮扶|振兴|创新|调解|管护)$"
)
_OF_EVERYBODY = re.compile(
    r"(?:广大|各级|各|有关|相关)?(?:用人单位|人民法院|仲裁委员会|法院|学校|企业|公司|单位|政府|银行|医院|部门|机构|平台|经营者|消费者|劳动者|管理者|社会"
    r"|、|和|及)+"
)
_OPENS_DUTY = re.compile(r"对(?!于?此)[^，,]{4,24}$|[^，,；;：:。\d]{2,18}(?:应当|必须|不得)")
_TAIL = re.compile(
    r"[，,](?=也能|从而|进而|以(?:免|便|避免|防|确保|保障)|才能|否则|这样|如果|若|一旦|对于|对[^，,]{2,12}的)"
)
_VERBAL = re.compile(
    r"(?:认为|规定|认定|明确|判决|导致|使|让|把|将|被|通过|根据|依据|按照|为了|由于|如果|虽|一旦|无论|一方面|我国|不$|时$|说|提出)"
)


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every duty whose bearer is named and bears no other one."""
    yield from _without_bearer(case)
    duties = [(one, found) for one in case.usable if (found := _duty_of(one))]
    bearers = [found["subject"] for _, found in duties]
    for sentence, found in duties:
        if bearers.count(found["subject"]) == 1:
            yield from _point(sentence, found)


def _duty_of(sentence: Sentence) -> re.Match[str] | None:
    """Return the duty that a sentence states, from its beginning or from the clause that names its bearer."""
    core = sentence.core
    if "知道或者应" in core:
        return None
    starts = [0, *(one.start for one in clauses(core)[1:] if _OPENS_DUTY.match(one.text))]
    return next(
        (found for start in starts if (found := _DUTY.match(core[start:])) and _bearer_fits(found["subject"])), None
    )


def _bearer_fits(subject: str) -> bool:
    return bool(BEARER.search(subject) or _FIELD.search(subject)) and not _VERBAL.search(subject)


def _point(sentence: Sentence, found: re.Match[str]) -> Iterator[Point]:
    condition, subject, modal, key = (
        found["condition"] or "",
        found["subject"],
        found["modal"],
        _TAIL.split(found["key"])[0],
    )
    if not condition and _OF_EVERYBODY.fullmatch(subject):
        return  # of so general a bearer much else may be said
    if names_another(key) or not (is_fit_stem(condition + subject, 2, 46) and is_whole(key, 4, 90)):
        return
    asked = (
        f"{condition}{subject}{modal}做什么？"
        if modal in {"不得", "不要", "不应", "切勿", "严禁", "禁止"}
        else f"{condition}{subject}{modal}怎样做？"
    )
    yield Point("duty", (sentence,), (key,), asked, confidence=0.8, worth=0.9)


def _without_bearer(case: AnalysedCase) -> Iterator[Point]:
    for sentence in case.usable:
        for pattern, name, asked in ((_WHILE, "while", "怎样做"), (_WHETHER, "whether", "怎样判断")):
            found = pattern.match(sentence.core)
            if not found:
                continue
            key = _TAIL.split(found["key"])[0]
            if is_fit_stem(found[name], 4, 56) and is_whole(key, 6, 100):
                stem = f"{found[name]}，{found['modal']}{asked}？"
                yield Point("duty", (sentence,), (key,), stem, confidence=0.8, worth=0.9)
