"""Questions of choice on sentences of our own: what is exchanged, what is matched, and where each stays silent."""

import pytest

from studyapp.cases.casebook_text import CaseText, Commentary, Span
from studyapp.questions.analysis import AnalysedCase, analyse
from studyapp.questions.choices import frames, opposites, quantities, sides
from studyapp.questions.choices.matches import matches_of
from studyapp.questions.choices.offered import choices_of
from studyapp.questions.choices.statements import is_statement, statements_of
from studyapp.questions.draft import FALSE_TEXT, TRUE_TEXT, QuestionDraft
from studyapp.questions.drafting import draft_questions, drafts_as_json
from studyapp.questions.generators.registry import points_of
from studyapp.questions.lexicon import TermLexicon

BODY = (
    "针对摊位占道的问题，镇里划定了三处临时经营区。"
    "针对看不清路况，施工队在路口加装了两盏照明灯。"
    "针对称量不准，市场管理处每月校验一次电子秤。"
    "为了让摊主看懂规则，执法队印制了图画版告知书。"
    "为了减少夜间噪声，批发商把卸货时间改到清晨。"
    "整改的目的不是收费，而是维持秩序。"
    "管理处负责公布账目，派出所负责巡查治安。"
    "摊主必须在三个工作日内提交书面说明。"
)
NO_TERMS = TermLexicon()


def read(body: str = BODY, commentary: str = "") -> AnalysedCase:
    told = (Commentary("点评", None, commentary, Span(0, 1)),) if commentary else ()
    return analyse(CaseText(1, "集市怎样管", body, commentaries=told))


def offered(case: AnalysedCase, kind: str) -> list[QuestionDraft]:
    points = points_of(case, NO_TERMS)
    candidates, _ = choices_of(case, points)
    return [one.draft for one in candidates if one.draft.kind == kind]


@pytest.mark.parametrize(
    ("core", "wrong"),
    [
        ("市场由“各修各的”变为“统一检修”", "市场由“统一检修”变为“各修各的”"),
        ("整改的目的不是收费，而是维持秩序", "整改的目的不是维持秩序，而是收费"),
        ("镇里要先听取摊主意见，再确定摊位", "镇里要先确定摊位，再听取摊主意见"),
        ("管理处负责公布账目，派出所负责巡查治安", "管理处负责巡查治安，派出所负责公布账目"),
    ],
)
def test_two_sides_change_places(core, wrong):
    assert [one.text for one in sides.find(core, read(core + "。"))] == [wrong]


@pytest.mark.parametrize(
    "core", ["居民不是反对施工，而是没有看清图纸", "店里优先处理投诉，再安排进货", "路灯由3盏变为9盏"]
)
def test_sides_that_would_not_read_well_stay(core):
    assert not list(sides.find(core, read(core + "。")))


@pytest.mark.parametrize(
    ("core", "right", "wrong"),
    [
        ("该行为构成违约", "构成违约", "不构成违约"),
        ("摊主对损失存在重大过失", "重大过失", "一般过失"),
        ("摊主应当承担赔偿责任", "应当承担赔偿责任", "不承担赔偿责任"),
    ],
)
def test_a_word_turns_into_its_counterpart(core, right, wrong):
    found = [(one.right, one.wrong) for one in opposites.find(core, read(core + "。"))]
    assert (right, wrong) in found


@pytest.mark.parametrize(
    "core",
    [
        "双方对是否构成违约存在争议",
        "如果构成违约，应当赔偿",
        "行为符合违约的构成要件",
        "买方与卖方验货",
        "因约定构成合同，应当履行",
    ],
)
def test_no_verdict_is_turned_in_a_view_a_condition_or_beside_its_counterpart(core):
    assert not [one for one in opposites.find(core, read(core + "。")) if "构成" in one.right or "方" in one.right]


def test_a_number_is_exchanged_only_where_it_tells_a_rule_or_a_result():
    case = read("三天以后，摊主来了。摊主必须在三个工作日内提交说明，标准由镇里规定。全镇整改占道点位86处。")
    cores = [one.core for one in case.sentences]
    found = [[swap.right for swap in quantities.find(core, case)] for core in cores]
    assert found == [[], [], ["86处"]]


@pytest.mark.parametrize(
    "text",
    [
        "建立了三项制度。",
        "他们随后离开了现场附近的市场。",
        "摊主请求法院判决管理处退还全部费用。",
        "“占道经营”的准确认定。",
    ],
)
def test_a_sentence_without_subject_or_only_claimed_is_no_statement(text):
    assert not is_statement(read(text).sentences[0])


def test_true_and_false_take_turns_and_a_false_one_is_never_in_the_text():
    case = read()
    drafts = offered(case, "true_false")
    true = [one for one in drafts if one.keys == (TRUE_TEXT,)]
    false = [one for one in drafts if one.keys == (FALSE_TEXT,)]
    assert abs(len(true) - len(false)) <= 1
    assert all(_said(one) in case.text for one in true)
    assert not any(_said(one) in case.text for one in false)


def _said(draft: QuestionDraft) -> str:
    return draft.stem.partition("判断对错：")[2].rstrip("。")


