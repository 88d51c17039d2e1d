"""法院判决X, 作出X的处罚, 争议的处理: how a matter ended."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.generators.phrases import is_fit_stem, is_whole
from studyapp.questions.point import Point

_RULED = re.compile(
    r"^(?P<before>(?:[^：:。；;]{0,40}[，,])?(?P<body>[^，,；;：:。“”]{0,14}(?:法院|仲裁委员会|仲裁委|委员会|局|院)(?:最终|依法|一审|二审|经审理|审理后)*))(?P<verb>判决|裁决|裁定|判令|认定)[：:，,]?(?P<key>[^。]{4,120})$"
)


_MADE = re.compile(
    r"(?P<body>[^，,；;：:。“”]{2,14}(?:法院|仲裁委员会|仲裁委|委员会|局|院|公司|单位))作出(?:了)?(?P<key>[^。；;：:]{4,50}?)的(?P<noun>(?:终审|一审|行政)?(?:判决|裁定|裁决|处罚|处分))$"
)
_AGREED = re.compile(r"达成(?:了)?(?:调解|和解|一致|赔偿|书面|退款)*(?:协议|意见|共识)[，,：:](?P<key>[^。]{6,100})$")
_PUNISHED = re.compile(
    r"(?:依据|根据|依照|按照)《[^《》]{3,40}》[^。；;]{0,40}?[，,]?对(?P<who>[^，,；;。对]{2,16})(?P<key>(?:处以?|作出|给予|予以)[^。；;]{4,60}(?:罚款|处罚|警告|处分|证照|许可证))(?=$|[，,；;])"
)


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every decision of a named body, where the case tells exactly one."""
    yield from _settled(case)
    found = [(one, match) for one in case.of("body") if (match := _RULED.match(one.core))]
    bodies = [match["body"] for _, match in found]
    for sentence, match in found:
        if _goes_on(case, sentence):
            continue
        if re.search("要求|请求|申请|希望|诉至|起诉", match["before"]):
            continue
        fit = bodies.count(match["body"]) == 1 and is_fit_stem(match["body"], 2, 24) and is_whole(match["key"], 4, 120)
        if fit and not re.match(r"(?:认为|书|如下|结果)", match["key"]):
            question = f"{match['body']}作出了怎样的{match['verb']}？"
            yield Point("ruling", (sentence,), (match["key"],), question, bloom="remember", confidence=0.8, worth=0.8)


def _goes_on(case: AnalysedCase, sentence: Sentence) -> bool:
    rest = case.case.body[sentence.end :]
    return bool(rest.split("\n", 1)[0].strip())


def _settled(case: AnalysedCase) -> Iterator[Point]:
    for sentence in case.of("body"):
        core = sentence.core
        if (made := _MADE.search(core)) and is_whole(made["key"], 4, 50):
            yield _outcome(sentence, made["key"], f"{made['body']}作出了怎样的{made['noun']}？")
        if (agreed := _AGREED.search(core)) and is_whole(agreed["key"], 6, 100):
            yield _outcome(sentence, agreed["key"], "最终达成了怎样的协议？")
        if (
            (punished := _PUNISHED.search(core))
            and is_fit_stem(punished["who"], 2, 16)
            and is_whole(punished["key"], 4, 70)
        ):
            yield _outcome(sentence, punished["key"], f"对{punished['who']}作出了怎样的处理？")


def _outcome(sentence: Sentence, key: str, question: str) -> Point:
    return Point("ruling", (sentence,), (key,), question, bloom="remember", confidence=0.8, worth=0.8)
