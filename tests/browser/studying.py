"""How a learner of a classroom goes about a quiz in a real browser."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from studyapp.db import db
from studyapp.study.models import Attempt
from tests.people.houses import PASSWORD
from tests.study.classroom import Classroom

PHONE = {"width": 360, "height": 640}


def signed_in(page: Page, room: Classroom) -> Page:
    """Sign the classroom's learner in on a phone."""
    page.set_viewport_size(PHONE)
    page.goto("/")
    page.locator("[name=sign_in_name]").fill(room.house.learner.sign_in_name)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(room.house.learner.name)
    return page


def begin(phone: Page, room: Classroom) -> Attempt:
    """Begin the quiz of the classroom's assignment, whose every question offers three options."""
    phone.goto(f"/study/{room.assignment.id}")
    phone.get_by_role("button", name="开始测验").click()
    expect(phone.locator(".option")).to_have_count(3)
    db.session.rollback()
    return db.session.scalars(db.select(Attempt).filter_by(account_id=room.house.learner.id)).one()
