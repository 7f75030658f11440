import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.errors import DamagedFile, EncryptedFile, ReadingTimedOut, UnreadableFile
from corpus.read.child import ChildPool

ROOT = Path(__file__).parents[3]
MEMORY = 1_000_000_000
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="limits of the kernel")


def doubled(number):
    return number * 2


def slow_first(number):
    time.sleep(0.3 if number == 0 else 0)
    return number


def kill_itself():
    os.kill(os.getpid(), signal.SIGKILL)


def refuse():
    raise EncryptedFile


ORDERS = {
    "sleep": lambda: time.sleep(60),
    "exit": lambda: os._exit(3),
    "kill": kill_itself,
    "memory": lambda: bytearray(4 * MEMORY),
    "ours": refuse,
    "foreign": lambda: int("坏数据"),
    "unpicklable": lambda: lambda: None,
}


def work(order):
    return ORDERS[order]() if order in ORDERS else order


def exit_once(path):
    if not path.exists():
        path.write_text("第一次")
        os._exit(1)
    return "第二次"


def process_id(_):
    return os.getpid()


def say_hello():
    os.environ["XUEJIAN_HELLO"] = "你好"


def hello(_):
    return os.environ.get("XUEJIAN_HELLO")


ASK = """
import sys
from pathlib import Path
from tests.corpus.read.test_child import pool, tell_and_sleep
with pool(tell_and_sleep, timeout_s=120) as children:
    list(children.map_ordered([Path(sys.argv[1])]))
"""


def tell_and_sleep(path):
    path.write_text(str(os.getpid()))
    time.sleep(100)


def is_alive(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def until(holds):
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.1)


def fail_to_start():
    os._exit(9)


def pool(function, **changes):
    settings = {"jobs": 2, "timeout_s": 20.0, "memory_bytes": MEMORY, **changes}
    return ChildPool(function, **settings)


def results(function, items, **changes):
    with pool(function, **changes) as children:
        return [result for _, result in children.map_ordered(items)]


def test_results_come_in_the_order_of_the_items():
    assert results(slow_first, range(40)) == list(range(40))


def test_each_result_comes_with_its_item():
    with pool(doubled) as children:
        assert list(children.map_ordered([1, 2, 3])) == [(1, 2), (2, 4), (3, 6)]


def test_items_are_taken_only_as_far_as_the_window():
    taken = []

    def items():
        for number in range(100):
            taken.append(number)
            yield number

    with pool(doubled) as children:
        answers = children.map_ordered(items(), window=5)
        assert next(answers) == (0, 0)
        assert len(taken) <= 6


def test_what_takes_too_long_is_ended_and_the_others_are_not_lost():
    first, *others = results(work, ["sleep", *"abcdefghijkl"], jobs=1, timeout_s=1.0)
    assert isinstance(first, ReadingTimedOut)
    assert others == list("abcdefghijkl")


@pytest.mark.parametrize(
    ("order", "kind"),
    [
        ("exit", UnreadableFile),
        ("kill", ReadingTimedOut),
        ("ours", EncryptedFile),
        ("foreign", DamagedFile),
        ("unpicklable", DamagedFile),
        pytest.param("memory", ReadingTimedOut, marks=linux_only),
    ],
)
def test_what_breaks_costs_only_itself(order, kind):
    before, broken, after = results(work, ["前", order, "后"])
    assert (before, type(broken), after) == ("前", kind, "后")


def test_a_foreign_error_is_named_in_the_result():
    (broken,) = results(work, ["foreign"])
    assert "ValueError" in broken.detail
    assert "坏数据" in broken.detail


def test_an_item_whose_child_died_is_tried_once_more(tmp_path):
    assert results(exit_once, [tmp_path / "标记"]) == ["第二次"]


def test_a_child_is_replaced_after_so_many_items():
    identities = results(process_id, range(10), jobs=1, recycle_after=3)
    assert len(set(identities)) == 4
    assert os.getpid() not in identities


def test_children_live_on_between_calls():
    with pool(process_id, jobs=1) as children:
        first = [result for _, result in children.map_ordered(range(3))]
        second = [result for _, result in children.map_ordered(range(3))]
    assert set(first) == set(second)


def test_the_initializer_runs_in_each_child():
    assert results(hello, range(3), initializer=say_hello) == ["你好"] * 3


def test_children_see_the_environment_as_it_is_when_they_come_up(monkeypatch):
    assert results(hello, [0]) == [None]
    monkeypatch.setenv("XUEJIAN_HELLO", "早上好")
    assert results(hello, [0]) == ["早上好"]


def test_a_child_ends_with_the_process_that_asked_though_it_is_at_work(tmp_path):
    told = tmp_path / "名"
    asking = subprocess.Popen([sys.executable, "-c", ASK, str(told)], cwd=ROOT)
    try:
        until(lambda: told.exists() and told.read_text())
        child = int(told.read_text())
    finally:
        asking.kill()
        asking.wait()
    until(lambda: not is_alive(child))


def test_children_that_do_not_come_up_are_a_fault_of_the_program():
    with pytest.raises(RuntimeError, match="do not come up"):
        results(hello, range(3), initializer=fail_to_start)


def test_large_items_and_results_do_not_block_one_another():
    item = "长" * 1_000_000
    assert results(doubled, [item] * 6) == [item * 2] * 6


@linux_only
def test_closing_ends_all_children_even_busy_ones():
    children = pool(process_id)
    identities = {result for _, result in children.map_ordered(range(20))}
    children.close()
    assert not any(Path(f"/proc/{identity}").exists() for identity in identities)


def interrupted():
    with pool(work, jobs=1) as children:
        for _ in children.map_ordered(["前", "sleep"]):
            raise KeyboardInterrupt


def test_an_interrupt_in_the_middle_leaves_no_child_behind():
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert time.monotonic() - began < 20


def test_a_pool_can_be_used_again_after_its_answers_were_left():
    with pool(doubled) as children:
        next(children.map_ordered(range(50)))
        assert [result for _, result in children.map_ordered([7])] == [14]
