"""Reviews: what is asked again, when, and what an exam keeps away."""

from __future__ import annotations

import pytest

from studyapp.db import db
from studyapp.errors import ConflictError, NotFoundError
from studyapp.people.accounts import create_account
from studyapp.questions.models import Question, QuestionState, QuestionVersion
from studyapp.study.handing_in import hand_in
from studyapp.study.memory import Rating
from studyapp.study.mistakes import MistakeFilter, find_mistakes, keep_note
from studyapp.study.practice import find_practice, start_practice
from studyapp.study.retention import find_retention
from studyapp.study.review_models import Review, ReviewCard
from studyapp.study.review_queue import MOST_A_DAY, day_of, find_today, next_card_id
from studyapp.study.reviewing import Recall, answer, find_card, find_review, rate
from tests.people.houses import NOON
from tests.study.classroom import DAY, SECRET, assign, join, make_classroom

TOMORROW = NOON + DAY


def studied(room, right=4, wrong=2, now=NOON):
    """The learner has answered and handed in a paper."""
    attempt = room.start(now)
    room.answer(attempt, right, wrong, now)
    hand_in(room.learner, attempt.id, now, SECRET)
    return attempt


def cards(room):
    return list(db.session.scalars(db.select(ReviewCard).order_by(ReviewCard.id)))


def right_of(asked):
    places = asked.question.places
    return {"chosen": [place for place, one in enumerate(places) if asked.question.options[one]["is_key"]]}


def recall(room, card_id, now=TOMORROW, *, is_right=True, seconds=None, practice_id=None):
    asked = find_card(room.learner, card_id, now)
    given = right_of(asked) if is_right else {}
    return answer(room.learner, card_id, Recall(asked.number, given, seconds, practice_id), now)


def test_the_answered_questions_of_a_paper_become_cards_and_the_missed_come_back_first(room):
    studied(room, right=3, wrong=2)
    known = [card.due_at for card in cards(room) if not card.misses]
    missed = [card.due_at for card in cards(room) if card.misses]
    assert (len(known), len(missed)) == (3, 2)
    assert max(missed) < min(known)
    assert find_today(room.learner, NOON).waiting == 0
    assert find_today(room.learner, TOMORROW).waiting == 2


def test_a_question_met_again_in_another_paper_keeps_its_card(room):
    studied(room, right=0, wrong=6)
    studied(room, right=6, wrong=0, now=NOON + 3 * DAY)
    assert len(cards(room)) == 6
    assert {(card.misses, card.streak) for card in cards(room)} == {(1, 1)}
    assert {card.last_met_at for card in cards(room)} == {NOON + 3 * DAY}


def test_the_day_of_the_organization_decides_what_is_due(room):
    studied(room, right=0, wrong=1)
    start, _ = day_of(room.learner, TOMORROW)
    assert find_today(room.learner, start).waiting == 1, "due at noon means today, also in the morning"
    assert find_today(room.learner, start - DAY / 24).waiting == 0


def test_an_answer_is_marked_at_once_and_moves_the_day(room):
    studied(room, right=0, wrong=1)
    card_id = next_card_id(room.learner, TOMORROW)
    review = recall(room, card_id)
    found = find_review(room.learner, review.id, TOMORROW)
    assert (review.score, review.rating) == (1, Rating.GOOD)
    assert found.question.key.explanation
    card = db.session.get(ReviewCard, card_id)
    assert (card.due_at - TOMORROW).days == found.days[Rating.GOOD]
    assert next_card_id(room.learner, TOMORROW) is None
    assert find_today(room.learner, TOMORROW).done == 1


def test_a_repeated_sending_is_the_same_review(room):
    studied(room, right=0, wrong=1)
    card_id = next_card_id(room.learner, TOMORROW)
    first = recall(room, card_id)
    again = answer(room.learner, card_id, Recall(first.number, {}), TOMORROW)
    assert again.id == first.id
    assert db.session.scalar(db.select(db.func.count(Review.id))) == 1


