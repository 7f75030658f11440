"""What was searched for, by whom and on which days; searches that are kept under a name."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_COUNTED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "searches",
        sa.Column("id", _COUNTED, nullable=False),
        sa.Column("actor", sa.String(length=128), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_searches")),
        sa.UniqueConstraint("actor", "day", "key", name=op.f("uq_searches_actor_day_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_searches_day"), "searches", ["day"])
    op.create_index(op.f("ix_searches_actor_last_at"), "searches", ["actor", "last_at"])
    op.create_table(
        "search_habits",
        sa.Column("actor", sa.String(length=128), nullable=False),
        sa.Column("keeps_history", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("actor", name=op.f("pk_search_habits")),
    )
    op.create_table(
        "saved_searches",
        sa.Column("id", _COUNTED, nullable=False),
        sa.Column("actor", sa.String(length=128), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_searches")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_saved_searches_actor"), "saved_searches", ["actor"])


def downgrade() -> None:
    op.drop_table("saved_searches")
    op.drop_table("search_habits")
    op.drop_table("searches")
