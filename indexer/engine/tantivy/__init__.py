"""The default engine: tantivy."""
