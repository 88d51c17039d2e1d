"""Each rule on sentences of our own: what it asks, and where it stays silent."""

import pytest

from studyapp.cases.casebook_text import CaseText, Commentary, Span
from studyapp.questions.analysis import analyse
from studyapp.questions.generators.registry import points_of
from studyapp.questions.lexicon import TermLexicon


def points(body: str, commentary: str = "", rule: str = ""):
    told = (Commentary("点评", None, commentary, Span(0, 1)),) if commentary else ()
    found = points_of(analyse(CaseText(1, "集市怎样管", body, commentaries=told)), TermLexicon())
    return [one for one in found if not rule or one.rule == rule]


@pytest.mark.parametrize(
    ("rule", "body", "key"),
    [
        ("purpose", "为了减少等候，大厅增开了两个窗口。", "减少等候"),
        ("cause", "由于水泵没有检修，地下室被淹。", "水泵没有检修"),
        ("cause", "夜间值班时，由于阀门没有关紧，导致管道漏水，最终引发停产。", "阀门没有关紧"),
        ("response", "针对排队过长的问题，大厅开通了网上预约。", "大厅开通了网上预约"),
        ("answer", "不少摊主担心搬迁后没有客流。对此，镇里在新市场开通了公交专线。", "镇里在新市场开通了公交专线"),
        ("comparison", "过去是先收费后检查，现在是先检查后收费。", "先检查后收费"),
        ("contrast", "设备检修由“各修各的”变为“统一检修”。", "统一检修"),
        ("basis", "支部成员走访商户，以不影响营业为前提，排定了施工时间。", "不影响营业"),
        ("labelled", "直接原因：电工没有断电就更换开关。", "电工没有断电就更换开关"),
        ("violation", "经查，商户未按规定公示价格，违反了《集市管理条例》第八条的规定。", "未按规定公示价格"),
        ("ruling", "经过两次协商，双方达成调解协议，由商户退还全部货款。", "由商户退还全部货款"),
        ("reason", "摊位费已经包含清扫费用，因此管理处不应另行收取保洁费。", "摊位费已经包含清扫费用"),
        ("effect", "镇里统一制定巡查路线，减少了重复检查。", "减少了重复检查"),
    ],
)
def test_a_rule_finds_its_key(rule, body, key):
    assert key in [text for one in points(body, rule=rule) for text in one.keys]


@pytest.mark.parametrize(
    ("rule", "commentary", "key"),
    [
        ("lesson", "这启示我们：账目公开在前，信任才会跟上。", "账目公开在前，信任才会跟上"),
        ("duty", "管理人员应当每月公布账目。", "每月公布账目"),
        ("duty", "处理摊位纠纷时，应先听取各方陈述。", "先听取各方陈述"),
        ("duty", "摊位是否属于占道经营，应结合通行情况判断。", "结合通行情况判断"),
        ("condition", "只有把账目公开，商户才会愿意交费。", "把账目公开"),
        ("correction", "管理的目的不是收费，而是维持秩序。", "维持秩序"),
        ("role", "做好集市管理的关键在于提前说明规则。", "提前说明规则"),
        ("provision", "《集市管理条例》第九条规定：“经营者应当在显著位置公示价格。”", "经营者应当在显著位置公示价格"),
        ("contingency", "一旦发现短斤少两，应立即停止交易。", "应立即停止交易"),
    ],
)
def test_a_commentary_rule_finds_its_key(rule, commentary, key):
    found = points("集市逢五开市。", commentary, rule)
    assert key in [text for one in found for text in one.keys]


@pytest.mark.parametrize(
    "body",
    [
        "对外通报不能让设备恢复得更快，却能让人安心。",  # 不能 tells what is impossible, not what is forbidden
        "改进质量不一定要花大钱，也可以换一道工序。",  # 不一定要 is no duty
        "企业主要负责人没有到场，会议因此改期。",  # 主要 is no 要
        "他们为了省事，把两道工序并成了一道。",
        "店主说：“由于下雨，货没有到。”",
        "如商户没有投保，损失由商户承担。",  # who pays depends on the condition
        "避免出现重复收费等问题。",
    ],
)
def test_the_rules_stay_silent(body):
    silent = {"duty", "purpose", "cause", "fault"}
    assert not [one for one in points(body) if one.rule in silent]


def test_numbered_lines_under_a_telling_heading_are_asked_together():
    body = "整改措施\n1.每周检查阀门。\n2.更换老化管道。\n3.张贴检修记录。\n"
    (found,) = points(body, rule="numbered")
    assert found.keys == ("每周检查阀门", "更换老化管道", "张贴检修记录")


def test_numbered_points_in_a_sentence_are_asked_with_their_lead():
    (found,) = points("镇里定下三条规矩。一是摊位抽签，二是价格公示，三是垃圾自清。", rule="series")
    assert found.keys == ("摊位抽签", "价格公示", "垃圾自清")


def test_counted_lessons_are_asked_together():
    commentary = "这个案例给我们两点启示。第一，账目要公开在前。第二，规则要讲在前面。"
    (found,) = points("集市逢五开市。", commentary, "series")
    assert found.question == "这一案例给人哪几点启示？"
    assert found.keys == ("账目要公开在前", "规则要讲在前面")


def test_a_list_that_is_shorter_than_its_lead_promises_is_not_asked():
    assert not points("镇里定下三条规矩。一是摊位抽签，二是价格公示。", rule="series")


def test_lines_numbered_after_their_label_are_all_asked_and_no_first_line_passes_for_the_whole():
    body = "4、预防措施\n措施一：开工前检查脚手架；\n措施二：雨天停止作业；\n措施三：班前清点工具。\n"
    (found,) = points(body, rule="numbered")
    assert len(found.keys) == 3
    assert not points(body, rule="labelled")


def test_a_purpose_of_several_clauses_is_not_asked_by_its_first():
    assert not points("为推动集市升级，引导商户诚信经营，街道党工委设立了红榜。", rule="purpose")


def test_two_figures_in_a_sentence_are_not_asked():
    assert not points("退货由14批减少到2批，投诉下降30%。", rule="figure")


def test_the_outcome_runs_to_the_end_of_its_paragraph_or_is_not_asked():
    assert not points("区法院判决商户返还货款。商户另赔偿损失800元。", rule="ruling")
