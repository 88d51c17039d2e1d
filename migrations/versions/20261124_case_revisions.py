"""A case's text is corrected and restored: who made a revision, why, and whether a question's evidence changed by it.

Revision ID: 20261124_case_revisions
Revises: 20261124_case_search
"""

import sqlalchemy as sa
from alembic import op

revision = '20261124_case_revisions'
down_revision = '20261124_case_search'
branch_labels = None
depends_on = None

ORIGINS = sa.Enum('imported', 'corrected', 'restored', name='origin', native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    with op.batch_alter_table('case_revision', schema=None) as batch_op:
        batch_op.add_column(sa.Column('origin', ORIGINS, server_default='imported', nullable=False))
        batch_op.add_column(sa.Column('made_by_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('reason', sa.String(length=300), server_default='', nullable=False))
        batch_op.add_column(sa.Column('restored_number', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_case_revision_made_by_id_account'), 'account', ['made_by_id'], ['id'], ondelete='SET NULL')
    with op.batch_alter_table('question', schema=None) as batch_op:
        batch_op.add_column(sa.Column('is_evidence_changed', sa.Boolean(), server_default=sa.false(), nullable=False))
    with op.batch_alter_table('case_revision', schema=None) as batch_op:
        batch_op.alter_column('origin', server_default=None)
        batch_op.alter_column('reason', server_default=None)
    with op.batch_alter_table('question', schema=None) as batch_op:
        batch_op.alter_column('is_evidence_changed', server_default=None)


def downgrade() -> None:
    with op.batch_alter_table('question', schema=None) as batch_op:
        batch_op.drop_column('is_evidence_changed')
    with op.batch_alter_table('case_revision', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_case_revision_made_by_id_account'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('ck_case_revision_origin'), type_='check')
        batch_op.drop_column('restored_number')
        batch_op.drop_column('reason')
        batch_op.drop_column('made_by_id')
        batch_op.drop_column('origin')
