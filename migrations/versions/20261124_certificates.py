"""Certificates have a table.

Revision ID: 20261124_certificates
Revises: 20261124_pruning
"""

import sqlalchemy as sa
from alembic import op

revision = '20261124_certificates'
down_revision = '20261124_pruning'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('certificate',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('enrolment_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(length=20), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('organization_name', sa.String(length=200), nullable=False),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('module_title', sa.String(length=300), nullable=False),
    sa.Column('mode', sa.Enum('practice', 'exam', name='mode', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('issued_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('revoked_reason', sa.String(length=300), nullable=False),
    sa.Column('revoked_by_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("(revoked_at IS NULL) = (revoked_reason = '')", name=op.f('ck_certificate_revoked')),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_certificate_account_id_account'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_certificate_enrolment_id_enrolment'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_certificate_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['revoked_by_id'], ['account.id'], name=op.f('fk_certificate_revoked_by_id_account'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_certificate')),
    sa.UniqueConstraint('enrolment_id', name=op.f('uq_certificate_enrolment_id')),
    sa.UniqueConstraint('number', name=op.f('uq_certificate_number'))
    )
    with op.batch_alter_table('certificate', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_certificate_account_id_organization_id'), ['account_id', 'organization_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('certificate', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_certificate_account_id_organization_id'))

    op.drop_table('certificate')
