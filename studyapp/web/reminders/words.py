"""The words of reminders: kinds, states, and what can go wrong."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from studyapp.chasing.models import DeliveryState, RobotKind, RunKind
from studyapp.chasing.recipients import TODAY, USED_UP
from studyapp.web.states import StateWords

PROBLEMS: dict[str, LazyString] = {
    "assignment-not-running": _l("Nobody can work on this assignment now, so nobody is reminded of it."),
    "delivery-not-again": _l("This message is not one that failed; it is not sent again."),
    "mail-setting-wrong": _l("The server's MAIL_URL or MAIL_FROM is not right; who runs the server can mend it."),
    "reminder-days-wrong": _l("Enter up to %(most)s whole numbers from 0 to %(farthest)s, as 3, 1."),
    "reminder-not-yours": _l("Who asked for this reminder does not organize any more, so nobody was reminded."),
    "reminder-run-not-found": _l("This reminder is not among yours."),
    "robot-address-missing": _l("Enter the robot's webhook address."),
    "robot-address-wrong": _l("This is not an address of such a robot. It begins with %(example)s"),
    "robot-name-missing": _l("Give the robot a name, as of its group."),
    "robot-name-taken": _l("There is already a robot called %(name)s."),
    "robot-not-found": _l("This robot is not among those of your organization."),
    "workdays-too-many": _l("Enter at most %(most)s days."),
    "workday-line-wrong": _l("Line %(line)s cannot be read: %(text)s. Write as 2027-02-05 off Spring Festival."),
}

RUNS = {
    RunKind.SCHEDULED: _l("By the schedule"),
    RunKind.BY_HAND: _l("By hand"),
    RunKind.DIGEST: _l("Weekly digest for those who organize"),
    RunKind.TRIAL: _l("A robot tried"),
}

ROBOTS = {
    RobotKind.WECOM: _l("WeCom"),
    RobotKind.DINGTALK: _l("DingTalk"),
    RobotKind.FEISHU: _l("Feishu"),
}

DELIVERIES = {
    DeliveryState.WAITING: StateWords(_l("Waiting"), "clock", "plain"),
    DeliveryState.CLAIMED: StateWords(_l("Being sent"), "clock", "active"),
    DeliveryState.SENT: StateWords(_l("Sent"), "check", "good"),
    DeliveryState.FAILED: StateWords(_l("Failed"), "alert", "bad"),
    DeliveryState.UNKNOWN: StateWords(_l("Unclear whether it arrived"), "alert", "warn"),
    DeliveryState.SKIPPED: StateWords(_l("No longer needed"), "circle", "plain"),
}

REASONS = {
    "": "",
    "not-reached": _l("The other side cannot be reached."),
    "no-answer": _l("It was handed over, and no answer came."),
    "answer-unreadable": _l("It was handed over, and the answer cannot be read."),
    "sender-lost": _l("The server stopped while it was being sent."),
    "too-fast": _l("The other side takes no more at the moment."),
    "refused": _l("The other side refused it."),
    "robot-address-wrong": _l("The address is no longer allowed."),
    "address-wrong": _l("The mail address is not right."),
    "mail-later": _l("The mail server takes it later."),
    "mail-refused": _l("The mail server refused it."),
    "mail-sign-in": _l("The mail server refused the sign-in."),
    "mail-in-the-open": _l("The mail server offers no encryption, so the password was not sent."),
    "mail-not-set-up": _l("This server sends no mail."),
}

LEFT_OUT = {
    USED_UP: _l("Has no attempt left: a reminder would not help"),
    TODAY: _l("Was reminded today already"),
}
