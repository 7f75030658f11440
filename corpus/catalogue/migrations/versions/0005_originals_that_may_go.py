"""Which originals belong to documents that were removed; tries of a job were never asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("outbox", sa.Column("sha256", sa.String(length=64)))
    with op.batch_alter_table("jobs") as batch_op:
        batch_op.drop_column("tries")


def downgrade() -> None:
    with op.batch_alter_table("outbox") as batch_op:
        batch_op.drop_column("sha256")
    op.add_column("jobs", sa.Column("tries", sa.Integer(), nullable=False, server_default="0"))
