"""From a knowledge point to a question: the kind that suits it, its stem, options or answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.chance import rank_of, shuffled
from studyapp.questions.difficulty import expected_share
from studyapp.questions.distractors.numbers import wrong_figures
from studyapp.questions.distractors.pool import Pool, WrongOption
from studyapp.questions.draft import BLANK, FALSE_TEXT, TRUE_TEXT, Answer, Bloom, Kind, Option, QuestionDraft
from studyapp.questions.explanation import explain
from studyapp.questions.point import Point
from studyapp.text.sentences import clauses, inner_quoted
from studyapp.text.subjects import names_its_subject

_GOES_ALONG = re.compile(
    r"^(?:并(?!列)|且|而(?!且)|也|还|再|又|就|由|把|将|被|让|给|向|对|从|在|按|其|均|都|导致|造成|致使|使|以便|从而|进而|以)"
)
_ENUMERATES = re.compile(r"包括|分为|分别(?:是|为)|例如|比如")  # what follows is still counted
_LEADING_CLAUSE = re.compile(
    r"^[^，,]{0,8}(?:[\d一二两三四五六七八九十半][个多]?(?:年|月|天|周|小时|学期|季度)|年|月|日|年底|月底|以来|[时期]间)[里内后末底]?$|^[^，,]{2,12}[点时分]$|(?:表明|显示|发现|认为|规定|要求|指出|提出|明确|约定|证明|得知|说明|提示|判决|裁决|裁定|改判|如下|为了[^，,]{2,12})$|(?:前提下|情况下|情形下|过程中|基础上|的同时|时|后|之前|之后|的)$|^(?:按照|根据|依据|依照|因|由于|针对|为了|通过|经|在)"
)
_CORRECTION = re.compile(r"(?P<subject>.+?)不是(?P<wrong>.+?)，而是什么？")
MOST_BESIDE = 8  # a term stands for its point only where the point says little else
STEPPED = frozenset(
    {
        "response", "discovery", "answer", "duty", "contingency", "ruling", "verdict", "headed", "section",
    }
)  # fmt: skip
_NAMED = re.compile(r"[“《]([^“”《》]{3,20})[”》]")
_LINKING = re.compile(r"^(?:并且|并|而且|同时|还要|也要|还|也|要|且|以及|从而|进而|更要|更(?![换新改衣]))")


def renderings(case: AnalysedCase, point: Point, pool: Pool) -> Iterator[QuestionDraft]:
    """Yield the questions that can be made from a point, the best first; the caller takes the first that holds."""
    wrong = wrong_options(case, point, pool)
    if point.rule in {"list", "numbered"}:
        made = [_several(case, point, pool), _short_answer(case, point)]
    elif point.rule == "correction":
        made = [_swapped(case, point), _short_answer(case, point)]
    elif not point.cloze:
        made = [_short_answer(case, point)]
    elif point.rule == "term":
        made = [_single(case, point, wrong)]
    else:
        made = [_statement(case, point, wrong), _single(case, point, wrong), _blank(case, point)]
    yield from (draft for draft in made if draft)


def as_blank(case: AnalysedCase, point: Point) -> QuestionDraft:
    """Return the point as a blank to fill in, the kind that needs no wrong options; the point has a cloze."""
    return _blank(case, point)


def wrong_options(case: AnalysedCase, point: Point, pool: Pool) -> list[WrongOption]:
    """Return wrong options for a point with one key: figures from a grid, words from the pool."""
    if point.others:
        return [WrongOption(one, f"“{one}”与原文的“{point.key}”不符。") for one in point.others]
    if point.rule == "figure":
        figures = wrong_figures(point.key, case.text, point.cloze)
        return [WrongOption(one, f"“{one}”与原文的“{point.key}”不符。") for one in figures]
    return pool.wrong(case, point, point.cloze) if point.cloze else []


def _draft(
    case: AnalysedCase,
    point: Point,
    kind: Kind,
    stem: str,
    *,
    bloom: Bloom,
    options: tuple[Option, ...] = (),
    answer: Answer | None = None,
) -> QuestionDraft:
    return QuestionDraft(
        case=case.case.number,
        kind=kind,
        stem=case.opening(point.sentences[0].part, point.sentences[0].start) + stem,
        evidence=tuple(one.evidence() for one in point.sentences),
        explanation=explain(case, point, options),
        bloom=bloom,
        rule=point.rule,
        options=options,
        answer=answer,
        difficulty=expected_share(kind, bloom, len(point.key), len(point.keys)),
        confidence=point.confidence,
    )


def _options(keys: tuple[str, ...], wrong: list[WrongOption], seed: str) -> tuple[Option, ...]:
    whys = {one.text: one.why for one in wrong}
    texts = shuffled([*keys, *whys], seed)
    return tuple(Option(text, text in keys, whys.get(text, f"材料原文写明“{text}”。")) for text in texts)


def _single(case: AnalysedCase, point: Point, wrong: list[WrongOption]) -> QuestionDraft | None:
    if len(wrong) < (2 if point.others else 3):
        return None
    options = _options(point.keys, wrong, point.cloze)
    return _draft(case, point, "single", f"横线处应填入的是：{point.cloze}", bloom=point.bloom, options=options)


def _several(case: AnalysedCase, point: Point, pool: Pool) -> QuestionDraft | None:
    wrong = pool.beside(case, point, point.question)
    if len(wrong) < 2 or not 2 <= len(point.keys) <= 4:
        return None
    options = _options(point.keys, wrong, point.question)
    return _draft(case, point, "multiple", point.question, bloom=point.bloom, options=options)


def _blank(case: AnalysedCase, point: Point) -> QuestionDraft:
    answer = [[point.key, *_also(point.key)]]
    return _draft(case, point, "blank", f"填空：{point.cloze}", bloom="remember", answer=answer)


def _also(key: str) -> list[str]:
    return [key.removeprefix("中华人民共和国")] if key.startswith("中华人民共和国") else []


def _short_answer(case: AnalysedCase, point: Point) -> QuestionDraft | None:
    if not point.question:
        return None
    points = [_scored(text, point.question) for text in _texts(point)]
    return _draft(case, point, "short_answer", point.question, bloom=point.bloom, answer={"points": points})


def _texts(point: Point) -> tuple[str, ...]:
    """Return what is marked one by one: the keys, or the steps of an only key that tells several."""
    return tuple(_steps(point.key)) if point.rule in STEPPED and len(point.keys) == 1 else point.keys


def _steps(key: str) -> list[str]:
    found: list[str] = []
    open_end = False
    for one in clauses(key):
        joined = (
            open_end
            or (found and _ENUMERATES.search(found[-1]))
            or _GOES_ALONG.match(one.text)
            or not names_its_subject(one.text)
            or (found and "；" not in key[: one.start][-1:] and len(one.text) < 4)
        )
        if joined and found:
            start = key.index(found[-1])
            found[-1] = key[start : one.end]
        else:
            found.append(one.text)
        open_end = bool(_LEADING_CLAUSE.search(one.text))
    return found if 2 <= len(found) <= 5 and all(len(one) >= 4 for one in found) else [key]


def _scored(text: str, question: str) -> dict[str, Any]:
    """Return a point with what else is taken for it: its bare form, and a term it names that the question does not."""
    bare = _LINKING.sub("", text)
    named = [term for term in _NAMED.findall(text) if term not in question and len(text) - len(term) <= MOST_BESIDE]
    accepted = [bare] if bare != text and len(bare) >= 4 else []
    return {"text": text, "accept": [*accepted, *(term for term in named if term != bare)], "weight": 1}


def _swapped(case: AnalysedCase, point: Point) -> QuestionDraft | None:
    """State a correction as it stands or with its sides exchanged; every second one stays a free question."""
    sides = _CORRECTION.fullmatch(point.question)
    chance = rank_of(point.question) % 4
    if not sides or chance > 1 or len(point.key) > 30:
        return None
    subject, wrong, key = sides["subject"], sides["wrong"], point.key
    stated = f"{subject}不是{key}，而是{wrong}。" if chance else f"{subject}不是{wrong}，而是{key}。"
    why = f"原文否定的是“{inner_quoted(wrong)}”，肯定的是“{inner_quoted(key)}”。"
    options = (Option(TRUE_TEXT, not chance, why), Option(FALSE_TEXT, bool(chance), why))
    return _draft(case, point, "true_false", f"判断对错：{stated}", bloom="understand", options=options)


def _statement(case: AnalysedCase, point: Point, others: list[WrongOption]) -> QuestionDraft | None:
    chance = rank_of(point.cloze) % 6
    if point.rule != "figure" or len(others) < 3 or chance > 1:
        return None
    wrong = others[0].text if chance else None
    stated = point.cloze.replace(BLANK, wrong or point.key)
    mistake = f"原文是“{point.key}”，不是“{wrong}”。" if wrong else f"原文写的正是“{point.key}”。"
    if not names_its_subject(stated):
        return None
    options = (
        Option(TRUE_TEXT, wrong is None, mistake),
        Option(FALSE_TEXT, wrong is not None, mistake),
    )
    return _draft(case, point, "true_false", f"判断对错：{stated}", bloom="remember", options=options)
