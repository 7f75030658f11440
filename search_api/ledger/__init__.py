"""Registers with states and days until when: proposals, decisions, recommended cases, gaps."""
