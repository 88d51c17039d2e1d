"""A judgement before the commentary, a comparison after it, and what organizers see of both."""

from __future__ import annotations

import pytest

from studyapp.db import db
from studyapp.errors import ConflictError, DomainError, NotFoundError
from studyapp.people.accounts import create_account
from studyapp.people.models import Role
from studyapp.people.organizations import add_membership
from studyapp.study.enrolments import enrol_targets
from studyapp.study.prediction_models import Prediction, Stance
from studyapp.study.prediction_totals import FEWEST, prediction_totals
from studyapp.study.predictions import compare, find_judgement, list_judgements, predict
from studyapp.study.reading import open_commentary
from tests.people.houses import NOON, make_house
from tests.study.classroom import MINUTE, join, make_classroom

SAID = ("people", "先找他们谈，再定办法。")


def judge(room, said=SAID, actor=None, case=0, now=NOON):
    return predict(actor or room.learner, room.assignment.id, room.cases[case].id, said, now)


def open_it(room, case=0, now=NOON):
    return open_commentary(room.learner, room.assignment.id, room.cases[case].id, now)


def hold_against(room, found=(), *, is_shared=False):
    place = room.learner, room.assignment.id, room.cases[0].id
    return compare(*place, found, is_shared=is_shared, now=NOON + MINUTE)


def neighbours(room, count):
    """Return the actors of further learners in the same unit, enrolled."""
    accounts = [create_account(f"neighbour{n}", f"邻座{n}", NOON) for n in range(count)]
    for account in accounts:
        join(room.house, account)
    enrol_targets(room.assignment, NOON)
    return [room.house.actor(account) for account in accounts]


def test_a_judgement_can_be_changed_until_the_commentary_opens(room):
    judge(room)
    judge(room, ("rules", "制度先行。"), now=NOON + MINUTE)
    kept = db.session.scalars(db.select(Prediction)).one()
    assert (kept.stance, kept.line, kept.made_at) == (Stance.RULES, "制度先行。", NOON + MINUTE)
    open_it(room)
    with pytest.raises(ConflictError, match="commentary-opened"):
        judge(room)


@pytest.mark.parametrize(
    ("said", "code"),
    [(("", "话"), "stance-missing"), (("loud", "话"), "stance-missing"), (("people", " "), "line-missing")],
)
def test_a_judgement_needs_a_stance_and_a_line(room, said, code):
    with pytest.raises(DomainError, match=code):
        judge(room, said)


def test_who_cannot_tell_owes_no_line(room):
    assert judge(room, ("unsure", "")).line == ""


def test_the_commentary_waits_for_the_judgement_where_the_assignment_wants_it(db_session):
    room = make_classroom(is_prediction_required=True)
    with pytest.raises(ConflictError, match="prediction-first"):
        open_it(room)
    judge(room)
    assert open_it(room).commentaries


def test_otherwise_the_judgement_may_be_skipped(room):
    assert open_it(room).commentaries
    assert find_judgement(room.learner, room.assignment.id, room.cases[0].id) is None


def test_there_is_no_comparing_with_a_closed_commentary(room):
    judge(room)
    with pytest.raises(ConflictError, match="commentary-not-opened"):
        hold_against(room)


def test_there_is_no_comparing_without_a_judgement(room):
    open_it(room)
    with pytest.raises(NotFoundError, match="prediction-missing"):
        hold_against(room)


def test_only_real_points_of_the_commentary_are_ticked_and_the_last_comparison_counts(room):
    judge(room)
    open_it(room)
    hold_against(room, {3, 999})
    hold_against(room, {0, 999})
    judgement = find_judgement(room.learner, room.assignment.id, room.cases[0].id)
    assert judgement.found == {0}
    assert [(one.case_title, one.found_count) for one in list_judgements(room.learner)] == [(room.cases[0].title, 1)]


def test_a_case_of_another_assignment_is_not_judged(room):
    other = make_classroom(make_house("隔壁单位"))
    with pytest.raises(NotFoundError, match="case-not-found"):
        predict(room.learner, room.assignment.id, other.cases[0].id, SAID, NOON)
    with pytest.raises(NotFoundError, match="assignment-not-found"):
        predict(room.learner, other.assignment.id, other.cases[0].id, SAID, NOON)


def test_the_distribution_stays_away_while_it_would_tell_who_chose_what(room):
    organizer = room.house.actor(room.house.organizer)
    judge(room)
    for actor in neighbours(room, FEWEST - 2):
        judge(room, ("rules", "按制度办。"), actor)
    totals = prediction_totals(organizer, room.assignment)[0]
    assert (totals.judged, totals.stances, totals.shared) == (FEWEST - 1, {}, ())


def test_organizers_see_totals_and_the_words_of_those_who_share(room):
    organizer = room.house.actor(room.house.organizer)
    judge(room)
    for actor in neighbours(room, FEWEST - 1):
        judge(room, ("rules", "按制度办。"), actor)
    open_it(room)
    hold_against(room, is_shared=True)
    totals = prediction_totals(organizer, room.assignment)[0]
    assert totals.stances[Stance.RULES] == FEWEST - 1
    assert totals.compared == 1
    assert [(one.name, one.line) for one in totals.shared] == [(room.house.learner.name, SAID[1])]


def test_an_organizer_of_other_units_counts_nobody(room):
    judge(room)
    outsider = create_account("outsider", "西馆组织者", NOON)
    add_membership(room.house.west, outsider, Role.ORGANIZER, NOON)
    from_west = room.house.actor(outsider)
    assert [one.judged for one in prediction_totals(from_west, room.assignment)] == [0, 0]
