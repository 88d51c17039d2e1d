"""Rows for tests: `CaseFactory()` makes the case and all that it stands on. Name only what matters to the test.

Where a service makes the same thing, prefer the service; these are for a history that would take long to live through.
A part is shared by naming it: `EnrolmentFactory(assignment_made=assignment, account_made=learner)`.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

from factory import LazyAttribute, SelfAttribute, Sequence, SubFactory, post_generation
from factory.alchemy import SQLAlchemyModelFactory

from studyapp.cases.models import Case, Casebook, CaseRevision, RevisionCommentary
from studyapp.chasing import models as chasing
from studyapp.db import db
from studyapp.people.invitation_models import Invitation, Joining, JoiningState
from studyapp.people.models import Account, Membership, Organization, Role, Unit
from studyapp.people.passwords import hash_password
from studyapp.programmes import models as programmes
from studyapp.questions.models import Question, QuestionEvidence, QuestionState, QuestionVersion
from studyapp.study import figure_models as figures
from studyapp.study import models as study
from studyapp.study import prediction_models as predictions
from studyapp.study import reading_models as traces
from studyapp.study import review_models as reviews

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)  # noon in Shanghai
PASSWORD = "清晨六点的河边小路"
_PASSWORD_HASH = hash_password(PASSWORD)
BODY = "社区有三百户居民。楼道里堆满了杂物。居委会请居民商量办法。\n楼道在一个月里清空了。"
COMMENTARY = "先商量后动手，居民才肯一起做。"


class RowFactory(SQLAlchemyModelFactory):
    class Meta:
        abstract = True
        sqlalchemy_session = db.session
        sqlalchemy_session_persistence = "flush"


class OrganizationFactory(RowFactory):
    class Meta:
        model = Organization

    name = Sequence(lambda n: f"河东第{n}图书馆")
    created_at = NOON


class UnitFactory(RowFactory):
    """The root of the organization's tree, or a unit below `parent`."""

    class Meta:
        model = Unit
        exclude = ("organization", "parent")

    parent = None
    organization = SubFactory(OrganizationFactory)
    organization_id = LazyAttribute(lambda made: made.parent.organization_id if made.parent else made.organization.id)
    parent_id = LazyAttribute(lambda made: made.parent.id if made.parent else None)
    name = Sequence(lambda n: f"第{n}组")

    @post_generation
    def path(self, create, extracted, **_rest):
        above = db.session.get(Unit, self.parent_id).path if self.parent_id else "/"
        self.path = f"{above}{self.id}/"
        db.session.flush()


class AccountFactory(RowFactory):
    """A person who signs in with `PASSWORD`."""

    class Meta:
        model = Account

    sign_in_name = Sequence(lambda n: f"person{n}")
    name = Sequence(lambda n: f"学员{n}")
    password_hash = _PASSWORD_HASH
    created_at = NOON


class MembershipFactory(RowFactory):
    class Meta:
        model = Membership
        exclude = ("unit_made", "account_made")

    unit_made = SubFactory(UnitFactory)
    account_made = SubFactory(AccountFactory)
    unit_id = SelfAttribute("unit_made.id")
    account_id = SelfAttribute("account_made.id")
    organization_id = SelfAttribute("unit_made.organization_id")
    role = Role.LEARNER
    joined_at = NOON


class InvitationFactory(RowFactory):
    """Good for a week and ten people."""

    class Meta:
        model = Invitation
        exclude = ("unit_made",)

    unit_made = SubFactory(UnitFactory)
    unit_id = SelfAttribute("unit_made.id")
    organization_id = SelfAttribute("unit_made.organization_id")
    created_at = NOON
    token = Sequence(lambda n: f"invitation-{n}")
    expires_at = NOON + timedelta(days=7)
    places = 10


class JoiningFactory(RowFactory):
    class Meta:
        model = Joining
        exclude = ("invitation_made", "account_made")

    invitation_made = SubFactory(InvitationFactory)
    account_made = SubFactory(AccountFactory)
    invitation_id = SelfAttribute("invitation_made.id")
    organization_id = SelfAttribute("invitation_made.organization_id")
    account_id = SelfAttribute("account_made.id")
    state = JoiningState.WAITING
    is_new = True
    asked_at = NOON


class CasebookFactory(RowFactory):
    class Meta:
        model = Casebook
        exclude = ("organization",)

    organization = SubFactory(OrganizationFactory)
    organization_id = SelfAttribute("organization.id")
    title = Sequence(lambda n: f"案例集{n}")
    created_at = NOON
    published_at = NOON


