"""Casebooks have a glossary.

Revision ID: 20261124_glossary
Revises: 20261124_session_photos
"""

import sqlalchemy as sa
from alembic import op

revision = '20261124_glossary'
down_revision = '20261124_session_photos'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('glossary_entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('casebook_id', sa.Integer(), nullable=False),
    sa.Column('term', sa.String(length=40), nullable=False),
    sa.Column('explanation', sa.String(length=300), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['casebook_id'], ['casebook.id'], name=op.f('fk_glossary_entry_casebook_id_casebook'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_glossary_entry_organization_id_organization'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_glossary_entry')),
    sa.UniqueConstraint('casebook_id', 'term', name=op.f('uq_glossary_entry_casebook_id_term'))
    )


def downgrade() -> None:
    op.drop_table('glossary_entry')
