"""What of a checked text is to be mended, and how."""

import zipfile

import pytest

from corpus.actor import LOCAL
from search_api.command.main import run
from search_api.quotations.checking import check_text
from search_api.quotations.mending import HEADER, Trouble, mendings, rows
from tests.search_api.quotations.papers import (
    CHARGING,
    CUT,
    FERRIES,
    FINES,
    NEW,
    PARKING,
    SPOKEN,
)

LAW = "《云陵市电动自行车管理规定》"
TEXT = (
    f"教案\n{PARKING}。\n{FINES}。\n{LAW}第二条规定：“{CHARGING}。”\n"
    f"“{CHARGING.replace('标准', '规范')}。”\n李立诚书记指出：“{SPOKEN}。”\n{CUT}。\n"
    "老师们可以先讲一个自己身边的小故事。\n"
)


@pytest.fixture
def found(quoted):
    return mendings(check_text(quoted, LOCAL, TEXT))


def test_what_is_to_be_mended_is_grouped_the_worst_first(found):
    counted = [(trouble, len(each)) for trouble, each in found.items()]
    assert counted == [
        (Trouble.AMENDED, 1),
        (Trouble.ARTICLE, 1),
        (Trouble.WORDING, 1),
        (Trouble.SOURCE, 2),
    ]


def test_what_is_amended_is_mended_by_the_words_in_force(found):
    (amended,) = found[Trouble.AMENDED]
    assert amended.right.card.id == NEW.id
    assert amended.label == "现行文字"
    assert amended.right.text == FINES.replace("五百", "一千五百")


def test_a_wrong_wording_is_mended_by_the_right_one(found):
    (wrong,) = found[Trouble.WORDING]
    assert wrong.right.text == CHARGING


def test_what_no_source_confirms_has_no_right_words(found):
    spoken, cut = found[Trouble.SOURCE]
    assert spoken.right.text == SPOKEN
    assert cut.right is None


def test_a_text_with_nothing_to_mend_has_no_groups(quoted):
    assert mendings(check_text(quoted, LOCAL, f"{PARKING}。\n自己的话也可以写上几句。\n")) == {}


def test_the_rows_tell_line_words_and_what_belongs_there(quoted):
    first, *_ = rows(check_text(quoted, LOCAL, TEXT))
    assert len(first) == len(HEADER)
    assert first[:3] == ("已修改", "3", f"{FINES}。")
    assert first[3] == FINES.replace("五百", "一千五百")
    assert "已修改" in first[5]


def test_words_that_were_struck_from_the_text_in_force_show_what_is_most_like_them(quoted):
    (finding,) = check_text(quoted, LOCAL, "违反前款规定拒不改正，处五百元以上罚款").findings
    assert finding.now.card.id == NEW.id


def test_what_is_wrong_and_has_no_wording_in_force_shows_the_old_one(quoted):
    found = mendings(check_text(quoted, LOCAL, FERRIES.replace("汛期", "雨季")))
    ((mending,),) = found.values()
    assert mending.trouble is Trouble.REPEALED
    assert mending.right.text == FERRIES
    assert "只供核对字句" in mending.label


def test_what_is_right_and_has_no_wording_in_force_is_not_to_be_copied_again(quoted):
    ((mending,),) = mendings(check_text(quoted, LOCAL, FERRIES)).values()
    assert (mending.trouble, mending.right) == (Trouble.REPEALED, None)


def test_the_command_writes_the_table(quoted_settings, tmp_path, monkeypatch):
    monkeypatch.setenv("XUEJIAN_HOME", str(quoted_settings.home))
    text, table = tmp_path / "教案.txt", tmp_path / "清单.xlsx"
    text.write_text(TEXT, encoding="utf-8")
    assert run(["check", str(text), "--table", str(table)]) == 0
    with zipfile.ZipFile(table) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<row ") == 6
    assert sheet.index("已修改") < sheet.index("条号</t>")
