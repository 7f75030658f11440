"""Packages that libraries exchange: what one shares goes into a file, sealed and signed."""
