"""Figures over weeks have tables; the index of standings carries the score.

Revision ID: 20261124_figures
Revises: 20261124_blueprints
"""

import sqlalchemy as sa
from alembic import op

revision = '20261124_figures'
down_revision = '20261124_blueprints'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('figure_batch',
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_figure_batch_organization_id_organization'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('organization_id', name=op.f('pk_figure_batch'))
    )
    op.create_table('help_figure',
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('used_up', sa.Integer(), nullable=False),
    sa.Column('failed', sa.Integer(), nullable=False),
    sa.Column('overdue', sa.Integer(), nullable=False),
    sa.Column('idle', sa.Integer(), nullable=False),
    sa.Column('weight', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_help_figure_account_id_account'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_help_figure_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_help_figure_unit_id_unit'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('account_id', 'unit_id', name=op.f('pk_help_figure'))
    )
    with op.batch_alter_table('help_figure', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_help_figure_organization_id_weight'), ['organization_id', 'weight'], unique=False)

    op.create_table('retention_figure',
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('days', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('reviews', sa.Integer(), nullable=False),
    sa.Column('recalled', sa.Integer(), nullable=False),
    sa.CheckConstraint('recalled <= reviews', name=op.f('ck_retention_figure_recalled')),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_retention_figure_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_retention_figure_unit_id_unit'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('unit_id', 'days', name=op.f('pk_retention_figure'))
    )
    with op.batch_alter_table('retention_figure', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_retention_figure_organization_id'), ['organization_id'], unique=False)

    op.create_table('weekly_figure',
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('week', sa.Date(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('started', sa.Integer(), nullable=False),
    sa.Column('passed', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_weekly_figure_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_weekly_figure_unit_id_unit'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('unit_id', 'week', name=op.f('pk_weekly_figure'))
    )
    with op.batch_alter_table('weekly_figure', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_weekly_figure_organization_id'), ['organization_id'], unique=False)

    with op.batch_alter_table('enrolment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_enrolment_standing'), sqlite_where=sa.text('withdrawn_at IS NULL'))
        batch_op.create_index('ix_enrolment_standing', ['assignment_id', 'state', 'unit_id', 'best_score'], unique=False, sqlite_where=sa.text('withdrawn_at IS NULL'), postgresql_where=sa.text('withdrawn_at IS NULL'))


def downgrade() -> None:
    with op.batch_alter_table('enrolment', schema=None) as batch_op:
        batch_op.drop_index('ix_enrolment_standing', sqlite_where=sa.text('withdrawn_at IS NULL'), postgresql_where=sa.text('withdrawn_at IS NULL'))
        batch_op.create_index(batch_op.f('ix_enrolment_standing'), ['assignment_id', 'state', 'unit_id'], unique=False, sqlite_where=sa.text('withdrawn_at IS NULL'), postgresql_where=sa.text('withdrawn_at IS NULL'))

    with op.batch_alter_table('weekly_figure', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_weekly_figure_organization_id'))

    op.drop_table('weekly_figure')
    with op.batch_alter_table('retention_figure', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_retention_figure_organization_id'))

    op.drop_table('retention_figure')
    with op.batch_alter_table('help_figure', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_help_figure_organization_id_weight'))

    op.drop_table('help_figure')
    op.drop_table('figure_batch')
