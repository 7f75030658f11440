"""
Bad input: generated queries, sent to each endpoint that searches.

    python scripts/fuzz.py http://127.0.0.1:8000 [--queries 10000] [--only /api/v1/search] [--pid N]

The same seed gives the same queries. Told are the counts of each status, the slowest, and the
memory of the serving process before and after; it fails on a 5xx other than QUERY_TOO_SLOW, and
on an answer that takes longer than a second.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import httpx2

SEED = 20261125
SLOWEST_S = 1.0
ENDPOINTS = (
    "/search?q={}",
    "/search?q={}&relaxed=0&scope=title&sort=newest&page=2",
    "/search?q=%E6%94%B9%E9%9D%A9&within={}",
    "/api/v1/search?q={}",
    "/api/v1/search?q={}&group=passage&plain=1",
    "/api/v1/search?q={}&class={}&year={}&facets=none",
    "/api/v1/suggest?q={}",
    "/api/v1/wording?q={}",
    "/wording?q={}",
    "/api/v1/facets?q={}",
    "/api/v1/documents/{}/similar",
)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_WORDS = _listed("""
    国企改革 党的领导 新质生产力 国 的 一 怎样 民营企业 国有资本投资公司 十四五 2024 20% GDP AI
    國企改革 ２０２４ 国发〔2024〕1号 第三条 《关于深化改革的意见》 guoqi 国务院办公厅 高质量发展
""")
_FIELDS = _listed("""
    标题 文号 机关 讲话人 企业 年份 日期 文种 地区 行业 主题 层级 企业类型 title number year date
""")
_VALUES = _listed("""
    改革 2024 2020-2024 2023-03~2024 ~ 国发〔2024〕1号 99999 2024-13-45 浙江 C *
