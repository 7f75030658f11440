"""Every failure in one shape: RFC 9457 `application/problem+json`, or a page for browsers."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import orjson
from fastapi import Request
from starlette.responses import Response

from corpus import errors
from corpus.errors import KnowledgeBaseError
from search_api.exchange.refusing import (
    LibraryNotTrusted,
    NothingToGive,
    NotShared,
    PackageRefused,
)


class PageTooDeep(KnowledgeBaseError):
    """A page beyond the hits that may be listed."""

    code = "PAGE_TOO_DEEP"

    def __init__(self, deepest: int) -> None:
        super().__init__(
            f"最多翻到第 {deepest} 条。请增加检索词或筛选条件，缩小范围。", deepest=deepest
        )


class Forbidden(KnowledgeBaseError):
    """The asker may not do this."""

    code = "FORBIDDEN"

    def __init__(self) -> None:
        super().__init__("没有权限做这件事。请从本站页面上操作，或联系资料管理员。")


class FormTooLong(KnowledgeBaseError):
    """A page's form with more in it than may be sent at once; sizes in bytes."""

    code = "FORM_TOO_LONG"

    def __init__(self, longest: int) -> None:
        super().__init__(
            f"一次提交的内容最多 {longest // 1000} KB（约 {longest // 90_000} 万个汉字），"
            "这里超过了。请分几次提交。",
            longest=longest,
        )


class TextTooLong(KnowledgeBaseError):
    """A text to check with more in it than is checked at once; lengths in characters."""

    code = "TEXT_TOO_LONG"

    def __init__(self, length: int, longest: int) -> None:
        super().__init__(
            f"一次最多核对 {longest // 10_000} 万字，这里有 {length} 字。请分几次核对。",
            length=length,
            longest=longest,
        )


class NothingToCheck(KnowledgeBaseError):
    """A text without a sentence in it."""

    code = "NOTHING_TO_CHECK"

    def __init__(self) -> None:
        super().__init__("没有可以核对的文字。请粘贴一段文字，或上传 .docx 文件。")


class OriginalDamaged(KnowledgeBaseError):
    """The original on the disk is no longer what came in."""

    code = "ORIGINAL_DAMAGED"

    def __init__(self, document_id: str) -> None:
        super().__init__(
            "原件与入库时不一致，可能是磁盘损坏。请运行 xuejian verify 查看，或从备份恢复后重试。",
            document_id=document_id,
        )


# Every leaf of the error tree; a test holds it to that.
STATUS: Mapping[type[KnowledgeBaseError], int] = MappingProxyType(
    {
        errors.DocumentNotFound: 404,
        errors.UnsupportedFormat: 415,
        errors.EmptyFile: 422,
        errors.NoText: 422,
        errors.DamagedFile: 422,
        errors.EncryptedFile: 422,
        errors.FileTooLarge: 413,
        errors.ReadingTimedOut: 422,
        errors.FileNotAccessible: 422,
        errors.SecrecyMark: 422,
        errors.WrongValue: 422,
        errors.EditNotFound: 404,
        errors.CollectedNotFound: 404,
        errors.PaperNotFound: 404,
        errors.EntryNotFound: 404,
        errors.AlreadyFiled: 409,
        errors.ChangedMeanwhile: 409,
        errors.LexiconEntryNotFound: 404,
        errors.QuerySyntaxError: 400,
        errors.QueryTooSlow: 503,
        errors.IndexLocked: 503,
        errors.IndexOutOfDate: 503,
        errors.EngineUnavailable: 503,
        errors.EncoderUnavailable: 503,
        errors.ExportUnavailable: 503,
        errors.StorageFull: 507,
        errors.WrongSetting: 500,
        PageTooDeep: 400,
        Forbidden: 403,
        FormTooLong: 413,
        TextTooLong: 413,
        NothingToCheck: 422,
        OriginalDamaged: 500,
        PackageRefused: 422,
        LibraryNotTrusted: 409,
        NotShared: 422,
        NothingToGive: 409,
    }
)

_TITLES: Mapping[int, str] = MappingProxyType(
    {
        400: "请求看不懂",
        403: "没有权限",
        404: "没有找到",
        405: "方法不对",
        409: "别处已经改动",
        413: "内容太大",
        415: "格式不支持",
        422: "参数不对",
        500: "出错了",
        503: "暂时不能服务",
        507: "磁盘已满",
    }
)


@dataclass(frozen=True, slots=True)
class Problem:
    """
    A failure as it is told.

    Attributes:
        status: HTTP status.
        code: Stable name, for programs.
        detail: Cause and mend, in Chinese.
        facts: For programs.
        number: Names this one failure, on the page and in the log.
    """

    status: int
    code: str
    detail: str
    facts: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    number: str = field(default_factory=lambda: secrets.token_hex(4))

    @property
    def title(self) -> str:
        """Name its kind."""
        return _TITLES.get(self.status, "请求没有成功")

    @classmethod
    def of_error(cls, error: KnowledgeBaseError) -> "Problem":
        """Tell of one of our errors."""
        return cls(status_of(error), error.code, error.detail, error.facts)


def status_of(error: KnowledgeBaseError) -> int:
    """Give the HTTP status of an error."""
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 500)


def problem_json(request: Request, problem: Problem) -> Response:
    """Write a problem as RFC 9457 has it."""
    body = {
        **problem.facts,
        "type": "about:blank",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "code": problem.code,
        "instance": request.url.path,
        "number": problem.number,
    }
    content = orjson.dumps(body, default=str)
    return Response(content, problem.status, media_type="application/problem+json")
