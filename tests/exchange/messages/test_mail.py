"""Mail, against a real local server."""

import socket
from datetime import UTC, datetime

import pytest

from studyapp.errors import DomainError
from studyapp.exchange.messages.mail import Mail, Mailer, MailServer, is_address, mail_server
from studyapp.exchange.messages.outcome import Fate
from tests.exchange.messages.receivers import mail_receiver

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
MAIL = Mail("reminder:1:2:2026-03-02:mail", "lin@example.org", "《案例》还有 3 天截止", "林同志：\n请按时完成。")


@pytest.fixture
def receiver():
    with mail_receiver() as made:
        yield made


@pytest.fixture
def server(receiver):
    return MailServer("127.0.0.1", receiver.port, is_encrypted=False, sender="study@example.org")


def test_a_mail_arrives_in_chinese_with_an_id_of_its_own(receiver, server):
    with Mailer(server) as mailer:
        assert mailer.send(MAIL, NOW).fate is Fate.SENT
    [(to, message)] = receiver.mails
    assert to == "lin@example.org"
    assert message["Subject"] == MAIL.subject
    assert message.get_content().strip().replace("\r\n", "\n") == MAIL.text
    assert message["Message-ID"] == "<reminder.1.2.2026-03-02.mail@example.org>"
    assert message["Auto-Submitted"] == "auto-generated"


def test_many_mails_share_a_connection(receiver, server):
    with Mailer(server) as mailer:
        fates = {mailer.send(MAIL, NOW).fate for _ in range(5)}
    assert fates == {Fate.SENT}
    assert len(receiver.mails) == 5
    assert receiver.connections == 1


@pytest.mark.parametrize(("answer", "fate"), [("450 later", Fate.AGAIN), ("550 no such mailbox", Fate.REFUSED)])
def test_a_refused_address_stops_nobody_else(receiver, server, answer, fate):
    receiver.rcpt_answers = [answer]
    with Mailer(server) as mailer:
        first = mailer.send(MAIL, NOW)
        assert mailer.send(MAIL, NOW).fate is Fate.SENT
    assert first.fate is fate
    assert answer in first.details


@pytest.mark.parametrize(
    ("answer", "fate"), [("451 later", Fate.AGAIN), ("554 no", Fate.REFUSED), ("hang up", Fate.UNKNOWN)]
)
def test_what_happens_to_the_text_is_known_or_called_unknown(receiver, server, answer, fate):
    receiver.data_answers = [answer]
    with Mailer(server) as mailer:
        assert mailer.send(MAIL, NOW).fate is fate
        assert mailer.send(MAIL, NOW).fate is Fate.SENT


def test_a_server_that_is_away_is_tried_again():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        away = MailServer("127.0.0.1", unused.getsockname()[1], is_encrypted=False, sender="study@example.org")
        with Mailer(away, seconds=1) as mailer:
            assert mailer.send(MAIL, NOW).fate is Fate.AGAIN


def test_a_server_that_says_nothing_is_cut():
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        server = MailServer("127.0.0.1", silent.getsockname()[1], is_encrypted=False, sender="study@example.org")
        with Mailer(server, seconds=0.3) as mailer:
            assert mailer.send(MAIL, NOW).fate is Fate.AGAIN


def test_no_password_crosses_the_network_in_the_open(receiver):
    server = MailServer("127.0.0.1", receiver.port, False, "study@example.org", "lin", "secret-word")
    with Mailer(server) as mailer:
        outcome = mailer.send(MAIL, NOW)
    assert (outcome.fate, outcome.problem) == (Fate.REFUSED, "mail-in-the-open")


def test_a_subject_cannot_smuggle_in_a_header(server):
    with Mailer(server) as mailer:
        outcome = mailer.send(Mail("k", "lin@example.org", "a\nBcc: other@example.org", "b"), NOW)
    assert outcome.fate is Fate.REFUSED


def test_the_setting_is_read():
    found = mail_server("smtps://lin%40example.org:p%3Aw@mail.example.org", "study@example.org")
    assert found == MailServer("mail.example.org", 465, True, "study@example.org", "lin@example.org", "p:w")
    assert "p:w" not in repr(found)
    assert mail_server("", "") is None
    for url, sender in (("http://x", "a@b.org"), ("smtp://", "a@b.org"), ("smtp://x", ""), ("smtp://x:y", "a@b.org")):
        with pytest.raises(DomainError, match="mail-setting-wrong"):
            mail_server(url, sender)


def test_addresses_are_told_from_other_words():
    assert is_address("lin@example.org")
    for wrong in (
        "",
        "lin",
        "lin@",
        "@example.org",
        "a b@example.org",
        "lin@example",
        "林@example.org",
        "x@y.org\nBcc",
    ):
        assert not is_address(wrong), wrong
