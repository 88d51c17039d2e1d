"""Reminders have a schedule, ways to go, and a record of what was told whom.

Revision ID: 20261124_reminders
Revises: 20261124_pictures
"""

import sqlalchemy as sa
from alembic import op

revision = '20261124_reminders'
down_revision = '20261124_pictures'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('notification_preference',
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('mail_address', sa.String(length=254), nullable=False),
    sa.Column('wants_mail', sa.Boolean(), nullable=False),
    sa.Column('wants_digest', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_notification_preference_account_id_account'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('account_id', name=op.f('pk_notification_preference'))
    )
    op.create_table('reminder_schedule',
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('is_on', sa.Boolean(), nullable=False),
    sa.Column('days_before', sa.JSON(), nullable=False),
    sa.Column('send_at', sa.Integer(), nullable=False),
    sa.Column('quiet_from', sa.Integer(), nullable=False),
    sa.Column('quiet_until', sa.Integer(), nullable=False),
    sa.Column('sends_digest', sa.Boolean(), nullable=False),
    sa.Column('sends_mail', sa.Boolean(), nullable=False),
    sa.CheckConstraint('quiet_from BETWEEN 0 AND 1439', name=op.f('ck_reminder_schedule_quiet_from')),
    sa.CheckConstraint('quiet_until BETWEEN 0 AND 1439', name=op.f('ck_reminder_schedule_quiet_until')),
    sa.CheckConstraint('send_at BETWEEN 0 AND 1439', name=op.f('ck_reminder_schedule_send_at')),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_reminder_schedule_organization_id_organization'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('organization_id', name=op.f('pk_reminder_schedule'))
    )
    op.create_table('workday',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('is_at_work', sa.Boolean(), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_workday_organization_id_organization'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_workday')),
    sa.UniqueConstraint('organization_id', 'day', name=op.f('uq_workday_organization_id_day'))
    )
    op.create_table('robot',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('wecom', 'dingtalk', 'feishu', name='kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('address', sa.String(length=500), nullable=False),
    sa.Column('secret', sa.String(length=500), nullable=False),
    sa.Column('names_people', sa.Boolean(), nullable=False),
    sa.Column('is_on', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_robot_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_robot_unit_id_unit'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_robot')),
    sa.UniqueConstraint('organization_id', 'name', name=op.f('uq_robot_organization_id_name'))
    )
    with op.batch_alter_table('robot', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_robot_unit_id'), ['unit_id'], unique=False)

    op.create_table('reminder_run',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('assignment_id', sa.Integer(), nullable=True),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.Enum('scheduled', 'by_hand', 'digest', 'trial', name='kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('key', sa.String(length=120), nullable=False),
    sa.Column('chosen', sa.JSON(), nullable=False),
    sa.Column('words', sa.String(length=300), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('planned_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['assignment_id'], ['assignment.id'], name=op.f('fk_reminder_run_assignment_id_assignment'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['created_by_id'], ['account.id'], name=op.f('fk_reminder_run_created_by_id_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_reminder_run_organization_id_organization'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reminder_run')),
    sa.UniqueConstraint('organization_id', 'key', name=op.f('uq_reminder_run_organization_id_key'))
    )
    with op.batch_alter_table('reminder_run', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reminder_run_assignment_id'), ['assignment_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_reminder_run_organization_id_created_at'), ['organization_id', 'created_at'], unique=False)

    op.create_table('delivery',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('run_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('robot_id', sa.Integer(), nullable=True),
    sa.Column('key', sa.String(length=120), nullable=False),
    sa.Column('told', sa.JSON(), nullable=False),
    sa.Column('state', sa.Enum('waiting', 'claimed', 'sent', 'failed', 'unknown', 'skipped', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('next_try_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('claimed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('problem', sa.String(length=64), nullable=False),
    sa.Column('problem_details', sa.String(length=200), nullable=False),
    sa.CheckConstraint('(account_id IS NULL) <> (robot_id IS NULL)', name=op.f('ck_delivery_one_address')),
    sa.CheckConstraint('attempts >= 0', name=op.f('ck_delivery_attempts')),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_delivery_account_id_account'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_delivery_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['robot_id'], ['robot.id'], name=op.f('fk_delivery_robot_id_robot'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['run_id'], ['reminder_run.id'], name=op.f('fk_delivery_run_id_reminder_run'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_delivery')),
    sa.UniqueConstraint('key', name=op.f('uq_delivery_key'))
    )
    with op.batch_alter_table('delivery', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_delivery_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_delivery_robot_id'), ['robot_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_delivery_run_id_state'), ['run_id', 'state'], unique=False)
        batch_op.create_index(batch_op.f('ix_delivery_state_next_try_at'), ['state', 'next_try_at'], unique=False)

    op.create_table('notice',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('run_id', sa.Integer(), nullable=False),
    sa.Column('assignment_id', sa.Integer(), nullable=True),
    sa.Column('key', sa.String(length=120), nullable=False),
    sa.Column('told', sa.JSON(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('read_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_notice_account_id_account'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['assignment_id'], ['assignment.id'], name=op.f('fk_notice_assignment_id_assignment'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_notice_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['run_id'], ['reminder_run.id'], name=op.f('fk_notice_run_id_reminder_run'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notice')),
    sa.UniqueConstraint('key', name=op.f('uq_notice_key'))
    )
    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_notice_account_id_created_at'), ['account_id', 'created_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_notice_assignment_id'), ['assignment_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_notice_run_id'), ['run_id'], unique=False)
        batch_op.create_index('ix_notice_unread', ['account_id', 'organization_id'], unique=False, sqlite_where=sa.text('read_at IS NULL'), postgresql_where=sa.text('read_at IS NULL'))

    op.add_column('assignment', sa.Column('is_reminded', sa.Boolean(), server_default=sa.true(), nullable=False))


def downgrade() -> None:
    op.drop_column('assignment', 'is_reminded')

    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.drop_index('ix_notice_unread', sqlite_where=sa.text('read_at IS NULL'), postgresql_where=sa.text('read_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_notice_run_id'))
        batch_op.drop_index(batch_op.f('ix_notice_assignment_id'))
        batch_op.drop_index(batch_op.f('ix_notice_account_id_created_at'))

    op.drop_table('notice')
    with op.batch_alter_table('delivery', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_delivery_state_next_try_at'))
        batch_op.drop_index(batch_op.f('ix_delivery_run_id_state'))
        batch_op.drop_index(batch_op.f('ix_delivery_robot_id'))
        batch_op.drop_index(batch_op.f('ix_delivery_account_id'))

    op.drop_table('delivery')
    with op.batch_alter_table('reminder_run', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_reminder_run_organization_id_created_at'))
        batch_op.drop_index(batch_op.f('ix_reminder_run_assignment_id'))

    op.drop_table('reminder_run')
    with op.batch_alter_table('robot', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_robot_unit_id'))

    op.drop_table('robot')
    op.drop_table('workday')
    op.drop_table('reminder_schedule')
    op.drop_table('notification_preference')