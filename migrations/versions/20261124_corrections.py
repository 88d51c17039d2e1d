"""Questions are challenged and corrected, attempts marked again; totals are kept of every option.

Revision ID: 20261124_corrections
Revises: 20261124_roster_import
"""

import itertools

import sqlalchemy as sa
from alembic import op

revision = '20261124_corrections'
down_revision = '20261124_roster_import'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('corrected_version',
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['question_version.id'], name=op.f('fk_corrected_version_by_id_question_version'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_corrected_version_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['version_id'], ['question_version.id'], name=op.f('fk_corrected_version_version_id_question_version'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('version_id', name=op.f('pk_corrected_version'))
    )
    with op.batch_alter_table('corrected_version', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_corrected_version_by_id'), ['by_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_corrected_version_organization_id'), ['organization_id'], unique=False)

    op.create_table('correction',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('question_id', sa.Integer(), nullable=False),
    sa.Column('before_id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('rekeyed', 'accepted', 'withdrawn', name='kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.Column('decided_by_id', sa.Integer(), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['before_id'], ['question_version.id'], name=op.f('fk_correction_before_id_question_version'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['decided_by_id'], ['account.id'], name=op.f('fk_correction_decided_by_id_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_correction_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_correction_question_id_question'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['version_id'], ['question_version.id'], name=op.f('fk_correction_version_id_question_version'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_correction')),
    sa.UniqueConstraint('version_id', name=op.f('uq_correction_version_id'))
    )
    with op.batch_alter_table('correction', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_correction_before_id'), ['before_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_correction_organization_id'), ['organization_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_correction_question_id_decided_at'), ['question_id', 'decided_at'], unique=False)

    op.create_table('option_totals',
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('option', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('n', sa.Integer(), nullable=False),
    sa.Column('sum_r', sa.Double(), nullable=False),
    sa.Column('sum_rr', sa.Double(), nullable=False),
    sa.CheckConstraint('n >= 0', name=op.f('ck_option_totals_n')),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_option_totals_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['version_id'], ['question_version.id'], name=op.f('fk_option_totals_version_id_question_version'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('version_id', 'option', name=op.f('pk_option_totals'))
    )
    with op.batch_alter_table('option_totals', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_option_totals_organization_id'), ['organization_id'], unique=False)

    op.create_table('challenge',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('question_id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('attempt_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('words', sa.String(length=500), nullable=False),
    sa.Column('state', sa.Enum('open', 'upheld', 'declined', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decided_by_id', sa.Integer(), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('reply', sa.String(length=500), nullable=True),
    sa.Column('noticed_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("(state = 'open') = (decided_at IS NULL)", name=op.f('ck_challenge_decided')),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_challenge_account_id_account'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['attempt_id'], ['attempt.id'], name=op.f('fk_challenge_attempt_id_attempt'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['decided_by_id'], ['account.id'], name=op.f('fk_challenge_decided_by_id_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_challenge_organization_id_organization'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_challenge_question_id_question'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['version_id'], ['question_version.id'], name=op.f('fk_challenge_version_id_question_version'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_challenge')),
    sa.UniqueConstraint('attempt_id', 'position', name=op.f('uq_challenge_attempt_id_position'))
    )
    with op.batch_alter_table('challenge', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_challenge_organization_id_state'), ['organization_id', 'state'], unique=False)
        batch_op.create_index(batch_op.f('ix_challenge_question_id'), ['question_id'], unique=False)
        batch_op.create_index('ix_challenge_unnoticed', ['account_id'], unique=False, sqlite_where=sa.text('noticed_at IS NULL'), postgresql_where=sa.text('noticed_at IS NULL'))
        batch_op.create_index(batch_op.f('ix_challenge_version_id'), ['version_id'], unique=False)

    op.create_table('remarked_attempt',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('correction_id', sa.Integer(), nullable=False),
    sa.Column('attempt_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('points_before', sa.Double(), nullable=False),
    sa.Column('points_after', sa.Double(), nullable=False),
    sa.Column('possible_before', sa.Double(), nullable=False),
    sa.Column('possible_after', sa.Double(), nullable=False),
    sa.Column('scaled_before', sa.Double(), nullable=False),
    sa.Column('scaled_after', sa.Double(), nullable=False),
    sa.Column('was_passed', sa.Boolean(), nullable=False),
    sa.Column('is_passed', sa.Boolean(), nullable=False),
    sa.Column('remarked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('noticed_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('scaled_after >= scaled_before', name=op.f('ck_remarked_attempt_nobody_loses')),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_remarked_attempt_account_id_account'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['attempt_id'], ['attempt.id'], name=op.f('fk_remarked_attempt_attempt_id_attempt'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['correction_id'], ['correction.id'], name=op.f('fk_remarked_attempt_correction_id_correction'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_remarked_attempt_organization_id_organization'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_remarked_attempt')),
    sa.UniqueConstraint('correction_id', 'attempt_id', name=op.f('uq_remarked_attempt_correction_id_attempt_id'))
    )
    with op.batch_alter_table('remarked_attempt', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_remarked_attempt_attempt_id'), ['attempt_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_remarked_attempt_organization_id'), ['organization_id'], unique=False)
        batch_op.create_index('ix_remarked_attempt_unnoticed', ['account_id'], unique=False, sqlite_where=sa.text('noticed_at IS NULL'), postgresql_where=sa.text('noticed_at IS NULL'))

    with op.batch_alter_table('response_mark', schema=None) as batch_op:
        batch_op.add_column(sa.Column('correction_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('key_score', sa.Double(), nullable=True))
        batch_op.add_column(sa.Column('weight', sa.Integer(), nullable=False, server_default='1'))
        batch_op.add_column(sa.Column('is_current', sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.drop_constraint(batch_op.f('uq_response_mark_attempt_id_position'), type_='unique')
    op.execute('UPDATE response_mark SET key_score = score')
    with op.batch_alter_table('response_mark', schema=None) as batch_op:
        batch_op.alter_column('weight', server_default=None)
        batch_op.alter_column('is_current', server_default=None)
        batch_op.create_check_constraint(batch_op.f('ck_response_mark_key_score'), 'key_score BETWEEN 0 AND 1')
        batch_op.create_check_constraint(batch_op.f('ck_response_mark_weight'), 'weight BETWEEN 0 AND 1')
        batch_op.create_index(batch_op.f('ix_response_mark_attempt_id'), ['attempt_id'], unique=False)
        batch_op.create_index('uq_response_mark_current', ['attempt_id', 'position'], unique=True, sqlite_where=sa.text('is_current'), postgresql_where=sa.text('is_current'))
        batch_op.create_foreign_key(batch_op.f('fk_response_mark_correction_id_correction'), 'correction', ['correction_id'], ['id'], ondelete='SET NULL')
    _count_options()


def _count_options() -> None:
    """Make the totals of options from the marks there are."""
    mark = sa.table(
        'response_mark',
        *[sa.column(name) for name in ('organization_id', 'attempt_id', 'position', 'version_id', 'response_id', 'score')],
        sa.column('details', sa.JSON()),
    )
    totals = sa.table(
        'option_totals', *[sa.column(name) for name in ('version_id', 'option', 'organization_id', 'n', 'sum_r', 'sum_rr')]
    )
    connection = op.get_bind()
    rows = connection.execute(sa.select(mark).order_by(mark.c.attempt_id, mark.c.position))
    found = {}
    for _, group in itertools.groupby(rows, key=lambda row: row.attempt_id):
        marks = list(group)
        points = sum(one.score for one in marks)
        for one in marks:
            rest = (points - one.score) / (len(marks) - 1) if len(marks) > 1 else 0.0
            chosen = (one.details or {}).get('chosen', []) if one.response_id is not None else []
            for option in chosen:
                sums = found.setdefault((one.version_id, option, one.organization_id), [0, 0.0, 0.0])
                sums[0], sums[1], sums[2] = sums[0] + 1, sums[1] + rest, sums[2] + rest * rest
    names = ('version_id', 'option', 'organization_id', 'n', 'sum_r', 'sum_rr')
    if found:
        connection.execute(totals.insert(), [dict(zip(names, (*key, *sums), strict=True)) for key, sums in found.items()])


def downgrade() -> None:
    # What the older version knows is one mark to a position: the one that counts stays.
    op.execute('DELETE FROM response_mark WHERE NOT is_current')
    with op.batch_alter_table('response_mark', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_response_mark_correction_id_correction'), type_='foreignkey')
        batch_op.drop_index('uq_response_mark_current', sqlite_where=sa.text('is_current'), postgresql_where=sa.text('is_current'))
        batch_op.drop_index(batch_op.f('ix_response_mark_attempt_id'))
        batch_op.drop_constraint(batch_op.f('ck_response_mark_key_score'), type_='check')
        batch_op.drop_constraint(batch_op.f('ck_response_mark_weight'), type_='check')
        batch_op.create_unique_constraint(batch_op.f('uq_response_mark_attempt_id_position'), ['attempt_id', 'position'])
        batch_op.drop_column('is_current')
        batch_op.drop_column('weight')
        batch_op.drop_column('key_score')
        batch_op.drop_column('correction_id')

    with op.batch_alter_table('remarked_attempt', schema=None) as batch_op:
        batch_op.drop_index('ix_remarked_attempt_unnoticed', sqlite_where=sa.text('noticed_at IS NULL'), postgresql_where=sa.text('noticed_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_remarked_attempt_organization_id'))
        batch_op.drop_index(batch_op.f('ix_remarked_attempt_attempt_id'))

    op.drop_table('remarked_attempt')
    with op.batch_alter_table('challenge', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_challenge_version_id'))
        batch_op.drop_index('ix_challenge_unnoticed', sqlite_where=sa.text('noticed_at IS NULL'), postgresql_where=sa.text('noticed_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_challenge_question_id'))
        batch_op.drop_index(batch_op.f('ix_challenge_organization_id_state'))

    op.drop_table('challenge')
    with op.batch_alter_table('option_totals', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_option_totals_organization_id'))

    op.drop_table('option_totals')
    with op.batch_alter_table('correction', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_correction_question_id_decided_at'))
        batch_op.drop_index(batch_op.f('ix_correction_organization_id'))
        batch_op.drop_index(batch_op.f('ix_correction_before_id'))

    op.drop_table('correction')
    with op.batch_alter_table('corrected_version', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_corrected_version_organization_id'))
        batch_op.drop_index(batch_op.f('ix_corrected_version_by_id'))

    op.drop_table('corrected_version')
