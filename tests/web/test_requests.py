import pytest
from werkzeug.exceptions import NotFound
from werkzeug.routing import IntegerConverter

from studyapp.web.requests import LARGEST, Values
from tests.people.houses import PASSWORD, make_house

TOO_LARGE = (LARGEST + 1, 2**63, 10**23, int("9" * 4000))


def test_a_nul_character_reaches_no_database(client, db_session):
    house = make_house()
    answer = client.post("/sign-in", data={"sign_in_name": house.learner.sign_in_name + "\0", "password": PASSWORD})
    assert answer.status_code == 303
    assert client.get("/receipts?code=%00").status_code == 200
    assert client.post("/sign-in", data={"sign_in_name": "\0", "password": "\0"}).status_code == 422


def test_a_nul_character_in_an_address_is_a_missing_page(app):
    addresses = app.url_map.bind("localhost")
    assert addresses.match("/invited/token")[1] == {"token": "token"}
    with pytest.raises(NotFound):
        addresses.match("/invited/to\0ken")


def numbered_addresses(app, number):
    """Yield (method, path) of every route with a number in it, that number everywhere."""
    for rule in app.url_map.iter_rules():
        kinds = {name: isinstance(one, IntegerConverter) for name, one in rule._converters.items()}
        if any(kinds.values()):
            path = rule.rule
            for name, is_number in kinds.items():
                path = path.replace(f"<int:{name}>" if is_number else f"<{name}>", str(number))
            for method in sorted(rule.methods & {"GET", "POST"}):
                yield method, path


@pytest.mark.parametrize("number", [999_999_999, *TOO_LARGE], ids=["nine", "32 bits", "64 bits", "huge", "endless"])
def test_a_number_that_no_row_can_have_is_a_missing_page(app, client, sign_in, db_session, number):
    sign_in(client, make_house().administrator)
    statuses = {one: client.open(one[1], method=one[0]).status_code for one in numbered_addresses(app, number)}
    assert set(statuses.values()) == {404}, {one: status for one, status in statuses.items() if status != 404}


def test_a_number_that_no_column_holds_counts_as_not_given():
    for number in (*TOO_LARGE, -(10**23), "drei"):
        values = Values([("page", str(number))])
        assert values.get("page", 1, type=int) == 1
        assert values.getlist("page", type=int) == []
    assert Values([("page", str(LARGEST))]).get("page", type=int) == LARGEST
