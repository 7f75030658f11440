"""A course as Markdown: a reader shows every letter as it was stored."""

import re

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from search_api.export.markdown import escaped, write_markdown
from search_api.export.words import printable
from tests.search_api.export.courses import SIGNS

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
LINES = st.text(
    st.sampled_from("甲a1. -+=#>*_`~[]()!|<>&;:\\\"'　 \t$^@{}0x😀"), max_size=20
) | st.text(max_size=20)


def shown(markdown):
    """Give what a reader shows, block by block; a mark of a note is kept as [^1]."""
    found = []
    for token in READER.parse(markdown):
        assert token.type not in ("html_block", "code_block", "fence", "hr", "table_open")
        if token.type == "inline":
            kinds = {each.type for each in token.children}
            assert kinds <= {"text", "strong_open", "strong_close"}, kinds
            found.append("".join(each.content for each in token.children))
    return found


def body_and_notes(handout):
    written = write_markdown(handout).decode()
    body, _, notes = written.partition("\n\n[^1]: ")
    return body, dict(re.findall(r"^\[\^(\d+)\]: (.*)$", f"[^1]: {notes}", re.MULTILINE))


@given(LINES)
def test_whatever_a_line_holds_comes_out_as_it_is(text):
    line = printable(text).replace("\n", "")
    for before in ("", "# ", "> "):
        assert "".join(shown(f"{before}{escaped(line)}")) == line


def test_titles_quotations_and_notes_are_the_stored_ones(handout, course):
    body, notes = body_and_notes(handout)
    found = shown(body)
    assert found[0] == course.title
    assert f"第2课　{SIGNS[:100]}" in found
    for number, each in ((1, course.quoted[0]), (2, course.quoted[1]), (4, course.quoted[2])):
        *before, last = filter(None, each.quotation.text.split("\n"))
        at = found.index(f"{last}[^{number}]")
        assert found[at - len(before) : at] == before
    assert [shown(each) for each in notes.values()] == [[each.citation] for each in handout.cited]


def test_marks_and_their_list_are_there(handout):
    found = shown(body_and_notes(handout)[0])
    assert found.count("【引文须核对】示例文件，非真实公文。") == 2
    assert found[-1].startswith("注4　《关于印发〈行动计划〉的通知》")
