"""Marks beside Chinese words are set in full width; marks of figures stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.text.full_width import in_full_width


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
