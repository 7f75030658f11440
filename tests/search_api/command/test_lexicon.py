"""The command `xuejian lexicon`."""

import pytest

from search_api.command.console import Exit
from tests.search_api.command.test_command import folder, lines, run

__all__ = ["folder", "run"]


@pytest.fixture
def library(run, folder):
    run("add", folder)
    return run


def test_a_term_is_previewed_added_listed_and_removed(library):
    added = library("lexicon", "add", "单位名单")
    assert added.exit_code == Exit.OK
    assert "3 篇文档受影响" in added.stderr
    assert "重新切分了 3 篇" in added.stderr
    (entry,) = lines(library("lexicon", "list", "--own", "--json"))
    assert entry["word"] == "单位名单"
    assert entry["bundled"] is False
    (found,) = lines(library("search", "单位名单", "--json"))
    assert [piece["text"] for piece in found["pieces"]] == ["单位名单"]
    assert library("lexicon", "remove", "单位名单").exit_code == Exit.OK
    assert lines(library("lexicon", "list", "--own", "--json")) == []


def test_a_group_is_removed_by_the_line_that_added_it(library):
    library("lexicon", "add", "甲甲 > 乙乙 | 丙丙")
    refused = library("lexicon", "remove", "甲甲 > 乙乙")
    assert "词库里这一条是“甲甲 > 乙乙 | 丙丙”" in str(refused.exception)
    assert library("lexicon", "remove", "甲甲>丙丙｜乙乙").exit_code == Exit.OK
    assert lines(library("lexicon", "list", "--own", "--json")) == []


def test_a_change_is_taken_back_by_its_number(library):
    added = library("lexicon", "add", "单位名单", "组织名单 = 单位名单")
    number = added.stderr.rstrip("\n").rpartition(" ")[2]
    assert "撤销" in library("lexicon", "undo", number).stderr
    assert lines(library("lexicon", "list", "--own", "--json")) == []
    assert library("lexicon", "undo", number).exit_code == Exit.FAILED


def test_entries_go_to_a_file_and_come_back(library, tmp_path):
    library("lexicon", "add", "单位名单", "!所谓", "-营商环境")
    text = library("lexicon", "export").stdout
    file = tmp_path / "词库.txt"
    file.write_text(text, encoding="gb18030")
    assert "3 条已在词库里" in library("lexicon", "import", file).stderr
    for word in ("单位名单", "所谓"):
        library("lexicon", "remove", word)
    assert "已添加 2 条" in library("lexicon", "import", file).stderr
    assert library("lexicon", "export").stdout == text


def test_what_cannot_be_is_told_with_its_reason(library):
    refused = library("lexicon", "add", "单")
    assert isinstance(refused.exception, Exception)
    assert "只有一个字" in str(refused.exception)


def test_a_file_that_is_not_there_is_told(library):
    assert library("lexicon", "import", "/没有/这个").exit_code == Exit.USAGE


def test_candidates_are_mined_when_asked_for_first(run, tmp_path):
    for number in range(1, 4):
        text = f"关于工作的通知\n\n要推行“一业一证”改革，做好{number}号事项。\n"
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
        run("add", tmp_path / f"{number}.txt")
    (found,) = lines(run("lexicon", "candidates", "--json"))
    assert (found["word"], found["count"]) == ("一业一证", 3)
    assert "重新切分了 3 篇" in run("lexicon", "candidates", "--accept", "一业一证").stderr
    assert lines(run("lexicon", "candidates", "--json")) == []
