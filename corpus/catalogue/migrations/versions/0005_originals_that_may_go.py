"""Which originals belong to documents that were removed; tries of a job were never asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("outbox", sa.Column("sha256", sa.String(length=64)))
    op.drop_column("jobs", "tries")  # not in a batch, which would let ids be used again


def downgrade() -> None:
    op.drop_column("outbox", "sha256")
    op.add_column("jobs", sa.Column("tries", sa.Integer(), nullable=False, server_default="0"))
