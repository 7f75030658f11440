"""
Measure the whole job, its core against the stock parts, and the answers: `make bench FOLDER=…`.

    python scripts/bench.py FOLDER [--sample-mb 24] [--http-seconds 10] [--home DIR]

(a) the whole job: `xuejian add FOLDER` in a new home, seconds by stage, memory over all processes;
(b) analysis and engine alone, on the same passages: ours as `add` runs it against jieba's own
    ChineseAnalyzer and Whoosh in one process, a row a passage, title and text;
(c) queries from bench_queries.jsonl, short and long apart: in the engine, in the service, over
    HTTP with facets and highlights at one and at eight clients, and in the stock engine.
Nothing is cached between two requests.
"""

import argparse
import json
import os
import pickle
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.actor import LOCAL, PUBLIC
from corpus.catalogue import documents
from corpus.collector import collect_rarely
from corpus.document import Document
from corpus.read.child import ChildPool
from corpus.settings import Settings
from corpus.vocabulary.lexicon import bundled_lexicon
from indexer.analysis.terms import open_analyser
from indexer.engine.folder import IndexFolder
from indexer.engine.protocol import EngineReader
from indexer.engine.query import Question
from indexer.engine.schema import Rows
from indexer.ingest.prepare import warm_up
from indexer.ingest.rows import build_rows
from indexer.ingest.worker import FILES_AT_ONCE
from indexer.library import Library
from indexer.search.request import SearchRequest

FACETS = ("document_class", "issuer", "year")
PORT = 8190

_DRAWN = "XUEJIAN_BENCH_DRAWN"  # where the children find the documents that were drawn
_drawn: list[Document] = []  # in a child process


@dataclass(frozen=True, slots=True)
class Latency:
    """Seconds that a request took: median, p95, p99."""

    p50: float
    p95: float
    p99: float

    @classmethod
    def of(cls, seconds: Iterable[float]) -> "Latency":
        """Read the percentiles off a series."""
        row = sorted(seconds)
        return cls(*(row[min(len(row) - 1, int(len(row) * share))] for share in (0.5, 0.95, 0.99)))

    def __str__(self) -> str:
        shown = (f"{seconds * 1e3:8.2f}" for seconds in (self.p50, self.p95, self.p99))
        return "p50 {} ms  p95 {} ms  p99 {} ms".format(*shown)


