"""What of a paper everyone reads: themes, in the keeper's order."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0018"

_COUNTED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "publications",
        sa.Column("paper", _COUNTED, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("published_on", sa.String(length=10), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["paper"], ["papers.id"], name=op.f("fk_publications_paper"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("paper", name=op.f("pk_publications")),
    )


def downgrade() -> None:
    op.drop_table("publications")
