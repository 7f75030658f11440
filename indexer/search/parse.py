"""
The query as typed -> what must be found.

    国企改革 党的领导        every piece must stand somewhere in the document
    "坚持党的领导"           these characters, one after the other
    -党建  -"党的建设"       documents without it
    标题:改革  文号:国发〔2024〕1号  日期:2023-03~2024     only in that field
    国发〔2024〕1号          a document number, in whatever form it is written
    (国企 OR 央企) NOT 试点   see `indexer.search.grammar`
    国企 同句 改革
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from corpus.errors import QuerySyntaxError
from corpus.text.fold import fold
from indexer.analysis.terms import Analyser
from indexer.search.grammar import check_operators, has_operators, read_tree
from indexer.search.hints import hints
from indexer.search.pieces import Part, Piece, PieceKind, pieces_of
from indexer.search.signs import FIELD_NAMES, MINUS_PLACE, QUOTED
from indexer.search.tree import AllOf, Tree, leaves
from indexer.search.typed_numbers import number_end, whole_number
from indexer.search.typed_text import TypedText

MOST_CHARACTERS = 256
MOST_TERMS = 32

_NOTHING = "只有标点或控制字符，没有可检索的字词。请输入要查的词语、标题或文号。"
_PART = re.compile(
    rf"""{MINUS_PLACE}(?P<minus>[-－])?(?:(?P<field>{"|".join(FIELD_NAMES)})[:：])?\s?
         (?P<phrase>{QUOTED})
      |  {MINUS_PLACE}(?P<denied>[-－])(?=\S)
      |  (?:^|(?<=[\s\-－]))(?P<named>{"|".join(FIELD_NAMES)})[:：][ \u3000]*(?=\S)
      |  (?P<quoted>{QUOTED})
    """,
    re.VERBOSE | re.IGNORECASE,
)
_QUOTED = re.compile(QUOTED)
_BLANK = re.compile(r"\s")
_FIELD_ALONE = re.compile(
    rf"(?:^|(?<=[\s\-－]))(?:{'|'.join(FIELD_NAMES)})[:：]\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """
    A query that is understood.

    Attributes:
        text: As typed, without control characters.
        pieces: What must and must not be found, in order.
        plain: The folded runs outside of quotes and fields, which rank as they stand.
        groups: What operators have put together, each of which must hold.
        hints: How it may be meant otherwise, told in Chinese.
    """

    text: str
    pieces: tuple[Piece, ...]
    plain: tuple[str, ...]
    groups: tuple[Tree, ...] = ()
    hints: tuple[str, ...] = ()

    @property
    def leaves(self) -> tuple[Piece, ...]:
        """Every piece, those within groups too; what stands under a NOT is denied."""
        return (*self.pieces, *(each for group in self.groups for each in leaves(group)))


def parse(
    text: str, analyser: Analyser, *, plain: bool = False, scope: str | None = None
) -> ParsedQuery:
    """
    Understand a query.

    Args:
        text: As typed.
        analyser: The one that cut the index.
        plain: Take it for plain words; no sign in it is an operator, save quotation marks.
        scope: The field in which everything is looked for that names none; None for all.

    Raises:
        QuerySyntaxError: It is too long, asks too much, or holds nothing to look for; `position`
            counts in *text*.
    """
    typed = TypedText.of(text)
    if text.strip() and not typed.text:
        raise QuerySyntaxError(_NOTHING)
    try:
        return _understood(typed.text, analyser, plain=plain, scope=scope)
    except QuerySyntaxError as error:
        at = typed.typed_at(error.position)
        raise QuerySyntaxError(error.detail, at) from error


def _understood(text: str, analyser: Analyser, *, plain: bool, scope: str | None) -> ParsedQuery:
    if len(text) > MOST_CHARACTERS:
        raise QuerySyntaxError(
            f"检索词太长：{len(text)} 个字符，最多 {MOST_CHARACTERS} 个。请只留下关键的词句。",
            MOST_CHARACTERS,
        )
    if not plain and has_operators(text):
        parsed = _with_tree(text, analyser, scope)
    else:
        parts = (part.within(scope) for part in _parts(text, plain=plain))
        parsed = _without_tree(text, parts, analyser)
    _check(parsed)
    return parsed if plain else replace(parsed, hints=tuple(hints(text)))


def _with_tree(text: str, analyser: Analyser, scope: str | None) -> ParsedQuery:
    tree = read_tree(text, analyser, scope)
    nodes = tree.nodes if isinstance(tree, AllOf) else (tree,)
    pieces = [each for each in nodes if isinstance(each, Piece)]
    groups = tuple(each for each in nodes if not isinstance(each, Piece))
    words = [
        p.text
        for p in (*pieces, *(leaf for group in groups for leaf in leaves(group)))
        if p.is_plain and p.kind is PieceKind.WORD
    ]
    return ParsedQuery(text, _with_optional(pieces, analyser), tuple(dict.fromkeys(words)), groups)


def _without_tree(text: str, parts: Iterable[Part], analyser: Analyser) -> ParsedQuery:
    pieces: list[Piece] = []
    plain: list[str] = []
    for part in parts:
        found = list(pieces_of(part, analyser))
        pieces += found
        if part.is_plain and any(piece.kind is PieceKind.WORD for piece in found):
            plain.append(fold(part.text))
    return ParsedQuery(text, _with_optional(pieces, analyser), tuple(plain))


def _parts(text: str, *, plain: bool) -> Iterator[Part]:
    """Cut the query at its operators; a lone quotation mark is none."""
    if whole_number(text):
        yield Part(text)
        return
    if plain:
        yield from _plain_parts(text)
        return
    if alone := _FIELD_ALONE.search(text):
        raise QuerySyntaxError(
            f"“{alone[0].strip()}”后面缺要查的内容。请写成 标题:改革 这样，或去掉它再检索。",
            alone.start(),
        )
    at = 0
    while operator := _PART.search(text, at):
        yield from _plain_part(text, at, operator.start())
        part, at = _operand(text, operator)
        yield part
    yield from _plain_part(text, at, len(text))


def _operand(text: str, operator: re.Match[str]) -> tuple[Part, int]:
    """Give what the operator speaks of, and where the query goes on."""
    phrase = operator["phrase"] or operator["quoted"]
    field = operator["field"] or operator["named"]
    name = FIELD_NAMES[field.lower()] if field else None
    if phrase:
        at = operator.end() - len(phrase) + 1
        return Part(phrase[1:-1], at, True, name, bool(operator["minus"])), operator.end()
    denied = bool(operator["denied"])
    start = operator.end()
    if denied and (nested := _PART.match(text, start)) and nested["named"]:
        name, start = FIELD_NAMES[nested["named"].lower()], nested.end()
    end = number_end(text, start) or _run_end(text, start)
    return Part(text[start:end], start, False, name, denied), end


def _run_end(text: str, start: int) -> int:
    blank = _BLANK.search(text, start)
    return blank.start() if blank else len(text)


def _plain_parts(text: str) -> Iterator[Part]:
    """Cut the query at its quotations only."""
    at = 0
    for quotation in _QUOTED.finditer(text):
        yield from _plain_part(text, at, quotation.start())
        yield Part(quotation[0][1:-1], quotation.start() + 1, quoted=True)
        at = quotation.end()
    yield from _plain_part(text, at, len(text))


def _plain_part(text: str, start: int, end: int) -> Iterator[Part]:
    if text[start:end].strip():
        yield Part(text[start:end], start)


def _with_optional(pieces: list[Piece], analyser: Analyser) -> tuple[Piece, ...]:
    """
    Make function words optional, unless there is nothing else to look for.

    So are the words of a long question beyond the limit: they rank, but no document has to have
    them.
    """
    function_words = analyser.lexicon.function_words
    unique = list(dict.fromkeys(pieces))
    marked: list[Piece] = []
    required = 0
    for piece in unique:
        is_word = piece.is_plain and piece.kind is PieceKind.WORD
        if is_word and (piece.text in function_words or required >= MOST_TERMS):
            piece = replace(piece, optional=True)
        required += not piece.optional
        marked.append(piece)
    return tuple(unique if all(piece.optional for piece in marked) else marked)


def _check(query: ParsedQuery) -> None:
    if query.text and not query.leaves:
        raise QuerySyntaxError(_NOTHING)
    terms = sorted(piece.at for piece in query.leaves if not piece.optional)
    if len(terms) > MOST_TERMS:
        raise QuerySyntaxError(
            f"检索词太多：{len(terms)} 个，最多 {MOST_TERMS} 个。请分几次检索。", terms[MOST_TERMS]
        )
    check_operators(sorted(piece.at for piece in query.pieces if piece.denied or piece.field))
