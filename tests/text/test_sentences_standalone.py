import pytest

from studyapp.text.standalone import is_noisy, is_speech, lead_length, points_away, stands_alone


@pytest.mark.parametrize("text", ["但是摊主没有同意", "从而减少了排队", "其中三户尚未签字", "以免再次发生漏水"])
def test_a_text_that_leans_on_what_came_before_does_not_stand_alone(text):
    assert not stands_alone(text)


@pytest.mark.parametrize("text", ["他们挨家走访住户", "这一办法得到认可", "上述费用由物业承担", "该公司没有备案"])
def test_a_pronoun_without_its_noun_points_away(text):
    assert points_away(text)


@pytest.mark.parametrize(
    "text", ["甲公司没有备案，市局责令该公司改正", "镇里公开账目，请住户监督其用途", "这个案例的难点在沟通"]
)
def test_a_pronoun_whose_noun_is_at_hand_is_allowed(text):
    assert not points_away(text)


@pytest.mark.parametrize(
    ("text", "rest"),
    [("同时，街道公开账目", "街道公开账目"), ("（一）公开账目", "公开账目"), ("3.5万元到账", "3.5万元到账")],
)
def test_numbering_and_passing_words_may_be_left_out(text, rest):
    assert text[lead_length(text) :] == rest


def test_a_cue_of_a_lesson_is_no_label():
    assert lead_length("这启示我们：先谈再做") == 0


def test_speech_and_damage_are_seen():
    assert is_speech("店主说：“不退”")
    assert is_noisy("原则，，走访")
    assert is_noisy("工作人员深人了解情况")
    assert not is_noisy("工作人员深入了解情况")
