"""`flask audit`: whether the audit log is what it was."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, NoReturn

import click
from flask.cli import AppGroup
from flask_babel import gettext as _

from studyapp import clock
from studyapp.people import audit_verifying
from studyapp.people.audit_verifying import Verified

audit = AppGroup("audit", help="The record of who did what.")


@audit.command("verify")
@click.option("--anchor", "files", multiple=True, type=click.Path(path_type=Path), help="An anchor kept elsewhere.")
def verify(files: tuple[Path, ...]) -> None:
    """Say up to where the log holds. Exit status: 0 it holds, 1 it is broken, 2 an anchor cannot be read."""
    found = audit_verifying.verify([one for file in files for one in _anchors_in(file)])
    if not found:
        click.echo(_("The audit log is empty."))
    for one in found:
        click.echo(_line(one), err=one.broken is not None)
    sys.exit(1 if any(one.broken for one in found) else 0)


@audit.command("anchor")
@click.argument("file", type=click.Path(path_type=Path), required=False)
def anchor(file: Path | None) -> None:
    """Write the present end of the log to FILE, or print it: to be kept where nobody who has the database can reach.

    `flask audit verify --anchor FILE` then notices also a log whose end was cut off, or that was written anew.
    """
    kept = {
        "made_at": clock.now().isoformat(timespec="seconds"),
        "anchors": [one.to_dict() for one in audit_verifying.anchors()],
    }
    text = json.dumps(kept, ensure_ascii=False, indent=1) + "\n"
    if file is None:
        click.echo(text, nl=False)
        return
    try:
        with file.open("x", encoding="utf-8") as out:
            out.write(text)
    except FileExistsError:
        _refuse(_("%(file)s exists already. Name a new file.", file=str(file)))
    except OSError:
        _refuse(_("%(file)s cannot be written.", file=str(file)))


def _anchors_in(file: Path) -> list[dict[str, Any]]:
    try:
        anchors = json.loads(file.read_text(encoding="utf-8"))["anchors"]
        return [{key: one[key] for key in ("organization", "sequence", "digest")} for one in anchors]
    except (OSError, ValueError, KeyError, TypeError):
        _refuse(_("%(file)s is no anchor. Make one with: flask audit anchor FILE", file=str(file)))


def _line(one: Verified) -> str:
    name = one.organization_name or _("(installation)")
    if one.broken is None:
        return str(
            _("%(name)s: holds up to entry %(number)d, %(digest)s", name=name, number=one.holds_to, digest=one.digest)
        )
    reasons = {
        "entry-changed": _("its content is not what it was"),
        "entry-missing": _("it is missing"),
        "entry-before-changed": _("it does not follow the entry before it, which was replaced"),
        "end-missing": _("an anchor knows it, but the log ends before it"),
        "history-rewritten": _("an anchor knows another entry in its place"),
    }
    return str(
        _(
            "%(name)s: holds up to entry %(number)d; entry %(broken)d is broken: %(reason)s",
            name=name,
            number=one.holds_to,
            broken=one.broken.sequence,
            reason=reasons[one.broken.reason],
        )
    )


def _refuse(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(2)
