"""Which of a law's days is that of its wording."""

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
        ((ADOPTED,), "某某法(2023-12-29).md", ("2023-12-29", 0.6)),
        ((ADOPTED,), "某某法(1980-10-20).md", None),  # promulgated soon after
        ((ADOPTED,), "某某法.md", None),
    ],
)
def test_the_day_of_a_wording_is_in_the_head_or_else_in_the_name(head, file_name, expected):
    assert revised(*head, file_name=file_name) == expected