class CaseFactory(RowFactory):
    """A case without a text; `RevisionFactory` brings the text."""

    class Meta:
        model = Case
        exclude = ("casebook",)

    casebook = SubFactory(CasebookFactory)
    casebook_id = SelfAttribute("casebook.id")
    organization_id = SelfAttribute("casebook.organization_id")
    number = Sequence(lambda n: n + 1)
    title = Sequence(lambda n: f"案例{n}")


class RevisionFactory(RowFactory):
    """A case's text with a commentary; `commentary__without=True` leaves the commentary out."""

    class Meta:
        model = CaseRevision
        exclude = ("case",)

    case = SubFactory(CaseFactory)
    case_id = SelfAttribute("case.id")
    organization_id = SelfAttribute("case.organization_id")
    number = 1
    title = SelfAttribute("case.title")
    body = BODY
    created_at = NOON

    @post_generation
    def commentary(self, create, extracted, **rest):
        if "without" not in rest:
            words = {"heading": "点评", "text": extracted or COMMENTARY, "position": 1, "raw_start": 0, "raw_end": 0}
            row = RevisionCommentary(organization_id=self.organization_id, revision_id=self.id, **words)
            db.session.add(row)
            db.session.flush()


class QuestionFactory(RowFactory):
    """A question without a wording; `VersionFactory` brings the wording."""

    class Meta:
        model = Question
        exclude = ("case",)

    case = SubFactory(CaseFactory)
    case_id = SelfAttribute("case.id")
    organization_id = SelfAttribute("case.organization_id")
    uid = Sequence(lambda n: hashlib.sha256(str(n).encode()).hexdigest())
    state = QuestionState.APPROVED
    rule = "test"
    created_at = NOON


class VersionFactory(RowFactory):
    """A single-choice question, its first option the key, proved by the first sentence of the body."""

    class Meta:
        model = QuestionVersion
        exclude = ("revision", "question")

    revision = SubFactory(RevisionFactory)
    question = SubFactory(
        QuestionFactory,
        case=LazyAttribute(lambda made: db.session.get(Case, made.factory_parent.revision.case_id)),
    )
    question_id = SelfAttribute("question.id")
    revision_id = SelfAttribute("revision.id")
    organization_id = SelfAttribute("revision.organization_id")
    number = 1
    kind = "single"
    stem = "社区有多少户居民？"
    options = LazyAttribute(
        lambda _made: [
            {"text": "三百户", "is_key": True, "why": "原文写明三百户。"},
            {"text": "两百户", "is_key": False, "why": "与原文不符。"},
            {"text": "四百户", "is_key": False, "why": "与原文不符。"},
        ]
    )
    answer = None
    explanation = "原文写明：社区有三百户居民。"
    bloom = "remember"
    difficulty = 0.7
    confidence = 0.9
    created_at = NOON

    @post_generation
    def evidence(self, create, extracted, **_rest):
        quote = extracted or "社区有三百户居民。"
        start = db.session.get(CaseRevision, self.revision_id).body.index(quote)
        span = {"part": "body", "start": start, "end": start + len(quote), "quote": quote, "position": 1}
        db.session.add(QuestionEvidence(organization_id=self.organization_id, version_id=self.id, **span))
        db.session.flush()


class ModuleFactory(RowFactory):
    class Meta:
        model = study.Module
        exclude = ("organization",)

    organization = SubFactory(OrganizationFactory)
    organization_id = SelfAttribute("organization.id")
    title = Sequence(lambda n: f"学习单元{n}")
    state = study.ModuleState.PUBLISHED
    created_at = NOON


class ModuleCaseFactory(RowFactory):
    class Meta:
        model = study.ModuleCase
        exclude = ("module", "case")

    module = SubFactory(ModuleFactory)
    case = SubFactory(CaseFactory)
    module_id = SelfAttribute("module.id")
    case_id = SelfAttribute("case.id")
    organization_id = SelfAttribute("module.organization_id")
    position = 1


class AssignmentFactory(RowFactory):
    """Open since an hour before `NOON`, for a week."""

    class Meta:
        model = study.Assignment
        exclude = ("module_made",)

    module_made = SubFactory(ModuleFactory)
    module_id = SelfAttribute("module_made.id")
    organization_id = SelfAttribute("module_made.organization_id")
    title = SelfAttribute("module_made.title")
    opens_at = NOON - timedelta(hours=1)
    closes_at = NOON + timedelta(days=7)
    created_at = NOON - timedelta(hours=2)


class EnrolmentFactory(RowFactory):
    class Meta:
        model = study.Enrolment
        exclude = ("assignment_made", "account_made")

    assignment_made = SubFactory(AssignmentFactory)
    account_made = SubFactory(AccountFactory)
    assignment_id = SelfAttribute("assignment_made.id")
    account_id = SelfAttribute("account_made.id")
    organization_id = SelfAttribute("assignment_made.organization_id")


