"""Terms that a text explains itself."""

from __future__ import annotations

import pytest

from studyapp.text.explained_terms import MOST_TERMS, explained_terms


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("楼门会是指同一个单元的居民每月坐下来商量一次的会。", "楼门会"),
        ("所谓“坐班”，就是干部每天上午到菜市场接待居民。", "坐班"),
        ("他们把这种轮流看护老人的办法称为“搭把手”。", "搭把手"),
        ("社区居民议事会（简称“议事会”）由九名居民组成，每月开一次。", "议事会"),
    ],
)
def test_a_definition_names_its_term(sentence, term):
    text = f"雨下了三天。\n{sentence}后来大家都来了。"
    (found,) = explained_terms(text)
    assert (found.term, found.sentence) == (term, sentence)
    assert text[found.start : found.end] == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "这是指大家都要来。",
        "不是指责，而是商量。",
        "小林称他为“师傅”。",
        "他指着墙上的图，讲了半天。",
        "楼门会是指",
        "楼门会是指同一个单元的居民每月坐下来商量一次的会" + "，也商量别的事情" * 20 + "。",
    ],
)
def test_what_is_no_definition_names_nothing(sentence):
    assert explained_terms(sentence) == []


def test_each_term_is_told_once_and_not_too_many():
    lines = [f"第{letter}类办法是指先听居民讲完再动手的那一套做法。" for letter in "甲乙丙丁戊己庚辛壬癸"]
    found = explained_terms("\n".join([lines[0], *lines]))
    assert len(found) == len({one.term for one in found}) == MOST_TERMS
