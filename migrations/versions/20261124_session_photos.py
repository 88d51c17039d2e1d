"""Photographs of study sessions.

Revision ID: 20261124_session_photos
Revises: 20261124_identities
"""

import sqlalchemy as sa
from alembic import op

revision = '20261124_session_photos'
down_revision = '20261124_identities'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('session_photo',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('study_session_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('caption', sa.String(length=100), nullable=False),
    sa.Column('media_type', sa.String(length=32), nullable=False),
    sa.Column('width', sa.Integer(), nullable=False),
    sa.Column('height', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('width > 0 AND height > 0', name=op.f('ck_session_photo_sides')),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_session_photo_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['study_session_id'], ['study_session.id'], name=op.f('fk_session_photo_study_session_id_study_session'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_session_photo')),
    sa.UniqueConstraint('study_session_id', 'position', name=op.f('uq_session_photo_study_session_id_position')),
    sa.UniqueConstraint('study_session_id', 'sha256', name=op.f('uq_session_photo_study_session_id_sha256'))
    )


def downgrade() -> None:
    op.drop_table('session_photo')
