"""Reflections after study sessions.

Revision ID: 20261124_reflections
Revises: 20261124_glossary
"""

import sqlalchemy as sa
from alembic import op

revision = '20261124_reflections'
down_revision = '20261124_glossary'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('reflection_task',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('study_session_id', sa.Integer(), nullable=False),
    sa.Column('least', sa.Integer(), nullable=False),
    sa.Column('hint', sa.String(length=300), nullable=False),
    sa.CheckConstraint('least BETWEEN 0 AND 3000', name=op.f('ck_reflection_task_least')),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_reflection_task_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['study_session_id'], ['study_session.id'], name=op.f('fk_reflection_task_study_session_id_study_session'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reflection_task')),
    sa.UniqueConstraint('study_session_id', name=op.f('uq_reflection_task_study_session_id'))
    )
    op.create_table('reflection',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('study_session_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('draft', 'handed_in', 'returned', 'accepted', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('handed_in_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('is_consented', sa.Boolean(), nullable=False),
    sa.Column('is_shared', sa.Boolean(), nullable=False),
    sa.Column('remark', sa.Text(), nullable=False),
    sa.Column('remarked_by_id', sa.Integer(), nullable=True),
    sa.Column('remarked_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("NOT is_shared OR (is_consented AND state = 'accepted')", name=op.f('ck_reflection_shared')),
    sa.CheckConstraint("state = 'draft' OR handed_in_at IS NOT NULL", name=op.f('ck_reflection_handed_in')),
    sa.CheckConstraint('version > 0', name=op.f('ck_reflection_version')),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_reflection_account_id_account'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_reflection_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['remarked_by_id'], ['account.id'], name=op.f('fk_reflection_remarked_by_id_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['study_session_id'], ['study_session.id'], name=op.f('fk_reflection_study_session_id_study_session'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reflection')),
    sa.UniqueConstraint('study_session_id', 'account_id', name=op.f('uq_reflection_study_session_id_account_id'))
    )
    with op.batch_alter_table('reflection', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reflection_account_id'), ['account_id'], unique=False)


def downgrade() -> None:
    op.drop_table('reflection')
    op.drop_table('reflection_task')
