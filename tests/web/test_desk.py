"""The question desk as an organizer walks it, without JavaScript."""

import pytest
from sqlalchemy import select

from studyapp.people.models import AuditEntry
from studyapp.questions.models import Question, QuestionState, QuestionVersion, WithheldDrafts
from tests.factories import CasebookFactory, CaseFactory, QuestionFactory, RevisionFactory, VersionFactory
from tests.page import html
from tests.people.houses import make_house


@pytest.fixture
def house(db_session):
    return make_house()


@pytest.fixture
def organizer(client, sign_in, house):
    return sign_in(client, house.organizer)


def make_book(organization, drafts=2, confidence=0.9):
    """A casebook of one case with drafts on it."""
    book = CasebookFactory(organization=organization)
    case = CaseFactory(casebook=book, number=1)
    revision = RevisionFactory(case=case)
    versions = [
        VersionFactory(
            question=QuestionFactory(case=case, state=QuestionState.DRAFT, position=position),
            revision=revision,
            confidence=confidence,
        )
        for position in range(drafts)
    ]
    return book, revision, versions


def filled(version, **changes):
    form = {
        "version": "1",
        "stem": version.stem,
        "option_text": ["三百户", "两百户", "四百户"],
        "option_why": ["", "", ""],
        "option_key": "0",
        "quotes": "社区有三百户居民。",
        "explanation": version.explanation,
        "bloom": "remember",
    }
    return form | changes


def test_the_desk_leads_from_the_casebook_to_the_first_draft(organizer, house):
    book, _, (first, _) = make_book(house.organization)
    assert book.title in html(organizer.get("/desk")).text
    page = html(organizer.get(f"/desk/casebooks/{book.id}"))
    response = organizer.get(page.link("逐题审核"))
    assert response.headers["Location"] == f"/desk/questions/{first.question_id}"


def test_a_question_stands_beside_its_evidence_with_its_checks(organizer, house, db_session):
    _, revision, (version, _) = make_book(house.organization)
    row = WithheldDrafts(revision_id=revision.id, rule="r", reason="key-in-stem", count=3)
    row.organization_id = house.organization.id
    db_session.add(row)
    page = html(organizer.get(f"/desk/questions/{version.question_id}"))
    assert page.find(".//h2[@id='stem']").text == version.stem
    assert page.find(".//mark[@class='evidence']").text == "社区有三百户居民。"
    assert "题干或标题里已经有答案" in page.text


def test_approving_goes_on_to_the_next_draft_and_is_recorded(organizer, house, db_session):
    _, _, (first, second) = make_book(house.organization)
    response = organizer.post(f"/desk/questions/{first.question_id}/approve", data={"version": 1})
    assert (response.status_code, response.headers["Location"]) == (303, f"/desk/questions/{second.question_id}")
    assert db_session.get(Question, first.question_id).state is QuestionState.APPROVED
    assert db_session.scalars(select(AuditEntry.action)).all() == ["question.approve"]
    last = organizer.post(f"/desk/questions/{second.question_id}/approve", data={"version": 1})
    assert "/desk/casebooks/" in last.headers["Location"]


def test_a_rejection_without_a_reason_is_asked_for_one(organizer, house, db_session):
    _, _, (version, _) = make_book(house.organization)
    address = f"/desk/questions/{version.question_id}/reject"
    refused = organizer.post(address, data={"version": 1, "reason": " "})
    assert refused.status_code == 422
    assert "退回的理由" in html(refused).text
    assert organizer.post(address, data={"version": 1, "reason": "太琐碎"}).status_code == 303
    assert db_session.get(Question, version.question_id).reject_reason == "太琐碎"


def test_a_decision_on_an_old_wording_is_refused(organizer, house, db_session):
    _, _, (version, _) = make_book(house.organization)
    address = f"/desk/questions/{version.question_id}"
    assert organizer.post(f"{address}/edit", data=filled(version, stem="社区里一共有多少户居民？")).status_code == 303
    assert organizer.post(f"{address}/approve", data={"version": 1}).status_code == 409
    assert db_session.get(Question, version.question_id).state is QuestionState.DRAFT


def test_a_key_without_support_is_saved_only_with_a_recorded_reason(organizer, house, db_session):
    _, _, (version, _) = make_book(house.organization)
    address = f"/desk/questions/{version.question_id}/edit"
    wrong = filled(version, option_text=["九百户", "两百户", "四百户"])
    refused = organizer.post(address, data=wrong)
    assert refused.status_code == 422
    assert "依据里没有“九百户”" in html(refused).text
    assert "九百户" in refused.text
    assert organizer.post(address, data=wrong | {"override": "以附表为准"}).status_code == 303
    made = db_session.scalars(select(QuestionVersion).where(QuestionVersion.number == 2)).one()
    assert made.override_reason == "以附表为准"
    assert db_session.scalars(select(AuditEntry)).one().details["override"] == "以附表为准"
    assert "以附表为准" in html(organizer.get(f"/desk/questions/{version.question_id}")).text


