"""
The query as typed -> pieces.

    国企改革 党的领导        every piece must stand somewhere in the document
    "坚持党的领导"           these characters, one after the other
    -党建  -"党的建设"       documents without it
    标题:改革  文号:国发〔2024〕1号  年份:2023-2024     only in that field
    国发〔2024〕1号          a document number, in whatever form it is written
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from corpus.errors import QuerySyntaxError
from corpus.recognise.number import document_number_key, find_document_numbers
from corpus.text.fold import fold
from indexer.analysis.terms import Analyser, phrase_stream, stream

MOST_CHARACTERS = 256
MOST_TERMS = 32
MOST_OPERATORS = 8

FIELD_NAMES = {
    **dict.fromkeys(("标题", "標題", "title"), "title"),
    **dict.fromkeys(("文号", "文號", "发文字号", "發文字號", "number"), "number"),
    **dict.fromkeys(("机关", "機關", "发文机关", "發文機關", "issuer"), "issuer"),
    **dict.fromkeys(("讲话人", "講話人", "speaker"), "speaker"),
    **dict.fromkeys(("企业", "企業", "单位", "單位", "enterprise"), "enterprise"),
    **dict.fromkeys(("年份", "year"), "year"),
    **dict.fromkeys(("文种", "文種", "kind"), "kind"),
    **dict.fromkeys(("地区", "地區", "region"), "region"),
    **dict.fromkeys(("行业", "行業", "industry"), "industry"),
    **dict.fromkeys(("主题", "主題", "topic"), "topic"),
    **dict.fromkeys(("层级", "層級", "issuer_level"), "issuer_level"),
    **dict.fromkeys(("企业类型", "企業類型", "enterprise_type"), "enterprise_type"),
}

_NOTHING = "只有标点或控制字符，没有可检索的字词。请输入要查的词语、标题或文号。"
_OPEN, _CLOSE = '"“”＂', '"“”＂'
_PART = re.compile(
    rf"""(?:^|(?<=\s))(?P<minus>[-－])?(?:(?P<field>{"|".join(FIELD_NAMES)})[:：])?\s?
         [{_OPEN}](?P<phrase>[^{_CLOSE}]*)[{_CLOSE}]
      |  (?:^|(?<=\s))(?P<denied>[-－])(?=\S)
      |  (?:^|(?<=[\s\-－]))(?P<named>{"|".join(FIELD_NAMES)})[:：][ \u3000]*(?=\S)
      |  [{_OPEN}](?P<quoted>[^{_CLOSE}]+)[{_CLOSE}]
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BLANK = re.compile(r"\s")
_FIELD_ALONE = re.compile(
    rf"(?:^|(?<=[\s\-－]))(?:{'|'.join(FIELD_NAMES)})[:：]\s*$", re.IGNORECASE
)
_YEARS = re.compile(r"(?P<first>(?:19|20)\d\d)年?(?:(?:-|—|–|~|至|到)+(?P<last>(?:19|20)\d\d)年?)?")


class PieceKind(StrEnum):
    """How a piece matches."""

    WORD = "word"  # characters one after the other, runs of letters and digits as a whole
    PHRASE = "phrase"  # characters one after the other
    NUMBER = "number"  # a document number by its key


@dataclass(frozen=True, slots=True)
class Piece:
    """
    What must be found.

    Attributes:
        text: Folded; the key where the piece is a number; of years the first and the last, as
            `2023-2024`, or one.
        kind: How it matches.
        field: The field in which it must stand; None for the whole document.
        denied: Whether it must not be found.
        optional: Whether a document may lack it and still match strictly.
    """

    text: str
    kind: PieceKind = PieceKind.WORD
    field: str | None = None
    denied: bool = False
    optional: bool = False

    @property
    def stream(self) -> str:
        """The characters that are looked for, with the marks of whole runs."""
        return stream(self.text) if self.kind is PieceKind.WORD else phrase_stream(self.text)

    @property
    def is_plain(self) -> bool:
        """Whether a relaxed hit may lack it."""
        return self.kind is not PieceKind.PHRASE and self.field is None and not self.denied


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """
    A query that is understood.

    Attributes:
        text: As typed, without control characters.
        pieces: What must and must not be found, in order.
        plain: The folded runs outside of quotes and fields, which rank as they stand.
    """

    text: str
    pieces: tuple[Piece, ...]
    plain: tuple[str, ...]