""")
_OPERATORS = _listed("OR AND NOT 同句 同段 /s /p | ｜ or - － ~ && ||")
_MARKUP = (
    "<script>alert(1)</script>",
    "{{7*7}}",
    "${x}",
    "%s%n",
    "' OR 1=1 --",
    "../../etc/passwd",
    "a:b^2~3",
    "*改*",
    "/.*/",
    "[a TO z]",
    "\\",
    '""',
    "“”",
    "¦¶",
    "%00",
    "&amp;",
)
_ODD = (
    "\x00\x01\x07\x1b\x7f\u200b\u202e\ufeff\ufffd\ufffe\ue000"
    "\u0301\u3000\t\n\r\U0001f600\U00020000\U0010ffff"
)


def queries(count: int, seed: int = SEED) -> Iterator[str]:
    """Generate *count* queries, the same for the same seed."""
    chance = random.Random(seed)
    kinds = (_grammar, _grammar, _nested, _unicode, _long, _markup, _control, _near_grammar)
    for _ in range(count):
        yield chance.choice(kinds)(chance)


def _leaf(chance: random.Random) -> str:
    word = chance.choice(_WORDS)
    shape = chance.randrange(6)
    if shape == 0:
        return f'"{word} {chance.choice(_WORDS)}"'
    if shape == 1:
        return f"{chance.choice(_FIELDS)}{chance.choice(':：')}{chance.choice(_VALUES)}"
    if shape == 2:
        return f"-{word}"
    return word


def _grammar(chance: random.Random) -> str:
    parts = [_leaf(chance)]
    for _ in range(chance.randrange(7)):
        if chance.random() < 0.6:
            parts.append(chance.choice(_OPERATORS))
        leaf = _leaf(chance)
        parts.append(
            f"({leaf} {chance.choice(_OPERATORS)} {_leaf(chance)})"
            if chance.random() < 0.3
            else leaf
        )
    return " ".join(parts)


def _nested(chance: random.Random) -> str:
    depth = chance.randrange(1, 60)
    opened, closed = chance.choice((("(", ")"), ("（", "）"), ("-(", ")"), ("标题:(", ")")))
    inner = f"{_leaf(chance)} OR {_leaf(chance)}"
    return opened * depth + inner + closed * (depth - chance.choice((0, 0, 1)))


def _unicode(chance: random.Random) -> str:
    ranges = ((0x20, 0x7F), (0xA0, 0x250), (0x3000, 0x30FF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF),
              (0xFE30, 0xFFEF), (0x1F300, 0x1FAFF), (0x20000, 0x2A6DF), (0x0, 0xD7FF))  # fmt: skip
    letters = []
    for _ in range(chance.randrange(1, 40)):
        first, last = chance.choice(ranges)
        letters.append(chr(chance.randint(first, last)))
    return "".join(letters)


def _long(chance: random.Random) -> str:
    length = chance.choice((200, 250, 255, 256, 257, 300, 1000, 1200))
    text = ""
    while len(text) < length:
        text += chance.choice(_WORDS) + chance.choice(("", " ", " OR "))
    return text[:length]


def _markup(chance: random.Random) -> str:
    return " ".join(chance.choice((*_MARKUP, *_WORDS)) for _ in range(chance.randrange(1, 6)))


def _control(chance: random.Random) -> str:
    return "".join(
        chance.choice(_ODD) if chance.random() < 0.5 else chance.choice(_WORDS)
        for _ in range(chance.randrange(1, 12))
    )


def _near_grammar(chance: random.Random) -> str:
    """Break a query of the grammar somewhere."""
    text = list(_grammar(chance))
    for _ in range(chance.randrange(1, 5)):
        at = chance.randrange(len(text) + 1)
        text.insert(at, chance.choice('()（）"“”:：-－|/《》~ '))
    return "".join(text)


@dataclass
class Outcome:
    """
    What one endpoint answered.

    Attributes:
        statuses: Status -> how often.
        stopped: How often the engine was stopped in time.
        slowest: Seconds and query, the slowest first.
        failures: Queries with a 5xx.
    """

    statuses: Counter[int] = field(default_factory=Counter)
    stopped: int = 0
    slowest: list[tuple[float, str]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def take(self, query: str, status: int, body: str, took_s: float) -> None:
        """Count an answer."""
        self.statuses[status] += 1
        if "QUERY_TOO_SLOW" in body or "已停止" in body:
            self.stopped += 1
        elif status >= 500:
            self.failures.append(query)
        self.slowest = sorted([*self.slowest, (took_s, query)], reverse=True)[:3]


Ask = Callable[[str], tuple[int, str]]  # address -> status and body


def fuzz(ask: Ask, endpoint: str, asked: Iterator[str]) -> Outcome:
    """Send each query to an endpoint, in place of every `{}`."""
    outcome = Outcome()
    for query in asked:
        written = quote(query, safe="")
        began = time.perf_counter()
        status, body = ask(endpoint.replace("{}", written))
        outcome.take(query, status, body if status >= 500 else "", time.perf_counter() - began)
    return outcome


def resident_mb(pid: int) -> float:
    """Tell how much memory a process holds; 0 where it cannot be told."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * 4096 / 1e6


def main() -> int:
    """Run it; give 1 where something failed or was slow."""
    given = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    given.add_argument("base")
    given.add_argument("--queries", type=int, default=10_000)
    given.add_argument("--only", default="", help="endpoints that begin so")
    given.add_argument("--pid", type=int, default=0, help="of the serving process")
    options = given.parse_args()
    bad = 0
    with httpx2.Client(base_url=options.base, timeout=60, headers={"Accept": "*/*"}) as client:

        def ask(address: str) -> tuple[int, str]:
            answer = client.get(address)
            return answer.status_code, answer.text

        for endpoint in ENDPOINTS:
            if not endpoint.startswith(options.only):
                continue
            before = resident_mb(options.pid)
            outcome = fuzz(ask, endpoint, queries(options.queries))
            after = resident_mb(options.pid)
            took_s, query = outcome.slowest[0]
            bad += len(outcome.failures) + (took_s > SLOWEST_S)
            print(endpoint, dict(sorted(outcome.statuses.items())), f"stopped {outcome.stopped}")
            print(
                f"  slowest {took_s * 1000:.0f} ms {query[:60]!r}; {before:.0f} -> {after:.0f} MB"
            )
            for failed in outcome.failures[:5]:
                print(f"  FAILED {failed[:200]!r}")
            sys.stdout.flush()
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
