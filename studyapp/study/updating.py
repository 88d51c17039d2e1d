"""A casebook brought up to date by its new edition, case by case; and one case whose text was corrected.

Every change is a new revision. Questions are carried to it, and new ones drafted; learners' history stays with the
case. The functions flush and never commit: `studyapp.jobs.casebook_updates` puts the transactions around them.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from studyapp.cases import shelving
from studyapp.cases.editions import compared
from studyapp.cases.models import Case, Casebook, CasebookImport, CaseRevision, ImportState
from studyapp.db import db
from studyapp.questions.bank import keep_withheld, publish_drafts
from studyapp.questions.carrying import Carried, carry, retire_all
from studyapp.questions.held_bank import keep_held
from studyapp.study.modules import add_module

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from studyapp.cases.casebook_text import CaseText, ReadCase, ReadCasebook
    from studyapp.cases.editions import KnownCase
    from studyapp.study.building import DraftedCase


@dataclass(frozen=True, slots=True)
class Update:
    """What a new edition does: by number in the edition the case it becomes a revision of; None for a new case."""

    partners: Mapping[int, int | None]
    cases: tuple[ReadCase, ...]
    order: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Updated:
    """What was done, counted."""

    casebook_id: int
    new: int = 0
    changed: int = 0
    withdrawn: int = 0
    kept: int = 0
    returned: int = 0
    retired: int = 0

    def to_dict(self) -> dict[str, int]:
        """Return the figures as JSON."""
        return asdict(self)

    def plus(self, carried: Carried) -> Updated:
        """Return the figures with one more changed case."""
        return replace(
            self,
            changed=self.changed + 1,
            kept=self.kept + carried.kept,
            returned=self.returned + carried.returned,
            retired=self.retired + carried.retired,
        )


def plan_update(book: ReadCasebook, known: Sequence[KnownCase], left_out: Collection[int]) -> Update:
    """Say what is to be done with the cases of an edition; those left out and those unchanged need nothing.

    `order` names the edition's cases, by number, in their order. Pure.
    """
    reads = {one.text.number: one for one in book.cases if one.text.body.strip()}
    pairings = [one for one in compared(known, [one.text for one in reads.values()]) if one.new is not None]
    partners = {one.new.number: one.known.id if one.known else None for one in pairings if one.new}
    wanted = [
        one.new.number
        for one in pairings
        if one.new and one.fate in {"new", "changed"} and one.new.number not in left_out
    ]
    return Update(partners, tuple(reads[number] for number in wanted), tuple(partners))


def change_case(
    case_id: int, import_id: int, drafted: DraftedCase, now: datetime, approve_from: float | None
) -> Carried | None:
    """Make the edition's text the present one of a case; None where an earlier run of the same import did."""
    case, before = _present(case_id)
    if before.import_id == import_id:
        return None
    after = shelving.add_revision(case, drafted.read, now, import_id)
    carried = carry(before, after, now)
    publish_drafts(after, drafted.questions, now, approve_from)
    keep_withheld(after, drafted.withheld)
    keep_held(after, drafted.held)
    return carried


def add_case(
    casebook: Casebook, import_id: int, drafted: DraftedCase, now: datetime, approve_from: float | None
) -> int | None:
    """Add a case of the edition at the end, with a module; return its id, or None where an earlier run did."""
    place = list(drafted.read.raw_spans.case)
    if any(source_map["raw_spans"]["case"] == place for _, source_map in _made_by(casebook, import_id)):
        return None
    last = db.session.scalar(select(func.max(Case.number)).where(Case.casebook_id == casebook.id)) or 0
    read = replace(drafted.read, text=replace(drafted.read.text, number=last + 1))
    (revision,) = shelving.add_cases(casebook, [read], now, import_id)
    publish_drafts(revision, drafted.questions, now, approve_from)
    keep_withheld(revision, drafted.withheld)
    keep_held(revision, drafted.held)
    add_module(casebook, revision, now)
    return revision.case_id


def _made_by(casebook: Casebook, import_id: int) -> list[tuple[int, dict[str, dict[str, list[int]]]]]:
    rows = db.session.execute(
        select(Case.id, CaseRevision.source_map)
        .join(CaseRevision, CaseRevision.case_id == Case.id)
        .where(Case.casebook_id == casebook.id, CaseRevision.import_id == import_id)
    )
    return [(case_id, source_map) for case_id, source_map in rows]


def finish_update(
    imported: CasebookImport, casebook: Casebook, update: Update, withdrawn: Collection[int], now: datetime
) -> int:
    """Take cases out, put the others in the edition's order, close the import; return how many were taken out."""
    taken_out = db.session.scalars(
        select(Case).where(Case.casebook_id == casebook.id, Case.id.in_(withdrawn), Case.withdrawn_at.is_(None))
    ).all()
    for case in taken_out:
        case.withdrawn_at = now
        retire_all(case.id, now)
    shelving.reorder(casebook, _order(casebook, imported.id, update))
    imported.casebook_id = casebook.id
    imported.state, imported.error = ImportState.DONE, None
    db.session.flush()
    return len(taken_out)


def _order(casebook: Casebook, import_id: int, update: Update) -> list[int]:
    """Return the ids of the edition's cases in its order; a new case is found by where it stands in the file."""
    made = {tuple(found["raw_spans"]["case"]): case_id for case_id, found in _made_by(casebook, import_id)}
    places = {one.text.number: tuple(one.raw_spans.case) for one in update.cases}
    ids = (update.partners[number] or made.get(places.get(number, ())) for number in update.order)
    return [case_id for case_id in ids if case_id is not None]


def _present(case_id: int) -> tuple[Case, CaseRevision]:
    case, revision = db.session.execute(
        select(Case, CaseRevision)
        .join(CaseRevision, (CaseRevision.case_id == Case.id) & (CaseRevision.number == Case.revision_number))
        .where(Case.id == case_id)
        .options(selectinload(CaseRevision.commentaries))
        .execution_options(populate_existing=True)
    ).one()
    return case, revision


def without(texts: Sequence[CaseText], known: Sequence[KnownCase]) -> list[CaseText]:
    """Return the texts that are none of the known cases' present ones."""
    own = {one.text.body for one in known}
    return [one for one in texts if one.body not in own]
