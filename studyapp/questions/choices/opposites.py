"""A word exchanged for its counterpart: 故意 for 过失, 事前 for 事后, 构成 for 不构成.

The pairs belong to the language, not to a field. Both words of a pair exclude each other where one of them stands, and
both can be believed there, so no verdict follows from common sense alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.choices.swap import Swap
from studyapp.text.lexicon import word_classes

PAIRS = (
    "故意|过失", "有偿|无偿", "匿名|实名",
    "主要责任|次要责任", "直接责任|间接责任", "连带责任|按份责任",
    "早于|晚于", "大于|小于", "不少于|不超过", "不低于|不高于",
    "餐前|餐后", "饭前|饭后", "单侧|双侧", "动脉|静脉", "收缩压|舒张压", "静态|动态", "同步|异步",
    "债权人|债务人", "出租人|承租人", "发包方|承包方", "出租方|承租方", "买方|卖方", "甲方|乙方",
    "主犯|从犯", "纵向|横向", "公益性|营利性", "串联|并联", "工作日|休息日",
    "室内|室外", "专职|兼职", "一般过失|重大过失", "直接损失|间接损失",
)  # fmt: skip
_VERDICTS = (
    (re.compile(r"(?<![不未否是嫌能才的])构成(?=[^，,。成]{2,})(?!要件|上|的)"), "不构成"),
    (re.compile(r"不构成"), "构成"),
    (re.compile(r"(?<=[^，,；;])(?<![不否是能])属于(?=[^，,。]{2,})"), "不属于"),
    (re.compile(r"不属于"), "属于"),
    (re.compile(r"应当?承担"), "不承担"),
    (re.compile(r"不(?:应当?)?承担"), "应当承担"),
    (re.compile(r"(?<!不)应当?认定为"), "不应认定为"),
    (re.compile(r"(?<!不)具有(?=[^，,。]{2,12}(?:资格|效力|权利|权|义务|故意|关系)(?:$|[，,；;]))"), "不具有"),
    (re.compile(r"应予支持"), "不予支持"),
    (re.compile(r"全部责任"), "主要责任"),
    (re.compile(r"同等责任"), "全部责任"),
    (re.compile(r"补充责任"), "连带责任"),
    (re.compile(r"不予支持"), "予以支持"),
    (re.compile(r"(?<!不)予以支持"), "不予支持"),
)
_RESTS = re.compile(r"[，,；;](?:也|亦|故|则|并|应|可|须|不|以|具有|依)")
_BASIS = re.compile(r"构成|属于|符合|具有|认定|责任(?=[，,])")
_REST = re.compile(r"[^，,；;：:。“”]{0,14}(?=$|[，,；;])")
_VIEW = re.compile(
    r"提出[，,]|坚称|抗辩|指控|意见|观点|有人|辩称|主张|诉称|争议|是否|能否|如果|若|假如|或者|误以为|以为|可能|之所以|所以|因此|因而|从而|致"
)
_OTHERS = {one: two for pair in PAIRS for one, two in (pair.split("|"), pair.split("|")[::-1])}
_WORDS = re.compile("|".join(sorted(_OTHERS, key=len, reverse=True)))
_PART_OF_WORD = re.compile(r"^定期存|^[一二]审(?=法院|判决)|^白天(?=[的会上里])|^有效(?=[地果率性期])|^当场(?=[死])")


def find(core: str, case: AnalysedCase) -> Iterator[Swap]:
    """Yield the statement with one word, or one verdict, turned into its counterpart."""
    if _VIEW.search(core):
        return
    words = list(_WORDS.finditer(core))
    for found in words:
        other = _OTHERS[found.group()]
        if core[max(0, found.start() - 1) : found.start() + 1] in word_classes():
            continue  # 供餐|后, 教室|内: the exchange would cut a word
        alone = core.count(found.group()) == 1 and other not in core.replace(found.group(), "")
        if alone and not _PART_OF_WORD.match(core[found.start() :]) and not _is_said(core, found, other, case.text):
            yield _turned(core, found, other, 0.6)
    verdicts = [(found, other) for rule, other in _VERDICTS for found in rule.finditer(core)]
    if (
        len(verdicts) == 1
        and not _follows(core, verdicts[0][0])
        and not core.startswith(("因", "由于", "鉴于"))
        and "“" not in core[: verdicts[0][0].start()][-1:]
    ):
        found, other = verdicts[0]
        yield _turned(core, found, other, 0.75)


def _follows(core: str, verdict: re.Match[str]) -> bool:
    """Say whether something else in the sentence rests on the verdict, so that turning it would contradict itself."""
    rest = core[: verdict.start()] + core[verdict.end() :]
    return bool(_RESTS.search(core[verdict.end() :]) or _BASIS.search(rest))


def _turned(core: str, found: re.Match[str], other: str, worth: float) -> Swap:
    """Return the swap; what is shown of it runs on to the end of a short clause."""
    shown = _REST.match(core[found.end() :])
    rest = shown.group() if shown else ""
    text = core[: found.start()] + other + core[found.end() :]
    return Swap(text, found.group() + rest, other + rest, worth=worth)


def _is_said(core: str, found: re.Match[str], other: str, text: str) -> bool:
    before, after = core[max(0, found.start() - 2) : found.start()], core[found.end() : found.end() + 2]
    return (len(after) == 2 and other + after in text) or (len(before) == 2 and before + other in text)
