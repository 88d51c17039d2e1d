"""由X变为Y; 不是X，而是Y: what became of what, what is meant instead of what."""

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
_TURN = re.compile(r"^变“(?P<before>[^“”]{2,14})”为“(?P<after>[^“”]{2,14})”")
_NOT_BUT = re.compile(
    r"^(?P<subject>[^，,。；;：:]{2,26}?)(?:并|绝|往往)?(?:不是|不在于)(?P<wrong>[^，,。；;：:]{2,30})[，,](?:而|恰恰)是?(?:在于)?(?P<key>[^。；;：:]{2,50})$"
)
_NOT_IN = re.compile(
    r"^(?P<subject>[^，,；;。：:]{3,26}?)不在(?!于|此|乎)(?P<wrong>[^，,；;。]{2,20})[，,]而在(?!于)(?P<key>[^，,。；;]{2,24})$"
)
_DEPENDS = re.compile(
    r"^(?:[^，,]{2,16}[，,])?(?P<subject>[^，,；;。：:]{2,26}?)[，,]?不取决于(?P<wrong>[^，,；;。]{2,24})[，,]而取决于(?P<key>[^，,。；;]{2,30})$"
)
_NOT_ONLY = re.compile(
    r"^(?P<subject>[^，,；;。：:]{3,24}?)(?P<comma>[，,])?(?P<never>不能|不应当?|不可|不宜)(?P<wrong>(?:只|仅|单纯|简单|一味|光)[^，,；;。]{2,24})[，,]而?(?P<modal>要|更要|应当|应该|应|必须)(?P<key>[^。；;：:，,]{3,40})(?=$|[：:])"
)
_BENEATH = re.compile(
    r"^(?P<subject>[^；;。：:]{3,40}?)[，,]?表面上?看?(?:起来)?是(?P<wrong>[^，,；;。]{2,24})[，,](?P<cue>实质上|实际上|本质上|根子上|根本上|实则)(?:却|其实)?是?(?P<key>[^，,。；;]{2,30})$"
)


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every stated change and every correction, headings included."""
    seen: set[str] = set()
    for sentence in case.sentences:
        if not sentence.clean:
            continue
        for found in [*_SHIFT.finditer(sentence.core), *_TURN.finditer(sentence.core)]:
            if found["after"] not in seen:
                seen |= {found["before"], found["after"]}
                yield from _shift(sentence, found)
        if sentence.usable and (denied := _NOT_BUT.match(sentence.core)):
            yield from _correction(sentence, denied)
        elif sentence.usable and (denied := _NOT_IN.match(sentence.core)):
            yield from _asked_beneath(sentence, denied, f"{denied['subject']}不在{denied['wrong']}，而在什么？")
        elif sentence.usable and (denied := _DEPENDS.match(sentence.core)):
            yield from _asked_beneath(sentence, denied, f"{denied['subject']}不取决于{denied['wrong']}，而取决于什么？")
        elif sentence.usable and (denied := _NOT_ONLY.match(sentence.core)):
            never = f"{denied['subject']}{denied['comma'] or ''}{denied['never']}{denied['wrong']}"
            asked = f"{never}，而{denied['modal']}怎样做？"
            yield from _asked_beneath(sentence, denied, asked)
        elif sentence.usable and (denied := _BENEATH.match(sentence.core)):
            asked = f"{denied['subject']}，表面上看是{denied['wrong']}，{denied['cue']}是什么？"
            yield from _asked_beneath(sentence, denied, asked)


def _asked_beneath(sentence: Sentence, found: re.Match[str], asked: str) -> Iterator[Point]:
    if is_fit_stem(found["subject"], 2, 40) and is_whole(found["key"], 2, 30) and is_whole(found["wrong"], 2, 24):
        yield Point("correction", (sentence,), (found["key"],), asked, confidence=0.85, worth=0.9)


def _shift(sentence: Sentence, found: re.Match[str]) -> Iterator[Point]:
    before, after = found["before"], found["after"]
    head = found.groupdict().get("head") or ""
    quoted = found.group()[: found.start("after") - found.start()].endswith("“")
    if not (quoted or (is_whole(before, 2, 16) and is_whole(after, 2, 16))) or any(
        char.isdigit() for char in before + after
    ):
        return
    if head and (not is_fit_stem(head, 1, 16) or re.search("^[把将]|就|能|会|可", head)):
        return
    if not quoted and not head:
        return
    family = "shift" if quoted and len(after) == 4 else ""
    whole = found.group().rstrip()
    place = whole.rindex(after)
    cloze = whole[:place] + "____" + whole[place + len(after) :]
    yield Point("contrast", (sentence,), (after,), "", f"{cloze}。", family, "understand", 0.85 if quoted else 0.7, 0.9)


def _correction(sentence: Sentence, found: re.Match[str]) -> Iterator[Point]:
    subject, key = found["subject"], found["key"]
    if is_fit_stem(subject, 2, 26) and is_whole(key, 2, 50) and is_whole(found["wrong"], 2, 30):
        question = f"{subject}不是{found['wrong']}，而是什么？"
        yield Point("correction", (sentence,), (key,), question, confidence=0.8, worth=0.85)
