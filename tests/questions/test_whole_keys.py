"""A key runs to the end of what is said; where it would be half of it, nothing is asked."""

import pytest

from studyapp.cases.casebook_text import CaseText
from studyapp.questions.analysis import analyse
from studyapp.questions.choices import sides
from studyapp.questions.choices.statements import is_statement
from studyapp.questions.drafting import draft_questions
from studyapp.questions.generators import figures, objects, results, verdicts
from studyapp.questions.lexicon import TermLexicon
from studyapp.questions.rendering import _scored


def read(body):
    return analyse(CaseText(1, "水塔检修之后", body))


def keys(generator, body):
    return [one.key for one in generator.find(read(body))]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("检修班每一次登上水塔顶部之前，必须逐项核对安全带的挂钩。", ["逐项核对安全带的挂钩"]),
        ("检修班每一次登上水塔顶部之前，必须逐项核对安全带的挂钩，并由班长在工作票上签字。", []),
        ("水塔顶部的爬梯断裂造成一名检修工从六米高处坠落，直接经济损失十余万元。", []),
        ("检测中心对爬梯取样检验，结果显示焊缝存在多处未熔合的缺陷，母材厚度也低于图纸要求。", []),
        ("承包合同虽约定检修班可以自行调整上塔的时间。", []),
    ],
)
def test_an_object_is_asked_only_where_it_ends_the_sentence(body, found):
    assert keys(objects, body) == found


@pytest.mark.parametrize("body", ["比上个季度提高了11个百分点。", "返修率也降到了0.9%。", "查询语句的时间超过40分钟。"])
def test_a_figure_whose_clause_leans_or_entails_others_is_not_asked(body):
    assert keys(results, body) == []


def test_the_minute_of_a_time_is_no_figure():
    assert keys(figures, "系统在11时05分恢复运行，停用共受理投诉若干。") == []


def test_a_decision_names_its_court_where_several_decided():
    told = "法院判决检修公司赔偿水塔的全部修复费用。"
    assert keys(verdicts, told)
    assert keys(verdicts, f"{told}公司上诉，二审法院维持了这一判决。") == []


def test_an_announced_list_that_breaks_off_is_no_statement():
    body = "物业公司每季度抽查一座水塔，并把结果贴在门口。物业公司立了三条规矩：每季度抽查一座水塔。"
    whole, broken = read(body).sentences
    assert is_statement(whole)
    assert not is_statement(broken)


def test_a_side_with_a_word_of_saying_is_not_exchanged():
    core = "事故报告压了一周，说明信息的断点比个人的疏忽更难发现"
    assert not list(sides.find(core, read(core + "。")))


def test_a_named_term_stands_for_its_point_only_where_little_else_is_said():
    assert "一塔一档" in _scored("推行“一塔一档”", "怎样做")["accept"]
    assert _scored("班长最初把“没有挂牌”判断为工人的态度问题", "为什么")["accept"] == []


def test_what_is_shown_is_set_in_full_width_and_the_evidence_is_exact():
    body = "检修班上塔之前,2019年起就必须逐项核对安全带的挂钩。"
    drafts = draft_questions([CaseText(1, "水塔检修,之后", body)], TermLexicon()).questions
    assert drafts
    for draft in drafts:
        assert "," not in draft.stem
        assert all(body[one.start : one.end] == one.quote for one in draft.evidence)
