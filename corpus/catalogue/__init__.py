"""The truth: every document, where it lies, what is to be done, and what was done."""

from corpus.catalogue.database import Catalogue

__all__ = ["Catalogue"]
