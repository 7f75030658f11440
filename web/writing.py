"""How figures, dates and names are written on pages."""


def thousands(count: int) -> str:
    """Write 12345 as `12,345`."""
    return f"{count:,}"


def percent(share: float) -> str:
    """Write 0.62 as `62%`."""
    return f"{share:.0%}"


def file_name(path: str) -> str:
    """Give the file's name of a path of any system."""
    return path.replace("\\", "/").rpartition("/")[2]
