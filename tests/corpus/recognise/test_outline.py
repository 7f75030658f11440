from corpus.recognise.lines import read_lines
from corpus.recognise.outline import read_outline
from tests.corpus.recognise.extraction import extracted


def outline(*given):
    return read_outline(read_lines(extracted(*given)), document_id="0123456789abcdef")


def tree(*given):
    return [(section.level, section.number, section.title) for section in outline(*given)]


def test_the_levels_of_an_official_document_nest():
    assert tree(
        "一、总体要求", "（一）指导思想", "1.原则", "（1）细目", "（二）目标", "二、任务"
    ) == [
        (1, "一、", "总体要求"),
        (2, "（一）", "指导思想"),
        (3, "1.", "原则"),
        (4, "（1）", "细目"),
        (2, "（二）", "目标"),
        (1, "二、", "任务"),
    ]


def test_levels_may_be_skipped():
    assert tree("一、要求", "1.原则", "2.目标", "二、任务", "1.甲") == [
        (1, "一、", "要求"),
        (2, "1.", "原则"),
        (2, "2.", "目标"),
        (1, "二、", "任务"),
        (2, "1.", "甲"),
    ]


def test_a_law_has_chapters_and_articles():
    assert tree(
        "第一编　总则",
        "第一章　一般规定",
        "第一条　甲。",
        "第二章　人",
        "第一节　权利",
        "第二条　乙。",
        "第二编　分则",
        "第一章　丙",
        "第三条　丁。",
    ) == [
        (1, "第一编", "总则"),
        (2, "第一章", "一般规定"),
        (3, "第一条", ""),
        (2, "第二章", "人"),
        (3, "第一节", "权利"),
        (4, "第二条", ""),
        (1, "第二编", "分则"),
        (2, "第一章", "丙"),
        (3, "第三条", ""),
    ]


def test_within_an_article_numbers_are_items():
    assert tree("第一条　下列情形：", "（一）甲", "1.乙", "一、丙", "第二条　丁。") == [
        (1, "第一条", ""),
        (1, "第二条", ""),
    ]


def test_articles_stand_under_headings_of_the_administrative_kind():
    given = [
        ("一、管辖", {"level": 2}),
        "第一条　甲。",
        "第二条　乙。",
        ("二、证据", {"level": 2}),
        "第三条　丙。",
    ]
    assert tree(*given) == [
        (1, "一、", "管辖"),
        (2, "第一条", ""),
        (2, "第二条", ""),
        (1, "二、", "证据"),
        (2, "第三条", ""),
    ]


def test_an_article_may_have_a_title():
    assert tree("第一条　【立法目的】为了规范，制定本法。", "第二条　定义") == [
        (1, "第一条", "立法目的"),
        (1, "第二条", "定义"),
    ]


def test_the_title_of_a_run_in_heading_ends_with_its_sentence():
    body = "各级党委要高度重视。" * 20
    assert tree("一、措施", f"（一）加强组织领导。{body}") == [
        (1, "一、", "措施"),
        (2, "（一）", "加强组织领导"),
    ]


def test_a_long_numbered_sentence_is_text():
    assert tree("一、" + "为了进一步贯彻落实有关精神并且推动各项工作" * 4) == []


LONG = "为了进一步贯彻落实有关精神并且推动各项工作" * 4 + "。"


def test_numbered_sentences_in_a_row_are_sections_without_a_title():
    assert tree(f"一、{LONG}", f"二、{LONG}", "三、任务") == [
        (1, "一、", ""),
        (1, "二、", ""),
        (1, "三、", "任务"),
    ]


def test_a_numbered_sentence_ends_the_section_before_it():
    sections = outline("一、措施", "（一）加强领导", "正文。", f"（二）{LONG}", "（三）考核")
    assert [(s.number, s.title, s.path) for s in sections] == [
        ("一、", "措施", "一"),
        ("（一）", "加强领导", "一/（一）"),
        ("（二）", "", "一/（二）"),
        ("（三）", "考核", "一/（三）"),
    ]


def test_numbers_may_run_on_over_the_sections_above_them():
    given = (
        "一、甲",
        "（一）子",
        "（二）丑",
        "二、乙",
        "（三）寅",
        "（四）卯",
        "三、丙",
        "（一）辰",
    )
    assert [(s.level, s.path) for s in outline(*given)] == [
        (1, "一"),
        (2, "一/（一）"),
        (2, "一/（二）"),
        (1, "二"),
        (2, "二/（三）"),
        (2, "二/（四）"),
        (1, "三"),
        (2, "三/（一）"),
    ]
    chapters = ("第一章　总则", "一、甲", "二、乙", "第二章　职责", "三、丙")
    assert [s.path for s in outline(*chapters)][-1] == "第二章/三"


def test_headings_far_out_of_order_are_text():
    assert tree("三、甲", "一、乙", "九、丙", "二、丁", "（七）戊") == [
        (1, "一、", "乙"),
        (1, "二、", "丁"),
    ]


