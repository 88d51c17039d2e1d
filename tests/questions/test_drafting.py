import pytest

from studyapp.cases.casebook_text import CaseText, Commentary, PartSpan, Span
from studyapp.questions.analysis import analyse
from studyapp.questions.checks import failed_gate
from studyapp.questions.drafting import draft_questions, drafts_as_json
from studyapp.questions.lexicon import TermLexicon, parse_classes

LEXICON = TermLexicon.of(
    parse_classes(["# state-after｜改变之后的状态｜n", "事前预防", "双向交流", "一次办结", "统一受理", "集中使用"])
)
BODY = (
    "摊位检查由“先罚后说”变为“先讲后办”。\n"
    "针对摊位占道的问题，镇里划定了三处临时经营区，并公开抽签分配。"
    "为了让摊主看懂规则，执法队印制了图画版告知书。"
    "由于路口没有照明，夜间发生了四起碰撞。"
    "镇里成立了“摊位议事会”，每月公开一次收支。"
    "全镇共整改占道点位86处。"
)
COMMENTARY = "这启示我们：规则讲在前面，处罚才站得住脚。执法人员应当先说明依据，再作出决定。"


@pytest.fixture
def case() -> CaseText:
    text = Commentary("点评", None, COMMENTARY, Span(0, 1))
    return CaseText(1, "占道经营怎样管", BODY, commentaries=(text,))


def test_the_same_case_gives_the_same_drafts(case):
    assert drafts_as_json(draft_questions([case], LEXICON)) == drafts_as_json(draft_questions([case], LEXICON))


def test_every_draft_quotes_the_text_exactly_and_passes_every_gate(case):
    drafted = draft_questions([case], LEXICON)
    assert drafted.questions
    for draft in drafted.questions:
        assert failed_gate(draft, analyse(case)) is None
        assert all(case.part(one.part)[one.start : one.end] == one.quote for one in draft.evidence)


@pytest.mark.parametrize("rule", ["contrast", "response", "purpose", "cause", "naming", "figure", "lesson", "duty"])
def test_each_way_of_asking_finds_its_own_sentence(case, rule):
    assert rule in {draft.rule for draft in draft_questions([case], LEXICON).questions}


def test_uids_are_unique_and_do_not_depend_on_position(case):
    moved = CaseText(9, case.title, "导语一句。\n" + BODY, commentaries=case.commentaries)
    first = {draft.uid for draft in draft_questions([case], LEXICON).questions}
    assert first <= {draft.uid for draft in draft_questions([moved], LEXICON).questions}


def test_a_sentence_with_a_suspect_place_is_never_quoted(case):
    place = BODY.index("86")
    damaged = CaseText(1, case.title, BODY, suspects=(PartSpan("body", place, place + 2),))
    assert not any(
        "86处" in one.quote for draft in draft_questions([damaged], LEXICON).questions for one in draft.evidence
    )


def test_a_case_without_commentary_gets_no_lesson(case):
    bare = CaseText(1, case.title, BODY, flags=("no-commentary",))
    assert all(one.part == "body" for draft in draft_questions([bare], LEXICON).questions for one in draft.evidence)


def test_an_empty_case_gives_nothing():
    assert draft_questions([CaseText(1, "", "")], LEXICON).questions == ()


def test_a_case_typed_with_half_width_marks_is_asked_like_any_other_and_quoted_as_it_is(case):
    halves = str.maketrans("，：。“”", ',:.""')
    commentary = Commentary("点评", None, COMMENTARY.translate(halves), Span(0, 1))
    typed = CaseText(1, case.title, BODY.translate(halves), commentaries=(commentary,))
    asked = {draft.stem for draft in draft_questions([case], LEXICON).questions}
    drafts = draft_questions([typed], LEXICON).questions
    assert {draft.stem for draft in drafts} == asked
    assert all(typed.part(one.part)[one.start : one.end] == one.quote for draft in drafts for one in draft.evidence)
    assert {uid for draft in drafts for uid in draft.enemies} <= {draft.uid for draft in drafts}
