"""Organizations for tests: made through the real services."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from studyapp.people.accounts import create_account
from studyapp.people.actor import Actor
from studyapp.people.models import Account, Organization, Role, Unit
from studyapp.people.organizations import add_membership, add_unit, create_organization
from studyapp.people.passwords import hash_password
from studyapp.people.signing_in import find_person

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
PASSWORD = "清晨六点的河边小路"  # a sentence, as the page advises

PASSWORD_HASH = hash_password(PASSWORD)


@dataclass
class House:
    """An organization with two units, and one person for each role."""

    organization: Organization
    root: Unit
    east: Unit
    west: Unit
    administrator: Account
    organizer: Account
    learner: Account

    def actor(self, account: Account) -> Actor:
        person = find_person(account.id, account.credentials_version, self.organization.id)
        assert person is not None
        assert person.actor is not None
        return person.actor


def make_house(name: str = "河东图书馆") -> House:
    """Return a house; its organizer organizes `east`, its learner learns in `east`."""
    organization, root = create_organization(name, NOON)
    prefix = f"p{organization.id}"
    administrator = create_account(f"{prefix}-admin", "管理员甲", NOON, password_hash=PASSWORD_HASH)
    add_membership(root, administrator, Role.ADMINISTRATOR, NOON)
    person = find_person(administrator.id, 1, organization.id)
    assert person is not None
    assert person.actor is not None
    east, west = add_unit(person.actor, root.id, "东馆"), add_unit(person.actor, root.id, "西馆")
    organizer = create_account(f"{prefix}-organizer", "组织者乙", NOON, password_hash=PASSWORD_HASH)
    add_membership(east, organizer, Role.ORGANIZER, NOON)
    learner = create_account(f"{prefix}-learner", "学员丙", NOON, password_hash=PASSWORD_HASH)
    add_membership(east, learner, Role.LEARNER, NOON)
    return House(organization, root, east, west, administrator, organizer, learner)
