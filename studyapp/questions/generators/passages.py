"""The words around a key that make a blank understandable alone: from an explicit beginning to the key's clause."""

from __future__ import annotations

import re
from dataclasses import dataclass

from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.generators.phrases import is_fit_stem
from studyapp.text.sentences import Run, clauses

LONGEST = 120
LONGEST_WITH_BEFORE = 150
SHORTEST_BEFORE = 13  # a shorter sentence is a catchword rather than what the next one leans on
_COUNTED = re.compile(r"[\d一二三四五六七八九十①-⑳]|首先|其次|再次|最后|再者")
BLANK = "____"
_NO_SUBJECT = re.compile(
    r"^(?:请求|诉请|后|并|经(?!济|理|营|办|销|纪)|后[^台勤]|遂|随即|立即|将|把|被|对|向|给|于是|在此|并|均|已|未(?!成年)|仍|无法|没有|不[^动法良锈]|可(?!能性)|需|应(?!急|聘)|因|由于|为(?!首|期)|以"
    r"|通过|根据|依据|按照|依照|针对|提出|要求|认为|认定|判决|裁定|责令|决定|发现|查明|造成|导致|构成|属于|存在|涉嫌|违反|请求|送|给予|处以|予|治以|故|乃|至|到|来|去|又|再|亦|是|有(?!条件|关)|使|让|令"
    r"|如|若|待|等|拟|欲|共|合计|总计|累计|其余|分别|另|多次|先后|长期|甚至|从而|进行|采取|开展|支付|赔偿|扣除|驳回|维持|撤销|主张|辩称|诉称|希望|同意|拒绝|得知|发生|出现|产生|服|诊|查|见|伴|予以"
    r"|数额|情节|并列|依法|应[当由]|系|即|不服|诉至|签订|约定|承诺|累及|收取|收到)"
)
_ACTOR = re.compile(
    r"^[^，,；;：:“”的]{0,16}?(?:法院|检察院|局|公司|医院|原告|被告人|被告|上诉人|申请人|某[某甲乙丙丁]?|学校|银行|单位|部门|委员会|仲裁委|派出所|政府|平台|厂|支队|大队|中心|协会)"
    r"(?=[依经作对将认判裁决责处给予以因未应不向为在与和承构违赔支退于已被擅没明长故存是拒提通])"
)
_OPEN_MATTER = re.compile(
    r"是否|能否|如果|若|一旦|假如|倘若|还是|以下|如下|案例[一二三四五六七八九十\d]|[一二三四五]是[^，]{0,6}$|分歧|焦点|譬如|比如|例如|^另外|二是|三是"
)
_LEADS_ON = re.compile(
    r"^(?:应当?|并|可|须)?(?:根据|依据|依照|按照|参照|结合|由于|因为|因(?![此而人地公故果素式材])|鉴于|为了|针对|随着|当(?![天日晚场地年月事前班选])|虽|即使|尽管|如果|若|既|不仅|不但|对于)|(?:根据|依据|依照|按照|参照)《[^》]*》[^，,]{0,40}(?:规定|要求|精神|[条款项章节])$|(?:的|时|后|前|下|中|基础上|之外|而言|来看|来说)$"
)
_LEANS = re.compile(
    r"^(?:.{0,12}(?:协议|判决|事故|货款|款项|车辆|药物|药品|手术|检查|费用|合同|患者|公司|单位|设备|系统)签订后|.{0,3}同意|.{0,10}不服)"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of the author's words with a blank in it, and the sentences that it was taken from."""

    sentences: tuple[Sentence, ...]
    before: str
    after: str

    def blanked(self) -> str:
        """Return the run with the key left out, as a whole sentence."""
        return f"{self.before}{BLANK}{self.after}。"


def passage_of(
    case: AnalysedCase, sentence: Sentence, start: int, end: int, reach: int = 0, least: int = 0
) -> Passage | None:
    """Return the run around the key at `start` to `end` of the sentence's core, None where none stands alone.

    It begins with the sentence, or with the clause that names an actor, or with the sentence before where its own
    beginning leans on that one; it ends with the clause of the key, or with the clause at `reach`. At least
    `least` characters stand before the key; a sentence that opens with less takes along the one before.
    """
    core = sentence.core
    runs = clauses(core)
    stop = _stop(runs, max(end, reach), len(core))
    if stop < 0 or _OPEN_MATTER.search(core[:stop]):
        return None
    begins = [0, *(one.start for one in reversed(runs) if 0 < one.start <= start and _ACTOR.match(one.text))]
    for begin in begins:
        text = core[begin:stop]
        if start - begin >= least and _is_explicit(text) and is_fit_stem(text, 10, LONGEST):
            return Passage((sentence,), core[begin:start], core[end:stop])
    return _with_the_one_before(case, sentence, start, end, stop)


def _stop(runs: list[Run], end: int, whole: int) -> int:
    """Return where the clause of the key ends; clauses that only lead on take the next along; -1 for none."""
    at = next((place for place, one in enumerate(runs) if one.end >= end), None)
    if at is None:
        return whole
    while _LEADS_ON.search(runs[at].text):
        at += 1
        if at == len(runs):
            return -1
    return runs[at].end


def _is_explicit(text: str) -> bool:
    return not _NO_SUBJECT.match(_without_time(text)) and not _LEANS.match(text)


def _without_time(text: str) -> str:
    """Return the text without the clauses of time, ground and concern that open it."""
    text = re.sub(
        r"^(?:(?:根据|依据|依照|按照|经(?:审理|查|调查|鉴定|诊断)?|对于?|针对|为)[^，,；;：:。]{0,40}[，,])+", "", text
    )
    return re.sub(r"^(?:[^，,]{0,14}(?:年|月|日|天|时|分|许|后|期间|上午|下午|晚|晨)[，,])+", "", text)


def _with_the_one_before(case: AnalysedCase, sentence: Sentence, start: int, end: int, stop: int) -> Passage | None:
    if _COUNTED.search(sentence.text[: sentence.lead]):
        return None
    before = next((one for one in case.of(sentence.part) if one.index == sentence.index - 1), None)
    if before is None or "\n" in case.case.part(sentence.part)[before.end : sentence.start]:
        return None
    core = sentence.text[: sentence.lead + stop]
    led = before.text[before.lead :]
    whole = led + core
    if len(led) < SHORTEST_BEFORE or not _is_explicit(led) or not is_fit_stem(whole, 16, LONGEST_WITH_BEFORE):
        return None
    shift = sentence.lead
    return Passage((before, sentence), led + core[: shift + start], core[shift + end :])
