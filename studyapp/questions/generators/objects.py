"""S属于X, S导致X, S显示X: what the weighty verb of a telling clause says, left out in place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.draft import Bloom
from studyapp.questions.generators.passages import Passage, passage_of
from studyapp.questions.generators.phrases import is_fit_stem, is_whole
from studyapp.questions.point import Point

LONGEST_BLANK = 8  # a longer phrase has too many right wordings to be compared with
LEAST_BEFORE = 11
_END = r"(?=$|[，,；;])"


class Verb(NamedTuple):
    """A family of verbs: the rule's name, what is matched before the key, the level and the worth of the question."""

    rule: str
    shape: re.Pattern[str]
    bloom: Bloom
    worth: float


def _verb(rule: str, words: str, bloom: Bloom, worth: float, key: str = r"[^，,；;：:。？?]{4,44}") -> Verb:
    return Verb(rule, re.compile(rf"(?:{words})(?P<key>{key}){_END}"), bloom, worth)


VERBS = (
    _verb(
        "character",
        r"(?<![不未否是嫌能才即])(?:属于|构成(?!要件|上|了?犯罪$)了?|应当?视为|可以视为|违反了|侵犯了?|侵害了|损害了|破坏了|不属于|不符合|享有(?=[^，,]*权)|未尽到|没有尽到|负有|具备|不具备|缺乏|取决于)",
        "understand",
        0.8,
    ),
    _verb("outcome", r"(?<![会能易不以未])(?:导致了?|造成了?|引发了?|引起了?|致使|危及|诱发)", "understand", 0.75),
    _verb(
        "meaning",
        "意味着|有赖于|离不开|(?:关键|根源|原因|目的|核心|区别|难点)在于|表现为|的(?:特点|前提|关键|核心|对象|重点|原则|目的|后果|实质)(?:就|主要)?是|侵害的是|旨在",
        "understand",
        0.85,
    ),
    _verb(
        "copula",
        r"(?<![就不只但还总要都才可于的而或凡也正仅既若如又算])是(?!否|因|由|在|为|指|不|一[个名位家]|谁|我|他|通过|对|从|被|以)",
        "understand",
        0.7,
        r"[^，,；;：:。？?是]{3,28}(?:行为|责任|原因|关键|前提|基础|环节|标准|特征|权利|义务|措施|重症|急症|疾病|底线|原则|手段|途径|根源|依据|条件|保障|表现|要求|隐患|来源|部位|因素)",
    ),
    _verb(
        "demand",
        "(?<![响适对相供反理答不])应当(?!认定|[以由依]法|是)|必须|务必|切勿|切忌|严禁|不得(?!不|已|再就)|(?<![响适对相供反理答])应(?=及时|立即|尽快|避免|定期|首先|严格|按|根据|先|做|选择|保持|加强|主动|积极|将|对)|谨防"
        "|(?<![需主重必只])要(?=及时|立即|尽快|避免|定期|严格|按|做到|保持|养成|学会|坚持|主动)",
        "understand",
        0.85,
    ),
    _verb(
        "examined",
        "(?:检查|检验|鉴定|化验|调查|排查|监测|检测|复查|结果|日志|监控|造影|超声|CT|B超|X线|勘验|核查|审计)[^，,；;：:。的]{0,8}(?:发现|显示|表明|提示|证实|确认)(?!了?问题)",
        "remember",
        0.7,
    ),
    _verb(
        "reaction",
        "(?<![的其被对所按应由就])(?:决定|责令|要求|建议)(?!书|是否|，)",
        "remember",
        0.65,
        r"(?!的|了|将其|对其|此)[^，,；;：:。？?]{6,44}",
    ),
    _verb(
        "omission",
        "(?<![尚从并])(?:未(?=按|经|对|将|及时|依|履|采|办|取|建|设|落|佩|系|安|制|向|与|在|进行|告知|提供|尽|能)|没有(?=按|经|对|将|及时|依|履|采|办|取得|建立|设置|落实|佩|告知|提供))",
        "understand",
        0.8,
    ),
    _verb("benefit", "有助于|有利于|可以有效|能够有效|能有效|可有效", "understand", 0.75),
    _verb("agreed", "(?<![的未无按依照据])(?:约定|承诺)(?!的|了|书|期|俗)", "remember", 0.6),
)
_UNFIT_BEFORE = re.compile(r"(?:可能|或者|认为$|不$|未$|没有$|被$|的$|和$|或$|、$|虽|规定|并要求)")
_UNFIT_KEY = re.compile(
    r"的(?:人员|单位|企业|个人|公司|机构|一方|当事人|劳动者|经营者|消费者|主体)$|^(?:带来|造成|产生|导致|的|了|是|利用|通过|借助|凭借|采取|按照|根据|依据|不良|一定|严重(?:后果|影响|的)|以下|如下|什么|何|哪|多|由|本案|他|她|它|这|该|其|此|上述|前款|我|你|有关|相关(?:规定|法律)|是否|否|起来|下来|过|到底)|(?:时|后|前|等|下|中|的|之一|情况|案件|过程中|规定|标准为|为|予以|进行)$|[某×*＊]|还是|是否|《|却仍?|仍然|但是|并且|以及其"
    r"|的[^，,]{1,14}(?:进行|予以|应当|可以|会|能|须|就|而|是|超越|实施|违反)"
)


_ENDS = re.compile(r"”?(?:[；;]|$)")  # after a comma the object may go on, and what was asked would be half of it
_TRAILING = re.compile(r"的[^的]{7,}$")  # 属于A公司的业务交由B承接: the verb may belong to 的, not to the whole


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every weighty verb whose object ends its clause and whose passage stands alone."""
    for sentence in case.usable:
        for verb in VERBS:
            for found in verb.shape.finditer(sentence.core):
                point = _point(case, sentence, verb, found)
                if point:
                    yield point


def _point(case: AnalysedCase, sentence: Sentence, verb: Verb, found: re.Match[str]) -> Point | None:
    key = found["key"].strip("“”")
    start = sentence.core.index(key, found.start("key"))
    if not _is_fit_key(key, verb.rule, sentence.core, start) or case.text.count(key) > 1:
        return None
    passage = passage_of(case, sentence, start, start + len(key), least=LEAST_BEFORE)
    if passage is None or not _is_telling(passage, found) or (verb.rule == "copula" and len(passage.sentences) > 1):
        return None
    short = len(key) <= LONGEST_BLANK
    question = "" if short else f"补全横线处的内容：{passage.blanked()}"
    cloze = passage.blanked() if short else ""
    return Point(verb.rule, passage.sentences, (key,), question, cloze, "", verb.bloom, 0.8, verb.worth)


def _is_fit_key(key: str, rule: str, core: str, start: int) -> bool:
    if not is_whole(key, 4, 44) or _UNFIT_KEY.search(key) or not is_fit_stem(key, 4, 44):
        return False
    goes_on = not _ENDS.match(core[start + len(key) :])
    trivial = rule in {"agreed", "outcome"} and len(key) <= LONGEST_BLANK
    return not (goes_on or trivial or _TRAILING.search(key) or _says_it_before(core[:start], key))


def _is_telling(passage: Passage, found: re.Match[str]) -> bool:
    clause = re.split(r"[，,；;：:。]", passage.before)[-1]
    told = len(passage.before) - len(found.group()) + len(found["key"])
    return told >= LEAST_BEFORE and not _UNFIT_BEFORE.search(clause) and not passage.after.strip("”")


def _says_it_before(before: str, key: str) -> bool:
    return key[-4:] in before or key[:4] in before
