"""Work with packages goes on while its page tells how far it is, and its end is not lost."""

import json
import threading
import time
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from corpus.actor import LOCAL, Actor
from corpus.catalogue import libraries
from corpus.catalogue.libraries import APPLYING, DONE, INCOMPLETE, PackageRecord
from corpus.errors import StorageFull
from search_api.exchange import settling, working
from search_api.exchange.importing import apply_package, receive
from search_api.exchange.task import (
    Task,
    TaskKind,
    TaskState,
    all_tasks,
    find_task,
    keep_task,
    lock_of,
    sweep_tasks,
)
from search_api.problems import Forbidden
from tests.search_api.exchange.halls import Hall
from tests.search_api.exchange.paging import landed, sent

TASK = json.dumps(
    asdict(
        Task("0" * 32, TaskKind.PREVIEW, "交换包", "2026-11-30T00:00:00+00:00", TaskState.FAILED)
    )
)
LONG_AGO = "2020-01-01T00:00:00+00:00"


class Slow:
    """Real work that first tells how far it is, and waits to be let go."""

    def __init__(self, real) -> None:
        self.is_under_way, self.go, self._real = threading.Event(), threading.Event(), real

    def __call__(self, *given, moved=None, **named):
        if len(given) == 4:  # as `receive` takes it
            *given, moved = given
        moved("检查", 3, 12)
        self.is_under_way.set()
        assert self.go.wait(60)
        return self._real(*given, moved=moved, **named)


def begun(client, package: Path):
    return client.post("/exchange/packages", files={"file": ("a.xjx", package.read_bytes())})


def test_a_long_preview_tells_how_far_it_is_and_others_are_answered_meanwhile(
    two, client, monkeypatch
):
    sender, receiver = two
    receiver.add(2)
    sender.share("目录", *sender.add(1))
    slow = Slow(receive)
    monkeypatch.setattr(working, "receive", slow)
    monkeypatch.setattr(working, "PATIENCE_S", 0.0)

    page = begun(client, sender.pack())
    assert "/exchange/tasks/" in page.url.path
    assert slow.is_under_way.wait(60)
    page = client.get(page.url.path)
    assert "已处理 3 份，共 12 份" in page.text
    assert '<progress value="3" max="12"' in page.text
    assert client.get("/search?q=节水").status_code == 200
    assert "看进度" in client.get("/exchange").text
    told = client.get(page.url.path, headers={"hx-request": "true"})
    assert "hx-redirect" not in told.headers

    slow.go.set()
    after = landed(client, page)
    assert after.url.path.startswith("/exchange/packages/")
    with_script = client.get(page.url.path, headers={"hx-request": "true"})
    assert with_script.headers["hx-redirect"] == after.url.path
    assert "等待确认" in client.get("/exchange").text  # whoever left finds it
    monkeypatch.setattr(working, "receive", receive)
    landed(client, begun(client, sender.folder / "甲馆.xjx"))
    assert client.get("/exchange").text.count("等待确认") == 1


def test_a_long_import_is_told_once_when_it_is_done(two, client, monkeypatch):
    sender, receiver = two
    (identity,) = sender.add(1)
    sender.share("目录", identity)
    preview = sent(client, sender.pack())
    slow = Slow(apply_package)
    monkeypatch.setattr(working, "apply_package", slow)
    monkeypatch.setattr(working, "PATIENCE_S", 0.0)

    page = client.post(preview.url.path, data={"trust": sender.fingerprint})
    assert "正在导入" in page.text
    slow.go.set()

    assert "第 1 号包已经导入" in landed(client, page).text
    assert receiver.tier_of(identity) == "目录"
    assert "正在处理和刚处理完的包" not in client.get("/exchange").text


def test_a_page_that_looks_twice_is_told_what_came_of_it_twice(two, client, monkeypatch):
    sender, _ = two
    sender.share("目录", *sender.add(1))
    preview = sent(client, sender.pack())
    monkeypatch.setattr(working, "PATIENCE_S", 0.0)
    slow = Slow(apply_package)
    monkeypatch.setattr(working, "apply_package", slow)
    page = client.post(preview.url.path, data={"trust": sender.fingerprint})
    slow.go.set()
    landed(client, page)

    looks = [client.get(page.url.path, headers={"hx-request": "true"}) for _ in range(2)]

    assert all("第 1 号包已经导入。" in each.text for each in looks)
    assert "正在处理和刚处理完的包" not in client.get("/exchange").text


