"""flask casebook …: what is understood of a casebook file."""

from __future__ import annotations

import json
import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from studyapp.cases.casebook_json import as_json
from studyapp.cases.limited import read_in_child
from studyapp.cli.lazy import LazyGroup
from studyapp.cli.wording import sentence_for, terminal_language
from studyapp.errors import UnreadableFileError

if TYPE_CHECKING:
    from studyapp.cases.casebook_text import ReadCasebook

casebook = LazyGroup(
    "casebook", help="Read and import casebooks.", lazy={"import": "studyapp.cli.casebook_import:import_command"}
)

_PIECES = 4096

_WORDS = {
    "en": (
        "{cases} cases, {repairs} repairs, {suspects} doubtful places, {left} runs left over.",
        "commentary",
        "no commentary",
    ),
    "zh": ("共 {cases} 个案例，修复 {repairs} 处，存疑 {suspects} 处，未收入 {left} 处。", "有点评", "无点评"),
}


@casebook.command("read", with_appcontext=False)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_data", is_flag=True, help="Print everything as JSON.")
@click.option("--raw", "as_raw", is_flag=True, help="Print the extracted text, to which all raw offsets refer.")
def read_command(file: Path, as_data: bool, as_raw: bool) -> None:
    """Read FILE and say which cases are in it. Nothing is written anywhere."""
    if as_data and as_raw:
        raise click.UsageError("--json and --raw exclude each other")
    try:
        book = read_in_child(file)
    except UnreadableFileError as error:
        _refuse(error)
    if as_raw:
        sys.stdout.buffer.write(book.raw.encode("utf-8"))
        sys.stdout.flush()
    elif as_data:
        _print_json(as_json(book))
    else:
        _summarize(book)


def _print_json(value: object) -> None:
    """Print a large value piece by piece: the whole as one string would take several times the book's memory."""
    pieces = json.JSONEncoder(ensure_ascii=False, indent=2).iterencode(value)
    for some in iter(lambda: "".join(islice(pieces, _PIECES)), ""):
        click.echo(some, nl=False)
    click.echo()


def _refuse(error: UnreadableFileError) -> NoReturn:
    click.echo(sentence_for(error), err=True)
    sys.exit(2)


def _summarize(book: ReadCasebook) -> None:
    counts, commented, uncommented = _WORDS[terminal_language()]
    click.echo(book.title)
    for case in book.cases:
        text = case.text
        subtitle = f" —— {text.subtitle}" if text.subtitle else ""
        said = commented if text.commentaries else uncommented
        flags = f" [{', '.join(text.flags)}]" if text.flags else ""
        click.echo(f"{text.number:>3}. {text.title}{subtitle} ({len(text.body)}; {said}){flags}")
    click.echo(
        counts.format(
            cases=len(book.cases), repairs=len(book.repairs), suspects=len(book.suspects), left=len(book.left_over)
        )
    )