class AttemptFactory(RowFactory):
    """An open attempt of an enrolment, closing an hour after `NOON`."""

    class Meta:
        model = study.Attempt
        exclude = ("enrolment_made",)

    enrolment_made = SubFactory(EnrolmentFactory)
    enrolment_id = SelfAttribute("enrolment_made.id")
    account_id = SelfAttribute("enrolment_made.account_id")
    organization_id = SelfAttribute("enrolment_made.organization_id")
    number = 1
    started_at = NOON
    closes_at = NOON + timedelta(hours=1)


class PaperFactory(RowFactory):
    """The frozen paper of an attempt, with one place for each of `versions`."""

    class Meta:
        model = study.Paper
        exclude = ("attempt_made",)

    attempt_made = SubFactory(AttemptFactory)
    attempt_id = SelfAttribute("attempt_made.id")
    organization_id = SelfAttribute("attempt_made.organization_id")
    seed = "1"
    pass_mark = 60
    mode = study.QuizMode.PRACTICE
    feedback = study.Feedback.AFTER_HAND_IN
    is_open_book = True
    question_count = 0

    @post_generation
    def versions(self, create, extracted, **_rest):
        for position, version in enumerate(extracted or [], start=1):
            order = list(range(len(version.options)))
            place = {"paper_id": self.id, "position": position, "option_order": order}
            db.session.add(study.PaperQuestion(organization_id=self.organization_id, version_id=version.id, **place))
        self.question_count = len(extracted or [])
        db.session.flush()


class PredictionFactory(RowFactory):
    """A judgement of a case within an enrolment."""

    class Meta:
        model = predictions.Prediction
        exclude = ("enrolment_made", "revision_made")

    enrolment_made = SubFactory(EnrolmentFactory)
    revision_made = SubFactory(RevisionFactory)
    enrolment_id = SelfAttribute("enrolment_made.id")
    organization_id = SelfAttribute("enrolment_made.organization_id")
    case_id = SelfAttribute("revision_made.case_id")
    revision_id = SelfAttribute("revision_made.id")
    stance = predictions.Stance.PEOPLE
    line = "先商量，再动手。"
    made_at = NOON


class PredictedPointFactory(RowFactory):
    class Meta:
        model = predictions.PredictedPoint
        exclude = ("prediction",)

    prediction = SubFactory(PredictionFactory)
    prediction_id = SelfAttribute("prediction.id")
    organization_id = SelfAttribute("prediction.organization_id")
    start = 0
    end = 5


class ReviewCardFactory(RowFactory):
    class Meta:
        model = reviews.ReviewCard
        exclude = ("version", "account_made")

    version = SubFactory(VersionFactory)
    account_made = SubFactory(AccountFactory)
    account_id = SelfAttribute("account_made.id")
    organization_id = SelfAttribute("version.organization_id")
    question_id = SelfAttribute("version.question_id")
    stability = 2.3
    difficulty = 5.0
    last_met_at = NOON
    due_at = NOON + timedelta(days=2)


class PracticeFactory(RowFactory):
    class Meta:
        model = reviews.Practice
        exclude = ("card",)

    card = SubFactory(ReviewCardFactory)
    account_id = SelfAttribute("card.account_id")
    organization_id = SelfAttribute("card.organization_id")
    started_at = NOON


class PracticeQuestionFactory(RowFactory):
    class Meta:
        model = reviews.PracticeQuestion
        exclude = ("practice", "card")

    card = SubFactory(ReviewCardFactory)
    practice = SubFactory(PracticeFactory)
    card_id = SelfAttribute("card.id")
    practice_id = SelfAttribute("practice.id")
    organization_id = SelfAttribute("card.organization_id")
    position = 1


class ReviewFactory(RowFactory):
    """A right answer to a card, two days after it was met."""

    class Meta:
        model = reviews.Review
        exclude = ("version", "card")

    version = SubFactory(VersionFactory)
    card = SubFactory(ReviewCardFactory, version=SelfAttribute("..version"))
    card_id = SelfAttribute("card.id")
    version_id = SelfAttribute("version.id")
    account_id = SelfAttribute("card.account_id")
    organization_id = SelfAttribute("card.organization_id")
    number = 1
    reviewed_at = NOON + timedelta(days=2)
    content = LazyAttribute(lambda _made: {"chosen": [0]})
    score = 1.0
    rating = 3
    stability_before = 2.3
    difficulty_before = 5.0
    met_before_at = NOON


