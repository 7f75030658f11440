"""Search, suggestions and counts."""

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from corpus.actor import Actor
from indexer.engine.query import Group, Sort
from indexer.library import Library
from search_api.access import ActorDep, LibraryDep
from search_api.exporting import EXPORT_HEADER, export_search
from search_api.freshness import fresh_headers, not_modified, version_tag
from search_api.meaning import did_you_mean
from search_api.responses import answer_by_names, answer_on, json_response
from search_api.schemas import facets_object, search_object, suggestion_object, wording_object
from search_api.searching import EVERY_FACET, FACETS, Scope, SearchForm, chosen_filters, run_search
from search_api.spreadsheet import csv_stream, xlsx_response
from search_api.suggesting import suggest
from search_api.wording import trace

router = APIRouter(tags=["检索"])

FacetName = Literal[
    "document_class",
    "issuer",
    "year",
    "kind",
    "region",
    "industry",
    "topic",
    "issuer_level",
    "enterprise",
    "enterprise_type",
    "source_grade",
    "completeness",
    "none",
]
Chosen = list[str] | None


async def asked_form(
    q: Annotated[str, Query(description="检索词；为空则浏览", examples=["国企改革"])] = "",
    document_class: Annotated[
        Chosen, Query(alias="class", description="类型，可重复", examples=["policy"])
    ] = None,
    issuer: Annotated[Chosen, Query(description="发文机关，可重复")] = None,
    year: Annotated[Chosen, Query(description="年份，可重复", examples=["2024"])] = None,
    kind: Annotated[Chosen, Query(description="文种，可重复", examples=["通知"])] = None,
    region: Annotated[Chosen, Query(description="地区，可重复", examples=["浙江省/杭州市"])] = None,
    industry: Annotated[Chosen, Query(description="行业，可重复", examples=["C 制造业"])] = None,
    topic: Annotated[
        Chosen, Query(description="主题，可重复", examples=["科技、教育\\科技"])
    ] = None,
    issuer_level: Annotated[Chosen, Query(description="机关层级，可重复", examples=["省"])] = None,
    enterprise: Annotated[Chosen, Query(description="企业全称，可重复")] = None,
    enterprise_type: Annotated[
        Chosen, Query(description="企业类型，可重复", examples=["民营企业"])
    ] = None,
    source_grade: Annotated[
        Chosen, Query(description="来源等级，可重复", examples=["权威"])
    ] = None,
    completeness: Annotated[Chosen, Query(description="完整性，可重复", examples=["完整"])] = None,
    validity: Annotated[
        Chosen, Query(description="时点的时效性，可重复；不明即未见废止记录", examples=["已废止"])
    ] = None,
    at: Annotated[date | None, Query(description="时点，默认今天", examples=["2015-06-01"])] = None,
    sort: Annotated[Sort, Query(description="排序：相关、新到旧、旧到新")] = Sort.RELEVANCE,
    group: Annotated[Group, Query(description="按文件归并，或直接列段落")] = Group.DOCUMENT,
    relaxed: Annotated[
        bool, Query(description="完全符合的不满百篇时，是否列出部分符合的文件")
    ] = True,
    plain: Annotated[bool, Query(description="是否把检索词都当普通文字，不认运算符")] = False,
    scope: Annotated[Scope, Query(description="范围：全文、标题、文号")] = Scope.ALL,
    expand: Annotated[bool, Query(description="是否扩展同义词")] = True,
    no: Annotated[
        Chosen, Query(description="不用这一个扩展，可重复", examples=["国企→国有企业"])
    ] = None,
    page: Annotated[int, Query(ge=1, description="第几页，从 1 起")] = 1,
    size: Annotated[int, Query(ge=1, le=100, description="每页条数；页数×条数不超过 10000")] = 10,
    facets: Annotated[
        list[FacetName] | None, Query(description="要计数的分面，可重复；none 表示不要")
    ] = None,
) -> SearchForm:
    """Read what is asked."""
    given = {
        "class": document_class,
        "issuer": issuer,
        "year": year,
        "kind": kind,
        "region": region,
        "industry": industry,
        "topic": topic,
        "issuer_level": issuer_level,
        "enterprise": enterprise,
        "enterprise_type": enterprise_type,
        "source_grade": source_grade,
        "completeness": completeness,
        "validity": validity,
    }
    return SearchForm(
        query=q,
        filters=chosen_filters({name: values or [] for name, values in given.items()}),
        on=at,
        sort=sort,
        group=group,
        relaxed=relaxed,
        plain=plain,
        scope=scope,
        expand=expand,
        without=tuple(no or ()),
        facets=FACETS if facets is None else tuple(name for name in facets if name != "none"),
        page=page,
        size=size,
    )


