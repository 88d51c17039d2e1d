"""Which of these belong to a list that the case gives: its own items beside items of other lists of the same sort."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.chance import rank_of, shuffled
from studyapp.questions.choices.telling import drafted, where
from studyapp.questions.draft import Bloom, Option, QuestionDraft
from studyapp.questions.generators.phrases import first_clauses, is_whole
from studyapp.questions.likeness import are_near
from studyapp.questions.point import Point
from studyapp.text.sentences import inner_quoted

LISTS = frozenset({"series", "numbered"})
SORTS = {
    "causes": re.compile("原因|成因|症结"),
    "problems": re.compile("问题|隐患|短板|困难|不足|漏洞"),
    "measures": re.compile("措施|做法|办法|安排|举措|对策|改进|约定|规定|制度|对待|要求|建议"),
    "lessons": re.compile("启示|教训|经验|体会"),
    "results": re.compile("成效|成果|效果|变化"),
}
SHORTEST, LONGEST = 4, 30
MOST_KEYS, WRONG = 3, 2
_DIRECT = re.compile(r"(?P<label>(?:直接|根本|首要)原因)(?:是|为|在于|：)(?P<key>[^，,。；;：:]{5,40})(?=[，,。；;])")


@dataclass(frozen=True, slots=True)
class Listing:
    """Items of one list; `asked` asks for all of them, `name` is how the text calls the list."""

    sort: str
    name: str
    asked: str
    items: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    bloom: Bloom


def listed_of(case: AnalysedCase, points: Sequence[Point]) -> list[tuple[QuestionDraft, float]]:
    """Return multiple choice over the lists of a case and single choice of a direct cause, with their worth."""
    listings = [one for point in points if point.rule in LISTS and (one := _listing(point))]
    made = [(draft, 0.98) for listing in listings if (draft := _multiple(case, listing, listings))]
    made.extend((draft, 0.97) for draft in _direct_causes(case, listings))
    return made


def _listing(point: Point) -> Listing | None:
    named = re.search("“(?P<name>.+)”", point.question)
    name = named["name"] if named else point.question
    sort = next((sort for sort, words in SORTS.items() if words.search(name)), "")
    items = tuple(one for one in map(_short, point.keys) if one)
    if not sort or len(items) != len(point.keys):
        return None
    return Listing(sort, name, point.question, items, point.sentences, point.bloom)


def _short(item: str) -> str:
    """Return an item, or its first whole clauses where it is long; nothing where those cannot stand alone."""
    text = item if len(item) <= LONGEST else first_clauses(item, LONGEST)
    return text if is_whole(text, SHORTEST, LONGEST) and text in item else ""


def _multiple(case: AnalysedCase, listing: Listing, listings: Sequence[Listing]) -> QuestionDraft | None:
    keys = sorted(listing.items, key=lambda one: rank_of(listing.asked, one))[:MOST_KEYS]
    wrong = _wrong(keys, listing, listings)[:WRONG]
    if len(keys) < 2 or len(wrong) < WRONG:
        return None
    options = _options(keys, wrong, listing)
    told = "".join(one.text for one in listing.sentences)
    return drafted(
        case,
        "multiple",
        listing.asked.replace("具体包括哪几点", "其中包括哪几点").replace("列出了哪几条", "列出了其中哪几条"),
        (*listing.sentences, *(each for _, one in wrong for each in one.sentences)),
        options=options,
        explanation=f"{where(case, listing.sentences[0])}：{told}其他选项：{_whys(options)}",
        rule="listed",
        bloom=listing.bloom,
        confidence=0.9,
    )


def _wrong(keys: Sequence[str], listing: Listing, listings: Sequence[Listing]) -> list[tuple[str, Listing]]:
    """Return items of the case's other lists of the same sort that are of like length, the nearest first."""
    least, most = min(map(len, keys)), max(map(len, keys))
    found = [
        (item, other)
        for other in listings
        if other.sort == listing.sort and other.sentences != listing.sentences and other.name != listing.name
        for item in other.items
        if 0.6 * least <= len(item) <= 1.6 * most and not any(are_near(item, one, 60) for one in listing.items)
    ]
    return sorted(found, key=lambda one: (not least <= len(one[0]) <= most, rank_of(listing.asked, one[0])))


def _options(keys: Sequence[str], wrong: Sequence[tuple[str, Listing]], listing: Listing) -> tuple[Option, ...]:
    whys = {text: f"“{inner_quoted(text)}”属于“{inner_quoted(other.name)}”。" for text, other in wrong}
    texts = shuffled([*keys, *whys], listing.asked)
    why = f"原文把它列在“{inner_quoted(listing.name)}”之下。"
    return tuple(Option(text, text in keys, whys.get(text, why)) for text in texts)


def _whys(options: Sequence[Option]) -> str:
    return "".join(one.why for one in options if not one.is_key)


def _direct_causes(case: AnalysedCase, listings: Sequence[Listing]) -> Iterator[QuestionDraft]:
    """Ask for the direct cause beside the others that the case lists."""
    others = [one for one in listings if one.sort == "causes"]
    for sentence in case.usable:
        found = _DIRECT.search(sentence.core + "。")
        if not found or not others or not is_whole(found["key"], 5, 40):
            continue
        key = found["key"]
        whys = {
            item: f"“{inner_quoted(item)}”被列在“{inner_quoted(one.name)}”之下。"
            for one in others
            if found["label"] not in one.name
            for item in one.items
            if 0.5 <= len(item) / len(key) <= 1.8 and not are_near(item, key, 60)
        }
        wrong = sorted(whys, key=lambda one: (abs(len(one) - len(key)), one))[:3]
        if len(wrong) < 2:
            continue
        told = {one: whys[one] for one in wrong} | {key: f"原文写明{found['label']}就是它。"}
        options = tuple(Option(one, one == key, told[one]) for one in shuffled(told, sentence.text))
        yield drafted(
            case,
            "single",
            f"材料写明的{found['label']}是哪一项？",
            tuple(dict.fromkeys((sentence, *(each for one in others for each in one.sentences)))),
            options=options,
            explanation=f"{where(case, sentence)}：“{inner_quoted(sentence.text)}”其他选项：{_whys(options)}",
            rule="listed-direct-cause",
            bloom="analyse",
            confidence=0.92,
        )
