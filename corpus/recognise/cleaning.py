"""
What in a text is no part of the document, and where the document is not whole.

The text itself is never changed: debris is a list of ranges, and so are the gaps. A rule never
takes a line away that holds a sentence.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from corpus.document import Gap, GapKind, Span, joined

_BLANK = r"[ \t　]"
_HAN = "㐀-䶿一-鿿"
_HIDDEN = (  # what a site puts in the place of what it keeps back
    re.compile(
        r"(?<![-—–_=*])[-—–_=*]{2,12}\s{0,4}此处隐藏\s{0,4}(?P<count>\d{1,8})\s{0,4}字\s{0,4}[,，]?"
        r"\s{0,4}下载后查看\s{0,4}[-—–_=*]{2,12}"
    ),
    re.compile(
        r"(?:此处|以下|本文|剩余|中间)(?:内容)?(?:省略|隐藏|已隐藏)\s{0,4}(?P<count>\d{0,8})\s{0,4}字?"
        r"[^。\n]{0,12}(?:下载|付费|会员|登录)[^。\n]{0,10}(?:查看|阅读|可见)"
    ),
)
_ANNOUNCEMENT = "下面是文章的全部内容请认真阅读"  # a whole sentence, and yet of the site
_SITE_LINE = re.compile(
    rf"(?m)^{_BLANK}*(?:"
    rf"合集下载|下载本文|{_ANNOUNCEMENT}。?|(?:https?://|www\.)[!-~]{{4,200}}"
    r"|(?:点击|免费|立即)下载|下载文档到电脑[^\n]{0,40}"
    r"|收藏\s?下载\s?举报|相关推荐|猜你喜欢|[上下]一篇[:：]?[^。\n]{0,60}|返回(?:首页|顶部|列表)"
    r"|扫一扫在手机打开当前页|【?(?:打印|关闭|字体[:：]?\s?大\s?中\s?小)】?|内容发布更新时间\s?[:：][^\n]{0,40}"
    r"|(?:文章来源|责任编辑|责编|编辑|浏览(?:次数|量)?|阅读(?:次数|量)|点击(?:数|量)|字号|分享到?)"
    r"\s?[:：][^。\n]{0,60}"
    r"|第\s?\d{1,4}\s?页(?:\s?[/共]\s?\d{1,4}\s?页?)?|[-—－]\s?\d{1,4}\s?[-—－]"
    rf"){_BLANK}*$"
)
_NOISE = re.compile(r"(?:[!-~](?:[ ]|(?=[!-~][ ]))){8,60}[!-~]?")  # against copying, on forums
_PINYIN = re.compile(
    rf"(?<=[{_HAN}])[(（][a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ]{{1,6}}[)）]", re.IGNORECASE
)
_TONES = re.compile("[üāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ]")
_BREAK = re.compile(rf"(?:(?<=[{_HAN}。；：，、）])|^)Р(?=[\s{_HAN}]|$)")  # a Cyrillic letter
_INVISIBLE = "\u200b"  # folds to nothing
_CYRILLIC = "Р"
_ESCAPES = ("&", "\\n", "\\r", "x0d", "x0D")
_ESCAPE = re.compile(r"(?:x0[dD]x0[aA])+|(?:\\r\\n|\\n){1,8}|&(?:nbsp|bsp|#160|emsp|ensp);")
_ABRIDGED = re.compile("[（(][^（）()\n]{0,6}(?:有删减|有删节|略有删改|有改动)[）)]")
_ABRIDGED_TITLE = re.compile(r"[（(](?:摘要|节选|摘编|摘登|节录)[）)]\s*$")
_SCRUBBED = re.compile(
    "(?P<twice>总书记总书记|主席主席|总理总理)|以(?P<core>(?:总书记)?同志)为核心"
    "|(?:^|(?<=[。；，、！？：\\s]))(?P<nameless>同志)(?=在[^。，；\n]{2,30}(?:指出|强调|要求))"
)
_PLACEHOLDER = re.compile(
    r"(?<![A-Za-z0-9])(?:[XxＸｘ×✕╳*＊○●□■]{2,}|某{2,3})(?![A-Za-z0-9])"
    "|(?<![A-Za-z0-9])[XxＸｘ×某](?=[省市县区州镇乡村厅局委]|公司|集团|企业|单位|同志)"
)
_SENTENCE_LETTERS = 15


@dataclass(frozen=True, slots=True)
class Cleaning:
    """
    What was found in a text.

    Attributes:
        removed: Ranges that are no part of the document, in order, none touching another.
        cut: Those of them that no line goes across: what a site put between lines, or in the place
            of hidden text.
        gaps: Places where the source is not whole, in order.
    """

    removed: tuple[Span, ...]
    cut: tuple[Span, ...]
    gaps: tuple[Gap, ...]


def clean(text: str) -> Cleaning:
    """Find the debris and the gaps of a text."""
    hidden = list(_hidden(text))
    cut = tuple(joined(chain((gap.span for gap in hidden), _site_lines(text))))
    removed = joined(chain(cut, find_inline_debris(text)))
    gaps = sorted(chain(hidden, _scrubbed(text), _abridged(text)), key=lambda gap: gap.span.start)
    return Cleaning(tuple(removed), cut, tuple(gaps))


def find_inline_debris(text: str) -> Iterator[Span]:
    """Find what was strewn into sentences: pinyin, escapes, noise against copying."""
    patterns = [_NOISE]
    if _CYRILLIC in text:
        patterns.append(_BREAK)
    if any(sign in text for sign in _ESCAPES):
        patterns.append(_ESCAPE)
    if _TONES.search(text):  # without a tone it may be a word: 国企(soe)
        patterns.append(_PINYIN)
    for match in chain.from_iterable(pattern.finditer(text) for pattern in patterns):
        if match.re is not _PINYIN or _TONES.search(match[0].lower()):
            yield Span(*match.span())


def blanked(text: str, spans: Iterable[Span]) -> str:
    """Blank stretches of a text so that folding drops them; every offset stays."""
    return _filled(text, spans, _INVISIBLE)


def parted(text: str, spans: Iterable[Span]) -> str:
    """Put line feeds in the place of stretches of a text; every offset stays."""
    return _filled(text, spans, "\n")


def without_inline_debris(text: str) -> str:
    """Blank what was strewn into the sentences of a text of which no document is at hand."""
    return blanked(text, find_inline_debris(text))


def _filled(text: str, spans: Iterable[Span], letter: str) -> str:
    letters: list[str] | None = None
    for span in spans:
        letters = list(text) if letters is None else letters
        letters[span.start : span.end] = letter * (span.end - span.start)
    return text if letters is None else "".join(letters)


def find_scrubbed(text: str) -> list[Span]:
    """Find where a site struck the name of a person out: 以总书记同志为核心."""
    return [gap.span for gap in _scrubbed(text)]


def completeness(gaps: tuple[Gap, ...], title: str) -> str:
    """Say how whole a document is: a value of `corpus.metadata.COMPLETENESS`."""
    kinds = {gap.kind for gap in gaps}
    if GapKind.HIDDEN in kinds:
        return "截断"
    if GapKind.SCRUBBED in kinds:
        return "残缺"
    if GapKind.ABRIDGED in kinds or _ABRIDGED_TITLE.search(title):
        return "有删减"
    return "完整"


def find_placeholders(text: str) -> list[Span]:
    """Find the stand-ins for names: XX市, ××公司, 某某集团."""
    return [Span(*match.span()) for match in _PLACEHOLDER.finditer(text)]


def _hidden(text: str) -> Iterator[Gap]:
    if "隐藏" not in text and "省略" not in text:
        return
    told = [match.span() for match in _HIDDEN[0].finditer(text)]
    for pattern in _HIDDEN:
        for match in pattern.finditer(text):
            start, end = match.span()
            if pattern is _HIDDEN[0] or not any(a <= start and end <= b for a, b in told):
                yield Gap(Span(start, end), GapKind.HIDDEN, int(match["count"] or 0))


def _site_lines(text: str) -> Iterator[Span]:
    for match in _SITE_LINE.finditer(text):
        letters = sum("㐀" <= letter <= "鿿" for letter in match[0])
        is_sentence = "。" in match[0] and letters >= _SENTENCE_LETTERS
        if not is_sentence or _ANNOUNCEMENT in match[0]:
            yield Span(*match.span())


def _scrubbed(text: str) -> Iterator[Gap]:
    if "同志" not in text and "总书记" not in text:
        return
    for match in _SCRUBBED.finditer(text):
        yield Gap(Span(*match.span(match.lastgroup or 0)), GapKind.SCRUBBED)


def _abridged(text: str) -> Iterator[Gap]:
    for match in _ABRIDGED.finditer(text):
        yield Gap(Span(*match.span()), GapKind.ABRIDGED)
