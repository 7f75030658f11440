"""The section of a passage."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("passages", sa.Column("section", sa.Text()))


def downgrade() -> None:
    with op.batch_alter_table("passages") as batch_op:
        batch_op.drop_column("section")
