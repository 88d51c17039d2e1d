"""Local receivers that check what they are sent as strictly as the real ones: robots of groups, and a mail server."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from aiosmtpd.controller import Controller

from studyapp import clock

SECRET = "SEC-of-the-tests"
PATHS = {
    "wecom": "/cgi-bin/webhook/send?key=k-1",
    "dingtalk": "/robot/send?access_token=t-1",
    "feishu": "/open-apis/bot/v2/hook/h-1",
}
HANG_SECONDS = 20


class RobotReceiver:
    """Plays all three services. `texts` are the messages taken; `answers` are given instead, first one first."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.texts: list[tuple[str, str]] = []
        self.requests = 0
        self.answers: list[tuple[int, bytes]] = []
        self.hangs: str = ""
        self.leaving = threading.Event()

    def address(self, kind: str) -> str:
        return self.origin + PATHS[kind]

    def take(self, path: str, body: bytes, content_type: str) -> dict[str, Any]:
        parts = urlsplit(path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        sent = json.loads(body.decode("utf-8"))
        assert content_type.startswith("application/json")
        if parts.path == "/cgi-bin/webhook/send":
            return self._wecom(query, sent)
        if parts.path == "/robot/send":
            return self._dingtalk(query, sent)
        assert parts.path.startswith("/open-apis/bot/v2/hook/"), path
        return self._feishu(sent)

    def _wecom(self, query: dict[str, str], sent: dict[str, Any]) -> dict[str, Any]:
        if query.get("key") != "k-1":
            return {"errcode": 93000, "errmsg": "invalid webhook url"}
        if sent.keys() != {"msgtype", "text"} or len(sent["text"]["content"].encode()) > 2048:
            return {"errcode": 40058, "errmsg": "invalid Request Parameter"}
        self.texts.append(("wecom", sent["text"]["content"]))
        return {"errcode": 0, "errmsg": "ok"}

    def _dingtalk(self, query: dict[str, str], sent: dict[str, Any]) -> dict[str, Any]:
        expected = hmac.new(SECRET.encode(), f"{query.get('timestamp')}\n{SECRET}".encode(), hashlib.sha256).digest()
        if query.get("sign") != base64.b64encode(expected).decode():
            return {"errcode": 310000, "errmsg": "sign not match"}
        if abs(int(query["timestamp"]) / 1000 - clock.now().timestamp()) > 3600:
            return {"errcode": 310000, "errmsg": "invalid timestamp"}
        self.texts.append(("dingtalk", sent["text"]["content"]))
        return {"errcode": 0, "errmsg": "ok"}

    def _feishu(self, sent: dict[str, Any]) -> dict[str, Any]:
        expected = hmac.new(f"{sent.get('timestamp')}\n{SECRET}".encode(), b"", hashlib.sha256).digest()
        if sent.get("sign") != base64.b64encode(expected).decode():
            return {"code": 19021, "msg": "sign match fail or timestamp is not within one hour from current time"}
        if abs(int(sent["timestamp"]) - clock.now().timestamp()) > 3600 or sent["msg_type"] != "text":
            return {"code": 9499, "msg": "Bad Request"}
        self.texts.append(("feishu", sent["content"]["text"]))
        return {"code": 0, "msg": "success", "data": {}}


@contextmanager
def robot_receiver() -> Iterator[RobotReceiver]:
    """Listen on a free port of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    receiver = RobotReceiver(f"http://127.0.0.1:{server.server_address[1]}")
    server.receiver = receiver  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        receiver.leaving.set()
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        receiver: RobotReceiver = self.server.receiver  # type: ignore[attr-defined]
        receiver.requests += 1
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if receiver.hangs == "silent":
            receiver.leaving.wait(HANG_SECONDS)
            return
        if receiver.hangs == "dripping":
            self._drip(receiver)
            return
        if receiver.answers:
            status, said = receiver.answers.pop(0)
        else:
            said = json.dumps(receiver.take(self.path, body, self.headers["Content-Type"])).encode()
            status = 200
        self.send_response(status)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def _drip(self, receiver: RobotReceiver) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        for _byte in range(HANG_SECONDS * 20):
            if receiver.leaving.wait(0.05):
                return
            try:
                self.wfile.write(b" ")
            except OSError:
                return

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


class MailReceiver:
    """Keeps what was handed in. `rcpt_answers` and `data_answers` are given instead, first one first."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, EmailMessage]] = []
        self.rcpt_answers: list[str] = []
        self.data_answers: list[str] = []
        self.connections = 0
        self.port = 0

    async def handle_EHLO(self, server: Any, session: Any, envelope: Any, hostname: str, responses: Any) -> Any:  # noqa: N802 - the library's name
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802 - the library's name
        if self.rcpt_answers:
            return self.rcpt_answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - the library's name
        answer = self.data_answers.pop(0) if self.data_answers else "250 OK"
        if answer == "hang up":
            server.transport.close()
            return "250 OK"
        if answer.startswith("250"):
            message = message_from_bytes(envelope.content, policy=default)
            self.mails.extend((to, message) for to in envelope.rcpt_tos)
        return answer


@contextmanager
def mail_receiver() -> Iterator[MailReceiver]:
    """Take mail on a free port of this machine."""
    receiver = MailReceiver()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        receiver.port = free.getsockname()[1]
    controller = Controller(receiver, hostname="127.0.0.1", port=receiver.port)
    controller.start()
    try:
        yield receiver
    finally:
        controller.stop()
