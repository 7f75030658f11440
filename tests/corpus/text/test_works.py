import pytest

from corpus.text.works import work_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("中华人民共和国公司法", "公司法"),
        ("中华人民共和国公司法(2018年修正)", "《公司法》"),
        ("优化营商环境条例（2020年修订）", "优化营商环境条例"),
        ("關於　深化“國企”改革的意見", "关于深化国企改革的意见"),
    ],
)
def test_the_names_of_one_work_are_equal(one, other):
    assert work_key(one) == work_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("某办法（试行）", "某办法"),
        ("公司法", "公司法实施条例"),
        ("甲省供水条例", "乙省供水条例"),
        ("中华人民共和国", "共和国"),
    ],
)
def test_the_names_of_two_works_differ(one, other):
    assert work_key(one) != work_key(other)
