"""The case library: cases listed by what they are found by."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from search_api.access import ActorDep, LibraryDep
from search_api.cases.basis import basis_of
from search_api.cases.choosing import MOST_ON_A_PAGE, CaseForm, list_cases
from search_api.cases.comparing import compare_cases
from search_api.cases.exporting import (
    NAME,
    comparison_file,
    comparison_header,
    comparison_rows,
)
from search_api.cases.fitting import MOST_FITTING, fit
from search_api.cases.opening import open_case
from search_api.cases.schemas import (
    basis_object,
    case_list_object,
    comparison_object,
    fits_object,
    opened_case_object,
)
from search_api.cases.situation import FIELDS_OF_SITUATION, read_situation
from search_api.export.responses import exported_response
from search_api.freshness import fresh_headers, not_modified, version_tag
from search_api.readable import READABLE
from search_api.responses import json_response
from search_api.security import refuse_foreign_forms
from search_api.spreadsheet import xlsx_response

router = APIRouter(prefix="/cases", tags=["案例库"])

Chosen = list[str] | None


ComparedCases = Annotated[
    list[str], Query(description="案例编号，两到四个", min_length=1, max_length=20)
]


class Described(BaseModel):
    """A situation as it is sent."""

    text: str = Field("", description="一段描述")
    industry: str = Field("", examples=["C34 通用设备制造业"])
    region: str = Field("", examples=["浙江省/杭州市"])
    enterprise_type: str = Field("", examples=["民营企业"])
    size: str = Field("", examples=["中型"])
    problem: str = Field("", description="遇到的问题")
    goal: str = Field("", description="想达到的目标")
    recognised: bool = Field(False, description="各项是否已经识别过")
    count: int = Field(10, ge=1, le=MOST_FITTING, description="至多几个案例")


async def asked_cases(
    q: Annotated[str, Query(description="检索词；为空则全部", examples=["采购 成本"])] = "",
    industry: Annotated[Chosen, Query(description="行业，可重复", examples=["C 制造业"])] = None,
    region: Annotated[Chosen, Query(description="地区，可重复", examples=["浙江省/杭州市"])] = None,
    enterprise_type: Annotated[
        Chosen, Query(description="企业类型，可重复", examples=["民营企业"])
    ] = None,
    size: Annotated[
        Chosen, Query(description="规模，可重复：大型 中型 小型 微型 未注明", examples=["中型"])
    ] = None,
    result: Annotated[
        Chosen, Query(description="成效的种类，可重复：降本 增收 效率 …", examples=["降本"])
    ] = None,
    topic: Annotated[Chosen, Query(description="主题，可重复", examples=["国资\\企业改革"])] = None,
    year: Annotated[Chosen, Query(description="年份，可重复", examples=["2024"])] = None,
    page: Annotated[int, Query(ge=1, le=10**6, description="第几页，从 1 起")] = 1,
    count: Annotated[int, Query(ge=1, le=MOST_ON_A_PAGE, description="每页条数")] = 20,
) -> CaseForm:
    """Read what is asked."""
    given = {
        "industry": industry,
        "region": region,
        "enterprise_type": enterprise_type,
        "size": size,
        "result": result,
        "topic": topic,
        "year": year,
    }
    filters = {name: tuple(filter(None, values)) for name, values in given.items() if values}
    return CaseForm(query=q, filters=filters, page=page, size=count)


@router.get("", summary="案例库", name="api_cases")
async def cases(
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    form: Annotated[CaseForm, Depends(asked_cases)],
) -> Response:
    """
    列出案例：经验材料，和表扬通报里逐项表扬的做法。

    每个案例有背景、做法、成效（附指标和原句）、启示、适用条件；规模按文中的职工人数、营业收入、
    资产总额和工信部的划型标准得出，文中没有的写“未注明”。计数随筛选变，各项不计自己的筛选。
    """
    tag = version_tag(library, actor)
    if unchanged := not_modified(request, tag):
        return unchanged
    found = await run_in_threadpool(list_cases, library, actor, form)
    return json_response(case_list_object(found), headers=fresh_headers(tag))


@router.post("/fit", summary="适合我们情况的案例", name="api_cases_fit", dependencies=[READABLE])
async def fitting(
    described: Described, request: Request, library: LibraryDep, actor: ActorDep
) -> Response:
    """
    描述本企业的情况和问题（至多 2000 字），或逐项填写；给出最接近的案例和理由。

    `situation` 是从描述里识别出的各项，可以改了再查（`recognised` 为 true 时各项照所填的算）。
    `reasons` 说明为什么接近，`sentences` 是案例里讲同一件事的原句。描述不保存。
    """
    refuse_foreign_forms(request)
    situation = read_situation(
        described.text,
        described.model_dump(include=set(FIELDS_OF_SITUATION)),
        recognised=described.recognised,
    )
    found = await run_in_threadpool(fit, library, actor, situation, most=described.count)
    return json_response(fits_object(situation, found))


@router.get("/compare", summary="并排比较案例", name="api_cases_compare")
async def compare(case: ComparedCases, library: LibraryDep, actor: ActorDep) -> Response:
    """两到四个案例，按背景、做法、成效、启示、适用条件、指标逐行对照。"""
    table = await run_in_threadpool(compare_cases, library, actor, case)
    return json_response(comparison_object(table))


@router.get("/compare.docx", summary="并排比较，Word 文件", name="api_cases_compare_docx")
async def compare_docx(case: ComparedCases, library: LibraryDep, actor: ActorDep) -> Response:
    """横排的表格，来源列在表下。"""

    def made() -> Response:
        table = compare_cases(library, actor, case)
        return exported_response(comparison_file(table, library.clock()))

    return await run_in_threadpool(made)


@router.get("/compare.xlsx", summary="并排比较，Excel 工作簿", name="api_cases_compare_xlsx")
async def compare_xlsx(case: ComparedCases, library: LibraryDep, actor: ActorDep) -> Response:
    """一行一项，最后一行是来源。"""
    table = await run_in_threadpool(compare_cases, library, actor, case)
    return xlsx_response(NAME, comparison_header(table), comparison_rows(table))


@router.get("/{case_id}", summary="一个案例", name="api_case")
async def case(case_id: str, library: LibraryDep, actor: ActorDep) -> Response:
    """`case_id` 是文件编号；通报里的一项做法，后面再加 -序号。"""
    opened = await run_in_threadpool(open_case, library, actor, case_id)
    return json_response(opened_case_object(opened))


@router.get("/{case_id}/basis", summary="各条做法的政策依据", name="api_case_basis")
async def basis(case_id: str, library: LibraryDep, actor: ActorDep) -> Response:
    """
    案例的每条做法，和库里要求这样做的政策条款（`policy`）、讲话段落（`speech`）。

    按共同的词语推荐，`shared` 是理由；没有足够接近的，列表为空。
    """
    opened = await run_in_threadpool(open_case, library, actor, case_id)
    found = await run_in_threadpool(basis_of, library, actor, opened)
    return json_response(basis_object(found))
