"""`xuejian themes` and `xuejian theme`, and the samples that bring and take them."""

import json

import docx
import pytest
from typer.testing import CliRunner

from search_api.command.console import Exit
from search_api.command.main import app
from search_api.command.main import run as run_command


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    made = tmp_path_factory.mktemp("command-themes") / "home"
    assert CliRunner().invoke(app, ["--home", str(made), "add", "--samples"]).exit_code == Exit.OK
    return made


def invoke(home, *arguments):
    return CliRunner().invoke(app, ["--home", str(home), *arguments])


def listed(home):
    return [json.loads(line) for line in invoke(home, "themes", "--json").stdout.splitlines()]


def test_what_is_published_is_listed(home):
    themes = listed(home)
    assert len(themes) == 3
    assert themes[0]["title"] == "深化国企改革　激活市场化机制（示例）"
    result = invoke(home, "themes")
    assert [line.split()[0] for line in result.stdout.splitlines()] == [
        str(each["id"]) for each in themes
    ]
    assert "共 3 个专题" in result.stderr


def test_one_is_printed_and_written(home, tmp_path):
    number = str(listed(home)[0]["id"])
    assert "管理人员竞争上岗比例不低于60%" in invoke(home, "theme", number).stdout
    assert json.loads(invoke(home, "theme", number, "--json").stdout)["left_out"] == 0
    assert "【由发言人写" in invoke(home, "theme", number, "--speech").stdout
    outline = json.loads(invoke(home, "theme", number, "--speech", "--json").stdout)
    assert outline["seconds"] <= 300
    for name, arguments in (("t.docx", ()), ("s.docx", ("--speech",))):
        file = tmp_path / name
        result = invoke(home, "theme", number, "--docx", str(file), *arguments)
        assert f"已写入 {file}" in result.stderr
        assert docx.Document(str(file)).paragraphs[0].text.startswith("深化国企改革")


def test_what_cannot_be_is_told(home, tmp_path, capsys):
    before = ["--home", str(home), "theme"]
    assert run_command([*before, "99999"]) == Exit.FAILED
    assert "没有找到 99999" in capsys.readouterr().err
    number = str(listed(home)[0]["id"])
    assert run_command([*before, number, "--docx", str(tmp_path / "无" / "甲.docx")]) == Exit.FAILED
    assert "请换一个位置" in capsys.readouterr().err


def test_they_go_with_the_samples_and_come_back(home):
    invoke(home, "remove", "--samples")
    assert listed(home) == []
    invoke(home, "add", "--samples")
    assert len(listed(home)) == 3
