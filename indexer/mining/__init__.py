"""Words that the library uses and the lexicon does not know."""