def test_the_learners_own_rating_counts_instead_of_the_derived_one(room):
    studied(room, right=0, wrong=1)
    card_id = next_card_id(room.learner, TOMORROW)
    review = recall(room, card_id)
    days = find_review(room.learner, review.id, TOMORROW).days
    for rating in (Rating.EASY, Rating.AGAIN):
        rate(room.learner, review.id, rating)
        assert (db.session.get(ReviewCard, card_id).due_at - TOMORROW).days == days[rating]
    assert review.is_own_rating


def test_only_the_newest_review_is_rated(room):
    studied(room, right=0, wrong=1)
    card_id = next_card_id(room.learner, TOMORROW)
    first = recall(room, card_id)
    recall(room, card_id, TOMORROW + DAY)
    with pytest.raises(ConflictError, match="review-not-newest"):
        rate(room.learner, first.id, Rating.EASY)


def test_no_day_asks_more_than_its_measure(db_session):
    room = make_classroom(questions=15)
    studied(room, right=0, wrong=30)
    assert find_today(room.learner, TOMORROW).waiting == MOST_A_DAY
    for _ in range(MOST_A_DAY):
        recall(room, next_card_id(room.learner, TOMORROW))
    assert next_card_id(room.learner, TOMORROW) is None
    assert find_today(room.learner, TOMORROW + DAY).waiting == 10


def test_a_question_on_an_open_paper_is_not_reviewed(room):
    studied(room, right=0, wrong=6)
    room.start(TOMORROW)
    assert find_today(room.learner, TOMORROW).waiting == 0
    with pytest.raises(ConflictError, match="question-away"):
        find_card(room.learner, cards(room)[0].id, TOMORROW)


@pytest.mark.parametrize("rules", [{"mode": "exam"}, {"is_open_book": False}])
def test_no_question_about_the_cases_of_a_running_exam_is_reviewed(room, rules):
    """Its proof would show the case's text, whichever questions the exam's own paper has drawn."""
    studied(room, right=0, wrong=6)
    room.module.question_count = 1
    exam = assign(room.house, room.module, **rules)
    room.assignment = exam
    attempt = room.start(TOMORROW)
    assert find_today(room.learner, TOMORROW).waiting == 0
    assert find_mistakes(room.learner, MistakeFilter(), TOMORROW).total == 0
    hand_in(room.learner, attempt.id, TOMORROW, SECRET)
    assert find_today(room.learner, TOMORROW).waiting >= 5


def test_what_keeps_its_keys_until_the_deadline_is_not_reviewed_before(db_session):
    room = make_classroom(feedback="after_deadline")
    studied(room, right=0, wrong=6)
    assert find_today(room.learner, TOMORROW).waiting == 0
    assert find_retention(room.learner, TOMORROW) == []
    assert find_today(room.learner, NOON + 7 * DAY).waiting == 6
    room.assignment.closes_at = NOON + 9 * DAY
    db.session.flush()
    assert find_today(room.learner, NOON + 8 * DAY).waiting == 0, "an extended deadline counts"


def test_a_retired_question_leaves_the_queue(room):
    studied(room, right=0, wrong=6)
    card = cards(room)[0]
    db.session.get(Question, card.question_id).state = QuestionState.RETIRED
    db.session.flush()
    assert find_today(room.learner, TOMORROW).waiting == 5
    with pytest.raises(ConflictError, match="question-away"):
        find_card(room.learner, card.id, TOMORROW)


def test_a_question_is_asked_in_its_present_wording(room):
    studied(room, right=0, wrong=1)
    card = cards(room)[0]
    question = db.session.get(Question, card.question_id)
    version = db.session.scalars(db.select(QuestionVersion).filter_by(question_id=question.id)).one()
    names = [one.name for one in QuestionVersion.__table__.columns if one.name not in {"id", "number", "stem"}]
    fresh = QuestionVersion(**{name: getattr(version, name) for name in names}, number=2, stem="换一种问法？")
    db.session.add(fresh)
    question.version_number = 2
    db.session.flush()
    assert find_card(room.learner, card.id, TOMORROW).question.stem == "换一种问法？"


