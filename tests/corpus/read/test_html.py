import json
import re

import pytest

from corpus.errors import NoText
from corpus.read import read
from tests.corpus.read.blocks import is_consistent, texts
from tests.shared import SHARED, needs_shared

SENTENCE = "推进中国式现代化，必须坚持党的全面领导，坚持以人民为中心的发展思想。"


def read_page(tmp_path, body, head="", encoding="utf-8"):
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    path = tmp_path / "网页.html"
    path.write_bytes(page.encode(encoding))
    extracted = read(path)
    assert is_consistent(extracted)
    return extracted


def test_equal_paragraphs_are_all_kept_and_breaks_part_blocks(tmp_path):
    body = f"<div>{f'<p>{SENTENCE}</p>' * 3}<p>甲<br>乙</p></div>"
    assert texts(read_page(tmp_path, body)) == [SENTENCE] * 3 + ["甲", "乙"]


def test_navigation_sidebar_footer_and_scripts_are_left_out(tmp_path):
    body = f"""
    <div class="header"><a href="/">首页</a><a href="/a">新闻中心</a>热线电话</div>
    <ul class="menu"><li><a>国内</a></li></ul>
    <div class="wrap"><div class="left"><h1>某市召开<br>国企大会</h1>
    <div class="info"><span>2024-03-05 10:22</span>
    <span>来源：某市日报</span><span>作者：张三</span></div>
    <div class="txt"><p>　　{SENTENCE}</p><p>{SENTENCE}</p><script>var a = "脚本";</script>
    <p style="display:none">看不见</p></div>
    <div class="share">分享到：微信 微博</div></div>
    <div class="right"><h3>热点</h3>
    <ul><li><a>某某新闻标题一二三四五六七八九十</a></li></ul></div></div>
    <footer>版权所有 某市新闻网</footer>"""
    extracted = read_page(tmp_path, body)
    assert texts(extracted) == ["某市召开国企大会", SENTENCE, SENTENCE]
    assert extracted.declared == (
        ("来源", "某市日报"),
        ("作者", "张三"),
        ("发布日期", "2024-03-05"),
        ("网页标题", "某市召开国企大会"),
    )


def test_a_table_is_read_by_rows_and_a_cell_over_rows_stands_once(tmp_path):
    body = f"""<div><p>{SENTENCE}</p><table><tr><th>单位</th><th>任务</th></tr>
    <tr><td rowspan="2">甲局</td><td><p>一</p><p>二</p></td></tr>
    <tr><td>三</td></tr></table></div>"""
    extracted = read_page(tmp_path, body)
    assert texts(extracted, "row") == ["单位\t任务", "甲局\t一二", "\t三"]


