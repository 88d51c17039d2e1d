"""Whether a run of Chinese can be understood without what stood before it."""

from __future__ import annotations

import re

from studyapp.text.sentences import is_balanced, without_quotations

_NUMBERING = (
    r"(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）]|[一二三四五六七八九十]{1,2}(?:是要?|、|[,，])"
    r"|\d{1,2}(?:[、)）]|\.(?!\d))|第[一二三四五六七八九十]{1,2}(?:[,，、]|是)|[①-⑳•●■◆▪·\-*]+|首先|其次|再次|最后|再者)"
)
_PASSING = (
    "同时|此外|另外|随后|接着|紧接着|后来|不仅如此|与此同时|除此之外|具体来说|具体而言|总之|总的来说|综上所述|综上|可见|由此可见"
    "|事实上|实际上|其实|当然|显然|于是|然后|不久|之后|此后|最终|因此|所以|因而|但是|但|然而|不过|可是|而且|并且|而|从而|进而|故(?![障意事])"
    "|(?:值得注意|需要注意|应当注意|需要指出|需要说明|需要强调|可以探讨|值得探讨|值得思考|值得肯定|值得一提|特别要指出|应当看到)的是"
    "|换句话说|也就是说|换言之|正因如此|正是如此|尤其是|特别是|例如|比如"
)
_LABEL_NOUN = (
    "背景|过程|处理|查处|处置|提示|警示|启示|点评|案情|简介|回顾|现状|意义|"
    "原因|措施|结果|成效|情况|分析|做法|意见|概况|简介|经过|现象|范围|教训"
)
_COUNTED_LABEL = "(?:原因|措施|教训|启示|经验)[一二三四五六]"
_LABEL = (
    rf"(?:[【\[〔][^【】\[\]〔〕]{{2,10}}[】\]〕]|[\u4e00-\u9fff]{{0,4}}(?:{_LABEL_NOUN}|{_COUNTED_LABEL})[：:](?!“))"
)
_LEAD = re.compile(rf"(?:{_LABEL}\s*)?(?:\s*{_NUMBERING}\s*)*(?:(?:{_PASSING})[,，])?\s*")
_DANGLING = re.compile(
    rf"^(?:{_PASSING}|对此|为此|据此|至此|就此|如此|这样|那样|否则|即(?![使将时便])|且|并(?![列购网])|则|也(?!许)|还(?![款贷原债清钱])|又|却|才(?![能华干])"
    r"|就(?![业医诊餐读近地任])|都(?!市)|再(?![审婚]|就业|保险)|亦|反而|反之|相反|另一方面|一方面"
    r"|从中|其中|其间|期间|当时|同样(?![一的是两几])|虽然|尽管|即使|如果|一旦|无论|不管|不仅|不但|既(?![遂定往])|或(?!许)|或者|以及|及(?![时早])|和(?![解谐平])|与(?!会|众)|以便"
    r"|使(?![用馆命])|让(?![利步座])|令(?!牌)|所(?![有得谓在属长])"
    r"|第[一二三四五六七八九十百零\d]+条|之所以|是因为|包括|分别|占(?![道用有领])|以此|以免|直到|直至|结果|何况|况且|甚至|至于|此)"
)
_POINTING = re.compile(
    r"他们|她们|它们|(?<![其吉维])他(?!人|方|处|们)|她|它|(?<!应)该|此(?!外|后|前)|(?<!因)此[案类种次]|这(?!一?[个起次]?(?:案例|案件|事故|纠纷|事件))|那(?!么)|上述|前述|前者|后者|以上(?=[^\d])|如下|下列|下述|[前上下]面(?=[提所讲说这那的])"
    r"|(?<!应)对方(?![式案向法面])|双方|两者|二者|三者|两人|(?<!第)二人|(?<!第)三人|(?<![给示醒诉])我们|咱|(?<!自)我(?!国|们)|你|您|俩|彼此|某某某|与会者|其(?!他|它|中|余|实|次|间|所)|其中|其所|同日|当日|当天|次日|当晚|翌日|同年|当年|同月"
)
_SPOKEN = re.compile(r"(?:说|道|讲|问|答|喊|叫|表示|感叹|感慨|坦言|笑称|介绍|称)[:：，,]?\s*[“「]")
_NOISE = re.compile(
    r"https?:|www\.|!\[|\]\(|[<>{}|`#\\]|&[a-z]+;|�|□|\*\*|_{2,}|\.{4,}|[，,。；;、：:]{2,}|图\d|表\d|见下|见上|[a-z]{18,}"
)
_MISREAD = re.compile(
    r"深人(?!们)|[投融纳介植嵌注录输导步迈跨进涌]人(?=[了到至基实开推研调群社市企家园村学课建防])|(?<=[次逐挨])人户"
)
_PAIRED = (
    (re.compile("不仅|不但|不只是"), re.compile("而且|并且|[还也更]|而是|同时|甚至")),
    (re.compile("尽管|虽然|固然|(?:^|[，,；;])虽(?!然)"), re.compile("[但却仍也还]|可是|然而|不过")),
    (re.compile("既(?![定有往成然])"), re.compile("[又也更还]")),
    (re.compile("(?<!另)一方面"), re.compile("另一方面|一方面")),
    (re.compile("与其"), re.compile("不如|宁可")),
)
_QUESTION = re.compile(r"[?？]|怎么办|为什么|如何是好")


def lead_length(text: str) -> int:
    """Return how many characters of numbering and passing words (同时, 此外 …) open the text and may be left out."""
    found = _LEAD.match(text)
    return found.end() if found else 0


def dangles(text: str) -> bool:
    """Say whether the text opens with a word that leans on what came before."""
    return bool(_DANGLING.match(text))


def points_away(text: str) -> bool:
    """Say whether a word outside quotations points at something that only the context names.

    其 is allowed where at least six characters before it may hold what it refers to, 该 where its noun stands
    before it.
    """
    plain = without_quotations(text)
    return any(not _is_resolved(plain, found) for found in _POINTING.finditer(plain))


def _is_resolved(text: str, found: re.Match[str]) -> bool:
    if found.group() == "其":
        return found.start() >= 6
    noun = text[found.end() : found.end() + 2]
    if (
        found.group().startswith("这")
        and text[: found.start()].endswith("”")
        and text[found.end() : found.end() + 1] in set("个种项条类")
    ):
        return True  # “X”这个Y names it
    return found.group() == "该" and len(noun) == 2 and noun in text[: found.start()]


def says_both_halves(text: str) -> bool:
    """Say whether what opens a pair of conjunctions (不仅…, 尽管…, 既…) is followed by the half that answers it."""
    for first, second in _PAIRED:
        found = first.search(text)
        if found and not second.search(text, found.end()):
            return False
    return True


def is_speech(text: str) -> bool:
    """Say whether the text reports what somebody said, or asks."""
    return bool(_SPOKEN.search(text) or _QUESTION.search(text))


def is_noisy(text: str) -> bool:
    """Say whether the text looks damaged: marks without partner, site remains, code, doubled marks, 人 for 入."""
    return bool(_NOISE.search(text) or _MISREAD.search(text)) or not is_balanced(text)


def stands_alone(text: str) -> bool:
    """Say whether the text can be read without its context: nothing dangles, points away, speaks or is damaged."""
    return bool(text) and not (dangles(text) or points_away(text) or is_speech(text) or is_noisy(text))
