"""Searching by pairs of characters: whatever a text contains, its bigrams hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studyapp.text.bigrams import Token, bigrams, wanted
from studyapp.text.highlights import MarkedRun, excerpt, marked, terms_of


def holds(text: str, term: str) -> bool:
    words = set(bigrams(text))
    return all(
        token.text in words or (token.is_prefix and any(word.startswith(token.text) for word in words))
        for token in wanted(term)
    )


@given(st.text(alphabet="灯楼道修。，社区", max_size=20), st.data())
def test_a_text_holds_the_bigrams_of_everything_in_it(text, data):
    start = data.draw(st.integers(0, len(text)))
    assert holds(text, text[start : data.draw(st.integers(start, len(text)))])


def test_latin_words_are_found_by_their_beginning_and_without_capitals():
    assert holds("使用TiDB集群", "tid")
    assert not holds("使用TiDB集群", "db")
    assert wanted("灯97") == [Token("灯", is_prefix=True), Token("97", is_prefix=True)]


def test_signs_alone_ask_for_nothing():
    assert wanted("“；”*") == []
    assert terms_of(" ，  * ") == ()


def test_terms_are_each_taken_once_and_are_not_patterns():
    assert terms_of("灯 灯 A.c a.C") == ("灯", "a.c")
    assert marked("abc a.c", ["a.c"]) == [MarkedRun("abc ", is_match=False), MarkedRun("a.c", is_match=True)]


def test_an_excerpt_shows_the_first_match_with_its_surroundings():
    runs = excerpt("甲" * 60 + "灯" + "乙" * 100, ["灯"])
    assert [run.text for run in runs] == ["…" + "甲" * 36, "灯", "乙" * 72 + "…"]
    assert excerpt("没有", ["灯"]) == []
