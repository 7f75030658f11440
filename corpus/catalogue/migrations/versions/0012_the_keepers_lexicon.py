"""The keeper's entries of the lexicon, how they were changed, and by which terms all is cut."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_COUNTED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "lexicon_entries",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("alias_group", sa.JSON()),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("actor", sa.String(length=128), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_lexicon_entries")),
    )
    op.create_table(
        "lexicon_changes",
        sa.Column("id", _COUNTED, nullable=False),
        sa.Column("actor", sa.String(length=128), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True)),
        sa.Column("changed", sa.JSON(), nullable=False),
        sa.Column("recut", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lexicon_changes")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "lexicon_cut",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lexicon_cut")),
    )
    op.create_table(
        "lexicon_candidates",
        sa.Column("word", sa.String(length=64), nullable=False),
        sa.Column("origin", sa.String(length=8), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("ordinal", _COUNTED, nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_lexicon_candidates")),
        sa.ForeignKeyConstraint(
            ["ordinal"],
            ["documents.ordinal"],
            name=op.f("fk_lexicon_candidates_ordinal_documents"),
            ondelete="CASCADE",
        ),
    )
    op.create_index(
        op.f("ix_lexicon_candidates_ordinal"), "lexicon_candidates", ["ordinal"], unique=False
    )
    op.create_table(
        "lexicon_mining",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lexicon_mining")),
    )


def downgrade() -> None:
    op.drop_table("lexicon_mining")
    op.drop_index(op.f("ix_lexicon_candidates_ordinal"), table_name="lexicon_candidates")
    op.drop_table("lexicon_candidates")
    op.drop_table("lexicon_cut")
    op.drop_table("lexicon_changes")
    op.drop_table("lexicon_entries")
