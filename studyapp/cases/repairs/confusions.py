"""Misread characters: certain ones are mended, doubtful ones are marked and never quoted."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from studyapp.text.lexicon import best_cut, frequency
from studyapp.text.piece_table import Edit
from studyapp.text.shapes import LOOK_ALIKE

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLAUSE = re.compile(r"[\u4e00-\u9fff]+")
_CONFUSABLE = re.compile("[" + "".join(LOOK_ALIKE) + "]")
_REACH = 7
# After these a noun of one character stands by itself (三个人, 的日子), so its shape proves nothing.
_FREE_AFTER = frozenset(
    "的个名位些种群批每各某此该本一二三四五六七八九十百千万两几数多有是为对把被让使给与和及同向由按老男女亲同"
)
# These stand freely almost anywhere, or are surnames and stems: they are mended on overwhelming evidence, or never.
_RARELY_WRONG = frozenset("未于自间天大太没设入要清力几今目白日刀犬问干玉住")
# These lead any word (新入职, 不太清楚, 在干活): only what follows may show that they are misread (入员, 太家).
_LEADING = frozenset("入太干")
_NEVER_WRONG = frozenset("尤且王陈甲乙丙丁由与请杨田史予主")
# What may follow where 入 stands for 人, and what shows that 问 is the verb.
_OF_PEOPLE = frozenset("员民们才士事类")
_ASKED = frozenset("了道他她它我你起到过及着一这那谁怎为")
_STEMS = frozenset("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥零〇")
_MISPRINT, _FAR_COMMONER = 300, 100
_RARE_WORD, _COMMON_WORD, _SURE_GAIN = 25, 500, 3.0
# Words that stand between two others without belonging to either are usually much commoner than this.
_USUAL_SINGLE = 2500


class Doubt(NamedTuple):
    """A run of the clean text that looks damaged, and why."""

    start: int
    end: int
    reason: str


def confusion_edits(text: str) -> Iterator[Edit]:
    """Find characters that make a common word only when read as their look-alike.

    Certain means: the printed pair is no word, the look-alike makes one, nothing longer holds the printed pair
    together, and the clause as a whole becomes likelier.
    """
    for clause in _CLAUSE.finditer(text):
        for found in _CONFUSABLE.finditer(clause[0]):
            new = _mended(clause[0], found.start())
            if new:
                start = clause.start() + found.start()
                yield Edit(start, start + 1, new, "look-alike", "look-alike-makes-a-word")


def _mended(clause: str, place: int) -> str | None:
    printed = clause[place]
    following = clause[place + 1 : place + 2]
    if printed in _NEVER_WRONG or (printed == "入" and following not in _OF_PEOPLE):
        return None
    if printed == "问" and following in _ASKED:
        return None
    pairs = [(clause[place - 1 : place], ""), ("", clause[place + 1 : place + 2])]
    held = max((frequency(before + printed + after) for before, after in pairs if before or after), default=0)
    if held >= _MISPRINT or (held and printed in _RARELY_WRONG):
        return None
    for other in LOOK_ALIKE[printed]:
        for before, after in pairs:
            # A word completed from behind (接人 → 接入) may as well be a verb with its object: it must be a common one.
            least = _COMMON_WORD if before or printed in _RARELY_WRONG else _RARE_WORD
            # Dictionaries made from print hold a few misprints themselves (自已): the right word is far commoner.
            least = max(least, held * _FAR_COMMONER)
            if (
                (before or after)
                and frequency(before + other + after) >= least
                and _is_certain(clause, place, other, misprint=held > 0)
            ):
                return other
    return None


def _is_certain(clause: str, place: int, other: str, *, misprint: bool) -> bool:
    """Say whether the clause is likelier mended; `misprint` says that the dictionary knows the printed pair, rarely."""
    left, right = max(0, place - _REACH), place + _REACH
    window, offset = clause[left:right], place - left
    mended = window[:offset] + other + window[offset + 1 :]
    printed_score, printed_cut = best_cut(window)
    mended_score, mended_cut = best_cut(mended)
    gain = mended_score - printed_score
    if gain <= (_SURE_GAIN if window[offset] in _RARELY_WRONG else 0) or len(mended_cut) > len(printed_cut):
        return False
    token, begin = _token_at(printed_cut, offset)
    word, word_begin = _token_at(mended_cut, offset)
    leads = window[offset] in _LEADING and word_begin != offset
    if leads or len(word) < 2 or (len(token) > 1) != misprint:
        return False
    if misprint:
        return len(token) == len(word)
    if len(mended_cut) == len(printed_cut):
        return False
    partner = offset + 1 if word_begin == offset else offset - 1
    if len(_token_at(printed_cut, partner)[0]) > 1 and len(word) == 2:
        return False
    return begin == 0 or window[begin - 1] not in _FREE_AFTER


def _token_at(cut: tuple[str, ...], offset: int) -> tuple[str, int]:
    begin = 0
    for token in cut:
        if begin <= offset < begin + len(token):
            return token, begin
        begin += len(token)
    return "", begin


def doubtful_runs(text: str) -> list[Doubt]:
    """Find places that look damaged but cannot be mended with certainty, in the order of the text.

    What comes again in the text is a word of its field, not damage.
    """
    signs = Counter(text)
    stray = [
        doubt
        for clause in _CLAUSE.finditer(text)
        if len(clause[0]) >= 5
        for doubt in _stray_signs(signs, clause[0], clause.start())
    ]
    names = [doubt for clause in _CLAUSE.finditer(text) if (doubt := _nameless_name(text, clause))]
    wanted = {text[one.start : one.end] for one in names}
    pairs = Counter(pair for pair in map("".join, pairwise(text)) if pair in wanted)
    return sorted(stray + [one for one in names if pairs[text[one.start : one.end]] == 1])


def _stray_signs(signs: Counter[str], clause: str, base: int) -> Iterator[Doubt]:
    """Find a rare character that occurs once and forms no word with either neighbour, wedged between two words."""
    for place in range(2, len(clause) - 2):
        sign = clause[place]
        if signs[sign] > 1 or sign in _STEMS or sign in _FREE_AFTER or not 0 < frequency(sign) < _USUAL_SINGLE:
            continue
        if frequency(clause[place - 1 : place + 1]) or frequency(clause[place : place + 2]):
            continue
        left = max(0, place - _REACH)
        cut = best_cut(clause[left : place + _REACH])[1]
        _, index = _index_at(cut, place - left)
        if not 0 < index < len(cut) - 1 or len(cut[index]) > 1:
            continue
        if all(len(cut[other]) > 1 and frequency(cut[other]) for other in (index - 1, index + 1)):
            yield Doubt(base + place, base + place + 1, "stray-character")


def _nameless_name(text: str, clause: re.Match[str]) -> Doubt | None:
    """Find two characters that look like a name but act in mid-sentence unannounced."""
    words = clause[0]
    name = words[:2]
    before = text[clause.start() - 1 : clause.start()] if clause.start() else ""
    if len(words) < 5 or before not in tuple("，,；") or frequency(name):
        return None
    cut = best_cut(words[: 2 + _REACH])[1]
    if len(cut) < 3 or len(cut[0]) != 1 or len(cut[1]) != 1 or len(cut[2]) < 2:
        return None
    rare = all(frequency(sign) < 4 * _USUAL_SINGLE for sign in name)
    if rare and min(frequency(sign) for sign in name) < _USUAL_SINGLE:
        return Doubt(clause.start(), clause.start() + 2, "unannounced-name")
    return None


def _index_at(cut: tuple[str, ...], offset: int) -> tuple[int, int]:
    begin = 0
    for index, token in enumerate(cut):
        if begin <= offset < begin + len(token):
            return begin, index
        begin += len(token)
    return begin, len(cut)
