from __future__ import annotations

from dataclasses import replace

import pytest

from studyapp.cases.casebook_text import CaseText, Commentary, PartSpan, Section, Span
from studyapp.questions.analysis import analyse
from studyapp.questions.coverage import coverage_of
from studyapp.questions.held import Held
from studyapp.questions.held_bank import keep_held
from studyapp.questions.models import QuestionState
from studyapp.questions.silence import why_silent
from tests.factories import BODY, COMMENTARY, RevisionFactory, VersionFactory
from tests.questions.test_rescuing import DRAFT

TEXT = CaseText(1, "楼道", BODY, commentaries=(Commentary("点评", None, COMMENTARY, Span(0, 1)),))


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("整改过程", "heading"),
        ("老人对网格员说：“这件事不办，我就不搬。”", "speech"),
        ("他们随后又去了两次现场，把旧账一笔一笔对清楚。", "leans"),
        ("此前没有办法。", "leans"),
        ("楼道清了。", "short"),
        ("居委会请全体居民到院子里坐下来商量办法。", "no-rule"),
        ("居委会请全体居民|||到院子里坐下来商量办法。", "damaged"),
    ],
)
def test_a_sentence_that_nothing_was_drafted_on_says_why(sentence, reason):
    case = CaseText(1, "楼道", sentence)
    assert why_silent(analyse(case).sentences[0], case) == reason


def test_a_suspect_place_comes_before_every_other_reason():
    case = replace(TEXT, suspects=(PartSpan("body", 1, 2),))
    assert why_silent(analyse(case).sentences[0], case) == "suspect"


@pytest.fixture
def revision(db_session):
    return RevisionFactory()


def by_start(coverage):
    return {(one.part, one.start): one for one in coverage.sentences}


def test_an_asked_sentence_leads_to_its_questions(revision):
    version = VersionFactory(revision=revision)
    coverage = coverage_of(revision.id, TEXT)
    first = coverage.sentences[0]
    assert [one.question_id for one in first.askers] == [version.question_id]
    assert (first.reason, coverage.body.asked, coverage.body.total) == ("", 1, 4)
    assert (coverage.commentary.asked, coverage.commentary.total) == (0, 1)


def test_every_sentence_that_is_not_asked_has_a_reason(revision):
    VersionFactory(revision=revision)
    coverage = coverage_of(revision.id, TEXT)
    unasked = [one for _, found in coverage.unasked() for one in found]
    assert len(unasked) == len(coverage.sentences) - 1
    assert all(reason for reason, _ in coverage.unasked())


def test_a_held_back_draft_answers_for_its_sentence(revision):
    keep_held(revision, [Held(DRAFT, "word-giveaway")])
    first = coverage_of(revision.id, TEXT).sentences[0]
    assert (first.reason, len(first.holders), first.silence) == ("word-giveaway", 1, None)


@pytest.mark.parametrize("state", [QuestionState.REJECTED, QuestionState.RETIRED])
def test_a_question_that_was_set_aside_does_not_cover(revision, state):
    VersionFactory(revision=revision, question__state=state)
    first = coverage_of(revision.id, TEXT).sentences[0]
    assert (first.is_asked, first.reason) == (False, "set-aside")


def test_shares_are_counted_by_section_and_by_slot_of_the_card(revision):
    VersionFactory(revision=revision)
    halves = (Section("前", 0, 9), Section("后", 9, len(BODY)))
    coverage = coverage_of(revision.id, replace(TEXT, sections=halves))
    assert [(one.name, one.asked, one.total) for one in coverage.sections] == [("前", 1, 1), ("后", 0, 3)]
    assert sum(one.total for one in coverage.slots) == sum(one.slot is not None for one in coverage.sentences)
