"""The exchange over HTTP: the API and the pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from search_api.exchange.opening import incoming
from tests.search_api.exchange.halls import Hall, everything_under, halls
from tests.search_api.exchange.paging import landed
from tests.search_api.exchange.paging import sent as sent_by_form
from tests.search_api.shelf import HERE
from web.app import create


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Hall, Hall]]:
    with halls(tmp_path, "甲馆", "乙馆") as (one, other):
        yield one, other


@pytest.fixture
def client(two) -> Iterator[TestClient]:
    """The service of the receiving library."""
    settings = two[1].library.settings
    with TestClient(create(settings), base_url=HERE, raise_server_exceptions=False) as made:
        yield made


def sent(client, package: Path):
    answered = client.post(
        "/api/v1/exchange/packages",
        content=package.read_bytes(),
        headers={"content-type": "application/octet-stream"},
    )
    assert answered.status_code == 200, answered.text
    return answered.json()


def form(package: Path):
    """The fields of a form that sends a package."""
    return {"file": (package.name, package.read_bytes())}


def test_a_package_is_previewed_confirmed_and_taken_in(two, client):
    sender, receiver = two
    whole, listed = sender.add(1, 2)
    sender.share("全文", whole)
    sender.share("目录", listed)

    preview = sent(client, sender.pack())
    address = f"/api/v1/exchange/packages/{preview['package']}"
    assert preview["counts"]["新增"] == 2
    assert [line["hands"] for line in preview["lines"]] == [["甲馆"], ["甲馆"]]
    assert client.get(address).json() == preview
    assert receiver.stored(whole) is None

    unconfirmed = client.post(f"{address}/apply", json={})
    assert (unconfirmed.status_code, unconfirmed.json()["code"]) == (409, "LIBRARY_NOT_TRUSTED")
    assert receiver.stored(whole) is None

    applied = client.post(f"{address}/apply", json={"trust": sender.fingerprint})
    assert applied.status_code == 200, applied.text
    assert applied.json()["unsettled"] == []
    assert receiver.stored(whole) is not None
    told = client.get("/api/v1/exchange").json()
    assert [(each["name"], each["last_serial"]) for each in told["peers"]] == [("甲馆", 1)]
    assert client.get(address).status_code == 422


def test_a_package_comes_as_the_file_of_a_form_too(two, client):
    sender, _ = two
    sender.share("目录", *sender.add(1))
    package = sender.pack()

    answered = client.post("/api/v1/exchange/packages", files=form(package))

    assert answered.json()["serial"] == 1
    empty = client.post("/api/v1/exchange/packages", files={"other": (None, "a")})
    assert (empty.status_code, empty.json()["code"]) == (422, "WRONG_VALUE")


def test_a_package_that_is_dropped_is_gone(two, client):
    sender, receiver = two
    sender.share("全文", *sender.add(1))
    preview = sent(client, sender.pack())

    assert client.delete(f"/api/v1/exchange/packages/{preview['package']}").status_code == 200

    assert not list(incoming(receiver.library).iterdir())


def test_what_is_shared_is_packed_over_http(two, client):
    _, receiver = two
    (identity,) = receiver.add(3)

    shared = client.post(
        "/api/v1/exchange/shares", json={"documents": [identity[:16]], "tier": "全文"}
    )
    assert shared.json() == {"shared": 1}
    assert (
        client.put("/api/v1/exchange/name", json={"name": "乙馆资料室"}).json()["name"]
        == "乙馆资料室"
    )
    made = client.post("/api/v1/exchange/packages/make")
    assert made.headers["content-type"] == "application/zip"
    assert made.content.startswith(b"PK")
    listed = client.get("/api/v1/exchange/shares").json()["shares"]
    assert [(each["tier"], each["packed"]) for each in listed] == [("全文", 1)]
    assert not list((receiver.library.settings.home / "exchange" / "outgoing").iterdir())

    back = client.post("/api/v1/exchange/shares/withdraw", json={"documents": [identity[:16]]})
    assert back.json() == {"withdrawn": 1}
    assert client.get("/api/v1/exchange/shares").json()["shares"] == []


def test_nothing_that_is_not_here_is_shared(two, client):
    unknown = client.post("/api/v1/exchange/shares", json={"documents": ["0" * 16], "tier": "目录"})
    assert unknown.status_code == 404


def test_the_private_key_is_in_no_package_and_no_answer(two, client):
    sender, receiver = two
    sender.share("全文", *sender.add(1))
    package = sender.pack()
    private = (sender.library.settings.home / "exchange.key").read_text()
    own = receiver.library.settings.home / "exchange.key"

    assert own.stat().st_mode & 0o777 == 0o600
    assert private.encode() not in package.read_bytes()
    told = client.get("/api/v1/exchange").text + client.get("/exchange").text
    assert own.read_text() not in told


def test_a_request_travels_and_is_answered(two, client):
    sender, receiver = two
    (identity,) = sender.add(4)
    sender.share("目录", identity)
    receiver.take(sender.pack(), sender)
    id_ = receiver.id_of(identity)

    page = client.get(f"/documents/{id_}").text
    assert "本馆只有目录，全文由 <b>甲馆</b> 保存" in page
    assert "索取全文" in page
    asked = client.post(f"/exchange/requests/{id_}", follow_redirects=True)
    assert "已索取全文" in asked.text

    sender.take(receiver.pack(), receiver)
    with TestClient(create(sender.library.settings), base_url=HERE) as theirs:
        told = theirs.get("/api/v1/exchange").json()["requests"]
    assert [(each["library"], each["document_id"]) for each in told] == [("乙馆", identity[:16])]

    sender.share("全文", identity)
    receiver.take(sender.pack())
    assert client.get("/api/v1/exchange").json()["requested"] == []
    assert receiver.stored(identity).document.completeness == "完整"


def test_a_conflict_is_decided_on_the_page(two, client):
    sender, receiver = two
    first, second = sender.add(1, 2)
    sender.share("全文", first, second)
    receiver.take(sender.pack(), sender)
    for identity in (first, second):
        receiver.correct(identity, title=f"乙馆的标题{identity[:4]}")
        sender.correct(identity, title=f"甲馆的标题{identity[:4]}")
    receiver.take(sender.pack())

    conflicts = client.get("/api/v1/exchange").json()["conflicts"]
    assert [each["ours"] for each in conflicts] == [
        f"乙馆的标题{first[:4]}",
        f"乙馆的标题{second[:4]}",
    ]
    assert "待选择 2" in client.get("/exchange").text
    theirs, ours = (each["id"] for each in conflicts)
    client.post(f"/exchange/conflicts/{theirs}", data={"choice": "theirs"})
    client.post(f"/exchange/conflicts/{ours}", data={"choice": "ours"})

    assert client.get("/api/v1/exchange").json()["conflicts"] == []
    assert receiver.stored(first).document.value("title") == f"甲馆的标题{first[:4]}"
    assert receiver.stored(second).document.value("title") == f"乙馆的标题{second[:4]}"
    assert (
        client.post(f"/api/v1/exchange/conflicts/{ours}", json={"theirs": True}).status_code == 404
    )


def test_the_pages_lead_from_a_package_to_its_documents(two, client):
    sender, receiver = two
    whole, listed = sender.add(1, 2)
    sender.share("全文", whole)
    sender.share("目录", listed)

    preview = sent_by_form(client, sender.pack())
    assert "初次往来" in preview.text
    assert sender.library.settings.home
    address = preview.url.path
    refused = client.post(address, data={})
    assert refused.status_code == 409
    assert "请打电话与对方核对指纹" in refused.text
    done = landed(client, client.post(address, data={"trust": sender.fingerprint}))
    assert "第 1 号包已经导入" in done.text
    assert receiver.found("档案整理1")

    again = client.post("/exchange/packages", files=form(sender.folder / "甲馆.xjx"))
    assert "已经导入过，没有改动任何内容" in again.text


def test_a_package_that_is_refused_says_why_on_the_page(two, client):
    answered = client.post("/exchange/packages", files={"file": ("a.xjx", b"PK not a package" * 5)})
    assert answered.status_code == 422
    assert "不是完整的交换包" in answered.text
    assert "没有写入任何内容" in answered.text


def test_documents_are_shared_by_the_form(two, client):
    _, receiver = two
    first, second = receiver.add(1, 2)

    form = client.get("/exchange/share", params={"document": [first[:16], second[:16]]}).text
    assert "共享 2 份文件" in form
    done = client.post(
        "/exchange/share",
        data={"document": [first[:16]], "tier": "摘要", "abstract": "本馆写的一句摘要。"},
        follow_redirects=True,
    )
    assert "已共享 1 份文件" in done.text
    told = client.get(f"/documents/{first[:16]}").text
    assert "改共享层级" in told
    gone = client.post("/exchange/unshare", data={"document": first[:16]}, follow_redirects=True)
    assert "已取消共享 1 份文件" in gone.text


def test_no_upload_stays_on_the_disk(two, client):
    _, receiver = two
    client.post("/exchange/packages", files={"file": ("a.xjx", "玄武岩".encode() * 100)})
    assert "玄武岩".encode() not in everything_under(receiver.library.settings.home)


def test_forms_of_other_sites_are_refused(two, client):
    foreign = {"sec-fetch-site": "cross-site"}
    for address in (
        "/exchange/name",
        "/exchange/share",
        "/exchange/pack",
        "/exchange/packages",
        "/api/v1/exchange/packages",
        "/api/v1/exchange/packages/make",
    ):
        assert client.post(address, headers=foreign).status_code == 403, address
