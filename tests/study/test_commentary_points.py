"""The points of a commentary are its own sentences."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studyapp.study.commentary_points import MOST, points_of

TOLD = "工作人员花了两个月走访各家各户。大家前后一共开了七次会。"
TAUGHT = "这件事说明办事先要听人说话才行。关键在于把难处摆到桌面上来谈。"


def test_sentences_that_teach_come_before_those_that_tell():
    many = "".join(f"第{n}件事也告诉我们办事先要听人说话。" for n in "甲乙丙丁戊己")
    points = points_of(f"{TOLD}{many}")
    assert len(points) == MOST
    assert all("告诉我们" in point.text for point in points)


def test_a_commentary_that_only_tells_still_has_points():
    assert [point.text for point in points_of(TOLD)] == ["工作人员花了两个月走访各家各户。", "大家前后一共开了七次会。"]


def test_a_commentary_of_one_short_word_is_its_own_point():
    assert [point.text for point in points_of("很好。")] == ["很好。"]


@given(st.text(alphabet="说明关键他们办事，。“”\n一", max_size=200))
def test_every_point_stands_at_its_place_and_in_order(text):
    points = points_of(text)
    assert [text[point.start : point.end] for point in points] == [point.text for point in points]
    assert sorted(points) == points
