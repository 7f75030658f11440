"""What is to be said of a quotation beside its wording, each with its evidence."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from corpus.catalogue.values import Card
from corpus.metadata import SAMPLE_GRADE
from corpus.recognise.cleaning import find_scrubbed
from corpus.resolve.validity import Evidence
from search_api.citing import SPEECH
from search_api.quotations.attributions import NamedDocument
from search_api.quotations.choosing import NOT_STANDING, WHOLE, Known
from search_api.quotations.finding import Match
from search_api.quotations.sentences import Claim
from search_api.quotations.superseding import Successor
from search_api.quotations.swaps import SwapKind
from search_api.quotations.verdict import Notice, NoticeKind

SHORTEST_NAME = 4  # letters of a name that tells of what it is: 《实施意见》, but not 《意见》
_SHORT_LAW = re.compile(".*[^办做看说想方][法典]|党章")  # 证券法, but not 办法
_QUOTING = 200  # characters before words that a source quotes itself, in which it says from what

_SWAPS: Mapping[SwapKind, NoticeKind] = MappingProxyType(
    {
        SwapKind.FIGURE: NoticeKind.FIGURE,
        SwapKind.ENTERPRISE: NoticeKind.ENTERPRISE,
        SwapKind.PLACE: NoticeKind.PLACE,
        SwapKind.WRITING: NoticeKind.WRITING,
    }
)


def notices_of(
    claim: Claim,
    chosen: Match | None,
    matches: Sequence[Match],
    known: Known,
    now: Successor | None = None,
) -> tuple[Notice, ...]:
    """
    Give the notices on a sentence.

    Args:
        claim: The sentence.
        chosen: Where it stands; None where it stands nowhere.
        matches: Every place where it stands, exactly or nearly.
        known: Of the documents.
        now: What stands in the place of words that no longer do.
    """
    told = list(_scrubbed(claim))
    if chosen is None:
        return (*told, *_not_there(claim, known))
    told += _validity(chosen, known, now)
    for rule in _RULES:
        told += rule(claim, chosen, matches, known)
    return tuple(told)


def _scrubbed(claim: Claim) -> Iterator[Notice]:
    text = claim.lead + claim.text
    for span in find_scrubbed(text)[:1]:
        words = f"“{text[span.start : span.end]}”处缺了姓名，是下载网站删改过的文字，不能照引。"
        yield Notice(NoticeKind.SCRUBBED, words, (Evidence(text),))


def _not_there(claim: Claim, known: Known) -> Iterator[Notice]:
    """Say of a document that is named whether the library has it."""
    documents = _telling(claim)
    held = next((each for each in documents if known.bearing(each)), None)
    if held:
        told = _texts_of(held, known)
        yield Notice(NoticeKind.SOURCE, f"库中有《{held.written}》，里面没有这句话。", told)
    elif documents:
        words = f"库中没有《{documents[0].written}》，无法核对。"
        yield Notice(NoticeKind.SOURCE, words)


def _texts_of(document: NamedDocument, known: Known) -> tuple[Evidence, ...]:
    cards = [known.cards[each] for each in sorted(known.bearing(document)) if each in known.cards]
    return tuple(_about(card, "库中的文本") for card in cards)


def _validity(chosen: Match, known: Known, now: Successor | None) -> Iterator[Notice]:
    validity = known.validity.get(chosen.ordinal)
    if validity is None or validity.value not in NOT_STANDING:
        return
    own = known.cards[chosen.ordinal]
    evidence = list(validity.evidence)
    words = f"《{own.title}》{validity.words}。"
    if now is not None:
        text, article = now.match.text, now.match.passage.where.article or "相应处"
        if now.is_wording:
            words += f"现行文本{article}的文字是：“{text}”"
        else:
            words += f"现行文本中没有这句话，最接近的是{article}：“{text}”"
        evidence.append(_about(known.cards[now.match.ordinal], text))
    yield Notice(NoticeKind.VALIDITY, words, tuple(evidence))


def _article(
    claim: Claim, chosen: Match, matches: Sequence[Match], known: Known
) -> Iterator[Notice]:
    """Say where an article that is named has another number."""
    given, there = claim.attribution.article, chosen.passage.where.article
    if not (given and there) or given == there or chosen.ordinal not in known.named_by(claim):
        return
    card = known.cards[chosen.ordinal]
    words = f"文中作{given}，《{card.title}》{_dated(card)}中是{there}。"
    evidence = [_about(card, chosen.passage.text[:80])]
    for each in matches:
        if each.ordinal != chosen.ordinal and each.passage.where.article == given:
            other = known.cards.get(each.ordinal)
            if other and other.work_key == card.work_key:
                words += f"{given}是{_dated(other)}的条号。"
                evidence.append(_about(other, each.passage.text[:80]))
                break
    yield Notice(NoticeKind.ARTICLE, words, tuple(evidence))


def _dated(card: Card) -> str:
    return f"{card.date_value}的文本" if card.date_value else "另一文本"


def _source(
    claim: Claim, chosen: Match, matches: Sequence[Match], known: Known
) -> Iterator[Notice]:
    """Say where a document is named and the words stand in another."""
    documents = _telling(claim)
    named = known.named_by(claim)
    if chosen.ordinal in named:
        yield from _others_named(claim, chosen, matches, known)
        return
    said = _said_there(chosen)
    if not documents or any(each.written in said for each in documents):
        return  # none is named, or it is quoted there from the one that is
    card = known.cards[chosen.ordinal]
    if not named and any(_is_called(card, each) for each in documents):
        return
    written = "、".join(f"《{each.written}》" for each in documents)
    lacks = "里没有这句话" if named else "不在库中，无法核对"
    nearest = next((each for each in matches if each.ordinal in named), None)
    if nearest:
        lacks = f"里的文字是“{nearest.text}”"
    nearly = "" if chosen.distance == 0 else "相近的"
    yield Notice(
        NoticeKind.SOURCE,
        f"所称的{written}{lacks}；{nearly}文字见于《{card.title}》。",
        (_about(card, chosen.text),),
    )


def _said_there(chosen: Match) -> str:
    """Give what the source itself says before the words, and in what announces them."""
    start, end = chosen.span.start, chosen.span.end
    return chosen.passage.text[max(0, start - _QUOTING) : end if chosen.led else start]


def _others_named(
    claim: Claim, chosen: Match, matches: Sequence[Match], known: Known
) -> Iterator[Notice]:
    """Say which of several documents that are said to hold the words does not."""
    holding = {each.ordinal for each in matches if each.distance <= chosen.distance}
    for each in _telling(claim) if claim.attribution.by_each else ():
        ordinals = known.bearing(each)
        if not ordinals & holding:
            lacks = "里没有这句话" if ordinals else "不在库中，无法核对"
            words = f"所称的《{each.written}》{lacks}。"
            yield Notice(NoticeKind.SOURCE, words, _texts_of(each, known))


def _is_called(card: Card, named: NamedDocument) -> bool:
    """Tell whether a document that bears no such name is so called: 《政府工作报告》 of a year."""
    return bool(named.work_key) and (card.work_key or "").endswith(named.work_key)


def _telling(claim: Claim) -> list[NamedDocument]:
    """Give the documents that are named by more than their kind."""
    named = claim.attribution.documents
    return [each for each in named if each.number_key or _is_telling(each.work_key)]


def _is_telling(name: str) -> bool:
    return len(name) >= SHORTEST_NAME or _SHORT_LAW.fullmatch(name) is not None


def _speaker(
    claim: Claim, chosen: Match, matches: Sequence[Match], known: Known
) -> Iterator[Notice]:
    """Say where somebody else said it, or where the source does not tell who did."""
    speaker, card = claim.attribution.speaker, known.cards[chosen.ordinal]
    if speaker is None or card.speaker == speaker:
        return
    if speaker in _said_there(chosen):
        return  # the source quotes the same person
    if card.speaker:
        words = f"文中作{speaker}，《{card.title}》的讲话人是{card.speaker}。"
    elif card.document_class == SPEECH:
        words = f"《{card.title}》没有注明讲话人，不能核对是否为{speaker}所讲。"
    else:
        words = f"文中作{speaker}，这句话见于《{card.title}》，不是{speaker}的讲话。"
    yield Notice(NoticeKind.SPEAKER, words, (_about(card, chosen.text),))


def _completeness(
    claim: Claim, chosen: Match, matches: Sequence[Match], known: Known
) -> Iterator[Notice]:
    card = known.cards[chosen.ordinal]
    if card.completeness != WHOLE:
        words = f"只见于不完整的来源《{card.title}》（{card.completeness}），不作核实。"
        yield Notice(NoticeKind.INCOMPLETE, words, (_about(card, card.completeness),))
    if card.source_grade == SAMPLE_GRADE:
        words = f"只见于示例文件《{card.title}》，不是真实公文，不作核实。"
        yield Notice(NoticeKind.SAMPLE, words, (_about(card, SAMPLE_GRADE),))


def _swapped(
    claim: Claim, chosen: Match, matches: Sequence[Match], known: Known
) -> Iterator[Notice]:
    card = known.cards[chosen.ordinal]
    for each in chosen.swaps:
        words = f"文中作“{each.given}”，《{card.title}》作“{each.source}”。"
        if each.kind is SwapKind.WRITING:
            words = f"写法不同，数值相同：{words}"
        yield Notice(_SWAPS[each.kind], words, (_about(card, chosen.text),))


def _enterprise(
    claim: Claim, chosen: Match, matches: Sequence[Match], known: Known
) -> Iterator[Notice]:
    """Say where the words are another enterprise's than the one that is named."""
    given, own = claim.attribution.enterprise, known.enterprises.get(chosen.ordinal, ())
    card = known.cards[chosen.ordinal]
    if not given or any(given in each for each in (chosen.passage.text, card.title, *card.issuer)):
        return
    if any(given in each or each in given for each in own):
        return
    if own:
        words = f"文中作{given}，《{card.title}》说的是{'、'.join(own)}。"
    else:
        words = f"《{card.title}》的这一段没有提到{given}，不能核对是否为{given}的话。"
    yield Notice(NoticeKind.ENTERPRISE, words, (_about(card, chosen.text),))


def _about(card: Card, words: str) -> Evidence:
    return Evidence(words, card.id, card.title)


_Rule = Callable[[Claim, Match, Sequence[Match], Known], Iterator[Notice]]
_RULES: tuple[_Rule, ...] = (
    _article,
    _source,
    _speaker,
    _completeness,
    _swapped,
    _enterprise,
)
