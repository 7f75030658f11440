"""Following the pages of work with packages, as a browser without script does."""

import time
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient


def sent(client: TestClient, package: Path) -> Any:
    """Send a package by the form; give the page that shows what came of it."""
    return landed(
        client, client.post("/exchange/packages", files={"file": ("a.xjx", package.read_bytes())})
    )


def landed(client: TestClient, page: Any) -> Any:
    """Look again at a page that tells how far work is, until it gives another or an end."""
    for _ in range(600):
        if "/exchange/tasks/" not in page.url.path or "知道了" in page.text:
            return page
        time.sleep(0.05)
        page = client.get(page.url.path)
    raise AssertionError(page.text)
