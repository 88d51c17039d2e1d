"""A measure is asked for by the heading it stands under."""

from studyapp.cases.casebook_text import CaseText, Section
from studyapp.questions.analysis import analyse
from studyapp.questions.choices.headed import headed_pairs
from studyapp.questions.choices.matches import matches_of

NUMBERED = """背景
渡口每天过车两千辆，排队最长时要等三个钟头。
主要做法
（一）分时放行，错开高峰。渡运公司按车型划出四个时段，货车一律安排在夜间过渡。
（二）亮明规矩，接受监督。针对插队的投诉，公司在候渡区安装了两块电子屏，滚动公布每条船的余位。
（三）联动上游，提前分流。交警支队在三十公里外的收费站设置提示牌，引导小客车改走大桥。
成效
平均候渡时间由三个钟头缩短到四十分钟。"""


def read(body, sections=()):
    return analyse(CaseText(1, "渡口不再排长队", body, sections=sections))


def pairs(body, sections=()):
    return [(one.left, one.right) for _, found in headed_pairs(read(body, sections)) for one in found]


def test_each_heading_is_tied_to_the_first_measure_beneath_it():
    assert pairs(NUMBERED) == [
        ("分时放行，错开高峰", "渡运公司按车型划出四个时段，货车一律安排在夜间过渡"),
        ("亮明规矩，接受监督", "公司在候渡区安装了两块电子屏，滚动公布每条船的余位"),
        ("联动上游，提前分流", "交警支队在三十公里外的收费站设置提示牌，引导小客车改走大桥"),
    ]


def test_general_headings_and_two_alone_ask_nothing():
    assert pairs("一、背景\n渡口划定了候车区。\n二、做法\n公司安装了电子屏。\n三、成效\n公司取消了加班船。") == []
    assert pairs("\n".join(NUMBERED.split("\n")[:5])) == []


def test_a_measure_that_leans_on_what_was_left_out_is_not_taken():
    leaning = NUMBERED.replace(
        "公司在候渡区安装了两块电子屏，滚动公布每条船的余位", "公司将其纳入每周通报，并安装了电子屏"
    )
    assert "其纳入" not in str(pairs(leaning))


def test_a_measure_ends_with_a_whole_clause():
    cut = NUMBERED.replace(
        "安装了两块电子屏，滚动公布每条船的余位",
        "安装了两块电子屏，通过广播、短信等形式，把每条船还剩多少个余位都告诉正在排队的司机",
    )
    assert ("亮明规矩，接受监督", "公司在候渡区安装了两块电子屏") in pairs(cut)


def test_a_clause_that_leans_on_its_context_is_left_out():
    leaning = NUMBERED.replace("滚动公布每条船的余位", "没有这份公示，插队还会继续")
    assert ("亮明规矩，接受监督", "公司在候渡区安装了两块电子屏") in pairs(leaning)


def test_sections_with_telling_headings_are_a_list_of_their_own():
    lines = [
        "从等船到约船",
        "公司开通了预约小程序，车主提前一天选船。",
        "从人喊到屏显",
        "码头安装了六块余位屏，每分钟更新一次。",
    ]
    lines += ["从各管各到一起管", "三家单位签订了联动协议，每月会商一次。"]
    body = "\n".join(lines)
    starts = [body.index(one) for one in lines[::2]]
    ends = [*starts[1:], len(body)]
    sections = tuple(Section(lines[2 * n], start, ends[n]) for n, start in enumerate(starts))
    assert [left for left, _ in pairs(body, sections)] == lines[::2]


def test_no_single_choice_asks_what_stands_under_a_heading_for_its_words_tell():
    assert not [draft for draft, _ in matches_of(read(NUMBERED), []) if draft.kind == "single"]
