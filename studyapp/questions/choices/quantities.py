"""A number, a span of time or how often something happens, exchanged for another that the case does not mention."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.chance import rank_of
from studyapp.questions.choices.swap import FILLING, Swap, exchanged
from studyapp.questions.distractors.numbers import wrong_figures
from studyapp.questions.generators.figures import FIGURE, PAID, WORTH
from studyapp.text.sentences import clauses

_CALENDAR_AFTER = re.compile(r"^(?:月|日|号|级|度|代|版|第|岁|周岁)")
_CALENDAR_BEFORE = re.compile(r"(?:[第\-—～~、.．年月时点:：约近条款项号编国省县]|[A-Za-z]|\d[^\d，,]{0,3}[至到])$")
_LATER = re.compile(r"^(?:以|之)?(?:后|前)")
_PLACE = re.compile(r"^(?:号|楼|栋|室|单元|层|路)")
_NUMERAL = re.compile(
    r"(?<![一二三四五六七八九十百千万零几数第余每])(?P<number>[两二三四五六七八九十])"
    r"(?P<unit>个工作日|个小时|个月|工作日|小时|分钟|天|日内|年内|周内|倍|成(?![立为功员本果效就长人交分]))"
)
_AMOUNT = re.compile(r"[\d.,]+[万亿]?(?:元|%|％|个百分点)")
_SMALL = "两三四五六七八九十"
_COUNT = "一二三四五六七八九"
MOST_FIGURES = 5
_TERM = re.compile(r"(?<=徒刑|缓刑|期限|期为|保修)(?P<number>[一二三四五六七八九])年")
_EVERY = ("每天", "每周", "每月", "每季度", "每半年", "每年")
_EVERY_FOUND = re.compile(
    r"(?<!每)(?<!平方米)(?<!人)每(?:天|日|周|月|季度|半年|年)"
    r"(?!均|度|[一二三四五六七八九十日天春夏秋冬早晚夜\d]|[上下]午|中午|凌晨)"
)
_SHARES = ("三分之一", "三分之二", "四分之三", "五分之四", "二分之一")
_SHARE_FOUND = re.compile(r"[二三四五]分之[一二三四]")


def find(core: str, case: AnalysedCase) -> Iterator[Swap]:
    """Yield swaps of Arabic figures with units, of small Chinese numerals with units, of rhythms and of shares."""
    yield from _figures(core, case)
    for found in _TERM.finditer(core):
        others = [
            f"{one}年"
            for one in "一二三四五六七八九"
            if one != found["number"] and abs(_COUNT.index(one) - _COUNT.index(found["number"])) <= 2
        ]
        yield from _one(core, found, others, case)
    for found in _NUMERAL.finditer(core):
        if _LATER.match(core[found.end() :]) or not _matters(core, found.start()):
            continue
        others = [
            one + found["unit"]
            for one in _SMALL
            if 0 < abs(_SMALL.index(one) - _SMALL.index(found["number"].replace("二", "两"))) <= 3
        ]
        yield from _one(core, found, others, case)
    for found in _EVERY_FOUND.finditer(core):
        near = _EVERY.index(found.group().replace("每日", "每天"))
        yield from _one(core, found, _EVERY[max(0, near - 2) : near] + _EVERY[near + 1 : near + 3], case)
    for found in _SHARE_FOUND.finditer(core):
        yield from _one(core, found, [one for one in _SHARES if one != found.group()], case)


def _matters(core: str, place: int) -> bool:
    """Say whether the clause of a figure tells a result or a rule rather than an incident or a sum paid out."""
    near = next((one.text for one in clauses(core) if one.start <= place < one.end), "")
    if PAID.search(near):
        return False
    amount = _AMOUNT.match(core[place:])
    return bool(amount or WORTH.search(near))


def _figures(core: str, case: AnalysedCase) -> Iterator[Swap]:
    found = [one for one in FIGURE.finditer(core) if not _is_name(core, one)]
    if len(found) > MOST_FIGURES or (len(found) > 2 and _add_up(found)):  # a sum would give the false one away
        return
    for one in found:
        key = one["number"] + one["unit"]
        wrong = wrong_figures(key, case.text, core)
        counts_names = core[: one.start()].endswith("等")  # 四季豆、鲜黄花菜等4种
        if wrong and not one["more"] and not counts_names:
            worth = 0.55 if _matters(core, one.start()) else FILLING
            other = wrong[rank_of(core, key) % len(wrong)]
            yield exchanged(core, one.start(), one.start() + len(key), other, bloom="remember", worth=worth)


def _add_up(found: list[re.Match[str]]) -> bool:
    numbers = [Decimal(re.sub(r"[^\d.]", "", one["number"])) for one in found]
    return any(
        abs(one) == sum(group)
        for count in (2, 3)
        for group in combinations(numbers, count)
        for one in (*numbers, Decimal(100))
        if one not in group
    )


def _is_name(core: str, found: re.Match[str]) -> bool:
    before, after = core[: found.start()], core[found.end() :]
    if re.search(r"\d[ \u3000]$", before):
        return True  # a number that a space divides
    year = found["unit"] == "年" and len(found["number"]) == 4
    return bool(year or _CALENDAR_BEFORE.search(before) or _CALENDAR_AFTER.match(after) or _PLACE.match(after))


def _one(core: str, found: re.Match[str], others: list[str] | tuple[str, ...], case: AnalysedCase) -> Iterator[Swap]:
    fit = [one for one in others if one not in case.text]
    if fit and case.text.count(found.group()) <= 3:
        wrong = fit[rank_of(core, found.group()) % len(fit)]
        yield exchanged(core, found.start(), found.end(), wrong, bloom="remember", worth=0.6)
