"""Facts told in running prose: each rule asks in the author's own words, or stays silent."""

from __future__ import annotations

import pytest

from studyapp.cases.casebook_text import CaseText
from studyapp.questions.analysis import analyse
from studyapp.questions.drafting import draft_questions
from studyapp.questions.generators import (
    amounts,
    charges,
    clauses_of_law,
    definitions,
    grounds,
    means,
    objects,
    pretexts,
    purposes,
    shares,
    terms_of_punishment,
    verdicts,
    voices,
)
from studyapp.questions.generators.registry import Generator
from studyapp.questions.lexicon import TermLexicon
from studyapp.questions.point import Point
from studyapp.text.standalone import stands_alone


def points(find: Generator, body: str) -> list[Point]:
    return list(find(analyse(CaseText(1, "一起旧案", body))))


@pytest.mark.parametrize(
    ("find", "body", "key"),
    [
        (amounts.find, "某花店以冷库停电为由拖延发货，经调解向顾客退还货款3600元。", "3600元"),
        (terms_of_punishment.find, "法院以盗窃罪判处何某有期徒刑三年，并处罚金。", "三年"),
        (charges.find, "县人民法院经审理认为，仓库管理员何某的行为构成职务侵占罪。", "职务侵占罪"),
        (shares.find, "交警部门认定，货车司机承担主要责任，骑车人自行承担其余部分。", "主要责任"),
        (definitions.find, "跨区借调是指一家门店的员工临时到另一家门店上班的安排。", "跨区借调"),
        (clauses_of_law.find, "承运人未按时送达造成货物变质的，应当赔偿托运人的实际损失。", "赔偿托运人的实际损失"),
        (grounds.find, "市场监管部门依据《茶叶交易管理办法》第八条，对茶庄作出警告。", "茶叶交易管理办法"),
        (objects.find, "茶庄在宣传单上冒用老字号名称招揽顾客，侵犯了权利人的商标专用权。", "权利人的商标专用权"),
        (objects.find, "值班员在没有备份的情况下清空磁盘，导致三天的订单记录丢失。", "三天的订单记录丢失"),
        (objects.find, "工人进入地窖检修水泵之前，必须先通风并检测含氧量。", "先通风并检测含氧量"),
        (pretexts.find, "健身房以设备检修为由拒绝为会员办理退卡手续。", "设备检修"),
        (verdicts.find, "一审法院判决茶庄返还货款，并公开赔礼道歉。", "茶庄返还货款，并公开赔礼道歉"),
    ],
)
def test_a_told_fact_is_asked_with_its_verbatim_key(find: Generator, body: str, key: str) -> None:
    found = points(find, body)
    assert key in [one.key for one in found]
    assert all("____" in one.cloze + one.question and one.key in body for one in found)


@pytest.mark.parametrize(
    ("find", "body"),
    [
        (amounts.find, "何某现年46岁，住在县城的第3栋2单元。"),
        (amounts.find, "经核对，茶庄向乙队退还3000元、向丙队退还1000元、向甲队赔偿2000元，合计支付6000元。"),
        (charges.find, "仓库管理员何某的行为不构成职务侵占罪。"),
        (shares.find, "货车司机是否承担主要责任，当地有不同看法。"),
        (definitions.find, "这是指一家门店的员工临时到另一家门店上班的安排。"),
        (objects.find, "如果值班员没有备份就清空磁盘，会导致三天的订单记录丢失。"),
        (objects.find, "何某把本属于茶庄的进货渠道转交给外地商人经营。"),
        (objects.find, "他把原先的磁盘清空了，导致三天的订单记录丢失。"),
        (objects.find, "地窖的顶板突然垮落砸中四名工人，造成何××死亡，另有三人受伤。"),
    ],
)
def test_a_rule_stays_silent_where_the_question_would_be_unsound(find: Generator, body: str) -> None:
    assert not points(find, body)


def test_a_sentence_that_leans_on_the_one_before_takes_it_along() -> None:
    body = "某纺织公司把消防通道改作仓库。该公司未对新员工进行消防安全培训，导致数十名员工疏散时发生踩踏。"
    found = points(objects.find, body)
    assert [one.key for one in found if one.rule == "outcome"] == ["数十名员工疏散时发生踩踏"]
    assert all(len(one.sentences) == 2 for one in found)


def test_wrong_sides_are_those_heard_in_the_same_case() -> None:
    body = (
        "原告认为，茶庄没有说明茶叶的产地，应当退还全部货款。\n被告辩称，包装盒的底部已经印明茶叶的产地。\n"
        "法院认为，字号过小的标注不足以让普通消费者注意到产地。"
    )
    found = points(voices.find, body)
    assert {one.key for one in found} == {"原告", "被告", "法院"}
    assert all(set(one.others) == {"原告", "被告", "法院"} - {one.key} for one in found)
    drafted = draft_questions([CaseText(1, "茶叶的产地", body)], TermLexicon())
    assert [one.kind for one in drafted.questions if one.rule == "paired-voice"] == ["single"] * 3


def test_two_sides_are_too_few_to_ask_who_said_it() -> None:
    body = "原告认为，茶庄没有说明茶叶的产地，应当退还全部货款。\n被告辩称，包装盒的底部已经印明茶叶的产地。"
    assert not points(voices.find, body)


def test_a_period_in_chinese_numerals_gets_neighbours_as_wrong_options() -> None:
    (found,) = points(terms_of_punishment.find, "法院以盗窃罪判处何某有期徒刑三年，并处罚金。")
    assert set(found.others) == {"四年", "二年", "五年"}


@pytest.mark.parametrize(
    "body", ["茶庄不会通过电话索要货款，请顾客放心选购。", "茶庄没有通过中介招聘，而是自己张贴了启事。"]
)
def test_what_is_denied_is_no_means(body: str) -> None:
    assert not points(means.find, body)


def test_what_went_otherwise_had_no_purpose() -> None:
    assert not points(purposes.find, "为了减少等候，车间添了一台设备，旧设备却没有及时拆走。")


@pytest.mark.parametrize(
    "text", ["故障发生在凌晨", "使用过期药品", "所有门店都已停业", "其他手段也不合法", "自我保护意识薄弱"]
)
def test_a_word_that_only_begins_like_a_connective_stands_alone(text: str) -> None:
    assert stands_alone(text)


@pytest.mark.parametrize(
    ("rule", "body"),
    [
        ("definition", "“跨区借调”，是指一家门店的员工临时到另一家门店上班的安排。"),
        ("rule", "承运人未按时送达造成货物变质的，应当赔偿托运人的实际损失。"),
    ],
)
def test_what_is_found_passes_the_gates(rule: str, body: str) -> None:
    assert rule in [one.rule for one in draft_questions([CaseText(1, "一起旧案", body)], TermLexicon()).questions]
