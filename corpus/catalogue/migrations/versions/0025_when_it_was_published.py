"""The moment at which a paper was published, in the place of the day."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"

_publications = sa.table(
    "publications",
    sa.column("paper", sa.Integer()),
    sa.column("published_on", sa.String(10)),
    sa.column("published_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    op.add_column("publications", sa.Column("published_at", sa.DateTime(timezone=True)))
    for paper, day in _rows("published_on"):
        _write(paper, published_at=_end_of(day))
    with op.batch_alter_table("publications") as batch_op:
        batch_op.alter_column("published_at", existing_type=sa.DateTime(), nullable=False)
        batch_op.drop_column("published_on")


def downgrade() -> None:
    op.add_column("publications", sa.Column("published_on", sa.String(length=10)))
    for paper, moment in _rows("published_at"):
        _write(paper, published_on=moment.date().isoformat())
    with op.batch_alter_table("publications") as batch_op:
        batch_op.alter_column("published_on", existing_type=sa.String(10), nullable=False)
        batch_op.drop_column("published_at")


def _end_of(day: str) -> datetime:
    """Give the last second of a day in China: only what came in afterwards is new for sure."""
    return datetime.fromisoformat(f"{day}T15:59:59").replace(tzinfo=UTC)


def _rows(name: str) -> list[tuple[int, Any]]:
    query = sa.select(_publications.c.paper, _publications.c[name])
    return [(row[0], row[1]) for row in op.get_bind().execute(query)]


def _write(paper: int, **values: object) -> None:
    chosen = sa.update(_publications).where(_publications.c.paper == paper)
    op.get_bind().execute(chosen.values(values))
