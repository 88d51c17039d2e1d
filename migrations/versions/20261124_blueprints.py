"""Papers are drawn by blueprints; questions can be kept for exams.

Revision ID: 20261124_blueprints
Revises: 20261124_reflections
"""

import sqlalchemy as sa
from alembic import op

revision = '20261124_blueprints'
down_revision = '20261124_reflections'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('paper_blueprint',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('module_id', sa.Integer(), nullable=False),
    sa.Column('mode', sa.Enum('practice', 'exam', name='mode', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('question_count', sa.Integer(), nullable=False),
    sa.Column('hardest', sa.Double(), nullable=False),
    sa.Column('easiest', sa.Double(), nullable=False),
    sa.Column('is_exam_pool_only', sa.Boolean(), nullable=False),
    sa.Column('changed_by_id', sa.Integer(), nullable=True),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('question_count > 0', name=op.f('ck_paper_blueprint_question_count')),
    sa.CheckConstraint('hardest >= 0 AND easiest <= 1 AND hardest < easiest', name=op.f('ck_paper_blueprint_difficulty')),
    sa.ForeignKeyConstraint(['changed_by_id'], ['account.id'], name=op.f('fk_paper_blueprint_changed_by_id_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['module_id'], ['module.id'], name=op.f('fk_paper_blueprint_module_id_module'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_paper_blueprint_organization_id_organization'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_paper_blueprint')),
    sa.UniqueConstraint('module_id', 'mode', name=op.f('uq_paper_blueprint_module_id_mode'))
    )
    with op.batch_alter_table('paper_blueprint', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_paper_blueprint_organization_id'), ['organization_id'], unique=False)

    op.create_table('blueprint_number',
    sa.Column('blueprint_id', sa.Integer(), nullable=False),
    sa.Column('dimension', sa.Enum('kind', 'bloom', 'case', name='dimension', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('value', sa.String(length=32), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.CheckConstraint('count > 0', name=op.f('ck_blueprint_number_count')),
    sa.ForeignKeyConstraint(['blueprint_id'], ['paper_blueprint.id'], name=op.f('fk_blueprint_number_blueprint_id_paper_blueprint'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_blueprint_number_organization_id_organization'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('blueprint_id', 'dimension', 'value', name=op.f('pk_blueprint_number'))
    )
    with op.batch_alter_table('blueprint_number', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_blueprint_number_organization_id'), ['organization_id'], unique=False)

    with op.batch_alter_table('question', schema=None) as batch_op:
        batch_op.add_column(sa.Column('is_for_exams', sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table('question', schema=None) as batch_op:
        batch_op.drop_column('is_for_exams')
    op.drop_table('blueprint_number')
    op.drop_table('paper_blueprint')