def test_a_cell_over_columns_keeps_the_others_in_their_places(tmp_path):
    body = f"""<div><p>{SENTENCE}</p><table><tr><th>类别</th><th>任务</th><th>单位</th></tr>
    <tr><td rowspan="2">一类</td><td>甲任务</td><td>甲局</td></tr>
    <tr><td>乙任务</td><td>乙局</td></tr>
    <tr><td colspan="2">合计</td><td>两项</td></tr></table></div>"""
    rows = ["类别\t任务\t单位", "一类\t甲任务\t甲局", "\t乙任务\t乙局", "合计\t\t两项"]
    assert texts(read_page(tmp_path, body), "row") == rows


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ("<ol><li>甲</li><li><p>乙</p><p>又</p></li></ol>", ["1. 甲", "2. 乙", "又"]),
        (
            '<ol start="3"><li>甲</li><li value="9">乙</li><li>丙</li></ol>',
            ["3. 甲", "9. 乙", "10. 丙"],
        ),
        ('<ol type="a"><li>甲</li></ol><ol type="I"><li>乙</li></ol>', ["a. 甲", "I. 乙"]),
        ('<ol style="list-style-type:cjk-ideographic"><li>甲</li></ol>', ["一、甲"]),
        ("<ol><li>甲<ol><li>内</li></ol></li><li>乙</li></ol>", ["1. 甲", "1. 内", "2. 乙"]),
        ("<ol><li></li><li>甲</li></ol><ol><li></li></ol>乙", ["2. 甲", "乙"]),
        ("<style>.n{list-style:none}</style><ol class='n'><li>甲</li></ol>", ["甲"]),
        ("<style>b{color:red}</style><ol class='n'><li>甲</li></ol>", ["甲"]),
        ("<style>b{color:red}</style><ol><li>甲</li></ol>", ["1. 甲"]),
        ("<ol style='list-style:inside upper-roman'><li style='color:red'>甲</li></ol>", ["I. 甲"]),
        ('<ol type="A" style="list-style-type:decimal"><li>甲</li></ol>', ["1. 甲"]),
        ("<ol reversed><li>甲</li></ol>", ["甲"]),
        ("<ol><li>3.5亿元</li><li>十条措施</li></ol>", ["1. 3.5亿元", "2. 十条措施"]),
        ("<ol><li><ol><li>内</li></ol></li></ol>", ["1. 1. 内"]),
        ("<ol><li>一、甲</li><li>（二）乙</li></ol>", ["一、甲", "（二）乙"]),
        ('<ol style="list-style:none"><li>甲</li></ol><ul><li>乙</li></ul>', ["甲", "乙"]),
    ],
)
def test_items_of_a_list_have_the_numbers_that_the_browser_shows(tmp_path, items, expected):
    extracted = read_page(tmp_path, f"<div><p>{SENTENCE}</p>{items}<p>{SENTENCE}</p></div>")
    assert texts(extracted)[1:-1] == expected


def test_a_page_that_is_one_table_is_read_by_rows(tmp_path):
    body = f"<p>{SENTENCE}</p><table>{'<tr><td>甲乙丙丁</td><td>戊己庚辛</td></tr>' * 30}</table>"
    assert texts(read_page(tmp_path, body), "row") == ["甲乙丙丁\t戊己庚辛"] * 30


def test_a_table_that_sets_out_the_page_is_no_table(tmp_path):
    body = f"<table><tr><td><p>{SENTENCE}</p><p>{SENTENCE}</p></td></tr></table>"
    assert texts(read_page(tmp_path, body), "paragraph") == [SENTENCE] * 2


def test_a_line_end_of_the_source_makes_no_blank_between_han(tmp_path):
    body = f"<p>{SENTENCE}</p><p>国有\n  企业 改革 ABC\nDEF</p>"
    assert texts(read_page(tmp_path, body))[1] == "国有企业 改革 ABC DEF"


def test_hints_come_from_tags_attributes_and_styles(tmp_path):
    body = f"""<div><p align="center"><b style="font-size:22pt">标题</b></p>
    <p style="text-align:center;font-size:16px">（2024年）</p><h2>一、总则</h2>
    <p>{SENTENCE}</p></div>"""
    title, date, heading, text = read_page(tmp_path, body).blocks
    assert (title.centred, title.bold, title.size) == (True, True, 22.0)
    assert (date.centred, date.bold, date.size) == (True, False, 12.0)
    assert (heading.level, heading.bold) == (2, True)
    assert (text.level, text.centred, text.bold, text.size) == (None, False, False, None)


def test_metadata_is_declared_and_no_part_of_the_text(tmp_path):
    body = f"""<table><tr><td>索 引 号：</td><td>A/2024-1</td>
    <td>发文字号:</td><td>某政发〔2024〕1号</td></tr>
    <tr><td>发布机构</td><td>某市政府</td><td>生成日期</td><td></td></tr></table><p>{SENTENCE}</p>"""
    extracted = read_page(tmp_path, body)
    assert extracted.declared[:3] == (
        ("索引号", "A/2024-1"),
        ("发文字号", "某政发〔2024〕1号"),
        ("发布机构", "某市政府"),
    )
    assert extracted.text == SENTENCE


