"""Faults that a further round of judging found, by class: each fails without the rule that keeps it out."""

import pytest

from studyapp.cases.casebook_text import CaseText, Commentary, Span
from studyapp.questions.analysis import analyse
from studyapp.questions.choices import opposites, quantities
from studyapp.questions.choices.statements import statements_of
from studyapp.questions.distractors.numbers import wrong_figures
from studyapp.questions.draft import Option
from studyapp.questions.explanation import explain
from studyapp.questions.generators.registry import points_of
from studyapp.questions.lexicon import TermLexicon
from studyapp.questions.point import Point


def read(body: str, commentary: str = "", name: str = "点评", title: str = "渡口怎样管"):
    told = (Commentary(name, None, commentary, Span(0, 1)),) if commentary else ()
    return CaseText(1, title, body, commentaries=told)


def asked(rule: str, body: str, commentary: str = "", name: str = "点评"):
    points = points_of(analyse(read(body, commentary, name)), TermLexicon())
    return [(one.question or one.cloze, one.keys) for one in points if one.rule == rule]


def test_lessons_of_experience_are_asked_for_their_meaning_not_for_measures():
    told = "验收的难点不在台账，而在现场。只有管理员到场，签字才有意义。"
    (question, _), *_ = asked("commentary-points", "船靠岸了。", told, "经验启示")
    assert question == "文中表达了哪几层意思？"


@pytest.mark.parametrize(
    "idle",
    [
        "船长的错误有两层。",
        "守住靠的不是运气。",
        "随着夜航增多，迟到的班船不再罕见。",
        "前两个案例讲的是失守。",
        "老周的那个晚上，顶得上我的二十次谈话。",
    ],
)
def test_a_lead_a_passage_background_and_a_memory_are_no_points_of_a_commentary(idle):
    told = "验收不能只看台账。台账可以补，现场补不了。"
    ((_, keys),) = asked("commentary-points", "船靠岸了。", idle + told)
    assert keys == ("验收不能只看台账", "台账可以补，现场补不了")
    assert not asked("commentary-points", "船靠岸了。", idle + "验收不能只看台账。")


def test_a_finding_holds_what_its_paragraph_goes_on_to_tell_up_to_what_was_done():
    body = "调查发现，船长没有点验缆绳，值班员也没有巡查。码头的照明灯坏了三个月，无人报修。航运公司责令船长停航。"
    ((_, keys),) = asked("found-out", body)
    assert keys == ("船长没有点验缆绳，值班员也没有巡查", "码头的照明灯坏了三个月，无人报修")


def test_a_finding_whose_rest_leans_back_is_not_asked():
    assert not asked("found-out", "调查发现，船长没有点验缆绳，值班员也没有巡查。他们还修改了台账。")


def test_what_was_reckoned_is_a_conclusion():
    ((question, _),) = asked("found-out", "经测算，每班渡船至少需要柴油四十升，票款只够三十升。")
    assert question == "经测算得出了什么结论？"


@pytest.mark.parametrize(
    "body",
    [
        "海事局没收旧缆绳，对供应商处罚款20万元。",
        "渡口为船员补发津贴，人均每月增加津贴218元，最多的一人增加640元。",
    ],
)
def test_a_result_without_the_one_who_acts_or_of_a_single_highest_is_not_asked(body):
    clozes = [question for question, _ in asked("result", body)]
    assert not [one for one in clozes if one.startswith(("对", "最多"))]


def test_a_count_after_a_row_of_names_is_not_asked():
    assert not asked("figure", "渡口完成整改后取消快艇、摩托艇等4种高风险船只。")


def test_a_verb_right_after_a_date_is_no_statement():
    case = analyse(read("2023年办理过渡证1.3万件，差评9件，均已回访整改。"))
    assert not statements_of(case)


def test_a_wrong_figure_is_written_like_the_right_one():
    assert not [one for one in wrong_figures("11.7万元", "", "多发", 9) if ".0" in one]


def test_a_round_figure_stands_among_round_ones():
    assert all(int(one.removesuffix("万元")) % 5 == 0 for one in wrong_figures("10万元", "", "罚款", 3))


def test_an_exchange_does_not_cut_a_word():
    case = analyse(read("渡口。"))
    assert not list(opposites.find("食堂在恢复供餐后取消了四种菜", case))
    assert list(opposites.find("患者应在餐后服药，不得空腹", case))


def test_a_quoted_lead_does_not_break_off_before_its_verb():
    body = "问卷显示，不满意的原因依次是：票价太高，占四成；班次太少，占三成；码头太远，占两成。"
    ((question, _),) = asked("series", body)
    assert question == "材料提到“问卷显示，不满意的原因”，具体包括哪几点？"


def test_numbers_and_labels_are_dropped_from_a_quoted_lead():
    body = "2.管理原因有三点：一是点验周期太长；二是允许单人夜航；三是没有登记乘客。"
    ((question, _),) = asked("series", body)
    assert question.startswith("材料提到“管理原因")


def test_facts_that_semicolons_part_under_a_label_are_points_of_their_own():
    body = "间接原因：跳板宽度不足一米，人货没有分离；船员点货没有固定位置，哪里有货就蹲在哪里。"
    ((_, keys),) = asked("labelled", body)
    assert keys == ("跳板宽度不足一米，人货没有分离", "船员点货没有固定位置，哪里有货就蹲在哪里")


@pytest.mark.parametrize(
    ("title", "named"),
    [("3号线渡口停航事件", "3号线渡口停航事件"), ("3、渡口停航事件", "渡口停航事件"), ("案例3号 渡口停航", "渡口停航")],
)
def test_a_number_that_belongs_to_the_name_stays_in_the_title(title, named):
    assert analyse(read("船靠岸了。", title=title)).title == named


@pytest.mark.parametrize("is_true", [True, False])
def test_a_statement_to_judge_ends_its_explanation_in_the_verdict(is_true):
    case = analyse(read("船长被判处罚金二万元。"))
    point = Point("figure", case.sentences, ("二万元",), "", "船长被判处罚金____。", "figure", "remember", 0.8, 0.5)
    why = "原文写的是“二万元”。"
    told = explain(case, point, (Option("正确", is_true, why), Option("错误", not is_true, why)))
    assert "其他选项" not in told
    assert told.endswith(f"{why}所以这一说法{'正确' if is_true else '错误'}。")


def test_a_labelled_text_that_breaks_off_is_not_asked():
    body = "直接原因：船长没有点验缆绳就离岸。调阅录像发现，船长当时正在交谈，把相邻两根缆绳"
    assert not asked("labelled", body)


def test_a_count_after_a_row_of_names_is_not_exchanged():
    case = analyse(read("渡口。"))
    assert not list(quantities.find("渡口完成整改后取消快艇、摩托艇等4种高风险船只", case))


def test_a_denied_denial_is_a_meaning_of_its_own():
    told = "不予处罚不是不管。首次轻微违法要给改正的机会。"
    ((_, keys),) = asked("commentary-points", "船靠岸了。", told)
    assert keys == ("不予处罚不是不管", "首次轻微违法要给改正的机会")


def test_measures_among_which_results_stand_are_asked_with_the_results():
    body = "一、整改措施\n码头给缆绳编号，每班点验。复查三轮，无新增断缆。值班表改为双人签字，漏签的当天补查。"
    ((question, _),) = asked("section", body)
    assert question.endswith("写明了哪些做法和结果？")
