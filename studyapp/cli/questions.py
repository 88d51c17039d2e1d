"""flask questions …: draft questions from a casebook file; rebuild what real answers say of questions."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from studyapp.cases.limited import read_in_child
from studyapp.cli.lazy import LazyGroup
from studyapp.cli.wording import sentence_for, terminal_language
from studyapp.errors import UnreadableFileError
from studyapp.questions.drafting import DraftedQuestions, draft_questions, drafts_as_json
from studyapp.questions.lexicon import TermLexicon

questions = LazyGroup(
    "questions",
    lazy={"totals": "studyapp.cli.question_totals:totals"},
    help="Draft questions, and rebuild their figures.",
)

TERMS = Path(__file__).resolve().parents[2] / "content" / "terms"
_WORDS = {
    "en": "{questions} questions from {cases} cases; {withheld} drafts withheld.",
    "zh": "{cases} 个案例，共 {questions} 道试题；暂不采用 {withheld} 道。",
}


@questions.command("draft", with_appcontext=False)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_data", is_flag=True, help="Print everything as JSON.")
def draft_command(file: Path, as_data: bool) -> None:
    """Draft questions from the casebook FILE. Nothing is written anywhere."""
    try:
        book = read_in_child(file)
    except UnreadableFileError as error:
        click.echo(sentence_for(error), err=True)
        sys.exit(2)
    drafted = draft_questions([one.text for one in book.cases], TermLexicon.load(TERMS))
    if as_data:
        click.echo(json.dumps(drafts_as_json(drafted), ensure_ascii=False, indent=2))
    else:
        _summarize(drafted)


def _summarize(drafted: DraftedQuestions) -> None:
    for draft in drafted.questions:
        click.echo(f"{draft.case}. [{draft.kind}] {draft.stem}")
        for option in draft.options:
            click.echo(f"   {'*' if option.is_key else ' '} {option.text}")
        for text in draft.answer_texts() if not draft.options else ():
            click.echo(f"   = {text}")
    withheld = sum(one.count for one in drafted.withheld)
    words = _WORDS[terminal_language()]
    click.echo(words.format(questions=len(drafted.questions), cases=len(drafted.coverage), withheld=withheld))
