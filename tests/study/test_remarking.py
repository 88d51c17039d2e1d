"""Challenge, correction, marking again: nothing is overwritten, nobody loses, totals agree with the facts."""

from __future__ import annotations

import pytest

from studyapp.db import db
from studyapp.errors import ConflictError, DomainError, NotFoundError
from studyapp.jobs.remarking import correct_and_remark, remark_all
from studyapp.questions.correcting import Fix
from studyapp.questions.models import (
    Correction,
    CorrectionKind,
    OptionTotals,
    Question,
    QuestionState,
    QuestionTotals,
    QuestionVersion,
)
from studyapp.study.challenge_models import Challenge, ChallengeState, RemarkedAttempt
from studyapp.study.challenges import challenge, count_open, decline, list_received
from studyapp.study.handing_in import hand_in
from studyapp.study.models import Attempt, EnrolmentState, Feedback, QuizMode, ResponseMark
from studyapp.study.news import list_news, put_away
from studyapp.study.question_drift import drift_of
from studyapp.study.results import attempt_result
from studyapp.study.review_models import Review, ReviewCard
from studyapp.study.reviewing import Recall, find_card
from studyapp.study.reviewing import answer as review_answer
from studyapp.study.sittings import find_sitting
from studyapp.study.totals import rebuild_enrolments
from tests.people.houses import NOON, make_house
from tests.study.classroom import DAY, MINUTE, SECRET, make_classroom


@pytest.fixture
def organizer(room):
    return room.house.actor(room.house.organizer)


def handed_in(room, right=2, wrong=1, at=NOON):
    """An attempt of six questions, the first `right` right, then some wrong, the rest open."""
    attempt = room.start(at)
    room.answer(attempt, right, wrong, now=at)
    hand_in(room.learner, attempt.id, at + MINUTE, SECRET)
    return db.session.get(Attempt, attempt.id)


def version_at(room, attempt, position):
    return db.session.get(QuestionVersion, room.asked(attempt)[position - 1].version_id)


def chosen_at(attempt, position):
    mark = db.session.scalars(
        db.select(ResponseMark).filter_by(attempt_id=attempt.id, position=position, is_current=True)
    ).one()
    return mark.details["chosen"][0]


def correct(room, version, run_jobs, **fix):
    organizer = room.house.actor(room.house.organizer)
    made = correct_and_remark(organizer, version.question_id, version.number, Fix("原文第二段写明。", **fix), NOON)
    run_jobs()
    return db.session.get(Correction, made.id)


def totals():
    found = {}
    for model, names in (
        (QuestionTotals, ("n", "sum_x", "sum_xx", "sum_r", "sum_rr", "sum_xr")),
        (OptionTotals, ("n", "sum_r", "sum_rr")),
    ):
        for one in db.session.scalars(db.select(model)):
            key = (one.version_id, getattr(one, "option", None))
            found[key] = [getattr(one, name) for name in names]
    return found


def check_totals(room):
    assert not drift_of(room.assignment.organization_id)
    assert rebuild_enrolments(room.assignment.organization_id) == 0


def test_a_corrected_key_raises_who_was_right_and_adds_marks(room, run_jobs):
    attempt = handed_in(room, right=3, wrong=1)
    version = version_at(room, attempt, 4)
    before = attempt.scaled
    correction = correct(room, version, run_jobs, keys=(chosen_at(attempt, 4),))
    attempt = db.session.get(Attempt, attempt.id)
    assert attempt.scaled == pytest.approx(before + 1 / 6)
    marks = db.session.scalars(
        db.select(ResponseMark).filter_by(attempt_id=attempt.id, position=4).order_by(ResponseMark.id)
    ).all()
    assert [(one.score, one.is_current) for one in marks] == [(0.0, False), (1.0, True)]
    assert [one.version_id for one in marks] == [version.id, correction.version_id]
    assert correction.finished_at is not None
    assert correction.kind is CorrectionKind.REKEYED
    check_totals(room)


def test_a_correction_takes_nothing_from_who_was_right_by_the_old_key(room, run_jobs):
    attempt = handed_in(room, right=1)
    version = version_at(room, attempt, 1)
    before = attempt.scaled
    other = next(place for place, one in enumerate(version.options) if not one["is_key"])
    correct(room, version, run_jobs, keys=(other,))
    assert db.session.get(Attempt, attempt.id).scaled == before
    mark = db.session.scalars(
        db.select(ResponseMark).filter_by(attempt_id=attempt.id, position=1, is_current=True)
    ).one()
    assert (mark.score, mark.key_score) == (1.0, 0.0)
    check_totals(room)


