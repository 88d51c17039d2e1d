"""The list of notices, having read them, and one's preferences."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, StringField
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from studyapp import clock
from studyapp.chasing.models import Notice
from studyapp.chasing.notices import list_notices, mark_read
from studyapp.chasing.preferences import preference_of, save_preference
from studyapp.exchange.messages.mail import is_address
from studyapp.jobs.message_sending import has_mail
from studyapp.web import current


def _is_address_or_empty(_form: BaseForm, field: Field) -> None:
    if field.data and not is_address(field.data.strip()):
        raise ValidationError(_l("This is not a mail address. Example: name@example.org"))


class PreferenceForm(FlaskForm):  # type: ignore[misc]
    """How one wants to be told outside the product."""

    mail_address = StringField(
        _l("Mail address"),
        [_is_address_or_empty],
        description=_l("Only for reminders; nobody else sees it. Left empty: no mail."),
    )
    wants_mail = BooleanField(_l("Remind me by mail"))
    wants_digest = BooleanField(_l("Send me the weekly digest of the units I look after"))


def index() -> str:
    """Show the newest notices, unread ones first."""
    found = list_notices(current.actor())
    return render_template(
        "notices/index.html",
        notices=[_line(one) for one in found],
        newest_id=max((one.id for one in found), default=0),
        has_unread=any(one.read_at is None for one in found),
    )


def read() -> ResponseReturnValue:
    """Note that everything shown has been read; what came since stays unread."""
    mark_read(current.actor(), clock.now(), request.form.get("newest_id", 0, type=int))
    return redirect(url_for("notices.index"), 303)


def preferences() -> ResponseReturnValue:
    """Show the preferences."""
    kept = preference_of(current.actor().account_id)
    form = PreferenceForm(
        None, mail_address=kept.mail_address, wants_mail=kept.wants_mail, wants_digest=kept.wants_digest
    )
    return _page(form), 200


def take_preferences() -> ResponseReturnValue:
    """Keep the preferences."""
    form = PreferenceForm(request.form)
    if not form.validate():
        return _page(form), 422
    save_preference(
        current.actor().account_id,
        form.mail_address.data or "",
        wants_mail=form.wants_mail.data,
        wants_digest=form.wants_digest.data,
    )
    flash(_("Saved."), "success")
    return redirect(url_for("notices.index"), 303)


def _page(form: PreferenceForm) -> str:
    return render_template(
        "notices/preferences.html", form=form, has_mail=has_mail(), is_organizer=current.actor().is_organizer
    )


def _line(notice: Notice) -> dict[str, Any]:
    told = notice.told
    lines = told.get("lines")
    return {
        "notice": notice,
        "is_digest": lines is not None,
        "lines": [one | {"closes_at": datetime.fromisoformat(one["closes_at"])} for one in lines or []],
        "closes_at": None if lines is not None else datetime.fromisoformat(told["closes_at"]),
        "told": told,
    }
