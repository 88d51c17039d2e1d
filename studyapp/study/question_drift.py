"""How far the running totals of questions are from what the marks say, and mending that while answers go on coming.

Marks and stored totals are read in one snapshot, so whatever is answered meanwhile stands in neither; the difference is
then added to the totals as they are by then. Adding commutes with what attempts add: nothing is lost or counted twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import TypeVar

from sqlalchemy import select

from studyapp.db import db
from studyapp.questions.models import OptionTotals, QuestionTotals
from studyapp.study.models import ResponseMark
from studyapp.study.question_totals import Figures, MarkFact, OptionSums, Sums, fact_of

Kept = TypeVar("Kept", Sums, OptionSums)
ROUNDING = 1e-6
VERSIONS_IN_ONE_WRITE = 100
MARKS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Drift:
    """What must be added to the stored totals; `versions` counts those that any mark or total speaks of."""

    figures: Figures = field(default_factory=Figures)
    versions: int = 0

    def __bool__(self) -> bool:
        """Say whether anything differs."""
        return bool(self.figures.versions or self.figures.options)

    def parts(self) -> Iterator[Figures]:
        """Return the difference in parts that are each added in one short transaction."""
        ids = sorted(set(self.figures.versions) | {version_id for version_id, _ in self.figures.options})
        for first in range(0, len(ids), VERSIONS_IN_ONE_WRITE):
            some = set(ids[first : first + VERSIONS_IN_ONE_WRITE])
            yield Figures(
                {one: sums for one, sums in self.figures.versions.items() if one in some},
                {place: sums for place, sums in self.figures.options.items() if place[0] in some},
            )


def drift_of(organization_id: int) -> Drift:
    """Return the difference, read in the session's present transaction, which must see one snapshot throughout."""
    marked = _from_marks(organization_id)
    versions = {
        one.version_id: one
        for one in db.session.scalars(select(QuestionTotals).where(QuestionTotals.organization_id == organization_id))
    }
    options = {
        (one.version_id, one.option): one
        for one in db.session.scalars(select(OptionTotals).where(OptionTotals.organization_id == organization_id))
    }
    found = Figures()
    for version_id in set(marked.versions) | set(versions):
        sums = _difference(marked.versions.get(version_id, Sums()), versions.get(version_id))
        if sums is not None:
            found.versions[version_id] = sums
    for place in set(marked.options) | set(options):
        chosen = _difference(marked.options.get(place, OptionSums()), options.get(place))
        if chosen is not None:
            found.options[place] = chosen
    return Drift(found, len(set(marked.versions) | set(versions)))


def _difference(wanted: Kept, stored: QuestionTotals | OptionTotals | None) -> Kept | None:
    """Return what is missing from the stored totals, None where it is no more than rounding."""
    missing = {
        name: value - (getattr(stored, name) if stored is not None else 0) for name, value in asdict(wanted).items()
    }
    return type(wanted)(**missing) if any(abs(value) > ROUNDING for value in missing.values()) else None


def _from_marks(organization_id: int) -> Figures:
    marks = db.session.scalars(
        select(ResponseMark)
        .where(ResponseMark.organization_id == organization_id, ResponseMark.is_current)
        .order_by(ResponseMark.attempt_id, ResponseMark.position)
        .execution_options(yield_per=MARKS_AT_ONCE)
    )
    figures = Figures()
    for facts in _by_attempt(marks):
        figures.add(facts)
    return figures


def _by_attempt(marks: Iterable[ResponseMark]) -> Iterator[list[MarkFact]]:
    present, facts = None, list[MarkFact]()
    for mark in marks:
        if mark.attempt_id != present and facts:
            yield facts
            facts = []
        present = mark.attempt_id
        facts.append(fact_of(mark))
        db.session.expunge(mark)
    if facts:
        yield facts
