"""Why a hit matched: which pieces of the query stand in what is shown of it, and how."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from corpus.recognise.number import find_document_numbers
from corpus.text.fold import fold
from indexer.analysis.terms import stream
from indexer.engine.query import Group
from indexer.search.expand import searched
from indexer.search.found import FoundDocument, SearchResult
from indexer.search.highlight import Needle, highlight
from indexer.search.parse import ParsedQuery
from indexer.search.pieces import Piece, PieceKind
from indexer.search.tree import AllOf, AnyOf, Denied, Together, Tree
from search_api.snippets import Span

__all__ = ["FoundDocument", "Reason", "Way", "explain", "tell_why"]

_HAN = "\u3400"  # from here on a character that folds to another is a traditional one
_MOST_TOLD = 5
_MOST_STREAMS = 4096  # kept at hand
_SHOWN_FIELDS = (None, "title", "number")

Window = Callable[[str, Sequence[Span]], Span]


class Way(StrEnum):
    """How a piece stands in a hit."""

    EXACT = "exact"  # 原文
    TRADITIONAL = "traditional"  # 繁体写法
    FULL_WIDTH = "full_width"  # 全角写法
    ALIAS = "alias"  # 同义: another word in its place
    NUMBER = "number"  # 文号: by its key
    ELSEWHERE = "elsewhere"  # in the document, not in what is shown
    LACKING = "lacking"  # not in the document; of a passage: not in it
    UNSEEN = "unseen"  # not in what is shown; the document lacks it, or another one of these


class Where(StrEnum):
    """In what of a hit a piece stands."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Reason:
    """
    A piece of the query in one hit.

    Attributes:
        piece: As it is looked for; a document number as it was typed.
        way: How it stands there.
        where: In what of the hit; empty where nothing that is shown holds it.
        written: The words that stand for it, where they are other words or another script.
    """

    piece: str
    way: Way
    where: tuple[Where, ...] = ()
    written: str = ""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """
    Verbatim words that are shown of a hit.

    Attributes:
        where: In what of it.
        words: The words.
        marked: Their stream.
    """

    where: Where
    words: str
    marked: str


def explain(
    result: SearchResult,
    found: FoundDocument,
    *,
    group: Group = Group.DOCUMENT,
    window: Window | None = None,
) -> tuple[Reason, ...]:
    """
    Explain a hit by the answer alone.

    Args:
        result: The answer.
        found: One of its hits.
        group: What the answer lists.
        window: Chooses what is shown of a passage, given its text and highlights; all of it when
            not given.
    """
    shown = _stretches(found, window)
    whole = _stretches(found, None) if window else []
    expansions = searched(result.expansions, result.without)
    reasons: list[Reason] = []
    missing: list[Piece] = []
    for piece, is_required in _sought(result.query):
        name = _name(piece, result.query)
        reason = _stands(piece, name, found, shown, expansions, result.query.text)
        if reason is not None:
            reasons.append(reason)
        elif _stands(piece, name, found, whole, expansions, result.query.text):
            reasons.append(Reason(name, Way.ELSEWHERE))
        elif is_required and group is Group.PASSAGE and piece.is_plain:
            reasons.append(Reason(name, Way.LACKING))
        elif is_required and found.relaxed and piece.is_plain:
            missing.append(piece)
        elif is_required:
            reasons.append(Reason(name, Way.ELSEWHERE))
    is_sure = len(missing) == 1 or not found.more  # every passage with a piece is shown
    return (
        *reasons,
        *(Reason(_name(each, result.query), _missing(each, is_sure=is_sure)) for each in missing),
    )


def _missing(piece: Piece, *, is_sure: bool) -> Way:
    """Say how a piece is missing; the passages that cite a number are not known, so not counted."""
    return Way.LACKING if is_sure and piece.kind is not PieceKind.NUMBER else Way.UNSEEN


def tell_why(reasons: Sequence[Reason]) -> str:
    """Say in Chinese what the highlights do not: other words, another script, what is not shown."""
    written = [f"“{each.piece}”{_told_as(each)}" for each in reasons if each.written]
    told = ["，".join(written)] if written else []
    for way, before, after in (
        (Way.ELSEWHERE, "", "在文中别处"),
        (Way.LACKING, "缺", ""),
        (Way.UNSEEN, "缺", "中的一项或几项"),
    ):
        pieces = [f"“{each.piece}”" for each in reasons if each.way is way]
        if way is Way.UNSEEN and len(pieces) == 1:
            told.append(f"所示段落里没有{pieces[0]}")
        elif pieces:
            rest = "等" if len(pieces) > _MOST_TOLD else ""
            told.append(f"{before}{'、'.join(pieces[:_MOST_TOLD])}{rest}{after}")
    return "；".join(told)


def _told_as(reason: Reason) -> str:
    how = {Way.TRADITIONAL: "按繁体写法作", Way.FULL_WIDTH: "按全角写法作"}
    return f"{how.get(reason.way, '写作')}“{reason.written}”"


