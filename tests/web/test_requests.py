from tests.people.houses import PASSWORD, make_house


def test_a_nul_character_reaches_no_database(client, db_session):
    house = make_house()
    answer = client.post("/sign-in", data={"sign_in_name": house.learner.sign_in_name + "\0", "password": PASSWORD})
    assert answer.status_code == 303
    assert client.get("/receipts?code=%00").status_code == 200
    assert client.post("/sign-in", data={"sign_in_name": "\0", "password": "\0"}).status_code == 422
