"""Pictures of the files, and where they stand in the texts of cases.

Revision ID: 20261124_pictures
Revises: 20261124_held_drafts
"""

import sqlalchemy as sa
from alembic import op

revision = '20261124_pictures'
down_revision = '20261124_held_drafts'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('picture',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('media_type', sa.String(length=32), nullable=False),
    sa.Column('width', sa.Integer(), nullable=False),
    sa.Column('height', sa.Integer(), nullable=False),
    sa.Column('kept_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.CheckConstraint('width > 0 AND height > 0', name=op.f('ck_picture_sides')),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_picture_organization_id_organization'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_picture')),
    sa.UniqueConstraint('organization_id', 'sha256', name=op.f('uq_picture_organization_id_sha256'))
    )
    op.create_table('revision_picture',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('revision_id', sa.Integer(), nullable=False),
    sa.Column('picture_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('part', sa.String(length=16), nullable=False),
    sa.Column('offset', sa.Integer(), nullable=False),
    sa.Column('alt', sa.String(length=300), nullable=False),
    sa.Column('is_hidden', sa.Boolean(), nullable=False),
    sa.CheckConstraint("part IN ('body', 'commentary')", name=op.f('ck_revision_picture_part')),
    sa.CheckConstraint('"offset" >= 0', name=op.f('ck_revision_picture_offset')),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_revision_picture_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['picture_id'], ['picture.id'], name=op.f('fk_revision_picture_picture_id_picture'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['revision_id'], ['case_revision.id'], name=op.f('fk_revision_picture_revision_id_case_revision'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_revision_picture')),
    sa.UniqueConstraint('revision_id', 'position', name=op.f('uq_revision_picture_revision_id_position'))
    )
    with op.batch_alter_table('revision_picture', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_revision_picture_picture_id'), ['picture_id'], unique=False)


def downgrade() -> None:
    op.drop_table('revision_picture')
    op.drop_table('picture')
