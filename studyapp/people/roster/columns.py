"""Which column of a roster holds what, by the words at its head."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum


class Column(StrEnum):
    """What a roster may say of a person."""

    NAME = "name"
    SIGN_IN_NAME = "sign_in_name"
    UNIT = "unit"
    ROLE = "role"
    JOINED_ON = "joined_on"


HEADINGS: dict[Column, tuple[str, ...]] = {
    Column.NAME: ("姓名", "人员姓名", "学员姓名", "真实姓名", "名字", "name", "fullname"),
    # In the order of preference, where a roster has several.
    Column.SIGN_IN_NAME: (
        *("登录名", "登录账号", "账号", "帐号", "用户名", "signinname", "username", "login", "account"),
        *("工号", "员工号", "职工号", "员工编号", "人员编号", "编号", "staffnumber", "employeeid", "employeenumber"),
        *("手机号", "手机号码", "手机", "移动电话", "联系电话", "电话", "mobile", "phone", "邮箱", "email"),
    ),
    Column.UNIT: (
        *("部门", "所属部门", "所在部门", "支部", "党支部", "所在支部", "所属支部", "部门/支部", "单位", "所属单位"),
        *("所在单位", "科室", "班组", "unit", "department", "branch"),
    ),
    Column.ROLE: ("角色", "role"),
    Column.JOINED_ON: ("加入日期", "加入时间", "入职日期", "入职时间", "joined", "joinedon", "startdate"),
}
_NEEDED = {Column.NAME, Column.SIGN_IN_NAME}
_ASIDE = re.compile(r"[（(\[【].*?[)）\]】]")
_UNSEEN = re.compile(r"[\s*＊:：_.\-]+")


def columns_of(cells: Sequence[str]) -> dict[Column, int] | None:
    """Return where each column stands if these cells are a roster's heading, else None."""
    words = [_plain(cell) for cell in cells]
    found = {}
    for column, headings in HEADINGS.items():
        place = next((words.index(heading) for heading in headings if heading in words), None)
        if place is not None:
            found[column] = place
    return found if set(found) >= _NEEDED else None


def _plain(cell: str) -> str:
    return _UNSEEN.sub("", _ASIDE.sub("", unicodedata.normalize("NFKC", cell))).casefold()
