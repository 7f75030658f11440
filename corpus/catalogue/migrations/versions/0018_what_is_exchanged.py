"""What is shared with other libraries, and what they share."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("jobs", sa.Column("source", sa.Text()))
    _shared()
    _received()
    op.create_table(
        "text_requests",
        sa.Column("identity", sa.String(length=64), nullable=False),
        sa.Column("asked_by", sa.String(length=40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("holder", sa.String(length=40), nullable=False),
        sa.Column("actor", sa.String(length=64)),
        sa.Column("asked_at", _TIME, nullable=False),
        sa.Column("answered_at", _TIME),
        sa.PrimaryKeyConstraint("identity", "asked_by", name=op.f("pk_text_requests")),
    )


def _shared() -> None:
    op.create_table(
        "shares",
        sa.Column("identity", sa.String(length=64), nullable=False),
        sa.Column("document_id", sa.String(length=40), nullable=False),
        sa.Column("tier", sa.String(length=8), nullable=False),
        sa.Column("abstract", sa.Text()),
        sa.Column("since", _TIME, nullable=False),
        sa.Column("withdrawn_at", _TIME),
        sa.Column("digest", sa.String(length=64)),
        sa.Column("serial", sa.Integer()),
        sa.Column("given_on", sa.String(length=10)),
        sa.PrimaryKeyConstraint("identity", name=op.f("pk_shares")),
    )
    op.create_index(op.f("ix_shares_document_id"), "shares", ["document_id"])
    op.create_table(
        "libraries",
        sa.Column("fingerprint", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("public_key", sa.String(length=64), nullable=False),
        sa.Column("is_own", sa.Boolean(), nullable=False),
        sa.Column("trusted_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_libraries")),
    )
    op.create_table(
        "packages",
        sa.Column("fingerprint", sa.String(length=40), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("manifest_sha256", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", "serial", name=op.f("pk_packages")),
    )


def _received() -> None:
    op.create_table(
        "offers",
        sa.Column("identity", sa.String(length=64), nullable=False),
        sa.Column("sender", sa.String(length=40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("item", sa.JSON()),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("changed_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("identity", "sender", name=op.f("pk_offers")),
    )
    op.create_index(op.f("ix_offers_sender"), "offers", ["sender"])
    op.create_table(
        "received",
        sa.Column("identity", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("document_id", sa.String(length=40)),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("lead", sa.String(length=40)),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("changed_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("identity", name=op.f("pk_received")),
    )
    op.create_index(op.f("ix_received_document_id"), "received", ["document_id"])
    op.create_table(
        "disagreements",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("identity", sa.String(length=64), nullable=False),
        sa.Column("sender", sa.String(length=40), nullable=False),
        sa.Column("field", sa.String(length=32), nullable=False),
        sa.Column("ours", sa.JSON(), nullable=False),
        sa.Column("theirs", sa.JSON(), nullable=False),
        sa.Column("noticed_at", _TIME, nullable=False),
        sa.Column("decided_at", _TIME),
        sa.Column("decision", sa.String(length=8)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disagreements")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_disagreements_identity"), "disagreements", ["identity"])


def downgrade() -> None:
    for name in (
        "text_requests",
        "disagreements",
        "received",
        "offers",
        "packages",
        "libraries",
        "shares",
    ):
        op.drop_table(name)
    op.drop_column("jobs", "source")
