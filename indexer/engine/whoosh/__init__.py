"""The required engine: Whoosh, in pure Python, for machines without wheels."""
