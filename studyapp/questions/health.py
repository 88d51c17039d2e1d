"""Question health: what the answers so far say of a version, and the list of those that need a look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from studyapp.cases.models import Case
from studyapp.db import db
from studyapp.people.actor import Actor
from studyapp.questions.models import OptionTotals, Question, QuestionState, QuestionTotals, QuestionVersion
from studyapp.questions.option_statistics import OptionShare, dead_options, option_shares, suspected_keys
from studyapp.questions.statistics import MINIMUM_RESPONSES, QuestionStatistics, statistics

_NEED = {"suspected": 6, "misleads": 5, "too-hard": 4, "does-not-tell": 3, "dead": 2, "too-easy": 1}
_SINGLE_KEY = frozenset({"single", "true_false"})


@dataclass(frozen=True, slots=True)
class Health:
    """The figures of one version. `suspected` and `dead` are option indices; `findings` are codes, gravest first."""

    figures: QuestionStatistics | None
    responses: int
    shares: tuple[OptionShare, ...]
    suspected: tuple[int, ...]
    dead: tuple[int, ...]

    @property
    def findings(self) -> list[str]:
        """Return what the figures are sure of: suspected, dead and the concern of the statistics."""
        found = (["suspected"] if self.suspected else []) + (["dead"] if self.dead else [])
        if self.figures and self.figures.concern:
            found.append(self.figures.concern)
        return sorted(found, key=lambda code: -_NEED[code])

    @property
    def need(self) -> int:
        """Return how much a look is needed; 0 where nothing was found."""
        return max((_NEED[code] for code in self.findings), default=0)


@dataclass(frozen=True, slots=True)
class Ailing:
    """A question in the list of those that need a look."""

    question_id: int
    version_number: int
    stem: str
    options: Sequence[str]
    case_title: str
    state: QuestionState
    health: Health


def health_of(version: QuestionVersion) -> Health:
    """Return the health of one version; two queries."""
    totals = db.session.get(QuestionTotals, version.id)
    chosen = db.session.scalars(select(OptionTotals).where(OptionTotals.version_id == version.id)).all()
    return _health(version, totals, chosen)


def list_ailing(actor: Actor, limit: int = 100) -> list[Ailing]:
    """Return the present versions with enough answers whose figures give reason for a look, most needed first."""
    rows = db.session.execute(
        select(QuestionTotals, QuestionVersion, Question, Case.title)
        .join(QuestionVersion, QuestionVersion.id == QuestionTotals.version_id)
        .join(
            Question,
            (Question.id == QuestionVersion.question_id) & (Question.version_number == QuestionVersion.number),
        )
        .join(Case, Case.id == Question.case_id)
        .where(
            QuestionTotals.organization_id == actor.organization_id,
            QuestionTotals.n >= MINIMUM_RESPONSES,
            Question.state == QuestionState.APPROVED,
        )
    ).all()
    chosen = _chosen([version.id for _, version, _, _ in rows])
    found = [
        Ailing(
            question.id,
            version.number,
            version.stem,
            [str(one["text"]) for one in version.options],
            case_title,
            question.state,
            _health(version, totals, chosen[version.id]),
        )
        for totals, version, question, case_title in rows
    ]
    ailing = [one for one in found if one.health.need]
    return sorted(ailing, key=lambda one: (-one.health.need, -one.health.responses, one.question_id))[:limit]


def _chosen(version_ids: Sequence[int]) -> dict[int, list[OptionTotals]]:
    found: dict[int, list[OptionTotals]] = defaultdict(list)
    if version_ids:
        for one in db.session.scalars(select(OptionTotals).where(OptionTotals.version_id.in_(version_ids))):
            found[one.version_id].append(one)
    return found


def _health(version: QuestionVersion, totals: QuestionTotals | None, chosen: Sequence[OptionTotals]) -> Health:
    responses = totals.n if totals else 0
    keys = {place for place, one in enumerate(version.options) if one["is_key"]}
    shares = option_shares(chosen, len(version.options), responses)
    enough = responses >= MINIMUM_RESPONSES
    suspected = suspected_keys(shares, keys) if enough and version.kind in _SINGLE_KEY else []
    dead = dead_options(shares, keys, responses) if version.kind != "true_false" else []
    figures = statistics(totals) if totals else None
    return Health(figures, responses, tuple(shares), tuple(suspected), tuple(dead))
