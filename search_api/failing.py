"""How an app tells its failures: ours, wrong parameters, wrong addresses, and the unforeseen."""

import logging
from collections.abc import Callable, Mapping
from types import MappingProxyType

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from corpus.errors import KnowledgeBaseError
from search_api.problems import Problem, problem_json
from search_api.security import HEADERS

_logger = logging.getLogger("xuejian")

Renderer = Callable[[Request, Problem], Response]

_OF_HTTP: Mapping[int, tuple[str, str]] = MappingProxyType(
    {
        404: ("NOT_FOUND", "没有这个地址。请检查网址，或从首页重新进入。"),
        405: ("METHOD_NOT_ALLOWED", "这个地址不接受这种请求方法。请对照接口说明修改。"),
    }
)


def tell_failures(app: FastAPI, page: Renderer = problem_json) -> None:
    """
    Give every failure of *app* one shape.

    Args:
        app: Whose failures they are.
        page: Renders a problem for a browser that asks for a page.
    """

    def tell(request: Request, problem: Problem) -> Response:
        return (page if _wants_page(request) else problem_json)(request, problem)

    @app.exception_handler(KnowledgeBaseError)
    async def of_ours(request: Request, error: KnowledgeBaseError) -> Response:
        return tell(request, Problem.of_error(error))

    @app.exception_handler(RequestValidationError)
    async def of_parameters(request: Request, error: RequestValidationError) -> Response:
        return tell(request, _parameter_problem(error))

    @app.exception_handler(HTTPException)
    async def of_http(request: Request, error: HTTPException) -> Response:
        code, detail = _OF_HTTP.get(error.status_code, ("HTTP_ERROR", str(error.detail)))
        response = tell(request, Problem(error.status_code, code, detail))
        response.headers.update(error.headers or {})
        return response

    @app.exception_handler(Exception)
    async def of_the_unforeseen(request: Request, error: Exception) -> Response:
        problem = Problem(
            500, "INTERNAL", "程序出了意外。请稍后再试；若仍不行，请把编号告诉资料管理员。"
        )
        _logger.error("%s at %s: %r", problem.number, request.url.path, error)
        response = tell(request, problem)
        response.headers.update(HEADERS)  # this answer passes by the middleware
        return response


def _wants_page(request: Request) -> bool:
    asks_api = request.url.path.startswith("/api/")
    return not asks_api and "text/html" in request.headers.get("accept", "")


def _parameter_problem(error: RequestValidationError) -> Problem:
    if any(each["loc"][0] == "path" for each in error.errors()):  # it cannot name anything
        return Problem(404, *_OF_HTTP[404])
    complaints = [
        {"parameter": ".".join(map(str, each["loc"][1:])), "reason": _reason(each)}
        for each in error.errors()
    ]
    told = "；".join(f"{each['parameter']} {each['reason']}" for each in complaints)
    detail = f"参数不对：{told}。请对照接口说明修改。"
    return Problem(422, "INVALID_PARAMETER", detail, {"errors": complaints})


def _reason(complaint: Mapping[str, object]) -> str:
    context = complaint.get("ctx")
    bounds: Mapping[str, object] = context if isinstance(context, Mapping) else {}
    reasons = {
        "missing": "没有给出",
        "int_parsing": "应是整数",
        "bool_parsing": "应是 0 或 1",
        "enum": f"应是其中之一：{bounds.get('expected')}",
        "literal_error": f"应是其中之一：{bounds.get('expected')}",
        "greater_than_equal": f"不能小于 {bounds.get('ge')}",
        "less_than_equal": f"不能大于 {bounds.get('le')}",
        "extra_forbidden": "不认识",
        "value_error": str(bounds.get("error")),
        "string_too_long": f"最多 {bounds.get('max_length')} 个字",
        "too_long": f"最多 {bounds.get('max_length')} 项，这里有 {bounds.get('actual_length')} 项",
    }
    return reasons.get(str(complaint.get("type")), "不是可用的值")
