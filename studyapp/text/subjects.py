"""Whether a Chinese sentence names who or what it speaks of, told by the classes of its first words."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from studyapp.text.lexicon import best_cut
from studyapp.text.sentences import clauses, without_quotations
from studyapp.text.surnames import SURNAMES

_NOMINAL = ("n", "s", "j", "r", "m", "b", "l", "i", "z", "q", "x", "f", "a", "t")
_TIME = re.compile(r"^[每周季度\d一二三四五六七八九十零〇年月日时分初末底上下半前后起至到里内间来—\-、 ]+$")
_FRAME_END = re.compile(r"(?:时|后|前|中|下|上|之后|之前|以来|期间|以后|以前|起|里|内|间|基础上|同时)$")
_FRAME_START = re.compile(
    r"^(?:针对|为了?|由于|因|通过|按照|按|根据|依据|依照|对于?|在|从|当|自|面对|围绕|经过?|随着|除了?|如果|只要|只有|一旦|凡|作为)"
)
_LONGEST_FRAME = 14
_BODY = re.compile(
    r"^[\u4e00-\u9fff]{0,8}?(?:支部|党委|委员会|小组|专班|部门|单位|机构|机关|公司|企业|工厂|车间|医院|学校|法院|中心|平台|协会|联盟|工会|银行|街道|社区|政府"
    r"|[班组队站科处校院厂店所局]长|人员|人|员|者|师|方|成员|干部|党员|群众|居民|业主|患者|学生|家长|老师|医生|护士|代表)(?![的等])"
)
_NAMED = re.compile(
    rf"^(?:[小老阿][{SURNAMES}]|[{SURNAMES}]某[某甲乙丙丁]?|[{SURNAMES}][\u4e00-\u9fff]{{0,2}}"
    r"(?:师傅|老师|医生|大夫|护士长|主任|书记|站长|经理|厂长|校长|院长|科长|队长|班长|女士|先生|警官|法官|律师|爷爷|奶奶|阿姨))(?!的)"
)
_TAKES_SOMEBODY = re.compile(
    "邀请|聘请|聘用|组织|动员|引导|联合|依托|通知|要求|责令|督促|协调|委托|安排|选派|指定|帮助|支持|鼓励|推动|引入|培训|走访|约谈|成立|建立|设立"
)
_EXHORTS = re.compile(r"^(?:要|必须|应当|应该|应|只有|只要|需要|不得|不能)")
_COPULA = re.compile(r"[^，,]{3,24}(?:是|在于|属于|不等于|意味着|有助于|有利于)")
_PREDICATE_MARK = re.compile(r"^(?:有|没有|没|不|未|无|是|被|让|使|令|把|将|给|已|曾|再|才|就|都|也|还|并|共)")


@lru_cache(maxsize=1)
def _classes() -> dict[str, str]:
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        return {}
    fields = Path(spec.origin).with_name("dict.txt").read_text(encoding="utf-8").split()
    return dict(zip(fields[0::3], fields[2::3], strict=True))


def word_class(word: str) -> str:
    """Return the class of a word as the dictionary has it (n, v, d, p …), nothing for an unknown one."""
    return _classes().get(word, "")


def names_its_subject(text: str) -> bool:
    """Say whether the main clause of a sentence opens with a noun; advice that opens with 要 or 应当 needs none."""
    plain = without_quotations(text)
    for clause in clauses(plain):
        if _TIME.match(clause.text) or _is_time_frame(clause.text):
            continue
        return _opens_well(clause.text)
    return False


def names_an_actor(text: str) -> bool:
    """Say whether the main clause of a sentence opens with a person or a body, not with a thing or a place."""
    for clause in clauses(without_quotations(text)):
        if not (_TIME.match(clause.text) or _is_time_frame(clause.text)):
            return bool(
                (_NAMED.match(clause.text) or _BODY.match(clause.text)) and not _TAKES_SOMEBODY.match(clause.text)
            )
    return False


def _is_time_frame(clause: str) -> bool:
    if len(clause) <= _LONGEST_FRAME and _FRAME_END.search(clause):
        return True
    return bool(_FRAME_START.match(clause)) and not _COPULA.match(clause)


def _opens_well(clause: str) -> bool:
    if _NAMED.match(clause) or _EXHORTS.match(clause) or _COPULA.match(clause):
        return True
    if _PREDICATE_MARK.match(clause) and not clause.startswith(("有的", "有些", "有关", "有位", "有人", "有一")):
        return False
    words = best_cut(clause[:24])[1]
    first = _skip_time(words)
    if not first:
        return False
    tag = word_class(first[0])
    if tag.startswith(_NOMINAL) or (not tag and len(first[0]) == 1):
        return True
    joined = "".join(first[:3])
    if _TAKES_SOMEBODY.match(clause):
        return False
    return tag in {"v", "vn", "d"} and bool(_BODY.match("".join(first[:2])) or _BODY.fullmatch(joined))


def _skip_time(words: tuple[str, ...]) -> tuple[str, ...]:
    place = 0
    while place < len(words) - 1 and (word_class(words[place]) == "t" or _TIME.match(words[place])):
        place += 1
    return words[place:]
