"""What is to be reminded of (督办提醒): decisions, proposals and gaps by their day."""

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from search_api.access import ActorDep, LibraryDep
from search_api.ledger.reminding import reminders
from search_api.ledger.schemas import reminders_object
from search_api.responses import json_response

router = APIRouter(prefix="/reminders", tags=["督办提醒"])


@router.get("", summary="督办提醒", name="api_reminders")
async def listed(library: LibraryDep, actor: ActorDep) -> Response:
    """
    未办结的议定事项、建言和资料缺口中超期的、7 天内到期的、未定时限的，按责任单位归在一起。

    不含姓名；缺口只列有期限的和征集的。
    """
    found = await run_in_threadpool(reminders, library, actor)
    return json_response(reminders_object(found))
