"""Faults that judging found, each with the rule that keeps it out; and what is now asked in its place."""

import pytest

from studyapp.cases.casebook_text import CaseText, Commentary, Span
from studyapp.questions.analysis import analyse
from studyapp.questions.choices import quantities, sides
from studyapp.questions.drafting import draft_questions
from studyapp.questions.generators.phrases import is_whole
from studyapp.questions.generators.registry import points_of
from studyapp.questions.lexicon import TermLexicon
from studyapp.text.standalone import says_both_halves


def read(body: str, commentary: str = ""):
    told = (Commentary("点评", None, commentary, Span(0, 1)),) if commentary else ()
    return analyse(CaseText(1, "渡口怎样管", body, commentaries=told))


def asked(commentary: str, rule: str):
    return [
        (one.question, one.keys)
        for one in points_of(read("渡口逢五开船。", commentary), TermLexicon())
        if one.rule == rule
    ]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("船主不仅检查缆绳。", False),
        ("船主不仅检查缆绳，还更换救生衣。", True),
        ("尽管风浪不大，渡口停航。", False),
        ("尽管风浪不大，渡口仍然停航。", True),
        ("船票既不涨价。", False),
    ],
)
def test_half_a_pair_of_conjunctions_is_no_whole_sentence(text, whole):
    assert says_both_halves(text) is whole


@pytest.mark.parametrize(
    ("commentary", "rule", "question", "key"),
    [
        ("渡口管理的难点不在船，而在人。", "correction", "渡口管理的难点不在船，而在什么？", None),
        (
            "安全不取决于船有多新，而取决于检查有多细。",
            "correction",
            "安全不取决于船有多新，而取决于什么？",
            "检查有多细",
        ),
        ("停航争执，表面上看是天气问题，实质上是信任问题。", "correction", None, "信任问题"),
        ("渡口的做法之所以有效，是因为把规则写在了船票上。", "reason", None, "把规则写在了船票上"),
        ("判断能否开船，不能只看天气预报，而要看江面实况。", "correction", None, "看江面实况"),
        ("渡口管理要善于请乘客一起监督。", "duty", "渡口管理要怎样做？", "善于请乘客一起监督"),
        ("对不会用手机的老人，售票单位应当保留窗口。", "duty", None, "保留窗口"),
        ("船主自己写下承诺，这是规则能够落地的根本原因。", "role", None, "船主自己写下承诺"),
    ],
)
def test_a_judgement_of_the_commentary_is_asked(commentary, rule, question, key):
    found = asked(commentary, rule)
    if key is None:
        assert not found  # a key of one character is none
        return
    assert [keys for _, keys in found] == [(key,)]
    assert question is None or found[0][0] == question


@pytest.mark.parametrize(
    ("commentary", "rule"),
    [
        ("如果船主没有按时检查，险情就可能被忽略。", "contingency"),
        ("请求延期的，应当自知道或者应当知道之日起三日内提出。", "duty"),
    ],
)
def test_what_may_happen_is_no_measure_and_a_fixed_phrase_no_duty(commentary, rule):
    assert asked(commentary, rule) == []


def test_a_lead_that_points_back_takes_the_sentence_before_along():
    body = "条例第九条规定，渡船可以临时停航。适用这一条应当满足两个条件：一是风力达到六级；二是停航已经公告。"
    [(question, keys)] = [
        (one.question, one.keys) for one in points_of(read(body), TermLexicon()) if one.rule == "series"
    ]
    assert question.startswith("材料提到“条例第九条规定，渡船可以临时停航。适用这一条")
    assert keys == ("风力达到六级", "停航已经公告")


def test_a_claim_without_its_claimant_is_not_asked():
    body = "船主诉至法院。请求判决渡口管理处支付停航补贴14000元。"
    assert not any("：请求" in one.stem for one in draft_questions([read(body).case], TermLexicon()).questions)


def test_a_row_of_figures_that_add_up_is_left_alone_and_another_is_not():
    case = read("渡口在江边。")
    adds_up = "停航补贴由渡口承担30%，由镇里承担50%，由船主承担20%。"
    apart = "改造后，投诉降至12件，准点率提高到95%，候船时间缩短到8分钟。"
    assert not [one for one in quantities.find(adds_up, case) if "%" in one.right]
    assert [one for one in quantities.find(apart, case) if "%" in one.right]


def test_the_price_of_a_day_and_a_day_of_the_week_are_no_rhythm():
    case = read("渡口在江边。")
    assert not [one for one in quantities.find("船主每周二检修发动机。", case) if one.right == "每周"]
    assert not [one for one in quantities.find("停船费按每平方米每月两元收取。", case) if one.right == "每月"]


