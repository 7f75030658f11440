"""What documents say of others, and the keys by which they are known."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_COUNTED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    for name in ("work_key", "number_key"):
        op.add_column("documents", sa.Column(name, sa.Text()))
        op.create_index(op.f(f"ix_documents_{name}"), "documents", [name])
    op.create_table(
        "citations",
        sa.Column("ordinal", _COUNTED, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("relation", sa.String(length=16), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("work_key", sa.Text(), nullable=False),
        sa.Column("number", sa.Text()),
        sa.Column("number_key", sa.Text()),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("sentence_start", sa.Integer(), nullable=False),
        sa.Column("sentence_end", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ordinal"],
            ["documents.ordinal"],
            name=op.f("fk_citations_ordinal_documents"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("ordinal", "place", name=op.f("pk_citations")),
        sqlite_with_rowid=False,
    )
    for name in ("work_key", "number_key"):
        op.create_index(op.f(f"ix_citations_{name}"), "citations", [name])


def downgrade() -> None:
    op.drop_table("citations")
    for name in ("work_key", "number_key"):
        op.drop_index(op.f(f"ix_documents_{name}"), "documents")
    with op.batch_alter_table("documents") as batch_op:
        for name in ("work_key", "number_key"):
            batch_op.drop_column(name)
