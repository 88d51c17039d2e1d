"""Questions met are remembered as cards, reviewed day by day, and practised where they are weak.

Revision ID: 20261124_reviews
Revises: 20261124_study_sessions
"""

import sqlalchemy as sa
from alembic import op

revision = '20261124_reviews'
down_revision = '20261124_study_sessions'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('practice',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_practice_account_id_account'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_practice_organization_id_organization'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_practice'))
    )
    with op.batch_alter_table('practice', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_practice_account_id_organization_id'), ['account_id', 'organization_id'], unique=False)

    op.create_table('review_card',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('question_id', sa.Integer(), nullable=False),
    sa.Column('stability', sa.Double(), nullable=False),
    sa.Column('difficulty', sa.Double(), nullable=False),
    sa.Column('last_met_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('misses', sa.Integer(), nullable=False),
    sa.Column('streak', sa.Integer(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.CheckConstraint('misses >= 0 AND streak >= 0', name=op.f('ck_review_card_counts')),
    sa.CheckConstraint('stability > 0', name=op.f('ck_review_card_stability')),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_review_card_account_id_account'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_review_card_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_review_card_question_id_question'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_review_card')),
    sa.UniqueConstraint('account_id', 'question_id', name=op.f('uq_review_card_account_id_question_id'))
    )
    with op.batch_alter_table('review_card', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_review_card_account_id_organization_id_due_at'), ['account_id', 'organization_id', 'due_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_review_card_question_id'), ['question_id'], unique=False)

    op.create_table('practice_question',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('practice_id', sa.Integer(), nullable=False),
    sa.Column('card_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['card_id'], ['review_card.id'], name=op.f('fk_practice_question_card_id_review_card'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_practice_question_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['practice_id'], ['practice.id'], name=op.f('fk_practice_question_practice_id_practice'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_practice_question')),
    sa.UniqueConstraint('practice_id', 'card_id', name=op.f('uq_practice_question_practice_id_card_id')),
    sa.UniqueConstraint('practice_id', 'position', name=op.f('uq_practice_question_practice_id_position'))
    )
    with op.batch_alter_table('practice_question', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_practice_question_card_id'), ['card_id'], unique=False)

    op.create_table('review',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('card_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('practice_id', sa.Integer(), nullable=True),
    sa.Column('reviewed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('score', sa.Double(), nullable=False),
    sa.Column('rating', sa.Integer(), nullable=False),
    sa.Column('is_own_rating', sa.Boolean(), nullable=False),
    sa.Column('seconds', sa.Integer(), nullable=True),
    sa.Column('stability_before', sa.Double(), nullable=False),
    sa.Column('difficulty_before', sa.Double(), nullable=False),
    sa.Column('met_before_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('rating BETWEEN 1 AND 4', name=op.f('ck_review_rating')),
    sa.CheckConstraint('score BETWEEN 0 AND 1', name=op.f('ck_review_score')),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_review_account_id_account'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['card_id'], ['review_card.id'], name=op.f('fk_review_card_id_review_card'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_review_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['practice_id'], ['practice.id'], name=op.f('fk_review_practice_id_practice'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['version_id'], ['question_version.id'], name=op.f('fk_review_version_id_question_version'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_review')),
    sa.UniqueConstraint('card_id', 'number', name=op.f('uq_review_card_id_number'))
    )
    with op.batch_alter_table('review', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_review_account_id_organization_id_reviewed_at'), ['account_id', 'organization_id', 'reviewed_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_review_practice_id'), ['practice_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_review_version_id'), ['version_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('review', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_review_version_id'))
        batch_op.drop_index(batch_op.f('ix_review_practice_id'))
        batch_op.drop_index(batch_op.f('ix_review_account_id_organization_id_reviewed_at'))

    op.drop_table('review')
    with op.batch_alter_table('practice_question', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_practice_question_card_id'))

    op.drop_table('practice_question')
    with op.batch_alter_table('review_card', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_review_card_question_id'))
        batch_op.drop_index(batch_op.f('ix_review_card_account_id_organization_id_due_at'))

    op.drop_table('review_card')
    with op.batch_alter_table('practice', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_practice_account_id_organization_id'))

    op.drop_table('practice')