FormDep = Annotated[SearchForm, Depends(asked_form)]


@router.get("/search", summary="检索到段落", name="api_search")
async def search(request: Request, library: LibraryDep, actor: ActorDep, form: FormDep) -> Response:
    """
    找出符合的文件及其最好的段落。

    `total` 是完全符合的文件数，`relaxed_total` 是部分符合的；`spans` 是段落文字中的高亮区间
    `[起, 止)`，按码点计。找到的很少时，`did_you_mean` 给出可能想找而能找到更多的检索词。
    """
    tag = version_tag(library, actor)
    if unchanged := not_modified(request, tag):
        return unchanged
    timed = await answer_on(form.on, library, run_search, actor, form)
    found = search_object(timed.result, form.group)
    meant = await answer_by_names(library, did_you_mean, library, actor, form, timed.result)
    found["did_you_mean"] = [{"query": each.query, "total": each.total} for each in meant]
    found["took_ms"] = round(timed.took_ms, 2)
    return json_response(found, headers=fresh_headers(tag))


@router.get("/search.csv", summary="检索结果，CSV", name="api_search_csv")
async def search_csv(
    request: Request, library: LibraryDep, actor: ActorDep, form: FormDep
) -> Response:
    """参数同检索，分页不算；至多两千篇，超过时最后一行写明。可用 Excel 或 WPS 打开。"""
    base = str(request.base_url)
    made = await run_in_threadpool(export_search, library, actor, form, base)
    return csv_stream(made.name, EXPORT_HEADER, made.rows)


@router.get("/search.xlsx", summary="检索结果，Excel 工作簿", name="api_search_xlsx")
async def search_xlsx(
    request: Request, library: LibraryDep, actor: ActorDep, form: FormDep
) -> Response:
    """同 CSV。"""
    base = str(request.base_url)
    return await run_in_threadpool(_workbook, library, actor, form, base)


def _workbook(library: Library, actor: Actor, form: SearchForm, base: str) -> Response:
    made = export_search(library, actor, form, base)
    return xlsx_response(made.name, EXPORT_HEADER, made.rows)


@router.get("/suggest", summary="联想词语、文号、标题和检索过的", name="api_suggest")
async def suggestions(
    library: LibraryDep,
    actor: ActorDep,
    q: Annotated[str, Query(description="已输入的字、拼音或首字母", examples=["gqgg"])] = "",
) -> Response:
    """
    给出可能要输入的内容，至多十条。

    `field` 是 history、term、document_number 或 title；`spans` 是 `text` 中与输入相符的区间，
    按码点计。文号和标题带有文件的 `id`。
    """
    found = await answer_by_names(library, suggest, library, actor, q)
    return json_response({"suggestions": [suggestion_object(each) for each in found]})


@router.get("/wording", summary="一个提法在本库的出处", name="api_wording")
async def wording(
    request: Request,
    library: LibraryDep,
    actor: ActorDep,
    q: Annotated[str, Query(description="提法，至多三十字", examples=["新质生产力"])] = "",
    page: Annotated[int, Query(ge=1, le=1000, description="第几页，从 1 起")] = 1,
    size: Annotated[int, Query(ge=1, le=100, description="每页几篇")] = 10,
) -> Response:
    """
    按时间先后列出含有这几个字的文件和原句，另给逐年、分类的篇数和别的说法。

    所列是本库最早的出处，不是首次提出。每篇给出最前的五句，`more` 是其余的句数。
    """
    tag = version_tag(library, actor)
    if unchanged := not_modified(request, tag):
        return unchanged
    found = await run_in_threadpool(trace, library, actor, q, page=page, size=size)
    return json_response(wording_object(found), headers=fresh_headers(tag))


@router.get("/facets", summary="不检索，只计数", name="api_facets")
async def facets(request: Request, library: LibraryDep, actor: ActorDep) -> Response:
    """给出全库按类型、机关、年份、地区、行业、主题等的文件数。"""
    tag = version_tag(library, actor)
    if unchanged := not_modified(request, tag):
        return unchanged
    form = SearchForm(facets=EVERY_FACET, size=1)
    timed = await answer_on(None, library, run_search, actor, form)
    counts = {"total": timed.result.total, "facets": facets_object(timed.result)}
    return json_response(counts, headers=fresh_headers(tag))
