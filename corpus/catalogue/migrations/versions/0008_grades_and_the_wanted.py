"""Grades of sources as facts; what the library ought to hold; corrections as they were made."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_COUNTED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("jobs", sa.Column("grade", sa.String(length=16)))
    op.create_table(
        "wanted",
        sa.Column("id", _COUNTED, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("number", sa.Text()),
        sa.Column("work_key", sa.Text(), nullable=False),
        sa.Column("number_key", sa.Text()),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wanted")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "edits",
        sa.Column("id", _COUNTED, nullable=False),
        sa.Column("actor", sa.String(length=128), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True)),
        sa.Column("given", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edits")),
        sqlite_autoincrement=True,
    )
    _say_grades()


def _say_grades() -> None:
    """Let the grade of a source be a fact: that of samples was given with them."""
    documents = sa.table("documents", sa.column("ordinal"), sa.column("source_grade"))
    facts = sa.table(
        "facts",
        *(sa.column(name) for name in ("ordinal", "name", "method", "confidence")),
        sa.column("value", sa.JSON()),
    )
    graded = op.get_bind().execute(sa.select(documents.c.ordinal, documents.c.source_grade)).all()
    rows = [
        {
            "ordinal": ordinal,
            "name": "source_grade",
            "method": "import" if grade == "示例" else "rule",
            "value": grade,
            "confidence": 1.0,
        }
        for ordinal, grade in graded
    ]
    if rows:
        op.bulk_insert(facts, rows)


def downgrade() -> None:
    op.execute("DELETE FROM facts WHERE name = 'source_grade'")
    op.drop_column("jobs", "grade")  # not in a batch, which would let ids be used again
    op.drop_table("edits")
    op.drop_table("wanted")
