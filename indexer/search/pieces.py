"""What a query looks for, piece by piece, and how a part of it is cut into pieces."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus.errors import QuerySyntaxError
from corpus.recognise.number import document_number_key
from corpus.text.fold import fold
from indexer.analysis.terms import Analyser, phrase_stream, stream
from indexer.search.articles import ARTICLE
from indexer.search.days import read_days
from indexer.search.typed_numbers import numbers_in, whole_number

FIELD_NAMES = {
    **dict.fromkeys(("标题", "標題", "title"), "title"),
    **dict.fromkeys(("文号", "文號", "发文字号", "發文字號", "number"), "number"),
    **dict.fromkeys(("机关", "機關", "发文机关", "發文機關", "issuer"), "issuer"),
    **dict.fromkeys(("讲话人", "講話人", "speaker"), "speaker"),
    **dict.fromkeys(("企业", "企業", "单位", "單位", "enterprise"), "enterprise"),
    **dict.fromkeys(("年份", "year"), "year"),
    **dict.fromkeys(("日期", "date"), "date"),
    **dict.fromkeys(("文种", "文種", "kind"), "kind"),
    **dict.fromkeys(("地区", "地區", "region"), "region"),
    **dict.fromkeys(("行业", "行業", "industry"), "industry"),
    **dict.fromkeys(("主题", "主題", "topic"), "topic"),
    **dict.fromkeys(("层级", "層級", "issuer_level"), "issuer_level"),
    **dict.fromkeys(("企业类型", "企業類型", "enterprise_type"), "enterprise_type"),
}

# A quotation, with its marks: those of one kind may hold those of another; a pair may be mixed.
QUOTED = '["＂][^"＂]*["＂]|“[^”]*”|["“”＂][^"“”＂]*["“”＂]'

_BRACKETS = str.maketrans("[(【])】", "〔〔〔〕〕〕")  # folded, as numbers may be typed
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
            `2023-2024`, or one; of dates the first and the last day, as `2023-03-01/2024-12-31`.
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
class Part:
    """A stretch of the query, and what stands before it."""

    text: str
    quoted: bool = False
    field: str | None = None
    denied: bool = False
    scope: str | None = None  # the field in which its words are looked for, one by one

    def within(self, scope: str | None) -> "Part":
        """Give it as it is meant where everything is looked for in one field."""
        if scope is None or self.field:
            return self
        return replace(self, field=scope) if scope == "number" else replace(self, scope=scope)

    @property
    def is_plain(self) -> bool:
        """Whether it is words, and nothing more."""
        return not self.quoted and self.field is None and not self.denied


def pieces_of(part: Part, analyser: Analyser) -> Iterator[Piece]:
    """
    Cut a part into pieces; none where it holds nothing but signs.

    Raises:
        QuerySyntaxError: What stands behind a field is not what the field holds.
    """
    if part.field == "number":
        yield _number(part)
    elif part.field == "date":
        yield Piece("/".join(read_days(part.text)), field="date", denied=part.denied)
    elif part.field == "year":
        yield Piece(_years(part.text), field="year", denied=part.denied)
    elif not (part.quoted or part.field) and part.denied and (key := whole_number(part.text)):
        yield Piece(key, PieceKind.NUMBER, denied=True)
    elif part.quoted or part.field or part.denied:
        folded = fold(part.text)
        kind = PieceKind.PHRASE if part.quoted else PieceKind.WORD
        if any(letter.isalnum() for letter in folded):
            yield Piece(folded, kind, part.field or part.scope, part.denied)
    else:
        for piece in _plain_pieces(part.text, analyser):
            yield piece if piece.kind is PieceKind.NUMBER else replace(piece, field=part.scope)


def _number(part: Part) -> Piece:
    """Give a document number by its key, or what is typed of one by its characters."""
    folded = fold(part.text).translate(_BRACKETS)
    key = document_number_key(folded)
    if key is None and not any(letter.isalnum() for letter in folded):
        raise QuerySyntaxError(
            f"“{part.text}”不像发文字号。请写成 国发〔2024〕1号 这样，或去掉“文号:”再检索。"
        )
    kind = PieceKind.WORD if key is None else PieceKind.NUMBER
    return Piece(key or folded, kind, "number", part.denied)


def _years(text: str) -> str:
    match = _YEARS.fullmatch(fold(text).strip())
    if match is None:
        raise QuerySyntaxError(f"“{text}”不是年份。请写成 年份:2024 或 年份:2020-2024。")
    return "-".join(sorted(filter(None, match.groups())))


def _plain_pieces(text: str, analyser: Analyser) -> Iterator[Piece]:
    """Cut a plain run into document numbers and words."""
    whole = whole_number(text)
    if whole:
        yield Piece(whole, PieceKind.NUMBER)
        return
    at = 0
    for number in numbers_in(text):
        yield from _words(text[at : number.span.start], analyser)
        yield Piece(number.key, PieceKind.NUMBER)
        at = number.span.end
    yield from _words(text[at:], analyser)


def _words(text: str, analyser: Analyser) -> Iterator[Piece]:
    for run in text.split():
        folded, at = fold(run), 0
        for article in ARTICLE.finditer(folded):
            yield from map(Piece, analyser.pieces(folded[at : article.start()]))
            yield Piece(article[0])
            at = article.end()
        yield from map(Piece, analyser.pieces(folded[at:]))
