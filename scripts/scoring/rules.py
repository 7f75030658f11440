"""A1, A13, A14 and A15: single rules on their vectors, cleaning, the secrecy gate, sameness."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import product
from pathlib import Path
from typing import Any

from corpus.document import Document
from corpus.recognise.citations import relations_in
from corpus.recognise.cleaning import clean, find_placeholders
from corpus.recognise.dates import parse_date
from corpus.recognise.enumerations import find_points
from corpus.recognise.headings import heading
from corpus.recognise.kind import statutory_kind
from corpus.recognise.number import document_number_key, find_document_numbers
from corpus.recognise.secrecy import secrecy_mark
from scoring.check import Check
from scoring.labelled import records


def _heading(line: str) -> list[str] | None:
    found = heading(line)
    return [found.kind, found.number, found.title] if found else None


def _without_debris(text: str) -> str:
    kept, at = [], 0
    for span in clean(text).removed:
        kept.append(text[at : span.start])
        at = span.end
    return "".join([*kept, text[at:]])


def _points(text: str) -> list[str]:
    return [text[point.span.start : point.span.end] for row in find_points(text) for point in row]


_RULES: dict[str, Callable[[str], Any]] = {
    "document_numbers": lambda text: [found.canonical for found in find_document_numbers(text)],
    "document_number_key": document_number_key,
    "heading": _heading,
    "enumeration": _points,
    "relations": lambda text: [list(each) for each in relations_in(text)],
    "date": parse_date,
    "placeholder": lambda text: bool(find_placeholders(text)),
    "kind_of_title": statutory_kind,
    "secrecy_mark": secrecy_mark,
    "debris": lambda text: bool(clean(text).removed),
    "pinyin_removed": _without_debris,
}


def check_vectors(shared: Path) -> Check:
    """Run every vector of the rules."""
    vectors = records(shared / "domain_vectors.jsonl")
    wrong = [
        f"{vector['rule']}: {vector['text']}"
        for vector in vectors
        if vector["rule"] not in _RULES
        or _RULES[vector["rule"]](vector["text"]) != vector["expected"]
    ]
    return Check(
        name="A1",
        what="vectors of single rules",
        figure=f"{len(vectors) - len(wrong)} of {len(vectors)}",
        target="all",
        holds=not wrong,
        labels=f"{len(vectors)} lines beside the checkout",
        wrong=tuple(wrong),
    )


_SENTENCE = re.compile("[^。\n]{15,}。")


_DEBRIS = (
    "---此处隐藏4439字,下载后查看---",
    "— 3 —",
    "第3页 共12页",
    "合集下载",
    "下载本文",
    "下面是文章的全部内容请认真阅读。",
    "内容发布更新时间 : 2024/3/5 10:20:31",
    "浏览次数：1024",
    "上一篇：没有了",
    "字体：大 中 小",
    "扫一扫在手机打开当前页",
    "http://www.example.com/a/b.html",
    "8 _1 `' b: Y. O; a, i $ x",
)


def check_strewn(documents: Sequence[Document]) -> Check:
    """Strew debris of every kind between the lines of clean texts, and clean them again."""
    lost, left = [], []
    for document in documents:
        lines = [line for line in document.text.splitlines() if line.strip()]
        strewn = [f"{line}\n{_DEBRIS[at % len(_DEBRIS)]}" for at, line in enumerate(lines)]
        kept = _without_debris("\n".join(strewn))
        lost += [line for line in lines if line not in kept]
        left += [debris for debris in _DEBRIS if len(lines) >= len(_DEBRIS) and debris in kept]
    return Check(
        name="A13",
        what="debris strewn into clean texts",
        figure=f"{len(lost)} lines lost, {len(left)} pieces of debris left",
        target="0 lost",
        holds=not lost,
        labels=f"{len(documents)} documents, {len(_DEBRIS)} kinds of debris",
        wrong=(*lost, *left),
    )


def check_cleaning(documents: Sequence[Document]) -> Check:
    """Look for real sentences in what was removed, and for markers that were not told."""
    lost = [
        document.text[span.start : span.end]
        for document in documents
        for span in document.removed
        if _SENTENCE.search(document.text[span.start : span.end])
    ]
    marked = [document for document in documents if "此处隐藏" in document.text]
    untold = [document for document in marked if not document.gaps]
    removed = sum(len(document.removed) for document in documents)
    return Check(
        name="A13",
        what="sentences lost in cleaning",
        figure=f"{len(lost)} in {removed} removed ranges; {len(marked)} hidden-text markers, "
        f"{len(untold)} untold",
        target="0 and all told",
        holds=not lost and not untold and bool(marked),
        labels=f"{len(documents)} documents: every page, report, speech, and laws",
        wrong=tuple(lost),
    )


_LEVELS = ("绝密", "机密", "秘密", "机　密")
_PERIODS = ("", "★1年", "★10年", "★长期", "★6个月")
_HEADS = ("{mark}", "000123\n{mark}", "{mark}\n特急", "　　{mark}　")


def check_secrecy(texts: Sequence[str]) -> Check:
    """Mark documents in every way, and leave as many unmarked."""
    marks = [
        head.format(mark=f"{level}{period}")
        for level, period, head in product(_LEVELS, _PERIODS, _HEADS)
    ]
    bodies = [text[:2000] for text in texts]
    passed = [
        mark
        for mark, body in zip(marks, bodies, strict=False)
        if not secrecy_mark(f"{mark}\n{body}")
    ]
    refused = [text[:40] for text in texts if secrecy_mark(text[:3000])]
    return Check(
        name="A14",
        what="secrecy gate",
        figure=f"{len(marks) - len(passed)} of {len(marks)} marked refused, "
        f"{len(refused)} of {len(texts)} unmarked refused",
        target="all of 50, none of 200",
        holds=not passed and not refused and len(marks) >= 50 and len(texts) >= 200,
        labels="marks of every level, period and place over real and demonstration texts",
        wrong=(*passed, *refused),
    )


def check_sameness(paths: Sequence[Path]) -> Check:
    """Recognise in two processes that hash differently, and compare every record."""
    first, second = (_records_under_seed(paths, seed) for seed in ("1", "2"))
    differing = [
        str(path) for path, one, two in zip(paths, first, second, strict=True) if one != two
    ]
    return Check(
        name="A15",
        what="the same bytes give the same record",
        figure=f"{len(paths) - len(differing)} of {len(paths)}",
        target="all",
        holds=not differing,
        labels=f"{len(paths)} files, read in two processes",
        wrong=tuple(differing),
    )


_PRINT_RECORDS = """
import hashlib, sys
from pathlib import Path
from corpus.read import read
from corpus.recognise import recognise
for line in sys.stdin.read().splitlines():
    path = Path(line)
    id_ = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    record = repr(recognise(read(path), document_id=id_, file_name=path.name))
    print(hashlib.sha256(record.encode()).hexdigest())
"""


def _records_under_seed(paths: Iterable[Path], seed: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", _PRINT_RECORDS],
        input="\n".join(map(str, paths)),
        env=os.environ | {"PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()
