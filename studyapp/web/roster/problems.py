"""What can be wrong with a roster, in words: what it is and what to do."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

WORDS: dict[str, LazyString] = {
    "damaged-table": _l(
        "The file is damaged or is no real spreadsheet. Open it in Excel or WPS, save it as .xlsx and hand it in again."
    ),
    "empty-table": _l("The file is empty. Fill in the template and hand it in."),
    "not-a-table": _l("The file is no table. Hand in an .xlsx or .csv file."),
    "old-or-locked-table": _l(
        "The file has the old .xls format or is protected by a password. Save it as .xlsx without a password and hand "
        "it in again."
    ),
    "roster-empty": _l("There is nobody below the heading. Fill in the template and hand it in."),
    "roster-file-missing": _l("Choose a file."),
    "roster-has-problems": _l(
        "%(count)s lines have a problem, so nobody was imported. Mend them in the file, or leave them out."
    ),
    "roster-not-found": _l("This list of people is not among yours, or was given up."),
    "roster-not-open": _l("This list of people cannot be changed any more."),
    "roster-overtaken": _l("Somebody else is changing the same people. Nothing was imported. Try again in a moment."),
    "roster-without-heading": _l(
        "No heading was found in the first 20 lines. It needs at least a column “姓名” and a column “登录名” "
        "(“工号” or “手机号” will do)."
    ),
    "table-too-large": _l("The file is larger than %(limit)s MB. Remove pictures, or split it."),
    "table-too-much-memory": _l("Reading this table needs too much memory and was stopped. Split the file."),
    "table-took-too-long": _l("Reading took longer than %(seconds)s seconds and was stopped. Split the file."),
    "too-many-rows": _l("The file has more than %(most)s lines. Split it and hand the parts in one after another."),
}

LINE_WORDS: dict[str, LazyString] = {
    "account-inactive": _l("The account %(about)s is switched off. An administrator can switch it on."),
    "day-in-future": _l("The day %(about)s is still to come."),
    "day-unreadable": _l("“%(about)s” is no day. Write 2026-03-01."),
    "digits-lost": _l(
        "The number %(about)s is too long for a spreadsheet, which dropped digits. Format the column as text."
    ),
    "formula-without-value": _l(
        "This cell holds a formula that was never computed. Copy it and paste it as a value, then save."
    ),
    "line-repeated": _l("The same person and unit as in line %(about)s. Delete one of the two."),
    "name-differs": _l("The same sign-in name as in line %(about)s, but another name. Mend one of the two."),
    "name-missing": _l("The name is missing."),
    "name-too-long": _l("The name has more than 100 characters."),
    "not-a-value": _l("The spreadsheet shows the error %(about)s here. Mend the formula."),
    "role-not-yours": _l("Only an administrator can make %(about)s an organizer or administrator."),
    "role-unknown": _l("“%(about)s” is no role. Write 学员, 组织者 or 管理员, or nothing."),
    "sign-in-name-elsewhere": _l(
        "The sign-in name %(about)s belongs to somebody outside your units. Choose another, or ask an administrator."
    ),
    "sign-in-name-invalid": _l("“%(about)s” cannot be a sign-in name: 2 to 64 letters, digits or . @ + - _."),
    "sign-in-name-missing": _l("The sign-in name is missing."),
    "unit-ambiguous": _l("Several units are called %(about)s. Write the unit above it too, as 一分部/二支部."),
    "unit-name-too-long": _l("The name of the unit has more than 100 characters."),
    "unit-unknown": _l("There is no unit called %(about)s. Mend the name, or have missing units made."),
}

CHANGE_WORDS: dict[str, LazyString] = {
    "come-back": _l("comes back"),
    "day": _l("day of joining changes"),
    "join": _l("joins this unit too"),
    "move": _l("moves here"),
    "rename": _l("name changes"),
}

NOTE_WORDS: dict[str, LazyString] = {
    "": _l("Waiting for its turn"),
    "checking-people": _l("Checking and storing people"),
    "enrolling-people": _l("Adding them to running assignments"),
    "reading-file": _l("Reading the file"),
}


def line_words(code: str, about: str) -> str:
    """Return what is wrong with a line."""
    return str(LINE_WORDS[code]) % {"about": about}
