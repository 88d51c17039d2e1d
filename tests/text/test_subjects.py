"""Who or what a sentence opens with."""

import pytest

from studyapp.text.subjects import names_an_actor, names_its_subject


@pytest.mark.parametrize(
    "text",
    ["2023年6月，园区管理公司接到投诉。", "小庞重启了水泵。", "告警以后，班长停了机。", "方师傅把阀门拆了下来。"],
)
def test_a_person_or_a_body_acts(text):
    assert names_an_actor(text)


@pytest.mark.parametrize("text", ["系统里写的是9公斤。", "半年里拦下错标。", "邀请商户企业经理讲课。"])
def test_a_thing_a_time_or_somebody_asked_does_not_act(text):
    assert not names_an_actor(text)


@pytest.mark.parametrize("text", ["聘请村干部担任代办员。", "半年里拦下错标21次。", "每月对台账进行抽查。"])
def test_a_sentence_without_its_own_subject_names_none(text):
    assert not names_its_subject(text)


@pytest.mark.parametrize("text", ["小冯伸手关了火。", "何某提交了说明。", "检查组封存了账册。"])
def test_a_name_or_a_group_at_the_beginning_is_the_subject(text):
    assert names_its_subject(text)
