"""Whether rules are an enterprise's own: what its board or its Party committee lays down."""

import re
from collections.abc import Iterable, Sequence

_TITLE = re.compile(  # 云陵能源集团有限公司采购管理办法, but not 企业集团财务公司管理办法
    "^(?:中共)?(?P<name>[一-鿿（）()]{2,24}?)(?:股份有限公司|有限责任公司|有限公司|集团公司|总公司|集团)"
)
_NO_NAME = re.compile("关于|[的对和]|企业|国有|上市|控股$|保险$|国务院|法院|人民")
_OF_ENTERPRISE = re.compile(
    "[一-鿿）)](?:公司|集团|总厂|银行)(?:(?:党[委组]|委员会|董事会|办公室|文件|本部|总部))*$"
)
_NO_ENTERPRISE = re.compile("人民银行|监[督管]|国资委|国有资产")
_OWN_FIRM = "(?:(?:本|我|集团|总|股份)?(?:公司|集团)|[本我][企厂行]业?)"
_SAYS_SO = re.compile(
    f"结合{_OWN_FIRM}(?:的|生产|经营|工作|改革|发展|管理)*实际[^。]{{0,30}}制[定订]本"
    f"|(?:办法|规定|制度|细则|规则|规程|章程)适用于{_OWN_FIRM}(?:本部|总部|机关|全体|各|及|和|所属|系统)"
)


def are_own_rules(title: str, issuers: Iterable[str], body: Sequence[str]) -> bool:
    """
    Tell whether a text with the name of a regulation is laid down by an enterprise for itself.

    Args:
        title: Of the text.
        issuers: Whom its masthead and its signature name.
        body: Its first lines, which say for whom it is.
    """
    begun = _TITLE.match(title)
    if begun and not _NO_NAME.search(begun["name"]):
        return True
    named = (each.strip() for each in issuers)
    if any(_OF_ENTERPRISE.search(each) and not _NO_ENTERPRISE.search(each) for each in named):
        return True
    return any(_SAYS_SO.search(line) for line in body)
