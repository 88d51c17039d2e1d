"""The gates through which every draft must pass, in order; the first that fails names the reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.draft import BLANK, QuestionDraft
from studyapp.questions.likeness import are_near, longest_shared
from studyapp.text.full_width import in_full_width
from studyapp.text.sentences import is_balanced
from studyapp.text.standalone import is_noisy, points_away, says_both_halves

_MARKS = "“”‘’《》（）"
LONGEST_STEM = 190
_CLAIMED = re.compile(r"(?:[^：，]{2,12}：)?(?:请求|诉请|判令|遂|后[，,])")
_SHOWS_WHAT_FOLLOWS = frozenset({"ordering", "prediction", "case_analysis"})
SHORTEST_STEM = 14
MOST_JUDGED = 5
QUOTED_WRONG = ("figure", "result", "paired-", "listed")  # wrong options of these are said of something else


@dataclass(frozen=True, slots=True)
class Gate:
    """A rule that a draft must keep; `reason` tells in Chinese what would be wrong with one that does not."""

    name: str
    reason: str
    keeps: Callable[[QuestionDraft, AnalysedCase], bool]


def _evidence_is_exact(draft: QuestionDraft, case: AnalysedCase) -> bool:
    return bool(draft.evidence) and all(
        case.case.part(one.part)[one.start : one.end] == one.quote for one in draft.evidence
    )


def _key_is_in_evidence(draft: QuestionDraft, _: AnalysedCase) -> bool:
    quotes = in_full_width("".join(one.quote for one in draft.evidence))
    return all(text in quotes for text in draft.answer_texts())


def _has_fitting_length(draft: QuestionDraft, _: AnalysedCase) -> bool:
    return SHORTEST_STEM <= len(draft.stem) <= LONGEST_STEM


def _is_undamaged(draft: QuestionDraft, _: AnalysedCase) -> bool:
    shown = [draft.stem.replace(BLANK, ""), *draft.answer_texts()]
    return all(is_balanced(text) and not is_noisy(text) for text in shown)


def _stem_stands_alone(draft: QuestionDraft, case: AnalysedCase) -> bool:
    asked = draft.stem.removeprefix(case.opening(draft.evidence[0].part, draft.evidence[0].start))
    return not points_away(asked.replace("下列", "") if draft.kind in _SHOWS_WHAT_FOLLOWS else asked)


def _says_both_halves(draft: QuestionDraft, case: AnalysedCase) -> bool:
    opening = case.opening(draft.evidence[0].part, draft.evidence[0].start)
    told = draft.stem.removeprefix(opening) + "".join(draft.answer_texts())
    return says_both_halves(told)


def _says_who(draft: QuestionDraft, case: AnalysedCase) -> bool:
    opening = case.opening(draft.evidence[0].part, draft.evidence[0].start)
    return not _CLAIMED.match(draft.stem.removeprefix(opening))


def _does_not_give_itself_away(draft: QuestionDraft, _: AnalysedCase) -> bool:
    return not any(text.strip(_MARKS) in draft.stem for text in draft.answer_texts())


def _key_shares_no_word_with_stem(draft: QuestionDraft, _: AnalysedCase) -> bool:
    if draft.kind not in {"single", "multiple"} or draft.rule in {"figure", "result", "comparison-of-statements"}:
        return True
    wrong = max((len(longest_shared(text, draft.stem)) for text in draft.distractors), default=0)
    return all(len(longest_shared(text, draft.stem)) < max(2, wrong + 1) for text in draft.keys)


def _lengths_are_alike(draft: QuestionDraft, _: AnalysedCase) -> bool:
    if draft.kind not in {"single", "multiple"}:
        return True
    sizes = [len(text) for text in draft.distractors]
    return all(0.5 * min(sizes) <= len(text) <= 1.7 * max(sizes) for text in draft.keys)


def _options_are_apart(draft: QuestionDraft, _: AnalysedCase) -> bool:
    figures = draft.rule in {"figure", "result"}
    return not any(one == two or (not figures and are_near(one, two, 80)) for one, two in _pairs(draft))


def _pairs(draft: QuestionDraft) -> list[tuple[str, str]]:
    return list(combinations([one.text for one in draft.options], 2))


def _distractors_are_not_in_the_case(draft: QuestionDraft, case: AnalysedCase) -> bool:
    if draft.kind not in {"single", "multiple"} or draft.rule.startswith(QUOTED_WRONG):
        return True
    told = in_full_width(case.text)
    return not any(text in told for text in draft.distractors)


def _has_enough_options(draft: QuestionDraft, _: AnalysedCase) -> bool:
    if draft.kind == "prediction":  # an open judgement, or one among the measures that the case heads
        return len(draft.options) != 1 and len(draft.options) <= MOST_JUDGED and not draft.keys
    counts = {"single": (3, 5), "multiple": (4, 6), "true_false": (2, 2)}
    least, most = counts.get(draft.kind, (0, 0))
    enough_keys = len(draft.keys) >= 2 if draft.kind == "multiple" else len(draft.keys) == (1 if least else 0)
    return least <= len(draft.options) <= most and enough_keys


GATES = (
    Gate("evidence-not-exact", "依据与原文不一致", _evidence_is_exact),
    Gate("key-not-in-evidence", "答案在依据中找不到原词", _key_is_in_evidence),
    Gate("damaged-text", "题干或答案有残缺、乱码或标点不成对", _is_undamaged),
    Gate("stem-points-away", "题干里有指代不明的词", _stem_stands_alone),
    Gate("half-a-pair", "题干只有关联词语的前一半", _says_both_halves),
    Gate("nobody-named", "题干没有说明是谁", _says_who),
    Gate("stem-length", "题干过短或过长", _has_fitting_length),
    Gate("key-in-stem", "题干或案例标题里出现了答案", _does_not_give_itself_away),
    Gate("word-giveaway", "正确选项与题干有相同的词，容易猜中", _key_shares_no_word_with_stem),
    Gate("length-giveaway", "正确选项的长短与其他选项相差过大", _lengths_are_alike),
    Gate("options-too-alike", "选项之间过于接近", _options_are_apart),
    Gate("distractor-in-case", "干扰项在案例中出现过，可能也对", _distractors_are_not_in_the_case),
    Gate("options-count", "选项或答案的个数不合题型", _has_enough_options),
)


def failed_gate(draft: QuestionDraft, case: AnalysedCase) -> str | None:
    """Return the name of the first gate that a draft fails, None where it passes all."""
    return next((gate.name for gate in GATES if not gate.keeps(draft, case)), None)
