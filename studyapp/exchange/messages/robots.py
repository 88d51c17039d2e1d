r"""The robots of groups: what 企业微信, 钉钉 and 飞书 want to be sent, signed as each asks, and what they answer.

- 企业微信: `POST …/cgi-bin/webhook/send?key=…`, no signature; text up to 2,048 bytes; `errcode` 0.
- 钉钉: `POST …/robot/send?access_token=…&timestamp=…&sign=…`: milliseconds, and over "timestamp\nsecret" an
  HMAC-SHA256 keyed with the secret, in Base64; `errcode` 0.
- 飞书: `POST …/open-apis/bot/v2/hook/…`: in the body `timestamp` in seconds and `sign`, an HMAC-SHA256 of nothing keyed
  with "timestamp\nsecret", in Base64; body up to 20 kB; `code` 0.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import quote_plus, urlsplit

from studyapp.errors import DomainError
from studyapp.exchange.messages.outcome import SENT, Fate, Outcome, told
from studyapp.exchange.messages.posting import NoAnswerError, NotHandedOverError, post

SECONDS = 8.0
TEXT_BYTES = 2048
HOSTS = {
    "wecom": ("https://qyapi.weixin.qq.com", "/cgi-bin/webhook/send"),
    "dingtalk": ("https://oapi.dingtalk.com", "/robot/send"),
    "feishu": ("https://open.feishu.cn", "/open-apis/bot/v2/hook/"),
}
_TOO_FAST = {"wecom": {-1, 45009}, "dingtalk": {-1, 130101, 410100}, "feishu": {11232}}


@dataclass(frozen=True, slots=True)
class RobotAddress:
    """Where a robot listens: its kind, its webhook, and the secret it signs with, empty where it signs nothing."""

    kind: str
    address: str = field(repr=False)
    secret: str = field(default="", repr=False)


def check_address(kind: str, address: str, origins: Collection[str] = ()) -> None:
    """Raise `DomainError` robot-address-wrong for one that is not the service's own, or one of the house's `origins`.

    The server calls nobody else, whatever is typed.
    """
    origin, path = HOSTS[kind]
    try:
        parts = urlsplit(address)
        found = f"{parts.scheme}://{parts.netloc}"
        is_known = found == origin or found in origins
    except ValueError:
        is_known = False
    is_plain = address.isascii() and address.isprintable() and " " not in address
    if not (is_known and is_plain and parts.path.startswith(path)):
        raise DomainError("robot-address-wrong", example=f"{origin}{path}")


def send(robot: RobotAddress, text: str, now: datetime, seconds: float = SECONDS) -> Outcome:
    """Say `text` in the robot's group."""
    address, content = request_for(robot, text, now)
    body = json.dumps(content, ensure_ascii=False).encode()
    try:
        answer = post(address, body, seconds)
    except NotHandedOverError as error:
        return Outcome(Fate.AGAIN, "not-reached", told(error, robot.address, robot.secret))
    except NoAnswerError:
        return Outcome(Fate.UNKNOWN, "no-answer")
    return judge(robot.kind, answer.status, answer.body)


def request_for(robot: RobotAddress, text: str, now: datetime) -> tuple[str, dict[str, Any]]:
    """Return the address and the JSON that say `text` at this moment."""
    words = fitting(text)
    if robot.kind == "feishu":
        content: dict[str, Any] = {"msg_type": "text", "content": {"text": words}}
        if robot.secret:
            stamp = str(int(now.timestamp()))
            content |= {"timestamp": stamp, "sign": _signed(f"{stamp}\n{robot.secret}", "")}
        return robot.address, content
    content = {"msgtype": "text", "text": {"content": words}}
    if robot.kind == "dingtalk" and robot.secret:
        stamp = str(round(now.timestamp() * 1000))
        sign = quote_plus(_signed(robot.secret, f"{stamp}\n{robot.secret}"))
        joint = "&" if "?" in robot.address else "?"
        return f"{robot.address}{joint}timestamp={stamp}&sign={sign}", content
    return robot.address, content


def fitting(text: str) -> str:
    """Return as many whole lines of `text` as every service takes."""
    if len(text.encode()) <= TEXT_BYTES:
        return text
    kept = text.encode()[: TEXT_BYTES - len("\n…".encode())].decode(errors="ignore")
    return f"{kept.rpartition(chr(10))[0] or kept}\n…"


def judge(kind: str, status: int, body: bytes) -> Outcome:
    """Return what an answer means: a gateway's 5xx tells nothing about whether the message got through."""
    if status != 200:
        return _refused_by_http(status)
    try:
        said = json.loads(body)
        code = said.get("errcode", said.get("code", said.get("StatusCode")))
    except (ValueError, AttributeError):
        return Outcome(Fate.UNKNOWN, "answer-unreadable")
    if code == 0:
        return SENT
    details = told(f"{code} {said.get('errmsg', said.get('msg', ''))}")
    if code in _TOO_FAST[kind]:
        return Outcome(Fate.AGAIN, "too-fast", details)
    return Outcome(Fate.REFUSED, "refused", details)


def _refused_by_http(status: int) -> Outcome:
    if status in {429, 503}:
        return Outcome(Fate.AGAIN, "too-fast", f"HTTP {status}")
    if status >= 500:
        return Outcome(Fate.UNKNOWN, "no-answer", f"HTTP {status}")
    return Outcome(Fate.REFUSED, "refused", f"HTTP {status}")


def _signed(key: str, message: str) -> str:
    return base64.b64encode(hmac.new(key.encode(), message.encode(), hashlib.sha256).digest()).decode()
