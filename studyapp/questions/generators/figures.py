"""A number with its unit in the author's own sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.choices.swap import FILLING
from studyapp.questions.generators.phrases import is_fit_stem
from studyapp.questions.point import Point
from studyapp.text.sentences import clauses

_UNIT = (
    "个工作日|工作日|个小时|小时|分钟|个月|万元|亿元|元|%|％|个百分点|公里/小时|毫克/升|平方米|平方公里|公里|公顷|亩|吨|公斤"
    "|千克|毫克|毫升|户次|人次|人|名|户|家|件|起|次|场|条|处|个|项|类|种|天|年|倍|批|台|辆|斤|套|支|所|座|趟|份|例|笔|册次|场次|学时|课时|分(?![钟之别类析工为公局行管部])|℃|度"
)
FIGURE = re.compile(
    rf"(?P<number>\d+(?:,\d{{3}})*(?:\.\d+)?[十百千万亿]?万?)(?P<more>余|多)?(?P<unit>{_UNIT})(?P<after>多|以上|以内|以下)?"
)
WORTH = re.compile(
    "建立|成立|设立|解决|办理|化解|调解|处理|下降|上升|提高|提升|降低|减少|增长|增加|达到|达|覆盖|满意|整改|排查|发现|受理|累计|每[周月年天日]"
    "|不少于|不超过|不得超过|至少|最多|以内|之内|罚款|赔偿|判处|支付|处以|没收|退还|缩短|节约|节省|投入|培训|开展|走访|期限|标准|规定|上限|超过|中断|恢复|持续"
)
_TABLED = re.compile(r"^[“\"]|\u3000|\d \d")  # somebody's words, a line of a table, a number that a space divides
_TRIVIAL = re.compile(r"(?:岁|楼|号|室|栋|单元|层|路|房间|第)|等\d+[种类个项]|最[多高大长]的?一")
PAID = re.compile("赔付|支付|赔款|保险金|花费|花了|报销")  # how much was paid out teaches less than why


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for each sentence with exactly one figure that matters."""
    for sentence in case.usable:
        if _TABLED.search(sentence.core):
            continue
        found = [one for one in FIGURE.finditer(sentence.core) if not _is_year(one)]
        if len(found) == 1 and not _is_calendar(sentence.core, found[0]):
            yield from _point(case, sentence, found[0])


def _is_year(found: re.Match[str]) -> bool:
    return found["unit"] == "年" and len(found["number"]) == 4


def _is_calendar(core: str, found: re.Match[str]) -> bool:
    unit = found["unit"]
    before, after = core[max(0, found.start() - 1) : found.start()], core[found.end() : found.end() + 1]
    return (
        before in {"第", "-", "—", "至", "到", "～", "~", "、", "."}
        or (before.isalpha() and before.isascii())
        or (unit == "年" and after in {"级", "度", "代"})
        or after in {"月", "日", "号"}
        or core[: found.start()].endswith(tuple(f"{one} " for one in "0123456789"))
        or (unit == "分" and before in {"时", "点", ":", "："})
    )


def _point(case: AnalysedCase, sentence: Sentence, found: re.Match[str]) -> Iterator[Point]:
    core, key = sentence.core, found["number"] + found["unit"]
    if found["more"]:
        key = found["number"] + found["more"] + found["unit"]
    near = next((one.text for one in clauses(core) if one.start <= found.start() < one.end), "")
    if not WORTH.search(near) or _TRIVIAL.search(near) or case.text.count(key) > 2:
        return
    cloze = core[: found.start()] + "____" + core[found.start() + len(key) :]
    if is_fit_stem(cloze.replace("____", key), 10, 95) and cloze.count("____") == 1:
        worth = FILLING if PAID.search(near) else 0.5
        yield Point("figure", (sentence,), (key,), "", f"{cloze}。", "figure", "remember", 0.8, worth)
