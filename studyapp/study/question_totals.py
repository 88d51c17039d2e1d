"""Running totals of questions and their options: what attempts add to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from sqlalchemy import select

from studyapp.db import db
from studyapp.questions.models import OptionTotals, QuestionTotals
from studyapp.study.models import ResponseMark


@dataclass(slots=True)
class Sums:
    """What one version's totals hold; x is a response's score by the key, r the scaled score of the rest."""

    n: int = 0
    sum_x: float = 0.0
    sum_xx: float = 0.0
    sum_r: float = 0.0
    sum_rr: float = 0.0
    sum_xr: float = 0.0


@dataclass(slots=True)
class OptionSums:
    """What one option's totals hold, over those who chose it."""

    n: int = 0
    sum_r: float = 0.0
    sum_rr: float = 0.0


@dataclass(frozen=True, slots=True)
class MarkFact:
    """One marked position of an attempt; `score` is the key's, None where the question was withdrawn.

    An unanswered one weighs in the rest of the others, but is no response.
    """

    version_id: int
    score: float | None
    is_answered: bool
    chosen: tuple[int, ...] = ()


@dataclass(slots=True)
class Figures:
    """Sums by version, and by version and option index."""

    versions: dict[int, Sums] = field(default_factory=dict)
    options: dict[tuple[int, int], OptionSums] = field(default_factory=dict)

    def add(self, marks: Sequence[MarkFact], times: int = 1) -> None:
        """Add one attempt's marks, or take them away with `times` −1. On a paper of one question the rest is 0."""
        scores = [one.score for one in marks if one.score is not None]
        total, others = sum(scores), len(scores) - 1
        for one in marks:
            if one.score is None or not one.is_answered:
                continue
            rest = (total - one.score) / others if others else 0.0
            sums = self.versions.setdefault(one.version_id, Sums())
            sums.n += times
            sums.sum_x += times * one.score
            sums.sum_xx += times * one.score**2
            sums.sum_r += times * rest
            sums.sum_rr += times * rest**2
            sums.sum_xr += times * one.score * rest
            for option in one.chosen:
                self._add_option((one.version_id, option), rest, times)

    def _add_option(self, place: tuple[int, int], rest: float, times: int) -> None:
        chosen = self.options.setdefault(place, OptionSums())
        chosen.n += times
        chosen.sum_r += times * rest
        chosen.sum_rr += times * rest**2


def fact_of(mark: ResponseMark) -> MarkFact:
    """Return a stored mark as a fact."""
    return MarkFact(mark.version_id, mark.key_score, mark.response_id is not None, chosen_in(mark.details))


def chosen_in(details: object) -> tuple[int, ...]:
    """Return the option indices that a mark's details say were chosen."""
    chosen = details.get("chosen", ()) if isinstance(details, dict) else ()
    return tuple(one for one in chosen if isinstance(one, int))


def add_to_questions(organization_id: int, figures: Figures) -> None:
    """Add figures to the stored totals, making the rows that are missing and removing those that nothing is left of."""
    versions = {
        one.version_id: one
        for one in db.session.scalars(
            select(QuestionTotals)
            .where(QuestionTotals.version_id.in_(figures.versions))
            .order_by(QuestionTotals.version_id)
            .with_for_update()
        )
    }
    for version_id, added in sorted(figures.versions.items()):
        _add(versions.get(version_id) or _new_version(organization_id, version_id), added)
    options = {
        (one.version_id, one.option): one
        for one in db.session.scalars(
            select(OptionTotals)
            .where(OptionTotals.version_id.in_({version_id for version_id, _ in figures.options}))
            .order_by(OptionTotals.version_id, OptionTotals.option)
            .with_for_update()
        )
    }
    for place, chosen in sorted(figures.options.items()):
        _add(options.get(place) or _new_option(organization_id, place), chosen)
    db.session.flush()


def _new_version(organization_id: int, version_id: int) -> QuestionTotals:
    totals = QuestionTotals(version_id=version_id, organization_id=organization_id, **asdict(Sums()))
    db.session.add(totals)
    return totals


def _new_option(organization_id: int, place: tuple[int, int]) -> OptionTotals:
    version_id, option = place
    totals = OptionTotals(version_id=version_id, option=option, organization_id=organization_id, **asdict(OptionSums()))
    db.session.add(totals)
    return totals


def _add(totals: QuestionTotals | OptionTotals, added: Sums | OptionSums) -> None:
    for name, value in asdict(added).items():
        setattr(totals, name, getattr(totals, name) + value)
    if totals.n == 0:
        if totals in db.session.new:
            db.session.expunge(totals)
        else:
            db.session.delete(totals)
