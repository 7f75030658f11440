"""
Where the command begins.

Apart from `main`, for every process that the command starts runs the script of the command again
before its own work, and must not wait for all that the command imports.
"""


def main() -> None:
    """Run the command, and end with its code."""
    import sys

    from search_api.command.main import run

    sys.exit(run())
