"""The audit log in words: what was done, to which kind of thing, and which details an entry has."""

from __future__ import annotations

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

ACTION_WORDS: dict[str, LazyString] = {
    "access.refuse": _l("Tried a page of another role"),
    "assignment.add-people": _l("Added people to an assignment"),
    "assignment.change": _l("Changed an assignment"),
    "assignment.create": _l("Gave an assignment"),
    "assignment.extend": _l("Extended a deadline"),
    "assignment.extra-time": _l("Gave extra time"),
    "assignment.withdraw": _l("Withdrew an assignment"),
    "attendance.add-guest": _l("Added a guest to the roll"),
    "attendance.mark": _l("Marked attendance"),
    "attendance.remove-guest": _l("Took a guest off the roll"),
    "audit.export": _l("Exported the audit log"),
    "case.describe-pictures": _l("Described the pictures of a case"),
    "case.restore": _l("Took an older text of a case up again"),
    "case.revise": _l("Changed the text of a case"),
    "casebook.confirm": _l("Confirmed an import of a casebook"),
    "casebook.discard": _l("Gave an import of a casebook up"),
    "casebook.glossary": _l("Changed a glossary"),
    "casebook.update": _l("Took a new edition over"),
    "casebook.upload": _l("Uploaded a casebook"),
    "certificate.restore": _l("Made a certificate valid again"),
    "certificate.revoke": _l("Revoked a certificate"),
    "challenge.decline": _l("Declined a challenge"),
    "invitation.ask": _l("Asked to join through an invitation"),
    "invitation.create": _l("Made an invitation"),
    "invitation.join": _l("Joined through an invitation"),
    "invitation.revoke": _l("Withdrew an invitation"),
    "joining.approve": _l("Approved somebody who wanted to join"),
    "joining.decline": _l("Declined somebody who wanted to join"),
    "membership.back": _l("Let a person come back"),
    "membership.end": _l("Let a person leave a unit"),
    "module.change": _l("Changed a module"),
    "organization.set-up": _l("Set the installation up"),
    "password.change": _l("Changed the own password"),
    "password.set": _l("Set the own password through a link"),
    "person.add": _l("Added a person"),
    "person.erase": _l("Deleted a person"),
    "person.link": _l("Made a password link"),
    "person.links": _l("Made password links"),
    "person.switch": _l("Switched an account off or on"),
    "blueprint.change": _l("Changed a paper blueprint"),
    "blueprint.remove": _l("Removed a paper blueprint"),
    "question.keep-for-exams": _l("Kept a question for exams"),
    "question.release": _l("Released a question for practice"),
    "programme.create": _l("Gave a programme"),
    "programme.move": _l("Moved the rest of a programme"),
    "question.approve": _l("Approved a question"),
    "question.rescue": _l("Rescued a held-back draft"),
    "question.approve-confident": _l("Approved confident questions"),
    "question.correct": _l("Corrected a question"),
    "question.edit": _l("Edited a question"),
    "question.reject": _l("Rejected a question"),
    "question.reopen": _l("Reopened a question"),
    "question.retire": _l("Retired a question"),
    "question.write": _l("Wrote a question"),
    "reminder.schedule": _l("Changed the schedule of reminders"),
    "reminder.send": _l("Reminded people"),
    "reminder.send-again": _l("Sent a message once more"),
    "reminder.workdays": _l("Changed working days"),
    "report.make": _l("Had a report made"),
    "report.remove": _l("Removed a report"),
    "robot.change": _l("Changed a group’s robot"),
    "robot.create": _l("Added a group’s robot"),
    "robot.remove": _l("Removed a group’s robot"),
    "robot.try": _l("Tried a group’s robot"),
    "roster.confirm": _l("Imported people"),
    "roster.discard": _l("Gave an import of people up"),
    "roster.upload": _l("Handed in a list of people"),
    "sign-in.done": _l("Signed in"),
    "sign-in.end": _l("Signed another device out"),
    "sign-in.provider": _l("Signed in through the identity provider"),
    "sign-in.fail": _l("Failed to sign in"),
    "reflection.accept": _l("Accepted a reflection"),
    "reflection.return": _l("Returned a reflection"),
    "reflection.share": _l("Shared a reflection, or no longer"),
    "study-session.add-photo": _l("Attached a photograph to the minutes"),
    "study-session.agenda": _l("Changed an agenda"),
    "study-session.begin": _l("Began a study session"),
    "study-session.cancel": _l("Cancelled a study session"),
    "study-session.change": _l("Changed a study session"),
    "study-session.confirm": _l("Confirmed minutes"),
    "study-session.end": _l("Ended a study session"),
    "study-session.hands": _l("Wrote down raised hands"),
    "study-session.plan": _l("Planned a study session"),
    "study-session.reflections": _l("Asked for reflections, or no longer"),
    "study-session.remove-photo": _l("Took a photograph out of the minutes"),
    "study-session.renew-number": _l("Renewed a check-in number"),
    "study-session.take-over": _l("Took the hosting over"),
    "unit.add": _l("Added a unit"),
    "unit.merge": _l("Merged units"),
    "unit.move": _l("Moved a unit"),
    "unit.remove": _l("Removed a unit"),
    "unit.rename": _l("Renamed a unit"),
}

