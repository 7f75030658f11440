"""The ranks of texts among the sources of law."""

import pytest

from corpus.authority import Authority, authority_of
from corpus.document import Document, Fact


def ranked(**facts: str | tuple[str, ...]) -> Authority:
    """Rank a document of which these facts are known."""
    known = {"document_class": "regulation", **facts}
    return authority_of(
        Document(
            "0" * 16, "", facts={name: Fact(each, 1.0, "rule") for name, each in known.items()}
        )
    )


@pytest.mark.parametrize(
    ("rank", "facts"),
    [
        (Authority.LAW, {"issuer_level": "中央", "issuer": ("全国人民代表大会常务委员会",)}),
        (Authority.LAW, {"issuer_level": "中央", "kind": "法典"}),
        (Authority.LAW, {"kind": "法", "title": "中华人民共和国外商投资法"}),
        (Authority.INTERPRETATION, {"issuer_level": "中央", "issuer": ("最高人民法院",)}),
        (Authority.INTERPRETATION, {"kind": "解释", "title": "关于审理非法行医案件的解释"}),
        (Authority.STATE_COUNCIL, {"issuer_level": "国务院", "issuer": ("国务院",)}),
        (Authority.STATE_COUNCIL, {"kind": "条例", "title": "城市公共交通条例"}),
        (Authority.MINISTRY, {"issuer_level": "部委", "issuer": ("公安部",)}),
        (Authority.MINISTRY, {"kind": "规定", "title": "机动车登记规定"}),
        (Authority.LOCAL, {"issuer_level": "市", "issuer": ("杭州市人民代表大会常务委员会",)}),
        (Authority.LOCAL, {"kind": "条例", "title": "上海市母婴保健条例", "region": ("上海市",)}),
        (
            Authority.LOCAL,
            {
                "issuer_level": "中央",
                "issuer": ("全国人民代表大会常务委员会",),
                "title": "山东省清洁生产促进条例",
                "region": ("山东省",),
            },
        ),
    ],
)
def test_a_source_of_law_has_its_rank(rank, facts):
    assert ranked(**facts) is rank


def test_a_law_about_a_region_is_a_law():
    title, issuer = "中华人民共和国香港特别行政区基本法", ("全国人民代表大会",)
    region = ("香港特别行政区",)
    law = ranked(title=title, issuer=issuer, issuer_level="中央", region=region)
    assert law is Authority.LAW


@pytest.mark.parametrize("document_class", ["policy", "speech", "experience", "other"])
def test_what_is_no_source_of_law_has_no_rank(document_class):
    facts = {"issuer_level": "省", "issuer": ("浙江省人民政府",)}
    assert ranked(document_class=document_class, **facts) is Authority.NONE


def test_an_enterprise_makes_no_law():
    assert ranked(issuer_level="企业集团", kind="办法") is Authority.NONE
