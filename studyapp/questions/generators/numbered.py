"""Numbered lines under a heading: what a section lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.generators.phrases import is_fit_stem
from studyapp.questions.outline import groups_of
from studyapp.questions.point import Point
from studyapp.text.sentences import inner_quoted
from studyapp.text.standalone import is_noisy, is_speech, points_away

_NUMBER = re.compile(
    r"^(?:[（(]?(?P<digits>\d{1,2})(?:[)）、]|[.．](?!\d))|[（(]?(?P<words>[一二三四五六七八九])(?:[)）、]|[.．]))\s*"
)
_FAMILIES = {
    "listed-causes": re.compile(r"原因|隐患|教训"),
    "listed-measures": re.compile(r"措施|对策|建议|做法|办法|改进|要求|举措"),
}
_LABELLED_LINE = re.compile(r"^[-•·●]?\s*[\u4e00-\u9fff“”]{2,10}[：:][^：:]{6,}$")
_WORDS = "一二三四五六七八九"
_COUNTS = "两三四五六"
_ARE_LABELS = re.compile(r"^(?:直接|间接|主要|客观|主观|背景|原因|基本)")
_LABEL_MARKS = "【】[]〔〕:： 　#*0123456789.、（）()一二三四五六七八九十"
_FIT_LABEL = re.compile(
    r"原因|措施|对策|建议|教训|启示|经验|做法|问题|步骤|流程|要求|意义|要点|注意事项|方案|方法|成效|结果|改进|反思|警示|提示|提醒|隐患|分析|点评|评析|思考|体会|认识|看法|意见"
)


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every run of two to six numbered lines or headings under a heading that names them."""
    headed = list(_headed(case))
    yield from headed
    taken = {point.sentences[0] for point in headed}
    for part in ("body", "commentary"):
        text = case.case.part(part)
        first = [one for one in case.sentences if one.part == part and _opens_line(text, one.start)]
        place = 0
        while place < len(first):
            run = _run(first, place) or _labelled_run(first, place, text)
            if 2 <= len(run) <= 6 and place and run[0] not in taken:
                yield from _point(first[place - 1], run)
            place += max(1, len(run))


def _headed(case: AnalysedCase) -> Iterator[Point]:
    for group in groups_of(case):
        label = _NUMBER.sub("", group.label).strip(_LABEL_MARKS)
        clean = not any(is_noisy(one) or is_speech(one) or points_away(one) for one in group.headings)
        if (
            not group.headings
            or _ARE_LABELS.search("".join(group.headings)[:8])
            or not clean
            or not 2 <= len(group.blocks) <= 6
            or not _is_fit_label(label)
        ):
            continue
        firsts = tuple(block.first for block in group.blocks)
        if all(one.clean for one in firsts):
            count = _COUNTS[len(firsts) - 2]
            own = group.part == "commentary" and label == case.commentary_name(firsts[0].start)
            asked = f"文中从哪{count}个方面展开？" if own else f"“{inner_quoted(label)}”部分从哪{count}个方面展开？"
            yield Point(
                "numbered",
                firsts,
                group.headings,
                asked,
                family=_family(label),
                bloom="remember",
                confidence=0.9,
                worth=0.95,
            )


def _is_fit_label(label: str) -> bool:
    return bool(_FIT_LABEL.search(label)) and is_fit_stem(label, 2, 16)


def _family(label: str) -> str:
    return next((name for name, nouns in _FAMILIES.items() if nouns.search(label)), "")


def _opens_line(text: str, start: int) -> bool:
    return not text[:start].rpartition("\n")[2].strip()


def _number(sentence: Sentence) -> int | None:
    found = _NUMBER.match(sentence.text)
    if not found:
        return None
    return int(found["digits"]) if found["digits"] else _WORDS.index(found["words"]) + 1


def _style(sentence: Sentence) -> str:
    found = _NUMBER.match(sentence.text)
    return (
        re.sub(r"[\d一二三四五六七八九]", "#", found.group().strip()) + ("1" if found["digits"] else "一")
        if found
        else ""
    )


def _run(lines: Sequence[Sentence], place: int) -> list[Sentence]:
    """Return the lines from `place` on that are numbered 1, 2, 3 … in one style."""
    run: list[Sentence] = []
    style = _style(lines[place])
    while place < len(lines) and _number(lines[place]) == len(run) + 1 and _style(lines[place]) == style:
        run.append(lines[place])
        place += 1
    return run


def _labelled_run(lines: Sequence[Sentence], place: int, text: str) -> list[Sentence]:
    """Return the lines from `place` on that are one sentence each, with a short label and a colon before it."""
    run: list[Sentence] = []
    for one in lines[place:]:
        alone = not text[one.end :].partition("\n")[0].strip()
        if not (alone and one.text.endswith(("。", "；", ";")) and _LABELLED_LINE.match(one.text)):
            break
        run.append(one)
    return run if len(run) >= 2 else []


def _point(heading: Sentence, run: Sequence[Sentence]) -> Iterator[Point]:
    label = heading.text.strip(_LABEL_MARKS)
    keys = tuple(_NUMBER.sub("", one.text).rstrip("。；;，, ：:") for one in run)
    whole = all(4 <= len(key) <= 90 and not (is_noisy(key) or is_speech(key) or points_away(key)) for key in keys)
    short = not heading.ended and len(label) <= 16 and heading.clean
    if whole and short and all(one.clean for one in run) and _is_fit_label(label):
        asked = f"“{inner_quoted(label)}”部分列出了哪几条？"
        yield Point(
            "numbered", tuple(run), keys, asked, family=_family(label), bloom="remember", confidence=0.85, worth=0.95
        )
