"""The request as our pages read it: what no column can hold never gets as far as the database.

Texts hold no NUL character, which no person types and PostgreSQL refuses. A number that no column holds names nothing:
in an address it is a page that does not exist, in a form or query it counts as not given.
"""

from __future__ import annotations

from typing import Any

from flask import Request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.routing import IntegerConverter, UnicodeConverter, ValidationError
from werkzeug.utils import cached_property

LARGEST = 2**31 - 1  # what an integer column of PostgreSQL holds


def whole_number(text: str) -> int:
    """Return the number a text stands for. Raises `ValueError` where it is none, or too large for a column."""
    number = int(text)
    if abs(number) > LARGEST:
        raise ValueError("larger than a column can hold")
    return number


class NumberConverter(IntegerConverter):
    """The `<int:…>` of an address: up to nine digits. More name no row, and are no such page for any method."""

    regex = r"[0-9]{1,9}"


class WordConverter(UnicodeConverter):
    """The `<…>` of an address: one with a NUL character is no page."""

    def to_python(self, value: str) -> str:
        """Return the word. Raises `ValidationError`, which makes the address none of this route."""
        if "\0" in value:
            raise ValidationError
        return value


class Values(ImmutableMultiDict[str, str]):
    """The fields of a form or query; `type=int` reads a `whole_number`."""

    def get(self, key: str, default: Any = None, type: Any = None) -> Any:  # type: ignore[override]  # noqa: A002
        """Return the first value of `key`, or `default` where there is none that `type` takes."""
        return super().get(key, default, whole_number if type is int else type)

    def getlist(self, key: str, type: Any = None) -> list[Any]:  # noqa: A002
        """Return all values of `key` that `type` takes."""
        return super().getlist(key, whole_number if type is int else type)


class CleanRequest(Request):
    """A request whose form and query are rid of NUL characters, and of numbers no column holds, when they are read."""

    def _load_form_data(self) -> None:
        super()._load_form_data()
        self.__dict__["form"] = without_nul(self.__dict__["form"])

    @cached_property
    def args(self) -> MultiDict[str, str]:
        """Return the query's parameters."""
        return without_nul(super().args)


def without_nul(values: MultiDict[str, str]) -> Values:
    """Return the same names and values without NUL characters."""
    return Values((name.replace("\0", ""), value.replace("\0", "")) for name, value in values.items(multi=True))
