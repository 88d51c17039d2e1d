"""Named errors of the domain: a code and parameters; web and command line word them."""

from __future__ import annotations


class DomainError(Exception):
    """Something the user can understand and mend.

    `code` names it (kebab-case); `parameters` fill its wording. `status` is the HTTP status a page answers with.
    """

    status = 422

    def __init__(self, code: str, **parameters: object) -> None:
        super().__init__(code, parameters)
        self.code = code
        self.parameters = parameters


class NotFoundError(DomainError):
    """The thing does not exist, or not for this organization."""

    status = 404


class ForbiddenError(DomainError):
    """The person may not do this."""

    status = 403


class ConflictError(DomainError):
    """The thing is in a state in which this cannot be done, or somebody else was faster."""

    status = 409


class ThrottledError(DomainError):
    """Tried too often; `retry_after` in the parameters is in seconds."""

    status = 429


class BusyError(DomainError):
    """The server has too much to do at the moment; nothing was changed."""

    status = 503


class UnreadableFileError(DomainError):
    """A file cannot be read as a casebook."""
