import pytest

from corpus.document import PartKind
from corpus.read import read
from corpus.recognise import recognise
from tests.corpus.recognise.extraction import extracted
from tests.corpus.recognise.hostile import seconds_on
from tests.shared import SHARED, needs_shared

ID = "0123456789abcdef"
WRAPPER = (
    "云陵省人民政府关于印发《云陵省国有企业改革工作方案》的通知",
    "云政发〔2024〕3号",
    "各市人民政府：",
    "《云陵省国有企业改革工作方案》已经同意，现印发给你们，请认真贯彻执行。",
    "云陵省人民政府",
    "2024年3月5日",
)
PRINTED = (
    "云陵省国有企业改革工作方案",
    "为深化改革，制定本方案。",
    "一、总体要求",
    "坚持党的领导。",
)


def document(*lines):
    return recognise(extracted(*lines), document_id=ID)


def cited(found):
    return [part.cited for part in found.parts]


def passages_of(found, place):
    return [found.text[p.start : p.end] for p in found.passages if p.part == place]


def test_the_text_that_a_notice_prints_is_a_part_of_it():
    found = document(*WRAPPER, *PRINTED)
    (part,) = found.parts
    assert (part.kind, part.title) == (PartKind.ANNEX, "云陵省国有企业改革工作方案")
    assert found.text[part.start : part.end] == "\n".join(PRINTED)
    assert found.value("document_number") == "云政发〔2024〕3号"
    assert found.passages[0].part is None
    assert passages_of(found, 1)[-1] == "\n".join(PRINTED[2:])


def test_the_title_of_what_is_printed_may_take_two_lines():
    lines = (*WRAPPER, "云陵省国有企业", "改革工作方案", "第一条　坚持党的领导。")
    assert cited(document(*lines)) == ["《云陵省国有企业改革工作方案》"]


def test_what_is_forwarded_is_known_by_the_words_of_the_notice():
    found = document(
        "国务院办公厅转发民政部关于清理整顿社会团体意见的通知",
        "各省、自治区、直辖市人民政府：",
        "民政部《关于清理整顿社会团体的意见》已经国务院同意，现转发给你们，请认真执行。",
        "国务院办公厅",
        "1997年4月8日",
        "关于清理整顿社会团体的意见",
        "一、指导思想",
        "以理论为指导。",
    )
    assert cited(found) == ["《关于清理整顿社会团体的意见》"]


def test_annexes_have_titles_and_numbers_of_their_own():
    found = document(
        "关于做好工作的通知",
        "各单位：",
        "现就有关事项通知如下，附件请按时报送。",
        "附件：1.采集表",
        "2.工作台账",
        "云陵省国资委",
        "2024年3月5日",
        "附件1",
        "党外代表人士信息采集表",
        "云国资发〔2023〕8号",
        "请如实填写各栏。",
        "附件2：",
        "联系工作台账",
        "每季度更新一次。",
    )
    assert cited(found) == ["附件1《党外代表人士信息采集表》", "附件2《联系工作台账》"]
    assert [part.document_number for part in found.parts] == ["云国资发〔2023〕8号", None]
    assert passages_of(found, 2) == ["附件2：\n联系工作台账\n每季度更新一次。"]


def test_a_notice_that_praises_many_has_a_case_an_item_each_with_its_passage():
    items = [f"{number}.某市某区创新做法之{number}，成效明显。" for number in range(1, 131)]
    found = document(
        "关于对典型经验做法给予表扬的通报",
        "各单位：",
        "现对130项典型经验做法予以通报表扬。",
        "附件",
        "督查发现的典型经验做法",
        *items,
    )
    cases = [part for part in found.parts if part.kind is PartKind.CASE]
    assert [part.cited for part in cases] == [
        f"附件《督查发现的典型经验做法》第{number}项" for number in range(1, 131)
    ]
    assert [passages_of(found, part.place) for part in cases] == [[item] for item in items]


def test_a_case_is_told_by_its_region_and_its_enterprise():
    found = document(
        "关于推广典型经验做法的通知",
        "各单位：",
        "请学习借鉴。",
        "附件",
        "企业改革典型案例",
        "1.浙江省杭州市推进数字化改革。",
        "2.云陵岑垩矿业集团有限公司深化三项制度改革。",
        "3.健全制度，强化落实。",
    )
    cases = [part for part in found.parts if part.kind is PartKind.CASE]
    assert [(part.region, part.enterprise) for part in cases] == [
        (("浙江省/杭州市",), ()),
        ((), ("云陵岑垩矿业集团有限公司",)),
        ((), ()),
    ]


def test_the_parts_of_a_report_are_no_cases():
    lines = (
        "某公司改革典型案例",
        "一、基本情况",
        "甲。",
        "二、主要做法",
        "乙。",
        "三、取得成效",
        "丙。",
    )
    assert document(*lines).parts == ()


def test_headings_within_an_annex_stay_in_it():
    centred = {"centred": True, "bold": True}
    found = document(
        "关于工作的通知",
        "各单位：",
        "请执行。",
        "附件1",
        ("界址点坐标", centred),
        "坐标如下。",
        ("A匝道桥坐标", centred),
        "数字一。",
        "附件2",
        "另一附件",
        "数字二。",
    )
    assert [part.title for part in found.parts] == ["界址点坐标", "另一附件"]
    assert "A匝道桥坐标" in found.text[found.parts[0].start : found.parts[0].end]


@pytest.mark.parametrize(
    "line", ["农业部　卫生部", "关于审理非法行医刑事案件具体应用法律", "出售珍贵、"]
)
def test_what_is_cut_off_or_a_body_is_no_title_of_an_annex(line):
    (part,) = document("关于工作的通知", "各单位：", "请执行。", "附件", line, "下文。").parts
    assert part.cited == "附件"


@pytest.mark.parametrize(
    "unit", ["《", "附件\n", "现印发《甲乙丙》", "1.做法\n", "现将", "印发《甲乙》\n"]
)
def test_a_hostile_text_costs_little(unit):
    def rule(text):
        document(
            "关于印发《甲乙丙丁》典型经验做法的通知", "附件", "典型经验做法", *text.split("\n")
        )

    assert seconds_on(unit, rule) < 0.5  # all rules together


@needs_shared
def test_the_annex_of_the_real_notice_has_its_130_cases():
    path = SHARED / "corpus" / "policies" / "content_5343366.html"
    found = recognise(read(path), document_id=ID, file_name=path.name)
    cases = [part for part in found.parts if part.kind is PartKind.CASE]
    assert len(cases) == 130
    assert all(part.region for part in cases)
    assert cases[0].region == ("北京市",)
    assert cases[1].region == ("北京市/西城区",)
    assert cases[129].region == ("新疆维吾尔自治区",)
    held = [passages_of(found, part.place) for part in cases]
    assert all(len(each) == 1 and each[0].startswith(f"{n}.") for n, each in enumerate(held, 1))
