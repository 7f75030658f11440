"""Text -> terms, by one analyser for the index and the query."""
