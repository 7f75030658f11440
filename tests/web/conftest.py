"""The same service as for the API."""

from tests.search_api.conftest import client, settings

__all__ = ["client", "settings"]
