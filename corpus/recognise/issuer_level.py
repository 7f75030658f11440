"""The level of the body that issued a document."""

import re
from collections.abc import Sequence

from corpus.document import Fact
from corpus.recognise.region import way_of_body

_CENTRE = re.compile(
    "中共中央|中央|全国人民代表大会|全国人大|全国政协|中国人民政治协商会议全国|最高人民|中国共产党"
)
_STATE_COUNCIL = re.compile("国务院(?:办公厅)?(?:$|、)")
_GROUP = re.compile("集团|控股")
_ENTERPRISE = re.compile("(?:公司|集团|厂|银行股份.*|企业)(?:党委|党组|委员会|党总支|党支部)?$")
_MINISTRY = re.compile("(?:部|委员会|委|总局|局|署|银行|办公室|办公厅|会|院|中心|社)$")
_COUNTY = ("县", "旗", "区", "市")
_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
_NATIONAL = re.compile("国家|中国|中华|全国|国务院|[一-鿿]{2,8}部$|国资委$|海关总署|.*总局|审计署")


def recognise_issuer_level(issuer: Fact | None) -> Fact | None:
    """Give the level of the first issuer: 中央 国务院 部委 省 市 县 企业集团 企业."""
    if issuer is None or isinstance(issuer.value, str):
        return None
    for name in issuer.value:
        level = level_of_body(name)
        if level:
            return Fact(level, round(issuer.confidence * 0.95, 2), "rule", issuer.span)
    return None


def level_of_body(name: str) -> str | None:
    """Give the level of a body by its name; None where the name does not tell."""
    if _ENTERPRISE.search(name):
        return "企业集团" if _GROUP.search(name) else "企业"
    if _CENTRE.match(name):
        return "中央"
    if _STATE_COUNCIL.match(name):
        return "国务院"
    way = way_of_body(name)
    if way:
        return _level_of_way(way)
    return "部委" if _MINISTRY.search(name) and _NATIONAL.match(name) else None


def _level_of_way(way: Sequence[str]) -> str:
    last = way[-1]
    if last in _MUNICIPALITIES or last.endswith(("省", "自治区", "特别行政区", "兵团")):
        return "省"
    if len(way) > 2 or last.endswith(("县", "旗", "区")):
        return "县"
    return "市"