def test_what_an_import_left_out_is_told_with_its_reason_until_it_was_read(
    two, client, monkeypatch
):
    sender, receiver = two
    (identity,) = sender.add(1)
    sender.share("全文", identity)
    package = sender.pack()
    preview = sent(client, package)
    with monkeypatch.context() as patched:
        patched.setattr(settling, "_source", lambda *_: None)
        page = landed(client, client.post(preview.url.path, data={"trust": sender.fingerprint}))

    left = f"《{sender.title_of(identity)}》：文件没有收到"
    assert left in page.text
    assert left in client.get(page.url.path).text
    keep_task(receiver.library, replace(all_tasks(receiver.library)[0], started_at=LONG_AGO))
    sweep_tasks(receiver.library)
    assert "有 1 份没有收进来" in client.get("/exchange").text

    client.post(f"{page.url.path}/drop")
    assert "没有收进来" not in client.get("/exchange").text


def test_what_an_import_left_out_is_told_no_more_when_its_package_comes_again(
    two, client, monkeypatch
):
    sender, _ = two
    sender.share("全文", *sender.add(1))
    package = sender.pack()
    preview = sent(client, package)
    with monkeypatch.context() as patched:
        patched.setattr(settling, "_source", lambda *_: None)
        landed(client, client.post(preview.url.path, data={"trust": sender.fingerprint}))
    assert "有 1 份没有收进来" in client.get("/exchange").text

    again = landed(client, client.post(sent(client, package).url.path))

    assert "第 1 号包已经导入。" in again.text
    assert "没有收进来" not in client.get("/exchange").text


def test_what_fails_late_says_why_until_it_was_read(two, client, monkeypatch):
    sender, _ = two
    sender.share("目录", *sender.add(1))

    def full(*_, moved=None, **__):
        raise StorageFull("磁盘已满，交换包放不下。请腾出空间后再导入。")

    slow = Slow(full)
    monkeypatch.setattr(working, "receive", slow)
    monkeypatch.setattr(working, "PATIENCE_S", 0.0)
    page = begun(client, sender.pack())
    slow.go.set()

    assert "磁盘已满" in landed(client, page).text
    assert "看原因" in client.get("/exchange").text
    client.post(f"{page.url.path}/drop")
    assert "看原因" not in client.get("/exchange").text


def test_what_fails_at_once_is_told_where_it_was_asked(two, client):
    sender, _ = two
    sender.share("目录", *sender.add(1))
    preview = sent(client, sender.pack())

    refused = client.post(preview.url.path, data={})

    assert (refused.status_code, "核对指纹" in refused.text) == (409, True)
    assert "看原因" not in client.get("/exchange").text


def test_a_package_that_is_being_taken_in_is_not_dropped_and_the_page_says_why(two, client):
    sender, receiver = two
    sender.share("目录", *sender.add(1))
    preview = sent(client, sender.pack())
    noted(receiver, sender, preview, APPLYING)

    refused = client.post(preview.url.path, data={"drop": "1"})

    assert "第 1 号包正在导入，不能放弃" in refused.text
    assert client.get(preview.url.path).status_code == 200


def test_work_whose_process_is_gone_is_told_as_cut_off(two, client):
    receiver = two[1]
    gone = Task("0" * 32, TaskKind.PREVIEW, "送来的交换包", "2026-11-30T00:00:00+00:00")
    keep_task(receiver.library, gone)

    page = client.get(f"/exchange/tasks/{gone.id}").text
    assert "服务中途停了，没有做完。没有写入任何内容；请重新选择文件。" in page
    client.post(f"/exchange/tasks/{gone.id}/drop")
    assert find_task(receiver.library, gone.id) is None
    assert client.get(f"/exchange/tasks/{gone.id}").url.path == "/exchange"


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (None, "没有写入任何内容；请重新选择同一个包"),
        (APPLYING, "在下次启动服务或收进交换包时接着收"),
        (DONE, "已经接着做完，不必重新导入"),
        (INCOMPLETE, "有文件没有收进来；请再导入一次同一个包"),
    ],
)
def test_an_import_that_was_cut_off_is_told_with_what_holds_of_it(two, client, state, words):
    sender, receiver = two
    sender.share("目录", *sender.add(1))
    preview = sent(client, sender.pack())
    began_import(receiver, preview)
    if state is not None:
        noted(receiver, sender, preview, state)

    assert "中途停过" in client.get("/exchange").text
    assert words in client.get(f"/exchange/tasks/{'0' * 32}").text
    assert words in client.get(f"/api/v1/exchange/tasks/{'0' * 32}").json()["detail"]


