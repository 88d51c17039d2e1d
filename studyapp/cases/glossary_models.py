"""The glossary of a casebook."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from studyapp.db import Model

TERM_LENGTH, EXPLANATION_LENGTH = 40, 300


class GlossaryEntry(Model):
    """A term with an organizer's short explanation, for every case of the casebook in which it stands."""

    __tablename__ = "glossary_entry"
    __table_args__ = (UniqueConstraint("casebook_id", "term"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    casebook_id: Mapped[int] = mapped_column(ForeignKey("casebook.id", ondelete="CASCADE"))
    term: Mapped[str] = mapped_column(String(TERM_LENGTH))
    explanation: Mapped[str] = mapped_column(String(EXPLANATION_LENGTH))
    position: Mapped[int]
