"""How figures are written on pages."""


def thousands(count: int) -> str:
    """Write 12345 as `12,345`."""
    return f"{count:,}"


def percent(share: float) -> str:
    """Write 0.62 as `62%`."""
    return f"{share:.0%}"
