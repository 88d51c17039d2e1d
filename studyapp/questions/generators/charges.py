"""构成X罪, 以X罪判处: which offence a conduct was found to be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.generators.passages import passage_of
from studyapp.questions.point import Point

_CHARGE = re.compile(
    r"(?P<cue>(?<![不未否])构成|(?<=[^罪])犯|涉嫌|以|认定为|定性为)(?P<key>[^，,；;：:。、“”《》的了第以犯被或和与及罪依]{2,16}罪)(?![名犯责过行])(?P<next>[^，,；;。]{0,3})"
)
_KINDRED = (
    ("盗窃罪", "诈骗罪", "抢夺罪", "侵占罪", "敲诈勒索罪"),
    ("贪污罪", "受贿罪", "挪用公款罪", "私分国有资产罪"),
    ("职务侵占罪", "挪用资金罪", "非国家工作人员受贿罪", "合同诈骗罪"),
    ("滥用职权罪", "玩忽职守罪", "徇私舞弊罪", "徇私枉法罪"),
    ("重大责任事故罪", "危险作业罪", "重大劳动安全事故罪", "强令违章冒险作业罪"),
    ("故意伤害罪", "过失致人重伤罪", "寻衅滋事罪", "故意杀人罪"),
    ("交通肇事罪", "危险驾驶罪", "以危险方法危害公共安全罪"),
    ("集资诈骗罪", "非法吸收公众存款罪", "合同诈骗罪", "组织、领导传销活动罪"),
    ("生产、销售有毒、有害食品罪", "生产、销售伪劣产品罪", "生产、销售不符合安全标准的食品罪"),
    ("帮助信息网络犯罪活动罪", "掩饰、隐瞒犯罪所得罪", "洗钱罪"),
)
_ONLY_AS_PREMISE = re.compile(r"是否|能否|如果|若|前提|特征|要件|共犯|罪名")


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every offence that is the only one in its passage."""
    for sentence in case.usable:
        for found in _CHARGE.finditer(sentence.core):
            key = found["key"]
            passage = passage_of(case, sentence, found.start("key"), found.end("key"))
            if passage and not _ONLY_AS_PREMISE.search(passage.blanked()) and not _names_another(passage.blanked()):
                others = tuple(one for one in _kindred(key) if one not in case.text)[:3]
                yield Point(
                    "charge", passage.sentences, (key,), "", passage.blanked(), "", "understand", 0.85, 0.8, others
                )


def _names_another(stem: str) -> bool:
    return bool(re.search(r"[^犯]罪(?![名犯责过行])", stem))


def _kindred(key: str) -> list[str]:
    return [one for kind in _KINDRED if key in kind for one in kind if one != key]
