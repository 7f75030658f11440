"""What was withdrawn keeps no title: only that it was here, and from whom."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"

_offers = sa.table("offers", sa.column("title"), sa.column("item", sa.JSON))
_received = sa.table(
    "received", sa.column("identity"), sa.column("title"), sa.column("path"), sa.column("state")
)
_disagreements = sa.table("disagreements", sa.column("decision"))
_requests = sa.table("text_requests", sa.column("identity"))


def upgrade() -> None:
    is_taken_back = sa.or_(
        _offers.c.item.is_(sa.null()), sa.cast(_offers.c.item, sa.Text) == "null"
    )
    op.execute(sa.update(_offers).where(is_taken_back).values(title=""))
    is_gone = _received.c.state == "withdrawn"
    gone = sa.select(_received.c.identity).where(is_gone)
    op.execute(sa.delete(_requests).where(_requests.c.identity.in_(gone)))
    op.execute(sa.update(_received).where(is_gone).values(title="", path=""))
    op.execute(sa.delete(_disagreements).where(_disagreements.c.decision == "lapsed"))


def downgrade() -> None:
    """Leave it: what was forgotten does not come back."""
