"""The region that a document is about: by its issuer, its number, its title, then its text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from corpus.document import Fact, Span
from corpus.vocabulary.divisions import Path, divisions, stem

STEP = "/"  # between the names of a way: 浙江省/杭州市

_RANK = re.compile(
    "省(?![级下力略])|市(?![场政值价容级井长])|县(?!级)|区(?![域间块分])|旗(?![舰帜下])|[州盟]"
)
_FORM = re.compile("[一-鿿]{2,3}(?:省|市|县|旗)$|[一-鿿]{2,4}自治[区县旗]$")
_NO_NAME = re.compile(
    "[各全本我该外某每两几一二三四五六七八九十级辖股超门之所有等跨在将个多数下属及省市县区旗们系年人为中于营的]"
)
_BEFORE_NAME = re.compile(
    "(?:^|[^一-鿿]|中共|位于|坐落于|扎根|驻|在|于|是|系|为|由|与|和|向|到|从|对|经|获|的|落户|按照|关于|同意|支持)$"
)
_CODE = re.compile("(?:示例)?(?P<short>[一-鿿])(?:政|府|委|党|国资|人社|发改|财|办)")
_WATERS = tuple("湾江河湖山")  # 深圳湾 is not 深圳
_PROVINCES = ("省", "自治区")
_LONGEST_NAME = 4  # characters of an enterprise's name that may name a division
_LIKELY = re.compile(
    "..[省市县旗]|.+自治[区县旗]"
)  # a form that is one, though nothing confirms it
_MOST = 3  # regions of a document
_LONGEST_TEXT = 4000  # characters of a text that are looked at


@dataclass(frozen=True, slots=True)
class Place:
    """
    A division that a text names.

    Attributes:
        ways: The ways from the province down to those that are so called.
        span: Where it stands.
        known: Whether it is in the list, and not only of the form of a name.
    """

    ways: tuple[Path, ...]
    span: Span
    known: bool


@dataclass(frozen=True, slots=True)
class Source:
    """
    A text that may tell the region.

    Attributes:
        text: Of the source.
        start: Its offset in the document; None where the document does not hold it as it is.
        confidence: How sure a region is that is found in it.
        short: Whether names of cities may lack their rank in it: 乌鲁木齐、昌吉.
    """

    text: str
    start: int | None
    confidence: float
    short: bool = False


def recognise_region(sources: Sequence[Source], number: str) -> Fact | None:
    """
    Give the ways to the regions that the first telling source names.

    A weaker source may lead further down the same way: 浙江省 of the issuer, 杭州市 of the title.
    A name that several divisions have leads as far as they go together.

    Args:
        sources: The strongest first.
        number: The document's own; its first character speaks where no issuer does.
    """
    found: Fact | None = None
    for source in sources:
        fact = _told_by(source)
        if found is None:
            found = fact
        elif fact is not None:
            found = _led_further(found, fact)
    return found or _told_by_number(number)


def way_of_body(name: str) -> Path:
    """Give the way to the division whose body is so called: 浙江省/杭州市 of 杭州市人民政府."""
    places = list(find_places(name.removeprefix("中共")))
    if not places or places[0].span.start > 0:
        return ()
    return _ways(places)[0] if _ways(places) else ()


def way_named(text: str) -> Path:
    """Give the way that a text as a whole names: 浙江省杭州市, 浙江; empty if none."""
    bare = text.replace(STEP, "")
    if way := divisions().stems.get(bare):
        return way
    ways = _ways(list(find_places(bare)))
    return ways[0] if len(ways) == 1 else ()


def find_places(text: str, *, short: bool = False) -> Iterator[Place]:
    """Find the divisions that a text names, those that only have the form of a name included."""
    at = 0
    text = text[:_LONGEST_TEXT]
    for end in (match.end() for match in _RANK.finditer(text)):
        place = _known(text, at, end) or _formed(text, at, end)
        if place is None:
            continue
        if short:
            yield from _stems(text, at, place.span.start)
        yield place
        at = end
    if short:
        yield from _stems(text, at, len(text))


def _known(text: str, at: int, end: int) -> Place | None:
    known = divisions()
    for start in range(max(at, end - known.longest), end - 2):
        if ways := known.named.get(text[start:end]):
            return Place(ways, Span(start, end), known=True)
    short = known.named.get(text[at:end]) if at and at == end - 2 else None
    return Place(short, Span(at, end), known=True) if short else None  # 重庆市忠县


def _formed(text: str, at: int, end: int) -> Place | None:
    """Take for a division what has the form of one and begins where a name can begin."""
    for length in (3, 4, 5, 6, 7):
        start = end - length
        if start < at or not _FORM.match(name := text[start:end]):
            continue
        if length > 3 and name.endswith("城市"):
            return None
        if _NO_NAME.search(re.sub("(?:自治)?.$", "", name)):
            return None
        if (start == at and at) or _BEFORE_NAME.search(text[max(at, start - 3) : start]):
            return Place(((name,),), Span(start, end), known=False)
    return None


def _stems(text: str, start: int, end: int) -> Iterator[Place]:
    known = divisions()
    at = start
    while at < end - 1:
        for length in (4, 3, 2):
            way = known.stems.get(text[at : min(at + length, end)])
            if way and text[at + length : at + length + 1] not in _WATERS:
                yield Place((way,), Span(at, at + length), known=True)
                at += length - 1
                break
        at += 1


def _told_by(source: Source) -> Fact | None:
    places = list(find_places(source.text, short=source.short))
    ways = _ways(places)
    if not ways:
        return None
    span = None
    if source.start is not None:
        span = Span(source.start + places[0].span.start, source.start + places[0].span.end)
    sure = source.confidence if all(place.known for place in places) else source.confidence - 0.1
    return Fact(tuple(map(STEP.join, ways)), round(sure, 2), "rule", span)


def _ways(places: Sequence[Place]) -> list[Path]:
    """Join what stands side by side to one way, and leave out what lies above another."""
    found: dict[Path, None] = {}
    for chain in _chains(places):
        found.setdefault(_way(chain))
    ways = [way for way in found if way]
    lowest = [way for way in ways if not any(_is_above(way, other) for other in ways)]
    return lowest[:_MOST]


def _chains(places: Sequence[Place]) -> Iterator[list[Place]]:
    chain: list[Place] = []
    for place in places:
        if chain and place.span.start != chain[-1].span.end:
            yield chain
            chain = []
        chain.append(place)
    if chain:
        yield chain


def _way(chain: Sequence[Place]) -> Path:
    """Give the way that places side by side name: 湖北省 巴东县 → 湖北省/恩施…州/巴东县."""
    way: Path = ()
    for place in chain:
        below = [each for each in place.ways if each[: len(way)] == way]
        if below:
            way = _common(below)
        elif not place.known:
            way = (*way, *place.ways[0])
    return way


def _common(ways: Sequence[Path]) -> Path:
    """Give how far ways go together."""
    shared = takewhile(lambda step: len(set(step)) == 1, zip(*ways, strict=False))
    return tuple(step[0] for step in shared)


def _is_above(way: Path, other: Path) -> bool:
    return len(way) < len(other) and other[: len(way)] == way


def _led_further(found: Fact, weaker: Fact) -> Fact:
    """Go down the ways of *found* where the weaker source knows more of them."""
    further = [tuple(way.split(STEP)) for way in weaker.value]
    ways: list[Path] = []
    for way in (tuple(each.split(STEP)) for each in found.value):
        below = [other for other in further if _is_above(way, other)]
        ways += below or [way]
    if ways == [tuple(each.split(STEP)) for each in found.value]:
        return found
    return Fact(tuple(map(STEP.join, ways[:_MOST])), weaker.confidence, "rule", weaker.span)


def _told_by_number(number: str) -> Fact | None:
    match = _CODE.match(number)
    way = divisions().coded.get(match["short"]) if match else None
    return Fact((STEP.join(way),), 0.8, "rule") if way else None


def region_of_enterprise(name: str, source: Source) -> Fact | None:
    """
    Give the way to where an enterprise is, by its name and what a text says of it.

    Args:
        name: Of the enterprise; empty where none is known.
        source: The beginning of the text.
    """
    places = list(find_places(source.text))
    chains = {way: chain for chain in _chains(places) if (way := _way(chain))}
    named = [way for way in chains if _is_confirmed(chains[way], name, source.text)]
    seated = [way for way in named if any(name.startswith((each, stem(each))) for each in way)]
    by_name = [] if seated else _ways_of_name(name)
    ways = seated or by_name[:1] or named
    if not ways:
        return None
    likely = [way for way in chains if way in named or _LIKELY.fullmatch(way[-1])]
    way = _with_city(_under_province(_most_telling(ways), likely), likely)
    place = next((each for each in places if way[-1] in (way[-1] for way in each.ways)), None)
    span = None
    if place is not None and source.start is not None:
        span = Span(source.start + place.span.start, source.start + place.span.end)
    return Fact((STEP.join(way),), source.confidence if seated or by_name else 0.5, "rule", span)


def _ways_of_name(name: str) -> list[Path]:
    """Give the ways with which the name of an enterprise begins, with rank or without."""
    if way := way_of_body(name):
        return [way]
    return _ways(list(_stems(name[:_LONGEST_NAME], 0, _LONGEST_NAME)))


def _is_confirmed(chain: Sequence[Place], enterprise: str, text: str) -> bool:
    """Tell whether what has the form of a division is one: known, named again, or in a row."""
    if len(chain) > 1 or chain[0].known:
        return True
    form = chain[0].ways[0][0]
    return enterprise.startswith(stem(form)) or text.count(stem(form)) > 1


def _most_telling(ways: Sequence[Path]) -> Path:
    """Give the way that goes furthest down of those that are named most often."""
    counts = Counter(way[0] for way in ways)
    return max(ways, key=lambda way: (counts[way[0]], len(way)))


def _under_province(way: Path, named: Sequence[Path]) -> Path:
    """Put the one province that a text names before the city that it names alone."""
    if way[0].endswith(_PROVINCES):
        return way
    provinces = {other[0] for other in named if other[0].endswith(_PROVINCES)}
    return (*provinces, *way) if len(provinces) == 1 else way


def _with_city(way: Path, named: Sequence[Path]) -> Path:
    """Put the one city that a text names behind the province that it names alone."""
    if len(way) > 1 or not way[0].endswith(_PROVINCES):
        return way
    cities = {other[-1] for other in named if other[-1].endswith("市")}
    return (*way, *cities) if len(cities) == 1 else way
