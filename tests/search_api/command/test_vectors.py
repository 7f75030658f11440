import json
from functools import partial

import pytest
from typer.testing import CliRunner

from indexer.semantic.background import make_all
from search_api.command import main, vectors
from search_api.command.console import Exit
from search_api.command.main import app
from tests.indexer.semantic.tiny import SOURCE
from tests.library import add, open_library, write_notices


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("XUEJIAN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XUEJIAN_WEIGHTS", str(tmp_path / "weights"))
    monkeypatch.setattr(vectors, "give_way", lambda: None)
    with open_library(tmp_path / "home") as library:
        add(library, write_notices(tmp_path / "files", 2))
    return lambda *arguments: CliRunner().invoke(app, list(arguments))


def test_vectors_are_made_once(run, monkeypatch):
    monkeypatch.setattr(vectors, "make_all", partial(make_all, source=SOURCE))

    first, second = run("vectors", "--json"), run("vectors", "--json")

    made = json.loads(first.stdout)
    assert made["made"] == made["passages"] > 0
    assert json.loads(second.stdout) == made
    assert "语义向量已齐" in run("vectors").stderr


def test_a_stop_keeps_what_was_made(run, monkeypatch):
    def stopped(library, moved):
        raise KeyboardInterrupt

    monkeypatch.setattr(vectors, "make_all", stopped)

    result = run("vectors")

    assert result.exit_code == Exit.STOPPED
    assert "再次运行 xuejian vectors" in result.stderr


def test_off_a_terminal_it_says_now_and_then_how_far_it_is(capsys, monkeypatch):
    monkeypatch.setattr(vectors, "TELL_EVERY_S", 0.0)
    moved = vectors._telling(lambda done, total: None)

    for done in (100, 200, 300):
        moved(done, 1000)

    told = capsys.readouterr().err.splitlines()
    assert told[0] == "已有 200 / 1000 段，约剩 1 分钟。"
    assert len(told) == 2


def test_missing_weights_are_told_and_status_says_so_too(run, capsys, monkeypatch):
    assert main.run(["vectors"]) == Exit.FAILED
    assert "make semantic" in capsys.readouterr().err

    result = run("status")

    assert "语义向量：语义模型文件不在" in result.stdout
