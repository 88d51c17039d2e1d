"""Searching the library."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from studyapp.cases import library
from studyapp.cases.searching import Search, list_places, search
from studyapp.web import current
from studyapp.web.library import words

LONGEST = 200


def search_page() -> ResponseReturnValue:
    """Show the form and what is found; where nothing is asked, the form alone."""
    organization_id = current.actor().organization_id
    asked = _asked()
    found = None if asked.is_empty else search(organization_id, asked, request.args.get("page", 1, type=int))
    return render_template(
        "library/search.html",
        asked=asked,
        found=found,
        before=_address(found.page - 1) if found and found.page > 1 else None,
        after=_address(found.page + 1) if found and found.page < found.pages else None,
        books=[entry.casebook for entry in library.list_casebooks(organization_id)],
        places=list_places(organization_id),
        words=words,
    )


def _asked() -> Search:
    flag = request.args.get("flag", "")
    return Search(
        words=request.args.get("q", "").strip()[:LONGEST],
        casebook_id=request.args.get("casebook", type=int),
        place=request.args.get("place", "")[:LONGEST],
        flag=flag if flag in words.FLAG_WORDS else "",
    )


def _address(page: int) -> str:
    kept: dict[str, Any] = {name: value for name, value in request.args.items() if name != "page" and value}
    return url_for("library.search", **kept, page=page)
