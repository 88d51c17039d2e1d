"""Extra time given to papers has a table.

Revision ID: 20261124_extra_time
Revises: 20261124_invitations
"""

import sqlalchemy as sa
from alembic import op

revision = '20261124_extra_time'
down_revision = '20261124_invitations'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('extra_time',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('attempt_id', sa.Integer(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('reason', sa.String(length=300), nullable=False),
    sa.Column('is_for_all', sa.Boolean(), nullable=False),
    sa.Column('given_by_id', sa.Integer(), nullable=True),
    sa.Column('given_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('minutes > 0', name=op.f('ck_extra_time_minutes')),
    sa.ForeignKeyConstraint(['attempt_id'], ['attempt.id'], name=op.f('fk_extra_time_attempt_id_attempt'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['given_by_id'], ['account.id'], name=op.f('fk_extra_time_given_by_id_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_extra_time_organization_id_organization'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_extra_time'))
    )
    with op.batch_alter_table('extra_time', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_extra_time_attempt_id'), ['attempt_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('extra_time', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_extra_time_attempt_id'))

    op.drop_table('extra_time')