@pytest.mark.parametrize(
    "body",
    [
        "<dl><dt>索引号</dt><dd>A1</dd><dt>文号</dt><dd>B2</dd><dt>名称</dt><dd>标题</dd></dl>",
        "<ul><li>索引号：A1</li><li>文 号： B2</li><li><b>名称:</b>标题</li></ul>",
    ],
)
def test_metadata_may_stand_in_lists(tmp_path, body):
    extracted = read_page(tmp_path, body + f"<div><p>{SENTENCE}</p></div>")
    assert extracted.declared == (("索引号", "A1"), ("发文字号", "B2"), ("标题", "标题"))
    assert extracted.text == SENTENCE


def test_meta_tags_of_government_sites_are_declared(tmp_path):
    head = (
        '<meta name="ArticleTitle" content="关于某事的通知"><meta name="PubDate" '
        'content="2024-03-05 10:00"><meta name="ContentSource" content="某市政府网">'
    )
    assert read_page(tmp_path, f"<p>{SENTENCE}</p>", head).declared == (
        ("标题", "关于某事的通知"),
        ("发布日期", "2024-03-05 10:00"),
        ("来源", "某市政府网"),
    )


def test_the_name_of_the_site_is_no_heading(tmp_path):
    head = "<title>关于某事的通知-某市政府</title>"
    extracted = read_page(tmp_path, f"<h1>某市政府</h1><div><p>{SENTENCE}</p></div>", head)
    assert texts(extracted)[-1] == SENTENCE
    assert dict(extracted.declared)["网页标题"] == "关于某事的通知"


def test_nothing_is_taken_from_where_a_known_site_keeps_its_text(tmp_path):
    body = f"""<div class="TRS_Editor"><p>{SENTENCE}</p><div class="bottom">某市政府</div></div>
    <div class="bottom">主办单位</div>"""
    assert texts(read_page(tmp_path, body)) == [SENTENCE, "某市政府"]


def test_a_time_of_which_the_text_tells_is_not_the_date_of_publication(tmp_path):
    body = f"<div><p>{SENTENCE}</p><p>时间：2019-01-01</p></div>"
    assert "发布日期" not in dict(read_page(tmp_path, body).declared)


def test_the_title_of_the_page_is_declared_without_the_name_of_the_site(tmp_path):
    extracted = read_page(tmp_path, f"<p>{SENTENCE}</p>", "<title>关于某事的通知_某市政府</title>")
    assert extracted.declared == (("网页标题", "关于某事的通知"),)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-16"])
def test_the_bytes_outweigh_a_wrong_charset(tmp_path, encoding):
    body = f"<div><p>{SENTENCE}</p><p>镕基、㛃、朱镕</p></div>"
    extracted = read_page(tmp_path, body, '<meta charset="gb2312">', encoding)
    assert texts(extracted) == [SENTENCE, "镕基、㛃、朱镕"]


def test_elements_nested_without_end_are_read(tmp_path):
    body = "<div>" * 3_000 + f"<p>{SENTENCE}</p>" + "</div>" * 3_000
    assert SENTENCE in read_page(tmp_path, body).text


def test_a_page_without_text_says_so(tmp_path):
    with pytest.raises(NoText):
        read_page(tmp_path, "<script>1</script>")


@needs_shared
def test_pages_of_the_state_council_declare_what_is_known_of_them():
    folder = SHARED / "corpus/policies"
    lines = (folder / "gold.jsonl").read_text("utf-8").splitlines()
    labels = {
        "index_number": "索引号",
        "topic": "主题分类",
        "issuer": "发文机关",
        "written": "成文日期",
        "title": "标题",
        "document_number": "发文字号",
    }
    for gold in map(json.loads, lines):
        extracted = read(folder / gold["file"])
        declared = dict(extracted.declared)
        assert {name: declared[label] for name, label in labels.items()} == {
            name: gold[name] for name in labels
        }
        assert "-".join(re.findall(r"\d+", declared["发布日期"])) == gold["published"]
        assert gold["index_number"] not in extracted.text
        assert is_consistent(extracted)
    assert len(lines) == 40
