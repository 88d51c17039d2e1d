"""The pictures of a file written down in short transactions; what an earlier run kept is passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp import clock
from studyapp.cases.pictures import keep_pictures
from studyapp.db import begin_writing, db

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studyapp.cases.casebook_text import Picture

BYTES_IN_ONE_WRITE = 1024 * 1024


def keep_in_groups(organization_id: int, pictures: Sequence[Picture]) -> None:
    """Keep pictures, some at a time; no transaction may be open."""
    for some in _groups(pictures):
        begin_writing()
        keep_pictures(organization_id, some, clock.now())
        db.session.commit()


def _groups(pictures: Sequence[Picture]) -> Iterator[list[Picture]]:
    group: list[Picture] = []
    size = 0
    for one in pictures:
        group.append(one)
        size += len(one.content)
        if size > BYTES_IN_ONE_WRITE:
            yield group
            group, size = [], 0
    if group:
        yield group
