"""What an address asks for that cannot be: passed over, but never without a word."""

from collections.abc import Iterator

from starlette.datastructures import QueryParams

from search_api.labels import FILTER_LABELS, value_label
from search_api.searching import FILTERS
from search_api.vocabularies import choices, may_be
from web.forms import day_in

_SHOWN = 40  # characters of a value


def oddities(params: QueryParams) -> tuple[str, ...]:
    """Say what of an address is passed over, and how to write it."""
    return tuple(dict.fromkeys((*_odd_day(params), *_odd_values(params))))


def _odd_day(params: QueryParams) -> Iterator[str]:
    typed = params.get("at", "")
    if typed and day_in(typed) is None:
        yield (
            f"时点“{typed[:_SHOWN]}”不是一个日期，没有采用，时效性按今天判断。"
            "请写成 2015-06-01 这样。"
        )


def _odd_values(params: QueryParams) -> Iterator[str]:
    for parameter, name in FILTERS.items():
        for value in params.getlist(parameter):
            if value and not may_be(name, value):
                yield f"没有“{value[:_SHOWN]}”这个{FILTER_LABELS[name]}，没有采用。{_mend(name)}"


def _mend(name: str) -> str:
    if name == "year":
        return "请写成 2024 这样的四位数字。"
    return f"可选：{'、'.join(value_label(name, each) for each in choices(name))}。"
