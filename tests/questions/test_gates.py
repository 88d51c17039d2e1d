from dataclasses import replace

import pytest

from studyapp.cases.casebook_text import CaseText
from studyapp.questions.analysis import AnalysedCase, analyse
from studyapp.questions.checks import failed_gate
from studyapp.questions.draft import Evidence, Option, QuestionDraft

BODY = "镇里设立了“摊位议事会”，每月公布账目。商户反映退款难。"
KEY = (Option("摊位议事会", True),)
QUOTE = "镇里设立了“摊位议事会”，每月公布账目。"


@pytest.fixture
def case() -> AnalysedCase:
    return analyse(CaseText(1, "集市怎样管", BODY))


@pytest.fixture
def draft(case: AnalysedCase) -> QuestionDraft:
    return QuestionDraft(
        case=1,
        kind="single",
        stem=case.opening("body") + "横线处应填入的是：镇里设立了“____”。",
        evidence=(Evidence("body", 0, len(QUOTE), QUOTE),),
        explanation="依据原文。",
        bloom="remember",
        rule="naming",
        options=(Option("摊位议事会", True), Option("商户座谈会", False), Option("居民评议会", False)),
    )


def test_a_sound_draft_passes(draft, case):
    assert failed_gate(draft, case) is None


@pytest.mark.parametrize(
    ("change", "gate"),
    [
        ({"evidence": (Evidence("body", 1, 5, "错误的引文"),)}, "evidence-not-exact"),
        ({"stem": "根据案例《集市怎样管》，他们设立了什么组织来议事？"}, "stem-points-away"),
        ({"stem": "根据案例《集市怎样管》，摊位议事会是由谁设立的？"}, "key-in-stem"),
        ({"stem": "设立了什么？"}, "stem-length"),
        ({"stem": "根据案例《集市怎样管》，镇里设立了“什么组织？"}, "damaged-text"),
        ({"options": (Option("摊位议事会", True), Option("会", False), Option("队", False))}, "length-giveaway"),
        ({"options": (*KEY, Option("商户反映退", False), Option("居民评议会", False))}, "distractor-in-case"),
        ({"options": (Option("摊位议事会", True), Option("居民评议会", False))}, "options-count"),
    ],
)  # fmt: skip
def test_each_fault_is_named_by_its_gate(draft, case, change, gate):
    assert failed_gate(replace(draft, **change), case) == gate