def test_data_compared_with_each_other_are_not_turned_round():
    assert not list(sides.find("管理处通过票务数据比对发现，有人逃票。", read("渡口在江边。")))


def test_a_change_without_what_changes_is_not_asked_alone():
    found = [one.rule for one in points_of(read("由“各管各的”变为“一起管”。"), TermLexicon())]
    assert "contrast" not in found


def test_what_changes_may_stand_in_the_clause_before():
    body = "渡口考核船长的指标，也由“开了多少趟”改为“查了多少遍”。"
    [found] = [one for one in points_of(read(body), TermLexicon()) if one.rule == "contrast"]
    assert found.cloze == "渡口考核船长的指标，也由“开了多少趟”改为“____”。"


def test_a_way_of_going_on_is_no_term():
    body = "还要看到，指标是一种工具，用得不好就会带来偏差。"
    assert "definition" not in [one.rule for one in points_of(read(body), TermLexicon())]


def test_a_word_that_begins_like_a_linking_one_is_not_cut():
    body = "整改措施\n1.更换全部缆绳并登记编号。\n2.更要每周检查救生衣。"
    [draft] = [one for one in draft_questions([read(body).case], TermLexicon()).questions if one.kind == "short_answer"]
    assert [one["accept"] for one in draft.answer["points"]] == [[], ["每周检查救生衣"]]


def test_what_was_done_after_a_discovery_is_asked():
    body = "船长发现老人看不清船票上的字，便请他到售票窗口登记，并改用大字船票。"
    [found] = [one for one in points_of(read(body), TermLexicon()) if one.rule == "discovery"]
    assert found.question == "船长发现老人看不清船票上的字，随后是怎样做的？"
    assert found.key == "请他到售票窗口登记，并改用大字船票"


@pytest.mark.parametrize("phrase", ["摸清客流走向", "应对方式单一", "交第二人复核"])
def test_words_that_hold_a_pointing_or_open_one_are_whole(phrase):
    assert is_whole(phrase)


def test_a_numbering_of_another_style_does_not_go_on():
    body = "永久措施\n（1）更换全部缆绳。\n（2）每周检查救生衣。\n三、检查结果\n渡口恢复开船。"
    [found] = [one for one in points_of(read(body), TermLexicon()) if one.rule == "numbered"]
    assert found.keys == ("更换全部缆绳", "每周检查救生衣")


def test_points_counted_in_the_lead_may_stand_between_commas():
    commentary = "停航争执的化解靠三个环节：用江面录像查清事实，用公告说明规则，用补票化解怨气。"
    assert asked(commentary, "series")[0][1] == ("用江面录像查清事实", "用公告说明规则", "用补票化解怨气")


def test_first_next_then_over_sentences_are_one_list():
    body = "船长没有急于开船，而是先做了三件事。首先，查看江面实况。其次，核对乘客人数。再次，试了一遍发动机。"
    [found] = [one for one in points_of(read(body), TermLexicon()) if one.rule == "series"]
    assert found.keys == ("查看江面实况", "核对乘客人数", "试了一遍发动机")


def test_a_bare_figure_takes_along_what_it_belongs_to():
    body = "改造后一周内退票214件，投诉率降到1.8%。"
    [draft] = [one for one in draft_questions([read(body).case], TermLexicon()).questions if one.rule == "result"]
    assert "一周内退票214件，投诉率降到____" in draft.stem


def test_a_prohibition_that_goes_on_is_not_asked_in_half():
    keys = [keys for _, keys in asked("乘船的人不得翻越渡口的护栏，不得携带明火。", "demand")]
    assert ("翻越渡口的护栏",) not in keys


def test_headings_are_tied_to_measures_not_to_incidents():
    body = "（一）先把路分开\n船长老周那天起得很早。\n（二）再把船管住\n渡口安排专人检查缆绳。\n"
    body += "（三）最后把人教会\n渡口组织培训。"
    assert not [one for one in draft_questions([read(body).case], TermLexicon()).questions if "heading" in one.rule]


def test_a_labelled_text_that_counts_its_points_has_them_as_points():
    body = "间接原因：一是值班室没有安排人；二是警报因误报被关闭；三是巡查没有记录。"
    [found] = [one for one in points_of(read(body), TermLexicon()) if one.rule == "labelled"]
    assert found.keys == ("值班室没有安排人", "警报因误报被关闭", "巡查没有记录")
