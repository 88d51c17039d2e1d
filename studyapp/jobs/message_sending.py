"""One message after the other: claimed and committed, sent outside any transaction, its outcome committed."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Self

from flask import current_app
from flask_babel import force_locale

from studyapp import clock
from studyapp.chasing import deliveries
from studyapp.chasing.models import Delivery, DeliveryState, ReminderRun, RunKind
from studyapp.chasing.moments import Rules, after_quiet, is_quiet
from studyapp.chasing.preferences import preference_of
from studyapp.chasing.robots import calling
from studyapp.chasing.schedules import rules_of
from studyapp.db import begin_writing, db
from studyapp.errors import DomainError
from studyapp.exchange.messages import robots, wording
from studyapp.exchange.messages.mail import Mail, Mailer, MailServer, mail_server
from studyapp.exchange.messages.outcome import Fate, Outcome
from studyapp.people.models import Account

Sending = Callable[[], Outcome]
_ENDS = {Fate.SENT: DeliveryState.SENT, Fate.REFUSED: DeliveryState.FAILED, Fate.UNKNOWN: DeliveryState.UNKNOWN}


def has_mail() -> bool:
    """Say whether this installation has a mail server, rightly set up."""
    try:
        return _mail_server() is not None
    except DomainError:
        return False


def robot_origins() -> frozenset[str]:
    """Return the further places where group robots may listen, by the installation's settings."""
    return frozenset(one.strip() for one in current_app.config["ROBOT_ORIGINS"].split(",") if one.strip())


def _mail_server() -> MailServer | None:
    return mail_server(current_app.config["MAIL_URL"], current_app.config["MAIL_FROM"])


class Sender:
    """Sends message after message, over one connection to the mail server."""

    def __init__(self) -> None:
        self._mailer: Mailer | None = None
        self._rules: dict[int, Rules] = {}

    def __enter__(self) -> Self:
        server = _mail_server() if has_mail() else None
        self._mailer = Mailer(server) if server else None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._mailer is not None:
            self._mailer.__exit__(kind, error, trace)

    def send_next(self) -> bool | None:
        """Send the next message; return whether it was taken, or None where none waits."""
        begin_writing()
        delivery = deliveries.claim_next(clock.now())
        if delivery is None:
            db.session.rollback()
            return None
        delivery_id, sending = delivery.id, self._prepared(delivery)
        db.session.commit()
        if sending is None:
            return False
        outcome = sending()
        begin_writing()
        claimed = db.session.get(Delivery, delivery_id, populate_existing=True)
        if claimed is not None and claimed.state is DeliveryState.CLAIMED:
            self._note(claimed, outcome)
        db.session.commit()
        return outcome.fate is Fate.SENT

    def _note(self, delivery: Delivery, outcome: Outcome) -> None:
        now = clock.now()
        if outcome.fate is Fate.AGAIN:
            rules = self._rules_of(delivery.organization_id)
            deliveries.try_later(delivery, rules, now, outcome.problem, outcome.details)
        else:
            deliveries.end(delivery, _ENDS[outcome.fate], now, outcome.problem, outcome.details)

    def _prepared(self, delivery: Delivery) -> Sending | None:
        """Return how to send a claimed message, or None where it is held back or has ended already."""
        now, rules = clock.now(), self._rules_of(delivery.organization_id)
        run = db.session.get(ReminderRun, delivery.run_id)
        is_trial = run is not None and run.kind is RunKind.TRIAL
        if is_quiet(rules, now) and not is_trial:
            deliveries.hold_back(delivery, after_quiet(rules, now))
            return None
        if run is None or not deliveries.is_still_due(delivery, now):
            deliveries.end(delivery, DeliveryState.SKIPPED, now)
            return None
        return self._to_group(delivery, run, rules) if delivery.robot_id else self._by_mail(delivery, run, rules)

    def _to_group(self, delivery: Delivery, run: ReminderRun, rules: Rules) -> Sending | None:
        now, robot = clock.now(), calling(delivery.robot_id or 0)
        if robot is None or (not robot.is_on and run.kind is not RunKind.TRIAL):
            deliveries.end(delivery, DeliveryState.SKIPPED, now)
            return None
        try:
            robots.check_address(robot.kind.value, robot.address, robot_origins())
        except DomainError as error:
            deliveries.end(delivery, DeliveryState.FAILED, now, error.code)
            return None
        with force_locale("zh"):
            is_trial = run.kind is RunKind.TRIAL
            text = (
                wording.trial_text(delivery.told["name"])
                if is_trial
                else wording.group_text(delivery.told, rules.zone, _link(f"/study/{run.assignment_id}"))
            )
        address = robots.RobotAddress(robot.kind.value, robot.address, robot.secret)
        return lambda: robots.send(address, text, clock.now())

    def _by_mail(self, delivery: Delivery, run: ReminderRun, rules: Rules) -> Sending | None:
        now, mailer, account = clock.now(), self._mailer, db.session.get(Account, delivery.account_id)
        preference = preference_of(delivery.account_id or 0)
        if mailer is None:
            deliveries.end(delivery, DeliveryState.FAILED, now, "mail-not-set-up")
            return None
        if account is None or not account.is_active or not (preference.wants_mail and preference.mail_address):
            deliveries.end(delivery, DeliveryState.SKIPPED, now)
            return None
        with force_locale(account.locale or "zh"):
            subject, text = _letter(delivery, run, account, rules)
        mail = Mail(delivery.key, preference.mail_address, subject, text)
        return lambda: mailer.send(mail, clock.now())

    def _rules_of(self, organization_id: int) -> Rules:
        if organization_id not in self._rules:
            self._rules[organization_id] = rules_of(organization_id)
        return self._rules[organization_id]


def _letter(delivery: Delivery, run: ReminderRun, account: Account, rules: Rules) -> tuple[str, str]:
    told = delivery.told
    if run.kind is RunKind.DIGEST:
        return wording.digest_subject(told), wording.digest_text(told, rules.zone, _link("/overview"))
    text = wording.reminder_text(account.name, told, rules.zone, _link(f"/study/{run.assignment_id}"))
    return wording.reminder_subject(told, clock.now()), text


def _link(path: str) -> str:
    return f"{str(current_app.config['PUBLIC_URL']).rstrip('/')}{path}"