class ReadingPlaceFactory(RowFactory):
    class Meta:
        model = traces.ReadingPlace
        exclude = ("revision_made", "account_made")

    revision_made = SubFactory(RevisionFactory)
    account_made = SubFactory(AccountFactory)
    account_id = SelfAttribute("account_made.id")
    organization_id = SelfAttribute("revision_made.organization_id")
    case_id = SelfAttribute("revision_made.case_id")
    revision_id = SelfAttribute("revision_made.id")
    offset = 12
    seconds = 90
    seen_at = NOON


class HighlightFactory(RowFactory):
    class Meta:
        model = traces.Highlight
        exclude = ("revision_made", "account_made")

    revision_made = SubFactory(RevisionFactory)
    account_made = SubFactory(AccountFactory)
    account_id = SelfAttribute("account_made.id")
    organization_id = SelfAttribute("revision_made.organization_id")
    case_id = SelfAttribute("revision_made.case_id")
    revision_id = SelfAttribute("revision_made.id")
    start = 0
    end = 9
    quote = "社区有三百户居民。"
    made_at = NOON


class RobotFactory(RowFactory):
    class Meta:
        model = chasing.Robot
        exclude = ("unit_made",)

    unit_made = SubFactory(UnitFactory)
    unit_id = SelfAttribute("unit_made.id")
    organization_id = SelfAttribute("unit_made.organization_id")
    kind = chasing.RobotKind.WECOM
    name = Sequence(lambda n: f"第{n}群")
    address = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=hidden"
    secret = ""
    created_at = NOON


class ReminderRunFactory(RowFactory):
    class Meta:
        model = chasing.ReminderRun
        exclude = ("assignment_made",)

    assignment_made = SubFactory(AssignmentFactory)
    assignment_id = SelfAttribute("assignment_made.id")
    organization_id = SelfAttribute("assignment_made.organization_id")
    kind = chasing.RunKind.SCHEDULED
    key = Sequence(lambda n: f"schedule:{n}")
    created_at = NOON
    due_at = NOON


class NoticeFactory(RowFactory):
    class Meta:
        model = chasing.Notice
        exclude = ("run_made", "account_made")

    run_made = SubFactory(ReminderRunFactory)
    account_made = SubFactory(AccountFactory)
    run_id = SelfAttribute("run_made.id")
    organization_id = SelfAttribute("run_made.organization_id")
    assignment_id = SelfAttribute("run_made.assignment_id")
    account_id = SelfAttribute("account_made.id")
    key = Sequence(lambda n: f"reminder:{n}")
    told = LazyAttribute(lambda _made: {"title": "案例", "closes_at": NOON.isoformat(), "words": ""})
    created_at = NOON


class DeliveryFactory(RowFactory):
    class Meta:
        model = chasing.Delivery
        exclude = ("run_made", "account_made")

    run_made = SubFactory(ReminderRunFactory)
    account_made = SubFactory(AccountFactory)
    run_id = SelfAttribute("run_made.id")
    organization_id = SelfAttribute("run_made.organization_id")
    account_id = SelfAttribute("account_made.id")
    key = Sequence(lambda n: f"reminder:{n}:mail")
    told = LazyAttribute(lambda _made: {"title": "案例", "closes_at": NOON.isoformat(), "words": ""})
    next_try_at = NOON


class WorkdayFactory(RowFactory):
    class Meta:
        model = chasing.Workday
        exclude = ("organization",)

    organization = SubFactory(OrganizationFactory)
    organization_id = SelfAttribute("organization.id")
    day = NOON.date()
    is_at_work = False


class HelpFigureFactory(RowFactory):
    class Meta:
        model = figures.HelpFigure
        exclude = ("unit_made", "account_made")

    unit_made = SubFactory(UnitFactory)
    account_made = SubFactory(AccountFactory)
    unit_id = SelfAttribute("unit_made.id")
    organization_id = SelfAttribute("unit_made.organization_id")
    account_id = SelfAttribute("account_made.id")
    failed = 2
    weight = 8


class ProgrammeFactory(RowFactory):
    class Meta:
        model = programmes.Programme
        exclude = ("organization",)

    organization = SubFactory(OrganizationFactory)
    organization_id = SelfAttribute("organization.id")
    title = "每周一例"
    created_at = NOON


class ProgrammeStepFactory(RowFactory):
    class Meta:
        model = programmes.ProgrammeStep
        exclude = ("assignment_made", "programme_made")

    assignment_made = SubFactory(AssignmentFactory)
    programme_made = SubFactory(ProgrammeFactory)
    assignment_id = SelfAttribute("assignment_made.id")
    programme_id = SelfAttribute("programme_made.id")
    organization_id = SelfAttribute("assignment_made.organization_id")
    position = 1


EVERY_FACTORY = [
    made
    for made in list(vars().values())
    if isinstance(made, type) and issubclass(made, RowFactory) and made._meta.model
]
