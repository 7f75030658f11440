"""Situations of enterprises, each with the cases that fit it."""
