"""Correcting a published text in the browser without JavaScript."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from studyapp.cases import library
from studyapp.cases.importing import Upload
from studyapp.cases.models import CaseRevision
from studyapp.db import db
from studyapp.jobs.importing_at_once import import_casebook
from studyapp.people.models import AuditEntry
from studyapp.questions.models import Question, QuestionEvidence, QuestionVersion
from tests.cases.books import BOOK
from tests.page import html
from tests.people.houses import NOON, make_house


@pytest.fixture
def house(db_session):
    made = make_house()
    db_session.commit()
    return made


@pytest.fixture
def case(house):
    text = BOOK.replace("居民", "居&amp;民", 1)
    built = import_casebook(house.organization.id, Upload("书.txt", text.encode()), NOON)
    book = library.get_casebook(house.organization.id, built.casebook_id)
    return library.get_case(house.organization.id, library.list_cases(book)[0].id)


@pytest.fixture
def organizer(client, house, case):
    client.sign_in(house.organizer)
    return client


def address(case):
    return f"/casebooks/cases/{case.case.id}/revise"


def form_of(page):
    """What a browser would send of the page's form."""
    form = page.find(".//form[@class='revise-form']")
    fields = {}
    for one in form.iter():
        if one.tag in {"input", "textarea"} and one.get("name"):
            value = (one.text or "").removeprefix("\n") if one.tag == "textarea" else one.get("value")
            fields.setdefault(one.get("name"), []).append(value)
    return {name: values for name, values in fields.items() if name != "csrf_token"}


def numbers(case):
    db.session.rollback()
    return list(db.session.scalars(select(CaseRevision.number).where(CaseRevision.case_id == case.case.id)))


def compared(organizer, case, **changes):
    fields = form_of(html(organizer.get(address(case)))) | changes
    return organizer.post(address(case), data=fields | {"action": "compare"})


def test_the_case_leads_to_its_correction_and_to_its_revisions(organizer, case):
    page = html(organizer.get(f"/casebooks/cases/{case.case.id}"))
    assert page.link("修订文字") == address(case)
    assert page.link("修订记录") == f"/casebooks/cases/{case.case.id}/revisions"


def test_a_form_that_nobody_touched_changes_nothing_and_says_so(organizer, case):
    fields = form_of(html(organizer.get(address(case))))
    fields["body"] = [fields["body"][0].replace("\n", "\r\n")]
    answer = organizer.post(address(case), data=fields | {"action": "compare"})
    assert answer.status_code == 422
    assert "没有差别" in html(answer).text


def test_what_changes_is_shown_word_by_word_before_anything_is_saved(organizer, case):
    body = case.revision.body
    page = html(compared(organizer, case, body=body.replace(body[:4], "换了的话", 1)))
    assert [one.text for one in page.find_all(".//ins[@class='repaired']")][1:] == ["换了的话"]
    assert "对试题的影响" in page.text
    assert numbers(case) == [1]


def test_a_confirmed_correction_is_the_present_text_and_stands_in_the_record(organizer, case, db_session):
    body = case.revision.body
    page = html(compared(organizer, case, body=body.replace(body[:4], "换了的话", 1)))
    data = form_of(page) | {"reason": "原书有误", "action": "confirm"}
    shown = html(organizer.post(address(case), data=data, follow_redirects=True))
    assert "修订已生效" in shown.text
    assert "换了的话" in shown.text
    listed = html(organizer.get(f"/casebooks/cases/{case.case.id}/revisions"))
    for words in ("第 2 版", "组织者乙", "原书有误", "书.txt"):
        assert words in listed.text
    assert db_session.scalar(select(AuditEntry.details).where(AuditEntry.action == "case.revise"))["reason"]


def test_without_a_reason_nothing_is_saved_and_the_typed_text_stays(organizer, case):
    body = case.revision.body + "\n补上的一段。"
    page = html(compared(organizer, case, body=body))
    answer = organizer.post(address(case), data=form_of(page) | {"reason": " ", "action": "confirm"})
    assert answer.status_code == 422
    again = html(answer)
    assert "说明原因" in again.text
    assert form_of(again)["body"] == [body]
    assert numbers(case) == [1]


