"""Alembic's entrance: runs the versions on the connection that `upgrade` gives."""

from alembic import context

from corpus.catalogue.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
context.run_migrations()
