"""Which version of the program answers."""

from importlib.metadata import version

VERSION = version("xuejian")
