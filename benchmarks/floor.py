"""The floor: a bare Flask app, one page of a 30-row table from two raw reads. Everything else is a multiple of it."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from flask import Flask, render_template
from jinja2 import DictLoader

PAGE = """<!doctype html><html lang="zh"><head><title>{{ title }}</title></head><body><h1>{{ title }}</h1><table>
{% for row in rows %}<tr><td>{{ row[0] }}</td><td>{{ row[1] }}</td><td>{{ row[2] }}</td></tr>
{% endfor %}</table></body></html>"""
app = Flask(__name__)
app.jinja_loader = DictLoader({"page.html": PAGE})  # compiled once, as files are


def make(path: Path) -> None:
    """Make the floor's database at `path`."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE page (id INTEGER PRIMARY KEY, title TEXT)")
    connection.execute("CREATE TABLE line (id INTEGER PRIMARY KEY, page_id INTEGER, name TEXT, score REAL)")
    connection.execute("INSERT INTO page VALUES (1, '三十行')")
    lines = [(1, f"第{number}行", number / 30) for number in range(30)]
    connection.executemany("INSERT INTO line (page_id, name, score) VALUES (?, ?, ?)", lines)
    connection.commit()
    connection.close()


@app.get("/healthz")
def healthz() -> str:
    return "ok"


@app.get("/")
def page() -> str:
    connection = sqlite3.connect(os.environ["FLOOR_DATABASE"])
    try:
        title = connection.execute("SELECT title FROM page WHERE id = 1").fetchone()[0]
        rows = connection.execute("SELECT id, name, score FROM line WHERE page_id = 1 ORDER BY id").fetchall()
    finally:
        connection.close()
    return render_template("page.html", title=title, rows=rows)
