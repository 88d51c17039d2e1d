"""The request as our pages read it: its texts hold no NUL character, which no person types and PostgreSQL refuses."""

from __future__ import annotations

from flask import Request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.utils import cached_property


class CleanRequest(Request):
    """A request whose form and query are rid of NUL characters when they are parsed."""

    def _load_form_data(self) -> None:
        super()._load_form_data()
        self.__dict__["form"] = without_nul(self.__dict__["form"])

    @cached_property
    def args(self) -> MultiDict[str, str]:
        """Return the query's parameters."""
        return without_nul(super().args)


def without_nul(values: MultiDict[str, str]) -> ImmutableMultiDict[str, str]:
    """Return the same names and values without NUL characters."""
    return ImmutableMultiDict(
        (name.replace("\0", ""), value.replace("\0", "")) for name, value in values.items(multi=True)
    )
