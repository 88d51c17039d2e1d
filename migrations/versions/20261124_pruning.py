"""When somebody last worked on an import, by which old ones are let go.

Revision ID: 20261124_pruning
Revises: 20261124_reminders
"""

import sqlalchemy as sa
from alembic import op

revision = '20261124_pruning'
down_revision = '20261124_reminders'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('casebook_import', schema=None) as batch_op:
        batch_op.add_column(sa.Column('touched_at', sa.DateTime(timezone=True), nullable=True))
    op.execute('UPDATE casebook_import SET touched_at = created_at')
    with op.batch_alter_table('casebook_import', schema=None) as batch_op:
        batch_op.alter_column('touched_at', existing_type=sa.DateTime(timezone=True), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table('casebook_import', schema=None) as batch_op:
        batch_op.drop_column('touched_at')
