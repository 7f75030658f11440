"""A checked text in plain lines, and the command that prints them."""

import io
import json

import pytest

from corpus.actor import LOCAL
from search_api.command.main import run
from search_api.quotations.checking import check_text
from search_api.quotations.telling import report_lines
from tests.search_api.quotations.papers import CHARGING, CUT, PARKING


@pytest.fixture(autouse=True)
def _environment(monkeypatch, quoted_settings):
    """Let what the command writes into the environment end with the test."""
    monkeypatch.setenv("XUEJIAN_HOME", str(quoted_settings.home))
    monkeypatch.setenv("XUEJIAN_ENGINE", "auto")


TEXT = f"学习提纲\n{CHARGING.replace('标准', '规范')}。\n{PARKING}。\n{CUT}。\n"


def test_differences_are_written_beside_what_was_given(quoted):
    lines = list(report_lines(check_text(quoted, LOCAL, TEXT)))
    assert lines[0] == (
        "核对 3 句：2 句一致（其中 1 句未核实），1 句有出入，0 句未找到；1 句另有提示。"
    )
    assert "第 2 行 [有出入] 新建住宅小区应当按照【规范→标准】配建" in lines[2]
    assert lines[3] == f"    原文：{CHARGING}"
    assert lines[4].startswith("    出处：《云陵市电动自行车管理规定》")
    assert not any(PARKING in line for line in lines)


def test_sentences_without_trouble_are_told_when_asked_for(quoted):
    lines = list(report_lines(check_text(quoted, LOCAL, TEXT), every=True))
    assert any(PARKING in line for line in lines)


def test_a_text_without_sentences_says_so(quoted):
    assert list(report_lines(check_text(quoted, LOCAL, "好。"))) == ["没有可以核对的句子。"]


def test_the_command_checks_a_file(quoted_settings, tmp_path, capsys):
    file = tmp_path / "提纲.txt"
    file.write_text(TEXT, encoding="utf-8")
    assert run(["--home", str(quoted_settings.home), "check", str(file)]) == 0
    assert "【规范→标准】" in capsys.readouterr().out


def test_the_command_reads_from_stdin_and_writes_json(quoted_settings, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO(TEXT))
    assert run(["--home", str(quoted_settings.home), "check", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["counts"]["different"] == 1


def test_the_command_says_what_it_cannot_read(quoted_settings, tmp_path, capsys):
    missing = tmp_path / "没有.docx"
    assert run(["--home", str(quoted_settings.home), "check", str(missing)]) == 1
    assert "读不了" in capsys.readouterr().err
