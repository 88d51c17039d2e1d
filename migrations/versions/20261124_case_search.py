"""Cases are searched in an index of their bigrams.

Revision ID: 20261124_case_search
Revises: 20261124_editions
"""

import re

import sqlalchemy as sa
from alembic import op

revision = '20261124_case_search'
down_revision = '20261124_editions'
branch_labels = None
depends_on = None

_RUN = re.compile(r"([0-9A-Za-z]+)|((?:(?![0-9A-Za-z_])\w)+)")


def bigrams(text):
    found = set()
    for plain, other in _RUN.findall(text.lower()):
        found.update([plain[:40]] if plain else [other[at : at + 2] for at in range(len(other))])
    return sorted(found)


def upgrade() -> None:
    connection = op.get_bind()
    is_sqlite = connection.dialect.name == 'sqlite'
    if is_sqlite:
        op.execute("CREATE VIRTUAL TABLE case_search USING fts5(words, tokenize = 'unicode61 remove_diacritics 0')")
        keep = sa.text('INSERT INTO case_search (rowid, words) VALUES (:case_id, :words)')
    else:
        op.execute('CREATE TABLE case_search (case_id INTEGER PRIMARY KEY, words tsvector NOT NULL)')
        op.execute('CREATE INDEX ix_case_search_words ON case_search USING gin (words)')
        keep = sa.text('INSERT INTO case_search (case_id, words) VALUES (:case_id, array_to_tsvector(:words))')
        keep = keep.bindparams(sa.bindparam('words', type_=sa.ARRAY(sa.String)))
    present = connection.execute(
        sa.text(
            'SELECT c.id, r.id, r.title, r.subtitle, r.place, r.body FROM "case" c'
            ' JOIN case_revision r ON r.case_id = c.id AND r.number = c.revision_number'
        )
    ).all()
    said = sa.text('SELECT text FROM revision_commentary WHERE revision_id = :id ORDER BY position')
    for case_id, revision_id, *parts in present:
        parts += connection.execute(said, {'id': revision_id}).scalars().all()
        words = bigrams('\n'.join(part for part in parts if part))
        connection.execute(keep, {'case_id': case_id, 'words': ' '.join(words) if is_sqlite else words})


def downgrade() -> None:
    op.execute('DROP TABLE case_search')
