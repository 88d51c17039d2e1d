"""Rosters handed in have a table.

Revision ID: 20261124_roster_import
Revises: 20261124_reviews
"""

import sqlalchemy as sa
from alembic import op

revision = '20261124_roster_import'
down_revision = '20261124_reviews'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('roster_import',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('file_name', sa.String(length=255), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('uploaded', 'preview', 'confirmed', 'done', 'failed', 'discarded', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('options', sa.JSON(), nullable=False),
    sa.Column('error', sa.JSON(), nullable=True),
    sa.Column('result', sa.JSON(), nullable=True),
    sa.Column('job_id', sa.Integer(), nullable=True),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('roster', sa.JSON(), nullable=True),
    sa.CheckConstraint('size >= 0', name=op.f('ck_roster_import_size')),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_roster_import_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['created_by_id'], ['account.id'], name=op.f('fk_roster_import_created_by_id_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['job_id'], ['job.id'], name=op.f('fk_roster_import_job_id_job'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_roster_import'))
    )
    with op.batch_alter_table('roster_import', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_roster_import_organization_id_created_at'), ['organization_id', 'created_at'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('roster_import', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_roster_import_organization_id_created_at'))
    op.drop_table('roster_import')
