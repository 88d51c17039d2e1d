"""The fields of a question's form as an answer: options by the place they were shown at."""

from __future__ import annotations

import secrets

from werkzeug.datastructures import MultiDict

from studyapp.study.saving import Save

_MOST_FIELDS = 50


def save_of(form: MultiDict[str, str], position: int) -> Save:
    """Return what the form asks to save; whatever is missing or no number counts as not given."""
    return Save(
        position=position,
        given=given_of(form),
        base_version=form.get("base_version", 0, type=int),
        save_key=(form.get("save_key") or secrets.token_hex(16))[:64],
        is_final="final" in form,
        is_flagged="flagged" in form,
    )


def given_of(form: MultiDict[str, str]) -> dict[str, object]:
    """Return every shape of answer that the form holds; the question's kind decides which one is taken."""
    return {
        "chosen": list(form.getlist("chosen"))[:_MOST_FIELDS],
        "text": form.get("text", ""),
        "texts": _numbered(form, "text"),
        "order": _numbered(form, "order"),
        "pairs": [[str(left), right] for left, right in enumerate(_numbered(form, "pair"))],
    }


def _numbered(form: MultiDict[str, str], name: str) -> list[str]:
    values = [form.get(f"{name}-{place}") for place in range(_MOST_FIELDS)]
    while values and values[-1] is None:
        values.pop()
    return [value or "" for value in values]
