"""Readers find their place again, see their time, and mark passages with notes.

Revision ID: 20261124_reading
Revises: 20261124_reports
"""

import sqlalchemy as sa
from alembic import op

revision = '20261124_reading'
down_revision = '20261124_reports'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('highlight',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('revision_id', sa.Integer(), nullable=False),
    sa.Column('start', sa.Integer(), nullable=False),
    sa.Column('end', sa.Integer(), nullable=False),
    sa.Column('quote', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('"start" >= 0 AND "end" > "start"', name=op.f('ck_highlight_span')),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_highlight_account_id_account'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_highlight_case_id_case'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_highlight_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['revision_id'], ['case_revision.id'], name=op.f('fk_highlight_revision_id_case_revision'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_highlight')),
    sa.UniqueConstraint('account_id', 'revision_id', 'start', 'end', name=op.f('uq_highlight_account_id_revision_id_start_end'))
    )
    with op.batch_alter_table('highlight', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_highlight_account_id_case_id'), ['account_id', 'case_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_highlight_case_id'), ['case_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_highlight_revision_id'), ['revision_id'], unique=False)

    op.create_table('reading_place',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('revision_id', sa.Integer(), nullable=False),
    sa.Column('offset', sa.Integer(), nullable=False),
    sa.Column('seconds', sa.Integer(), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('"offset" >= 0 AND seconds >= 0', name=op.f('ck_reading_place_amounts')),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_reading_place_account_id_account'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_reading_place_case_id_case'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_reading_place_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['revision_id'], ['case_revision.id'], name=op.f('fk_reading_place_revision_id_case_revision'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reading_place')),
    sa.UniqueConstraint('account_id', 'case_id', name=op.f('uq_reading_place_account_id_case_id'))
    )
    with op.batch_alter_table('reading_place', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reading_place_case_id'), ['case_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_reading_place_revision_id'), ['revision_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('reading_place', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_reading_place_revision_id'))
        batch_op.drop_index(batch_op.f('ix_reading_place_case_id'))

    op.drop_table('reading_place')
    with op.batch_alter_table('highlight', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_highlight_revision_id'))
        batch_op.drop_index(batch_op.f('ix_highlight_case_id'))
        batch_op.drop_index(batch_op.f('ix_highlight_account_id_case_id'))

    op.drop_table('highlight')