def test_typing_is_checked_without_saving(organizer, house, db_session):
    _, _, (version, _) = make_book(house.organization)
    address = f"/desk/questions/{version.question_id}/check"
    sound = filled(version, stem="社区里一共住着多少户人家，材料怎样写？")
    assert "所有检查都通过" in organizer.post(address, data=sound).text
    assert "依据里没有“九百户”" in organizer.post(address, data=filled(version, option_text=["九百户", "两百户"])).text
    assert len(db_session.scalars(select(QuestionVersion.id)).all()) == 2


def test_confident_drafts_are_approved_together(organizer, house, db_session):
    book, _, versions = make_book(house.organization, confidence=0.9)
    address = f"/desk/casebooks/{book.id}/approve"
    assert organizer.post(address, data={"confidence": 95}).status_code == 303
    assert db_session.get(Question, versions[0].question_id).state is QuestionState.DRAFT
    organizer.post(address, data={"confidence": 90})
    assert {db_session.get(Question, one.question_id).state for one in versions} == {QuestionState.APPROVED}
    assert organizer.post(address, data={"confidence": "viel"}).status_code == 422


@pytest.mark.parametrize("state", ["", "draft", "approved", "nonsense"])
def test_questions_are_filtered_by_state(organizer, house, state):
    _, revision, _ = make_book(house.organization)
    page = html(organizer.get(f"/desk/cases/{revision.case_id}?state={state}"))
    shown = len(page.find_all(".//td/a[@lang='zh-CN']"))
    assert shown == (0 if state == "approved" else 2)


def test_the_coverage_marks_what_is_asked_and_answers_for_the_rest(organizer, house):
    _, revision, (version, _) = make_book(house.organization)
    page = html(organizer.get(f"/desk/cases/{revision.case_id}/coverage"))
    asked = page.find(".//a[@class='covered evidence']")
    assert asked.text == "社区有三百户居民。"
    assert (
        page.find(f".//li[@id='{asked.get('href')[1:]}']/a[@href='/desk/questions/{version.question_id}?within=case']")
        is not None
    )
    places = page.find_all(".//a[@class='covered']")
    assert len(places) == 4
    assert all(len(page.find_all(f".//li[@id='{one.get('href')[1:]}']")) == 1 for one in places)
    written = html(organizer.get(page.link("就这句出题")))
    assert "楼道里堆满了杂物。" in written.find(".//textarea[@id='quotes']").text


def test_what_belongs_to_another_organization_is_not_there(organizer, house):
    book, revision, (version, _) = make_book(make_house("河西图书馆").organization)
    for path in (
        f"/desk/casebooks/{book.id}",
        f"/desk/casebooks/{book.id}/next",
        f"/desk/cases/{revision.case_id}",
        f"/desk/cases/{revision.case_id}/coverage",
        f"/desk/questions/{version.question_id}",
        f"/desk/questions/{version.question_id}/edit",
    ):
        assert organizer.get(path).status_code == 404, path
    for action in ("approve", "reject", "retire", "reopen", "edit", "check"):
        data = {"version": 1, "reason": "x"}
        assert organizer.post(f"/desk/questions/{version.question_id}/{action}", data=data).status_code == 404, action
    assert organizer.post(f"/desk/casebooks/{book.id}/approve", data={"confidence": 1}).status_code == 404


@pytest.mark.parametrize("kind", ["blank", "short_answer", "true_false", "multiple"])
def test_every_kind_is_shown_and_saved_again_unchanged(organizer, house, db_session, kind):
    _, _, (version, _) = make_book(house.organization)
    version.kind = kind
    form = filled(version)
    if kind == "blank":
        version.options, version.answer, version.stem = [], [["三百户", "300户"]], "社区里一共住着____居民。"
        form |= {"stem": version.stem, "blanks": "三百户 | 300户"}
    elif kind == "short_answer":
        version.options, version.answer = [], {"points": [{"text": "三百户", "accept": [], "weight": 1}]}
        form |= {"points": "三百户"}
    elif kind == "true_false":
        version.options = [{"text": "正确", "is_key": True, "why": ""}, {"text": "错误", "is_key": False, "why": ""}]
        version.stem = "社区有三百户居民。"
        form |= {"stem": version.stem, "option_text": [], "option_why": ["", ""]}
    else:
        texts = [("三百户", True), ("居民", True), ("两百户", False), ("四百户", False)]
        version.options = [{"text": text, "is_key": key, "why": ""} for text, key in texts]
        form |= {"option_text": [text for text, _ in texts], "option_why": [""] * 4, "option_key": ["0", "1"]}
    address = f"/desk/questions/{version.question_id}"
    assert html(organizer.get(address)).status == 200
    assert html(organizer.get(f"{address}/edit")).status == 200
    assert organizer.post(f"{address}/edit", data=form).status_code == 303
    assert db_session.get(Question, version.question_id).version_number == 1
