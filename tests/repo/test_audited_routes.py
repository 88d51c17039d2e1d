"""Whatever changes something on a page is written in the audit log, or stands here with the reason why it is not."""

from __future__ import annotations

import ast
import inspect
import sys
from functools import cache

from studyapp.config import ROOT
from studyapp.web.audit_words import ACTION_WORDS

OWN_WORK = "a learner's own work, kept as facts of its own"
OWN_CHOICE = "a choice about one's own view, which concerns nobody else"
TRY = "answers a question while something is typed; nothing is saved"
DRAFT = "a step within a preview or draft; its confirmation is written down"
ROOM = "what somebody said or voted in the room; votes without names must stay so"

EXEMPT = {
    "assignments.preview": TRY,
    "blueprints.check": TRY,
    "desk.check": TRY,
    "desk.check_rescue": TRY,
    "desk.check_written": TRY,
    "learner.answer": OWN_WORK,
    "learner.challenge": OWN_WORK,
    "learner.change_mark": OWN_WORK,
    "learner.compare": OWN_WORK,
    "learner.consent_reflection": OWN_CHOICE,
    "learner.hand_in": OWN_WORK,
    "learner.hand_in_reflection": OWN_WORK,
    "learner.mark": OWN_WORK,
    "learner.note": OWN_WORK,
    "learner.open_commentary": OWN_WORK,
    "learner.practise": OWN_WORK,
    "learner.predict": OWN_WORK,
    "learner.presence": OWN_WORK,
    "learner.put_news_away": OWN_CHOICE,
    "learner.rate": OWN_WORK,
    "learner.save": OWN_WORK,
    "learner.start": OWN_WORK,
    "learner.write_reflection": OWN_WORK,
    "library.import_again": DRAFT,
    "library.reopen": DRAFT,
    "library.retry": DRAFT,
    "library.take_arrangement": DRAFT,
    "library.take_line": DRAFT,
    "live.ask": ROOM,
    "live.save": ROOM,
    "live.take_join": "the roll keeps who came, when and how",
    "live.vote": ROOM,
    "meetings.change_round": DRAFT,
    "meetings.take_minutes": DRAFT,
    "meetings.take_round": DRAFT,
    "notices.read": OWN_CHOICE,
    "notices.take_preferences": OWN_CHOICE,
    "people.sign_out": OWN_CHOICE,
    "people.take_display": OWN_CHOICE,
    "people.take_language": OWN_CHOICE,
    "people.take_organization": OWN_CHOICE,
}
NOTES = {"note", "note_by"}


@cache
def noting_functions(module: str) -> frozenset[str]:
    """Return the functions of a module that note a deed themselves or through another one of it."""
    calls = {
        function.name: {
            node.func.id
            for node in ast.walk(function)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        for function in ast.parse(inspect.getsource(sys.modules[module])).body
        if isinstance(function, ast.FunctionDef)
    }
    found: set[str] = set()
    while more := {name for name, called in calls.items() if called & (NOTES | found)} - found:
        found |= more
    return frozenset(found)


def test_what_changes_something_is_written_down_or_exempt_with_a_reason(app):
    changing = {rule.endpoint for rule in app.url_map.iter_rules() if rule.methods & {"POST", "PUT", "PATCH", "DELETE"}}
    views = {endpoint: inspect.unwrap(app.view_functions[endpoint]) for endpoint in changing}
    silent = {name for name, view in views.items() if view.__name__ not in noting_functions(view.__module__)}
    assert silent - set(EXEMPT) == set(), "call studyapp.web.auditing.note, or give the reason in EXEMPT"
    assert set(EXEMPT) - silent == set(), "exempt, but written down or gone"


def test_every_action_has_its_words():
    codes = set()
    for path in (ROOT / "studyapp").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_deed = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Deed"
            if is_deed and isinstance(node.args[0], ast.Constant):
                codes.add(node.args[0].value)
    assert len(codes) > 30
    assert codes - set(ACTION_WORDS) == set(), "put the action into studyapp/web/audit_words.py"
