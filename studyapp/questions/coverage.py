"""What is asked about a case, sentence by sentence, and for every sentence that is not asked the reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select

from studyapp.cases.casebook_text import CaseText, Part
from studyapp.db import db
from studyapp.questions.analysis import Sentence, analyse
from studyapp.questions.card import SLOTS, card_of
from studyapp.questions.models import HeldDraft, Question, QuestionEvidence, QuestionState, QuestionVersion
from studyapp.questions.silence import Silence, why_silent

Found = TypeVar("Found")
_ASKED = (QuestionState.DRAFT, QuestionState.APPROVED)


@dataclass(frozen=True, slots=True)
class Asker:
    """A question that rests on a sentence."""

    question_id: int
    stem: str
    state: QuestionState


@dataclass(frozen=True, slots=True)
class Holder:
    """A held-back draft on a sentence, and the gate's name."""

    held_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class CoveredSentence:
    """A sentence in part offsets. `askers` are drafts and approved questions, `set_aside` rejected and retired ones.

    `silence` says why nothing could be drafted where there is none of all these.
    """

    part: Part
    start: int
    end: int
    text: str
    slot: str | None
    askers: tuple[Asker, ...]
    set_aside: tuple[Asker, ...]
    holders: tuple[Holder, ...]
    silence: Silence | None

    @property
    def is_asked(self) -> bool:
        """Say whether a question that may be asked rests on it."""
        return bool(self.askers)

    @property
    def reason(self) -> str:
        """Return the code of why it is not asked: set-aside, the name of a gate, or the silence; empty where asked."""
        if self.askers:
            return ""
        if self.set_aside:
            return "set-aside"
        return self.holders[0].reason if self.holders else (self.silence or "")


@dataclass(frozen=True, slots=True)
class Share:
    """How many sentences of something are asked; `name` is a section's heading or a slot's code."""

    name: str
    asked: int
    total: int


@dataclass(frozen=True, slots=True)
class CaseCoverage:
    """A case's sentences in order, and the shares asked by section, by slot of the case card, and of the commentary."""

    sentences: tuple[CoveredSentence, ...]
    body: Share
    commentary: Share
    sections: tuple[Share, ...]
    slots: tuple[Share, ...]

    def unasked(self) -> list[tuple[str, list[CoveredSentence]]]:
        """Return the sentences that are not asked, by reason, most frequent first."""
        found: dict[str, list[CoveredSentence]] = defaultdict(list)
        for one in self.sentences:
            if not one.is_asked:
                found[one.reason].append(one)
        return sorted(found.items(), key=lambda each: (-len(each[1]), each[0]))


def coverage_of(revision_id: int, text: CaseText) -> CaseCoverage:
    """Return the coverage of a revision, which the caller has found for its organization; two queries."""
    case = analyse(text)
    askers, holders = _askers(revision_id), _holders(revision_id)
    slots = {(span.part, span.start): slot for slot, spans in card_of(case).slots.items() for span in spans}
    found = tuple(
        _covered(one, text, slots.get((one.part, one.start)), _on(one, askers), _on(one, holders))
        for one in case.sentences
    )
    return CaseCoverage(
        sentences=found,
        body=_share("body", [one for one in found if one.part == "body"]),
        commentary=_share("commentary", [one for one in found if one.part == "commentary"]),
        sections=tuple(
            _share(one.heading, [each for each in found if each.part == "body" and one.start <= each.start < one.end])
            for one in text.sections
        ),
        slots=tuple(_share(slot, [one for one in found if one.slot == slot]) for slot in SLOTS),
    )


def _on(sentence: Sentence, spans: Sequence[tuple[str, int, int, Found]]) -> list[Found]:
    return [
        one
        for part, start, end, one in spans
        if part == sentence.part and start < sentence.end and sentence.start < end
    ]


def _covered(
    sentence: Sentence, text: CaseText, slot: str | None, askers: Sequence[Asker], holders: Sequence[Holder]
) -> CoveredSentence:
    return CoveredSentence(
        part=sentence.part,
        start=sentence.start,
        end=sentence.end,
        text=sentence.text,
        slot=slot,
        askers=tuple(one for one in askers if one.state in _ASKED),
        set_aside=tuple(one for one in askers if one.state not in _ASKED),
        holders=tuple(dict.fromkeys(holders)),
        silence=None if askers or holders else why_silent(sentence, text),
    )


def _share(name: str, sentences: Iterable[CoveredSentence]) -> Share:
    known = list(sentences)
    return Share(name, sum(one.is_asked for one in known), len(known))


def _askers(revision_id: int) -> list[tuple[str, int, int, Asker]]:
    rows = db.session.execute(
        select(
            QuestionEvidence.part,
            QuestionEvidence.start,
            QuestionEvidence.end,
            Question.id,
            QuestionVersion.stem,
            Question.state,
        )
        .join(QuestionVersion, QuestionVersion.id == QuestionEvidence.version_id)
        .join(
            Question,
            (Question.id == QuestionVersion.question_id) & (Question.version_number == QuestionVersion.number),
        )
        .where(QuestionVersion.revision_id == revision_id)
        .order_by(Question.position, Question.id, QuestionEvidence.position)
    )
    return [(part, start, end, Asker(question_id, stem, state)) for part, start, end, question_id, stem, state in rows]


def _holders(revision_id: int) -> list[tuple[str, int, int, Holder]]:
    rows = db.session.scalars(
        select(HeldDraft)
        .where(HeldDraft.revision_id == revision_id, HeldDraft.question_id.is_(None))
        .order_by(HeldDraft.confidence.desc(), HeldDraft.id)
    )
    return [
        (proof["part"], proof["start"], proof["end"], Holder(one.id, one.reason))
        for one in rows
        for proof in one.content["evidence"]
    ]