def test_a_number_out_of_order_is_text():
    assert tree("一、甲", "二、乙", "九、丙", "三、丁") == [
        (1, "一、", "甲"),
        (1, "二、", "乙"),
        (1, "三、", "丁"),
    ]


def test_a_new_kind_of_number_begins_with_one():
    assert tree("附件：1.采集表", "2.工作台账") == []


def test_an_item_within_a_sentence_is_text():
    assert tree("一、甲", "（一）符合国家有关规定；", "（二）具有固定场所，") == [(1, "一、", "甲")]


def test_levels_that_the_file_gives_are_trusted():
    given = [
        ("总体要求", {"level": 1}),
        ("基本思路", {"level": 2}),
        "正文。",
        ("主要任务", {"level": 1}),
    ]
    assert tree(*given) == [(1, "", "总体要求"), (2, "", "基本思路"), (1, "", "主要任务")]


def test_a_bold_line_is_a_heading_of_style():
    given = [("问：背景是什么？", {"bold": True}), "答：这样。", ("问：怎样落实？", {"bold": True})]
    assert [(section.kind, section.title) for section in outline(*given)] == [
        ("style", "问：背景是什么？"),
        ("style", "问：怎样落实？"),
    ]


def test_headings_in_brackets_hold_numbered_ones():
    assert tree("【基本情况】", "正文。", "【主要做法】", "一、甲", "（一）乙", "【改革成效】") == [
        (1, "", "基本情况"),
        (1, "", "主要做法"),
        (2, "一、", "甲"),
        (3, "（一）", "乙"),
        (1, "", "改革成效"),
    ]


def test_a_line_in_brackets_within_an_article_is_text():
    assert tree("第一条　甲。", "【解释】", "第二条　乙。") == [
        (1, "第一条", ""),
        (1, "第二条", ""),
    ]


def test_lines_that_stand_alone_lead_a_text_that_has_no_other_headings():
    long = "为了把课上好，集团与园区企业成立了专业课程委员会，主任由生产副总担任。" * 2
    given = ("案例概述", long, "主要做法", f"1．课表由车间排。{long}", "实施成效", long)
    assert tree(*given) == [
        (1, "", "案例概述"),
        (1, "", "主要做法"),
        (2, "1．", "课表由车间排"),
        (1, "", "实施成效"),
    ]
    assert tree("一、甲", *given)[:2] == [(1, "一、", "甲"), (2, "1．", "课表由车间排")]


def test_a_bold_line_that_says_who_reports_is_no_heading():
    assert tree(("报送单位：中共某公司委员会统战部", {"bold": True})) == []


def test_an_annex_begins_a_section_at_the_top_with_the_title_below_it():
    centred = {"centred": True, "bold": True}
    given = ["一、甲", "附件1", ("重大事故隐患", centred), ("挂牌督办清单", centred), "一、乙"]
    assert tree(*given) == [
        (1, "一、", "甲"),
        (1, "附件1", "重大事故隐患挂牌督办清单"),
        (2, "一、", "乙"),
    ]


def test_an_annex_may_have_a_level_of_the_file():
    assert tree("一、甲", ("附件一", {"level": 1}), "清单如下。") == [
        (1, "一、", "甲"),
        (1, "附件一", ""),
    ]


def test_a_list_of_annexes_is_no_annex():
    assert tree("一、甲", "附件：国有企业重大事故隐患清单") == [(1, "一、", "甲")]


def test_a_row_of_a_table_is_no_heading():
    assert tree(("第163条\t非国家工作人员受贿罪", {"kind": "row"})) == []


def test_a_section_reaches_to_the_line_before_the_next_of_its_rank():
    given = ["一、甲", "正文。", "（一）乙", "二、丙", "末尾。"]
    text = "\n".join(given)
    found = {section.number: text[section.start : section.end] for section in outline(*given)}
    assert found == {
        "一、": "一、甲\n正文。\n（一）乙",
        "（一）": "（一）乙",
        "二、": "二、丙\n末尾。",
    }


def test_a_path_names_the_numbers_from_the_top():
    sections = outline("二、甲", "一、甲", "二、乙", "（一）丙", "1.丁")
    assert [section.path for section in sections] == ["一", "二", "二/（一）", "二/（一）/1"]


def test_ids_are_stable_and_each_its_own():
    given = ["第一条　甲。", "附件", "第一条　甲。", "附件", "第一条　甲。"]
    first, second = outline(*given), outline(*given)
    assert [section.id for section in first] == [section.id for section in second]
    assert len({section.id for section in first}) == len(first)


def test_an_id_does_not_hang_on_what_stands_before():
    longer = outline("正文。" * 50, "一、甲", "（一）乙")
    assert [s.id for s in longer] == [s.id for s in outline("一、甲", "（一）乙")]


def test_an_id_is_that_of_the_document():
    lines = read_lines(extracted("一、甲"))
    (one,), (other,) = (read_outline(lines, document_id=name) for name in ("1" * 16, "2" * 16))
    assert one.id != other.id
