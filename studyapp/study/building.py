"""From a confirmed reading to a published casebook: drafting is pure and slow, staging is short writes.

The functions that write flush and never commit: `studyapp.jobs.casebook_imports` puts the transactions around them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from studyapp.cases import shelving
from studyapp.cases.models import Case, Casebook, CasebookImport, CaseRevision, ImportState
from studyapp.config import ROOT
from studyapp.db import db
from studyapp.questions.bank import keep_withheld, publish_drafts
from studyapp.questions.drafting import DraftedQuestions, draft_questions
from studyapp.questions.held_bank import keep_held
from studyapp.questions.lexicon import TermLexicon
from studyapp.study.modules import build_modules

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from studyapp.cases.casebook_text import CaseText, ReadCase, ReadCasebook
    from studyapp.questions.draft import QuestionDraft
    from studyapp.questions.held import Held

QUESTIONS_IN_ONE_WRITE = 150
CASES_IN_ONE_WRITE = 20
CASES_AT_ONCE = 8
LIBRARY_CASES = 60
"""From how many further cases the engine may draw wrong options."""


@dataclass(frozen=True, slots=True)
class DraftedCase:
    """A case as read, with the questions drafted on it, those held back, and how many each (rule, reason) held back."""

    read: ReadCase
    questions: tuple[QuestionDraft, ...]
    withheld: dict[tuple[str, str], int]
    held: tuple[Held, ...] = ()


@dataclass(frozen=True, slots=True)
class Built:
    """What an import made."""

    casebook_id: int
    cases: int
    questions: int
    approved: int
    withheld: int
    modules: int

    def to_dict(self) -> dict[str, int]:
        """Return the figures as JSON."""
        return {
            "casebook_id": self.casebook_id,
            "cases": self.cases,
            "questions": self.questions,
            "approved": self.approved,
            "withheld": self.withheld,
            "modules": self.modules,
        }


def draft_book(book: ReadCasebook, others: Sequence[CaseText]) -> Iterator[list[DraftedCase]]:
    """Draft the questions of a book, a few cases at a time; wrong options also come from its other cases and `others`.

    Takes seconds for a long book and touches no database.
    """
    lexicon = TermLexicon.load(ROOT / "content" / "terms")
    texts = [one.text for one in book.cases]
    for start in range(0, len(texts), CASES_AT_ONCE):
        end = start + CASES_AT_ONCE
        neighbours = [*texts[end:], *reversed(texts[:start]), *others][:LIBRARY_CASES]
        drafted = draft_questions(texts[start:end], lexicon, neighbours)
        yield [_drafted(read, drafted) for read in book.cases[start:end]]


def _drafted(read: ReadCase, drafted: DraftedQuestions) -> DraftedCase:
    number = read.text.number
    questions = tuple(one for one in drafted.questions if one.case == number)
    withheld = Counter[tuple[str, str]]()
    for one in drafted.withheld:
        if one.case == number:
            withheld[one.rule, one.reason] += one.count
    held = tuple(one for one in drafted.held if one.draft.case == number)
    return DraftedCase(read, questions, dict(withheld), held)


def batches(drafted: Sequence[DraftedCase]) -> Iterator[list[DraftedCase]]:
    """Cut the drafted cases into groups that are each written in one short transaction."""
    group: list[DraftedCase] = []
    questions = 0
    for one in drafted:
        if group and (len(group) == CASES_IN_ONE_WRITE or questions + len(one.questions) > QUESTIONS_IN_ONE_WRITE):
            yield group
            group, questions = [], 0
        group.append(one)
        questions += len(one.questions)
    if group:
        yield group


def stage(imported: CasebookImport, book: ReadCasebook, now: datetime) -> Casebook:
    """Begin a casebook that nobody sees yet, in place of what an earlier, broken-off run had begun."""
    if imported.casebook_id is not None:
        shelving.remove_staged(imported.casebook_id)
        imported.casebook_id = None  # written down now: the new casebook may be given the very id of the old one
        db.session.flush()
    casebook = shelving.stage_casebook(
        imported.organization_id, book.title, book.introduction, now, imported.created_by_id
    )
    imported.casebook_id = casebook.id
    db.session.flush()
    return casebook


def stage_cases(
    casebook: Casebook, import_id: int, group: Sequence[DraftedCase], now: datetime, approve_from: float | None
) -> None:
    """Write some cases with their questions into the casebook begun by `stage`."""
    revisions = shelving.add_cases(casebook, [one.read for one in group], now, import_id)
    for revision, one in zip(revisions, group, strict=True):
        publish_drafts(revision, one.questions, now, approve_from)
        keep_withheld(revision, one.withheld)
        keep_held(revision, one.held)


def publish(imported: CasebookImport, casebook: Casebook, now: datetime) -> int:
    """Show the finished casebook, make its modules, close the import; return how many modules there are."""
    revisions = db.session.scalars(
        select(CaseRevision)
        .join(Case, (Case.id == CaseRevision.case_id) & (CaseRevision.number == Case.revision_number))
        .where(Case.casebook_id == casebook.id)
        .options(selectinload(CaseRevision.commentaries))
        .order_by(Case.number)
    ).all()
    modules = build_modules(casebook, revisions, now)
    shelving.publish_casebook(casebook, now)
    imported.state, imported.error = ImportState.DONE, None
    db.session.flush()
    return len(modules)


def built(casebook_id: int, drafted: Sequence[DraftedCase], modules: int, approve_from: float | None) -> Built:
    """Count what was made."""
    questions = [question for one in drafted for question in one.questions]
    return Built(
        casebook_id=casebook_id,
        cases=len(drafted),
        questions=len(questions),
        approved=sum(approve_from is not None and one.confidence >= approve_from for one in questions),
        withheld=sum(sum(one.withheld.values()) for one in drafted),
        modules=modules,
    )