def _sought(query: ParsedQuery) -> Iterator[tuple[Piece, bool]]:
    """Give what a reader looks for, and whether every strict hit must have it."""
    found: dict[Piece, bool] = {}
    for tree in (*query.pieces, *query.groups):
        for piece, is_required in _leaves(tree, is_required=True):
            found[piece] = found.get(piece, False) or is_required
    yield from found.items()


def _leaves(tree: Tree, *, is_required: bool) -> Iterator[tuple[Piece, bool]]:
    match tree:
        case Piece():
            if not tree.denied and not tree.optional and tree.field in _SHOWN_FIELDS:
                yield tree, is_required
        case Denied():
            return
        case AnyOf(nodes=nodes):
            for each in nodes:
                yield from _leaves(each, is_required=False)
        case AllOf(nodes=nodes) | Together(nodes=nodes):
            for each in nodes:
                yield from _leaves(each, is_required=is_required)


def _stretches(found: FoundDocument, window: Window | None) -> list[_Stretch]:
    """Give the highlighted words, and the headings, of what is shown; the same words once."""
    shown = dict.fromkeys(_shown(found, window))
    return [_Stretch(where, words, _stream_of(words)) for where, words in shown]


@lru_cache(_MOST_STREAMS)
def _stream_of(words: str) -> str:
    """Give the stream of words as they are written; the same ones are highlighted all over."""
    return stream(fold(words))


def _shown(found: FoundDocument, window: Window | None) -> Iterator[tuple[Where, str]]:
    title = found.card.title
    for span in found.title_spans:
        yield Where.TITLE, title[span.start : span.end]
    for passage in found.passages:
        shown = window(passage.text, passage.spans) if window else Span(0, len(passage.text))
        for span in passage.spans:
            if shown.start <= span.start and span.end <= shown.end:
                yield Where.TEXT, passage.text[span.start : span.end]
        if passage.where.heading:
            yield Where.HEADING, passage.where.heading


def _stands(
    piece: Piece,
    name: str,
    found: FoundDocument,
    stretches: Sequence[_Stretch],
    expansions: Mapping[str, tuple[str, ...]],
    typed: str,
) -> Reason | None:
    """Say how a piece stands in some stretches; None where it does not."""
    if piece.kind is PieceKind.NUMBER:
        return _number_stands(piece, name, found, stretches)
    if piece.field == "number":
        return Reason(name, Way.NUMBER, (Where.NUMBER,))
    holding = [each for each in stretches if piece.stream in each.marked]
    if holding:
        way, written = _best_script(holding, piece, typed)
        return Reason(name, way, _places(holding), written)
    for alias in expansions.get(piece.text, ()):
        holding = [each for each in stretches if _stream_of(alias) in each.marked]
        if holding:
            return Reason(name, Way.ALIAS, _places(holding), alias)
    return None


def _number_stands(
    piece: Piece, name: str, found: FoundDocument, stretches: Sequence[_Stretch]
) -> Reason | None:
    where = [Where.NUMBER] if found.card.number_key == piece.text else []
    where += [
        each.where
        for each in stretches
        if any(number.key == piece.text for number in find_document_numbers(each.words))
    ]
    return Reason(name, Way.NUMBER, tuple(dict.fromkeys(where))) if where else None


def _places(stretches: Sequence[_Stretch]) -> tuple[Where, ...]:
    return tuple(dict.fromkeys(each.where for each in stretches))


def _best_script(stretches: Sequence[_Stretch], piece: Piece, typed: str) -> tuple[Way, str]:
    """Say in which script a piece is written, in the typed one if it is anywhere."""
    found = Way.EXACT, ""
    for stretch in stretches:
        found = _script(stretch.words, piece, typed)
        if found[0] is Way.EXACT:
            break
    return found


def _script(words: str, piece: Piece, typed: str) -> tuple[Way, str]:
    if piece.text in words.lower():
        return Way.EXACT, ""
    needle = Needle(piece.text, piece.kind is PieceKind.WORD)
    for span in highlight(words, [needle]):
        written = words[span.start : span.end]
        odd = [each for each in written if each not in typed and fold(each) != each.lower()]
        if any(each >= _HAN and not _is_wide(each) for each in odd):
            return Way.TRADITIONAL, written
        if any(map(_is_wide, odd)):
            return Way.FULL_WIDTH, written
    return Way.EXACT, ""


def _is_wide(letter: str) -> bool:
    return letter.isalnum() and unicodedata.normalize("NFKC", letter) != letter


def _name(piece: Piece, query: ParsedQuery) -> str:
    """Give a piece as people read it."""
    if piece.kind is not PieceKind.NUMBER:
        return piece.text
    typed = (each for each in find_document_numbers(query.text) if each.key == piece.text)
    return next((query.text[each.span.start : each.span.end] for each in typed), query.text.strip())
