"""Annexes and cases as parts with a place of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_COUNTED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("passages", sa.Column("part", sa.Integer()))
    op.create_table(
        "parts",
        sa.Column("ordinal", _COUNTED, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("cited", sa.Text(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("document_number", sa.Text()),
        sa.Column("region", sa.JSON(), nullable=False),
        sa.Column("enterprise", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ordinal"],
            ["documents.ordinal"],
            name=op.f("fk_parts_ordinal_documents"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("ordinal", "place", name=op.f("pk_parts")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("parts")
    with op.batch_alter_table("passages") as batch_op:
        batch_op.drop_column("part")
