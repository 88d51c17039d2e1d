"""What imports have left in the database, and when it goes."""

from __future__ import annotations

from flask import current_app, render_template
from flask_babel import gettext as _

from studyapp import clock
from studyapp.cases import pruning
from studyapp.jobs.pruning import keeping_of
from studyapp.web import current


def storage_page() -> str:
    """Show an administrator what is kept of the organization's imports, and what goes next."""
    keeping = keeping_of(current_app.config)
    found = pruning.storage(keeping, clock.now(), current.actor().organization_id)
    names = {
        "files": _("Files of finished imports"),
        "under_way": _("Imports under way"),
        "pictures": _("Pictures"),
    }
    rows = [(names[key], getattr(found, key)) for key in names]
    return render_template(
        "admin/storage.html",
        keeping=keeping,
        rows=[
            {
                "name": name,
                "count": kept.count,
                "size": _amount(kept.size),
                "due": kept.due_count,
                "due_size": _amount(kept.due_size),
            }
            for name, kept in rows
        ],
    )


def _amount(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{-(-size // 1000)} KB"