def test_who_comes_second_is_told_by_name_and_keeps_what_was_typed(organizer, case):
    mine = case.revision.body + "\n我补的一段。"
    fields = form_of(html(compared(organizer, case, body=mine)))
    other = form_of(html(compared(organizer, case, body=case.revision.body + "\n先补的一段。")))
    assert organizer.post(address(case), data=other | {"reason": "补遗", "action": "confirm"}).status_code == 303
    answer = organizer.post(address(case), data=fields | {"reason": "补遗", "action": "confirm"})
    assert answer.status_code == 409
    page = html(answer)
    assert "组织者乙 修订了这个案例" in page.text
    assert form_of(page)["body"] == [mine]
    assert form_of(page)["based_on"] == ["2"]
    assert numbers(case) == [1, 2]


def test_a_repair_of_the_import_is_undone_in_the_typed_text(organizer, case):
    page = html(organizer.get(address(case)))
    button = next(one for one in page.find_all(".//button[@name='undo']") if "&amp;" in "".join(one.itertext()))
    again = html(organizer.post(address(case), data=form_of(page) | {"undo": button.get("value")}))
    assert "居&amp;民" in form_of(again)["body"][0]


def test_the_boundary_is_moved_by_a_button_and_nothing_is_saved(organizer, case):
    page = html(organizer.get(address(case)))
    last = page.find_all(".//button[@name='said-from']")[-1].get("value")
    again = form_of(html(organizer.post(address(case), data=form_of(page) | {"said-from": last})))
    line = case.revision.body.split("\n")[int(last)]
    assert again["said"][0].startswith(line)
    assert line not in again["body"][0]
    assert numbers(case) == [1]


def test_an_empty_text_or_title_is_explained(organizer, case):
    for name in ("body", "title"):
        assert compared(organizer, case, **{name: " "}).status_code == 422


def test_an_earlier_text_is_taken_up_again(organizer, case):
    page = html(compared(organizer, case, body=case.revision.body + "\n补上的一段。"))
    organizer.post(address(case), data=form_of(page) | {"reason": "补遗", "action": "confirm"})
    earlier = f"/casebooks/cases/{case.case.id}/revisions/1"
    form = form_of(html(organizer.get(earlier)))
    assert form["reason"] == ["恢复第 1 版"]
    shown = html(organizer.post(earlier, data=form, follow_redirects=True))
    assert "补上的一段" not in shown.text
    assert organizer.post(earlier, data=form).status_code == 409
    assert organizer.post(earlier, data=form | {"based_on": "3", "reason": ""}).status_code == 422


def test_corrections_elsewhere_are_not_found(organizer, case, db_session):
    other = make_house("河西图书馆")
    db_session.commit()
    fields = form_of(html(organizer.get(address(case)))) | {"action": "confirm", "reason": "无"}
    organizer.sign_in(other.organizer)
    base = f"/casebooks/cases/{case.case.id}"
    assert [organizer.get(f"{base}{end}").status_code for end in ("/revise", "/revisions", "/revisions/1")] == [404] * 3
    assert organizer.post(f"{base}/revise", data=fields).status_code == 404
    assert organizer.post(f"{base}/revisions/1", data=fields).status_code == 404


def test_the_desk_shows_which_evidence_changed(organizer, case, db_session, house):
    row = db_session.execute(
        select(Question.id, QuestionEvidence.quote)
        .join(QuestionVersion, QuestionVersion.question_id == Question.id)
        .join(QuestionEvidence, QuestionEvidence.version_id == QuestionVersion.id)
        .where(QuestionVersion.revision_id == case.revision.id, QuestionEvidence.part == "body")
    ).first()
    db_session.rollback()
    assert row is not None
    changed = row.quote[:2] + "不知怎的" + row.quote[2:]
    page = html(compared(organizer, case, body=case.revision.body.replace(row.quote, changed)))
    organizer.post(address(case), data=form_of(page) | {"reason": "试改", "action": "confirm"})
    shown = html(organizer.get(f"/desk/questions/{row.id}"))
    assert "依据已变" in shown.text
    assert "不知怎的" in [one.text for one in shown.find_all(".//ins[@class='repaired']")]
    assert "依据已变" in html(organizer.get(f"/desk/cases/{case.case.id}")).text
