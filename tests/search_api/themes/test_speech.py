"""五分钟发言: never longer, never invented, never without its source."""

from dataclasses import replace
from io import BytesIO

import docx
import pytest

from corpus.actor import LOCAL
from corpus.document import Span
from corpus.resolve.validity import REPEALED, Validity
from search_api.reading import find_document
from search_api.study.quoting import quote
from search_api.study.sources import Change
from search_api.themes.publishing import read_theme, served_themes
from search_api.themes.showing import ShownTheme, show_theme
from search_api.themes.speech import MINUTES, RATE, SpeechLine, count_spoken
from search_api.themes.speech_drawing import draw_speech
from search_api.themes.speech_writing import speech_file, told_left_out, told_time
from search_api.themes.theme import PartName, Theme
from search_api.themes.themes import with_quotations


@pytest.fixture(scope="module", params=range(3))
def shown(request, library):
    number = served_themes(library)[request.param].publication.number
    return read_theme(library, LOCAL, number)[0]


@pytest.fixture(scope="module")
def reform(library):
    return read_theme(library, LOCAL, served_themes(library)[0].publication.number)[0]


def part(speech, title):
    return next(each for each in speech.parts if each.title == title)


def with_states(shown: ShownTheme, name: PartName, change) -> ShownTheme:
    """Let other things have become of the sources of a part."""

    def items(each):
        if each.name is not name:
            return each
        return replace(
            each,
            items=tuple(
                replace(
                    item,
                    document=change(item.document),
                    quotations=tuple(map(change, item.quotations)),
                )
                for item in each.items
            ),
        )

    return replace(shown, parts=tuple(map(items, shown.parts)))


def test_it_takes_five_minutes_at_most_and_not_much_less(library, shown):
    speech = draw_speech(library, LOCAL, shown)
    assert 4 * 60 <= speech.seconds <= MINUTES * 60
    read = sum(count_spoken(line.lead + line.text) for line in speech.lines if not line.seconds)
    assert speech.characters == read
    assert f"按每分钟 {RATE} 字计" in told_time(speech)


def test_all_that_is_quoted_is_verbatim_with_its_source(library, shown):
    speech = draw_speech(library, LOCAL, shown)
    quoted = [line for line in speech.lines if line.state]
    assert len(quoted) >= 5
    for line in quoted:
        assert line.text == line.state.quotation.text
        assert line.state.change is Change.SAME
        assert line.state.quotation.reference.title.replace("　", "") in line.state.line.replace(
            "　", ""
        ).replace("〈", "《").replace("〉", "》")
        assert line.concerns == (
            "示例文件，非真实公文",
        )  # said at every line, as it is of a sample


def test_every_quotation_ends_where_a_sentence_ends(library, shown):
    quoted = [line.text for line in draw_speech(library, LOCAL, shown).lines if line.state]
    assert [text for text in quoted if text[-1] not in "。！？”"] == []


def quoting(library, words):
    """A theme that quotes the speech of the samples by some of its words."""
    for served in served_themes(library):
        for item in served.theme.speeches:
            document = find_document(library, LOCAL, item.reference.document_id).document
            start = document.text.find(words)
            if start >= 0:
                found = quote(library, LOCAL, document.id, Span(start, start + len(words)))
                return with_quotations(Theme(title="甲"), [found])
    raise AssertionError(words)


def test_words_that_break_off_go_on_to_the_end_of_their_sentence(library):
    theme = quoting(library, "对照行业分位值逐户“画像”，")
    (line,) = part(draw_speech(library, LOCAL, show_theme(library, LOCAL, theme)), "学原文").lines
    assert line.text.startswith("对照行业分位值逐户“画像”，省国资委将抽查")
    assert line.text.endswith("推倒重来。")
    assert line.state.quotation.text == line.text


def test_what_the_speaker_thinks_is_left_to_the_speaker(library, shown):
    speech = draw_speech(library, LOCAL, shown)
    for title in ("谈认识", "下一步"):
        for line in part(speech, title).lines:
            assert line.text.startswith("【由发言人写")
            assert line.seconds > 0
            assert line.state is None
    said = [line.text for line in speech.lines if not line.state and not line.seconds]
    opening, case = said
    assert opening in shown.theme.introduction
    assert case == f"案例：{case[3:]}"


def test_a_case_is_told_by_its_own_words_and_figures(library, reform):
    lines = part(draw_speech(library, LOCAL, reform), "看案例").lines
    assert lines[1].lead == "主要做法："
    assert lines[1].text.startswith("集团总部部门由22个整合为11个")  # not the heading above it
    assert lines[1].text.endswith("取消工区、车间两个中间层级。")
    reached = [line for line in lines if line.lead == "取得成效："]
    assert "吨矿完全成本由412元降至347元" in reached[0].text


