"""The command as its users type it."""

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from typer.testing import CliRunner

from corpus.catalogue import paths
from corpus.errors import QuerySyntaxError
from search_api.command import main
from search_api.command.console import Exit, make_settings
from search_api.command.main import app
from tests.library import open_library, write_notices


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("XUEJIAN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XUEJIAN_ENGINE", "auto")
    monkeypatch.setenv("XUEJIAN_JOBS", "1")

    def invoke(*arguments):
        return CliRunner().invoke(app, list(map(str, arguments)))

    return invoke


@pytest.fixture
def folder(tmp_path):
    return write_notices(tmp_path / "files", 3)


def lines(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_add_prints_an_object_a_file_and_a_summary(run, folder):
    (folder / "空.txt").write_bytes(b"")
    result = run("add", folder, "--json")
    assert result.exit_code == Exit.PARTIAL
    *files, last = lines(result)
    assert [each["state"] for each in files].count("indexed") == 3
    (failed,) = (each for each in files if each["state"] == "failed")
    assert failed["path"] == str(folder / "空.txt")
    assert failed["code"] == "EMPTY_FILE"
    assert last["summary"]["indexed"] == 3


def test_add_says_why_a_file_could_not_be_taken_in(run, folder):
    (folder / "空.txt").write_bytes(b"")
    result = run("add", folder)
    assert result.stdout == ""
    assert f"{folder / '空.txt'}：文件是空的" in result.stderr
    assert "新收 3 个，未能收录 1 个" in result.stderr


def test_add_gives_a_folder_its_grade(run, folder):
    run("add", folder, "--grade", "内部")
    (found,) = lines(run("search", "国企改革", "--json"))
    assert {hit["document"]["source_grade"] for hit in found["hits"]} == {"内部"}


def test_a_grade_that_there_is_not_is_told_with_those_there_are(run, folder):
    result = run("add", folder, "--grade", "官方")
    assert result.exit_code == Exit.FAILED
    assert "可选：权威、内部、转载、示例、待核实" in str(result.exception)


def test_add_without_anything_is_a_wrong_call(run):
    assert run("add").exit_code == Exit.USAGE


def test_a_folder_is_removed_after_asking_once(run, folder, tmp_path):
    other = write_notices(tmp_path / "files2", 4)
    run("add", folder, other)
    asked = run("remove", folder)
    assert asked.exit_code != Exit.OK
    assert "3 个路径" in asked.stderr
    assert json.loads(run("search", "国企改革", "--json").stdout)["total"] == 4
    assert run("remove", other, "--yes").exit_code == Exit.OK
    assert json.loads(run("search", "国企改革", "--json").stdout)["total"] == 3


def test_search_prints_one_object(run, folder):
    run("add", folder)
    found = json.loads(run("search", "国企改革", "--json").stdout)
    assert (found["total"], found["relaxed_total"]) == (3, 0)
    hit = found["hits"][0]
    assert hit["document"]["title"] == "关于深化国企改革的通知"
    assert hit["document"]["source_grade"] == "待核实"
    assert set(hit["document"]) >= {
        "id", "title", "paths", "document_number", "issuer", "kind", "date", "source_grade",
        "completeness",
    }  # fmt: skip
    passage = hit["passages"][0]
    assert set(passage) >= {"id", "heading", "article", "page", "start", "text", "spans"}
    start, end = passage["spans"][0]
    assert passage["text"][start:end] == "国企改革"


def test_search_reads_well_on_a_terminal(run, folder):
    run("add", folder)
    shown = run("search", "第2批单位", "-n", "1").stdout
    assert "共 1 篇" in shown
    assert "示例云政发〔2024〕2号" in shown
    assert "【第2批单位】" in shown.replace("】【", "")


def test_a_query_that_cannot_be_understood_is_told(run, folder):
    run("add", folder)
    result = run("search", "，。！")
    assert result.exit_code != Exit.OK
    assert "只有标点" in str(result.exception.detail)


def test_searching_before_adding_says_what_to_do(run):
    assert "xuejian add" in run("search", "改革").exception.detail


def test_show_tells_all_that_was_recognised(run, folder):
    run("add", folder)
    shown = json.loads(run("show", folder / "002.txt", "--json").stdout)
    number = shown["document_number"]
    assert number["value"] == "示例云政发〔2024〕2号"
    assert number["method"] == "rule"
    start, end = number["span"]
    assert shown["text"][start:end] == "示例云政发〔2024〕2号"
    plain = run("show", shown["id"]).stdout
    assert "发文字号：示例云政发〔2024〕2号" in plain
    assert "第2批单位名单另发。" in plain


def test_removing_a_path_takes_it_out(run, folder):
    run("add", folder)
    assert "已移除文件" in run("remove", folder / "002.txt").stderr
    assert json.loads(run("search", "国企改革", "--json").stdout)["total"] == 2
    assert run("remove", folder / "002.txt").exit_code != Exit.OK


def test_status_counts_and_verify_agrees(run, folder):
    run("add", folder)
    status = json.loads(run("status", "--json").stdout)
    assert (status["documents"], status["queued"], status["behind"]) == (3, 0, 0)
    assert "文件：3 篇" in run("status").stdout
    assert json.loads(run("verify", "--json").stdout) == {"faults": []}
    assert "一致" in run("verify").stderr


def test_verify_fails_with_the_mend(run, folder, tmp_path):
    run("add", folder)
    for path in (tmp_path / "home" / "originals").rglob("*"):
        if path.is_file():
            path.unlink()
    result = run("verify")
    assert result.exit_code == Exit.FAILED
    assert "请再次导入" in result.stderr


@pytest.mark.parametrize("options", [(), ("--read",)])
def test_rebuild_leaves_every_answer_as_it_was(run, folder, options):
    run("add", folder)
    before = json.loads(run("search", "国企改革", "--json").stdout)["total"]
    assert run("rebuild", *options).exit_code == Exit.OK
    assert json.loads(run("search", "国企改革", "--json").stdout)["total"] == before


def test_samples_go_in_and_out(run):
    assert run("add", "--samples").exit_code == Exit.OK
    assert json.loads(run("status", "--json").stdout)["documents"] == 24
    assert "24 篇示例" in run("remove", "--samples").stderr
    assert json.loads(run("status", "--json").stdout)["documents"] == 0


def test_a_wrong_setting_is_a_wrong_call(run):
    assert run("--engine", "lucene", "status").exit_code == Exit.USAGE


def test_the_command_line_stands_before_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("XUEJIAN_HOME", "/nowhere")
    monkeypatch.setenv("XUEJIAN_JOBS", "7")
    settings = make_settings(tmp_path, None, None)
    assert (settings.home, settings.jobs) == (tmp_path, 7)


def test_a_port_that_is_taken_is_told(run):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = run("serve", "--port", taken.getsockname()[1])
    assert "--port 换一个端口" in result.exception.detail


def test_the_page_is_served_and_the_queue_is_worked_off(folder, tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "search_api.command", "--home", str(tmp_path / "home")]
    told = (tmp_path / "told").open("w+", encoding="utf-8")
    server = subprocess.Popen([*command, "serve", "--port", str(port)], stderr=told)
    try:
        added = subprocess.run([*command, "add", str(folder), "--json"], capture_output=True)
        assert added.returncode == Exit.OK
        assert fetched(f"http://127.0.0.1:{port}/api/v1/search?q=%E6%94%B9%E9%9D%A9")["total"] == 3
    finally:
        server.terminate()
        server.wait()
    with told:
        told.seek(0)
        assert told.read().splitlines()[:2] == [
            "正在启动……",
            f"学鉴已启动：http://127.0.0.1:{port}  （按 Ctrl-C 停止）",
        ]


def fetched(url):
    for _ in range(100):
        try:
            with urllib.request.urlopen(url) as response:
                return json.load(response)
        except urllib.error.URLError:
            time.sleep(0.1)
    raise AssertionError("the server did not answer")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["serch"], "没有 serch 这个命令。是不是 search"),
        (["it's"], "没有 it's 这个命令"),
        (["search"], "缺少“要查的词语、短语、标题或发文字号”。"),
        (["search", "国企", "改革"], "多了参数 改革"),
        (["search", "国企", "--limit", "abc"], "“列出几篇”不对：应为允许范围内的数值。"),
        (["search", "国企", "--sort", "zz"], "zz 不在可选的值之内，可选：relevance"),
        (["search", "国企", "--limit"], "选项 --limit 后面要有值"),
        (["--nope"], "没有 --nope 这个选项。"),
        (["add"], "请给出要导入的文件或文件夹"),
    ],
)
def test_a_wrong_call_is_explained_in_chinese(capsys, arguments, said):
    assert main.run(arguments) == Exit.USAGE
    assert said in capsys.readouterr().err


