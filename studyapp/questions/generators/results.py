"""满意度达到98%, 办理时限由5天缩短到2天: a figure that tells a result, asked in its own clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.choices.swap import FILLING
from studyapp.questions.distractors.numbers import amount_of, wrong_figures
from studyapp.questions.generators.figures import FIGURE, PAID
from studyapp.questions.generators.phrases import is_fit_stem
from studyapp.questions.point import Point
from studyapp.text.lexicon import best_cut, word_classes
from studyapp.text.sentences import clauses

_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?[十百千万亿]?万?"
_RESULT = re.compile(
    rf"^(?P<subject>[^，,；;：:。\d“”]{{2,22}}?)(?:反而|反|已经|逐步)?(?P<from>[由从][^，,\d由从]{{0,6}}?的?(?P<before>{_NUMBER})余?[^，,\d]{{1,5}}?)?"
    r"(?:已|均)?(?P<verb>(?:同比|环比|平均|累计|分别)?(?:提高|提升|上升|增长|增加|扩大|攀升|下降|降低|减少|压缩|缩短|缩减|降|跌|增)(?:到了?|至|为|了)?|达到了?|达|升至|降至|跌至|不超过|不得超过|不少于|不低于|不高于|限速|奖励|补贴|罚款|扣减|上调到|下调到|控制在|缩短为|压减到|上限为|期限为|标准为)?(?:约|近)?$"
)
_RATE = re.compile(r"(?:率|度|比例|占比|周期|时限|时长|收入|金额|总额|产值)$")
_TOTAL = re.compile(r"(?:到|至|为|达)")
_UP = re.compile(r"提高|提升|上升|增长|增加|扩大|攀升|升|增")
_DOWN = re.compile(r"下降|降低|减少|压缩|缩短|缩减|降|跌")
SHORT = 7  # a shorter clause does not say what its figure belongs to
_TRIVIAL = re.compile(r"年龄|面积|人口|海拔|身高|体重|距离|户籍|岁")
_TABLED = re.compile(r"^[“\"]|\u3000|\d \d")  # somebody's words, a line of a table, a number that a space divides
_SUM = re.compile(r"合计|总计|共计|总共|一共")  # it can be worked out from what stands beside it
_LEANING = re.compile(
    r"^(?:对(?![象方])|向|针对|最[多高少低长大]|其余|按|经(?!济|营)|据|被|最后|最终|随后|免|给|处|其中|累计|共|一(?![套个次张户件名])|仅|先后|目前|已|并|使|让|将|把|从|由|在|到|为|请求|要求|判决|比|较|与|同|发现|也|还|又|但|而)"
)
_CLOSING = re.compile(r"^(?:以上|以内|以下|左右)?$")


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every figure that ends a clause of result and is told once."""
    for sentence in case.usable:
        if _TABLED.search(sentence.core):
            continue
        runs = clauses(sentence.core)
        for place, run in enumerate(runs):
            before = sentence.core[runs[place - 1].start : run.start] if place else ""
            if before.rstrip().endswith(("；", ";", "：", ":")):
                before = ""
            yield from _point(case, sentence, run.text, before)


def _point(case: AnalysedCase, sentence: Sentence, clause: str, before: str) -> Iterator[Point]:
    figures = list(FIGURE.finditer(clause))
    found = figures[-1] if figures else None
    told = _RESULT.match(clause[: found.start()]) if found else None
    if not found or not told or found["more"]:
        return
    key = found["number"] + found["unit"]
    after = clause[found.start() + len(key) :]
    subject = told["subject"]
    if not _CLOSING.match(after) or not _names_a_measure(subject, told["verb"] or "") or case.text.count(key) > 2:
        return
    others = tuple(one for one in wrong_figures(key, case.text, clause, 9) if _is_believable(one, told))[:3]
    told_before = before if found.start() < SHORT else ""
    if found.start() < SHORT and not is_fit_stem(before.rstrip("，,"), 6, 40):
        return
    cloze = f"{told_before}{clause[: found.start()]}____{after}。"
    if len(others) == 3 and key not in {"100%", "100％"} and is_fit_stem(cloze.replace("____", key), 6, 80):
        worth = FILLING if PAID.search(clause) else 0.8
        yield Point("result", (sentence,), (key,), "", cloze, "figure", "remember", 0.9, worth, others)


def _names_a_measure(subject: str, verb: str) -> bool:
    if (
        _SUM.search(subject)
        or _TRIVIAL.search(subject)
        or _LEANING.match(subject)
        or (not verb and not _RATE.search(subject))
    ):
        return False
    words = best_cut(subject)[1]
    return bool(_RATE.search(subject)) or word_classes().get(words[-1], "").startswith(("n", "vn", "q", "f", "v"))


def _is_believable(other: str, told: re.Match[str]) -> bool:
    """Say whether a wrong figure keeps the direction that the clause tells: what rose ends above where it began."""
    before, verb = told["before"], told["verb"] or ""
    if not before or not _TOTAL.search(verb):
        return True
    start, end = amount_of(before), amount_of(other)
    if start is None or end is None or start == end:
        return False
    return end > start if _UP.search(verb) else end < start if _DOWN.search(verb) else end != Decimal(0)
