"""`xuejian exchange`, from the first name to the last withdrawal."""

import json
from pathlib import Path

import pytest

from corpus.storage import hash_file
from search_api.command.main import run
from tests.library import write_notices


@pytest.fixture
def at(tmp_path: Path, capsys, monkeypatch):
    """Run the command in a home; give its code, what it printed and what it told."""
    monkeypatch.setenv("XUEJIAN_HOME", str(tmp_path))
    monkeypatch.setenv("XUEJIAN_ENGINE", "auto")

    def command(home: str, *arguments: object):
        code = run(["--home", str(tmp_path / home), "--jobs", "1", *map(str, arguments)])
        printed = capsys.readouterr()
        return int(code), printed.out, printed.err

    return command


def test_a_package_goes_from_home_to_home(at, tmp_path):
    papers = write_notices(tmp_path / "papers", 2)
    first, second = papers / "001.txt", papers / "002.txt"
    package = tmp_path / "甲馆.xjx"
    at("a", "add", papers)

    code, _, told = at("a", "exchange", "pack", package)
    assert (code, "还没有给本馆起名" in told) == (1, True)
    assert at("a", "exchange", "key", "--name", "甲馆")[0] == 0
    fingerprint = json.loads(at("a", "exchange", "key", "--json")[1])["fingerprint"]
    assert "已按全文共享 1 份文件" in at("a", "exchange", "share", first, "--tier", "全文")[2]
    assert at("a", "exchange", "share", second, "--tier", "目录")[0] == 0
    assert [
        json.loads(line)["tier"]
        for line in at("a", "exchange", "list", "--json")[1].split("\n")[:2]
    ] == ["全文", "目录"]
    packed = json.loads(at("a", "exchange", "pack", package, "--json")[1])
    assert packed["tiers"] == {"目录": 1, "摘要": 0, "全文": 1}

    code, shown, told = at("b", "exchange", "preview", package)
    assert (code, shown.count("新增")) == (0, 2)
    assert "初次往来" in told
    code, _, told = at("b", "exchange", "import", package)
    assert (code, "核对指纹" in told) == (1, True)
    code, printed, _ = at("b", "exchange", "import", package, "--trust", fingerprint, "--json")
    assert (code, json.loads(printed)["counts"]["新增"]) == (0, 2)
    assert "已经导入过" in at("b", "exchange", "import", package)[2]
    assert "甲馆" in at("b", "exchange", "peers")[1]

    assert "已取消共享 1 份" in at("a", "exchange", "unshare", first)[2]
    at("a", "exchange", "pack", package)
    code, shown, _ = at("b", "exchange", "preview", package)
    assert "撤回" in shown
    assert at("b", "exchange", "import", package)[0] == 0
    assert json.loads(at("b", "status", "--json")[1])["documents"] == 1


def test_wrong_calls_are_told(at, tmp_path):
    assert at("a", "exchange", "share", "0" * 16, "--tier", "一半")[0] == 2
    code, _, told = at("a", "exchange", "share", "0" * 16, "--tier", "目录")
    assert (code, "库里没有这篇文件" in told) == (1, True)
    code, _, told = at("a", "exchange", "preview", tmp_path / "nowhere")
    assert (code, "交换包打不开" in told) == (1, True)
    code, _, told = at("a", "exchange", "unshare", "0" * 16)
    assert (code, "没有共享的" in told) == (1, True)


def test_what_is_chosen_asked_for_and_answered_by_command(at, tmp_path):
    papers = write_notices(tmp_path / "papers", 2)
    first = papers / "001.txt"
    for home, name in (("a", "甲馆"), ("b", "乙馆")):
        at(home, "exchange", "key", "--name", name)
    keys = {
        home: json.loads(at(home, "exchange", "key", "--json")[1])["fingerprint"]
        for home in ("a", "b")
    }
    at("a", "add", first)
    at("b", "add", papers)
    document = hash_file(first)[0][:16]
    at("a", "correct", document, "-s", "title=甲馆的题名")
    at("b", "correct", document, "-s", "title=乙馆的题名")
    at("a", "exchange", "share", document, "--tier", "全文")
    package = tmp_path / "甲馆.xjx"
    at("a", "exchange", "pack", package)
    at("b", "exchange", "import", package, "--trust", keys["a"])

    conflict = json.loads(at("b", "exchange", "conflicts", "--json")[1])
    assert (conflict["ours"], conflict["theirs"]) == ("乙馆的题名", "甲馆的题名")
    assert "共 1 处" in at("b", "exchange", "conflicts")[2]
    assert at("b", "exchange", "decide", conflict["id"], "--theirs")[0] == 0
    assert "共 0 处" in at("b", "exchange", "conflicts")[2]
    assert "甲馆的题名" in at("b", "show", document)[1]

    code, _, told = at("a", "exchange", "request", document)
    assert (code, "不必索取" in told) == (1, True)
    assert at("a", "exchange", "give")[0] == 0
    assert at("a", "exchange", "give", "film:1")[0] == 2
    assert "送出 0 项" in at("a", "exchange", "give", "--none")[2]
    assert json.loads(at("b", "exchange", "notices")[1])["requests"] == []
    assert at("b", "exchange", "answer", keys["a"], "缺-1", document)[0] == 1
