"""Certificates: one for each assignment passed, proving itself, revoked with a reason."""

from __future__ import annotations

import pytest

from studyapp.db import db
from studyapp.errors import ConflictError, DomainError, NotFoundError
from studyapp.study.certificate_codes import masked_name
from studyapp.study.certificate_models import Certificate
from studyapp.study.certificates import (
    code_of,
    find_certificate,
    get_own,
    get_own_valid,
    is_missing_of_assignment,
    is_own_missing,
    issue_of_assignment,
    issue_own,
    list_of_assignment,
    list_own,
    restore,
    revoke,
)
from studyapp.study.handing_in import hand_in
from tests.people.houses import NOON, make_house
from tests.study.classroom import MINUTE, SECRET, make_classroom


@pytest.fixture
def passed(room):
    """A classroom whose learner has just passed."""
    attempt = room.start()
    room.answer(attempt, right=6)
    hand_in(room.learner, attempt.id, NOON + MINUTE, SECRET)
    assert issue_own(room.learner, SECRET) == 1
    return room


def issued(room):
    return db.session.scalars(db.select(Certificate).filter_by(account_id=room.house.learner.id)).one()


def test_passing_issues_one_and_passing_again_none(passed):
    one = issued(passed)
    assert (one.name, one.title, one.organization_name) == ("学员丙", "两个案例", "河东图书馆")
    assert one.issued_at == NOON + MINUTE
    attempt = passed.start(NOON + 2 * MINUTE)
    passed.answer(attempt, right=6, now=NOON + 2 * MINUTE)
    hand_in(passed.learner, attempt.id, NOON + 3 * MINUTE, SECRET)
    assert not is_own_missing(passed.learner)
    assert issue_own(passed.learner, SECRET) == 0
    assert issued(passed).number == one.number


def test_failing_issues_none(room):
    attempt = room.start()
    room.answer(attempt, right=1)
    hand_in(room.learner, attempt.id, NOON + MINUTE, SECRET)
    assert issue_own(room.learner, SECRET) == 0
    assert list_own(room.learner) == []


def test_an_organizer_who_looks_has_those_of_their_own_people_issued(passed):
    number = issued(passed).number
    db.session.delete(issued(passed))
    db.session.flush()
    elsewhere = passed.house.actor(passed.house.organizer)
    assert is_missing_of_assignment(elsewhere, passed.assignment.id)
    assert issue_of_assignment(elsewhere, passed.assignment.id, SECRET) == 1
    assert not is_missing_of_assignment(elsewhere, passed.assignment.id)
    assert [one.issued_at for one in list_own(passed.learner)] == [NOON + MINUTE]
    assert issued(passed).number == number


def test_a_later_name_or_title_does_not_change_what_was_issued(passed):
    code = code_of(issued(passed), SECRET)
    passed.house.learner.name, passed.assignment.title = "学员改名", "别的题目"
    db.session.flush()
    assert code_of(issued(passed), SECRET) == code
    assert find_certificate(issued(passed).number, code, SECRET).name == "学员丙"


def test_number_and_code_prove_it_however_they_are_typed(passed):
    one = issued(passed)
    code = code_of(one, SECRET)
    assert find_certificate(f" {one.number.lower()} ", f"{code[:4]} {code[4:].lower()}", SECRET).id == one.id


@pytest.mark.parametrize("what", ["number", "code", "nothing", "record", "secret"])
def test_anything_that_does_not_fit_proves_nothing(passed, what):
    one = issued(passed)
    number, code, secret = one.number, code_of(one, SECRET), SECRET
    if what == "number":
        number = "2026-0000000000"
    elif what == "code":
        code = "00000000"
    elif what == "nothing":
        code = ""
    elif what == "record":
        one.name = "别人"
        db.session.flush()
    else:
        secret = "another"
    with pytest.raises(NotFoundError, match="certificate-unknown"):
        find_certificate(number, code, secret)


def test_a_revoked_one_stays_with_its_reason_and_can_be_made_valid_again(passed):
    organizer, one = passed.house.actor(passed.house.organizer), issued(passed)
    with pytest.raises(DomainError, match="revocation-reason"):
        revoke(organizer, one.id, " ", NOON)
    revoke(organizer, one.id, "代答", NOON)
    revoke(organizer, one.id, "另一个", NOON + MINUTE)
    assert (one.revoked_at, one.revoked_reason) == (NOON, "代答")
    with pytest.raises(ConflictError, match="certificate-revoked"):
        get_own_valid(passed.learner, one.id)
    assert find_certificate(one.number, code_of(one, SECRET), SECRET).revoked_at == NOON
    restore(organizer, one.id)
    assert get_own_valid(passed.learner, one.id).revoked_reason == ""


def test_organizers_reach_only_the_certificates_of_their_own_people(passed):
    one = issued(passed)
    other = make_house("别处")
    foreign = other.actor(other.administrator)
    elsewhere = passed.house.actor(passed.house.learner)
    for call in (lambda: revoke(foreign, one.id, "代答", NOON), lambda: restore(foreign, one.id)):
        with pytest.raises(NotFoundError, match="certificate-not-found"):
            call()
    with pytest.raises(NotFoundError, match="certificate-not-found"):
        get_own(passed.house.actor(passed.house.organizer), one.id)
    assert get_own(elsewhere, one.id).id == one.id
    listed = list_of_assignment(passed.house.actor(passed.house.organizer), passed.assignment.id)
    assert [(row.certificate.id, row.unit_name) for row in listed] == [(one.id, "东馆")]
    with pytest.raises(NotFoundError, match="assignment-not-found"):
        list_of_assignment(foreign, passed.assignment.id)


@pytest.mark.parametrize(
    ("name", "shown"),
    [("林一", "林*"), ("林小一", "林*一"), ("欧阳小一", "欧**一"), ("林", "林*"), ("Anna Lind", "A*** L***")],
)
def test_strangers_see_a_name_in_part(name, shown):
    assert masked_name(name) == shown


def test_two_classrooms_have_different_numbers(passed):
    other = make_classroom(make_house("别处"))
    attempt = other.start()
    other.answer(attempt, right=6)
    hand_in(other.learner, attempt.id, NOON + MINUTE, SECRET)
    issue_own(other.learner, SECRET)
    assert issued(other).number != issued(passed).number
