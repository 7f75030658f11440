"""How the tables came to be what they are; Alembic runs the versions in order."""
