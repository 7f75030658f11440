"""Citations: what is known in the order of each style, what is not known left out."""

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from corpus.quotation import Reference
from search_api.bibliography import (
    STYLE_LABELS,
    CitationStyle,
    OnlineCopy,
    cite,
    default_style,
)
from search_api.citing import in_title_marks
from tests.search_api.export.extras import needs_typst

OFFICIAL, OLD, NEW = CitationStyle

POLICY = Reference(
    document_id="a" * 16,
    title="关于深化改革的意见",
    document_class="policy",
    document_number="国发〔2024〕1号",
    authors=("国务院",),
    date="2024-01-05",
    date_field="written",
    source_grade="权威",
    completeness="完整",
)
LAW = replace(
    POLICY,
    title="中华人民共和国公司法（2023年修订）",
    document_class="regulation",
    document_number="主席令第15号",
    authors=("全国人民代表大会常务委员会",),
    date="2023-12-29",
    date_field="revised",
)
MEASURES = replace(
    LAW, title="企业国有资产交易监督管理办法", document_number="国资委令第32号", authors=("国资委",)
)
SPEECH = replace(
    POLICY,
    title="在全省国企改革会议上的讲话",
    document_class="speech",
    document_number=None,
    authors=("谷敬岑",),
    date="2025-04",
    date_field="occasion_date",
)
CASE = replace(
    SPEECH,
    title="砺轴重机典型案例",
    document_class="experience",
    authors=("砺轴重机",),
    date="2025",
)
REPORT = replace(POLICY, title="政府工作报告", document_number=None)
NEWS = replace(SPEECH, title="改革见成效", document_class="news", authors=(), date="2024-01-05")
BARE = replace(SPEECH, title="未署名材料", document_class="other", authors=(), date=None)
MANY = replace(POLICY, authors=("甲部", "乙部", "丙部", "丁部"))
WEB = OnlineCopy("https://www.example.gov.cn/a", "2026-11-22")


@pytest.mark.parametrize(
    ("reference", "official", "old", "new"),
    [
        (
            POLICY,
            "《关于深化改革的意见》（国发〔2024〕1号）",
            "国务院. 关于深化改革的意见: 国发〔2024〕1号[A]. 2024.",
            "国务院. 关于深化改革的意见：国发〔2024〕1号[Z]. 2024-01-05.",
        ),
        (
            LAW,
            "《中华人民共和国公司法（2023年修订）》（主席令第15号）",
            "中华人民共和国公司法（2023年修订）: 主席令第15号[A]. 2023.",
            "中华人民共和国公司法（2023年修订）：主席令第15号[Z]. 2023-12-29.",
        ),
        (
            replace(LAW, document_number=None),
            "《中华人民共和国公司法（2023年修订）》（2023年12月29日修改）",
            "中华人民共和国公司法（2023年修订）[A]. 2023.",
            "中华人民共和国公司法（2023年修订）[Z]. 2023-12-29.",
        ),
        (
            MEASURES,
            "《企业国有资产交易监督管理办法》（国资委令第32号）",
            "国资委. 企业国有资产交易监督管理办法: 国资委令第32号[A]. 2023.",
            "国资委. 企业国有资产交易监督管理办法：国资委令第32号[Z]. 2023-12-29.",
        ),
        (
            SPEECH,
            "《在全省国企改革会议上的讲话》（谷敬岑，2025年4月）",
            "谷敬岑. 在全省国企改革会议上的讲话[Z]. 2025.",
            "谷敬岑. 在全省国企改革会议上的讲话[Z]. 2025-04.",
        ),
        (
            CASE,
            "《砺轴重机典型案例》（砺轴重机，2025年）",
            "砺轴重机. 砺轴重机典型案例[Z]. 2025.",
            "砺轴重机. 砺轴重机典型案例[Z]. 2025.",
        ),
        (
            REPORT,
            "《政府工作报告》（国务院，2024年1月5日）",
            "国务院. 政府工作报告[R]. 2024.",
            "国务院. 政府工作报告[R]. 2024-01-05.",
        ),
        (
            NEWS,
            "《改革见成效》（2024年1月5日）",
            "改革见成效[N]. 2024-01-05.",
            "改革见成效[N]. 2024-01-05.",
        ),
        (BARE, "《未署名材料》", "未署名材料[Z].", "未署名材料[Z]."),
        (
            MANY,
            "《关于深化改革的意见》（国发〔2024〕1号）",
            "甲部, 乙部, 丙部, 等. 关于深化改革的意见: 国发〔2024〕1号[A]. 2024.",
            "甲部，乙部，丙部，等. 关于深化改革的意见：国发〔2024〕1号[Z]. 2024-01-05.",
        ),
        (
            replace(POLICY, title="关于印发《行动计划》的通知"),
            "《关于印发〈行动计划〉的通知》（国发〔2024〕1号）",
            "国务院. 关于印发《行动计划》的通知: 国发〔2024〕1号[A]. 2024.",
            "国务院. 关于印发《行动计划》的通知：国发〔2024〕1号[Z]. 2024-01-05.",
        ),
        (
            replace(SPEECH, document_class="research"),
            "《在全省国企改革会议上的讲话》（谷敬岑，2025年4月）",
            "谷敬岑. 在全省国企改革会议上的讲话[R]. 2025.",
            "谷敬岑. 在全省国企改革会议上的讲话[R]. 2025-04.",
        ),
        (
            replace(BARE, title="两行的\n题名", authors=("甲",)),
            "《两行的 题名》（甲）",
            "甲. 两行的 题名[Z].",
            "甲. 两行的 题名[Z].",
        ),
    ],
)
def test_what_is_on_paper(reference, official, old, new):
    assert cite(reference, OFFICIAL) == official
    assert cite(reference, OLD) == old
    assert cite(reference, NEW) == new


