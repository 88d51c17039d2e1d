"""flask questions totals …: the figures of question health, kept running."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from studyapp.cli.wording import terminal_language
from studyapp.jobs.rebuilding_totals import organization_ids, rebuild_totals

totals = AppGroup("totals", help="The running totals of questions.")

_WORDS = {
    "en": "{versions} question versions with answers; the totals of {mended} were mended.",
    "zh": "有作答的试题版本 {versions} 个，其中 {mended} 个的统计已改正。",
}


@totals.command("rebuild")
def rebuild_command() -> None:
    """Make the running totals of all questions anew from the marked answers; learners may go on answering meanwhile."""
    rebuilt = [rebuild_totals(one) for one in organization_ids()]
    words = _WORDS[terminal_language()]
    click.echo(words.format(versions=sum(one.versions for one in rebuilt), mended=sum(one.mended for one in rebuilt)))
