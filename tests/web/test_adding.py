"""A document, or words of it, put into a theme or a session from its page, and taken back."""

import re

import pytest

from tests.search_api.shelf import OPINION, SPEECH

CALM = {"follow_redirects": False}
AT = f"/documents/{OPINION.id}/adding"


@pytest.fixture(params=["theme", "session"])
def kind(request):
    return request.param


@pytest.fixture
def number(client, kind):
    made = client.post(f"/{kind}s", data={"title": "改革"}, **CALM)
    return int(made.headers["location"].rpartition("/")[2])


def held(client, kind, number, part="basis"):
    content = client.get(f"/api/v1/{kind}s/{number}").json()[kind]
    return content[part if kind == "theme" else "reading"]


def add(client, kind, to, **given):
    return client.post(AT, data={"into": kind, "to": str(to), **given}, **CALM)


def undo(client, page):
    (value,) = re.findall(r'name="added" value="([^"]+)"', page)
    return client.post(f"{AT}/undo", data={"added": value})


def stretch(paper, words):
    start = paper.text.index(words)
    return f"{paper.id}:{start}:{start + len(words)}"


def test_the_page_of_a_document_leads_to_the_choice_with_the_part_of_its_class(
    client, kind, number
):
    assert f'action="{AT}"' in client.get(f"/documents/{OPINION.id}").text
    page = client.get(AT).text
    assert '<option value="basis" selected>政策依据</option>' in page
    assert re.search(rf'<option value="{number}">改革</option>', page)


def test_a_document_goes_in_and_the_page_says_where_and_takes_it_back(client, kind, number):
    back = f"/documents/{OPINION.id}?q=%E6%94%B9%E9%9D%A9"
    to = add(client, kind, number, back=back).headers["location"]
    assert to.startswith(f"{back}&added=")
    page = client.get(to).text
    assert f'<a href="/{kind}s/{number}">改革</a>' in page
    (item,) = held(client, kind, number)
    assert (item["reference"]["document_id"], item["quotations"]) == (OPINION.id, [])
    assert "已撤销" in undo(client, page).text
    assert held(client, kind, number) == []


def test_words_go_in_as_a_quotation(client, kind, number):
    words = "完善公司治理"
    given = {"stretch": stretch(OPINION, words)}
    assert words in client.get(AT, params=given).text
    add(client, kind, number, **given)
    (item,) = held(client, kind, number)
    assert [each["text"] for each in item["quotations"]] == [words]


def test_what_is_there_already_is_said_to_be_there(client, kind, number):
    add(client, kind, number)
    page = client.get(add(client, kind, number).headers["location"]).text
    assert "里已经有了" in page
    assert 'action="/documents/' + OPINION.id + '/adding/undo"' in page
    assert 'name="added"' not in page
    assert len(held(client, kind, number)) == 1


def test_a_new_one_is_made_for_it_and_goes_with_the_undoing(client, kind):
    page = client.get(add(client, kind, "new", title="新题").headers["location"]).text
    made = int(re.findall(rf'href="/{kind}s/(\d+)">新题</a>', page)[0])
    assert len(held(client, kind, made)) == 1
    undo(client, page)
    assert client.get(f"/api/v1/{kind}s/{made}").status_code == 404


def test_another_part_may_be_chosen(client):
    page = client.get(add(client, "theme", "new", title="甲", part="cases").headers["location"])
    made = int(re.findall(r'href="/themes/(\d+)">甲</a>', page.text)[0])
    assert len(held(client, "theme", made, "cases")) == 1


def test_what_was_changed_since_is_not_taken_back(client, kind, number):
    page = client.get(add(client, kind, number).headers["location"]).text
    client.post(f"/{kind}s/{number}", data={"revision": 2, "title": "后来改的"})
    refused = undo(client, page)
    assert refused.status_code == 422
    assert "没有撤销：加入以后又改过" in refused.text
    assert len(held(client, kind, number)) == 1


@pytest.mark.parametrize("to", ["99999", "", "x"])
def test_where_nothing_is_nothing_goes_and_the_page_asks_again(client, kind, to):
    refused = add(client, kind, to, title="留着")
    assert refused.status_code == 404
    assert 'value="留着"' in refused.text


def test_words_of_another_document_and_addresses_of_elsewhere_are_not_taken(client, kind, number):
    given = {"stretch": stretch(SPEECH, "提高认识"), "back": "//elsewhere.example"}
    assert add(client, kind, number, **given).headers["location"].startswith("/?added=")
    (item,) = held(client, kind, number)
    assert (item["reference"]["document_id"], item["quotations"]) == (OPINION.id, [])


def test_a_form_of_elsewhere_changes_nothing(client, kind, number):
    strange = {"Origin": "http://elsewhere.example"}
    given = {"into": kind, "to": str(number)}
    assert client.post(AT, data=given, headers=strange).status_code == 403
    assert held(client, kind, number) == []


def test_an_addition_that_names_nothing_tells_nothing(client):
    for value in ("theme.99999.1.2", "course.1.1.2", "x", "theme.1"):
        page = client.get(f"/documents/{OPINION.id}", params={"added": value})
        assert page.status_code == 200
        assert "已加入" not in page.text