SUBJECT_WORDS: dict[str, LazyString] = {
    "account": _l("Person"),
    "assignment": _l("Assignment"),
    "case": _l("Case"),
    "casebook": _l("Casebook"),
    "casebook_import": _l("Import of a casebook"),
    "certificate": _l("Certificate"),
    "challenge": _l("Challenge"),
    "delivery": _l("Message"),
    "membership": _l("Membership"),
    "module": _l("Module"),
    "page": _l("Page"),
    "organization": _l("Organization"),
    "programme": _l("Programme"),
    "question": _l("Question"),
    "robot": _l("Robot of a group"),
    "roster_import": _l("List of people"),
    "study_session": _l("Study session"),
    "unit": _l("Unit"),
}

DETAIL_WORDS: dict[str, LazyString] = {
    "active": _l("account on"),
    "after": _l("after"),
    "approval": _l("with approval"),
    "attempt": _l("attempt"),
    "before": _l("before"),
    "closes_at": _l("deadline"),
    "confidence": _l("confidence"),
    "days": _l("days"),
    "entries": _l("entries"),
    "file": _l("file"),
    "kind": _l("kind"),
    "mark": _l("mark"),
    "minutes": _l("minutes"),
    "merged": _l("merged unit"),
    "name": _l("name"),
    "page": _l("page"),
    "papers": _l("papers"),
    "pass_mark": _l("pass mark"),
    "people": _l("People"),
    "places": _l("places"),
    "questions": _l("questions"),
    "reason": _l("reason"),
    "role": _l("role"),
    "round": _l("vote"),
    "study_session": _l("study session"),
    "title": _l("title"),
    "version": _l("version"),
}


def action_words(action: str) -> str:
    """Return what was done in words; an action nobody worded shows its code."""
    return str(ACTION_WORDS.get(action, action))


def subject_words(kind: str) -> str:
    """Return the kind of thing in words."""
    return str(SUBJECT_WORDS.get(kind, kind))


def details_words(details: dict[str, object]) -> str:
    """Return the details of an entry in one line: first what was replaced by what, then the rest."""
    parts = []
    before, after = details.get("before"), details.get("after")
    if isinstance(before, dict) and isinstance(after, dict):
        parts = [f"{_word(name)}: {_value(before.get(name))} → {_value(after.get(name))}" for name in after]
    elif "before" in details and "after" in details:
        parts = [f"{_value(before)} → {_value(after)}"]
    shown = {"before", "after"} if parts else set()
    parts += [f"{_word(name)}: {_value(value)}" for name, value in details.items() if name not in shown]
    return "; ".join(parts)


def _word(name: str) -> str:
    return str(DETAIL_WORDS.get(name, name))


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(_l("yes") if value else _l("no"))
    if isinstance(value, list):
        return "、".join(map(str, value))
    return "–" if value is None else str(value)