def batched(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """Cut a series into lists of *size*."""
    batch: list[Any] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def queries(kind: str) -> list[str]:
    """Read the fixed queries of one kind, `short` or `long`."""
    lines = (Path(__file__).parent / "bench_queries.jsonl").read_text(encoding="utf-8").splitlines()
    return [each["query"] for each in map(json.loads, lines) if each["kind"] == kind]


def timed(work: Callable[[Any], object], items: Iterable[Any]) -> list[float]:
    """Give the seconds that *work* takes on each item."""
    seconds = []
    for item in items:
        started = time.perf_counter()
        work(item)
        seconds.append(time.perf_counter() - started)
    return seconds


# (a) the whole job


def bench_whole_job(folder: Path, home: Path) -> None:
    """Add *folder* in a new home, as a user does."""
    command = [sys.executable, "-m", "search_api.command", "--home", str(home), "add"]
    started = time.perf_counter()
    process = subprocess.Popen(
        [*command, str(folder), "--json"],
        stdout=subprocess.PIPE,
        text=True,
    )
    peak = Peak(process.pid)
    lines = [json.loads(line) for line in process.stdout or ()]
    process.wait()
    seconds = time.perf_counter() - started
    peak.stop()
    states = lines[-1]["summary"]
    with Library.open(Settings(home=home)) as library, library.catalogue.read() as connection:
        entries = list(documents.entries(connection))
        size = sum(entry.size_bytes for entry in entries)
        index = library.index_folder.size_bytes()
    print(f"(a) whole job: {seconds:.1f} s, {states}")
    print(f"    {len(entries) / seconds:.0f} documents/s, {size / 1e6 / seconds:.2f} MB/s")
    print(f"    index {index / 1e6:.0f} MB, memory over all processes {peak.most / 1e6:.0f} MB")
    print(f"    seconds by stage, added up over the processes: {lines[-1]['seconds']}")


class Peak:
    """Watches the memory of a process and all that it started."""

    def __init__(self, pid: int) -> None:
        self.most = 0
        self._pid = pid
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop watching."""
        self._stopped.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stopped.wait(0.25):
            self.most = max(self.most, sum(map(_proportional_bytes, _family(self._pid))))


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _proportional_bytes(pid: int) -> int:
    """Give what a process holds, pages that several share counted in parts."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


# (b) analysis and engine alone


def sample_documents(library: Library, size_bytes: float) -> list[Document]:
    """Draw documents until they come to *size_bytes* of UTF-8."""
    with library.catalogue.read() as connection:
        entries = list(documents.entries(connection))
        random.Random(20261123).shuffle(entries)
        drawn: list[Document] = []
        while size_bytes > 0 and entries:
            stored = documents.get(connection, entries.pop().ordinal)
            if stored is not None:
                drawn.append(stored.document)
                size_bytes -= len(stored.document.text.encode())
    return drawn


def bench_against_stock(library: Library, size_mb: float, folder: Path) -> None:
    """Cut and index the same passages with our parts and with the stock ones, then ask both."""
    drawn = sample_documents(library, size_mb * 1e6)
    size = sum(len(document.text.encode()) for document in drawn) / 1e6
    our_seconds, reader = _index_ours(library, drawn, folder / "ours")
    stock_seconds, stock = _index_stock(drawn, folder / "stock")
    passages = sum(len(document.passages) for document in drawn)
    print(f"(b) analysis and engine alone: {passages} passages, {size:.1f} MB")
    print(f"    ours, {library.settings.jobs} cutting processes, {size / our_seconds:.2f} MB/s")
    print(f"    stock, one process, {size / stock_seconds:.3f} MB/s")
    print(f"    ratio {stock_seconds / our_seconds:.1f}")
    for kind in ("short", "long"):
        asked = queries(kind)
        questions = [_all_words(library, text) for text in asked]
        mine = Latency.of(timed(reader.search, questions))
        theirs = Latency.of(timed(stock, asked))
        middle, tail = theirs.p50 / mine.p50, theirs.p95 / mine.p95
        print(f"    {kind:5} ours  {mine}\n          stock {theirs}")
        print(f"          ratio at p50 {middle:.0f}, at p95 {tail:.0f}")
    reader.close()


def _index_ours(
    library: Library, drawn: list[Document], folder: Path
) -> tuple[float, EngineReader]:
    """
    Cut in child processes and write in this one, in batches, as `add` does.

    The children have the documents in memory before the clock starts, as the stock parts have.
    """
    ours = IndexFolder(folder, library.engine)
    writer = ours.make_writer("1")
    with tempfile.NamedTemporaryFile() as file:
        pickle.dump(drawn, file)
        file.flush()
        os.environ[_DRAWN] = file.name
        with ChildPool(
            cut_drawn_document,
            jobs=library.settings.jobs,
            timeout_s=library.settings.read_timeout_s,
            memory_bytes=library.settings.read_memory_bytes,
            initializer=load_drawn_documents,
        ) as pool:
            list(pool.map_ordered([0] * 8 * library.settings.jobs))  # the children are up
            collect_rarely()
            started = time.perf_counter()
            cut = (rows for _, rows in pool.map_ordered(range(len(drawn))))
            for batch in batched(cut, FILES_AT_ONCE):
                writer.write(batch)
            writer.commit()
            seconds = time.perf_counter() - started
    writer.close()
    return seconds, ours.open_reader("1")


def load_drawn_documents() -> None:
    """Read the documents that were drawn, in a child process."""
    warm_up(bundled_lexicon())
    with Path(os.environ[_DRAWN]).open("rb") as file:
        _drawn.extend(pickle.load(file))


def cut_drawn_document(number: int) -> Rows:
    """Cut one of the documents that were drawn, in a child process."""
    return build_rows(number + 1, _drawn[number], (PUBLIC,), open_analyser(Settings()))


def _all_words(library: Library, text: str) -> Question:
    """Ask for all words, top ten, total, no facets: what the stock engine is asked."""
    asked = SearchRequest(text, LOCAL, relaxed=False, expand=False, passages=1, further=False)
    return library.finder.question(asked)


def _index_stock(drawn: list[Document], folder: Path) -> tuple[float, Callable[[str], object]]:
    from jieba.analyse import ChineseAnalyzer
    from whoosh.fields import ID, TEXT, Schema
    from whoosh.index import create_in
    from whoosh.qparser import MultifieldParser

    analyser = ChineseAnalyzer()
    list(analyser("预先装入词典"))
    folder.mkdir(parents=True)
    schema = Schema(id=ID(stored=True), title=TEXT(analyzer=analyser), text=TEXT(analyzer=analyser))
    index = create_in(folder, schema)
    started = time.perf_counter()
    writer = index.writer(limitmb=512)
    for document in drawn:
        title = document.value("title") or ""
        for passage in document.passages:
            writer.add_document(
                id=f"{document.id}.{passage.place}",
                title=title,
                text=document.text[passage.start : passage.end],
            )
    writer.commit()
    seconds = time.perf_counter() - started
    searcher = index.searcher()
    parser = MultifieldParser(["title", "text"], schema)

    def ask(text: str) -> object:
        results = searcher.search(parser.parse(text), limit=10)
        return len(results), [hit["id"] for hit in results]

    return seconds, ask


# (c) answers


def bench_queries(library: Library) -> None:
    """Ask in the engine and in the service, one after the other."""
    print("(c) answers over the whole folder")
    reader = library.index.reader()
    for kind in ("short", "long"):
        requests = [SearchRequest(text, LOCAL, facets=FACETS) for text in queries(kind)]
        questions = [library.finder.question(request) for request in requests]
        print(f"    {kind:5} engine          {Latency.of(timed(reader.search, questions))}")
        print(f"          service         {Latency.of(timed(library.finder.search, requests))}")


def bench_http(home: Path, seconds: float) -> None:
    """Ask over HTTP: one client on one worker, then eight clients on two workers."""
    for workers, clients in ((1, 1), (2, 8)):
        with served(home, workers):
            for kind in ("short", "long"):
                paths = [_path(text) for text in queries(kind)]
                taken, rate = _load(paths, clients, seconds if clients > 1 else 0)
                print(f"    {kind:5} HTTP, {clients} client(s), {workers} worker(s)")
                print(f"          {Latency.of(taken)}  {rate:.0f} requests/s")


def _path(text: str) -> str:
    return "/api/v1/search?" + urllib.parse.urlencode({"q": text})


def _load(paths: list[str], clients: int, seconds: float) -> tuple[list[float], float]:
    """Send the paths in turn from every client; at least once through, and for *seconds*."""
    with ExitStack() as opened:
        connections = []
        for _ in range(clients):  # as clients come: one after the other, each asking at once
            connections.append(opened.enter_context(Connection()))
            connections[-1].get(paths[0])
        print(
            f"          clients by worker {sorted(Counter(map(worker_of, connections)).values())}"
        )
        started = time.perf_counter()

        def client(number: int) -> list[float]:
            taken: list[float] = []
            mine = paths[number::clients] if seconds == 0 else paths[number:] + paths[:number]
            while True:
                taken += timed(connections[number].get, mine)
                if time.perf_counter() >= started + seconds:
                    return taken

        with ThreadPoolExecutor(clients) as pool:
            taken = [each for row in pool.map(client, range(clients)) for each in row]
        return taken, len(taken) / (time.perf_counter() - started)


def worker_of(connection: "Connection") -> str:
    """Tell the number of the web process that answers a connection."""
    figures = connection.get("/metrics").decode()
    return figures.partition('xuejian_process_info{pid="')[2].partition('"')[0]


class Connection:
    """A kept connection that asks for little time of the processors that the server needs."""

    def __enter__(self) -> "Connection":
        self._socket = socket.create_connection(("127.0.0.1", PORT))
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def get(self, path: str) -> bytes:
        """Fetch *path*; anything but 200 is an error."""
        self._socket.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{PORT}\r\n\r\n".encode())
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += self._received()
        head, _, body = answer.partition(b"\r\n\r\n")
        length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        while len(body) < length:
            body += self._received()
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(f"{head[:40]!r} {path} {body[:200]!r}")
        return body

    def _received(self) -> bytes:
        received = self._socket.recv(1 << 16)
        if not received:
            raise ConnectionError("the server hung up")
        return received


class served:  # noqa: N801 - reads as `with served(home, 2):`
    """A server of its own on loopback, for the time of a block."""

    def __init__(self, home: Path, workers: int) -> None:
        command = [sys.executable, "-m", "search_api.command", "--home", str(home), "serve"]
        self._command = [*command, "--port", str(PORT), "--workers", str(workers)]
        self._workers = workers

    def __enter__(self) -> None:
        self._process = subprocess.Popen(self._command, stderr=subprocess.DEVNULL)
        probes = 4 * self._workers  # at once, or the same worker might take every one
        for _ in range(100):
            with ThreadPoolExecutor(probes) as pool:
                ready = set(pool.map(_ready_worker, range(probes))) - {None}
            if len(ready) == self._workers:
                return
            time.sleep(0.2)
        self.__exit__()
        raise RuntimeError("the server did not start")

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait()


def _ready_worker(_: int) -> str | None:
    """Tell which worker answers a search; None while the server does not."""
    try:
        with Connection() as connection:
            connection.get(_path("国企改革"))
            return worker_of(connection)
    except (OSError, RuntimeError):
        return None


def main() -> int:
    """Measure everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample-mb", type=float, default=24.0)
    parser.add_argument("--http-seconds", type=float, default=10.0)
    parser.add_argument("--home", type=Path, help="already filled: leave (a) out")
    options = parser.parse_args()
    scratch = Path(tempfile.mkdtemp(prefix="xuejian-bench-"))
    try:
        home = options.home or scratch / "home"
        if options.home is None:
            bench_whole_job(options.folder, home)
        with Library.open(Settings(home=home)) as library:
            bench_against_stock(library, options.sample_mb, scratch)
            bench_queries(library)
        bench_http(home, options.http_seconds)
    finally:
        shutil.rmtree(scratch)
    return 0


if __name__ == "__main__":
    sys.exit(main())
