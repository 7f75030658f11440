"""What an actor is warned of, and from which document on a saved search has news."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

_COUNTED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "alerts",
        sa.Column("id", _COUNTED, nullable=False),
        sa.Column("actor", sa.String(length=128), nullable=False),
        sa.Column("concern", sa.String(length=16), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("document_id", sa.String(length=40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("event", sa.String(length=64), nullable=False),
        sa.Column("was", sa.String(length=16)),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("by_id", sa.String(length=40)),
        sa.Column("by_title", sa.Text(), nullable=False),
        sa.Column("noticed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True)),
        sa.Column("settled_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alerts")),
        sa.UniqueConstraint(
            "actor",
            "concern",
            "number",
            "document_id",
            "event",
            name=op.f("uq_alerts_actor_concern_number_document_id_event"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_alerts_actor_noticed_at"), "alerts", ["actor", "noticed_at"])
    op.create_table(
        "looks",
        sa.Column("actor", sa.String(length=128), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("actor", name=op.f("pk_looks")),
    )
    op.add_column(
        "saved_searches",
        sa.Column("watermark", sa.BigInteger(), nullable=False, server_default="0"),
    )
    op.execute(
        "UPDATE saved_searches SET watermark = (SELECT COALESCE(MAX(ordinal), 0) FROM documents)"
    )


def downgrade() -> None:
    op.drop_column("saved_searches", "watermark")
    op.drop_table("looks")
    op.drop_table("alerts")
