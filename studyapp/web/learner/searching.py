"""A learner's search in the cases that they may read."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from studyapp import clock
from studyapp.study.searching import search_reading
from studyapp.web import current

LONGEST = 200


def search_page() -> ResponseReturnValue:
    """Show the form and what is found."""
    words = request.args.get("q", "").strip()[:LONGEST]
    hits = search_reading(current.actor(), words, clock.now()) if words else []
    return render_template("learner/search.html", q=words, hits=hits)
