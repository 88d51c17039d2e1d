import pytest

from studyapp.questions.key_text import key_text


@pytest.mark.parametrize(
    ("options", "answer", "text"),
    [
        (
            [{"text": "甲", "is_key": True}, {"text": "乙", "is_key": False}, {"text": "丙", "is_key": True}],
            None,
            "甲；丙",
        ),
        ([], [["三天", "3天"], ["一次"]], "三天 / 3天；一次"),
        ([], {"left": ["甲", "乙"], "right": ["子", "丑"], "pairs": [[0, 1], [1, 0]]}, "甲 — 丑；乙 — 子"),
        ([], {"items": ["后", "先"], "order": [1, 0]}, "先 → 后"),
        ([], {"points": [{"text": "先听"}, {"text": "后说"}]}, "先听；后说"),
        ([], {"parts": [{"points": [{"text": "一"}]}, {"points": [{"text": "二"}]}]}, "一；二"),
        ([{"text": "立场", "is_key": False}], None, ""),
    ],
)
def test_the_key_of_every_kind_is_one_line(options, answer, text):
    assert key_text(options, answer) == text
