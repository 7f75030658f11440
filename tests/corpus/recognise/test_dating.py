"""Which of a document's days is which."""

import pytest

from corpus.recognise import recognise
from tests.corpus.recognise.extraction import extracted

LAW = "中华人民共和国某某法"
ADOPTED = "1980年9月10日 第五届全国人民代表大会第三次会议通过"
REVISED = (
    "1993年10月31日 第八届全国人民代表大会常务委员会第四次会议第一次修正",
    "2018年8月31日 第十三届全国人民代表大会常务委员会第五次会议《关于修改的决定》第七次修正",
)
ARTICLES = ("第一条　为了规范，制定本法。", "第二条　适用本法。", "第三条　本法有解释。")


def revised(*head, file_name):
    made = extracted(LAW, *head, *ARTICLES)
    fact = recognise(made, document_id="0" * 16, file_name=file_name).facts.get("revised")
    return (fact.value, fact.confidence) if fact else None


@pytest.mark.parametrize(
    ("head", "file_name", "expected"),
    [
        ((ADOPTED, *REVISED), "某某法.md", ("2018-08-31", 0.9)),
        ((ADOPTED, *REVISED), "某某法(2018-08-31).md", ("2018-08-31", 0.9)),
        ((ADOPTED, *REVISED), "某某法(2023-12-29).md", ("2023-12-29", 0.6)),
        (
            (
                "1994年7月5日第八届全国人民代表大会常务委员会第八次会议通过　根据2009年8月27日"
                "第十一届全国人民代表大会常务委员会第十次会议《关于修改部分法律的决定》第一次修正",
            ),
            "某某法.md",
            ("2009-08-27", 0.9),
        ),
        (
            (
                ADOPTED,
                "1999年12月25日 第九届全国人民代表大会常务委员会第十三次会议通过的《某某法修正案》",
                "2011年2月25日 第十一届全国人大常委会第十九次会议通过的《某某法修正案（二）》",
            ),
            "某某法.md",
            ("2011-02-25", 0.9),
        ),
        ((ADOPTED,), "某某法(2023-12-29).md", ("2023-12-29", 0.6)),
        ((ADOPTED,), "某某法(1980-10-20).md", None),  # promulgated soon after
        ((ADOPTED,), "某某法.md", None),
    ],
)
def test_the_day_of_a_wording_is_in_the_head_or_else_in_the_name(head, file_name, expected):
    assert revised(*head, file_name=file_name) == expected


def days(*lines, title=LAW):
    made = extracted(title, *lines, *ARTICLES)
    facts = recognise(made, document_id="0" * 16, file_name="某某.md").facts
    names = ("written", "published", "revised", "effective")
    return {name: facts[name].value for name in names if name in facts}


def test_a_head_of_one_bracketed_line_tells_every_day():
    line = (
        "（2020年3月1日云陵省人民政府令第12号公布　根据2023年6月5日"
        "《云陵省人民政府关于修改部分规章的决定》修正　自2023年7月1日起施行）"
    )
    assert days(line, title="云陵省某某管理办法") == {
        "written": "2020-03-01",
        "published": "2020-03-01",
        "revised": "2023-06-05",
        "effective": "2023-07-01",
    }


def test_a_day_of_force_alone_is_no_day_of_writing():
    assert days("（自2020年5月1日起施行）", title="云陵省某某管理办法") == {
        "effective": "2020-05-01"
    }


def test_the_last_day_of_force_counts():
    told = days(
        "2005年10月26日 清河市人民代表大会常务委员会第二十四次会议通过",
        "2006年1月1日 施行",
        "2016年4月28日 清河市人民代表大会常务委员会第三十四次会议修订",
        "2016年7月1日 施行",
    )
    assert told == {"written": "2005-10-26", "revised": "2016-04-28", "effective": "2016-07-01"}


def test_a_part_of_the_code_has_the_days_of_the_code():
    told = days(
        "继承编",
        "2020年5月28日 第十三届全国人民代表大会第三次会议通过",
        "2021年1月1日 施行",
        title="中华人民共和国民法典",
    )
    assert told == {"written": "2020-05-28", "effective": "2021-01-01"}


def test_a_line_of_source_with_a_bare_day_tells_when_it_was_published():
    assert days("来源：清河市国资委  2023-11-20", title="某某经验介绍")["published"] == "2023-11-20"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "（2024年1月10日云陵省人民政府通过，有效期至2029年1月10日，自公布之日起施行）",
            {"written": "2024-01-10"},
        ),
        (
            "（2024年1月10日云陵省人民政府令第3号公布　自2024年3月1日起施行　"
            "2015年6月1日发布的《某某办法》同时废止）",
            {"written": "2024-01-10", "published": "2024-01-10", "effective": "2024-03-01"},
        ),
        (
            "（2024年1月10日清河市人大常委会通过　2024年3月28日云陵省人大常委会批准　"
            "自公布之日起施行）",
            {"written": "2024-01-10"},
        ),
        (
            "（2024年1月10日云陵省人民政府公布，自公布之日起施行）",
            {"written": "2024-01-10", "published": "2024-01-10", "effective": "2024-01-10"},
        ),
        (
            "（2024年1月10日云陵省人民政府公布，自公布之日起30日后施行）",
            {"written": "2024-01-10", "published": "2024-01-10"},
        ),
        (
            "公布日期：2024-01-10 施行日期：2024-03-01施行",
            {"written": "2024-01-10", "published": "2024-01-10", "effective": "2024-03-01"},
        ),
    ],
)
def test_no_day_is_told_that_the_head_does_not_name(line, expected):
    assert days(line, title="云陵省某某管理办法") == expected


def test_the_last_article_tells_the_day_of_force_however_long_the_annexes_below_it_are():
    annexes = [f"{count}．某某条例" for count in range(1, 20)]
    made = extracted(
        LAW, ADOPTED, *ARTICLES, "第四条　本法自1980年10月1日起施行。", "附件", *annexes
    )
    facts = recognise(made, document_id="0" * 16, file_name="某某.md").facts
    assert facts["effective"].value == "1980-10-01"
