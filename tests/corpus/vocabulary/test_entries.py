"""Entries of the lexicon: what may be one, and how it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import WrongValue
from corpus.vocabulary.alias_circles import check_circles
from corpus.vocabulary.alias_groups import AliasGroup, Relation
from corpus.vocabulary.entries import Entry, EntryKind, bundled_entries, lexicon_of
from corpus.vocabulary.entry_lines import read_line, write_line
from corpus.vocabulary.entry_rules import (
    LONGEST_ALIAS,
    LONGEST_WORD,
    MOST_ALIASES,
    MOST_ENTRIES,
    check_room,
    checked,
)

BUNDLED = bundled_entries()


def accept(line, known=BUNDLED):
    made = checked(read_line(line), known)
    if made.group:
        groups = [each.group for each in {**known, made.key: made}.values() if each.group]
        check_circles(groups, [made.group])
    return made


def known_with(*lines):
    return {**BUNDLED, **{entry.key: entry for entry in map(read_line, lines)}}


@pytest.mark.parametrize(
    "line",
    [
        "链长负责制",
        "!所谓",
        "!的话",
        "链长 = 链主 = 产业链链长",
        "能源 > 煤炭 | 电力",
        "甲乙 ~ 丙丁",
    ],
)
def test_a_plain_entry_is_accepted_and_written_as_it_was(line):
    assert write_line(accept(line)) == line


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("   ！", "没有写词"),
        ("链", "只有一个字"),
        ("链 = 链长", "只有一个字"),
        ("字" * (LONGEST_WORD + 1), "太长"),
        ("链*", "标点、符号"),
        ("[a-z]+x", "标点、符号"),
        ("(?:改革)", "标点、符号"),
        ("链长、链主", "标点、符号"),
        ("2024", "只有数字"),
        ("链\u200b长", "看不见的字符"),
        ("链\x00长", "看不见的字符"),
        ("链\u202e长", "看不见的字符"),
        ("链长 = 链.*", "通配符"),
        ("链长 = 链主|主[a]", "通配符"),
        ("链长 = ", "没有写别的说法"),
        ("链长 = 链长", "写了两遍"),
        ("链长 = 鏈長", "写了两遍"),
        ("链长 = 链主 > 链员", "混用"),
        ("营商环境", "已在词库里"),
        ("營商環境", "已在词库里"),
        ("国有企业 = 国企", "都已在词库里"),
        ("央企 > 国有企业", "循环"),
        ("国企 > 国有企业", "循环"),
        ("央企 = 国有企业", "已是上下位词"),
        ("链长 = " + " = ".join(f"链长{n}号" for n in range(MOST_ALIASES + 1)), "一组最多"),
        ("链长 = " + "长" * (LONGEST_ALIAS + 1), "太长"),
    ],
)
def test_a_hostile_entry_is_refused_with_its_reason(line, reason):
    with pytest.raises(WrongValue) as refused:
        accept(line)
    assert reason in refused.value.detail
    assert len(refused.value.detail) < 200


def test_a_megabyte_is_refused_at_once():
    for line in ("字" * 1_000_000, "链长 = " + "字" * 1_000_000, "!" + "字" * 1_000_000):
        with pytest.raises(WrongValue):
            read_line(line)
    with pytest.raises(WrongValue):
        checked(Entry(EntryKind.TERM, "字" * 1_000_000), BUNDLED)


def test_a_circle_of_many_steps_is_refused():
    known = known_with("甲类 > 乙类", "乙类 = 乙种", "乙种 > 丙类")
    with pytest.raises(WrongValue, match="循环"):
        accept("丙类 > 甲类", known)
    with pytest.raises(WrongValue, match="上下位词"):
        accept("丙类 = 甲类", known)
    assert accept("丙类 > 丁类", known)


def test_the_bundled_groups_make_no_circle():
    groups = [entry.group for entry in BUNDLED.values() if entry.group]
    check_circles(groups, groups)


def test_an_entry_that_is_switched_off_can_be_given_again():
    off = read_line("-营商环境")
    assert accept("营商环境", {**BUNDLED, off.key: off}).is_on


def test_further_words_join_the_group_that_there_is():
    group = accept("国有企业 = 国营企业").group
    assert group.aliases == ("国企", "国营企业")


def test_there_is_room_for_so_many_and_no_more():
    check_room(MOST_ENTRIES - 1, 1)
    with pytest.raises(WrongValue, match="最多"):
        check_room(MOST_ENTRIES, 1)


def test_remarks_and_empty_lines_are_no_entries():
    assert read_line("# 说明") is None
    assert read_line("   ") is None


def test_a_line_tells_its_source():
    assert read_line("链长=链主 # 省文件").group.source == "省文件"
    assert write_line(read_line("-链长＞链主｜链员＃省文件")) == "-链长 > 链主 | 链员  # 省文件"


def entry_or_reason(line):
    try:
        entry = read_line(line)
        return entry and checked(entry, BUNDLED)
    except WrongValue as refused:
        return refused.detail


@given(st.text(max_size=80))
def test_whatever_is_typed_is_an_entry_or_refused(line):
    made = entry_or_reason(line)
    if isinstance(made, Entry):
        lexicon_of([made])
        assert read_line(write_line(made)).key == made.key
    else:
        assert made is None or made.endswith("。")


def test_the_keepers_entry_stands_over_the_bundled_one():
    other = Entry.of_group(AliasGroup("国有企业", ("国营企业",), Relation.EQUAL))
    groups = {(g.canon, g.relation): g.aliases for g in lexicon_of([other]).groups}
    assert groups["国有企业", Relation.EQUAL] == ("国营企业",)
    assert "营商环境" not in lexicon_of([read_line("-营商环境")]).terms
    assert "的" not in lexicon_of([read_line("-!的")]).function_words
