"""JSON in the one way in which it is signed and hashed."""

import json


def canonical(value: object) -> bytes:
    """Write JSON: UTF-8, keys sorted, no blanks between."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()
