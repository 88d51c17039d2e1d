"""The objectives of a module are the expert's own sentences."""

from __future__ import annotations

from studyapp.study.objectives import lessons


def test_a_lesson_is_a_verbatim_sentence_without_its_announcement():
    text = "这个案例启示我们：只有先听意见，才能定好方案。方案定了，人人高兴。"
    assert lessons(text) == ["只有先听意见，才能定好方案。"]


def test_a_sentence_that_leans_on_another_is_passed_over():
    assert lessons("因此必须先把账目讲清楚才行。协商的关键在于双方都看得见账目。") == [
        "协商的关键在于双方都看得见账目。"
    ]


def test_at_most_three_lessons_stand_in_their_order():
    text = "".join(f"第{n}条经验说到底只有一句，必须做到第{n}件事。" for n in "一二三四五")
    found = lessons(text)
    assert len(found) == 3
    assert found == sorted(found, key=text.index)


def test_a_commentary_without_a_lesson_gives_its_first_sentence_that_stands_alone():
    assert lessons("社区做了一件很平常的小事。他们很高兴。") == ["社区做了一件很平常的小事。"]


def test_no_commentary_gives_no_objective():
    assert lessons("") == []
