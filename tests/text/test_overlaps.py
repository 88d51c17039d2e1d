"""Sentences that stand in another text too."""

from __future__ import annotations

from studyapp.text.overlaps import find_overlaps, overlapped_share, runs_of

OTHER = "居民起初担心采光和噪音，社区把大家请到一起算了三笔账。后来方案由居民代表共同商定。"


def test_a_copied_sentence_is_found_at_its_place_although_a_few_characters_differ():
    text = "我很受启发。居民起初担心采光与噪音，社区把大家请到一起算了三笔账。回去我要先听后说，再谈方案。"
    strange = runs_of("毫不相干的一段话，谈的是图书馆的书架。")
    (found,) = find_overlaps(text, {"别人": runs_of(OTHER), "另一个": strange})
    assert text[found.start : found.end] == "居民起初担心采光与噪音，社区把大家请到一起算了三笔账。"
    assert found.other == "别人"
    assert 0.6 <= found.share < 1


def test_ones_own_words_about_the_same_matter_are_not_marked():
    text = "社区没有急着开工，而是先和住户算账，这一点值得我们部门学习和借鉴。"
    assert find_overlaps(text, {"别人": runs_of(OTHER)}) == []


def test_short_sentences_are_alike_by_chance():
    assert find_overlaps("我很受启发。先听后说。", {"别人": runs_of("我很受启发。先听后说。")}) == []


def test_the_share_counts_characters_of_the_whole_text():
    text = "居民起初担心采光和噪音，社区把大家请到一起算了三笔账。"
    assert overlapped_share(text, find_overlaps(text, {1: runs_of(OTHER)})) == 1.0
    assert overlapped_share("", []) == 0.0
    assert find_overlaps(text, {}) == []
