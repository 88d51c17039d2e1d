"""Sign-ins have a register.

Revision ID: 20261124_sign_ins
Revises: 20261124_certificates
"""

import sqlalchemy as sa
from alembic import op

revision = '20261124_sign_ins'
down_revision = '20261124_certificates'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('device_sign_in',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('credentials_version', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('previous_hash', sa.String(length=64), nullable=True),
    sa.Column('rotated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('device', sa.String(length=60), nullable=False),
    sa.Column('address', sa.String(length=64), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('last_seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_device_sign_in_account_id_account'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_device_sign_in')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_device_sign_in_token_hash'))
    )
    with op.batch_alter_table('device_sign_in', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_device_sign_in_account_id'), ['account_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('device_sign_in', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_device_sign_in_account_id'))

    op.drop_table('device_sign_in')