def test_what_an_earlier_import_did_tells_nothing_of_one_that_was_cut_off(two, client):
    sender, receiver = two
    sender.share("目录", *sender.add(1))
    preview = sent(client, sender.pack())
    noted(receiver, sender, preview, DONE)
    began_import(receiver, preview)

    assert "没有写入任何内容" in client.get(f"/exchange/tasks/{'0' * 32}").text


def test_the_api_gives_the_task_at_once_where_it_shall_not_wait(two, client):
    sender, receiver = two
    (identity,) = sender.add(1)
    sender.share("目录", identity)
    task = client.post("/api/v1/exchange/packages?wait=false", content=sender.pack().read_bytes())
    assert task.status_code == 202
    previewed = done(client, task.json()["id"])
    assert client.get("/api/v1/exchange").json()["tasks"] == [previewed]

    address = f"/api/v1/exchange/packages/{previewed['package']}/apply?wait=false"
    task = client.post(address, json={"trust": sender.fingerprint})
    assert done(client, task.json()["id"])["serial"] == 1
    assert receiver.tier_of(identity) == "目录"
    assert client.get(f"/api/v1/exchange/tasks/{'0' * 32}").status_code == 404


def began_import(receiver: Hall, preview) -> None:
    """Write down an import whose process is gone."""
    sha256, now = preview.url.path.rsplit("/", 1)[1], receiver.library.clock().isoformat()
    task = Task("0" * 32, TaskKind.IMPORT, "“甲馆”第 1 号包", now, package=sha256)
    keep_task(receiver.library, task)


def noted(receiver: Hall, sender: Hall, preview, state: str) -> None:
    """Note of a package that its import came so far."""
    sha256, now = preview.url.path.rsplit("/", 1)[1], receiver.library.clock()
    with receiver.library.catalogue.write() as connection:
        record = PackageRecord(sender.fingerprint, 1, sha256, state, now)
        libraries.put_package(connection, record)


def done(client, id_: str):
    """Wait for a task; give it as it ended."""
    for _ in range(600):
        told = client.get(f"/api/v1/exchange/tasks/{id_}").json()
        if told["state"] == "done":
            return told
        assert told["state"] == "running"
        time.sleep(0.05)
    raise AssertionError(told)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "[]",
        "null",
        "{}",
        TASK.replace('"called"', '"named"'),
        TASK.replace('"package": ""', '"package": null'),
        TASK.replace('"unsettled": []', '"unsettled": null'),
        TASK.replace('"unsettled": []', '"unsettled": [1]'),
        TASK.replace('"total": 0', '"total": "0"'),
        TASK.replace('"state": "failed"', '"state": "lost"'),
        TASK.replace("+00:00", ""),
        TASK.replace("2026-11-30", "30.11."),
        TASK.replace("0" * 32, "1" * 32),
    ],
)
def test_a_task_file_of_another_shape_breaks_no_page_and_is_swept(two, client, written):
    library = two[1].library
    path = lock_of(library, "0" * 32).with_suffix(".json")
    path.write_text(written, encoding="utf-8")

    assert client.get("/exchange").status_code == 200
    assert "看原因" not in client.get("/exchange").text
    assert client.get(f"/exchange/tasks/{'0' * 32}").url.path == "/exchange"
    sweep_tasks(library)
    assert not path.exists()


def test_a_task_file_as_it_is_written_is_read_and_kept_for_a_day(two, client):
    library = two[1].library
    path = lock_of(library, "0" * 32).with_suffix(".json")
    path.write_text(TASK.replace("2026-11-30", f"{library.clock():%Y-%m-%d}"), encoding="utf-8")

    sweep_tasks(library)
    assert "看原因" in client.get("/exchange").text


def test_readers_are_told_of_no_task(two):
    library = two[1].library
    keep_task(
        library, Task("0" * 32, TaskKind.IMPORT, "“甲馆”第 1 号包", "2026-11-30T00:00:00+00:00")
    )
    reader = Actor(id="reader", name="读者")

    assert working.tasks_told(library, reader) == ()
    assert len(working.tasks_told(library, LOCAL)) == 1
    with pytest.raises(Forbidden):
        working.task_of(library, reader, "0" * 32)
