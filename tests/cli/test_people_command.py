from tests.people.houses import make_house


def test_the_terminal_gives_a_password_link(app, client, db_session):
    house = make_house()
    db_session.commit()
    result = app.test_cli_runner().invoke(args=["people", "password-link", house.administrator.sign_in_name])
    assert result.exit_code == 0
    path = "/" + result.output.strip().split("/", 3)[3]
    assert client.get(path).status_code == 200


def test_an_unknown_name_is_said(app, db_session):
    result = app.test_cli_runner().invoke(args=["people", "password-link", "nobody"])
    assert result.exit_code == 2
    assert "nobody" in result.output
