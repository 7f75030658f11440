import pytest

from corpus.document import Document, Fact, Part, PartKind, Passage, Span
from corpus.resolve.validity import Validity
from search_api.citing import chinese_date, cited_place, document_source


def cited(
    title: str = "关于改革的意见",
    grade: str = "权威",
    completeness: str = "完整",
    validity: Validity | None = None,
    **facts: object,
) -> str:
    known = {"title": title, **facts}
    document = Document(
        "0" * 16,
        "",
        {name: Fact(value, 1.0, "rule") for name, value in known.items()},  # type: ignore[arg-type]
        source_grade=grade,
        completeness=completeness,
    )
    return document_source(document, validity).line(None)


def test_a_source_names_title_number_issuers_and_date() -> None:
    line = cited(document_number="国发〔2024〕3号", issuer=("甲部", "乙部"), written="2024-03-05")
    assert line == "《关于改革的意见》（国发〔2024〕3号），甲部、乙部，2024年3月5日。"


def test_a_speech_names_its_speaker() -> None:
    assert cited(speaker="张三", occasion_date="2024-03") == "《关于改革的意见》，张三，2024年3月。"


def test_a_speech_that_names_nobody_says_so() -> None:
    line = cited(document_class="speech", occasion_date="2024-03")
    assert line == "《关于改革的意见》，2024年3月。"


def test_a_law_is_cited_with_the_day_of_its_wording() -> None:
    line = cited(issuer=("全国人民代表大会",), written="1980-09-10", revised="2018-08-31")
    assert line == "《关于改革的意见》，全国人民代表大会，2018年8月31日修改。"


def test_titles_in_a_title_take_single_marks() -> None:
    assert cited(title="关于印发《办法》的通知") == "《关于印发〈办法〉的通知》。"


@pytest.mark.parametrize(
    ("grade", "completeness", "notice"),
    [
        ("示例", "完整", "【示例文件，非真实公文】"),
        ("权威", "有删减", "【原文有删减】"),
        ("待核实", "完整", "【来源待核实】"),
        ("示例", "截断", "【示例文件，非真实公文】【原文不全】"),
    ],
)
def test_what_is_no_full_source_says_so(grade: str, completeness: str, notice: str) -> None:
    assert cited(grade=grade, completeness=completeness) == f"《关于改革的意见》。{notice}"


@pytest.mark.parametrize(
    ("value", "words", "notice"),
    [
        ("已废止", "已废止：见《新办法》", "【已废止】"),
        ("失效", "失效：有效期至2020-01-01", "【失效】"),
        ("尚未施行", "尚未施行：自2030-01-01起施行", "【尚未施行】"),
        ("已修改", "已修改：库中有2023-09-01的文本", "【已修改，库中有2023-09-01的文本】"),
        ("已修改", "暂停执行：见《通知》", "【暂停执行，见《通知》】"),
        ("已修改", "已修改（资料管理员核定）", "【已修改】"),
        ("不明", "未见废止记录", ""),
        ("现行有效", "现行有效（资料管理员核定）", ""),
    ],
)
def test_a_text_that_does_not_stand_says_so_where_it_is_cited(value, words, notice) -> None:
    assert cited(validity=Validity(value, words)) == f"《关于改革的意见》。{notice}"


PAGES = (0, 100, 200)


def test_a_passage_of_an_annex_is_cited_with_it() -> None:
    annex = Part(1, PartKind.ANNEX, "工作方案", "附件1《工作方案》", 0, 99)
    case = Part(2, PartKind.CASE, "某市的做法", "附件《做法》第3项", 0, 99)
    article = Passage(0, 0, 9, article="第三条", part=1)
    numbered = Passage(0, 0, 9, section="二、", part=1)
    assert cited_place(article, (), part=annex) == "附件1《工作方案》第三条"
    assert cited_place(numbered, (), part=annex) == "附件1《工作方案》第二部分"
    assert cited_place(Passage(0, 0, 9, part=1), (0,), part=annex) == "附件1《工作方案》，第1页"
    assert cited_place(Passage(0, 0, 9, section="3.", part=2), (), part=case) == "附件《做法》第3项"


@pytest.mark.parametrize(
    ("passage", "pages", "expected"),
    [
        (Passage(0, 90, 110, article="第五条"), PAGES, "第五条"),
        (Passage(0, 90, 100), PAGES, "第1页"),
        (Passage(0, 90, 110), PAGES, "第1—2页"),
        (Passage(0, 90, 110, section="二、（三）"), PAGES, "第二部分（三），第1—2页"),
        (Passage(0, 90, 110, section="二、（三）"), (), "第二部分（三）"),
        (Passage(0, 90, 95, section="三、"), PAGES, "第三部分，第1页"),
        (Passage(0, 90, 110), (), None),
    ],
)
def test_a_place_is_the_article_else_section_and_pages(
    passage: Passage, pages: tuple[int, ...], expected: str | None
) -> None:
    assert cited_place(passage, pages) == expected


def test_a_quotation_is_cited_with_its_own_page() -> None:
    assert cited_place(Passage(0, 90, 150), PAGES, Span(120, 130)) == "第2页"


@pytest.mark.parametrize(
    ("value", "expected"),
    [("2024", "2024年"), ("2024-03", "2024年3月"), ("2024-10-05", "2024年10月5日")],
)
def test_dates_are_written_as_running_text(value: str, expected: str) -> None:
    assert chinese_date(value) == expected
