"""The audit log: who did what, when, to what, from where; to look through and to take along."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from flask import Response, render_template, request, url_for
from flask_babel import gettext as _

from studyapp.exchange.csv_sheet import Cell, csv_bytes
from studyapp.people import audit_listing
from studyapp.people.audit import Deed
from studyapp.people.audit_listing import AuditLine, AuditSearch
from studyapp.web import current
from studyapp.web.audit_words import action_words, details_words, subject_words
from studyapp.web.auditing import note
from studyapp.web.downloads import download
from studyapp.web.transactions import writes


def log() -> str:
    """Show a page of the log, newest first."""
    actor, search = current.actor(), _search()
    page = audit_listing.list_entries(
        actor, search, request.args.get("before", type=int), request.args.get("after", type=int)
    )
    chosen = {name: request.args[name] for name in _FIELDS if request.args.get(name)}
    return render_template(
        "admin/audit.html",
        lines=[_shown(line) for line in page.lines],
        chosen={name: chosen.get(name, "") for name in _FIELDS},
        actions=[(code, action_words(code)) for code in audit_listing.actions_in(actor)],
        older=_address(chosen, "before", page.older),
        newer=_address(chosen, "after", page.newer),
        file=f"{url_for('admin.audit_file')}?{urlencode(chosen)}",
        is_narrowed=bool(chosen),
    )


@writes
def log_file() -> Response:
    """Send what the choice finds as CSV; that it was taken along stands in the log as well."""
    actor, zone = current.actor(), ZoneInfo(current.actor().zone)
    lines = audit_listing.export_entries(actor, _search())
    note(Deed("audit.export", "page", None, {"entries": len(lines)}))
    header = [
        *(_("No."), _("Time"), _("Who"), _("What"), _("Kind"), _("Object"), _("Details")),
        *(_("Address"), _("Device"), _("Code"), _("Hash")),
    ]
    content = csv_bytes(header, (_row(line, zone) for line in lines))
    return download(content, _("Audit log.csv"), "audit-log.csv")


_FIELDS = ("who", "action", "kind", "id", "since", "until")


def _search() -> AuditSearch:
    until = _day("until")
    return AuditSearch(
        who=request.args.get("who", "").strip()[:100],
        action=request.args.get("action", "")[:64],
        subject_kind=request.args.get("kind", "")[:32],
        subject_id=request.args.get("id", type=int),
        since=_day("since"),
        until=until + timedelta(days=1) if until else None,
    )


def _day(name: str) -> datetime | None:
    """Return the first moment of a day typed, in the organization's zone; what is no day counts as not given."""
    try:
        day = date.fromisoformat(request.args.get(name, ""))
        return datetime.combine(day, time(), ZoneInfo(current.actor().zone)) if day.year < 9999 else None
    except ValueError:
        return None


def _address(chosen: dict[str, str], name: str, number: int | None) -> str | None:
    if number is None:
        return None
    return url_for("admin.audit") + "?" + urlencode({**chosen, name: number})


def _shown(line: AuditLine) -> dict[str, object]:
    entry = line.entry
    return {
        "number": entry.sequence,
        "at": entry.at,
        "who": line.who or _("(nobody signed in)"),
        "what": action_words(entry.action),
        "kind": subject_words(entry.subject_kind),
        "object": _object(line),
        "details": details_words(_rest(entry.details)),
        "address": entry.address or "–",
        "device": entry.device or "",
        "filter": url_for("admin.audit", kind=entry.subject_kind, id=entry.subject_id) if entry.subject_id else None,
    }


def _row(line: AuditLine, zone: ZoneInfo) -> list[Cell]:
    entry = line.entry
    return [
        entry.sequence,
        entry.at.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S"),
        line.who or "",
        action_words(entry.action),
        subject_words(entry.subject_kind),
        _object(line),
        details_words(_rest(entry.details)),
        entry.address,
        entry.device,
        entry.action,
        entry.digest,
    ]


def _object(line: AuditLine) -> str:
    """Return what the entry is about by the name it had then, or has now, or by its number."""
    details = line.entry.details
    name = details.get("name") or details.get("title") or details.get("file") or line.about
    number = line.entry.subject_id
    return str(name) if name else f"#{number}" if number else "–"


def _rest(details: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in details.items() if name not in {"name", "title", "file"}}
