"""The rules' vectors beside the checkout."""

import json
from typing import Any

from tests.shared import SHARED


def vectors(rule: str) -> list[tuple[str, Any]]:
    """Give the (text, expected) pairs of one rule; none where the material is absent."""
    path = SHARED / "domain_vectors.jsonl"
    if not path.exists():
        return []
    lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [(line["text"], line["expected"]) for line in lines if line["rule"] == rule]
