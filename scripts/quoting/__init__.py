"""Sentences drawn from a library, right ones and wrong ones, to see what the check tells."""
