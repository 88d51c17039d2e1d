"""Held-back drafts are kept with their reason; decisions on drafts are counted by rule.

Revision ID: 20261124_held_drafts
Revises: 20261124_extra_time
"""

import sqlalchemy as sa
from alembic import op

revision = '20261124_held_drafts'
down_revision = '20261124_extra_time'
branch_labels = None
depends_on = None

_VERDICTS = ('approved', 'edited', 'rejected', 'rescued')


def upgrade() -> None:
    op.create_table('held_draft',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('revision_id', sa.Integer(), nullable=False),
    sa.Column('uid', sa.String(length=64), nullable=False),
    sa.Column('rule', sa.String(length=64), nullable=False),
    sa.Column('reason', sa.String(length=64), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('stem', sa.Text(), nullable=False),
    sa.Column('confidence', sa.Double(), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('question_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('confidence BETWEEN 0 AND 1', name=op.f('ck_held_draft_confidence')),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_held_draft_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_held_draft_question_id_question'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['revision_id'], ['case_revision.id'], name=op.f('fk_held_draft_revision_id_case_revision'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_held_draft')),
    sa.UniqueConstraint('revision_id', 'uid', name=op.f('uq_held_draft_revision_id_uid'))
    )
    with op.batch_alter_table('held_draft', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_held_draft_organization_id_reason'), ['organization_id', 'reason'], unique=False)
        batch_op.create_index(batch_op.f('ix_held_draft_question_id'), ['question_id'], unique=False)

    op.create_table('rule_verdicts',
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('rule', sa.String(length=64), nullable=False),
    sa.Column('approved', sa.Integer(), nullable=False),
    sa.Column('edited', sa.Integer(), nullable=False),
    sa.Column('rejected', sa.Integer(), nullable=False),
    sa.Column('rescued', sa.Integer(), nullable=False),
    sa.CheckConstraint('approved >= 0 AND edited >= 0 AND rejected >= 0 AND rescued >= 0', name=op.f('ck_rule_verdicts_counts')),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_rule_verdicts_organization_id_organization'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('organization_id', 'rule', name=op.f('pk_rule_verdicts'))
    )
    with op.batch_alter_table('question', schema=None) as batch_op:
        batch_op.add_column(sa.Column('taught', sa.Enum(*_VERDICTS, name='taught', native_enum=False, create_constraint=True, length=32), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('question', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_question_taught'), type_='check')
        batch_op.drop_column('taught')
    op.drop_table('rule_verdicts')
    op.drop_table('held_draft')
