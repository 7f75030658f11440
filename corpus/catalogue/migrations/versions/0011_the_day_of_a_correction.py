"""The day on which a person said something: a standing that was right then may not be later."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_EDITS = sa.text("SELECT made_at, given, before FROM edits WHERE undone_at IS NULL ORDER BY id")
_SAID = sa.text(
    "UPDATE facts SET said_on = :day WHERE ordinal = :ordinal AND name = :name AND method = 'user'"
)


def upgrade() -> None:
    op.add_column("facts", sa.Column("said_on", sa.String(length=10)))
    connection = op.get_bind()
    for made_at, given, before in connection.execute(_EDITS).all():
        for ordinal, *_ in _read(before):
            for name in _read(given):
                said = {"day": str(made_at)[:10], "ordinal": ordinal, "name": name}
                connection.execute(_SAID, said)


def _read(column: object) -> list[list[object]]:
    """Give the value of a JSON column, which some databases give as text."""
    return json.loads(column) if isinstance(column, str) else column  # type: ignore[return-value]


def downgrade() -> None:
    with op.batch_alter_table("facts") as batch_op:
        batch_op.drop_column("said_on")
