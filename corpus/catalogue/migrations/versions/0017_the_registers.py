"""Registers: their entries, and every change of them."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

_COUNTED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "entries",
        sa.Column("id", _COUNTED, nullable=False),
        sa.Column("register", sa.String(length=16), nullable=False),
        sa.Column("serial", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("due", sa.String(length=10)),
        sa.Column("paper", _COUNTED),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entries")),
        sa.UniqueConstraint("register", "serial", name=op.f("uq_entries_register_serial")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_entries_paper"), "entries", ["paper"])
    op.create_table(
        "entry_changes",
        sa.Column("id", _COUNTED, nullable=False),
        sa.Column("entry", _COUNTED, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=128)),
        sa.Column("act", sa.String(length=16), nullable=False),
        sa.Column("changed", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry"],
            ["entries.id"],
            name=op.f("fk_entry_changes_entry_entries"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_changes")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_entry_changes_entry"), "entry_changes", ["entry"])


def downgrade() -> None:
    op.drop_table("entry_changes")
    op.drop_table("entries")
