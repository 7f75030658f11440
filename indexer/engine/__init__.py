"""Engines: what holds the index and answers questions; one folder each behind one protocol."""
