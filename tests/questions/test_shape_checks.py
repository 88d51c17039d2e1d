from __future__ import annotations

from dataclasses import replace

import pytest

from studyapp.questions.draft import Evidence, Option, QuestionDraft
from studyapp.questions.shape_checks import is_borne, shape_problems, support

BODY = "值班员每两小时巡视一次机房。温度超过28度时先报告，再开备用空调。"
QUOTE = "温度超过28度时先报告，再开备用空调。"
TEXTS = {"body": BODY, "commentary": ""}


def draft(**changes):
    start = BODY.index(QUOTE)
    made = QuestionDraft(
        case=1,
        kind="single",
        stem="机房温度过高时，值班员先做什么？",
        evidence=(Evidence("body", start, start + len(QUOTE), QUOTE),),
        explanation="原文写明先报告。",
        bloom="understand",
        rule="",
        options=(Option("先报告", is_key=True), Option("关机", is_key=False), Option("离开机房", is_key=False)),
    )
    return replace(made, **changes)


def codes(made):
    return {problem.code for problem in shape_problems(made, TEXTS)}


def test_a_whole_question_has_no_problem():
    assert codes(draft()) == set()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"explanation": ""}, "explanation-missing"),
        ({"options": draft().options[:1]}, "option-count"),
        ({"options": (*draft().options[:2], Option(" ", is_key=False))}, "option-empty"),
        ({"options": (*draft().options[:2], Option("关 机", is_key=False))}, "option-twice"),
        ({"options": (*draft().options[:2], Option("再报告", is_key=True))}, "one-key-needed"),
        ({"kind": "multiple", "options": (*draft().options, Option("开窗", is_key=False))}, "two-keys-needed"),
        ({"kind": "true_false", "options": draft().options[:2]}, "true-false-options"),
        ({"kind": "blank", "answer": [["报告"]]}, "blank-missing"),
        ({"kind": "blank", "stem": "先____，再____。", "answer": [["报告"]]}, "blank-answers"),
        ({"kind": "blank", "stem": "先____。", "answer": [[]]}, "blank-answers"),
        ({"kind": "short_answer", "answer": {"points": [{"text": " "}]}}, "points-missing"),
        ({"evidence": (Evidence("body", 0, 3, "值班长"),)}, "quote-not-in-case"),
    ],
)
def test_what_is_missing_is_named(changes, code):
    assert code in codes(draft(**changes))


def test_every_kind_of_key_must_be_borne_by_the_evidence():
    right, wrong = Option("正确", is_key=True), Option("错误", is_key=False)
    for changes in (
        {"options": (Option("打电话给家属", is_key=True), *draft().options[1:])},
        {"kind": "blank", "stem": "先____。", "answer": [["撤离人群"]]},
        {"kind": "short_answer", "answer": {"points": [{"text": "撤离人群"}]}},
        {"kind": "true_false", "stem": "值班员应当立刻撤离人群。", "options": (right, wrong)},
    ):
        problems = shape_problems(draft(**changes), TEXTS)
        assert [(one.code, one.gravity) for one in problems] == [("key-not-supported", "reason")]


def test_a_statement_that_is_called_wrong_needs_no_support():
    options = (Option("正确", is_key=False), Option("错误", is_key=True))
    assert codes(draft(kind="true_false", stem="应当立刻撤离人群。", options=options)) == set()


def test_a_number_must_stand_in_the_evidence_whole():
    assert support("温度超过二十八度", (QUOTE,)) == 1.0
    assert support("温度超过8度", (QUOTE,)) == 0.0
    assert support("", (QUOTE,)) == 0.0


def test_a_key_must_stand_in_the_evidence_but_for_what_an_examiner_overlooks():
    assert is_borne("温度超过 28 度", (QUOTE,))
    assert not is_borne("温度超过29度", (QUOTE,))
    assert not is_borne("", (QUOTE,))
