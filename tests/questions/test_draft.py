from dataclasses import replace

import pytest

from studyapp.questions.draft import Evidence, Option, QuestionDraft

QUOTE = "窗口由三个合并为一个"


@pytest.fixture
def draft() -> QuestionDraft:
    return QuestionDraft(
        case=2,
        kind="single",
        stem="窗口合并后剩下几个?",
        evidence=(Evidence("body", 4, 14, QUOTE),),
        explanation="依据:" + QUOTE,
        bloom="remember",
        rule="figure",
        options=(Option("一个", True, "原文如此"), Option("两个", False, "原文为一个")),
    )


def test_a_draft_survives_the_way_to_json_and_back(draft: QuestionDraft):
    assert QuestionDraft.from_dict(draft.to_dict()) == draft


def test_the_uid_does_not_depend_on_where_the_case_or_the_span_stands(draft: QuestionDraft):
    moved = replace(draft, case=7, evidence=(Evidence("body", 104, 114, QUOTE),))
    assert moved.uid == draft.uid


def test_the_uid_changes_with_the_stem(draft: QuestionDraft):
    assert replace(draft, stem="剩下几个窗口?").uid != draft.uid


def test_keys_and_distractors_come_from_the_options(draft: QuestionDraft):
    assert (draft.keys, draft.distractors) == (("一个",), ("两个",))
