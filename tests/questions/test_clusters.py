"""Alike answers stand together, and what a fair examiner overlooks makes no difference."""

from __future__ import annotations

from studyapp.questions.accepting import with_accepted, word_places
from studyapp.questions.clusters import clusters_of


def test_alike_answers_are_one_cluster_and_the_most_frequent_leads():
    found = clusters_of(["先听居民意见", "先听居民的意见", "先听居民意见。", "花钱请人", " "])
    assert [(one.wordings, one.count) for one in found] == [(("先听居民意见", "先听居民的意见"), 3), (("花钱请人",), 1)]


def test_width_numerals_and_traditional_characters_make_no_cluster_of_their_own():
    assert [one.count for one in clusters_of(["三百户", "３００户", "300戶"])] == [3]


def test_accepted_words_are_added_once_and_the_old_answer_stays():
    answer = {"points": [{"text": "先听意见", "accept": ["听取意见"], "weight": 2}]}
    changed = with_accepted("short_answer", answer, {0: ["聽取意見", "问大家"]})
    assert changed["points"] == [{"text": "先听意见", "accept": ["听取意见", "问大家"], "weight": 2}]
    assert answer["points"][0]["accept"] == ["听取意见"]
    assert with_accepted("blank", [["三"], ["五"]], {1: ["伍", "半打"]}) == [["三"], ["五", "半打"]]


def test_the_points_of_all_parts_are_counted_through():
    parts = [{"stem": "一", "points": [{"text": "甲"}]}, {"stem": "二", "points": [{"text": "乙"}, {"text": "丙"}]}]
    assert [one.label for one in word_places("case_analysis", {"parts": parts})] == ["甲", "乙", "丙"]
    changed = with_accepted("case_analysis", {"parts": parts}, {2: ["丙也"]})
    assert changed["parts"][1]["points"][1]["accept"] == ["丙也"]
