"""A case that a new edition has no more can be withdrawn.

Revision ID: 20261124_editions
Revises: 20261124_reading
"""

import sqlalchemy as sa
from alembic import op

revision = '20261124_editions'
down_revision = '20261124_reading'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('case', schema=None) as batch_op:
        batch_op.add_column(sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('case', schema=None) as batch_op:
        batch_op.drop_column('withdrawn_at')
