import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.questions.draft import KINDS, Option
from studyapp.questions.scoring import mark

OPTIONS = (Option("甲", True), Option("乙", True), Option("丙", False), Option("丁", False))
ONE = (Option("甲", False), Option("乙", True))
POINTS = {"points": [{"text": "先听取住户意见", "accept": ["听取意见", "征求意见"], "weight": 3},
                     {"text": "公开账目", "accept": [], "weight": 1}]}  # fmt: skip

JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["chosen", "texts", "text", "pairs", "order"]), inner, max_size=3)
    ),
    max_leaves=12,
)
ANSWERS = [None, [["三个"]], POINTS, {"pairs": [[0, 1], [1, 0]]}, {"order": [2, 0, 1]}, {"parts": [POINTS]}]


@given(st.sampled_from([*KINDS, "unknown"]), st.sampled_from(ANSWERS), JUNK)
def test_any_junk_gives_a_score_from_nought_to_one(kind, answer, response):
    assert 0.0 <= mark(kind, OPTIONS, answer, response).score <= 1.0


def test_the_one_key_alone_is_right():
    assert mark("single", ONE, None, {"chosen": [1]}).score == 1
    assert mark("single", ONE, None, {"chosen": [0, 1]}).score == 0


@pytest.mark.parametrize(("chosen", "score"), [([0], 0.5), ([0, 1], 1.0), ([0, 1, 2], 0.0), ([], 0.0), ([0, 99], 0.0)])
def test_multiple_gives_the_share_of_keys_and_nothing_with_a_distractor(chosen, score):
    assert mark("multiple", OPTIONS, None, {"chosen": chosen}).score == score


@pytest.mark.parametrize(
    ("key", "given_text"),
    [
        ("三个", "3个"), ("6000万", "六千万"), ("6000万平方米", "60,000,000㎡"), ("“一户一策”", "一户一策"),
        ("一户一策", "一戶一策"), ("ABC", "ａｂｃ"), ("30%", "百分之三十"), ("12.5万元", "125000元"), ("300个", "300"),
        ("问题 清单", "问题清单"), ("二〇一二年", "2012年"), ("5公里", "5千米"),
    ],
)  # fmt: skip
def test_a_blank_overlooks_what_a_fair_examiner_overlooks(key, given_text):
    assert mark("blank", (), [[key]], {"texts": [given_text]}).score == 1


@pytest.mark.parametrize(("key", "given_text"), [("3.5", "35"), ("300个", "30"), ("3~5天", "35天"), ("30%", "30万")])
def test_a_blank_does_not_overlook_another_number(key, given_text):
    assert mark("blank", (), [[key]], {"texts": [given_text]}).score == 0


def test_a_short_answer_earns_the_weights_of_the_points_it_makes():
    result = mark("short_answer", (), POINTS, {"text": "应当先征求意见。"})
    assert result.score == 0.75
    assert result.details["points"][0]["matched"] == "征求意见"


def test_a_denied_point_is_not_made():
    assert mark("short_answer", (), POINTS, {"text": "不必公开账目"}).score == 0


def test_matching_gives_the_share_of_pairs():
    assert mark("matching", (), {"pairs": [[0, 1], [1, 0]]}, {"pairs": [[0, 1], [1, 1]]}).score == 0
    assert mark("matching", (), {"pairs": [[0, 1], [1, 0]]}, {"pairs": [[0, 1]]}).score == 0.5


def test_ordering_gives_the_share_of_neighbours_in_order():
    assert mark("ordering", (), {"order": [2, 0, 1]}, {"order": [1, 2, 0]}).score == 0.5
