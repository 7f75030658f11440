"""How figures and moments are written on pages."""

from datetime import datetime

from corpus.partial_dates import CHINA, day_of


def thousands(count: int) -> str:
    """Write 12345 as `12,345`."""
    return f"{count:,}"


def percent(share: float) -> str:
    """Write 0.62 as `62%`."""
    return f"{share:.0%}"


def moment(time: datetime) -> str:
    """Write a moment as a clock in China shows it: `2026-11-30 04:18`."""
    return time.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")


def day(time: datetime) -> str:
    """Write the day that it is in China at a moment: `2026-11-30`."""
    return day_of(time).isoformat()