def parse(text: str, analyser: Analyser) -> ParsedQuery:
    """
    Understand a query.

    Raises:
        QuerySyntaxError: It is too long, asks too much, or holds nothing to look for.
    """
    typed, text = text, "".join(c for c in text if c.isprintable() or c.isspace()).strip()
    if typed.strip() and not text:
        raise QuerySyntaxError(_NOTHING)
    if len(text) > MOST_CHARACTERS:
        raise QuerySyntaxError(
            f"检索词太长：{len(text)} 个字符，最多 {MOST_CHARACTERS} 个。请只留下关键的词句。",
            MOST_CHARACTERS,
        )
    if alone := _FIELD_ALONE.search(text):
        raise QuerySyntaxError(
            f"“{alone[0].strip()}”后面缺要查的内容。请写成 标题:改革 这样，或去掉它再检索。",
            alone.start(),
        )
    pieces: list[Piece] = []
    plain: list[str] = []
    for part in _parts(text):
        found = list(_pieces_of(part, analyser))
        pieces += found
        if part.is_plain and any(piece.kind is PieceKind.WORD for piece in found):
            plain.append(fold(part.text))
    parsed = ParsedQuery(text, _with_optional(pieces, analyser), tuple(plain))
    _check(parsed)
    return parsed


@dataclass(frozen=True, slots=True)
class _Part:
    text: str
    quoted: bool = False
    field: str | None = None
    denied: bool = False

    @property
    def is_plain(self) -> bool:
        return not self.quoted and self.field is None and not self.denied


def _parts(text: str) -> Iterator[_Part]:
    """Cut the query at its operators; a lone quotation mark is none."""
    if document_number_key(fold(text)):
        yield _Part(text)
        return
    at = 0
    while operator := _PART.search(text, at):
        yield from _plain_part(text[at : operator.start()])
        part, at = _operand(text, operator)
        yield part
    yield from _plain_part(text[at:])


def _operand(text: str, operator: re.Match[str]) -> tuple[_Part, int]:
    """Give what the operator speaks of, and where the query goes on."""
    phrase = operator["phrase"] if operator["phrase"] is not None else operator["quoted"]
    field = operator["field"] or operator["named"]
    name = FIELD_NAMES[field.lower()] if field else None
    if phrase is not None:
        return _Part(phrase, True, name, bool(operator["minus"])), operator.end()
    denied = bool(operator["denied"])
    start = operator.end()
    if denied and (nested := _PART.match(text, start)) and nested["named"]:
        name, start = FIELD_NAMES[nested["named"].lower()], nested.end()
    blank = _BLANK.search(text, start)
    end = blank.start() if blank else len(text)
    return _Part(text[start:end], False, name, denied), end


def _plain_part(text: str) -> Iterator[_Part]:
    if text.strip():
        yield _Part(text.strip())


def _pieces_of(part: _Part, analyser: Analyser) -> Iterator[Piece]:
    if part.field == "number":
        yield Piece(_number_key(part.text), PieceKind.NUMBER, "number", part.denied)
    elif part.field == "year":
        yield Piece(_years(part.text), field="year", denied=part.denied)
    elif part.quoted or part.field or part.denied:
        folded = fold(part.text)
        kind = PieceKind.PHRASE if part.quoted else PieceKind.WORD
        if any(letter.isalnum() for letter in folded):
            yield Piece(folded, kind, part.field, part.denied)
    else:
        yield from _plain_pieces(part.text, analyser)


def _number_key(text: str) -> str:
    key = document_number_key(fold(text))
    if key is None:
        raise QuerySyntaxError(
            f"“{text}”不像发文字号。请写成 国发〔2024〕1号 这样，或去掉“文号:”再检索。"
        )
    return key


def _years(text: str) -> str:
    match = _YEARS.fullmatch(fold(text).strip())
    if match is None:
        raise QuerySyntaxError(f"“{text}”不是年份。请写成 年份:2024 或 年份:2020-2024。")
    return "-".join(sorted(filter(None, match.groups())))


def _plain_pieces(text: str, analyser: Analyser) -> Iterator[Piece]:
    """Cut a plain run into document numbers and words."""
    whole = document_number_key(fold(text))
    if whole:
        yield Piece(whole, PieceKind.NUMBER)
        return
    at = 0
    for number in find_document_numbers(text):
        if number.span.start < at:
            continue
        yield from _words(text[at : number.span.start], analyser)
        yield Piece(number.key, PieceKind.NUMBER)
        at = number.span.end
    yield from _words(text[at:], analyser)


def _words(text: str, analyser: Analyser) -> Iterator[Piece]:
    for run in text.split():
        for word in analyser.pieces(fold(run)):
            yield Piece(word)


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
            piece = Piece(piece.text, optional=True)
        required += not piece.optional
        marked.append(piece)
    return tuple(unique if all(piece.optional for piece in marked) else marked)


def _check(query: ParsedQuery) -> None:
    if query.text and not query.pieces:
        raise QuerySyntaxError(_NOTHING)
    terms = sum(not piece.optional for piece in query.pieces)
    if terms > MOST_TERMS:
        raise QuerySyntaxError(f"检索词太多：{terms} 个，最多 {MOST_TERMS} 个。请分几次检索。")
    operators = sum(piece.denied or bool(piece.field) for piece in query.pieces)
    if operators > MOST_OPERATORS:
        raise QuerySyntaxError(f"条件太多：{operators} 个，最多 {MOST_OPERATORS} 个。")
