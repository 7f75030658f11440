"""The user's guide, as 帮助 opens it."""

from functools import cache
from importlib.resources import files

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import Response

from web.markdown import to_html
from web.templating import render

router = APIRouter()


@router.get("/help", name="help")
async def guide(request: Request) -> Response:
    """Show the guide."""
    return render(request, "guide.html", active="help", guide=_guide())


@cache
def _guide() -> Markup:
    source = (files("web") / "guide.md").read_text(encoding="utf-8")
    return to_html(source)