@pytest.mark.parametrize(
    ("reference", "online", "old", "new"),
    [
        (
            POLICY,
            WEB,
            "国务院. 关于深化改革的意见: 国发〔2024〕1号[A/OL]. "
            "(2024-01-05)[2026-11-22]. https://www.example.gov.cn/a.",
            "国务院. 关于深化改革的意见：国发〔2024〕1号[EB/OL]. "
            "（2024-01-05）[2026-11-22]. https://www.example.gov.cn/a.",
        ),
        (
            SPEECH,
            OnlineCopy("https://example.cn/b"),
            "谷敬岑. 在全省国企改革会议上的讲话[EB/OL]. (2025-04). https://example.cn/b.",
            "谷敬岑. 在全省国企改革会议上的讲话[EB/OL]. （2025-04）. https://example.cn/b.",
        ),
        (
            replace(REPORT, date=None),
            WEB,
            "国务院. 政府工作报告[R/OL]. [2026-11-22]. https://www.example.gov.cn/a.",
            "国务院. 政府工作报告[R/OL]. [2026-11-22]. https://www.example.gov.cn/a.",
        ),
        (
            BARE,
            OnlineCopy("https://example.cn/b"),
            "未署名材料[EB/OL]. https://example.cn/b.",
            "未署名材料[EB/OL]. https://example.cn/b.",
        ),
    ],
)
def test_what_is_on_the_net(reference, online, old, new):
    assert cite(reference, OLD, online=online) == old
    assert cite(reference, NEW, online=online) == new


@pytest.mark.parametrize(
    ("place", "official", "old", "new"),
    [
        ("第三条", "》（国发〔2024〕1号）第三条", "2024: 第三条.", "2024-01-05：第三条."),
        ("第4页", "》（国发〔2024〕1号）第4页", "2024: 4.", "2024-01-05：4."),
        ("第3—4页", "》（国发〔2024〕1号）第3—4页", "2024: 3-4.", "2024-01-05：3-4."),
        (
            "二、（三），第4页",
            "）第二部分（三），第4页",
            "2024: 第二部分（三），第4页.",
            "2024-01-05：第二部分（三），第4页.",
        ),
    ],
)
def test_the_place_of_the_words_follows_the_date(place, official, old, new):
    assert cite(POLICY, OFFICIAL, place).endswith(official)
    assert cite(POLICY, OLD, place).endswith(old)
    assert cite(POLICY, NEW, place).endswith(new)


def test_a_place_without_a_date_follows_the_type_and_goes_before_the_day_of_reading():
    assert cite(BARE, OLD, "第三条") == "未署名材料[Z]: 第三条."
    assert "[EB/OL]. 第三条[2026-11-22]. https" in cite(BARE, NEW, "第三条", WEB)


@pytest.mark.parametrize("style", CitationStyle)
def test_nobody_is_invented(style):
    assert "佚名" not in cite(BARE, style)
    assert "None" not in cite(BARE, style)
    assert STYLE_LABELS[style]


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("甲", "《甲》"),
        ("《甲》解读", "《〈甲〉解读》"),
        ("印发《甲〈乙〉丙》的通知", "《印发〈甲《乙》丙〉的通知》"),
        ("印发〈甲〉的通知", "《印发〈甲〉的通知》"),
        ("》多一半", "《〉多一半》"),
    ],
)
def test_title_marks_take_turns(title, written):
    assert in_title_marks(title) == written


def test_the_standard_of_2025_holds_from_july_2026():
    assert default_style(date(2026, 6, 30)) is OLD
    assert default_style(date(2026, 7, 1)) is NEW


@needs_typst
@pytest.mark.parametrize(
    ("reference", "entry"),
    [
        (POLICY, {"type": "legislation", "serial-number": "国发〔2024〕1号"}),
        (MANY, {"type": "legislation", "serial-number": "国发〔2024〕1号"}),
        (SPEECH, {"type": "misc"}),
        (CASE, {"type": "misc"}),
        (REPORT, {"type": "report"}),
    ],
)
def test_typst_writes_the_style_of_2015_the_same(reference, entry, tmp_path):
    import typst

    known = {"title": reference.title, "author": list(reference.authors), "date": reference.date}
    lines = [f"  {name}: {value!r}" for name, value in (known | entry).items()]
    (tmp_path / "a.yml").write_text("\n".join(["a:", *lines]))
    (tmp_path / "a.typ").write_text(
        '#set text(lang: "zh")\n#set page(width: 40cm)\n'
        '#bibliography("a.yml", style: "gb-7714-2015-numeric", full: true, title: none)'
    )
    page = pypdfium2.PdfDocument(typst.compile(tmp_path / "a.typ"))[0]
    written = "".join(page.get_textpage().get_text_bounded().split())
    assert written == "[1]" + "".join(cite(reference, OLD).split())
