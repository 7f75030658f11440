"""What tells copies of a text: sketches, the marks by which they meet, and what is alike."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_COUNTED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _document(table: str, name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [name],
        ["documents.ordinal"],
        name=op.f(f"fk_{table}_{name}_documents"),
        ondelete="CASCADE",
    )


def upgrade() -> None:
    op.create_index(op.f("ix_outbox_sha256"), "outbox", ["sha256"])
    op.create_table(
        "sketches",
        sa.Column("ordinal", _COUNTED, autoincrement=False, nullable=False),
        sa.Column("clauses", sa.LargeBinary(), nullable=False),
        _document("sketches", "ordinal"),
        sa.PrimaryKeyConstraint("ordinal", name=op.f("pk_sketches")),
    )
    op.create_table(
        "marks",
        sa.Column("mark", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ordinal", _COUNTED, autoincrement=False, nullable=False),
        _document("marks", "ordinal"),
        sa.PrimaryKeyConstraint("mark", "ordinal", name=op.f("pk_marks")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_marks_ordinal"), "marks", ["ordinal"])
    op.create_table(
        "likenesses",
        sa.Column("one", _COUNTED, autoincrement=False, nullable=False),
        sa.Column("other", _COUNTED, autoincrement=False, nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.Column("same", sa.Boolean(), nullable=False),
        sa.Column("replaced", sa.Boolean(), nullable=False),
        _document("likenesses", "one"),
        _document("likenesses", "other"),
        sa.PrimaryKeyConstraint("one", "other", name=op.f("pk_likenesses")),
    )
    op.create_index(op.f("ix_likenesses_other"), "likenesses", ["other"])


def downgrade() -> None:
    for name in ("likenesses", "marks", "sketches"):
        op.drop_table(name)
    op.drop_index(op.f("ix_outbox_sha256"), "outbox")
