"""What a query looks for, piece by piece, and how a part of it is cut into pieces."""

import dataclasses
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
from indexer.search.listed import LISTED, values_of
from indexer.search.typed_numbers import numbers_in, whole_number

_BRACKETS = str.maketrans("[(【])】", "〔〔〔〕〕〕")  # folded, as numbers may be typed
_RUN = re.compile(r"\S+")
_YEAR = r"(?:19|20)\d\d"
_YEARS = re.compile(rf"(?P<first>{_YEAR})?年?(?P<to>[-~至到]+)?(?:(?P<last>{_YEAR})年?)?")
_FIRST_YEAR, _LAST_YEAR = "1900", "2099"


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
            `2023-2024`, or one; of dates the first and the last day, as `2023-03-01/2024-12-31`;
            of a field whose values are listed those that are meant, as `speech/study`.
        kind: How it matches.
        field: The field in which it must stand; None for the whole document.
        denied: Whether it must not be found.
        optional: Whether a document may lack it and still match strictly.
        at: Offset in the query's text of the run that it comes from.
    """

    text: str
    kind: PieceKind = PieceKind.WORD
    field: str | None = None
    denied: bool = False
    optional: bool = False
    at: int = dataclasses.field(default=0, compare=False)

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
    """
    A stretch of the query, and what stands before it.

    Attributes:
        text: As typed, without quotation marks.
        at: Offset in the query's text at which it begins.
        quoted: Whether it stands in quotation marks.
        field: The field that is named before it.
        denied: Whether a minus stands before it.
        scope: The field in which its words are looked for, one by one.
    """

    text: str
    at: int = 0
    quoted: bool = False
    field: str | None = None
    denied: bool = False
    scope: str | None = None

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
    if (value := _fixed_value(part)) is not None:
        yield Piece(value, field=part.field, denied=part.denied, at=part.at)
    elif part.field == "number":
        yield _number(part)
    elif not (part.quoted or part.field) and part.denied and (key := whole_number(part.text)):
        yield Piece(key, PieceKind.NUMBER, denied=True, at=part.at)
    elif part.quoted or part.field or part.denied:
        folded = fold(part.text)
        kind = PieceKind.PHRASE if part.quoted else PieceKind.WORD
        if any(letter.isalnum() for letter in folded):
            yield Piece(folded, kind, part.field or part.scope, part.denied, at=part.at)
    else:
        for piece in _plain_pieces(part, analyser):
            yield piece if piece.kind is PieceKind.NUMBER else replace(piece, field=part.scope)


def _fixed_value(part: Part) -> str | None:
    """Give the value of a field that does not hold words; None for one that does."""
    if part.field == "date":
        return "/".join(read_days(part.text, part.at))
    if part.field == "year":
        return _years(part)
    if part.field and part.field in LISTED:
        return "/".join(values_of(part.field, part.text, part.at))
    return None


def _number(part: Part) -> Piece:
    """Give a document number by its key, or what is typed of one by its characters."""
    folded = fold(part.text).translate(_BRACKETS)
    key = document_number_key(folded)
    if key is None and not any(letter.isalnum() for letter in folded):
        raise QuerySyntaxError(
            f"“{part.text}”不像发文字号。请写成 国发〔2024〕1号 这样，或去掉“文号:”再检索。",
            part.at,
        )
    kind = PieceKind.WORD if key is None else PieceKind.NUMBER
    return Piece(key or folded, kind, "number", part.denied, at=part.at)


def _years(part: Part) -> str:
    """Give a year, or the first and the last; where one is left open, as far as years go."""
    match = _YEARS.fullmatch(fold(part.text).strip())
    first, to, last = match.group("first", "to", "last") if match else (None, None, None)
    if not (first or last) or bool(last) > bool(to):
        raise QuerySyntaxError(
            f"“{part.text}”不是年份。请写成 年份:2024、年份:2020-2024，"
            "或 年份:2020- 表示从2020年起。",
            part.at,
        )
    years = (first or _FIRST_YEAR, last or _LAST_YEAR) if to else (first or "",)
    return "-".join(sorted(years))


def _plain_pieces(part: Part, analyser: Analyser) -> Iterator[Piece]:
    """Cut a plain run into document numbers and words."""
    text, at = part.text, 0
    if whole := whole_number(text):
        yield Piece(whole, PieceKind.NUMBER, at=part.at)
        return
    for number in numbers_in(text):
        yield from _words(text[at : number.span.start], part.at + at, analyser)
        yield Piece(number.key, PieceKind.NUMBER, at=part.at + number.span.start)
        at = number.span.end
    yield from _words(text[at:], part.at + at, analyser)


def _words(text: str, start: int, analyser: Analyser) -> Iterator[Piece]:
    """Cut the runs of a text that begins at *start*."""
    for run in _RUN.finditer(text):
        for word in _words_of_run(fold(run[0]), analyser):
            yield Piece(word, at=start + run.start())


def _words_of_run(folded: str, analyser: Analyser) -> Iterator[str]:
    at = 0
    for article in ARTICLE.finditer(folded):
        yield from analyser.pieces(folded[at : article.start()])
        yield article[0]
        at = article.end()
    yield from analyser.pieces(folded[at:])
