"""Marks beside Chinese words are set in full width; marks of figures stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.text.full_width import in_full_width, in_print


@pytest.mark.parametrize(
    ("told", "printed"),
    [
        ("青年多在外务工,2019年撂荒860亩", "青年多在外务工，2019年撂荒860亩"),
        ("提高到98%,投诉减少;费用下降", "提高到98%，投诉减少；费用下降"),
        ("占到40,其余自筹", "占到40，其余自筹"),
        ("受到了____,没有免职", "受到了____，没有免职"),
        ("比例是3:4:3,共1,200户", "比例是3:4:3，共1,200户"),
        ("9:30开会", "9:30开会"),
    ],
)
def test_a_mark_beside_a_chinese_word_is_full_width(told, printed):
    assert in_full_width(told) == printed


@given(st.text("甲乙1%,;:?_”“ab", max_size=40))
def test_the_length_stays_and_a_second_time_changes_nothing(text):
    printed = in_full_width(text)
    assert len(printed) == len(text)
    assert in_full_width(printed) == printed


TYPED = (
    '经过:患者男,67岁,血钾3.1mmol/L.医生开立"氯化钾1.5g"(静滴).\n1.直接原因:没有核对(见附件).\n'
    "目标是10~20.这时已到34.6,为什么?电话没人接!网址为http://a.cn/b"
)
PRINTED = (
    "经过：患者男，67岁，血钾3.1mmol/L。医生开立“氯化钾1.5g”（静滴）。\n1.直接原因：没有核对（见附件）。\n"
    "目标是10~20。这时已到34.6，为什么？电话没人接！网址为http://a.cn/b"
)


def test_a_text_typed_with_half_width_marks_is_set_as_a_printer_would():
    assert in_print(TYPED) == PRINTED


def test_full_stops_and_brackets_of_a_text_with_chinese_stops_stay():
    told = '他说。“行(可以)"。版本v1.张三看了。'
    assert in_print(told) == told


@given(st.text('甲乙1a%,.;:?!_”“"()（。\n ', max_size=60))
def test_setting_a_whole_text_keeps_every_character_at_its_place(text):
    printed = in_print(text)
    assert len(printed) == len(text)
    assert all(one == other or (one, other) in SET for one, other in zip(text, printed, strict=True))


SET = {*zip(",.;:?!()", "，。；：？！（）", strict=True), ('"', "“"), ('"', "”")}
