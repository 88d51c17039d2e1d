"""Deleting a person: what is theirs goes, what counts stays, what is filed stays as it is."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from studyapp.chasing.erasing import erase_person
from studyapp.chasing.models import NotificationPreference
from studyapp.errors import ConflictError, ForbiddenError, NotFoundError
from studyapp.meetings.erasing import foresee
from studyapp.people.erasing import NAME
from studyapp.people.models import Account, Membership, Role
from studyapp.people.organizations import add_membership
from studyapp.people.signing_in import find_candidate
from studyapp.study.dashboards import overview
from studyapp.study.models import Enrolment, EnrolmentState
from studyapp.study.reading_models import Highlight
from tests.factories import (
    AssignmentFactory,
    EnrolmentFactory,
    HighlightFactory,
    ModuleFactory,
    ReviewCardFactory,
)
from tests.people.houses import NOON, make_house


@pytest.fixture
def house(db_session):
    return make_house()


@pytest.fixture
def admin(house):
    return house.actor(house.administrator)


def erase(admin, account, now=NOON):
    return erase_person(admin, account.id, account.sign_in_name, now)


def test_nothing_that_names_the_person_is_left(house, admin, db_session):
    name, sign_in_name = house.learner.name, house.learner.sign_in_name
    erase(admin, house.learner)
    account = db_session.get_one(Account, house.learner.id)
    assert account.name == NAME
    assert account.password_hash is None
    for value in vars(account).values():
        assert name not in str(value)
        assert sign_in_name not in str(value)
    assert find_candidate(sign_in_name, "::1", NOON) is None


def test_the_sign_in_name_is_free_for_another(house, admin, db_session):
    from_before = house.learner.sign_in_name
    erase(admin, house.learner)
    assert db_session.scalar(select(func.count()).where(Account.sign_in_name == from_before)) == 0


def test_results_stay_counted(house, admin, db_session):
    assignment = AssignmentFactory(module_made=ModuleFactory(organization=house.organization))
    more = {"assignment_made": assignment, "account_made": house.learner, "unit_id": house.east.id}
    EnrolmentFactory(**more, state=EnrolmentState.PASSED)
    before = overview(admin, NOON)[0].counts
    erase(admin, house.learner)
    after = overview(admin, NOON)[0].counts
    assert (after.total, after.passed) == (before.total, before.passed) == (1, 1)


def test_what_was_not_finished_of_a_running_assignment_is_nobodys_any_more(house, admin, db_session):
    running = AssignmentFactory(module_made=ModuleFactory(organization=house.organization))
    over = AssignmentFactory(
        module_made=ModuleFactory(organization=house.organization), closes_at=NOON - timedelta(minutes=1)
    )
    for assignment in (running, over):
        EnrolmentFactory(assignment_made=assignment, account_made=house.learner, unit_id=house.east.id)
    erase(admin, house.learner)
    found = {one.assignment_id: one.withdrawn_at for one in db_session.scalars(select(Enrolment))}
    assert found == {running.id: NOON, over.id: None}


def test_private_notes_go(house, admin, db_session):
    HighlightFactory(account_made=house.learner, note="我的想法")
    card = ReviewCardFactory(account_made=house.learner, note="记不住")
    assert foresee(admin, house.learner.id).notes == 1
    erase(admin, house.learner)
    db_session.refresh(card)
    assert db_session.scalar(select(func.count()).select_from(Highlight)) == 0
    assert card.note == ""


def test_nobody_is_written_to_after_they_were_deleted(house, admin, db_session):
    for account in (house.learner, house.organizer):
        db_session.add(NotificationPreference(account_id=account.id, mail_address=f"{account.id}@example.org"))
    erase(admin, house.learner)
    assert db_session.scalars(select(NotificationPreference.account_id)).all() == [house.organizer.id]


def test_another_persons_notes_stay(house, admin, db_session):
    HighlightFactory(account_made=house.organizer, note="别人的")
    erase(admin, house.learner)
    assert db_session.scalar(select(func.count()).select_from(Highlight)) == 1


def test_one_who_has_left_can_be_deleted(house, admin, db_session):
    membership = db_session.scalars(select(Membership).where(Membership.account_id == house.learner.id)).one()
    membership.left_at = NOON - timedelta(days=1)
    erase(admin, house.learner)
    assert membership.left_at == NOON - timedelta(days=1)


def test_the_wrong_name_deletes_nobody(house, admin):
    with pytest.raises(ConflictError, match="erase-not-confirmed"):
        erase_person(admin, house.learner.id, "somebody else", NOON)
    assert house.learner.name == "学员丙"


def test_who_may_not_be_deleted(house, admin, db_session):
    with pytest.raises(ConflictError, match="account-is-own"):
        erase(admin, house.administrator)
    add_membership(house.root, house.organizer, Role.ADMINISTRATOR, NOON)
    with pytest.raises(ConflictError, match="administrator-first-leaves"):
        erase(admin, house.organizer)
    other = make_house("河西图书馆")
    with pytest.raises(NotFoundError):
        erase(admin, other.learner)
    add_membership(other.east, house.learner, Role.LEARNER, NOON)
    with pytest.raises(ForbiddenError, match="account-elsewhere"):
        erase(admin, house.learner)


def test_a_deleted_person_is_deleted_once(house, admin):
    erase(admin, house.learner)
    with pytest.raises(NotFoundError):
        erase(admin, house.learner)
