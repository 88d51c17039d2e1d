"""Every route, every role: what the table says is what happens."""

import pytest
from werkzeug.routing import IntegerConverter

from studyapp.web.permissions import ACCESS, Access
from tests.people.houses import make_house

ROLES = ("learner", "organizer", "administrator")
ALLOWED = {
    Access.SIGNED_IN: set(ROLES),
    Access.LEARNER: set(ROLES),
    Access.ORGANIZER: {"organizer", "administrator"},
    Access.ADMINISTRATOR: {"administrator"},
}


def addresses(app):
    """Yield (rule, method, path with ids that exist nowhere) of every route."""
    for rule in app.url_map.iter_rules():
        values = {
            name: 999_999 if isinstance(converter, IntegerConverter) else "nothing"
            for name, converter in rule._converters.items()
        }
        for method in sorted(rule.methods & {"GET", "POST", "PUT", "DELETE"}):
            with app.test_request_context():
                yield rule, method, rule.build(values)[1]


def test_the_table_lists_exactly_the_routes(app):
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert endpoints - set(ACCESS) == set(), "routes nobody gave a permission"
    assert set(ACCESS) - endpoints == set(), "permissions for routes that do not exist"


def test_a_visitor_is_led_to_the_sign_in(app, client, db_session):
    make_house()
    db_session.commit()
    for rule, method, path in addresses(app):
        if ACCESS[rule.endpoint] is not Access.PUBLIC:
            response = client.open(path, method=method)
            assert response.status_code == 303, (method, path)
            assert response.headers["Location"].startswith("/sign-in"), (method, path)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_what_the_table_says_and_nothing_else(app, client, sign_in, db_session, role):
    house = make_house()
    account = getattr(house, role)
    for rule, method, path in addresses(app):
        access = ACCESS[rule.endpoint]
        if access is Access.PUBLIC or rule.endpoint == "people.sign_out":
            continue
        sign_in(client, account)
        status = client.open(path, method=method).status_code
        if role in ALLOWED[access]:
            assert status != 403, (method, path)
            assert status < 500, (method, path)
        else:
            assert status == 403, (method, path, status)
