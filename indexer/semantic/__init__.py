"""Finding by meaning: vectors of passages, made in the background, that only improve an answer."""
