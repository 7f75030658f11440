"""What was refused for its mark of secrecy: no text, no name, only that it came."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from corpus.catalogue.cards import aware
from corpus.catalogue.tables import quarantine


@dataclass(frozen=True, slots=True)
class Refused:
    """
    A file that may not enter.

    Attributes:
        sha256: Of its bytes, in hex.
        level: 绝密, 机密 or 秘密.
        actor: Who brought it.
        refused_at: When.
    """

    sha256: str
    level: str
    actor: str
    refused_at: datetime


def note(connection: Connection, refused: Refused) -> None:
    """Note a refusal; the newest of the same bytes stays."""
    connection.execute(delete(quarantine).where(quarantine.c.sha256 == refused.sha256))
    connection.execute(
        insert(quarantine),
        {
            "sha256": refused.sha256,
            "level": refused.level,
            "actor": refused.actor,
            "refused_at": refused.refused_at,
        },
    )


def entries(connection: Connection) -> list[Refused]:
    """List the refusals, newest first."""
    query = select(quarantine).order_by(quarantine.c.refused_at.desc(), quarantine.c.sha256)
    return [
        Refused(row.sha256, row.level, row.actor, aware(row.refused_at))
        for row in connection.execute(query)
    ]
