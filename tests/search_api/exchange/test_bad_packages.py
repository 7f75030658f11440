"""A package that is not what it must be is refused with the reason, and nothing of it stays."""

import json
import random
import time
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.actor import LOCAL
from corpus.errors import KnowledgeBaseError
from search_api.exchange.importing import receive
from search_api.exchange.opening import incoming
from search_api.exchange.refusing import PackageRefused
from tests.search_api.exchange.forging import (
    contents,
    empty_zip_that_claims,
    signed,
    write,
    zipped,
)
from tests.search_api.exchange.halls import Hall, halls

SEEDS = 400  # places at which one byte is changed


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Hall, Hall, Path]]:
    with halls(tmp_path_factory.mktemp("bad"), "甲馆", "乙馆") as (sender, receiver):
        whole, abstract, listed = sender.add(1, 2, 3)
        sender.share("全文", whole)
        sender.share("摘要", abstract)
        sender.share("目录", listed)
        yield sender, receiver, sender.pack()


@pytest.fixture
def told(pair):
    """The manifest, as JSON."""
    return json.loads(dict(contents(pair[2]))["manifest.json"])


@pytest.fixture(autouse=True)
def _nothing_stays(pair):
    yield
    receiver = pair[1].library
    folder = incoming(receiver)
    assert not folder.is_dir() or not list(folder.iterdir())
    with receiver.catalogue.read() as connection:
        for table in ("documents", "jobs", "offers", "received", "packages"):
            rows = connection.exec_driver_sql(f"SELECT COUNT(*) FROM {table}").scalar_one()
            assert rows == 0, table


def refused(pair, package: Path, why: str) -> None:
    with pytest.raises(PackageRefused, match=why) as caught:
        receive(pair[1].library, LOCAL, package)
    assert caught.value.detail.endswith("。")


def test_one_byte_changed_anywhere_is_noticed(pair, tmp_path):
    whole = pair[2].read_bytes()
    chosen = random.Random(7)
    places = {0, 1, 25, len(whole) - 1, len(whole) - 22, *chosen.sample(range(len(whole)), SEEDS)}
    target = tmp_path / "changed.xjx"
    for place in sorted(places):
        changed = bytearray(whole)
        changed[place] ^= 1 << chosen.randrange(8)
        target.write_bytes(changed)
        with pytest.raises(PackageRefused):
            receive(pair[1].library, LOCAL, target)


def test_cut_off_anywhere_is_noticed(pair, tmp_path):
    whole = pair[2].read_bytes()
    target = tmp_path / "cut.xjx"
    for length in (0, 1, 21, 22, 500, len(whole) // 2, len(whole) - 22, len(whole) - 1):
        target.write_bytes(whole[:length])
        refused(pair, target, "不是完整的交换包")


def test_bytes_added_at_either_end_are_noticed(pair, tmp_path):
    whole = pair[2].read_bytes()
    target = tmp_path / "longer.xjx"
    for longer in (whole + b"\n", b"MZ" + whole, whole + whole):
        target.write_bytes(longer)
        refused(pair, target, "不是完整的交换包")


def test_what_is_no_package_is_said_to_be_none(pair, tmp_path):
    target = tmp_path / "text.txt"
    target.write_text("这是一段普通的文字。" * 10, encoding="utf-8")
    refused(pair, target, "不是完整的交换包")
    refused(pair, zipped(tmp_path / "a.zip", [("a.txt", b"a")]), "不是完整的交换包|不是学鉴")
    refused(pair, write(tmp_path / "b.xjx", [("a.txt", b"a")]), "没有清单和封签")


def test_a_newer_version_asks_for_an_upgrade(pair, told, tmp_path):
    package = signed(pair[0], tmp_path / "new.xjx", {**told, "version": 2})
    refused(pair, package, "更新版本的学鉴生成.*第 2 版.*请升级")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("../../etc/passwd", "指向包外"),
        ("files/../../a", "指向包外"),
        ("/etc/passwd", "绝对路径"),
        ("C:/a", "绝对路径"),
        ("files\\..\\a", "反斜杠"),
        ("MANIFEST.json", "只有大小写不同"),
        ("files/" + "a" * 100, "名称不合规定"),
        ("files/文", "名称不合规定"),
        ("files/more", "与清单不符"),
    ],
)
def test_names_that_lead_astray_are_refused(pair, tmp_path, name, why):
    refused(pair, write(tmp_path / "odd.xjx", [*contents(pair[2]), (name, b"a")]), why)


def test_two_entries_of_one_name_are_refused(pair, tmp_path):
    files = contents(pair[2])
    refused(pair, write(tmp_path / "twice.xjx", [*files, files[-1]]), "重名")


def test_a_link_is_refused(pair, tmp_path):
    link = zipfile.ZipInfo("files/link", (1980, 1, 1, 0, 0, 0))
    link.create_system = 3
    link.external_attr = 0o120777 << 16
    package = zipped(tmp_path / "link.xjx", [*contents(pair[2]), (link, b"/etc/passwd")])
    refused(pair, package, "符号链接")


def test_a_bomb_is_refused_before_it_is_unpacked(pair, tmp_path):
    bomb = [("manifest.json", b"0" * 50_000_000), ("seal.json", b"{}")]
    package = zipped(tmp_path / "bomb.xjx", bomb, zipfile.ZIP_DEFLATED)
    tracemalloc.start()
    refused(pair, package, "解压炸弹")
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


