"""What learners wrote that no accepted answer matches: by question, and by blank or point of one question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from studyapp.cases.models import Case
from studyapp.db import db
from studyapp.people.actor import Actor
from studyapp.questions.accepting import WordPlace, word_places
from studyapp.questions.clusters import Cluster, clusters_of
from studyapp.questions.models import Question, QuestionVersion
from studyapp.study.models import Response, ResponseMark

KINDS = ("blank", "short_answer", "case_analysis")
NEWEST = 500
"""How many marks of a question are looked through."""


@dataclass(frozen=True, slots=True)
class PlaceAnswers:
    """A blank or a point with the answers that missed it."""

    place: WordPlace
    clusters: tuple[Cluster, ...]


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A question with answers that were not fully matched."""

    question_id: int
    version_number: int
    stem: str
    case_title: str
    count: int


def list_unmatched(actor: Actor, limit: int = 50) -> list[Unmatched]:
    """Return the questions in whose answers something was missed, the most answers first."""
    count = func.count(ResponseMark.id)
    rows = db.session.execute(
        select(Question.id, QuestionVersion.number, QuestionVersion.stem, Case.title, count)
        .select_from(ResponseMark)
        .join(QuestionVersion, QuestionVersion.id == ResponseMark.version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .join(Case, Case.id == Question.case_id)
        .where(
            QuestionVersion.kind.in_(KINDS),
            Question.organization_id == actor.organization_id,
            ResponseMark.is_current,
            ResponseMark.key_score < 1,
            ResponseMark.response_id.is_not(None),
        )
        .group_by(Question.id, QuestionVersion.number, QuestionVersion.stem, Case.title)
        .order_by(count.desc(), Question.id)
        .limit(limit)
    )
    return [Unmatched(*row) for row in rows]


def unmatched_answers(version: QuestionVersion) -> list[PlaceAnswers]:
    """Return by place, in order, the clusters of what was written and not matched; only places that were missed."""
    if version.kind not in KINDS:
        return []
    rows = db.session.execute(
        select(ResponseMark.details, Response.content)
        .join(Response, Response.id == ResponseMark.response_id)
        .where(ResponseMark.version_id == version.id, ResponseMark.is_current, ResponseMark.key_score < 1)
        .order_by(ResponseMark.id.desc())
        .limit(NEWEST)
    )
    texts: dict[int, list[str]] = defaultdict(list)
    for details, content in rows:
        for number, text in missed(version.kind, details, content):
            texts[number].append(text)
    return [
        PlaceAnswers(place, tuple(clusters_of(texts[place.number])))
        for place in word_places(version.kind, version.answer)
        if texts[place.number]
    ]


def missed(kind: str, details: Mapping[str, Any], content: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    """Yield (place, what was written) for each blank or point that an answer missed, where anything was written."""
    if kind == "blank":
        pairs = zip(details.get("right", ()), content.get("texts", ()), strict=False)
        yield from ((number, text) for number, (right, text) in enumerate(pairs) if text and not right)
        return
    parts = details.get("parts", ()) if kind == "case_analysis" else (details,)
    texts = content.get("texts", ()) if kind == "case_analysis" else (content.get("text", ""),)
    number = 0
    for part, text in zip(parts, texts, strict=False):
        for point in part.get("points", ()):
            if text and not point.get("found"):
                yield number, text
            number += 1