def test_statements_to_compare_hold_true_ones_word_for_word_and_no_false_one():
    case = read()
    drafts = [*offered(case, "single"), *offered(case, "multiple")]
    compared = [one for one in drafts if one.rule == "comparison-of-statements"]
    assert compared
    for draft in compared:
        assert all(key in case.text for key in draft.keys)
        assert not any(text in case.text for text in draft.distractors)
        assert all(option.why for option in draft.options)


def test_three_problems_and_their_measures_are_matched_and_the_right_ones_do_not_face_each_other():
    draft = next(one for one in offered(read(), "matching") if one.rule == "matching-problem-measure")
    assert draft.options == ()
    assert isinstance(draft.answer, dict)
    left, right, pairs = (draft.answer[name] for name in ("left", "right", "pairs"))
    told = {left[one]: right[two] for one, two in pairs}
    assert told["看不清路况"] == "施工队在路口加装了两盏照明灯"
    assert sorted(two for _, two in pairs) == list(range(len(right)))
    assert all(one != two for one, two in pairs)


def test_two_pairs_are_too_few_to_match_or_to_choose_from():
    case = read("针对摊位占道的问题，镇里划定了三处临时经营区。针对看不清路况，施工队加装了照明灯。")
    assert not matches_of(case, points_of(case, NO_TERMS))


def test_one_measure_is_asked_with_the_measures_for_other_problems():
    draft = next(one for one in offered(read(), "single") if one.rule == "paired-problem-measure")
    assert len(draft.distractors) >= 2
    assert all(text in read().text for text in draft.distractors)
    assert all("对应的是" in one.why for one in draft.options if not one.is_key)


def test_the_same_case_offers_the_same_choices():
    case = read().case
    assert drafts_as_json(draft_questions([case], NO_TERMS)) == drafts_as_json(draft_questions([case], NO_TERMS))


def test_statements_keep_the_order_of_the_text():
    case = read()
    starts = [one.sentence.start for one in statements_of(case)]
    assert starts == sorted(starts)


def test_a_frame_or_a_coined_term_is_taken_from_another_sentence():
    case = read("通过每周抽签，镇里分配了摊位。通过上门讲解，执法队说清了规则。镇里设立“摊位日历”。村里设立“账目墙”。")
    found = [[swap.wrong for swap in frames.find(one, case)] for one in case.sentences]
    assert found == [["上门讲解"], ["每周抽签"], ["账目墙"], ["摊位日历"]]


def test_a_verdict_on_which_the_rest_of_the_sentence_depends_is_not_turned():
    assert not list(opposites.find("该行为构成违约，应当赔偿损失", read()))


def test_a_change_is_judged_as_told_or_with_the_end_of_another_change():
    case = read("由“各修各的”变为“统一检修”\n由“先罚后说”变为“先讲后办”\n")
    told = {one.keys[0]: one.stem.partition("判断对错：")[2] for one in offered(case, "true_false")}
    assert set(told) == {TRUE_TEXT, FALSE_TEXT}
    assert any(
        f"由“{one}”变为“{two}”" in told[TRUE_TEXT] for one, two in (("各修各的", "统一检修"), ("先罚后说", "先讲后办"))
    )
    assert any(
        f"由“{one}”变为“{two}”" in told[FALSE_TEXT] for one, two in (("各修各的", "先讲后办"), ("先罚后说", "统一检修"))
    )


@pytest.mark.parametrize("core", ["市场每年七月组织摊主体检", "管理员每天早上开门前核对台账"])
def test_a_rhythm_before_a_month_or_an_hour_stays(core):
    assert not [one for one in quantities.find(core, read(core + "。")) if one.right.startswith("每")]


def test_a_mere_incident_is_judged_only_where_a_case_has_few_questions():
    incident = "街道把集市搬到了河边，来的货车一共17辆。"
    alone = offered(read(incident), "true_false")
    assert [one.rule for one in alone] == ["statement"]
    drafts = draft_questions([CaseText(1, "集市怎样管", BODY + incident)], NO_TERMS).questions
    assert len(drafts) >= 8
    assert not [one for one in drafts if "17辆" in one.stem]


@pytest.mark.parametrize("core", ["连续两季低于80分的摊位，取消续租资格", "双方都能接受的方案才会写进约定"])
def test_a_word_whose_counterpart_makes_the_rule_absurd_stays(core):
    assert not list(opposites.find(core, read(core + "。")))


@pytest.mark.parametrize(
    "text",
    ["邀请沿街商户企业人力资源经理开展面试4场。", "聘请村干部担任代办员，每周上门2次。"],
)
def test_a_sentence_that_opens_with_whom_somebody_asked_names_no_subject(text):
    assert not is_statement(read(text).sentences[0])


def test_what_a_commentary_says_in_passing_is_not_judged():
    case = read("市场开了。", "天塌不下来，800元也扣不走。管理人员应当每月公布账目3次。")
    assert not any("800元" in one.text for one in statements_of(case))


@pytest.mark.parametrize("text", ["系统里写的是12.6公斤，秤上显示9.8公斤。", "半年里拦下错标21次，全部在出库之前。"])
def test_an_incident_of_a_thing_or_of_nobody_is_not_judged(text):
    assert not statements_of(read(text))
