"""A package with nothing in it is made and taken in where somebody said so, and says what it is."""

import pytest
from starlette.testclient import TestClient

from corpus.actor import LOCAL
from search_api.command.main import run
from search_api.exchange.packing import pack
from search_api.exchange.refusing import NothingToGive
from search_api.exchange.sharing import unshare
from tests.search_api.exchange.paging import landed, sent
from tests.search_api.shelf import HERE
from web.app import create


def test_nothing_is_packed_unasked_and_no_number_is_used(two, tmp_path):
    sender, _ = two
    with pytest.raises(NothingToGive, match="没有可送出的内容"):
        pack(sender.library, LOCAL, tmp_path / "a.xjx")
    assert not (tmp_path / "a.xjx").exists()
    assert pack(sender.library, LOCAL, tmp_path / "a.xjx", may_be_empty=True).serial == 1


def test_a_package_that_only_takes_back_is_not_empty(two, tmp_path):
    sender, _ = two
    (identity,) = sender.add(1)
    sender.share("目录", identity)
    sender.pack()
    unshare(sender.library, LOCAL, [identity])
    assert pack(sender.library, LOCAL, tmp_path / "a.xjx").withdrawn == 1


def test_page_and_api_ask_once(two):
    sender, receiver = two
    with TestClient(create(sender.library.settings), base_url=HERE) as client:
        asked = client.post("/exchange/pack")
        assert (asked.status_code, "仍打一个空包" in asked.text) == (409, True)
        assert client.post("/exchange/pack", data={"empty": "1"}).content.startswith(b"PK")
        address = "/api/v1/exchange/packages/make"
        assert client.post(address).json()["code"] == "NOTHING_TO_GIVE"
        assert client.post(f"{address}?empty=true").content.startswith(b"PK")
    with TestClient(create(receiver.library.settings), base_url=HERE) as client:
        package = sender.pack()
        page = sent(client, package)
        assert "这是一个空包" in page.text
        told = client.post("/api/v1/exchange/packages", content=package.read_bytes()).json()
        assert told["empty"] is True
        done = landed(client, client.post(page.url.path, data={"trust": sender.fingerprint}))
        assert "号包已经导入" in done.text


def test_the_command_asks_once(two, tmp_path, monkeypatch, capsys):
    sender, receiver = two
    package = tmp_path / "empty.xjx"
    give = ["--home", str(sender.library.settings.home), "exchange", "pack", str(package)]
    take = ["--home", str(receiver.library.settings.home), "exchange", "import", str(package)]
    trust = ["--trust", sender.fingerprint]

    answered(monkeypatch, "\n")
    assert run(give) == 0
    assert not package.exists()
    assert "打出来是空包" in capsys.readouterr().err
    answered(monkeypatch, "y\n")
    assert run(give) == 0
    assert package.exists()

    answered(monkeypatch, "\n")
    assert run([*take, *trust]) == 0
    assert "已取消，没有导入" in capsys.readouterr().err
    assert run([*take, *trust, "--yes"]) == 0
    assert "导入完成" in capsys.readouterr().err


def answered(monkeypatch, line: str) -> None:
    monkeypatch.setattr("sys.stdin.readline", lambda: line, raising=False)
