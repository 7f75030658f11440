"""Each import of a register, and which changes of entries belong to it."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.create_table(
        "imports",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("register", sa.String(length=16), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("entry_changes") as batch_op:
        batch_op.add_column(
            sa.Column("of_import", sa.BigInteger().with_variant(sa.Integer(), "sqlite"))
        )
        batch_op.create_index(batch_op.f("ix_entry_changes_of_import"), ["of_import"])


def downgrade() -> None:
    with op.batch_alter_table("entry_changes") as batch_op:
        batch_op.drop_index(batch_op.f("ix_entry_changes_of_import"))
        batch_op.drop_column("of_import")
    op.drop_table("imports")
