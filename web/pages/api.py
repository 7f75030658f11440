"""What the API offers, from its own OpenAPI object; nothing is loaded from elsewhere."""

from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from web.markdown import to_html
from web.templating import render

router = APIRouter()


@router.get("/api/docs", name="api_docs")
async def api_docs(request: Request) -> Response:
    """List the endpoints."""
    described = request.app.openapi()
    return render(
        request,
        "api.html",
        active="api",
        described=described["info"],
        endpoints=tuple(_endpoints(described["paths"])),
    )


def _endpoints(paths: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path, methods in paths.items():
        for method, operation in methods.items():
            yield {
                "method": method.upper(),
                "path": path,
                "summary": operation.get("summary", ""),
                "description": to_html(operation.get("description", "")),
                "parameters": [_parameter(each) for each in operation.get("parameters", ())],
            }


def _parameter(described: dict[str, Any]) -> dict[str, Any]:
    schema = described["schema"]
    examples = schema.get("examples") or described.get("examples") or [""]
    return {
        "name": described["name"],
        "required": described.get("required", False),
        "text": described.get("description", ""),
        "default": _written(schema.get("default", "")),
        "example": examples[0] if isinstance(examples, list) else "",
    }


def _written(default: Any) -> str:
    return str(int(default)) if isinstance(default, bool) else str(default)
