"""Documents by their dates, of which more or less is known, on both engines."""

from pathlib import Path

import pytest

from tests.library import add, open_library, search

SIGNED = {"年": "2018年", "月": "2018年12月", "日": "2018年12月25日", "次年": "2019年1月2日"}


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def library(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("dated")
    for name, day in SIGNED.items():
        lines = (f"关于{name}度检查的通知", "各单位：", f"抓好{name}度检查。", "云陵省财政厅", day)
        (folder / f"{name}.txt").write_text("\n\n".join(lines), encoding="utf-8")
    with open_library(tmp_path_factory.mktemp("home") / "home", request.param) as opened:
        add(opened, folder)
        yield opened


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("日期:2018", {"年", "月", "日"}),
        ("日期:2018-12", {"月", "日"}),
        ("日期:2018-12-25", {"日"}),
        ("日期:2018-12-02~2019", {"日", "次年"}),
        ("日期:2018~", {"年", "月", "日", "次年"}),
        ("日期:~2018-12", {"年", "月", "日"}),
        ("日期:~2018-11", set()),
        ("-日期:2018-12 日期:2018", {"年"}),
        ("检查 -日期:2018-12-25", {"年", "月", "次年"}),
    ],
)
def test_what_is_dated_less_exactly_than_asked_is_not_found(library, query, found):
    hits = search(library, query, relaxed=False).hits
    assert {Path(path).stem for hit in hits for path in hit.card.paths} == found
