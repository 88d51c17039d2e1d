"""Whatever text stands beside a person is taken away when they are deleted, or kept for a reason."""

from __future__ import annotations

from sqlalchemy import JSON, String, Text

from studyapp import tables
from studyapp.db import db

# Text that a person's rows hold, and why it may stay; what is not here is taken away by erasing.
KEPT = {
    "attempt.receipt_code": "a number",
    "audit_entry": "only added to; names people by account alone",
    "case_revision": "a case’s text, and an organizer’s reason for it",
    "casebook": "a book",
    "casebook_import": "a file’s name, and a book",
    "certificate.module_title": "a title",
    "certificate.number": "a number",
    "certificate.organization_name": "an organization",
    "certificate.revoked_reason": "an organizer’s reason",
    "certificate.title": "a title",
    "correction": "an organizer’s reason for a key",
    "external_identity": "goes with its row",
    "invitation.token": "a number",
    "job": "work, by ids",
    "minutes": "filed with a fingerprint",
    "programme.title": "a title",
    "question": "a question",
    "question_version": "a question",
    "review.content": "answers by index and words about a case; they count",
    "room_event.kind": "a code",
    "roster_import": "goes when the import is finished or given up",
    "study_session": "a title and a place",
    "assignment.title": "a title",
    "attendance.guest_name": "of people without an account",
    "challenge.reply": "an organizer’s words about a question",
    "highlight.quote": "goes with its row",
    "report.file_name": "goes with its row",
    "notice": "goes with its row",
    "notification_preference.mail_address": "goes with its row",
    "delivery": "goes with its row",
    "reminder_run": "an organizer’s words to many",
}
TAKEN = {
    "device_sign_in.token_hash",
    "device_sign_in.previous_hash",
    "device_sign_in.device",
    "device_sign_in.address",
    "certificate.name",
    "extra_time.reason",
    "highlight.note",
    "review_card.note",
    "challenge.words",
    "attendance.reason",
    "reflection.text",
    "reflection.remark",
}


def test_every_text_beside_a_person_is_taken_away_or_kept_with_a_reason():
    """For a new one: let the `erasing.py` of its own layer take it away, or say here why it stays."""
    assert tables
    for table in db.metadata.sorted_tables:
        if not any(key.column.table.name == "account" for column in table.columns for key in column.foreign_keys):
            continue
        for column in table.columns:
            is_text = isinstance(column.type, (Text, JSON)) or type(column.type) is String
            names = {table.name, f"{table.name}.{column.name}"}
            assert not is_text or names & (set(KEPT) | TAKEN), f"{table.name}.{column.name}"