def test_a_query_may_begin_with_a_minus(run, folder):
    run("add", folder)
    result = run("search", "-国企改革")
    assert "No such option" not in result.stderr
    assert isinstance(result.exception, QuerySyntaxError) or result.exit_code == Exit.OK


def test_failures_are_listed_and_cleared(run, folder):
    (folder / "空.txt").write_bytes(b"")
    run("add", folder)
    assert "未能收录 1（加 --failed" in run("status").stdout
    assert f"{folder / '空.txt'}：文件是空的" in run("status", "--failed").stdout
    assert "清除它的失败记录" in run("remove", folder / "空.txt").stderr
    assert json.loads(run("status", "--json").stdout)["failures"] == []


def test_what_is_removed_and_rebuilt_is_told_as_json(run, folder):
    run("add", folder)
    assert json.loads(run("remove", folder / "001.txt", "--json").stdout)["removed"] == 1
    reread = json.loads(run("rebuild", "--read", "--json").stdout)["reread"]
    assert reread["summary"]["indexed"] == 2


def test_documents_are_corrected_and_restored(run, folder):
    run("add", folder)
    paths = [folder / "001.txt", folder / "002.txt"]
    assert "已更正 2 篇" in run("correct", *paths, "-s", "标题=关于水利的意见").stderr
    assert json.loads(run("search", "标题:水利", "--json").stdout)["total"] == 2
    restored = run("correct", paths[0], "--restore", "标题", "--json")
    assert json.loads(restored.stdout) == {"corrected": 1, "edit": 2}
    assert json.loads(run("search", "标题:水利", "--json").stdout)["total"] == 1


