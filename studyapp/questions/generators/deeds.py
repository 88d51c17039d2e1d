"""S做了X: the noun phrase at the end of a telling clause, left out in place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.generators.passages import passage_of
from studyapp.questions.generators.phrases import is_fit_stem, is_whole
from studyapp.questions.point import Point
from studyapp.text.lexicon import best_cut, word_classes
from studyapp.text.sentences import clauses

_INSIDE = frozenset({"n", "nz", "vn", "j", "b"})
_LAST = frozenset({"n", "nz"})
_LIGHT = re.compile(
    r"^(?:是|有|为|成为|进行|表示|认为|没有|存在|属于|来自|位于|称|说|到|去|在|叫|作为|担任|任|系|前往|来到|赶到|到达|居住|返回|回到|出生|毕业|姓|名叫|看到|觉得|以为|知道|参加|返|如|像|用于|用|等|做|做出|作出|可能|能够|可以|应当|造成|导致|要求|开始|继续|予以|能|会|要|相关|制造|投资|有关|有限|销售)$"
)
_DULL = re.compile(
    r"(?:情况|问题|工作|方面|时间|地点|东西|事情|家中|家里|现场|过程|内容|方式|基础上|原因|一事|经理|主任|行为|关系|情形|期间|本案|案件|案例|材料|作用|程度|阶段|经过|当事人|法院|人员|本人|人民|群众|医院|公司|单位|家属|老人|孩子|民警|患者|事故|决定|意见|观点|标准|规定|条件|要件|特征|概念)$"
)
_ACTOR = re.compile(
    r"(?:公司|医院|法院|检察院|局|委员会|学校|单位|部门|中心|银行|平台|厂|街道|社区|派出所|民警|医生|护士|医师|教师|老师|工人|员工|职工|人员|患者|家属|消费者|当事人|原告|被告人?|商家|业主|居民|村民|司机|团队|小组|科|系统|服务|程序|数据库|机关|政府|小组|某某?|[\u4e00-\u9fff](?:先生|女士)|者|人)(?=[^，,；;。的]{2})"
)
_MEANS = re.compile(r"^[^，,]{0,12}(?:通过|经过|为了?|随着|根据|由于|除了?|每当|如果|对于)[^，,]*$")
SHORTEST, LONGEST = 4, 12
_WHY = re.compile(r"因|由于|[不无未]力$|[不无未][\u4e00-\u9fff]$")


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every sentence that names an actor and ends in a verb with a plain noun phrase."""
    for sentence in case.usable:
        for run in reversed(clauses(sentence.core)):
            key = "" if _WHY.search(run.text) else _object(run.text)
            if key and (point := _point(case, sentence, run.end - len(key), key)):
                yield point
                break


def _point(case: AnalysedCase, sentence: Sentence, start: int, key: str) -> Point | None:
    if not is_whole(key, SHORTEST, LONGEST) or not is_fit_stem(key, SHORTEST, LONGEST) or case.text.count(key) != 1:
        return None
    passage = passage_of(case, sentence, start, start + len(key))
    if (
        passage is None
        or len(passage.before) < SHORTEST * 3
        or not _ACTOR.search(passage.before)
        or "尽" in passage.before[-6:]
    ):
        return None
    return Point("deed", passage.sentences, (key,), "", passage.blanked(), "", "remember", 0.75, 0.45)


def _object(clause: str) -> str:
    """Return the noun phrase that ends a clause right after a verb of its own, nothing where there is none."""
    words = best_cut(clause)[1] if len(clause) <= 60 and not _MEANS.match(clause) else ()
    place = len(words)
    while place and _is_noun(words[place - 1]):
        place -= 1
    key = "".join(words[place:])
    if not words or word_classes().get(words[-1], "") not in _LAST or key.startswith("公司"):
        return ""
    if not SHORTEST <= len(key) <= LONGEST or _DULL.search(key) or not _follows_verb(words[:place]):
        return ""
    return key


def _follows_verb(words: Sequence[str]) -> bool:
    last = words[-1] if words else ""
    if last in {"了", "过"}:
        last = words[-2] if len(words) > 1 else ""
    return len(last) >= 2 and word_classes().get(last, "") == "v" and not _LIGHT.match(last)


def _is_noun(word: str) -> bool:
    return word_classes().get(word, "") in _INSIDE
