"""Quotations that an actor keeps, and the papers that it makes of them."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

_COUNTED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "collected_folders",
        sa.Column("id", _COUNTED, nullable=False),
        sa.Column("actor", sa.String(length=128), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collected_folders")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_collected_folders_actor"), "collected_folders", ["actor"])
    op.create_table(
        "collected",
        sa.Column("id", _COUNTED, nullable=False),
        sa.Column("actor", sa.String(length=128), nullable=False),
        sa.Column("document_id", sa.String(length=40), nullable=False),
        sa.Column("quotation", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("folder", _COUNTED),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("collected_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(
            ["folder"],
            ["collected_folders.id"],
            name=op.f("fk_collected_folder"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collected")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_collected_document_id"), "collected", ["document_id"])
    op.create_index(op.f("ix_collected_actor_position"), "collected", ["actor", "position"])
    op.create_table(
        "papers",
        sa.Column("id", _COUNTED, nullable=False),
        sa.Column("actor", sa.String(length=128), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("shared_key", sa.String(length=64)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_papers")),
        sa.UniqueConstraint("shared_key", name=op.f("uq_papers_shared_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_papers_actor_kind"), "papers", ["actor", "kind"])
    op.create_table(
        "paper_versions",
        sa.Column("paper", _COUNTED, nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["paper"], ["papers.id"], name=op.f("fk_paper_versions_paper"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("paper", "revision", name=op.f("pk_paper_versions")),
    )


def downgrade() -> None:
    op.drop_table("paper_versions")
    op.drop_table("papers")
    op.drop_table("collected")
    op.drop_table("collected_folders")
