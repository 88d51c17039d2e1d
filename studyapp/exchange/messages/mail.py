"""Mail over SMTP: one connection for many messages, and for each a fate that is known or called unknown."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from types import TracebackType
from typing import Self
from urllib.parse import unquote, urlsplit

from studyapp.errors import DomainError
from studyapp.exchange.messages.outcome import SENT, Fate, Outcome, told
from studyapp.exchange.messages.posting import cut_after

SECONDS = 20.0
MESSAGES_OF_A_CONNECTION = 100
_PORTS = {"smtp": 25, "smtps": 465}


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in, and as whom. `is_encrypted` speaks TLS from the first byte, otherwise where offered."""

    host: str
    port: int
    is_encrypted: bool
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Mail:
    """One message; `key` makes its Message-ID, so that a mailbox knows a repetition."""

    key: str
    to: str
    subject: str
    text: str


def mail_server(url: str, sender: str) -> MailServer | None:
    """Return the server that `smtp://user:password@host:port` or `smtps://…` names; None where `url` is empty.

    Raises `DomainError` mail-setting-wrong.
    """
    if not url:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS[parts.scheme]
        Address(addr_spec=sender)
    except (ValueError, KeyError, IndexError, MessageError) as error:
        raise DomainError("mail-setting-wrong") from error
    if not parts.hostname or not sender:
        raise DomainError("mail-setting-wrong")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return MailServer(parts.hostname, port, parts.scheme == "smtps", sender, user, password)


def is_address(text: str) -> bool:
    """Say whether `text` could be a mail address."""
    try:
        found = Address(addr_spec=text)
    except (ValueError, IndexError, MessageError):
        return False
    return bool(found.username) and "." in found.domain and text.isascii() and len(text) <= 254


class Mailer:
    """Hands messages in, over one connection as long as it holds."""

    def __init__(self, server: MailServer, seconds: float = SECONDS) -> None:
        self._server = server
        self._seconds = seconds
        self._open: smtplib.SMTP | None = None
        self._handed_in = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()

    def send(self, mail: Mail, now: datetime) -> Outcome:
        """Hand one message in. Whatever breaks before its text goes out leaves it unsent for certain."""
        server = self._server
        try:
            message = _message(server, mail, now)
        except (ValueError, IndexError, MessageError):
            return Outcome(Fate.REFUSED, "address-wrong")
        try:
            connection = self._connected()
            with cut_after(connection.sock, self._seconds):
                outcome = _envelope(connection, server.sender, mail.to)
        except (OSError, smtplib.SMTPException) as error:
            self._leave()
            return _before_the_text(error, server)
        if outcome is not None:
            return outcome
        try:
            with cut_after(connection.sock, self._seconds):
                code, said = connection.data(message)
        except smtplib.SMTPDataError as error:
            return _refusal(error.smtp_code, error.smtp_error)
        except (OSError, smtplib.SMTPException):
            self._leave()
            return Outcome(Fate.UNKNOWN, "no-answer")
        self._handed_in += 1
        return SENT if code == 250 else _refusal(code, said)

    def _connected(self) -> smtplib.SMTP:
        if self._open is not None and self._handed_in < MESSAGES_OF_A_CONNECTION:
            return self._open
        self._leave()
        server, context = self._server, ssl.create_default_context()
        if server.is_encrypted:
            opened: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=self._seconds, context=context)
        else:
            opened = smtplib.SMTP(server.host, server.port, timeout=self._seconds)
        self._open, self._handed_in = opened, 0
        with cut_after(opened.sock, self._seconds):
            opened.ehlo_or_helo_if_needed()
            if not server.is_encrypted and opened.has_extn("starttls"):
                opened.starttls(context=context)
                opened.ehlo_or_helo_if_needed()
            elif server.user and not server.is_encrypted:
                raise _OpenPasswordError
            if server.user:
                opened.login(server.user, server.password)
        return opened

    def _leave(self) -> None:
        if self._open is not None:
            with suppress(OSError, smtplib.SMTPException):
                self._open.close()
        self._open = None


class _OpenPasswordError(smtplib.SMTPException):
    """The server offers no encryption, and the password would cross the network in the open."""


def _message(server: MailServer, mail: Mail, now: datetime) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["Subject"] = mail.subject
    message["From"] = server.sender
    message["To"] = Address(addr_spec=mail.to)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{mail.key.replace(':', '.')}@{server.sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text, cte="base64")
    return message.as_bytes()


def _envelope(connection: smtplib.SMTP, sender: str, to: str) -> Outcome | None:
    connection.rset()
    for code, said in (connection.mail(sender), connection.rcpt(to)):
        if code // 100 != 2:
            return _refusal(code, said)
    return None


def _refusal(code: int, said: bytes | str) -> Outcome:
    words = said.decode(errors="replace") if isinstance(said, bytes) else said
    if code // 100 == 4:
        return Outcome(Fate.AGAIN, "mail-later", told(f"{code} {words}"))
    return Outcome(Fate.REFUSED, "mail-refused", told(f"{code} {words}"))


def _before_the_text(error: Exception, server: MailServer) -> Outcome:
    if isinstance(error, _OpenPasswordError):
        return Outcome(Fate.REFUSED, "mail-in-the-open")
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return Outcome(Fate.REFUSED, "mail-sign-in")
    return Outcome(Fate.AGAIN, "not-reached", told(error, server.password))
