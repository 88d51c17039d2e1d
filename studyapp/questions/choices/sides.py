"""Two sides of a change, a correction or an order, told the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.choices.swap import Swap
from studyapp.questions.generators.phrases import is_whole
from studyapp.text.lexicon import best_cut
from studyapp.text.subjects import word_class

_BECOME = "转变为|转变成|转为|变为|变成|改为|升级为|调整为|过渡到"
_SIDE = "[^，,；;：:。“”]"
CHANGE = re.compile(
    rf"(?:由|从)(?P<one>“{_SIDE}{{2,16}}”|{_SIDE}{{2,16}}?)(?:{_BECOME})了?(?P<two>“{_SIDE}{{2,16}}”|{_SIDE}{{2,16}})(?=$|[，,；;])"
)
_NOT_BUT = re.compile(
    rf"不是(?:为了|要)?(?P<one>{_SIDE}{{2,24}})[，,]而是(?:为了|要)?(?P<two>{_SIDE}{{2,24}})(?=$|[，,；;])"
)
_MADE = re.compile(
    rf"(?:把|将)(?P<one>“{_SIDE}{{2,16}}”)(?:变成|变为|改成|改为|换成|转为|转变为|升级为)了?(?P<two>“{_SIDE}{{2,16}}”)(?=$|[，,；;])"
)
_NOT_IN = re.compile(rf"不在(?!于|此|乎)(?P<one>{_SIDE}{{2,20}})[，,]而在(?!于)(?P<two>{_SIDE}{{2,20}})(?=$|[，,；;])")
_BENEATH = re.compile(
    rf"表面上?看?是(?P<one>{_SIDE}{{2,24}})[，,](?:实质上|实际上|本质上|根子上)是(?P<two>{_SIDE}{{2,24}})(?=$|[，,；;])"
)
_BUT_NOT = re.compile(
    rf"(?:靠的是|重在|在于|就是|(?<![不还但只可要就])是)(?P<one>{_SIDE}{{2,24}})[，,]而(?:不是|非|不在于)(?:靠|在)?(?P<two>{_SIDE}{{2,24}})(?=$|[，,；;])"
)
_RATHER = re.compile(
    rf"(?:^|(?<=[，,；;：:]))(?P<one>{_SIDE}{{3,16}}?)[，,]?(?:往往|远|总|更)?(?:比(?!对|例|较|率|重|赛|如|喻|分|值|方)|胜过|重于|优于|强于|先于)(?P<two>{_SIDE}{{3,16}}?)"
    r"(?=$|[，,；;]|更|还要?|要[快慢好难强])"
)
_NOT_RATHER = re.compile(rf"与其(?P<one>{_SIDE}{{2,20}})[，,]不如(?P<two>{_SIDE}{{2,20}})(?=$|[，,；;])")
_ORDER = re.compile(
    rf"(?:^|(?<=[，,；;：:])|(?<=[应要须员部委局民师院]))先(?![后前进行生期例锋导天])(?P<one>{_SIDE}{{2,18}}?)[，,]?(?:然后再|然后|再|后)(?![者来期续])(?P<two>{_SIDE}{{2,18}})(?=$|[，,；;])"
)
_LEANING = re.compile(r"(?:^|，)(?:由|先|就|都|也|再|才|没|不|未|把|将|使|让|能)|最后|其次|然后|接着")
_VERBAL = re.compile(r"而是|没有|不|着|了|要|可以|能|把|将|被|让|请")
_PARALLEL = re.compile(
    rf"(?:^|(?<=[，,；;：:]))(?P<head>{_SIDE}{{2,10}}?)(?P<verb>的(?:特点|优点|作用|对象|重点|目的|主体)是|看|用于|负责|属于|主管|承担)(?P<one>{_SIDE}{{2,18}})[，,；;]"
    rf"(?P<second>{_SIDE}{{2,10}}?)(?P=verb)(?P<two>{_SIDE}{{2,18}})(?=$|[，,；;])"
)


def find(core: str, _: AnalysedCase) -> Iterator[Swap]:
    """Yield the statement with its two sides exchanged."""
    for rule, worth in (
        (CHANGE, 0.85),
        (_NOT_BUT, 0.8),
        (_MADE, 0.8),
        (_NOT_IN, 0.8),
        (_BENEATH, 0.8),
        (_BUT_NOT, 0.8),
        (_ORDER, 0.75),
        (_PARALLEL, 0.7),
        (_RATHER, 0.75),
        (_NOT_RATHER, 0.8),
    ):
        found = list(rule.finditer(core))
        if len(found) == 1 and _fits(found[0]) and (rule is not _PARALLEL or _are_named(found[0])):
            yield _turned(core, found[0], worth)


_SAYING = re.compile(r"说明|表明|认为|可见|证明|显示|意味着")


def _fits(found: re.Match[str]) -> bool:
    one, two = found["one"].strip("“”"), found["two"].strip("“”")
    quoted = found["one"].startswith("“") and found["two"].startswith("“")
    whole = (quoted or (is_whole(one, 2, 24) and is_whole(two, 2, 24))) and not _LEANING.search(one + "，" + two)
    whole = whole and not (_SAYING.match(one) or _SAYING.match(two))
    return whole and one not in two and two not in one and not any(char.isdigit() for char in one + two)


def _are_named(found: re.Match[str]) -> bool:
    """Say whether both heads of a parallel end in a noun."""
    heads = (found["head"], found["second"])
    ends = (word_class(best_cut(head)[1][-1]) for head in heads)
    return all(end.startswith(("n", "f", "s", "v", "q")) for end in ends) and not any(map(_VERBAL.search, heads))


def _turned(core: str, found: re.Match[str], worth: float) -> Swap:
    one, two = found["one"], found["two"]
    start = found.start("one")
    text = core[:start] + two + core[found.end("one") : found.start("two")] + one + core[found.end("two") :]
    right = found.group().strip("，,")
    place = start - found.start()
    wrong = right[:place] + two + core[found.end("one") : found.start("two")] + one
    return Swap(text, right, wrong, "understand", worth)
