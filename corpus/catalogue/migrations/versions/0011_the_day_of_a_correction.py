"""The day on which a person said something: a standing that was right then may not be later."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("facts", sa.Column("said_on", sa.String(length=10)))


def downgrade() -> None:
    with op.batch_alter_table("facts") as batch_op:
        batch_op.drop_column("said_on")
