"""相近: what other documents say on the same subject, and in the same words."""

import re
from dataclasses import replace
from html import unescape

import pytest
from starlette.testclient import TestClient

from corpus.actor import LOCAL, Actor
from corpus.settings import Settings
from indexer.library import Library
from indexer.search.near import Pattern
from search_api.similar import similar_documents, similar_passages
from tests.search_api.shelf import HERE, OPINION, SECRET, Paper, fill
from web.app import create

SHARED = "新建住宅小区应当按照标准配建电动自行车充电设施，并与主体工程同步验收"
OTHERS = "水库大坝的运行管理单位应当在汛期前完成隐患排查，落实防汛物资和抢险队伍"
RULES = Paper(
    "/收件/甲.txt",
    f"云陵市电动自行车管理规定\n第一条　为了电动自行车的安全。\n第二条　{SHARED}。",
    {"title": "云陵市电动自行车管理规定", "document_class": "regulation"},
    ("第一条", "第二条"),
)
ALIKE = replace(
    RULES,
    path="/收件/乙.txt",
    text=f"砺江市电动自行车管理办法\n第一条　电动自行车适用本办法。\n第二条　{SHARED}合格。",
    facts={"title": "砺江市电动自行车管理办法", "document_class": "regulation"},
)
COPY = replace(ALIKE, path="/收件/乙 副本.txt", text=ALIKE.text.replace("，", ",\n"))
HIDDEN = replace(
    ALIKE,
    path="/内部/丁.txt",
    text=f"内部电动自行车方案\n第一条　电动自行车另议。\n第二条　{SHARED}为宜。",
    facts={"title": "内部电动自行车方案", "document_class": "plan"},
    groups=SECRET.groups,
)
DAM = replace(
    RULES,
    path="/收件/丙.txt",
    text=f"云陵市水库管理条例\n第一条　水库适用本条例。\n第二条　{OTHERS}。",
    facts={"title": "云陵市水库管理条例", "document_class": "regulation"},
)
READER = Actor(id="reader", name="读者")


@pytest.fixture(scope="module", params=["auto", "whoosh"])
def settings(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("similar")
    made = Settings(home=folder / "home", jobs=1, engine=request.param)
    fill(made, (RULES, ALIKE, COPY, HIDDEN, DAM, OPINION), folder)
    return made


@pytest.fixture(scope="module")
def library(settings):
    with Library.open(settings) as opened:
        yield opened


@pytest.fixture(scope="module")
def client(settings):
    with TestClient(create(settings), base_url=HERE) as opened:
        yield opened


def test_what_is_on_the_same_subject_is_near_and_one_text_stands_once(library):
    found = [card.id for card in similar_documents(library, LOCAL, RULES.id)]
    assert RULES.id not in found
    assert HIDDEN.id in found
    assert len({ALIKE.id, COPY.id} & set(found)) == 1
    assert OPINION.id not in found


def test_a_document_is_not_near_its_copies(library):
    found = [card.id for card in similar_documents(library, LOCAL, ALIKE.id)]
    assert RULES.id in found
    assert not {ALIKE.id, COPY.id} & set(found)


def test_passages_tell_what_they_share(library):
    near = similar_passages(library, LOCAL, RULES.id, 2)
    assert near.text == f"第二条　{SHARED}。"
    for each in near.found:
        marked = "".join(each.passage.text[span.start : span.end] for span in each.passage.spans)
        assert SHARED in marked.replace(",\n", "，")
        assert each.share > 0.9
    one_text = [each for each in near.found if each.card.id in (ALIKE.id, COPY.id)]
    assert [len(each.folded) for each in one_text] == [1]
    assert DAM.id not in [each.card.id for each in near.found]


def test_what_may_not_be_seen_is_near_to_nothing(library):
    documents = similar_documents(library, READER, RULES.id)
    passages = similar_passages(library, READER, RULES.id, 2).found
    seen = {card.id for card in documents} | {each.card.id for each in passages}
    assert seen
    assert HIDDEN.id not in seen


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        (SHARED, SHARED, 1.0),
        (SHARED, SHARED.replace("自", "\n自 "), 1.0),
        (SHARED, "新建住宅小區應當按照標準配建電動自行車充電設施", 1.0),
        (SHARED, OTHERS, 0.0),
        (SHARED, "电动自行车", 0.0),
        ("", SHARED, 0.0),
        (SHARED[:20], SHARED[:20] * 3, 1.0),
    ],
)
def test_the_share_is_of_the_shorter_text(one, other, share):
    assert Pattern(one).share(other) == share
    assert Pattern(other).share(one) == share


def test_the_api_tells_both(client):
    documents = client.get(f"/api/v1/documents/{RULES.id}/similar").json()["documents"]
    assert documents[0]["title"] in ("砺江市电动自行车管理办法", "内部电动自行车方案")
    answer = client.get(f"/api/v1/documents/{RULES.id}/passages/2/similar").json()["passages"]
    assert set(answer[0]) == {"document", "share", "passage", "folded"}


@pytest.mark.parametrize(
    "address",
    [
        "documents/0000000000000000/similar",
        f"documents/{RULES.id}/passages/99/similar",
        "documents/0000000000000000/passages/0/similar",
    ],
)
def test_what_is_not_there_is_told(client, address):
    assert client.get(f"/api/v1/{address}").status_code == 404
    assert client.get(f"/{address}", headers={"Accept": "text/html"}).status_code == 404


def test_the_reading_page_leads_to_both(client):
    html = client.get(f"/documents/{RULES.id}", headers={"Accept": "text/html"}).text
    assert f'hx-get="/documents/{RULES.id}/similar"' in html
    (way,) = re.findall(r'class="near" href="([^"]*/2/similar)"', html)
    page = client.get(way, headers={"Accept": "text/html"}).text
    assert "相同 " in page
    assert SHARED[:12] in unescape(re.sub(r"</?mark>", "", page))
    near = client.get(f"/documents/{RULES.id}/similar", headers={"Accept": "text/html"}).text
    assert 'id="near-list"' in near
    assert "砺江市电动自行车管理办法" in near
