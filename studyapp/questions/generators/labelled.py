"""事故原因：…, 【裁判结果】…: what stands under a label that says what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.generators.phrases import is_whole
from studyapp.questions.generators.told_points import divided, opens_away
from studyapp.questions.point import Point
from studyapp.text.standalone import dangles, is_noisy, is_speech, points_away

_LABEL = re.compile(
    r"^(?:[（(]?[一二三四五六七八九\d]{1,2}[)）、.．]\s*)?[【\[]?(?P<label>[^，,。；;：:“”【】\[\]]{0,6}"
    r"(?:直接原因|间接原因|主要原因|根本原因|事故原因|故障原因|原因|裁判结果|判决结果|处理结果|处置结果|调解结果|处理意见|防范措施|整改措施|改进措施"
    r"|预防措施|处理措施|解决方案|解决办法|事故教训|主要教训|教训|故障现象|影响范围|争议焦点|裁判要点|裁判要旨|处罚依据|诊断|经济损失|成效|工作效果|实施效果|裁判要义|裁判观点))[】\]]?\s*[：:]?\s*"
)
LONGEST = 170
LONGEST_COUNTED = 280
LONGEST_HEADING = 20
LONGEST_MEASURE = 90
LONGEST_RESULT = 50  # results told at length are asked figure by figure
_THAT_PLACE = re.compile("该(?=处|段|点|部位|地点|设备|系统|模块)")  # in a key it is the place the label speaks of
_COUNTING = re.compile(r"(?:^|(?<=[；;。]))[一二三四五六]是")
_WHY = re.compile(r"(?:原因|教训|要旨|要点|要义|焦点|观点)$")
_RESULTS = re.compile(r"(?:成效|效果)$")
_MEASURES = re.compile(r"(?:措施|方案|办法)$")


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every label whose text is one paragraph, with the label in its line or on the line before."""
    for part in ("body", "commentary"):
        sentences = [one for one in case.sentences if one.part == part]
        lines = _lines(case.case.part(part), sentences)
        for place, line in enumerate(lines):
            found = _LABEL.match(line[0].text)
            if not found:
                continue
            rest = line[0].text[found.end() :]
            if rest and found.group().rstrip().endswith(("：", ":", "】", "]")):
                yield from _point(found["label"], line, line[0].start + found.end())
            elif not rest and len(line) == 1 and _is_alone(lines, place + 1):
                yield from _point(found["label"], lines[place + 1], lines[place + 1][0].start)


def _lines(text: str, sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    lines: list[list[Sentence]] = []
    for sentence in sentences:
        if lines and "\n" not in text[lines[-1][-1].end : sentence.start]:
            lines[-1].append(sentence)
        else:
            lines.append([sentence])
    return lines


def _is_alone(lines: Sequence[Sequence[Sentence]], place: int) -> bool:
    """Say whether the paragraph at `place` is followed by a heading or the end, so that the label covers it alone."""
    if place >= len(lines):
        return False
    if place + 1 == len(lines):
        return True
    after = lines[place + 1][0]
    return not after.ended and len(after.text) <= LONGEST_HEADING and not re.search("[，,；;。]", after.text)


def _counted(key: str) -> tuple[str, ...]:
    """Return the points of a text that counts them (一是…；二是…), nothing where it does not."""
    parts = [one.strip("；;，。 ") for one in _COUNTING.split(key)]
    points = tuple(parts[1:])
    return points if not parts[0] and 2 <= len(points) <= 6 and all(len(one) >= 3 for one in points) else ()


def _parted(key: str) -> tuple[str, ...]:
    """Return the facts of one sentence that semicolons part, nothing where it is one or more sentences."""
    parts = tuple(divided(key)) if re.search("[；;]", key) and "。" not in key else ()
    return parts if 2 <= len(parts) <= 6 and all(is_whole(one, 6, LONGEST) for one in parts) else ()


def _point(label: str, line: Sequence[Sentence], start: int) -> Iterator[Point]:
    whole = "".join(one.text for one in line)
    key = whole[start - line[0].start :].rstrip("。；; ")
    spaced = sum(len(one.text) for one in line) != line[-1].end - line[0].start
    counted = _counted(key) or _parted(key)
    away = any(map(opens_away, counted)) if counted else points_away(_THAT_PLACE.sub("", key))
    breaks_off = not line[-1].ended and "。" in key
    unfit = dangles(key) or away or is_speech(key) or is_noisy(key) or spaced or breaks_off
    most = (
        LONGEST_COUNTED
        if counted
        else LONGEST_RESULT
        if _RESULTS.search(label)
        else LONGEST_MEASURE
        if _MEASURES.search(label)
        else LONGEST
    )
    if (
        all(one.clean for one in line)
        and not unfit
        and (counted or is_whole(_THAT_PLACE.sub("", key), 8, most))
        and len(key) <= most
    ):
        asked = f"材料写明的{label}是什么？"
        yield Point(
            "labelled",
            tuple(line),
            counted or (key,),
            asked,
            bloom="understand" if _WHY.search(label) else "remember",
            confidence=0.85,
            worth=0.95,
        )
