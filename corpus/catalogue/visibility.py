"""Who may see a document, said in SQL."""

from typing import Any

from sqlalchemy import Select, bindparam, exists

from corpus.catalogue.tables import document_groups, documents

Groups = frozenset[str] | None  # of which a document must have one; None for every document

IN_A_GROUP = exists().where(
    document_groups.c.ordinal == documents.c.ordinal,
    document_groups.c.name.in_(bindparam("visible_to", expanding=True)),
)


def only_visible(query: Select[Any], visible_to: Groups) -> Select[Any]:
    """Keep of a query over `documents` what the asker may see; run it with `seen_by`."""
    return query if visible_to is None else query.where(IN_A_GROUP)


def seen_by(visible_to: Groups) -> dict[str, list[str]]:
    """Give the parameters that `only_visible` asks for."""
    return {} if visible_to is None else {"visible_to": sorted(visible_to)}
