"""Who did something, exchanged for somebody of the same case who is told to have done something else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.chance import rank_of
from studyapp.questions.choices.swap import Swap, exchanged
from studyapp.questions.generators.phrases import MEASURE
from studyapp.text.lexicon import best_cut
from studyapp.text.surnames import SURNAMES

_BODIES = (
    "镇里|区里|市里|县里|村里|校方|院方|工程队|街道|社区|居委会|村委会|业委会|业主大会|议事会|物业公司|公司|企业|工厂|车间|法院|检察院|监委|纪委|监察机关|公安机关|派出所|管理局|监管局"
    "|应急局|教育局|卫健委|委员会|学校|医院|医务科|护理部|药房|药剂科|急诊科|后厨|支部|党委|政府|管理处|小组|专班|银行|商场|门店|商家|厂家|平台"
    "|协会|工会|消协|仲裁委|保险公司|供应商|采购部|质检部|生产部|运维组|值班组|开发组|测试组"
)
_PEOPLE = (
    "书记|主任|厂长|校长|院长|班长|组长|经理|医生|护士长|护士|教师|老师|班主任|家长|居民|业主|商户|村民|消费者|原告|被告人|被告|上诉人|员工|职工"
    "|患者|工程师|调解员|网格员|志愿者|药师|司机|保安|店长|店主|房东|租客"
)
_ENDS = re.compile(rf"(?:{_BODIES}|{_PEOPLE})$")
_KINDRED = (
    re.compile(r"(?:企业|公司|工厂|厂家|商家|平台|门店|商场|银行|供应商|车间|单位|厂|店)$"),
    re.compile(r"(?:学校|校方|教育局|中学|小学)$"),
    re.compile(r"(?:医院|院方|科|部|科室|药房)$"),
    re.compile(r"(?:街道|社区|镇里|村里|区里|县里|市里|政府|支部|党委)$"),
    re.compile(r"(?:局|部门|机关|卫健委|监委|纪委)$"),
)  # a bare name of one of these may mean the very body that another name of the same kind means
_BARE = re.compile(r"[\u4e00-\u9fff]{2,3}")
_IS_BODY = re.compile(rf"(?:{_BODIES})$")
_NAMED = re.compile(rf"^(?:[{SURNAMES}]某[某甲乙丙丁]?|[{SURNAMES}](?:女士|先生))$")
_ACTS = re.compile(
    "(?:随后|立即|及时|依法|主动|先后|最终|当场|统一|专门|另外|应当|必须|每[天周月年季])?"
    f"(?:{MEASURE.pattern}|决定|要求|作出|判处|认定|承担|支付|赔偿|退还|收取|同意|拒绝|申请|提出|负责|牵头|发现|编|写|设|定下|划|拨|发|派|构成|属于|违反|利用|指派|成为|请|把|将|对|向|给|为|让|停止|规定|改|写明|答复|登记|接收|检查|考核|审查|维修|通知|上报|保存|记录|拿出|召集|指定|核对|查封|扣押|移送)"
)
_START = re.compile(r"^(?:[^，,；;。]{2,16}[，,])?(?P<actor>[\u4e00-\u9fff]{2,12}?)(?=" + _ACTS.pattern + ")")
_BEARER = re.compile(r"由(?P<actor>[\u4e00-\u9fff]{2,10}?)(?:负责|牵头|承担|主持|审核|监督|保管|支付)")
_ACCOUNTABLE = re.compile(
    "(?:的行为|应当?|须|已|最终|依法)?(?:构成|属于|违反|承担|赔偿|支付|退还|负责|返还|利用|负|具有|因|被)"
)
_TOGETHER = re.compile(r"联合|会同|共同|一起|配合|和|与|及|、|双方|均|都|分别")


def find(core: str, case: AnalysedCase) -> Iterator[Swap]:
    """Yield the statement with its actor exchanged, where actor and substitute both act in the case."""
    for rule in (_START, _BEARER):
        found = rule.search(core)
        if not found or not _is_actor(found["actor"]) or _TOGETHER.search(core[: found.end() + 4]):
            continue
        actor = found["actor"]
        if _NAMED.match(actor) and not _ACCOUNTABLE.match(core[found.end("actor") :]):
            continue
        deed = core[found.end("actor") :][:4]
        others = [one for one in actors_of(case) if _may_replace(one, actor, core) and one + deed not in case.text]
        if others and core.count(actor) == 1:
            wrong = others[rank_of(core, actor) % min(3, len(others))]
            yield exchanged(core, found.start("actor"), found.end("actor"), wrong, worth=0.65)


def actors_of(case: AnalysedCase) -> list[str]:
    """Return who acts in a case, the most frequent first."""
    counts: Counter[str] = Counter()
    for sentence in case.usable:
        found = _START.search(sentence.core) or _BEARER.search(sentence.core)
        if found and _is_actor(found["actor"]):
            counts[found["actor"]] += 1
    return sorted(counts, key=lambda one: (-counts[one], one))


def _is_actor(name: str) -> bool:
    if _NAMED.match(name):
        return True
    words = best_cut(name)[1]
    return bool(_ENDS.search(name)) and len(words) <= 3 and not re.search(r"[的了在对向把被让由从]", name)


def _may_replace(other: str, actor: str, core: str) -> bool:
    """Say whether one actor is of the other's make and yet surely apart from it: neither its part nor its head."""
    bare = _BARE.fullmatch(actor) or _BARE.fullmatch(other)
    if bare and any(kind.search(actor) and kind.search(other) for kind in _KINDRED):
        return False
    if other in core or any(bool(make.search(other)) != bool(make.search(actor)) for make in (_NAMED, _IS_BODY)):
        return False
    if _NAMED.match(actor):
        return other[0] != actor[0]
    return not set(other) & set(actor)
