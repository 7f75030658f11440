"""A small library of invented documents: real catalogue, real originals, real index."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from corpus.catalogue import documents, outbox, paths
from corpus.catalogue.values import Origin
from corpus.document import Document, Fact, FactValue, Passage, Section, Span
from corpus.settings import Settings
from indexer.engine.folder import IndexState
from indexer.ingest.rows import build_rows
from indexer.library import Library

HERE = "http://127.0.0.1"  # the name by which the service may be asked

OPINION_TEXT = """云陵省人民政府关于深化国企改革的实施意见
示例云政发〔2024〕3号
各市人民政府：
第一条　坚持党的领导，深化国有企业改革。
第二条　完善公司治理，推进“三项制度”改革。
第三条　本意见自印发之日起施行。😀收尾"""

SPEECH_TEXT = """在全省国资国企改革会议上的讲话
同志们：
一、提高认识
国企改革必须坚持党的领导，这是根本原则。
二、狠抓落实
各单位要把任务落到人头：一是😀分工到岗；二是考核到人。"""

EXPERIENCE_TEXT = """砺轴重机数字化转型典型案例
公司以数字化转型带动国企改革，三年节约成本两千万元。
指标\t2023年\t2024年
数控化率\t55%\t68%"""

HOSTILE_TEXT = """关于<script>alert(1)</script>的通知
正文里也有<script>alert(2)</script>和国企改革&"引号"。"""


@dataclass(frozen=True)
class Paper:
    """An invented document: its text, what is known of it, and where its passages begin."""

    path: str
    text: str
    facts: dict[str, FactValue]
    beginnings: tuple[str, ...] = ()
    grade: str = "示例"
    groups: tuple[str, ...] = ("public",)
    doubtful: frozenset[str] = field(default_factory=frozenset)
    completeness: str = "完整"
    debris: str = ""  # what of the text is no part of it

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def id(self) -> str:
        return self.sha256[:16]

    def document(self) -> Document:
        starts = [0, *(self.text.index(each) for each in self.beginnings)]
        ends = [*(start - 1 for start in starts[1:]), len(self.text)]
        at = self.text.index(self.debris)
        return Document(
            id=self.id,
            text=self.text,
            facts=MappingProxyType(self._told()),
            sections=tuple(self._sections(starts, ends)),
            passages=tuple(self._passages(starts, ends)),
            pages=(0, starts[-1]) if self.path.endswith(".pdf") else (),
            removed=(Span(at, at + len(self.debris)),) if self.debris else (),
            source_grade=self.grade,
            completeness=self.completeness,
        )

    def _told(self) -> dict[str, Fact]:
        told = {name: self._fact(name) for name in self.facts}
        return {**told, "source_grade": Fact(self.grade, 1.0, "rule")}

    def _fact(self, name: str) -> Fact:
        value = self.facts[name]
        at = self.text.find(value) if isinstance(value, str) else -1
        span = Span(at, at + len(value)) if at >= 0 else None
        return Fact(value, 0.6 if name in self.doubtful else 0.95, "rule", span)

    def _sections(self, starts: list[int], ends: list[int]) -> Iterator[Section]:
        for place in range(1, len(starts)):
            number, _, title = (
                self.text[starts[place] : ends[place]]
                .partition("\n")[0]
                .partition("　" if self._is_article(starts[place]) else "、")
            )
            article = self._is_article(starts[place])
            yield Section(
                id=f"{self.id}.s{place}",
                parent=None,
                level=1,
                kind="tiao" if article else "h1",
                number=number if article else f"{number}、",
                title="" if article else title,
                path=number,
                start=starts[place],
                end=ends[place],
            )

    def _passages(self, starts: list[int], ends: list[int]) -> Iterator[Passage]:
        for place, (start, end) in enumerate(zip(starts, ends, strict=True)):
            article = self.text[start : start + 3] if self._is_article(start) else None
            page = None
            if self.path.endswith(".pdf"):
                page = 2 if place == len(starts) - 1 else 1
            yield Passage(place, start, end, article=article, page=page)

    def _is_article(self, start: int) -> bool:
        return self.text[start] == "第"


OPINION = Paper(
    "/收件/2024/实施意见 终稿.txt",
    OPINION_TEXT,
    {
        "title": "云陵省人民政府关于深化国企改革的实施意见",
        "document_number": "示例云政发〔2024〕3号",
        "issuer": ("云陵省人民政府",),
        "written": "2024-03-05",
        "document_class": "policy",
        "kind": "意见",
    },
    ("第一条", "第二条", "第三条"),
    doubtful=frozenset({"kind"}),
)
SPEECH = Paper(
    "/收件/讲话.pdf",
    SPEECH_TEXT,
    {
        "title": "在全省国资国企改革会议上的讲话",
        "speaker": "谷敬岑",
        "occasion_date": "2025-04",
        "document_class": "speech",
        "kind": "讲话",
    },
    ("一、", "二、"),
)
EXPERIENCE = Paper(
    "/收件/案例.md",
    EXPERIENCE_TEXT,
    {
        "title": "砺轴重机数字化转型典型案例",
        "enterprise": ("砺轴重机",),
        "published": "2025",
        "document_class": "experience",
    },
    ("指标",),
    grade="待核实",
)
HOSTILE = Paper(
    "/收件/恶意.html",
    HOSTILE_TEXT,
    {"title": "关于<script>alert(1)</script>的通知", "document_class": "policy", "kind": "通知"},
    grade="待核实",
)
SECRET = Paper(
    "/内部/密.txt",
    "只给一个小组看的国企改革方案\n内部讨论稿。",
    {"title": "只给一个小组看的国企改革方案", "document_class": "plan"},
    grade="内部",
    groups=("inner",),
)
PAPERS = (OPINION, SPEECH, EXPERIENCE, HOSTILE)


def fill(settings: Settings, papers: tuple[Paper, ...], scratch: Path) -> None:
    """Take *papers* into the library of *settings*."""
    with Library.open(settings) as library:
        now = library.clock()
        arrived = [(paper.document(), _origin(paper)) for paper in papers]
        with library.catalogue.write() as connection:
            ordinals = documents.put_many(connection, arrived, now=now)
            for ordinal, paper in zip(ordinals, papers, strict=True):
                paths.attach(connection, paper.path, ordinal, sample=paper.grade == "示例", now=now)
            seq = outbox.newest(connection)
        _keep(library, papers, scratch)
        folder, generation = library.index_folder, library.index_folder.begin()
        writer = folder.make_writer(generation)
        writer.write(
            build_rows(ordinal, document, paper.groups, library.analyser)
            for ordinal, (document, _), paper in zip(ordinals, arrived, papers, strict=True)
        )
        writer.commit()
        writer.close()
        empty = IndexState.empty(library.analyser.version)
        folder.record(generation, replace(empty, indexed_seq=seq))
        folder.publish(generation)


def _origin(paper: Paper) -> Origin:
    return Origin(
        sha256=paper.sha256,
        format=paper.path.rpartition(".")[2],
        size_bytes=len(paper.text.encode()),
        groups=paper.groups,
        rules_version=1,
        lexicon_version="1",
    )


def _keep(library: Library, papers: tuple[Paper, ...], scratch: Path) -> None:
    for paper in papers:
        file = scratch / paper.id
        file.write_text(paper.text, encoding="utf-8", newline="")
        assert library.originals.keep([(file, paper.sha256)]) == {}
