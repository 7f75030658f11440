"""The case library: what others did, and what of it fits an enterprise."""
