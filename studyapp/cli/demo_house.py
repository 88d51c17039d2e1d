"""The demo organization: its tree of units and its people, all invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from studyapp.db import db
from studyapp.people.accounts import create_account, find_by_sign_in_name
from studyapp.people.actor import Actor
from studyapp.people.models import Account, Organization, Role, Unit
from studyapp.people.organizations import add_membership, add_unit, create_organization
from studyapp.people.passwords import hash_password
from studyapp.people.signing_in import find_person

NAME = "青禾市民服务中心（演示）"
PASSWORD = "yanan-demo"  # noqa: S105 - a demo on one's own machine, printed when it starts
ADMINISTRATOR = ("guanli", "周敏")
ORGANIZERS = (("zuzhi1", "吴思远", "窗口服务部"), ("zuzhi2", "郑晓岚", "社区工作部"))
UNITS = (("窗口服务部", ("受理一组", "受理二组")), ("社区工作部", ("走访组", "热线组")))
LEARNERS = (
    ("xueyuan01", "林一帆", "受理一组"),
    ("xueyuan02", "陈立夏", "受理一组"),
    ("xueyuan03", "黄秋白", "受理一组"),
    ("xueyuan04", "何知远", "受理二组"),
    ("xueyuan05", "宋雨桐", "受理二组"),
    ("xueyuan06", "罗嘉言", "受理二组"),
    ("xueyuan07", "谢青川", "走访组"),
    ("xueyuan08", "唐可心", "走访组"),
    ("xueyuan09", "韩望舒", "走访组"),
    ("xueyuan10", "冯子衿", "热线组"),
    ("xueyuan11", "董以安", "热线组"),
    ("xueyuan12", "梁清和", "热线组"),
)


@dataclass(frozen=True, slots=True)
class DemoHouse:
    """The organization with what the history needs of it."""

    organization: Organization
    root: Unit
    administrator: Actor
    learners: tuple[Actor, ...]


def make_house(now: datetime) -> DemoHouse:
    """Make the organization, its units, an administrator, two organizers and twelve learners."""
    organization, root = create_organization(NAME, now)
    administrator = _person(ADMINISTRATOR, root, Role.ADMINISTRATOR, now)
    units = {}
    for name, groups in UNITS:
        units[name] = add_unit(administrator, root.id, name)
        units.update({group: add_unit(administrator, units[name].id, group) for group in groups})
    for sign_in_name, name, unit in ORGANIZERS:
        _person((sign_in_name, name), units[unit], Role.ORGANIZER, now)
    learners = tuple(_person((key, name), units[unit], Role.LEARNER, now) for key, name, unit in LEARNERS)
    return DemoHouse(organization, root, administrator, learners)


def find_house() -> DemoHouse | None:
    """Return the demo organization as it stands, or None."""
    organization = db.session.scalar(select(Organization).where(Organization.name == NAME))
    administrator = find_by_sign_in_name(ADMINISTRATOR[0])
    if organization is None or administrator is None:
        return None
    units = db.session.scalars(select(Unit).where(Unit.organization_id == organization.id)).all()
    accounts = [find_by_sign_in_name(sign_in_name) for sign_in_name, _name, _unit in LEARNERS]
    return DemoHouse(
        organization,
        next(unit for unit in units if unit.parent_id is None),
        _actor(administrator),
        tuple(_actor(account) for account in accounts if account),
    )


def _person(who: tuple[str, str], unit: Unit, role: Role, now: datetime) -> Actor:
    account = create_account(*who, now, password_hash=hash_password(PASSWORD))
    add_membership(unit, account, role, now)
    return _actor(account)


def _actor(account: Account) -> Actor:
    person = find_person(account.id, account.credentials_version, None)
    if person is None or person.actor is None:
        raise LookupError(account.sign_in_name)
    return person.actor
