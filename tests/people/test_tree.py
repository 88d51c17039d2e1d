import pytest

from studyapp.errors import ConflictError, ForbiddenError, NotFoundError
from studyapp.people.models import Unit
from studyapp.people.organizations import add_unit
from studyapp.people.tree import move_unit, possible_parents
from tests.people.houses import make_house


@pytest.fixture
def house(db_session):
    return make_house()


@pytest.fixture
def actor(house):
    return house.actor(house.administrator)


def test_a_unit_moves_with_all_below_it(house, actor, db_session):
    group = add_unit(actor, house.east.id, "一组")
    inner = add_unit(actor, group.id, "甲班")
    move_unit(actor, group.id, house.west.id)
    assert db_session.get(Unit, group.id).path == f"{house.west.path}{group.id}/"
    assert db_session.get(Unit, inner.id).path == f"{house.west.path}{group.id}/{inner.id}/"
    assert house.east.path == f"{house.root.path}{house.east.id}/"


def test_no_unit_moves_below_itself(house, actor):
    group = add_unit(actor, house.east.id, "一组")
    for parent in (house.east, group):
        with pytest.raises(ConflictError) as refused:
            move_unit(actor, house.east.id, parent.id)
        assert refused.value.code == "unit-move-cyclic"
    assert {unit.id for unit in possible_parents(actor, house.east)} == {house.west.id}


def test_the_root_stays_and_a_name_is_not_taken_twice(house, actor):
    with pytest.raises(ForbiddenError):
        move_unit(actor, house.root.id, house.east.id)
    one, _other = add_unit(actor, house.east.id, "一组"), add_unit(actor, house.west.id, "一组")
    with pytest.raises(ConflictError) as refused:
        move_unit(actor, one.id, house.west.id)
    assert refused.value.code == "unit-name-taken"


def test_a_unit_is_not_moved_to_or_from_another_organization(house, actor, db_session):
    other = make_house("河西图书馆")
    for unit_id, parent_id in ((house.east.id, other.root.id), (other.east.id, house.root.id)):
        with pytest.raises(NotFoundError):
            move_unit(actor, unit_id, parent_id)


def test_a_tree_does_not_grow_beyond_what_its_paths_hold(house, actor, db_session):
    deep = db_session.get(Unit, house.west.id)
    deep.path = deep.path + "9" * (498 - len(deep.path)) + "/"
    db_session.flush()
    with pytest.raises(ConflictError) as refused:
        move_unit(actor, house.east.id, deep.id)
    assert refused.value.code == "unit-too-deep"
