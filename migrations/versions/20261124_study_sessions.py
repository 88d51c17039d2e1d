"""Study sessions: plan, roll, room and minutes have their tables.

Revision ID: 20261124_study_sessions
Revises: 20261124_predictions
"""

import sqlalchemy as sa
from alembic import op

revision = '20261124_study_sessions'
down_revision = '20261124_predictions'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('study_session',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('module_id', sa.Integer(), nullable=True),
    sa.Column('host_id', sa.Integer(), nullable=True),
    sa.Column('recorder_id', sa.Integer(), nullable=True),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('makeup_assignment_id', sa.Integer(), nullable=True),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('place', sa.String(length=200), nullable=False),
    sa.Column('starts_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('guests_allowed', sa.Boolean(), nullable=False),
    sa.Column('join_number', sa.String(length=6), nullable=False),
    sa.Column('state', sa.Enum('planned', 'running', 'ended', 'confirmed', 'cancelled', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('scene', sa.Enum('arriving', 'step', 'round', 'result', 'shift', 'commentary', 'floor', name='scene', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('step_position', sa.Integer(), nullable=False),
    sa.Column('round_number', sa.Integer(), nullable=True),
    sa.Column('event_number', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('began_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('ends_at > starts_at', name=op.f('ck_study_session_times')),
    sa.CheckConstraint('event_number >= 0', name=op.f('ck_study_session_event_number')),
    sa.CheckConstraint('step_position >= 0', name=op.f('ck_study_session_step_position')),
    sa.ForeignKeyConstraint(['created_by_id'], ['account.id'], name=op.f('fk_study_session_created_by_id_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['host_id'], ['account.id'], name=op.f('fk_study_session_host_id_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['makeup_assignment_id'], ['assignment.id'], name=op.f('fk_study_session_makeup_assignment_id_assignment'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['module_id'], ['module.id'], name=op.f('fk_study_session_module_id_module'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_study_session_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['recorder_id'], ['account.id'], name=op.f('fk_study_session_recorder_id_account'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_study_session')),
    sa.UniqueConstraint('join_number', name=op.f('uq_study_session_join_number'))
    )
    with op.batch_alter_table('study_session', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_study_session_host_id'), ['host_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_study_session_module_id'), ['module_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_study_session_organization_id_starts_at'), ['organization_id', 'starts_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_study_session_recorder_id'), ['recorder_id'], unique=False)

    op.create_table('agenda_step',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('study_session_id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('reading', 'first_vote', 'discussion', 'second_vote', 'commentary', 'floor', 'summing_up', 'other', name='kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('began_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('minutes BETWEEN 1 AND 600', name=op.f('ck_agenda_step_minutes')),
    sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_agenda_step_case_id_case'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_agenda_step_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['study_session_id'], ['study_session.id'], name=op.f('fk_agenda_step_study_session_id_study_session'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agenda_step')),
    sa.UniqueConstraint('study_session_id', 'position', name=op.f('uq_agenda_step_study_session_id_position'))
    )
    with op.batch_alter_table('agenda_step', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agenda_step_case_id'), ['case_id'], unique=False)

    op.create_table('attendance',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('study_session_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('guest_name', sa.String(length=100), nullable=True),
    sa.Column('is_guest', sa.Boolean(), nullable=False),
    sa.Column('state', sa.Enum('present', 'excused', 'absent', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('way', sa.Enum('list', 'phone', 'closing', name='way', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('arrived_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('is_late', sa.Boolean(), nullable=False),
    sa.Column('left_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.Column('credited_minutes', sa.Integer(), nullable=True),
    sa.Column('made_up_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("state <> 'present' OR arrived_at IS NOT NULL", name=op.f('ck_attendance_arrival')),
    sa.CheckConstraint('(account_id IS NULL) = (guest_name IS NOT NULL)', name=op.f('ck_attendance_person_or_guest')),
    sa.CheckConstraint('credited_minutes >= 0', name=op.f('ck_attendance_credited_minutes')),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_attendance_account_id_account'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_attendance_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['study_session_id'], ['study_session.id'], name=op.f('fk_attendance_study_session_id_study_session'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_attendance_unit_id_unit'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attendance')),
    sa.UniqueConstraint('study_session_id', 'account_id', name=op.f('uq_attendance_study_session_id_account_id'))
    )
    with op.batch_alter_table('attendance', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attendance_account_id_study_session_id'), ['account_id', 'study_session_id'], unique=False)

    op.create_table('minutes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('study_session_id', sa.Integer(), nullable=False),
    sa.Column('points', sa.Text(), nullable=False),
    sa.Column('summary', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('confirmed_by_id', sa.Integer(), nullable=True),
    sa.Column('record', sa.JSON(), nullable=True),
    sa.Column('sha256', sa.String(length=64), nullable=True),
    sa.CheckConstraint('(confirmed_at IS NULL) = (sha256 IS NULL)', name=op.f('ck_minutes_confirmed')),
    sa.CheckConstraint('version > 0', name=op.f('ck_minutes_version')),
    sa.ForeignKeyConstraint(['confirmed_by_id'], ['account.id'], name=op.f('fk_minutes_confirmed_by_id_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_minutes_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['study_session_id'], ['study_session.id'], name=op.f('fk_minutes_study_session_id_study_session'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_minutes')),
    sa.UniqueConstraint('study_session_id', name=op.f('uq_minutes_study_session_id'))
    )
    op.create_table('room_event',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('study_session_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_room_event_account_id_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_room_event_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['study_session_id'], ['study_session.id'], name=op.f('fk_room_event_study_session_id_study_session'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_room_event')),
    sa.UniqueConstraint('study_session_id', 'number', name=op.f('uq_room_event_study_session_id_number'))
    )
    op.create_table('study_session_case',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('study_session_id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('revision_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('commentary_revealed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_study_session_case_case_id_case'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_study_session_case_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['revision_id'], ['case_revision.id'], name=op.f('fk_study_session_case_revision_id_case_revision'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['study_session_id'], ['study_session.id'], name=op.f('fk_study_session_case_study_session_id_study_session'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_study_session_case')),
    sa.UniqueConstraint('study_session_id', 'case_id', name=op.f('uq_study_session_case_study_session_id_case_id')),
    sa.UniqueConstraint('study_session_id', 'position', name=op.f('uq_study_session_case_study_session_id_position'))
    )
    with op.batch_alter_table('study_session_case', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_study_session_case_case_id'), ['case_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_study_session_case_revision_id'), ['revision_id'], unique=False)

    op.create_table('study_session_unit',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('study_session_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_study_session_unit_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['study_session_id'], ['study_session.id'], name=op.f('fk_study_session_unit_study_session_id_study_session'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_study_session_unit_unit_id_unit'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_study_session_unit')),
    sa.UniqueConstraint('study_session_id', 'unit_id', name=op.f('uq_study_session_unit_study_session_id_unit_id'))
    )
    with op.batch_alter_table('study_session_unit', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_study_session_unit_unit_id'), ['unit_id'], unique=False)

    op.create_table('floor_entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('study_session_id', sa.Integer(), nullable=False),
    sa.Column('attendance_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(length=200), nullable=False),
    sa.Column('state', sa.Enum('waiting', 'shown', 'answered', 'hidden', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['attendance_id'], ['attendance.id'], name=op.f('fk_floor_entry_attendance_id_attendance'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_floor_entry_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['study_session_id'], ['study_session.id'], name=op.f('fk_floor_entry_study_session_id_study_session'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_floor_entry'))
    )
    with op.batch_alter_table('floor_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_floor_entry_attendance_id'), ['attendance_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_floor_entry_study_session_id_state'), ['study_session_id', 'state'], unique=False)

    op.create_table('round',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('study_session_id', sa.Integer(), nullable=False),
    sa.Column('step_id', sa.Integer(), nullable=True),
    sa.Column('version_id', sa.Integer(), nullable=True),
    sa.Column('repeats_id', sa.Integer(), nullable=True),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('single', 'multiple', 'true_false', 'text', 'scale', 'ranking', name='kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('prompt', sa.Text(), nullable=False),
    sa.Column('options', sa.JSON(), nullable=False),
    sa.Column('is_anonymous', sa.Boolean(), nullable=False),
    sa.Column('seconds', sa.Integer(), nullable=True),
    sa.Column('state', sa.Enum('prepared', 'open', 'closed', 'revealed', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closes_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('seconds BETWEEN 5 AND 3600', name=op.f('ck_round_seconds')),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_round_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['repeats_id'], ['round.id'], name=op.f('fk_round_repeats_id_round'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['step_id'], ['agenda_step.id'], name=op.f('fk_round_step_id_agenda_step'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['study_session_id'], ['study_session.id'], name=op.f('fk_round_study_session_id_study_session'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['version_id'], ['question_version.id'], name=op.f('fk_round_version_id_question_version'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_round')),
    sa.UniqueConstraint('study_session_id', 'number', name=op.f('uq_round_study_session_id_number'))
    )
    with op.batch_alter_table('round', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_round_repeats_id'), ['repeats_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_round_step_id'), ['step_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_round_version_id'), ['version_id'], unique=False)

    op.create_table('to_do',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('minutes_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('what', sa.String(length=300), nullable=False),
    sa.Column('person', sa.String(length=100), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['minutes_id'], ['minutes.id'], name=op.f('fk_to_do_minutes_id_minutes'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_to_do_organization_id_organization'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_to_do')),
    sa.UniqueConstraint('minutes_id', 'position', name=op.f('uq_to_do_minutes_id_position'))
    )
    op.create_table('ballot',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('voter_key', sa.String(length=64), nullable=False),
    sa.Column('attendance_id', sa.Integer(), nullable=True),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('version > 0', name=op.f('ck_ballot_version')),
    sa.ForeignKeyConstraint(['attendance_id'], ['attendance.id'], name=op.f('fk_ballot_attendance_id_attendance'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_ballot_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_ballot_round_id_round'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ballot')),
    sa.UniqueConstraint('round_id', 'voter_key', name=op.f('uq_ballot_round_id_voter_key'))
    )
    with op.batch_alter_table('ballot', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_ballot_attendance_id'), ['attendance_id'], unique=False)

    op.create_table('floor_vote',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('entry_id', sa.Integer(), nullable=False),
    sa.Column('attendance_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['attendance_id'], ['attendance.id'], name=op.f('fk_floor_vote_attendance_id_attendance'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['entry_id'], ['floor_entry.id'], name=op.f('fk_floor_vote_entry_id_floor_entry'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_floor_vote_organization_id_organization'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_floor_vote')),
    sa.UniqueConstraint('entry_id', 'attendance_id', name=op.f('uq_floor_vote_entry_id_attendance_id'))
    )
    with op.batch_alter_table('floor_vote', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_floor_vote_attendance_id'), ['attendance_id'], unique=False)

    op.create_table('hand_count',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('option', sa.Integer(), nullable=False),
    sa.Column('hands', sa.Integer(), nullable=False),
    sa.CheckConstraint('hands BETWEEN 0 AND 10000', name=op.f('ck_hand_count_hands')),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_hand_count_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_hand_count_round_id_round'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_hand_count')),
    sa.UniqueConstraint('round_id', 'option', name=op.f('uq_hand_count_round_id_option'))
    )


def downgrade() -> None:
    op.drop_table('hand_count')
    with op.batch_alter_table('floor_vote', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_floor_vote_attendance_id'))

    op.drop_table('floor_vote')
    with op.batch_alter_table('ballot', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_ballot_attendance_id'))

    op.drop_table('ballot')
    op.drop_table('to_do')
    with op.batch_alter_table('round', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_round_version_id'))
        batch_op.drop_index(batch_op.f('ix_round_step_id'))
        batch_op.drop_index(batch_op.f('ix_round_repeats_id'))

    op.drop_table('round')
    with op.batch_alter_table('floor_entry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_floor_entry_study_session_id_state'))
        batch_op.drop_index(batch_op.f('ix_floor_entry_attendance_id'))

    op.drop_table('floor_entry')
    with op.batch_alter_table('study_session_unit', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_study_session_unit_unit_id'))

    op.drop_table('study_session_unit')
    with op.batch_alter_table('study_session_case', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_study_session_case_revision_id'))
        batch_op.drop_index(batch_op.f('ix_study_session_case_case_id'))

    op.drop_table('study_session_case')
    op.drop_table('room_event')
    op.drop_table('minutes')
    with op.batch_alter_table('attendance', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_attendance_account_id_study_session_id'))

    op.drop_table('attendance')
    with op.batch_alter_table('agenda_step', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_agenda_step_case_id'))

    op.drop_table('agenda_step')
    with op.batch_alter_table('study_session', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_study_session_recorder_id'))
        batch_op.drop_index(batch_op.f('ix_study_session_organization_id_starts_at'))
        batch_op.drop_index(batch_op.f('ix_study_session_module_id'))
        batch_op.drop_index(batch_op.f('ix_study_session_host_id'))

    op.drop_table('study_session')