def test_what_is_not_taken_is_told_with_its_reason(library, shown):
    speech = draw_speech(library, LOCAL, shown)
    taken = {line.text for line in speech.lines}
    left = {each.words: each.reason for each in speech.left_out}
    for name in (PartName.BASIS, PartName.SPEECHES):
        for item in shown.part(name).items:
            for state in item.quotations:
                assert (state.quotation.text in taken) != (state.quotation.text in left)
    assert "只讲一个案例" in left.values()
    assert all("：" in told_left_out(each) for each in speech.left_out)
    assert not any("《《" in told_left_out(each) for each in speech.left_out)


def test_what_is_only_named_and_what_explains_is_told_to_be_left_out(library, reform):
    (reading,) = reform.part(PartName.INTERPRETATION).items[:1]
    named = replace(reform.part(PartName.BASIS).items[0], quotations=())
    parts = {PartName.BASIS: (named,), PartName.INTERPRETATION: (reading,)}
    shown = replace(
        reform, parts=tuple(replace(e, items=parts.get(e.name, ())) for e in reform.parts)
    )

    left = {each.title: each.reason for each in draw_speech(library, LOCAL, shown).left_out}

    assert left == {
        named.item.reference.title: "专题里只列了篇目，没有引文可读",
        reading.item.reference.title: "解读研究供准备时参考，不照读",
    }


def test_a_long_quotation_is_left_out_for_want_of_time_and_a_short_one_behind_it_taken(
    library, reform
):
    def longer(state):
        quotation = state.quotation
        if not quotation.text.startswith("推行经理层"):
            return state
        return replace(state, quotation=replace(quotation, text=quotation.text * 20))

    speech = draw_speech(library, LOCAL, with_states(reform, PartName.BASIS, longer))
    assert speech.seconds <= MINUTES * 60
    assert any(each.reason.startswith("时间不够（") for each in speech.left_out)
    assert any(line.text.startswith("同时落实") for line in speech.lines)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            lambda state: replace(
                state, validity=Validity(REPEALED, "已废止：见示例云政发〔2026〕1号", ())
            ),
            "已废止：见示例云政发〔2026〕1号；示例文件，非真实公文",
        ),
        (
            lambda state: replace(state, change=Change.CHANGED),
            "库中原文已没有这段字句；示例文件，非真实公文",
        ),
        (
            lambda state: replace(state, change=Change.GONE),
            "原文件已不在库中；示例文件，非真实公文",
        ),
    ],
)
@pytest.mark.parametrize("name", [PartName.BASIS, PartName.CASES])
def test_what_is_repealed_changed_or_gone_is_never_taken(library, reform, name, change, told):
    speech = draw_speech(library, LOCAL, with_states(reform, name, change))
    ids = {each.item.reference.document_id for each in reform.part(name).items}
    cited = {line.state.quotation.reference.document_id for line in speech.lines if line.state}
    assert not ids & cited
    assert {each.reason for each in speech.left_out if each.reason == told} == {told}


def test_a_theme_without_anything_gives_places_to_write(library):
    speech = draw_speech(library, LOCAL, show_theme(library, LOCAL, Theme(title="空")))
    assert [each.title for each in speech.parts] == ["为什么学", "谈认识", "下一步"]
    assert all(line.seconds for line in speech.lines)
    assert speech.seconds <= MINUTES * 60


def test_the_outline_leaves_as_a_word_file_with_its_sources_in_notes(library, reform):
    number = served_themes(library)[0].publication.number
    made = speech_file(library, LOCAL, number)
    assert made.name == "深化国企改革　激活市场化机制（示例）（五分钟发言提纲）.docx".replace(
        "　", " "
    )
    word = docx.Document(BytesIO(made.content))
    lines = [each.text for each in word.paragraphs]
    speech = draw_speech(library, LOCAL, reform)
    quoted = [line for line in speech.lines if line.state]
    for line in quoted:
        assert line.text in lines
    (notes,) = (
        part for part in word.part.package.iter_parts() if part.partname == "/word/footnotes.xml"
    )
    written = notes.blob.decode()
    assert written.count("<w:footnote ") == len(quoted) + 2  # and two lines between
    for line in quoted:
        assert line.state.line in written
    assert "【由发言人写：准备做的第一件事，谁负责，什么时候完成】" in lines
    assert any("没有收入" in each for each in lines)


def test_a_line_that_is_to_be_written_takes_its_seconds_and_no_characters():
    line = SpeechLine(text="【由发言人写】", seconds=20)
    assert (line.characters, line.concerns) == (0, ())