@pytest.mark.parametrize("entries", [25_000, 1_000_000])
def test_a_million_entries_are_refused_before_they_are_listed(pair, tmp_path, entries):
    package = empty_zip_that_claims(tmp_path / "many.xjx", entries)
    tracemalloc.start()
    started = time.perf_counter()
    refused(pair, package, "条目太多")
    assert time.perf_counter() - started < 1
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"{", "清单读不出来"),
        (b"\xff\xfe", "清单读不出来"),
        (b"[" * 100_000, "清单读不出来"),
        (b"[]", "不是学鉴的交换包"),
        (b'{"format":"xuejian-exchange","version":1}', "清单不合规定"),
        (b'{"format":"xuejian-exchange","version":"1"}', "格式版本不认识"),
    ],
)
def test_a_manifest_that_is_none_is_refused(pair, tmp_path, raw, why):
    refused(pair, signed(pair[0], tmp_path / "odd.xjx", raw), why)


def test_a_manifest_beyond_all_measure_is_refused(pair, tmp_path, monkeypatch):
    monkeypatch.setattr("search_api.exchange.opening.MOST_MANIFEST_BYTES", 100)
    refused(pair, pair[2], "清单过大")


def test_a_manifest_written_otherwise_is_refused(pair, told, tmp_path):
    spaced = json.dumps(told, ensure_ascii=False, indent=1).encode()
    files = contents(pair[2])[2:]
    refused(pair, signed(pair[0], tmp_path / "spaced.xjx", spaced, files), "写法不合规定")


def test_a_signature_of_another_key_is_refused(pair, tmp_path):
    with halls(tmp_path / "other", "丙馆") as (stranger,):
        raw = dict(contents(pair[2]))["manifest.json"]
        files = contents(pair[2])[2:]
        refused(pair, signed(stranger, tmp_path / "forged.xjx", raw, files), "签名不对")


def test_a_key_that_does_not_fit_its_fingerprint_is_refused(pair, told, tmp_path):
    with halls(tmp_path / "other", "丙馆") as (stranger,):
        key = stranger.library
        from search_api.exchange.identity import identity

        library = {**told["library"], "public_key": identity(key).key.public}
        package = signed(
            stranger, tmp_path / "key.xjx", {**told, "library": library}, contents(pair[2])[2:]
        )
        refused(pair, package, "公钥与所称的指纹不符")


def test_a_file_that_is_not_the_one_of_the_manifest_is_refused(pair, told, tmp_path):
    (name, content), *_ = contents(pair[2])[2:]
    other = bytes([content[0] ^ 1]) + content[1:]
    refused(pair, signed(pair[0], tmp_path / "other.xjx", told, [(name, other)]), "与封签不符")
    short = signed(pair[0], tmp_path / "short.xjx", told, [(name, content[:-1])])
    refused(pair, short, "与清单不符")
    refused(pair, signed(pair[0], tmp_path / "none.xjx", told), "与清单不符")


def _changed(told, **changes):
    first, *others = told["items"]
    return {**told, "items": [{**first, **changes}, *others]}


@pytest.mark.parametrize(
    "change",
    [
        {"identity": "../../a"},
        {"tier": "一半"},
        {"file_name": "../a.txt"},
        {"file_name": "a/b.txt"},
        {"file_name": ".."},
        {"file_name": "a\u202etxt.exe"},
        {"facts": {"title": ["a"]}},
        {"facts": {"title": "a" * 3000}},
        {"facts": {"issuer": "一个机关"}},
        {"facts": {"written": "昨天"}},
        {"facts": {"password": "a"}},
        {"facts": {"document_class": "secret"}},
        {"corrected": ["title", "speaker"]},
        {"source_grade": "最高"},
        {"completeness": "整"},
        {"abstract": "目录里不该有的摘要"},
        {"provenance": []},
        {"provenance": "甲馆"},
        {
            "provenance": [
                {"name": "甲馆", "fingerprint": "0" * 40, "serial": 1, "on": "2026-11-22"}
            ]
        },
    ],
)
def test_items_that_cannot_be_are_refused(pair, told, tmp_path, change):
    package = signed(pair[0], tmp_path / "odd.xjx", _changed(told, **change), contents(pair[2])[2:])
    refused(pair, package, "清单不合规定")


def test_a_document_twice_or_shared_and_taken_back_is_refused(pair, told, tmp_path):
    files = contents(pair[2])[2:]
    twice = {**told, "items": [*told["items"], told["items"][-1]]}
    refused(pair, signed(pair[0], tmp_path / "twice.xjx", twice, files), "列了两次")
    back = {**told, "withdrawn": [told["items"][-1]["identity"]]}
    refused(pair, signed(pair[0], tmp_path / "back.xjx", back, files), "既共享又撤回")


def test_a_package_that_is_not_there_is_told(pair, tmp_path):
    with pytest.raises(KnowledgeBaseError, match="打不开"):
        receive(pair[1].library, LOCAL, tmp_path / "nowhere.xjx")
    with pytest.raises(KnowledgeBaseError):
        receive(pair[1].library, LOCAL, tmp_path)
