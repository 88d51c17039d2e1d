"""Learners judge a case before its commentary opens, and an assignment may ask for it.

Revision ID: 20261124_predictions
Revises: 20261123_imports
"""

import sqlalchemy as sa
from alembic import op

revision = '20261124_predictions'
down_revision = '20261123_imports'
branch_labels = None
depends_on = None

STANCES = ('problem', 'method', 'people', 'rules', 'means', 'unsure')


def upgrade() -> None:
    op.create_table(
        'prediction',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('organization_id', sa.Integer(), nullable=False),
        sa.Column('enrolment_id', sa.Integer(), nullable=False),
        sa.Column('case_id', sa.Integer(), nullable=False),
        sa.Column('revision_id', sa.Integer(), nullable=False),
        sa.Column('stance', sa.Enum(*STANCES, name='stance', native_enum=False, create_constraint=True, length=32), nullable=False),
        sa.Column('line', sa.String(length=300), nullable=False),
        sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('compared_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('is_shared', sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_prediction_case_id_case'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_prediction_enrolment_id_enrolment'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_prediction_organization_id_organization'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['revision_id'], ['case_revision.id'], name=op.f('fk_prediction_revision_id_case_revision'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_prediction')),
        sa.UniqueConstraint('enrolment_id', 'case_id', name=op.f('uq_prediction_enrolment_id_case_id')),
    )
    op.create_index(op.f('ix_prediction_case_id'), 'prediction', ['case_id'])
    op.create_index(op.f('ix_prediction_revision_id'), 'prediction', ['revision_id'])
    op.create_table(
        'predicted_point',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('organization_id', sa.Integer(), nullable=False),
        sa.Column('prediction_id', sa.Integer(), nullable=False),
        sa.Column('start', sa.Integer(), nullable=False),
        sa.Column('end', sa.Integer(), nullable=False),
        sa.CheckConstraint('"start" >= 0 AND "end" > "start"', name=op.f('ck_predicted_point_span')),
        sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_predicted_point_organization_id_organization'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['prediction_id'], ['prediction.id'], name=op.f('fk_predicted_point_prediction_id_prediction'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_predicted_point')),
        sa.UniqueConstraint('prediction_id', 'start', name=op.f('uq_predicted_point_prediction_id_start')),
    )
    with op.batch_alter_table('assignment', schema=None) as batch_op:
        batch_op.add_column(sa.Column('is_prediction_required', sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table('assignment', schema=None) as batch_op:
        batch_op.alter_column('is_prediction_required', server_default=None)


def downgrade() -> None:
    with op.batch_alter_table('assignment', schema=None) as batch_op:
        batch_op.drop_column('is_prediction_required')
    op.drop_table('predicted_point')
    op.drop_table('prediction')
