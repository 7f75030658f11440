"""Normal forms of text, with the way back to the original."""
