"""A published text corrected: the words are what was typed, and everything in the old text moves along or goes."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from studyapp.cases.casebook_text import CasePicture, PartSpan, Section
from studyapp.cases.reading import read_casebook
from studyapp.cases.revising import revised
from studyapp.cases.typed_text import (
    TypedCommentary,
    is_changed,
    typed_of,
    undoable,
    with_body_until,
    with_commentary_from,
    with_repair_undone,
    with_run,
)
from tests.cases.books import BOOK

BOOK_READ = read_casebook(BOOK.encode(), "书.txt")
CASE = BOOK_READ.cases[0]
TEXT = CASE.text


def joined(pieces):
    return "".join(one.text for one in pieces)


def test_nothing_typed_is_no_change():
    assert not is_changed(TEXT, typed_of(TEXT))
    assert revised(CASE, typed_of(TEXT)).text == TEXT


def test_a_changed_word_is_in_the_text_and_the_rest_leads_to_the_same_source():
    word = TEXT.body[20:24]
    made = revised(CASE, replace(typed_of(TEXT), body=TEXT.body.replace(word, "另四个字", 1)))
    assert made.text.body == TEXT.body.replace(word, "另四个字", 1)
    assert joined(made.body_pieces) == made.text.body
    verbatim = [one for one in made.body_pieces if one.text == BOOK_READ.raw[one.raw.start : one.raw.end]]
    assert len(joined(verbatim)) >= len(TEXT.body) - 8


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 200), st.integers(0, 40), st.text("甲乙丙。\n", max_size=12))
def test_whatever_is_typed_the_pieces_are_the_text_and_lie_in_order(start, length, new):
    body = (TEXT.body[:start] + new + TEXT.body[start + length :]).strip("\n") or "空"
    made = revised(CASE, replace(typed_of(TEXT), body=body))
    assert joined(made.body_pieces) == made.text.body == body
    assert joined(made.commentary_pieces) == (made.text.commentary or "")
    ends = [place for one in (*made.body_pieces, *made.commentary_pieces) for place in one.raw]
    assert ends == sorted(ends)
    assert all(made.text.body[one.start :].startswith(one.heading) for one in made.text.sections)


def doubtful(part, run):
    start = TEXT.part(part).index(run)
    return replace(CASE, text=replace(TEXT, suspects=(PartSpan(part, start, start + len(run)),)))


def test_a_doubtful_run_stays_doubtful_where_it_was_not_touched():
    run = TEXT.body[30:34]
    case = doubtful("body", run)
    (doubt,) = revised(case, replace(typed_of(TEXT), body=f"新的开头。\n{TEXT.body}")).text.suspects
    assert f"新的开头。\n{TEXT.body}"[doubt.start : doubt.end] == run


def test_a_doubtful_run_that_is_trusted_or_rewritten_is_none_any_more():
    run = TEXT.body[30:34]
    case = doubtful("body", run)
    trusted = replace(typed_of(TEXT), trusted=frozenset({("body", 30)}))
    assert is_changed(TEXT, trusted)
    assert revised(case, trusted).text.suspects == ()
    assert revised(case, replace(typed_of(TEXT), body=TEXT.body.replace(run, "改正了", 1))).text.suspects == ()


def test_moving_the_boundary_takes_doubtful_runs_into_the_commentary():
    lines = TEXT.body.split("\n")
    run = lines[-1][2:6]
    case = doubtful("body", run)
    made = revised(case, with_commentary_from(typed_of(TEXT), len(lines) - 1, "点评"))
    assert made.text.body == "\n".join(lines[:-1])
    assert made.text.commentary.startswith(lines[-1])
    (doubt,) = made.text.suspects
    assert (doubt.part, made.text.commentary[doubt.start : doubt.end]) == ("commentary", run)
    assert joined(made.commentary_pieces) == made.text.commentary


def test_a_boundary_moved_there_and_back_gives_the_same_text():
    typed = typed_of(TEXT)
    there = with_commentary_from(typed, 1, "点评")
    assert with_body_until(there, TEXT.body.count("\n")) == typed


def test_giving_the_whole_commentary_back_leaves_none_and_the_case_says_so():
    typed = with_body_until(typed_of(TEXT), TEXT.commentary.count("\n") + 1)
    made = revised(CASE, typed)
    assert made.text.commentaries == ()
    assert "no-commentary" in made.text.flags
    assert made.text.body == f"{TEXT.body}\n{TEXT.commentary}"


def test_a_commentary_written_anew_takes_the_flag_away():
    bare = revised(CASE, replace(typed_of(TEXT), commentaries=()))
    made = revised(bare, replace(typed_of(bare.text), commentaries=(TypedCommentary("点评", "某人", "说得好。"),)))
    assert "no-commentary" not in made.text.flags
    assert made.text.commentary == "说得好。"


def test_pictures_stay_before_their_paragraphs_and_go_into_the_commentary_with_them():
    lines = TEXT.body.split("\n")
    at = len("\n".join(lines[:-1])) + 1
    case = replace(CASE, pictures=(CasePicture("body", at, "a"), CasePicture("body", len(TEXT.body), "b")))
    longer = revised(case, replace(typed_of(TEXT), body=f"新的开头。\n{TEXT.body}")).pictures
    assert [one.offset for one in longer] == [at + 6, len(TEXT.body) + 6]
    moved = revised(case, with_commentary_from(typed_of(TEXT), len(lines) - 1, "点评")).pictures
    assert (moved[0].part, moved[0].offset) == ("commentary", 0)


def test_a_section_whose_heading_went_is_none_any_more():
    body = "背景\n灯坏了。\n做法\n修好了。"
    case = revised(CASE, replace(typed_of(TEXT), body=body))
    headed = replace(case, text=replace(case.text, sections=tuple(sections(body, "背景", "做法"))))
    made = revised(headed, replace(typed_of(headed.text), body="背景\n灯坏了两年。\n后来\n修好了。"))
    assert [(one.heading, one.start, one.end) for one in made.text.sections] == [("背景", 0, 10)]


def sections(body, *headings):
    starts = [body.index(one) for one in headings]
    return [Section(one, at, end) for one, at, end in zip(headings, starts, [*starts[1:], len(body)], strict=True)]


def test_a_repair_is_undone_in_what_was_typed_and_only_once():
    book = read_casebook(BOOK.replace("居民", "居&amp;民", 1).encode(), "书.txt")
    case = next(one for one in book.cases if undoable(one, enumerate(book.repairs), 5))
    first = next(one for one in undoable(case, enumerate(book.repairs), 5) if one.repair.kind == "entity")
    typed = with_repair_undone(case, typed_of(case.text), first.repair)
    assert first.repair.old in typed.whole
    made = revised(case, typed)
    assert first.index not in [one.index for one in undoable(made, enumerate(book.repairs), 5)]


def test_a_run_is_rewritten_only_where_it_still_stands():
    run = TEXT.body[10:14]
    assert "改" in with_run(TEXT, typed_of(TEXT), ("body", 10, 14), "改").body
    gone = replace(typed_of(TEXT), body=TEXT.body.replace(run, "别的话"))
    assert with_run(TEXT, gone, ("body", 10, 14), "改") is None