def test_the_cards_and_reviews_of_others_are_not_found(room):
    studied(room, right=0, wrong=1)
    review = recall(room, cards(room)[0].id)
    neighbour = create_account("neighbour", "邻座", NOON)
    join(room.house, neighbour)
    other = room.house.actor(neighbour)
    with pytest.raises(NotFoundError, match="card-not-found"):
        find_card(other, review.card_id, TOMORROW)
    with pytest.raises(NotFoundError, match="card-not-found"):
        answer(other, review.card_id, Recall(1, {}), TOMORROW)
    with pytest.raises(NotFoundError, match="card-not-found"):
        keep_note(other, review.card_id, "别人的")
    with pytest.raises(NotFoundError, match="review-not-found"):
        find_review(other, review.id, TOMORROW)
    with pytest.raises(NotFoundError, match="review-not-found"):
        rate(other, review.id, Rating.EASY)


def test_mistakes_are_found_by_case_and_settle_after_two_right_answers(room):
    studied(room, right=0, wrong=6)
    first_case = MistakeFilter(case_id=room.cases[0].id)
    book = find_mistakes(room.learner, first_case, TOMORROW)
    assert (book.total, book.kinds, len(book.cases)) == (3, ("single",), 2)
    assert find_mistakes(room.learner, MistakeFilter(kind="blank"), TOMORROW).total == 0
    card_id = book.mistakes[0].card_id
    recall(room, card_id)
    assert find_mistakes(room.learner, first_case, TOMORROW).total == 3
    recall(room, card_id, TOMORROW + DAY)
    assert find_mistakes(room.learner, first_case, TOMORROW).total == 2
    settled = find_mistakes(room.learner, MistakeFilter(is_settled=True), TOMORROW)
    assert [one.card_id for one in settled.mistakes] == [card_id]


def test_a_note_stays_with_the_question(room):
    studied(room, right=0, wrong=1)
    keep_note(room.learner, cards(room)[0].id, " 记住先后次序 ")
    assert find_mistakes(room.learner, MistakeFilter(), TOMORROW).mistakes[0].note == "记住先后次序"


def test_practice_takes_open_mistakes_first_and_ends_with_its_last_question(room):
    studied(room, right=4, wrong=2)
    practice = start_practice(room.learner, TOMORROW)
    paper = find_practice(room.learner, practice.id, TOMORROW)
    missed = {card.id for card in cards(room) if card.misses}
    assert {one.card_id for one in paper.places[:2]} == missed
    for place in paper.places:
        recall(room, place.card_id, practice_id=practice.id)
    paper = find_practice(room.learner, practice.id, TOMORROW)
    assert (paper.next_card_id, paper.right) == (None, 6)
    assert find_today(room.learner, TOMORROW).done == 0, "practice does not use up the day's measure"


def test_without_a_question_met_there_is_nothing_to_practise(room):
    with pytest.raises(ConflictError, match="nothing-to-practise"):
        start_practice(room.learner, NOON)


def test_the_practice_of_others_is_not_found(room):
    studied(room)
    practice = start_practice(room.learner, TOMORROW)
    neighbour = create_account("neighbour", "邻座", NOON)
    join(room.house, neighbour)
    with pytest.raises(NotFoundError, match="practice-not-found"):
        find_practice(room.house.actor(neighbour), practice.id, TOMORROW)


def test_retention_falls_with_time(room):
    studied(room, right=6, wrong=0)
    soon, later = (find_retention(room.learner, NOON + days * DAY)[0] for days in (1, 60))
    assert soon.met == later.met == 3
    assert soon.share > later.share
