"""The ledger goes out as a workbook and comes back, and says of every row that it refuses why."""

from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest

from corpus.actor import LOCAL
from corpus.errors import ChangedMeanwhile, DamagedFile, UnsupportedFormat, WrongValue
from search_api.ledger.proposal import Link, Proposal, Reply, Source, State
from search_api.ledger.proposal_sheet import (
    SHEET,
    changes_told,
    proposals_workbook,
    read_proposals,
    take_in_proposals,
)
from search_api.ledger.proposals import PROPOSALS
from tests.library import open_library

NAME = "慕容听雪"
NOON = datetime(2026, 10, 8, 12)  # noqa: DTZ001 - a cell has no time zone
HEADER = ("编号", "标题", "建议内容", "类别", "来源", "收到日期", "承办单位", "办理期限", "状态")
ROW = (
    "甲-1",
    "楼道加扶手",
    "老职工多。",
    "后勤",
    "匿名",
    date(2026, 10, 8),
    "后勤科",
    None,
    "收到",
)


@pytest.fixture
def library(tmp_path):
    with open_library(tmp_path / "home") as made:
        yield made


@pytest.fixture
def filled(library):
    """A ledger with one proposal that has all that one can have, and a signed one."""
    full = Proposal(
        serial="甲-7",
        title="=SUM(A1) 不是公式",
        text="第一行\n第二行：“引号”，+86",
        category="管理",
        received=date(2026, 10, 8),
        owner="综合部",
        due=date(2026, 11, 7),
        state=State.EFFECTIVE,
        replies=(
            Reply(on=date(2026, 11, 1), by="综合部", words="先试点。"),
            Reply(on=date(2026, 11, 20), by="综合部", words="已推广。\n见附表。"),
        ),
        adoption="列入计划。",
        effect="节约工时 12%。",
        commended="综合部",
        commendation="办得快。",
        links=(Link(kind="document", key="0123456789abcdef", title="某通知"),),
    )
    PROPOSALS.make(library, LOCAL, full)
    signed = {"source": Source.NAMED, "source_name": NAME, "serial": "甲-8", "title": "署名的"}
    PROPOSALS.make(library, LOCAL, full.model_copy(update=signed))
    return library


def book_of(*rows, header=HEADER, merge=None, replies=()):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "建言献策台账"
    for row in (header, *rows):
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    if replies:
        further = book.create_sheet("答复")
        for row in (("编号", "答复日期", "答复单位", "答复内容"), *replies):
            further.append(row)
    return saved(book)


def saved(book):
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def row(**changed):
    return tuple(changed.get(label, value) for label, value in zip(HEADER, ROW, strict=True))


def changed_cell(content, sheet, cell, value):
    book = openpyxl.load_workbook(BytesIO(content))
    book[sheet][cell] = value
    return saved(book)


def contents(library):
    return {each.content.serial: each.content for each in PROPOSALS.all(library, LOCAL)}


@pytest.mark.parametrize("names", [False, True])
def test_what_goes_out_comes_back_and_changes_nothing(filled, names):
    before = PROPOSALS.all(filled, LOCAL)
    book = proposals_workbook(filled, LOCAL, names=names)
    told = "，含姓名" if names else ""
    assert book.name == f"建言献策台账（{filled.today.isoformat()}{told}）.xlsx"
    reading = read_proposals(filled, LOCAL, book.content)
    assert (reading.new, reading.changed, reading.refused, reading.unused) == ((), (), (), ())
    assert reading.same == 2
    assert take_in_proposals(filled, LOCAL, reading).written == 0
    assert PROPOSALS.all(filled, LOCAL) == before


def test_names_go_out_only_when_asked_for(filled):
    def texts(names):
        book = openpyxl.load_workbook(
            BytesIO(proposals_workbook(filled, LOCAL, names=names).content)
        )
        return [cell.value for sheet in book for line in sheet.iter_rows() for cell in line]

    assert NAME not in texts(False)
    assert NAME in texts(True)


def test_a_workbook_fills_an_empty_ledger_with_all_that_it_held(filled, tmp_path):
    book = proposals_workbook(filled, LOCAL, names=True)
    with open_library(tmp_path / "other") as other:
        reading = read_proposals(other, LOCAL, book.content)
        told = []
        assert take_in_proposals(other, LOCAL, reading, lambda *at: told.append(at)).written == 2
        assert told == [(1, 2), (2, 2)]
        assert contents(other) == contents(filled)


