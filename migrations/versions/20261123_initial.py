"""The first tables.

Revision ID: 20261123_initial
Revises: nothing
"""

import sqlalchemy as sa
from alembic import op

revision = '20261123_initial'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('account',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sign_in_name', sa.String(length=64), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('password_hash', sa.String(length=200), nullable=True),
    sa.Column('credentials_version', sa.Integer(), nullable=False),
    sa.Column('is_active', sa.Boolean(), nullable=False),
    sa.Column('locale', sa.String(length=8), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('last_sign_in_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account')),
    sa.UniqueConstraint('sign_in_name', name=op.f('uq_account_sign_in_name'))
    )
    op.create_table('organization',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('zone', sa.String(length=64), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organization')),
    sa.UniqueConstraint('name', name=op.f('uq_organization_name'))
    )
    op.create_table('sign_in_throttle',
    sa.Column('key', sa.String(length=128), nullable=False),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('last_failure_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('failures >= 0', name=op.f('ck_sign_in_throttle_failures')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_sign_in_throttle'))
    )
    op.create_table('audit_entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=True),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('action', sa.String(length=64), nullable=False),
    sa.Column('subject_kind', sa.String(length=32), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=True),
    sa.Column('details', sa.JSON(), nullable=False),
    sa.Column('address', sa.String(length=64), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_audit_entry_account_id_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_audit_entry_organization_id_organization'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_entry'))
    )
    with op.batch_alter_table('audit_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_audit_entry_organization_id_at'), ['organization_id', 'at'], unique=False)

    op.create_table('casebook',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('introduction', sa.Text(), nullable=True),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['created_by_id'], ['account.id'], name=op.f('fk_casebook_created_by_id_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_casebook_organization_id_organization'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_casebook'))
    )
    with op.batch_alter_table('casebook', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_casebook_organization_id_created_at'), ['organization_id', 'created_at'], unique=False)

    op.create_table('unit',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('path', sa.String(length=500), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_unit_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['parent_id'], ['unit.id'], name=op.f('fk_unit_parent_id_unit'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_unit')),
    sa.UniqueConstraint('organization_id', 'parent_id', 'name', name=op.f('uq_unit_organization_id_parent_id_name'))
    )
    with op.batch_alter_table('unit', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_unit_organization_id_path'), ['organization_id', 'path'], unique=False)
        batch_op.create_index(batch_op.f('ix_unit_parent_id'), ['parent_id'], unique=False)
        batch_op.create_index('uq_unit_root', ['organization_id'], unique=True, sqlite_where=sa.text('parent_id IS NULL'), postgresql_where=sa.text('parent_id IS NULL'))

    op.create_table('case',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('casebook_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('revision_number', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['casebook_id'], ['casebook.id'], name=op.f('fk_case_casebook_id_casebook'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_case_organization_id_organization'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case')),
    sa.UniqueConstraint('casebook_id', 'number', name=op.f('uq_case_casebook_id_number'))
    )
    with op.batch_alter_table('case', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_organization_id'), ['organization_id'], unique=False)

    op.create_table('casebook_import',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('casebook_id', sa.Integer(), nullable=True),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('file_name', sa.String(length=255), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('uploaded', 'preview', 'confirmed', 'done', 'failed', 'discarded', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('error', sa.JSON(), nullable=True),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.Column('reading', sa.JSON(), nullable=True),
    sa.CheckConstraint('size >= 0', name=op.f('ck_casebook_import_size')),
    sa.ForeignKeyConstraint(['casebook_id'], ['casebook.id'], name=op.f('fk_casebook_import_casebook_id_casebook'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['created_by_id'], ['account.id'], name=op.f('fk_casebook_import_created_by_id_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_casebook_import_organization_id_organization'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_casebook_import'))
    )
    with op.batch_alter_table('casebook_import', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_casebook_import_casebook_id'), ['casebook_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_casebook_import_organization_id_created_at'), ['organization_id', 'created_at'], unique=False)

    op.create_table('membership',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.Enum('learner', 'organizer', 'administrator', name='role', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('joined_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('left_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_membership_account_id_account'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_membership_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_membership_unit_id_unit'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_membership')),
    sa.UniqueConstraint('unit_id', 'account_id', 'role', name=op.f('uq_membership_unit_id_account_id_role'))
    )
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_membership_account_id_organization_id'), ['account_id', 'organization_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_membership_organization_id_role'), ['organization_id', 'role'], unique=False)

    op.create_table('module',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('casebook_id', sa.Integer(), nullable=True),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('objectives', sa.Text(), nullable=False),
    sa.Column('question_count', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('draft', 'published', 'archived', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('question_count > 0', name=op.f('ck_module_question_count')),
    sa.ForeignKeyConstraint(['casebook_id'], ['casebook.id'], name=op.f('fk_module_casebook_id_casebook'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_module_organization_id_organization'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_module'))
    )
    with op.batch_alter_table('module', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_module_casebook_id'), ['casebook_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_module_organization_id_state'), ['organization_id', 'state'], unique=False)

    op.create_table('assignment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('module_id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('opens_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('closes_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('pass_mark', sa.Integer(), nullable=False),
    sa.Column('attempts_allowed', sa.Integer(), nullable=False),
    sa.Column('mode', sa.Enum('practice', 'exam', name='mode', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('feedback', sa.Enum('at_once', 'after_hand_in', 'after_deadline', name='feedback', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('is_open_book', sa.Boolean(), nullable=False),
    sa.Column('duration_minutes', sa.Integer(), nullable=True),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('attempts_allowed > 0', name=op.f('ck_assignment_attempts_allowed')),
    sa.CheckConstraint('closes_at > opens_at', name=op.f('ck_assignment_dates')),
    sa.CheckConstraint('pass_mark BETWEEN 0 AND 100', name=op.f('ck_assignment_pass_mark')),
    sa.ForeignKeyConstraint(['created_by_id'], ['account.id'], name=op.f('fk_assignment_created_by_id_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['module_id'], ['module.id'], name=op.f('fk_assignment_module_id_module'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_assignment_organization_id_organization'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assignment'))
    )
    with op.batch_alter_table('assignment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_assignment_module_id'), ['module_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_assignment_organization_id_closes_at'), ['organization_id', 'closes_at'], unique=False)

    op.create_table('case_revision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('import_id', sa.Integer(), nullable=True),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('label', sa.String(length=50), nullable=True),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('subtitle', sa.String(length=300), nullable=True),
    sa.Column('place', sa.String(length=200), nullable=True),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('sections', sa.JSON(), nullable=False),
    sa.Column('flags', sa.JSON(), nullable=False),
    sa.Column('suspects', sa.JSON(), nullable=False),
    sa.Column('discussion_prompts', sa.JSON(), nullable=False),
    sa.Column('source_map', sa.JSON(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_case_revision_case_id_case'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['import_id'], ['casebook_import.id'], name=op.f('fk_case_revision_import_id_casebook_import'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_case_revision_organization_id_organization'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_revision')),
    sa.UniqueConstraint('case_id', 'number', name=op.f('uq_case_revision_case_id_number'))
    )
    with op.batch_alter_table('case_revision', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_revision_import_id'), ['import_id'], unique=False)

    op.create_table('module_case',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('module_id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_module_case_case_id_case'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['module_id'], ['module.id'], name=op.f('fk_module_case_module_id_module'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_module_case_organization_id_organization'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_module_case')),
    sa.UniqueConstraint('module_id', 'case_id', name=op.f('uq_module_case_module_id_case_id')),
    sa.UniqueConstraint('module_id', 'position', name=op.f('uq_module_case_module_id_position'))
    )
    with op.batch_alter_table('module_case', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_module_case_case_id'), ['case_id'], unique=False)

    op.create_table('question',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('uid', sa.String(length=64), nullable=False),
    sa.Column('state', sa.Enum('draft', 'approved', 'rejected', 'retired', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('version_number', sa.Integer(), nullable=False),
    sa.Column('rule', sa.String(length=64), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('decided_by_id', sa.Integer(), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('reject_reason', sa.String(length=300), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_question_case_id_case'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['decided_by_id'], ['account.id'], name=op.f('fk_question_decided_by_id_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_question_organization_id_organization'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question')),
    sa.UniqueConstraint('case_id', 'uid', name=op.f('uq_question_case_id_uid'))
    )
    with op.batch_alter_table('question', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_question_case_id_state'), ['case_id', 'state'], unique=False)
        batch_op.create_index(batch_op.f('ix_question_organization_id_state'), ['organization_id', 'state'], unique=False)

    op.create_table('assignment_target',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('assignment_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('(unit_id IS NULL) <> (account_id IS NULL)', name=op.f('ck_assignment_target_one_target')),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_assignment_target_account_id_account'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['assignment_id'], ['assignment.id'], name=op.f('fk_assignment_target_assignment_id_assignment'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_assignment_target_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_assignment_target_unit_id_unit'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assignment_target')),
    sa.UniqueConstraint('assignment_id', 'account_id', name=op.f('uq_assignment_target_assignment_id_account_id')),
    sa.UniqueConstraint('assignment_id', 'unit_id', name=op.f('uq_assignment_target_assignment_id_unit_id'))
    )
    with op.batch_alter_table('assignment_target', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_assignment_target_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_assignment_target_unit_id'), ['unit_id'], unique=False)

    op.create_table('enrolment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('assignment_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('state', sa.Enum('not_started', 'reading', 'answering', 'not_passed', 'passed', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('attempts_used', sa.Integer(), nullable=False),
    sa.Column('best_score', sa.Double(), nullable=True),
    sa.Column('last_score', sa.Double(), nullable=True),
    sa.Column('cases_read', sa.Integer(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('passed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('last_activity_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('attempts_used >= 0', name=op.f('ck_enrolment_attempts_used')),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_enrolment_account_id_account'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['assignment_id'], ['assignment.id'], name=op.f('fk_enrolment_assignment_id_assignment'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_enrolment_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_enrolment_unit_id_unit'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_enrolment')),
    sa.UniqueConstraint('assignment_id', 'account_id', name=op.f('uq_enrolment_assignment_id_account_id'))
    )
    with op.batch_alter_table('enrolment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_enrolment_account_id_assignment_id'), ['account_id', 'assignment_id'], unique=False)
        batch_op.create_index('ix_enrolment_standing', ['assignment_id', 'state', 'unit_id'], unique=False, sqlite_where=sa.text('withdrawn_at IS NULL'), postgresql_where=sa.text('withdrawn_at IS NULL'))

    op.create_table('question_version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('question_id', sa.Integer(), nullable=False),
    sa.Column('revision_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('stem', sa.Text(), nullable=False),
    sa.Column('options', sa.JSON(), nullable=False),
    sa.Column('answer', sa.JSON(), nullable=False),
    sa.Column('explanation', sa.Text(), nullable=False),
    sa.Column('bloom', sa.String(length=16), nullable=False),
    sa.Column('difficulty', sa.Double(), nullable=False),
    sa.Column('confidence', sa.Double(), nullable=False),
    sa.Column('written_by_id', sa.Integer(), nullable=True),
    sa.Column('override_reason', sa.String(length=300), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('confidence BETWEEN 0 AND 1', name=op.f('ck_question_version_confidence')),
    sa.CheckConstraint('difficulty BETWEEN 0 AND 1', name=op.f('ck_question_version_difficulty')),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_question_version_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_question_version_question_id_question'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['revision_id'], ['case_revision.id'], name=op.f('fk_question_version_revision_id_case_revision'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['written_by_id'], ['account.id'], name=op.f('fk_question_version_written_by_id_account'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question_version')),
    sa.UniqueConstraint('question_id', 'number', name=op.f('uq_question_version_question_id_number'))
    )
    with op.batch_alter_table('question_version', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_question_version_revision_id'), ['revision_id'], unique=False)

    op.create_table('revision_commentary',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('revision_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('heading', sa.String(length=50), nullable=False),
    sa.Column('by', sa.String(length=100), nullable=True),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('raw_start', sa.Integer(), nullable=False),
    sa.Column('raw_end', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_revision_commentary_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['revision_id'], ['case_revision.id'], name=op.f('fk_revision_commentary_revision_id_case_revision'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_revision_commentary')),
    sa.UniqueConstraint('revision_id', 'position', name=op.f('uq_revision_commentary_revision_id_position'))
    )
    op.create_table('withheld_drafts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('revision_id', sa.Integer(), nullable=False),
    sa.Column('rule', sa.String(length=64), nullable=False),
    sa.Column('reason', sa.String(length=64), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_withheld_drafts_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['revision_id'], ['case_revision.id'], name=op.f('fk_withheld_drafts_revision_id_case_revision'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_withheld_drafts')),
    sa.UniqueConstraint('revision_id', 'rule', 'reason', name=op.f('uq_withheld_drafts_revision_id_rule_reason'))
    )
    op.create_table('attempt',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('enrolment_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('open', 'handed_in', 'closed', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('closes_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('points', sa.Double(), nullable=True),
    sa.Column('points_possible', sa.Double(), nullable=True),
    sa.Column('scaled', sa.Double(), nullable=True),
    sa.Column('is_passed', sa.Boolean(), nullable=True),
    sa.Column('receipt_code', sa.String(length=32), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_attempt_account_id_account'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_attempt_enrolment_id_enrolment'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_attempt_organization_id_organization'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attempt')),
    sa.UniqueConstraint('enrolment_id', 'number', name=op.f('uq_attempt_enrolment_id_number')),
    sa.UniqueConstraint('receipt_code', name=op.f('uq_attempt_receipt_code'))
    )
    with op.batch_alter_table('attempt', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attempt_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_attempt_state_closes_at'), ['state', 'closes_at'], unique=False)
        batch_op.create_index('uq_attempt_open', ['enrolment_id'], unique=True, sqlite_where=sa.text("state = 'open'"), postgresql_where=sa.text("state = 'open'"))

    op.create_table('case_reading',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('enrolment_id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('revision_id', sa.Integer(), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('commentary_opened_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_case_reading_case_id_case'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_case_reading_enrolment_id_enrolment'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_case_reading_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['revision_id'], ['case_revision.id'], name=op.f('fk_case_reading_revision_id_case_revision'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_reading')),
    sa.UniqueConstraint('enrolment_id', 'case_id', name=op.f('uq_case_reading_enrolment_id_case_id'))
    )
    with op.batch_alter_table('case_reading', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_reading_case_id'), ['case_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_case_reading_revision_id'), ['revision_id'], unique=False)

    op.create_table('question_evidence',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('part', sa.String(length=16), nullable=False),
    sa.Column('start', sa.Integer(), nullable=False),
    sa.Column('end', sa.Integer(), nullable=False),
    sa.Column('quote', sa.Text(), nullable=False),
    sa.CheckConstraint("part IN ('body', 'commentary')", name=op.f('ck_question_evidence_part')),
    sa.CheckConstraint('"start" >= 0 AND "end" > "start"', name=op.f('ck_question_evidence_span')),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_question_evidence_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['version_id'], ['question_version.id'], name=op.f('fk_question_evidence_version_id_question_version'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question_evidence')),
    sa.UniqueConstraint('version_id', 'position', name=op.f('uq_question_evidence_version_id_position'))
    )
    op.create_table('question_totals',
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('n', sa.Integer(), nullable=False),
    sa.Column('sum_x', sa.Double(), nullable=False),
    sa.Column('sum_xx', sa.Double(), nullable=False),
    sa.Column('sum_r', sa.Double(), nullable=False),
    sa.Column('sum_rr', sa.Double(), nullable=False),
    sa.Column('sum_xr', sa.Double(), nullable=False),
    sa.CheckConstraint('n >= 0', name=op.f('ck_question_totals_n')),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_question_totals_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['version_id'], ['question_version.id'], name=op.f('fk_question_totals_version_id_question_version'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('version_id', name=op.f('pk_question_totals'))
    )
    with op.batch_alter_table('question_totals', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_question_totals_organization_id'), ['organization_id'], unique=False)

    op.create_table('paper',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('attempt_id', sa.Integer(), nullable=False),
    sa.Column('seed', sa.String(length=64), nullable=False),
    sa.Column('pass_mark', sa.Integer(), nullable=False),
    sa.Column('mode', sa.Enum('practice', 'exam', name='mode', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('feedback', sa.Enum('at_once', 'after_hand_in', 'after_deadline', name='feedback', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('feedback_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('is_open_book', sa.Boolean(), nullable=False),
    sa.Column('question_count', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['attempt_id'], ['attempt.id'], name=op.f('fk_paper_attempt_id_attempt'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_paper_organization_id_organization'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_paper')),
    sa.UniqueConstraint('attempt_id', name=op.f('uq_paper_attempt_id'))
    )
    op.create_table('response',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('attempt_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('save_key', sa.String(length=64), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('is_late', sa.Boolean(), nullable=False),
    sa.Column('is_final', sa.Boolean(), nullable=False),
    sa.Column('is_flagged', sa.Boolean(), nullable=False),
    sa.CheckConstraint('version > 0', name=op.f('ck_response_version')),
    sa.ForeignKeyConstraint(['attempt_id'], ['attempt.id'], name=op.f('fk_response_attempt_id_attempt'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_response_organization_id_organization'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_response')),
    sa.UniqueConstraint('attempt_id', 'position', 'save_key', name=op.f('uq_response_attempt_id_position_save_key')),
    sa.UniqueConstraint('attempt_id', 'position', 'version', name=op.f('uq_response_attempt_id_position_version'))
    )
    op.create_table('paper_question',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('paper_id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('option_order', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_paper_question_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['paper_id'], ['paper.id'], name=op.f('fk_paper_question_paper_id_paper'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['version_id'], ['question_version.id'], name=op.f('fk_paper_question_version_id_question_version'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_paper_question')),
    sa.UniqueConstraint('paper_id', 'position', name=op.f('uq_paper_question_paper_id_position'))
    )
    with op.batch_alter_table('paper_question', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_paper_question_version_id'), ['version_id'], unique=False)

    op.create_table('response_mark',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('attempt_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('response_id', sa.Integer(), nullable=True),
    sa.Column('score', sa.Double(), nullable=False),
    sa.Column('details', sa.JSON(), nullable=False),
    sa.CheckConstraint('score BETWEEN 0 AND 1', name=op.f('ck_response_mark_score')),
    sa.ForeignKeyConstraint(['attempt_id'], ['attempt.id'], name=op.f('fk_response_mark_attempt_id_attempt'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_response_mark_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['response_id'], ['response.id'], name=op.f('fk_response_mark_response_id_response'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['version_id'], ['question_version.id'], name=op.f('fk_response_mark_version_id_question_version'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_response_mark')),
    sa.UniqueConstraint('attempt_id', 'position', name=op.f('uq_response_mark_attempt_id_position'))
    )
    with op.batch_alter_table('response_mark', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_response_mark_version_id'), ['version_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('response_mark', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_response_mark_version_id'))

    op.drop_table('response_mark')
    with op.batch_alter_table('paper_question', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_paper_question_version_id'))

    op.drop_table('paper_question')
    op.drop_table('response')
    op.drop_table('paper')
    with op.batch_alter_table('question_totals', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_question_totals_organization_id'))

    op.drop_table('question_totals')
    op.drop_table('question_evidence')
    with op.batch_alter_table('case_reading', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_reading_revision_id'))
        batch_op.drop_index(batch_op.f('ix_case_reading_case_id'))

    op.drop_table('case_reading')
    with op.batch_alter_table('attempt', schema=None) as batch_op:
        batch_op.drop_index('uq_attempt_open', sqlite_where=sa.text("state = 'open'"), postgresql_where=sa.text("state = 'open'"))
        batch_op.drop_index(batch_op.f('ix_attempt_state_closes_at'))
        batch_op.drop_index(batch_op.f('ix_attempt_account_id'))

    op.drop_table('attempt')
    op.drop_table('withheld_drafts')
    op.drop_table('revision_commentary')
    with op.batch_alter_table('question_version', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_question_version_revision_id'))

    op.drop_table('question_version')
    with op.batch_alter_table('enrolment', schema=None) as batch_op:
        batch_op.drop_index('ix_enrolment_standing')
        batch_op.drop_index(batch_op.f('ix_enrolment_account_id_assignment_id'))

    op.drop_table('enrolment')
    with op.batch_alter_table('assignment_target', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_assignment_target_unit_id'))
        batch_op.drop_index(batch_op.f('ix_assignment_target_account_id'))

    op.drop_table('assignment_target')
    with op.batch_alter_table('question', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_question_organization_id_state'))
        batch_op.drop_index(batch_op.f('ix_question_case_id_state'))

    op.drop_table('question')
    with op.batch_alter_table('module_case', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_module_case_case_id'))

    op.drop_table('module_case')
    with op.batch_alter_table('case_revision', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_revision_import_id'))

    op.drop_table('case_revision')
    with op.batch_alter_table('assignment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_assignment_organization_id_closes_at'))
        batch_op.drop_index(batch_op.f('ix_assignment_module_id'))

    op.drop_table('assignment')
    with op.batch_alter_table('module', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_module_organization_id_state'))
        batch_op.drop_index(batch_op.f('ix_module_casebook_id'))

    op.drop_table('module')
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_membership_organization_id_role'))
        batch_op.drop_index(batch_op.f('ix_membership_account_id_organization_id'))

    op.drop_table('membership')
    with op.batch_alter_table('casebook_import', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_casebook_import_organization_id_created_at'))
        batch_op.drop_index(batch_op.f('ix_casebook_import_casebook_id'))

    op.drop_table('casebook_import')
    with op.batch_alter_table('case', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_organization_id'))

    op.drop_table('case')
    with op.batch_alter_table('unit', schema=None) as batch_op:
        batch_op.drop_index('uq_unit_root', sqlite_where=sa.text('parent_id IS NULL'), postgresql_where=sa.text('parent_id IS NULL'))
        batch_op.drop_index(batch_op.f('ix_unit_parent_id'))
        batch_op.drop_index(batch_op.f('ix_unit_organization_id_path'))

    op.drop_table('unit')
    with op.batch_alter_table('casebook', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_casebook_organization_id_created_at'))

    op.drop_table('casebook')
    with op.batch_alter_table('audit_entry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_audit_entry_organization_id_at'))

    op.drop_table('audit_entry')
    op.drop_table('sign_in_throttle')
    op.drop_table('organization')
    op.drop_table('account')
