"""How many documents a search found, where that is known."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.add_column("searches", sa.Column("found", sa.Integer()))


def downgrade() -> None:
    with op.batch_alter_table("searches") as batch_op:
        batch_op.drop_column("found")
