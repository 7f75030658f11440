"""What was replaced by what at its path, kept when both are gone."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "replacements",
        sa.Column("older", sa.String(length=40), nullable=False),
        sa.Column("newer", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("older", name=op.f("pk_replacements")),
    )
    op.execute(
        "INSERT INTO replacements (older, newer) SELECT follows, id FROM documents"
        " WHERE ordinal IN (SELECT MAX(ordinal) FROM documents"
        " WHERE follows IS NOT NULL GROUP BY follows)"
    )


def downgrade() -> None:
    op.drop_table("replacements")
