"""Imports know their choices and their job; a casebook is shown once it is published.

Revision ID: 20261123_imports
Revises: 20261123_jobs
"""

import sqlalchemy as sa
from alembic import op

revision = '20261123_imports'
down_revision = '20261123_jobs'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('casebook', schema=None) as batch_op:
        batch_op.add_column(sa.Column('published_at', sa.DateTime(timezone=True), nullable=True))
    op.execute('UPDATE casebook SET published_at = created_at')
    with op.batch_alter_table('casebook_import', schema=None) as batch_op:
        batch_op.add_column(sa.Column('choices', sa.JSON(), nullable=False, server_default='{}'))
        batch_op.add_column(sa.Column('job_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f('fk_casebook_import_job_id_job'), 'job', ['job_id'], ['id'], ondelete='SET NULL')
        batch_op.create_index(op.f('ix_casebook_import_organization_id_sha256'), ['organization_id', 'sha256'], unique=False)
    with op.batch_alter_table('casebook_import', schema=None) as batch_op:
        batch_op.alter_column('choices', server_default=None)


def downgrade() -> None:
    with op.batch_alter_table('casebook_import', schema=None) as batch_op:
        batch_op.drop_index(op.f('ix_casebook_import_organization_id_sha256'))
        batch_op.drop_constraint(op.f('fk_casebook_import_job_id_job'), type_='foreignkey')
        batch_op.drop_column('job_id')
        batch_op.drop_column('choices')
    with op.batch_alter_table('casebook', schema=None) as batch_op:
        batch_op.drop_column('published_at')