def test_who_reaches_the_pass_mark_by_a_correction_has_passed(room, run_jobs):
    attempt = handed_in(room, right=3, wrong=1)  # 3 of 6 under a pass mark of 60
    assert room.enrolment.state is EnrolmentState.NOT_PASSED
    correct(room, version_at(room, attempt, 4), run_jobs, keys=(chosen_at(attempt, 4),))
    assert room.enrolment.state is EnrolmentState.PASSED
    assert room.enrolment.passed_at == db.session.get(Attempt, attempt.id).ended_at
    row = db.session.scalars(db.select(RemarkedAttempt)).one()
    assert (row.was_passed, row.is_passed) == (False, True)
    news = list_news(room.learner, NOON + 5 * MINUTE)
    assert [(one.kind, one.has_passed) for one in news] == [("remarked", True)]
    put_away(room.learner, NOON)
    assert list_news(room.learner, NOON + 5 * MINUTE) == []


def test_a_withdrawn_question_leaves_points_and_possible_points(room, run_jobs):
    attempt = handed_in(room, right=3, wrong=1)
    version = version_at(room, attempt, 4)
    correct(room, version, run_jobs, is_withdrawn=True)
    attempt = db.session.get(Attempt, attempt.id)
    assert (attempt.points, attempt.points_possible, attempt.scaled) == (3, 5, 0.6)
    assert db.session.get(Question, version.question_id).state is QuestionState.RETIRED
    check_totals(room)


def test_a_withdrawn_question_still_counts_where_it_was_right(room, run_jobs):
    attempt = handed_in(room, right=3, wrong=1)
    correct(room, version_at(room, attempt, 1), run_jobs, is_withdrawn=True)
    attempt = db.session.get(Attempt, attempt.id)
    assert (attempt.points, attempt.points_possible) == (3, 6)
    check_totals(room)


def test_two_right_options_both_count_and_the_question_is_asked_no_more(room, run_jobs):
    attempt = handed_in(room, right=1, wrong=1)
    version = version_at(room, attempt, 2)
    keys = tuple(place for place, one in enumerate(version.options) if one["is_key"])
    correct(room, version, run_jobs, keys=(*keys, chosen_at(attempt, 2)))
    assert db.session.get(Attempt, attempt.id).points == 2
    assert db.session.get(Question, version.question_id).state is QuestionState.RETIRED
    check_totals(room)


def test_an_open_paper_keeps_its_wording_and_is_marked_by_the_corrected_key(room, run_jobs):
    attempt = room.start()
    version = version_at(room, attempt, 1)
    room.answer(attempt, right=0, wrong=1)
    wrong = next(place for place, one in enumerate(version.options) if not one["is_key"])
    asked_before = room.asked(attempt)[0]
    correct(room, version, run_jobs, keys=(wrong,))
    asked = room.asked(attempt)[0]
    assert (asked.stem, [one["text"] for one in asked.options]) == (
        asked_before.stem,
        [one["text"] for one in asked_before.options],
    )
    room.save(attempt, 1, {"chosen": [list(asked.places).index(wrong)]}, base_version=1)
    hand_in(room.learner, attempt.id, NOON + MINUTE, SECRET)
    assert db.session.get(Attempt, attempt.id).points == 1
    check_totals(room)


def test_a_paper_that_ends_after_a_withdrawal_leaves_the_question_out(room, run_jobs):
    attempt = room.start()
    correct(room, version_at(room, attempt, 6), run_jobs, is_withdrawn=True)
    room.answer(attempt, right=3)
    hand_in(room.learner, attempt.id, NOON + MINUTE, SECRET)
    attempt = db.session.get(Attempt, attempt.id)
    assert (attempt.points, attempt.points_possible) == (3, 5)
    check_totals(room)


def test_a_second_correction_reaches_what_the_first_one_marked(room, run_jobs):
    attempt = handed_in(room, right=3, wrong=1)
    version = version_at(room, attempt, 4)
    mine = chosen_at(attempt, 4)
    third = next(place for place, one in enumerate(version.options) if not one["is_key"] and place != mine)
    first = correct(room, version, run_jobs, keys=(third,))
    assert db.session.get(Attempt, attempt.id).points == 3
    newer = db.session.get(QuestionVersion, first.version_id)
    with pytest.raises(ConflictError):
        correct(room, version, run_jobs, keys=(mine,))
    correct(room, newer, run_jobs, keys=(mine,))
    assert db.session.get(Attempt, attempt.id).points == 4
    assert len(db.session.scalars(db.select(ResponseMark).filter_by(attempt_id=attempt.id, position=4)).all()) == 3
    check_totals(room)


