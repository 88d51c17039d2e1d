import pytest

from studyapp.errors import ConflictError, DomainError, ForbiddenError, NotFoundError
from studyapp.people import organizations
from studyapp.people.organizations import FirstPerson
from tests.people.houses import NOON, PASSWORD_HASH, make_house

pytestmark = pytest.mark.usefixtures("db_session")


def test_a_path_lists_the_units_from_the_root():
    house = make_house()
    child = organizations.add_unit(house.actor(house.administrator), house.east.id, "少儿部")
    assert child.path == f"/{house.root.id}/{house.east.id}/{child.id}/"
    assert child.depth == 2


def test_units_are_listed_parents_first():
    house = make_house()
    actor = house.actor(house.administrator)
    organizations.add_unit(actor, house.east.id, "少儿部")
    assert [unit.name for unit in organizations.list_units(actor)] == ["河东图书馆", "东馆", "少儿部", "西馆"]


def test_an_organizer_sees_the_own_subtree_only():
    house = make_house()
    actor = house.actor(house.organizer)
    assert [unit.name for unit in organizations.list_units(actor)] == ["东馆"]
    with pytest.raises(NotFoundError):
        organizations.get_unit(actor, house.west.id)


def test_a_unit_of_another_organization_is_not_found():
    house, other = make_house(), make_house("河西博物馆")
    with pytest.raises(NotFoundError):
        organizations.rename_unit(house.actor(house.administrator), other.east.id, "我们的")


def test_two_units_side_by_side_have_different_names():
    house = make_house()
    actor = house.actor(house.administrator)
    with pytest.raises(ConflictError):
        organizations.add_unit(actor, house.root.id, " 东馆 ")
    with pytest.raises(ConflictError):
        organizations.rename_unit(actor, house.west.id, "东馆")
    with pytest.raises(DomainError, match="unit-name-missing"):
        organizations.add_unit(actor, house.root.id, "  ")


def test_a_units_name_is_no_longer_than_its_column():
    house = make_house()
    actor = house.actor(house.administrator)
    with pytest.raises(DomainError, match="unit-name-too-long"):
        organizations.rename_unit(actor, house.west.id, "长" * 101)
    with pytest.raises(DomainError, match="unit-name-too-long"):
        organizations.add_unit(actor, house.root.id, "长" * 101)
    assert organizations.rename_unit(actor, house.west.id, " " + "长" * 100).name == "长" * 100


def test_the_tree_is_no_deeper_than_a_path_can_say():
    house = make_house()
    actor = house.actor(house.administrator)
    house.east.path = f"{house.root.path}" + "123456789/" * 49
    with pytest.raises(ConflictError, match="unit-too-deep"):
        organizations.add_unit(actor, house.east.id, "更深一层")


def test_only_an_empty_unit_can_be_removed():
    house = make_house()
    actor = house.actor(house.administrator)
    with pytest.raises(ConflictError):
        organizations.remove_unit(actor, house.east.id)
    with pytest.raises(ForbiddenError):
        organizations.remove_unit(actor, house.root.id)
    organizations.remove_unit(actor, house.west.id)
    assert [unit.name for unit in organizations.list_units(actor)] == ["河东图书馆", "东馆"]


def test_an_installation_is_set_up_once():
    person = FirstPerson("王馆长", "guanzhang", PASSWORD_HASH)
    account = organizations.set_up("河东图书馆", person, NOON)
    assert account.sign_in_name == "guanzhang"
    with pytest.raises(ConflictError):
        organizations.set_up("另一个馆", person, NOON)
