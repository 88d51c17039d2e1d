import pytest

from studyapp.errors import ConflictError, ForbiddenError, NotFoundError
from studyapp.people import directory
from studyapp.people.models import Role
from studyapp.people.organizations import add_membership
from tests.people.houses import NOON, make_house

pytestmark = pytest.mark.usefixtures("db_session")


def test_an_organizer_lists_the_people_of_the_own_subtree():
    house = make_house()
    names = {entry.name for entry in directory.list_people(house.actor(house.organizer)).entries}
    assert names == {"组织者乙", "学员丙"}


def test_an_organizer_adds_learners_but_no_organizers():
    house = make_house()
    actor = house.actor(house.organizer)
    membership = directory.add_person(actor, house.east.id, ("xinren", "新人丁"), Role.LEARNER, NOON)
    assert membership.role is Role.LEARNER
    with pytest.raises(ForbiddenError):
        directory.add_person(actor, house.east.id, ("xinren2", "新人戊"), Role.ORGANIZER, NOON)
    with pytest.raises(NotFoundError):
        directory.add_person(actor, house.west.id, ("xinren3", "新人己"), Role.LEARNER, NOON)


def test_a_sign_in_name_is_taken_whatever_its_case():
    house = make_house()
    actor = house.actor(house.administrator)
    directory.add_person(actor, house.east.id, ("Xinren", "新人丁"), Role.LEARNER, NOON)
    with pytest.raises(ConflictError):
        directory.add_person(actor, house.west.id, ("xinREN", "新人戊"), Role.LEARNER, NOON)


def test_no_organizer_makes_a_password_link_for_someone_with_more_powers():
    house = make_house()
    actor = house.actor(house.organizer)
    directory.check_may_manage(actor, house.learner)
    with pytest.raises(ForbiddenError):
        directory.check_may_manage(actor, house.organizer)
    add_membership(house.west, house.learner, Role.LEARNER, NOON)
    with pytest.raises(ForbiddenError):
        directory.check_may_manage(actor, house.learner)


def test_who_leaves_is_no_longer_listed_and_can_come_back():
    house = make_house()
    actor = house.actor(house.organizer)
    entry = next(one for one in directory.list_people(actor).entries if one.role is Role.LEARNER)
    directory.end_membership(actor, entry.membership_id, NOON)
    assert entry.membership_id not in {one.membership_id for one in directory.list_people(actor).entries}
    again = add_membership(house.east, house.learner, Role.LEARNER, NOON)
    assert again.id == entry.membership_id
    assert again.left_at is None


def test_the_last_administrator_stays():
    house = make_house()
    actor = house.actor(house.administrator)
    entry = next(one for one in directory.list_people(actor).entries if one.role is Role.ADMINISTRATOR)
    with pytest.raises(ConflictError):
        directory.end_membership(actor, entry.membership_id, NOON)


def test_people_are_found_by_name_sign_in_name_and_unit_a_page_at_a_time(monkeypatch):
    house = make_house()
    actor = house.actor(house.administrator)
    for number, unit in enumerate((house.east, house.west, house.west)):
        directory.add_person(actor, unit.id, (f"Gong{number}", f"丁{number}%"), Role.LEARNER, NOON)
    names = lambda **chosen: [one.name for one in directory.list_people(actor, directory.Search(**chosen)).entries]  # noqa: E731
    assert names(name="丁") == ["丁0%", "丁1%", "丁2%"]
    assert names(name="GONG1") == ["丁1%"]
    assert names(name="%", unit_id=house.west.id) == ["丁1%", "丁2%"]
    monkeypatch.setattr(directory, "PAGE_SIZE", 2)
    assert names(name="丁", page=2) == names(name="丁", page=99) == ["丁2%"]
    assert directory.list_people(actor, directory.Search(name="丁")).pages == 2


def test_nobody_of_others_units_is_found():
    house = make_house()
    with pytest.raises(NotFoundError):
        directory.list_people(house.actor(house.organizer), directory.Search(unit_id=house.west.id))
