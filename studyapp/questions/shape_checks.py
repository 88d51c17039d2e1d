"""Whether a question is whole: the right number of keys and options, blanks that have answers, keys the evidence bears.

These hold for every question, whoever wrote it, and need neither a segmenter nor the rest of the bank.
"""

from __future__ import annotations

import re
from collections import Counter

from studyapp.cases.casebook_text import Part
from studyapp.questions.draft import BLANK, FALSE_TEXT, TRUE_TEXT, QuestionDraft
from studyapp.questions.wording import CHOICE_KINDS, Problem
from studyapp.text.fair import fair_form

ENOUGH_SUPPORT = 0.6
_NAMES = re.compile("^根据.{0,60}?[，,]|《[^》]*》")  # what names the case is no claim about it
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_OPTION_COUNTS = {"single": (2, 5), "multiple": (4, 6), "true_false": (2, 2)}


def shape_problems(draft: QuestionDraft, texts: dict[Part, str]) -> list[Problem]:
    """Return what is missing or contradictory; a key that the evidence does not bear needs a reason."""
    problems = [] if draft.stem else [Problem("stem-missing")]
    if not draft.explanation:
        problems.append(Problem("explanation-missing"))
    if not draft.evidence:
        problems.append(Problem("evidence-missing"))
    problems += [
        Problem("quote-not-in-case", {"quote": proof.quote[:40]})
        for proof in draft.evidence
        if texts.get(proof.part, "")[proof.start : proof.end] != proof.quote
    ]
    problems += _answer_problems(draft)
    return problems or _unsupported(draft)


def is_borne(text: str, quotes: tuple[str, ...]) -> bool:
    """Say whether a key stands in the quotes, as a fair examiner reads both."""
    wanted = fair_form(text)
    return bool(wanted) and any(wanted in fair_form(quote) for quote in (*quotes, "".join(quotes)))


def support(text: str, quotes: tuple[str, ...]) -> float:
    """Return how much of a statement the quotes bear: the share of its character pairs found in them, 0..1.

    A number that stands in none of the quotes is borne by nothing: the whole is 0.
    """
    wanted = fair_form(text)
    borne = "\n".join(fair_form(quote) for quote in quotes)
    if set(_NUMBER.findall(wanted)) - set(_NUMBER.findall(borne)):
        return 0.0
    pairs = [wanted[at : at + 2] for at in range(len(wanted) - 1)]
    return sum(pair in borne for pair in pairs) / len(pairs) if pairs else 0.0


def _answer_problems(draft: QuestionDraft) -> list[Problem]:
    if draft.kind in CHOICE_KINDS:
        return _option_problems(draft)
    if draft.kind == "blank":
        return _blank_problems(draft)
    if draft.kind == "short_answer" and not _point_texts(draft):
        return [Problem("points-missing")]
    return []


def _option_problems(draft: QuestionDraft) -> list[Problem]:
    least, most = _OPTION_COUNTS[draft.kind]
    texts = [fair_form(option.text) for option in draft.options]
    problems = []
    if not least <= len(draft.options) <= most:
        problems.append(Problem("option-count", {"least": least, "most": most}))
    if not all(texts):
        problems.append(Problem("option-empty"))
    problems += [
        Problem("option-twice", {"text": text}) for text, times in Counter(texts).items() if times > 1 and text
    ]
    if draft.kind == "multiple" and not 2 <= len(draft.keys) <= len(draft.options):
        problems.append(Problem("two-keys-needed"))
    elif draft.kind != "multiple" and len(draft.keys) != 1:
        problems.append(Problem("one-key-needed"))
    if draft.kind == "true_false" and {option.text for option in draft.options} != {TRUE_TEXT, FALSE_TEXT}:
        problems.append(Problem("true-false-options", {"true": TRUE_TEXT, "false": FALSE_TEXT}))
    return problems


def _blank_problems(draft: QuestionDraft) -> list[Problem]:
    count = draft.stem.count(BLANK)
    answers = draft.answer if isinstance(draft.answer, list) else []
    if not count:
        return [Problem("blank-missing", {"blank": BLANK})]
    if len(answers) != count or not all(answers):
        return [Problem("blank-answers", {"blanks": count, "answers": len(answers)})]
    return []


def _unsupported(draft: QuestionDraft) -> list[Problem]:
    quotes = tuple(proof.quote for proof in draft.evidence)
    if draft.kind == "true_false":
        statement = _NAMES.sub("", draft.stem)
        weak = [statement] if draft.keys == (TRUE_TEXT,) and support(statement, quotes) < ENOUGH_SUPPORT else []
    else:
        weak = [text for text in draft.answer_texts() if not is_borne(text, quotes)]
    return [Problem("key-not-supported", {"text": text[:40]}, "reason") for text in weak]


def _point_texts(draft: QuestionDraft) -> list[str]:
    points = draft.answer.get("points", []) if isinstance(draft.answer, dict) else []
    return [str(point["text"]) for point in points if str(point.get("text", "")).strip()]
