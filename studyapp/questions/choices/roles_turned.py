"""Two parties of one sentence in each other's place: who gave and who took, left and right, buyer and seller."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.choices.swap import Swap
from studyapp.text.sentences import without_quotations
from studyapp.text.surnames import SURNAMES

_PAIRS = (
    "原告|被告", "用人单位|劳动者", "用工单位|用人单位", "出租人|承租人", "买方|卖方", "甲方|乙方", "发包方|承包方",
    "债权人|债务人", "委托人|受托人", "左膝|右膝", "左侧|右侧", "左眼|右眼", "左肾|右肾", "左腿|右腿", "左手|右手",
    "术前|术后", "餐前|餐后", "收缩压|舒张压", "生产者|销售者", "上级|下级",
)  # fmt: skip
_PERSON = re.compile(
    rf"[{SURNAMES}](?:某(?:某|甲|乙|丙|丁)?|女士|先生)(?![\u4e00-\u9fff]{{0,4}}(?:公司|单位|医院|学校))"
)
_DIRECTED = re.compile(
    "指使|委托|要求|让|替|向|给|收受|殴打|转让|借|赠|帮助|安排|派|交|卖|租|欠|起诉|赔偿|支付|返还|告知|举报|指派|聘|雇"
)
_ALIKE = re.compile("[和与、及同跟]|双方|互相|相互|共同|一起|合伙|共谋|夫妻|结婚")
_LEAST, _MOST = 1, 24


def find(core: str, _: AnalysedCase) -> Iterator[Swap]:
    """Yield the sentence with its two parties in each other's place, if it names each of them exactly once."""
    plain = without_quotations(core)
    for pair in _PAIRS:
        one, two = pair.split("|")
        if (
            core.count(one) == plain.count(one) == 1
            and core.count(two) == plain.count(two) == 1
            and one not in two
            and two not in one
        ):
            yield from _turned(core, *sorted((one, two), key=core.index), directed=False)
    names = _PERSON.findall(core)
    if len(names) == 2 and names[0] != names[1]:
        yield from _turned(core, names[0], names[1], directed=True)


def _turned(core: str, first: str, second: str, *, directed: bool) -> Iterator[Swap]:
    start, middle, end = core.index(first), core.index(first) + len(first), core.index(second)
    between = core[middle:end]
    opening = re.split("[，,；;：:]", core[:start])[-1]
    if re.match("在|对于?|关于|当|因|经", opening):
        return
    if not _LEAST <= len(between) <= _MOST or _ALIKE.search(between) or (directed and not _DIRECTED.search(between)):
        return
    text = core[:start] + second + between + first + core[end + len(second) :]
    yield Swap(text, f"{first}{between}{second}", f"{second}{between}{first}", worth=0.7)