def test_a_correction_of_an_older_wording_leaves_the_present_one(room, run_jobs):
    attempt = handed_in(room, right=3, wrong=1)
    version = version_at(room, attempt, 4)
    question = db.session.get(Question, version.question_id)
    fields = {
        column.name: getattr(version, column.name)
        for column in QuestionVersion.__table__.columns
        if column.name != "id"
    }
    db.session.add(QuestionVersion(**fields | {"number": 2, "stem": "另一种问法？"}))
    question.version_number = 2
    db.session.flush()
    correction = correct(room, version, run_jobs, keys=(chosen_at(attempt, 4),))
    assert db.session.get(Question, version.question_id).version_number == 2
    assert db.session.get(QuestionVersion, correction.version_id).number == 3
    assert db.session.get(Attempt, attempt.id).points == 4


@pytest.mark.parametrize(
    ("fix", "code"),
    [
        (Fix("  ", is_withdrawn=True), "correction-reason-missing"),
        (Fix("原文如此。", keys=()), "correction-key-missing"),
        (Fix("原文如此。", keys=(0,)), "correction-changes-nothing"),
        (Fix("原文如此。", keys=(1,), quotes=("原文没有的话",)), "wording-not-sound"),
    ],
)
def test_an_empty_correction_is_refused(room, organizer, fix, code):
    version = room.versions[0][0]
    with pytest.raises(DomainError) as refused:
        correct_and_remark(organizer, version.question_id, 1, fix, NOON)
    assert refused.value.code == code


def test_a_challenge_waits_for_the_organizer_and_a_correction_answers_it(room, organizer, run_jobs):
    attempt = handed_in(room, right=1, wrong=1)
    made = challenge(room.learner, attempt.id, 2, "  第二段另有说法  ", NOON)
    assert count_open(organizer) == 1
    assert [one.words for one in list_received(organizer, is_open=True)] == ["第二段另有说法"]
    correct(room, version_at(room, attempt, 2), run_jobs, keys=(chosen_at(attempt, 2),))
    assert count_open(organizer) == 0
    answered = db.session.get(Challenge, made.id)
    assert (answered.state, answered.reply) == (ChallengeState.UPHELD, "原文第二段写明。")
    assert {one.kind for one in list_news(room.learner, NOON + 5 * MINUTE)} == {"remarked", "upheld"}


def test_a_declined_challenge_tells_the_learner_why(room, organizer):
    attempt = handed_in(room)
    made = challenge(room.learner, attempt.id, 1, "我不同意", NOON)
    with pytest.raises(DomainError, match="decline-reason-missing"):
        decline(organizer, made.id, " ", NOON)
    decline(organizer, made.id, "原文第一段写明。", NOON)
    assert [(one.kind, one.reply) for one in list_news(room.learner, NOON + 5 * MINUTE)] == [
        ("declined", "原文第一段写明。")
    ]
    with pytest.raises(ConflictError, match="challenge-decided"):
        decline(organizer, made.id, "再答", NOON)


def test_a_question_is_challenged_once_and_only_after_its_key_was_shown(room):
    attempt = room.start()
    with pytest.raises(ConflictError, match="challenge-too-early"):
        challenge(room.learner, attempt.id, 1, "太早", NOON)
    hand_in(room.learner, attempt.id, NOON + MINUTE, SECRET)
    challenge(room.learner, attempt.id, 1, "一次", NOON + MINUTE)
    with pytest.raises(ConflictError, match="already-challenged"):
        challenge(room.learner, attempt.id, 1, "两次", NOON + MINUTE)
    with pytest.raises(DomainError, match="challenge-words-missing"):
        challenge(room.learner, attempt.id, 2, " ", NOON + MINUTE)


def test_nobody_else_may_challenge_or_decide(room):
    attempt = handed_in(room)
    other = make_classroom(make_house("河西图书馆"))
    with pytest.raises(NotFoundError):
        challenge(other.learner, attempt.id, 1, "不是我的", NOON)
    made = challenge(room.learner, attempt.id, 1, "是我的", NOON)
    stranger = other.house.actor(other.house.organizer)
    assert list_received(stranger, is_open=True) == []
    with pytest.raises(NotFoundError):
        decline(stranger, made.id, "不归我", NOON)
    with pytest.raises(NotFoundError):
        correct_and_remark(stranger, made.question_id, 1, Fix("不归我", is_withdrawn=True), NOON)


