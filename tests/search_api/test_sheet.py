from corpus.document import Document, Fact, Passage, RoleSpan, Section, Span
from corpus.recognise.cleaning import clean
from indexer.search.highlight import Needle
from search_api.outlining import outline
from search_api.sheet import LineKind, lay_out
from tests.search_api.shelf import EXPERIENCE, OPINION, PAPERS, SPEECH


def shown(document: Document, kind: LineKind) -> list[str]:
    return [
        document.text[line.start : line.end]
        for stretch in lay_out(document, ())
        for line in stretch.lines
        if line.kind is kind
    ]


def test_every_word_of_the_text_is_set_once() -> None:
    for paper in PAPERS:
        document = paper.document()
        lines = [line for stretch in lay_out(document, ()) for line in stretch.lines]
        whole = "".join(document.text[line.start : line.end] for line in lines)
        assert "".join(whole.split()) == "".join(document.text.split())


def test_the_title_is_set_as_such() -> None:
    assert shown(OPINION.document(), LineKind.TITLE) == ["云陵省人民政府关于深化国企改革的实施意见"]
    assert shown(OPINION.document(), LineKind.CENTRED) == ["示例云政发〔2024〕3号"]


def test_head_and_signature_are_set_apart() -> None:
    text = "甲省人民政府文件\n关于改革的通知\n" + "正文一段。" * 40 + "\n甲省人民政府\n2024年3月5日"
    spans = {"title": (9, 16), "written": (text.index("2024"), len(text))}
    document = Document(
        "0" * 16,
        text,
        {
            **{name: Fact("x", 1.0, "rule", Span(*span)) for name, span in spans.items()},
            "issuer": Fact(("甲省人民政府",), 1.0, "rule"),
        },
    )
    assert shown(document, LineKind.CENTRED) == ["甲省人民政府文件"]
    assert shown(document, LineKind.SIGNED) == ["甲省人民政府", "2024年3月5日"]


def test_a_heading_is_told_from_an_article_that_runs_on() -> None:
    assert shown(SPEECH.document(), LineKind.HEADING) == ["一、提高认识", "二、狠抓落实"]
    document = OPINION.document()
    article = lay_out(document, ())[1].lines[0]
    assert article.kind is LineKind.PARAGRAPH
    assert document.text[article.start : article.strong_end] == "第一条"


def test_lines_with_tabs_are_rows() -> None:
    assert shown(EXPERIENCE.document(), LineKind.ROW) == [
        "指标\t2023年\t2024年",
        "数控化率\t55%\t68%",
    ]


def test_a_page_begins_at_its_first_line() -> None:
    lines = [line for stretch in lay_out(SPEECH.document(), ()) for line in stretch.lines]
    assert [line.page for line in lines if line.page] == [1, 2]
    assert next(line for line in lines if line.page == 2).start == SPEECH.text.index("二、")


def test_highlights_are_offsets_of_the_text() -> None:
    document = OPINION.document()
    stretches = lay_out(document, (Needle("国企改革"), Needle("党的领导")))
    spans = [span for stretch in stretches for line in stretch.lines for span in line.spans]
    assert [document.text[span.start : span.end] for span in spans] == ["国企改革", "党的领导"]


def test_removed_lines_are_left_out() -> None:
    text = "正文一段。\n分享到微信\n正文二段。"
    document = Document(
        "0" * 16, text, passages=(Passage(0, 0, len(text)),), removed=(Span(6, 11),)
    )
    assert shown(document, LineKind.PARAGRAPH) == ["正文一段。", "正文二段。"]


def test_the_outline_is_a_tree() -> None:
    sections = (
        Section("a", None, 1, "zhang", "第一章", "总则", "1", 0, 9),
        Section("b", "a", 2, "tiao", "第一条", "", "1/1", 4, 9),
        Section("c", "lost", 2, "tiao", "第二条", "", "2", 12, 15),
    )
    document = Document("0" * 16, "第一章 第一条 甲乙丙\n第二条", sections=sections)
    top = outline(document)
    assert [branch.label for branch in top] == ["第一章 总则", "第二条"]
    assert [branch.start for branch in top[0].children] == [4]


def test_the_outline_tells_the_parts_of_a_speech() -> None:
    text = "讲话\n　　同志们：\n今天开会。\n一、肯定成绩\n有成绩。过去一年。\n同志们，谢谢。"
    starts = {word: text.index(word) for word in ("同志们：", "今天", "一、", "过去", "同志们，")}
    document = Document(
        "0" * 16,
        text,
        sections=(
            Section("a", None, 1, "h1", "一、", "肯定成绩", "一", starts["一、"], len(text)),
        ),
        roles=(
            RoleSpan("sp_greet", Span(starts["同志们："], starts["今天"] - 1)),
            RoleSpan("sp_open", Span(starts["今天"], starts["一、"] - 1)),
            RoleSpan("sp_review", Span(starts["一、"], starts["过去"])),
            RoleSpan("sp_close", Span(starts["同志们，"], len(text))),
        ),
    )
    assert [(each.label, each.role) for each in outline(document)] == [
        ("", "称谓"),
        ("", "开头"),
        ("一、肯定成绩", "回顾成绩"),
        ("", "结尾"),
    ]
    lines = [line for stretch in lay_out(document, ()) for line in stretch.lines]
    anchors = [text[line.start : line.start + 2] for line in lines if line.is_part]
    assert anchors == ["同志", "今天", "一、", "同志"]


def test_a_part_that_begins_within_a_line_leads_to_its_line() -> None:
    text = "今天开会。过去一年，有成绩。"
    roles = (RoleSpan("sp_open", Span(0, 5)), RoleSpan("sp_review", Span(5, len(text))))
    document = Document("0" * 16, text, roles=roles)
    assert [(each.start, each.role) for each in outline(document)] == [
        (0, "开头"),
        (0, "回顾成绩"),
    ]


def test_a_hidden_part_is_told_between_the_lines_and_a_struck_name_is_marked() -> None:
    text = "学习贯彻总书记总书记重要思想。--此处隐藏120字,下载后查看--同志们，谢谢大家。"
    found = clean(text)
    document = Document(
        "0" * 16, text, passages=(Passage(0, 0, len(text)),), removed=found.removed, gaps=found.gaps
    )
    first, gap, last = (line for stretch in lay_out(document, ()) for line in stretch.lines)
    assert (gap.kind, gap.hidden) == (LineKind.GAP, 120)
    assert [text[span.start : span.end] for span in first.struck] == ["总书记总书记"]
    assert text[last.start : last.end] == "同志们，谢谢大家。"


def test_empty_cells_before_a_row_keep_their_places_and_an_indented_paragraph_is_no_row() -> None:
    text = "类别\t任务\n一类\t甲\n\t乙\n正文。\n\t缩进的段落。"
    document = Document(id="0" * 16, text=text, passages=(Passage(0, 0, len(text)),))
    assert shown(document, LineKind.ROW) == ["类别\t任务", "一类\t甲", "\t乙"]


def test_measures_told_in_a_row_begin_in_their_lines() -> None:
    text = "主要做法：一是建章；二是立制。\n首先，学习。\n其次，落实。"
    document = Document(id="0" * 16, text=text, passages=(Passage(0, 0, len(text)),))
    lines = [line for stretch in lay_out(document, ()) for line in stretch.lines]
    told = [[text[each.span.start : each.span.end] for each in line.points] for line in lines]
    assert told == [["一是建章；", "二是立制。"], ["首先，学习。"], ["其次，落实。"]]