def test_a_changed_cell_changes_its_field_alone(filled):
    book = proposals_workbook(filled, LOCAL)
    column = [*SHEET.columns(names=False)].index("owner")
    changed = changed_cell(book.content, "建言献策台账", f"{chr(65 + column)}2", "党群部")
    reading = read_proposals(filled, LOCAL, changed)
    assert take_in_proposals(filled, LOCAL, reading).written == 1
    assert contents(filled)["甲-7"].owner == "党群部"
    number = reading.changed[0][0].entry.id
    (change, _) = PROPOSALS.history(filled, LOCAL, number)
    assert [each.name for each in change.changed] == ["owner"]


@pytest.mark.parametrize(
    ("rows", "more", "words"),
    [
        ([row(状态=None)], {}, "“状态”是空的，请填上，应是：收到"),
        ([row(收到日期=date(1800, 1, 1))], {}, "收到日期"),
        ([row(状态="已办结")], {}, "“状态”里的“已办结”不认识，应是：收到、办理、答复、采纳"),
        (
            [row(收到日期="上个月")],
            {},
            "F2 “收到日期”里的“上个月”看不懂，应是：1950 至 2199 年的日期，写成 2026-10-08",
        ),
        ([row(收到日期=46303)], {}, "“收到日期”里是数字 46303，不是日期"),
        ([row(收到日期=None)], {}, "“收到日期”是空的"),
        ([row(标题=None)], {}, "标题"),
        ([row(标题="长" * 121)], {}, "“标题”太长，应是：最多 120 字"),
        ([row(来源="党员")], {}, "“来源”里的“党员”不认识"),
        ([row(状态="采纳")], {}, "还没有答复"),
        ([row(), row(标题="另一条")], {}, "表里有 2 行的编号都是“甲-1”"),
        ([row(), row(编号="甲-2")], {"merge": "C2:C3"}, "有合并的单元格（C2:C3）"),
        ([row(办理期限=date(2026, 1, 1))], {}, "办理期限早于收到日期"),
        ([row()], {"replies": [("甲-9", date(2026, 11, 1), "科", "复")]}, "没有编号“甲-9”的一行"),
        ([row()], {"replies": [("甲-1", None, "科", "复")]}, "答复!B2 “答复日期”是空的"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_reason_and_the_others_are_read(
    library, rows, more, words
):
    good = row(编号="乙-1", 标题="好的一条")
    reading = read_proposals(library, LOCAL, book_of(*rows, good, **more))
    assert reading.refused
    assert all(words in each.reason for each in reading.refused)
    assert reading.new[-1].serial == "乙-1"
    assert PROPOSALS.all(library, LOCAL) == []


def test_every_fault_of_a_row_is_told_with_its_cell_and_what_is_allowed(library):
    bad = row(标题="长" * 121, 收到日期="上个月", 状态="已办结", 来源="党员", 类别="类" * 61)
    replies = [("甲-1", None, "科", "复"), ("甲-1", date(2026, 11, 1), "科" * 501, "复")]
    (refusal,) = read_proposals(library, LOCAL, book_of(bad, replies=replies)).refused
    assert [(each.cell, each.column) for each in refusal.faults] == [
        ("B2", "标题"),
        ("D2", "类别"),
        ("E2", "来源"),
        ("F2", "收到日期"),
        ("I2", "状态"),
        ("答复!B2", "答复日期"),
        ("答复!C3", "答复单位"),
    ]
    allowed = {each.cell: each.allowed for each in refusal.faults}
    assert allowed["I2"] == "收到、办理、答复、采纳、未采纳、成效"
    assert allowed["B2"] == "最多 120 字"
    assert allowed["答复!B2"].startswith("1950 至 2199 年的日期")


def test_rules_between_cells_are_told_beside_faults_of_other_cells(library):
    bad = row(来源="党员", 状态="采纳", 办理期限=date(2026, 1, 1))
    (refusal,) = read_proposals(library, LOCAL, book_of(bad)).refused
    assert [each.cell for each in refusal.faults] == ["E2", "H2", "I2"]
    assert "还没有答复" in refusal.faults[2].reason


def test_a_rule_that_speaks_of_a_faulty_cell_is_not_told_too(library):
    bad = row(收到日期="上个月", 办理期限=date(2026, 1, 1))
    (refusal,) = read_proposals(library, LOCAL, book_of(bad)).refused
    assert [each.cell for each in refusal.faults] == ["F2"]


def test_a_reply_that_comes_in_answers_what_waits(library):
    take_in_proposals(library, LOCAL, read_proposals(library, LOCAL, book_of(row(编号="甲-1"))))
    replies = [("甲-1", date(2026, 11, 1), "科", "已办。")]
    reading = read_proposals(library, LOCAL, book_of(row(编号="甲-1"), replies=replies))
    ((_, told),) = reading.changed
    assert (told.state, len(told.replies)) == (State.ANSWERED, 1)
    assert "状态" in changes_told(reading)[0][1]


def test_who_signs_has_a_name_and_an_anonymous_row_takes_none(library):
    signed, nameless = row(编号="甲-1", 来源="署名"), row(编号="甲-2", 标题="二", 来源="匿名")
    book = book_of((*signed, ""), (*nameless, "陌生人"), header=(*HEADER, "建言人"))
    one, other = (each.faults for each in read_proposals(library, LOCAL, book).refused)
    assert "没有写建言人" in one[0].reason
    assert "姓名不会保存" in other[0].reason
    assert "陌生人" not in str(other)


def test_the_name_of_a_row_that_turns_anonymous_may_still_stand_there(filled):
    book = proposals_workbook(filled, LOCAL, names=True).content
    header = [each.value for each in openpyxl.load_workbook(BytesIO(book))["建言献策台账"][1]]
    cell = f"{chr(ord('A') + header.index('来源'))}3"
    turned = read_proposals(filled, LOCAL, changed_cell(book, "建言献策台账", cell, "匿名"))
    assert turned.refused == ()
    assert [(each[0], each[2]) for each in changes_told(turned)] == [("甲-8", True)]


def test_faults_beside_merged_cells_are_told_and_what_is_merged_is_told_once(library):
    rows = row(状态="已办结"), row(编号="甲-2", 标题="二")
    first, second = read_proposals(library, LOCAL, book_of(*rows, merge="B2:C3")).refused
    assert [each.cell for each in first.faults] == ["B2:C3", "I2"]
    assert [each.cell for each in second.faults] == ["B2:C3"]


@pytest.mark.parametrize("merge", ["A9:C10", "Z2:Z3", "J2:J4"])
def test_cells_that_are_merged_below_the_table_or_beside_its_columns_do_not_matter(library, merge):
    rows = (*row(), "备注写在这里"), row(编号="甲-2", 标题="二")
    book = book_of(*rows, header=(*HEADER, "备注"), merge=merge)
    reading = read_proposals(library, LOCAL, book)
    assert (len(reading.new), reading.refused) == (2, ())


def test_a_row_that_holds_only_part_of_a_merged_cell_is_refused(library):
    book = book_of(row(), row(编号="甲-2", 标题="二"), merge="B3:B4")
    refused = read_proposals(library, LOCAL, book).refused
    assert [(each.row, each.faults[0].cell) for each in refused] == [(3, "B3:B4"), (4, "B3:B4")]


def test_a_state_that_may_not_follow_is_told_beside_other_faults(library):
    PROPOSALS.make(library, LOCAL, Proposal(serial="甲-1", title="一", received=date(2026, 1, 1)))
    replied = [("甲-1", date(2026, 11, 1), "科", "复")]
    bad = row(状态="采纳", 来源="党员")
    (refusal,) = read_proposals(library, LOCAL, book_of(bad, replies=replied)).refused
    assert [each.cell for each in refusal.faults] == ["E2", "I2"]


def test_days_written_as_text_are_understood_where_they_can_be(library):
    rows = [
        row(编号=str(at), 标题=f"第{at}条", 收到日期=day)
        for at, day in enumerate(("2026-10-08", "2026年10月8日", "2026/10/8", "2026.10.8", NOON))
    ]
    reading = read_proposals(library, LOCAL, book_of(*rows))
    assert reading.refused == ()
    assert {each.received for each in reading.new} == {date(2026, 10, 8)}


def test_rows_without_a_serial_are_numbered_and_not_entered_twice(library):
    book = book_of(row(编号=None), row(编号=None, 标题="另一条"))
    take_in_proposals(library, LOCAL, read_proposals(library, LOCAL, book))
    year = library.today.year
    assert sorted(contents(library)) == [f"建{year}-001", f"建{year}-002"]
    again = read_proposals(library, LOCAL, book)
    assert again.new == ()
    assert len(again.refused) == 2
    assert all("已有同题同日的一条" in each.reason for each in again.refused)


def test_a_state_that_may_not_follow_is_refused(library):
    PROPOSALS.make(library, LOCAL, Proposal(serial="甲-1", title="一", received=date(2026, 1, 1)))
    replied = [("甲-1", date(2026, 11, 1), "科", "复")]
    reading = read_proposals(library, LOCAL, book_of(row(状态="采纳"), replies=replied))
    assert "不能由“收到”直接改为“采纳”" in reading.refused[0].reason


def test_what_was_changed_since_it_went_out_is_not_overwritten(filled):
    book = proposals_workbook(filled, LOCAL).content
    column = [*SHEET.columns(names=False)].index("category")
    changed = changed_cell(book, "建言献策台账", f"{chr(65 + column)}2", "别的")
    number = next(e.entry.id for e in PROPOSALS.all(filled, LOCAL) if e.content.serial == "甲-7")
    early = read_proposals(filled, LOCAL, changed)
    PROPOSALS.edit(filled, LOCAL, number, lambda k: k.model_copy(update={"owner": "改过"}))
    late = read_proposals(filled, LOCAL, changed)
    assert "台账里又改过这一条（版次 1 → 2）" in late.refused[0].reason
    with pytest.raises(ChangedMeanwhile):
        take_in_proposals(filled, LOCAL, early)
    assert contents(filled)["甲-7"].category == "管理"


def test_one_that_cannot_be_entered_takes_all_others_back(library):
    reading = read_proposals(library, LOCAL, book_of(row(), row(编号="甲-2", 标题="二")))
    PROPOSALS.make(library, LOCAL, Proposal(serial="甲-2", title="早", received=date(2026, 1, 1)))
    with pytest.raises(WrongValue, match="甲-2"):
        take_in_proposals(library, LOCAL, reading)
    assert list(contents(library)) == ["甲-2"]


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        (b"no workbook", UnsupportedFormat, "另存为 .xlsx"),
        (b"PK\x03\x04cut off", DamagedFile, "表格打不开"),
        (book_of(header=("编号", "名称")), WrongValue, "没有这几列：标题、状态"),
        (book_of(header=(*HEADER, "标题")), WrongValue, "列名重复：标题"),
    ],
)
def test_what_is_no_workbook_of_the_ledger_is_refused_whole(library, content, error, words):
    with pytest.raises(error, match=words):
        read_proposals(library, LOCAL, content)


def test_a_workbook_that_was_cut_off_or_changed_is_never_taken_in_half(filled):
    content = proposals_workbook(filled, LOCAL).content
    before = PROPOSALS.all(filled, LOCAL)
    for end in range(4, len(content), len(content) // 5):
        with pytest.raises(DamagedFile):
            read_proposals(filled, LOCAL, content[:end])
    assert PROPOSALS.all(filled, LOCAL) == before


def test_a_book_without_the_sheets_of_replies_and_links_leaves_them(filled):
    book = openpyxl.load_workbook(BytesIO(proposals_workbook(filled, LOCAL).content))
    del book["答复"]
    del book["关联"]
    column = [*SHEET.columns(names=False)].index("owner")
    book["建言献策台账"][f"{chr(65 + column)}2"] = "党群部"
    before = contents(filled)["甲-7"]
    take_in_proposals(filled, LOCAL, read_proposals(filled, LOCAL, saved(book)))
    assert contents(filled)["甲-7"] == before.model_copy(update={"owner": "党群部"})


def test_a_serial_of_a_removed_one_is_refused_when_it_is_read(library):
    made = PROPOSALS.make(
        library, LOCAL, Proposal(serial="甲-1", title="一", received=date(2026, 1, 1))
    )
    PROPOSALS.remove(library, LOCAL, made.entry.id)
    reading = read_proposals(library, LOCAL, book_of(row()))
    assert "是已移除的一条的" in reading.refused[0].reason


def test_a_serial_that_was_changed_since_it_went_out_is_no_new_entry(library):
    PROPOSALS.make(library, LOCAL, Proposal(serial="甲-7", title="一", received=date(2026, 1, 1)))
    book = proposals_workbook(library, LOCAL).content
    reading = read_proposals(library, LOCAL, changed_cell(book, "建言献策台账", "A2", "甲-700"))
    assert reading.new == ()
    assert "台账里已有同题同日的一条（甲-7）" in reading.refused[0].reason


def test_the_same_row_twice_without_a_serial_is_entered_once(library):
    reading = read_proposals(library, LOCAL, book_of(row(编号=None), row(编号=None)))
    assert len(reading.new) == 1
    assert "前面有同题同日的一行" in reading.refused[0].reason


def test_columns_that_the_ledger_does_not_know_are_told(library):
    reading = read_proposals(library, LOCAL, book_of((*row(), "是"), header=(*HEADER, "党员")))
    assert reading.unused == ("党员",)
    assert len(reading.new) == 1
