"""A case whose text is corrected, or whose earlier text is taken up again: a new revision, and questions follow it.

Papers keep the text that they were made from, readings the one that was opened. The functions flush and never commit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studyapp.cases import library
from studyapp.cases.models import CaseRevision, RevisionOrigin
from studyapp.cases.pictures import list_pictures
from studyapp.cases.revising import revised
from studyapp.cases.revision_history import get_revision
from studyapp.cases.revision_rows import read_case
from studyapp.cases.shelving import add_revision
from studyapp.cases.typed_text import is_changed
from studyapp.errors import ConflictError, DomainError
from studyapp.questions.bank import copy_withheld
from studyapp.questions.carrying import Carried, carry
from studyapp.questions.held_bank import carry_held

if TYPE_CHECKING:
    from datetime import datetime

    from studyapp.cases.casebook_text import ReadCase
    from studyapp.cases.typed_text import Typed
    from studyapp.people.actor import Actor

REASON_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Why:
    """On which text of the case a change was made (`based_on`, its number), and for what reason."""

    based_on: int
    reason: str


def correct_case(actor: Actor, case_id: int, typed: Typed, why: Why, now: datetime) -> Carried:
    """Make what was typed the present text of a case.

    Raises `NotFoundError` case-not-found, `ConflictError` case-revised where the text was changed since by somebody
    else, and `DomainError` revision-unchanged or reason-missing.
    """
    page = library.get_case(actor.organization_id, case_id)
    _check(page, why)
    before = read_case(page.revision, page.case.number, list_pictures(page.revision))
    if not is_changed(before.text, typed):
        raise DomainError("revision-unchanged")
    after = _added(page, revised(before, typed), page.revision.import_id, now)
    after.origin = RevisionOrigin.CORRECTED
    return _signed(actor, page.revision, after, why, now)


def restore_revision(actor: Actor, case_id: int, number: int, why: Why, now: datetime) -> Carried:
    """Make an earlier text of a case its present one again. Raises as `correct_case`, and revision-not-found."""
    page = library.get_case(actor.organization_id, case_id)
    _check(page, why)
    earlier = get_revision(page.case, number)
    if earlier.number == page.revision.number:
        raise DomainError("revision-unchanged")
    after = _added(page, read_case(earlier, page.case.number, list_pictures(earlier)), earlier.import_id, now)
    after.origin, after.restored_number = RevisionOrigin.RESTORED, number
    return _signed(actor, page.revision, after, why, now)


def _check(page: library.CasePage, why: Why) -> None:
    if page.case.revision_number != why.based_on:
        raise ConflictError("case-revised")
    if not why.reason.strip():
        raise DomainError("reason-missing")


def _added(page: library.CasePage, read: ReadCase, import_id: int | None, now: datetime) -> CaseRevision:
    after = add_revision(page.case, read, now, import_id)
    copy_withheld(page.revision, after)
    carry_held(page.revision, after)
    return after


def _signed(actor: Actor, before: CaseRevision, after: CaseRevision, why: Why, now: datetime) -> Carried:
    after.made_by_id, after.reason = actor.account_id, why.reason.strip()[:REASON_LENGTH]
    return carry(before, after, now)
