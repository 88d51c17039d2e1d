"""The audit log becomes a chain of hashes that the database only lets grow.

Revision ID: 20261124_audit_chain
Revises: 20261124_case_revisions

A later migration that makes the table audit_entry anew on SQLite must make its two triggers anew as well.
"""

import hashlib
import itertools
import json
from datetime import UTC

import sqlalchemy as sa
from alembic import op

revision = '20261124_audit_chain'
down_revision = '20261124_case_revisions'
branch_labels = None
depends_on = None

REFUSAL = 'the audit log can only be added to'


def upgrade() -> None:
    with op.batch_alter_table('audit_entry', schema=None) as batch_op:
        batch_op.add_column(sa.Column('device', sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column('sequence', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('previous', sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column('digest', sa.String(length=64), nullable=True))
    _chain()
    with op.batch_alter_table('audit_entry', schema=None) as batch_op:
        batch_op.alter_column('sequence', nullable=False)
        batch_op.alter_column('previous', nullable=False)
        batch_op.alter_column('digest', nullable=False)
        batch_op.create_check_constraint(batch_op.f('ck_audit_entry_sequence'), 'sequence > 0')
        batch_op.create_unique_constraint(batch_op.f('uq_audit_entry_organization_id_sequence'), ['organization_id', 'sequence'])
        batch_op.create_index('uq_audit_entry_installation', ['sequence'], unique=True, sqlite_where=sa.text('organization_id IS NULL'), postgresql_where=sa.text('organization_id IS NULL'))
        batch_op.create_index(batch_op.f('ix_audit_entry_organization_id_account_id_sequence'), ['organization_id', 'account_id', 'sequence'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_entry_organization_id_subject_kind_subject_id'), ['organization_id', 'subject_kind', 'subject_id'], unique=False)
    _refer('RESTRICT', 'RESTRICT')
    if op.get_bind().dialect.name == 'sqlite':
        for verb in ('UPDATE', 'DELETE'):
            op.execute(f"CREATE TRIGGER audit_entry_no_{verb.lower()} BEFORE {verb} ON audit_entry BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END")
        return
    op.execute(f"CREATE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$")
    op.execute('CREATE TRIGGER audit_entry_no_change BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse()')
    op.execute('CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse()')


def _refer(organization: str, account: str) -> None:
    with op.batch_alter_table('audit_entry', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_audit_entry_organization_id_organization'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_audit_entry_account_id_account'), type_='foreignkey')
        batch_op.create_foreign_key(batch_op.f('fk_audit_entry_organization_id_organization'), 'organization', ['organization_id'], ['id'], ondelete=organization)
        batch_op.create_foreign_key(batch_op.f('fk_audit_entry_account_id_account'), 'account', ['account_id'], ['id'], ondelete=account)


def _chain() -> None:
    """Number and chain the entries there are, in the order in which they were added."""
    names = ('id', 'organization_id', 'account_id', 'action', 'subject_kind', 'subject_id', 'address', 'device', 'sequence', 'previous', 'digest')
    entry = sa.table(
        'audit_entry', *[sa.column(name) for name in names], sa.column('details', sa.JSON()), sa.column('at', sa.DateTime(timezone=True))
    )
    connection = op.get_bind()
    order = sa.func.coalesce(entry.c.organization_id, 0)
    rows = connection.execute(sa.select(entry).order_by(order, entry.c.id)).all()
    changes = []
    for _, group in itertools.groupby(rows, key=lambda row: row.organization_id):
        digest = '0' * 64
        for sequence, row in enumerate(group, 1):
            previous, digest = digest, _digest(row, sequence, digest)
            changes.append({'which': row.id, 'sequence': sequence, 'previous': previous, 'digest': digest})
    if changes:
        values = {name: sa.bindparam(name) for name in ('sequence', 'previous', 'digest')}
        connection.execute(sa.update(entry).where(entry.c.id == sa.bindparam('which')).values(**values), changes)


def _digest(row: sa.Row, sequence: int, previous: str) -> str:
    at = row.at.replace(tzinfo=UTC) if row.at.tzinfo is None else row.at.astimezone(UTC)
    form = {
        'account': row.account_id,
        'action': row.action,
        'address': row.address,
        'at': at.isoformat(timespec='microseconds'),
        'details': row.details,
        'device': None,
        'organization': row.organization_id,
        'previous': previous,
        'sequence': sequence,
        'subject': [row.subject_kind, row.subject_id],
    }
    return hashlib.sha256(json.dumps(form, sort_keys=True, separators=(',', ':')).encode('ascii')).hexdigest()


def downgrade() -> None:
    if op.get_bind().dialect.name == 'sqlite':
        op.execute('DROP TRIGGER audit_entry_no_update')
        op.execute('DROP TRIGGER audit_entry_no_delete')
    else:
        op.execute('DROP TRIGGER audit_entry_no_change ON audit_entry')
        op.execute('DROP TRIGGER audit_entry_no_truncate ON audit_entry')
        op.execute('DROP FUNCTION audit_entry_refuse()')
    _refer('CASCADE', 'SET NULL')
    with op.batch_alter_table('audit_entry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_audit_entry_organization_id_subject_kind_subject_id'))
        batch_op.drop_index(batch_op.f('ix_audit_entry_organization_id_account_id_sequence'))
        batch_op.drop_index('uq_audit_entry_installation', sqlite_where=sa.text('organization_id IS NULL'), postgresql_where=sa.text('organization_id IS NULL'))
        batch_op.drop_constraint(batch_op.f('uq_audit_entry_organization_id_sequence'), type_='unique')
        batch_op.drop_constraint(batch_op.f('ck_audit_entry_sequence'), type_='check')
        batch_op.drop_column('digest')
        batch_op.drop_column('previous')
        batch_op.drop_column('sequence')
        batch_op.drop_column('device')
