"""The robots of groups, against a receiver that checks format and signature."""

import json
import socket
import time
from datetime import UTC, datetime

import pytest

from studyapp.errors import DomainError
from studyapp.exchange.messages.outcome import Fate
from studyapp.exchange.messages.robots import RobotAddress, check_address, fitting, judge, request_for, send
from tests.exchange.messages.receivers import SECRET, robot_receiver

KINDS = ("wecom", "dingtalk", "feishu")
TEXT = "《老旧小区改造》还有 3 人未完成\n截至 3月6日 24:00"


@pytest.fixture
def receiver():
    with robot_receiver() as made:
        yield made


def robot(receiver, kind, secret=SECRET):
    return RobotAddress(kind, receiver.address(kind), secret)


@pytest.mark.parametrize("kind", KINDS)
def test_a_message_arrives_signed_as_the_service_asks(receiver, kind):
    outcome = send(robot(receiver, kind), TEXT, datetime.now(UTC))
    assert (outcome.fate, outcome.problem) == (Fate.SENT, "")
    assert receiver.texts == [(kind, TEXT)]


@pytest.mark.parametrize("kind", ["dingtalk", "feishu"])
def test_a_wrong_secret_is_refused_for_good_and_said(receiver, kind):
    outcome = send(robot(receiver, kind, "another"), TEXT, datetime.now(UTC))
    assert outcome.fate is Fate.REFUSED
    assert "sign" in outcome.details
    assert receiver.texts == []


def test_signatures_are_those_of_the_documented_arithmetic():
    moment = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
    address, _ = request_for(RobotAddress("dingtalk", "https://x/robot/send?access_token=t", "SECabc"), "字", moment)
    assert address == (
        "https://x/robot/send?access_token=t&timestamp=1772424000000&sign=U431DhhvIGu6dTMV50NME3pVEk2ZXLu5DhP8BfxqHM4%3D"
    )
    _, body = request_for(RobotAddress("feishu", "https://x/hook/1", "SECabc"), "字", moment)
    assert body == {
        "msg_type": "text",
        "content": {"text": "字"},
        "timestamp": "1772424000",
        "sign": "KJfu/LdPnBXPPFVdMQ94qktzSh800eHN2Ypw/Pvu6NQ=",
    }


@pytest.mark.parametrize("way", ["silent", "dripping"])
def test_one_that_hangs_is_cut_and_called_unknown(receiver, way):
    receiver.hangs = way
    began = time.monotonic()
    outcome = send(robot(receiver, "wecom"), TEXT, datetime.now(UTC), seconds=0.4)
    assert outcome.fate is Fate.UNKNOWN
    assert time.monotonic() - began < 10


def test_one_that_is_not_there_is_tried_again():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}/robot/send?access_token=hidden"
        outcome = send(RobotAddress("dingtalk", address, "hidden-too"), TEXT, datetime.now(UTC), seconds=0.5)
    assert (outcome.fate, outcome.problem) == (Fate.AGAIN, "not-reached")
    assert "hidden" not in outcome.details


@pytest.mark.parametrize(
    ("kind", "status", "said", "fate"),
    [
        ("wecom", 200, {"errcode": 45009, "errmsg": "api freq out of limit"}, Fate.AGAIN),
        ("dingtalk", 200, {"errcode": 130101, "errmsg": "send too fast"}, Fate.AGAIN),
        ("feishu", 200, {"code": 11232, "msg": "frequency limited"}, Fate.AGAIN),
        ("feishu", 200, {"StatusCode": 0, "StatusMessage": "success"}, Fate.SENT),
        ("wecom", 200, {"errcode": 93000, "errmsg": "invalid webhook url"}, Fate.REFUSED),
        ("wecom", 429, {}, Fate.AGAIN),
        ("wecom", 503, {}, Fate.AGAIN),
        ("wecom", 502, {}, Fate.UNKNOWN),
        ("wecom", 302, {}, Fate.REFUSED),
        ("wecom", 404, {}, Fate.REFUSED),
        ("wecom", 200, ["odd"], Fate.UNKNOWN),
    ],
)
def test_every_answer_has_its_meaning(kind, status, said, fate):
    assert judge(kind, status, json.dumps(said).encode()).fate is fate


def test_an_answer_that_is_no_json_is_unknown():
    assert judge("wecom", 200, b"<html>").fate is Fate.UNKNOWN


def test_a_long_text_is_cut_at_a_line():
    lines = "\n".join(f"第{n}行有一些字" for n in range(500))
    kept = fitting(lines)
    assert len(kept.encode()) <= 2048
    assert kept.endswith("行有一些字\n…")
    assert fitting("短") == "短"
    assert len(fitting("长" * 5000).encode()) <= 2048


@pytest.mark.parametrize(
    "address",
    [
        "http://oapi.dingtalk.com/robot/send?access_token=1",
        "https://oapi.dingtalk.com.example.org/robot/send?access_token=1",
        "https://user@oapi.dingtalk.com/robot/send",
        "https://oapi.dingtalk.com:8443/robot/send",
        "https://127.0.0.1/robot/send",
        "https://oapi.dingtalk.com/other",
        "https://[oapi",
        "https://oapi.dingtalk.com/robot/send?access_token=1 2",
        "",
    ],
)
def test_only_the_service_itself_is_called(address):
    with pytest.raises(DomainError, match="robot-address-wrong"):
        check_address("dingtalk", address)


def test_an_origin_of_the_house_is_called_too():
    check_address("dingtalk", "https://oapi.dingtalk.com/robot/send?access_token=1")
    check_address("wecom", "http://10.0.0.8:8080/cgi-bin/webhook/send?key=1", {"http://10.0.0.8:8080"})
