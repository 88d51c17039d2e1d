"""StudyApp: studying casebooks.

Importing a package of ours stays cheap: what reads text (the child process that parses a file, say) loads neither
Flask nor the database. The parts are joined in `studyapp.application`, when `create_app` is called.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def create_app(settings: Mapping[str, object] | None = None) -> Flask:
    """Return the application. `settings` override what the environment says."""
    from studyapp.application import join  # noqa: PLC0415 - see above

    return join(settings)