def test_the_result_shows_the_corrected_key(room, run_jobs):
    attempt = handed_in(room, right=3, wrong=1)
    mine = chosen_at(attempt, 4)
    correct(room, version_at(room, attempt, 4), run_jobs, keys=(mine,), explanation="第二段写明。")
    shown = attempt_result(find_sitting(room.learner, attempt.id), NOON + 5 * MINUTE).questions[3]
    assert shown.score == 1
    assert shown.key.explanation == "第二段写明。"
    assert [is_key for _, is_key, _ in shown.key.options].count(True) == 1


def test_running_a_remark_twice_changes_nothing(room, run_jobs):
    attempt = handed_in(room, right=3, wrong=1)
    correction = correct(room, version_at(room, attempt, 4), run_jobs, keys=(chosen_at(attempt, 4),))
    before, correction_id = asdict_of(attempt), correction.id
    db.session.commit()
    assert remark_all(correction_id, NOON, lambda *_: None) == 0
    assert asdict_of(attempt) == before


def asdict_of(attempt):
    fresh = db.session.get(Attempt, attempt.id, populate_existing=True)
    return {column.name: getattr(fresh, column.name) for column in Attempt.__table__.columns}


def test_news_of_a_question_wait_while_an_exam_asks_it_again(room, organizer, run_jobs):
    room.assignment.mode, room.assignment.attempts_allowed = QuizMode.EXAM, 2
    first = handed_in(room)
    challenge(room.learner, first.id, 1, "不对吧", NOON + 2 * MINUTE)
    declined = db.session.scalars(db.select(Challenge)).one()
    second = room.start(NOON + 3 * MINUTE, seed="2")
    decline(organizer, declined.id, "原文写明是3天。", NOON + 4 * MINUTE)
    correct(room, version_at(room, first, 3), run_jobs, keys=(chosen_at(first, 3),))
    assert list_news(room.learner, NOON + 5 * MINUTE) == []
    put_away(room.learner, NOON + 5 * MINUTE)
    hand_in(room.learner, second.id, NOON + 6 * MINUTE, SECRET)
    assert {one.kind for one in list_news(room.learner, NOON + 7 * MINUTE)} == {"declined", "remarked"}


def test_news_wait_for_the_deadline_where_the_keys_do(room, run_jobs):
    room.assignment.feedback = Feedback.AFTER_DEADLINE
    attempt = handed_in(room)
    correct(room, version_at(room, attempt, 3), run_jobs, keys=(chosen_at(attempt, 3),))
    assert list_news(room.learner, NOON + 5 * MINUTE) == []
    assert len(list_news(room.learner, room.assignment.closes_at)) == 1


def card_at(room, version):
    return db.session.scalars(
        db.select(ReviewCard).filter_by(account_id=room.house.learner.id, question_id=version.question_id)
    ).one()


def test_what_a_correction_makes_right_or_wrong_is_remembered_so(room, run_jobs):
    attempt = handed_in(room)
    was_wrong, was_right = version_at(room, attempt, 3), version_at(room, attempt, 1)
    assert (card_at(room, was_wrong).misses, card_at(room, was_right).misses) == (1, 0)
    day = card_at(room, was_wrong).due_at
    correct(room, was_wrong, run_jobs, keys=(chosen_at(attempt, 3),))
    card = card_at(room, was_wrong)
    assert (card.misses, card.streak, card.due_at > day) == (0, 1, True)
    correct(room, was_right, run_jobs, keys=((chosen_at(attempt, 1) + 1) % 3,))
    card = card_at(room, was_right)
    assert (card.misses, card.streak, card.due_at) == (1, 0, day)


def test_reviews_after_the_quiz_stay_in_what_a_correction_reckons_anew(room, run_jobs):
    attempt = handed_in(room)
    version = version_at(room, attempt, 3)
    card_id, chosen = card_at(room, version).id, chosen_at(attempt, 3)
    later = NOON + 3 * DAY
    asked = find_card(room.learner, card_id, later).question
    review = review_answer(room.learner, card_id, Recall(1, {"chosen": [asked.places.index(chosen)]}), later)
    before = review.stability_before
    correct(room, version, run_jobs, keys=(chosen,))
    card = card_at(room, version)
    assert (card.misses, card.streak, card.last_met_at) == (0, 2, later)
    assert db.session.scalars(db.select(Review)).one().stability_before > before
