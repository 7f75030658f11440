import pytest

from corpus.recognise.kind import is_bare_kind, kind_of_title, statutory_kind
from tests.corpus.recognise.vectors import vectors
from tests.shared import needs_shared


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("国务院关于印发《新能源汽车产业发展规划》的通知", "通知"),
        ("关于加快建设世界一流企业的指导意见", "意见"),
        ("中华人民共和国国务院令", "命令"),
        ("国务院办公厅关于黄金经济政策有关问题的复函", "函"),
        ("关于开展某项工作的通知（2023年修订）", "通知"),
        ("企业国有资产监督管理暂行条例", None),
        ("关于《办法》的说明", None),
    ],
)
def test_the_statutory_kind_ends_the_title(title, expected):
    assert statutory_kind(title) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("企业国有资产监督管理暂行条例", "条例"),
        ("江澄市市属国有企业党委理论学习中心组学习管理办法（试行）", "办法"),
        ("霁川市制造业数字化转型行动计划（2024—2026年）", "行动计划"),
        ("最高人民法院关于适用《中华人民共和国民法典》继承编的解释（一）", "解释"),
        ("中华人民共和国公司法", "法"),
        ("2022年中华人民共和国国务院政府工作报告", "政府工作报告"),
        ("小米糕里的大文章", None),
    ],
)
def test_other_kinds_are_known_by_their_longest_name(title, expected):
    assert kind_of_title(title) == expected


@needs_shared
def test_the_vectors_of_kinds_hold():
    cases = vectors("kind_of_title")
    assert len(cases) > 5
    for title, expected in cases:
        assert statutory_kind(title) == expected, title


@pytest.mark.parametrize(
    "name",
    [
        "实施意见",
        "行动计划",
        "三年行动计划",
        "总体规划",
        "管制清单",
        "规划大纲",
        "政府工作报告",
        "实施方案（试行）",
        "注册报告",
    ],
)
def test_a_kind_without_a_subject_is_no_name_of_one_document(name):
    assert is_bare_kind(name)


@pytest.mark.parametrize(
    "name",
    [
        "合同法",
        "档案法",
        "民法典",
        "企业法",
        "土地管理法",
        "国务院工作规则",
        "信访条例",
        "标准化法",
    ],
)
def test_a_kind_with_a_subject_is_a_name(name):
    assert not is_bare_kind(name)
