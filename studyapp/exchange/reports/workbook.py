"""The workbook of an assignment: one sheet for each question a superior asks, and the raw rows behind them."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _

from studyapp.exchange.reports import words
from studyapp.exchange.workbook import SheetColumn, Value, Workbook, writing
from studyapp.study.assignment_people import PersonLine
from studyapp.study.report_figures import ReportFigures


def report_workbook(figures: ReportFigures) -> bytes:
    """Return the workbook's file: by unit, unfinished, score bands, questions, cases, everybody."""
    with writing() as (book, buffer):
        _summary(book, figures)
        _units(book, figures)
        _people(book, figures, _("Not finished"), figures.unfinished)
        _bands(book, figures)
        _questions(book, figures)
        _cases(book, figures)
        _people(book, figures, _("All people"), figures.people)
    return buffer.getvalue()


def _summary(book: Workbook, figures: ReportFigures) -> None:
    counts, zone = figures.counts, figures.zone
    rows: list[list[Value]] = [
        [_("Organization"), figures.organization],
        [_("Units reported on"), figures.scope],
        [_("Module"), figures.module_title],
        [_("Opens"), words.written(figures.opens_at, zone)],
        [_("Deadline"), words.written(figures.closes_at, zone)],
        [_("Pass mark"), figures.pass_mark],
        [_("Attempts allowed"), figures.attempts_allowed],
        [_("People"), counts.total],
        [_("Passed"), counts.passed],
        [_("Share passed"), words.share_words(counts.share_passed)],
        [_("Tried, not passed yet"), counts.not_passed],
        [_("Under way"), counts.under_way],
        [_("Not started"), counts.not_started],
        [_("Mean of the best scores"), words.points(figures.mean_score)],
        [_("Made by"), figures.made_by],
        [_("Made on"), words.written(figures.made_at, zone)],
        [_("Note"), words.zone_note(figures)],
    ]
    columns = [SheetColumn(_("Figure")), SheetColumn(_("Value"))]
    typed = [[label, round(value, 1) if isinstance(value, float) else value] for label, value in rows]
    book.add_table(_("Summary"), columns, typed, title=figures.title)


def _units(book: Workbook, figures: ReportFigures) -> None:
    columns = [
        SheetColumn(_("Unit")),
        SheetColumn(_("People"), "number"),
        SheetColumn(_("Passed"), "number"),
        SheetColumn(_("Share passed"), "share"),
        SheetColumn(_("Tried, not passed yet"), "number"),
        SheetColumn(_("Under way"), "number"),
        SheetColumn(_("Not started"), "number"),
    ]
    rows: Iterable[list[Value]] = (
        [
            words.unit_words(unit),
            unit.whole.total,
            unit.whole.passed,
            unit.whole.share_passed,
            unit.whole.not_passed,
            unit.whole.under_way,
            unit.whole.not_started,
        ]
        for unit in figures.units
    )
    sheet = book.add_table(_("By unit"), columns, rows)
    if figures.units:
        bar = {"type": "data_bar", "min_type": "num", "min_value": 0, "max_type": "num", "max_value": 1}
        sheet.conditional_format(1, 3, len(figures.units), 3, bar | {"bar_color": "#9CC9C3"})


def _bands(book: Workbook, figures: ReportFigures) -> None:
    scored = sum(figures.bands)
    columns = [SheetColumn(_("Points")), SheetColumn(_("People"), "number"), SheetColumn(_("Share"), "share")]
    rows: list[list[Value]] = [
        [words.band_words(band), people, people / scored if scored else None]
        for band, people in enumerate(figures.bands)
    ]
    sheet = book.add_table(_("Score bands"), columns, rows)
    name = sheet.get_name().replace("'", "''")
    chart = book.inner.add_chart({"type": "column"})
    last = len(rows) + 1
    chart.add_series(
        {
            "name": _("People"),
            "categories": f"='{name}'!$A$2:$A${last}",
            "values": f"='{name}'!$B$2:$B${last}",
            "fill": {"color": "#2B7A78"},
            "gap": 40,
        }
    )
    chart.set_title({"name": _("People by best score")})
    chart.set_legend({"none": True})
    sheet.insert_chart("E2", chart)


def _questions(book: Workbook, figures: ReportFigures) -> None:
    columns = [
        SheetColumn(_("Case"), "wrapped"),
        SheetColumn(_("Kind")),
        SheetColumn(_("Question"), "wrapped"),
        SheetColumn(_("Key"), "wrapped"),
        SheetColumn(_("Answers"), "number"),
        SheetColumn(_("Share correct"), "share"),
    ]
    rows: Iterable[list[Value]] = (
        [one.case_title, words.kind_words(one.kind), one.stem, one.key, one.answers, one.share]
        for one in figures.questions
    )
    book.add_table(_("Accuracy by question"), columns, rows)


def _cases(book: Workbook, figures: ReportFigures) -> None:
    columns = [
        SheetColumn(_("Case"), "wrapped"),
        SheetColumn(_("People who read it"), "number"),
        SheetColumn(_("Answers"), "number"),
        SheetColumn(_("Share correct"), "share"),
    ]
    rows: Iterable[list[Value]] = ([one.title, one.readers, one.answers, one.share] for one in figures.cases)
    book.add_table(_("Accuracy by case"), columns, rows)


def _people(book: Workbook, figures: ReportFigures, name: str, people: Iterable[PersonLine]) -> None:
    columns = [
        SheetColumn(_("Unit")),
        SheetColumn(_("Name")),
        SheetColumn(_("Sign-in name")),
        SheetColumn(_("State")),
        SheetColumn(_("Attempts"), "number"),
        SheetColumn(_("Best score"), "score"),
        SheetColumn(_("Last score"), "score"),
        SheetColumn(_("Cases read"), "number"),
        SheetColumn(_("Started"), "moment"),
        SheetColumn(_("Passed on"), "moment"),
        SheetColumn(_("Last active"), "moment"),
    ]
    states = {state: str(word) for state, word in words.STATE_WORDS.items()}
    rows: Iterable[list[Value]] = (
        [
            one.unit_name,
            one.name,
            one.sign_in_name,
            states[one.state],
            one.attempts_used,
            words.points(one.best_score),
            words.points(one.last_score),
            one.cases_read,
            words.wall_clock(one.started_at, figures.zone),
            words.wall_clock(one.passed_at, figures.zone),
            words.wall_clock(one.last_activity_at, figures.zone),
        ]
        for one in people
    )
    book.add_table(name, columns, rows)
