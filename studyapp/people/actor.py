"""Who acts: what the domain needs to know of the person behind a request."""

from __future__ import annotations

from dataclasses import dataclass

from studyapp.people.models import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person within one organization.

    `unit_ids` are the units they learn in; `organized_paths` are the roots (`Unit.path`) of the subtrees they organize;
    an administrator organizes the whole tree. `zone` is the organization's IANA time zone name.
    """

    account_id: int
    name: str
    organization_id: int
    organization_name: str
    zone: str
    roles: frozenset[Role]
    unit_ids: tuple[int, ...] = ()
    organized_paths: tuple[str, ...] = ()

    @property
    def is_learner(self) -> bool:
        """Say whether the person studies here."""
        return Role.LEARNER in self.roles

    @property
    def is_organizer(self) -> bool:
        """Say whether the person organizes at least one unit; an administrator does."""
        return Role.ORGANIZER in self.roles or self.is_administrator

    @property
    def is_administrator(self) -> bool:
        """Say whether the person administers the organization."""
        return Role.ADMINISTRATOR in self.roles

    def organizes(self, path: str) -> bool:
        """Say whether the unit with this path lies in a subtree that the person organizes."""
        return any(path.startswith(root) for root in self.organized_paths)