def test_a_correction_is_taken_back_by_its_number(run, folder):
    run("add", folder)
    paths = [folder / "001.txt", folder / "002.txt"]
    said = run("correct", *paths, "-s", "标题=关于水利的意见").stderr
    assert "撤销：xuejian correct --undo 1" in said
    run("correct", paths[1], "-s", "标题=关于水利的办法")
    assert "已恢复 1 篇文件；1 篇此后又改过或已移除，没有动。" in run("correct", "--undo", 1).stderr
    assert json.loads(run("search", "标题:水利", "--json").stdout)["total"] == 1
    assert run("correct", "--undo", 1).exit_code == Exit.FAILED
    assert run("correct", "--undo", 10**20).exception.code == "EDIT_NOT_FOUND"
    assert "已移出 0 条" in run("wanted", "--remove", 10**20).stderr
    assert run("correct").exit_code == Exit.USAGE


def test_a_correction_without_a_field_is_a_wrong_call(run, folder):
    assert run("correct", "0" * 16).exit_code == Exit.USAGE
    assert run("correct", "0" * 16, "-s", "标题").exit_code == Exit.USAGE


def test_a_folder_takes_its_failures_along(run, folder):
    (folder / "空.txt").write_bytes(b"")
    run("add", folder)
    assert "另清除 1 条未能收录的记录" in run("remove", folder, "--yes").stderr
    assert json.loads(run("status", "--json").stdout)["failures"] == []


def test_a_search_says_when_the_index_is_behind(run, folder, tmp_path):
    run("add", folder)
    with open_library(tmp_path / "home") as library, library.catalogue.write() as connection:
        paths.detach(connection, str(folder / "001.txt"))
    assert "索引还差 1 处变更" in run("search", "国企改革").stderr
    run("rebuild")
    assert "索引还差" not in run("search", "国企改革").stderr


def test_search_writes_a_table(run, folder, tmp_path):
    run("add", folder)
    file = tmp_path / "结果.csv"
    result = run("search", "国企改革", "--csv", file)
    assert result.exit_code == Exit.OK
    header, *rows = file.read_text(encoding="utf-8-sig").splitlines()
    assert header.startswith("标题,文号,机关,讲话人,日期")
    assert f"共 {len(rows)} 行" in result.stderr
    assert "用 --base 写明" in result.stderr
    run("search", "国企改革", "--csv", file, "--base", "http://10.0.0.8:8100")
    assert "http://10.0.0.8:8100/documents/" in file.read_text(encoding="utf-8-sig")
    assert sum("关于深化国企改革的通知" in row for row in rows) >= 3
    assert str(file) in result.stderr


def test_a_search_without_hits_tells_what_to_ask_instead(run, folder):
    run("add", folder)
    meant = run("search", "gqgg")
    assert "共 0 篇" in meant.stdout
    assert "您是不是要找：国企改革（3 篇）" in meant.stdout
    assert "在全文里查“国企改革”：国企改革（3 篇）" in run("search", "讲话人:国企改革").stdout
    assert "您是不是要找" not in run("search", "国企改革").stdout


def test_a_page_past_the_end_is_told(run, folder):
    run("add", folder)
    assert (
        "没有第 99 页，一共 2 页。" in run("search", "国企改革", "-n", "2", "--page", "99").stdout
    )
