"""Sentences that can be put before a learner as they stand, each with the ways in which it can be made false."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.card import card_of
from studyapp.questions.choices import frames, opposites, quantities, sides
from studyapp.questions.choices.swap import FILLING, Swap
from studyapp.questions.generators.figures import WORTH
from studyapp.questions.generators.phrases import first_clauses, is_fit_stem
from studyapp.text.lexicon import best_cut
from studyapp.text.standalone import dangles, is_noisy, is_speech, lead_length, points_away
from studyapp.text.subjects import names_an_actor, names_its_subject, word_class

SHORTEST, LONGEST = 14, 78
LEAST_CUT, LONGEST_CUT = 22, 66
LONGEST_LED = 125
_CLAIMS = re.compile(r"请求|诉至|起诉|上诉|认为|主张|辩称|要求|[？?]|[：:]")
_COUNTS = re.compile(r"[一二三四五六七八九]是|第[一二三四五六七八九][，,、]|首先|其次|再次|最后|[（(\d]")
_LEADS_ON = re.compile(
    r"(?:的|时|后|前|下|中|基础上|而言|来看)$|(?:[，,]|^)(?:由于|因|为了?|针对|根据|按照|通过|如果|若|虽|既|不仅|不但|对于)[^，,]*$|[：:、]$"
)
_TOLD = frozenset({"problems", "measures", "results", "shifts", "lessons"})
_MANNERED = re.compile(
    r"^(?:关键|重点|难点|核心|根本|问题)(?:在于|是|就)|^(?:另|还有|更|一类|其中|两边|两家|几方|一方|这样|那里|有人|措施|制度|办法|方案|规定|新规|活动|会上|会后|分类)(?!.{0,3}的)|"
    r"^\d+[.、]\d|——以|^[^，,]{0,14}[，,]其|[\u4e00-\u9fff] +[\u4e00-\u9fff]|好像|仿佛|似乎|据说|"
    r"大概|也许|笔者|本刊|编者|作者|读者|"
    r"\d+岁|记者|小编|扫码|关注|如图|案例[一二三四五六七八九十\d]|[（(]略[)）]|^[^，,]{2,16}还|[，,]也由|"
    r"[\x22']|[。！？]”$|^[^，,。]{2,10}[：:]|^[，,、；;]|^(?:后|现|遂|嗣后|经审理|经查)|请求|诉至|起诉|"
    r"上诉|反诉|要求判|(?<!法院)(?<!本院)(?<!点评)认为|说.*”$|[：:]$|第[一二三四]种|[两二三四五六七八九][条项点件种个][^，,；;。：:]{0,6}[：:]"
)
_DATED = re.compile(r"^\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:底|全年|以来|[上下]半年)?(?:共|累计|已|共计)?")
_TOPIC = re.compile(r"^[^，,]*(?:认定|问题|情况|分析|适用|界定|把握|理解|区别|区分|关系|界限|思考|启示)$")
_TELLING = re.compile(r"构成|责任|认定|规定|应当|必须|关键|不得|不是|属于|标准|依据|禁忌|原因|导致")


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sentence states alone (a long one in its first clauses), and what can be exchanged in it, best first.

    `before` is the sentence on which it leans; the text then says both, and only the second holds what is exchanged.
    """

    sentence: Sentence
    text: str
    swaps: tuple[Swap, ...]
    before: Sentence | None = None

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences that the statement says."""
        return (self.before, self.sentence) if self.before else (self.sentence,)


def statements_of(case: AnalysedCase) -> list[Statement]:
    """Return the statements of a case in the order of the text."""
    card = card_of(case)
    told = {(one.part, one.start) for slot in _TOLD for one in card.slots.get(slot, ())}
    found = []
    for sentence in case.usable:
        text = stated(sentence)
        if text:
            tells = (sentence.part, sentence.start) in told or _TELLING.search(text)
            if not tells and (sentence.part == "commentary" or not names_an_actor(text)):
                continue  # what is said in passing, or of a thing that other sentences name, is no matter to judge
            swaps = [one if tells else replace(one, worth=FILLING) for one in _swaps(sentence, text, case)]
            swaps.sort(key=lambda one: (-one.worth, one.text))
            found.append(Statement(sentence, text, tuple(one for one in swaps if one.text not in case.text)))
    return found


def led_statements_of(case: AnalysedCase) -> list[Statement]:
    """Return the statements that only the sentence before makes clear, said together with it."""
    found = []
    for before, sentence in pairwise(case.usable):
        between = case.case.part(sentence.part)[before.end : sentence.start]
        follows = before.part == sentence.part and before.index + 1 == sentence.index and "\n" not in between
        if not follows or stated(sentence) or not is_statement(before) or not _can_be_led(sentence):
            continue
        if len(before.core) + len(sentence.text) <= LONGEST_LED:
            led = f"{before.core}。"
            swaps = [replace(one, text=led + one.text) for one in _swaps(sentence, sentence.text.rstrip("。"), case)]
            swaps.sort(key=lambda one: (-one.worth, one.text))
            found.append(Statement(sentence, led + sentence.text.rstrip("。"), tuple(swaps), before))
    return found


def _can_be_led(sentence: Sentence) -> bool:
    """Say whether a sentence is whole, told as fact and only wants the one before: it points back or goes on."""
    text = sentence.text
    return (
        text.endswith("。")
        and len(text) >= SHORTEST
        and not (is_speech(text) or is_noisy(text) or _CLAIMS.search(text) or _COUNTS.match(text))
        and (points_away(text) or dangles(text) or lead_length(text) > 0)
    )


def stated(sentence: Sentence) -> str:
    """Return what a sentence states, of a long one its first clauses; nothing where that cannot be judged alone."""
    if is_statement(sentence):
        return sentence.core
    text = first_clauses(sentence.core, LONGEST_CUT)
    cut = replace(sentence, text=f"{text}。", lead=0)
    whole = len(sentence.core) > LONGEST and LEAST_CUT <= len(text) <= LONGEST_CUT and not _LEADS_ON.search(text)
    return text if whole and is_statement(cut) else ""


def is_statement(sentence: Sentence) -> bool:
    """Say whether a sentence can be judged alone: of fitting length, with a subject, pointing nowhere."""
    core = sentence.core
    return (
        sentence.text.rstrip("”’）)").endswith(("。", "；", ";"))
        and is_fit_stem(core, SHORTEST, LONGEST)
        and not _MANNERED.search(core)
        and not _TOPIC.search(core)
        and names_its_subject(core)
        and not _lacks_its_bearer(core)
    )


def _lacks_its_bearer(core: str) -> bool:
    """Say whether a verb follows a date at once (2023年办理…), so that nobody is named who did it."""
    dated = _DATED.match(core)
    word = best_cut(core[dated.end() : dated.end() + 6])[1][0] if dated and core[dated.end() :] else ""
    return word not in {"", "有"} and bool(word_class(word) == "v" or WORTH.match(word))


def _swaps(sentence: Sentence, text: str, case: AnalysedCase) -> Iterator[Swap]:
    if text == sentence.core:
        yield from frames.find(sentence, case)
    for make in (sides.find, opposites.find, quantities.find):
        yield from make(text, case)
