"""
Queries with operators -> a tree.

    国企 OR 央企             one of the two; AND stands between words anyway and may be left out
    改革 NOT 试点            as 改革 -试点
    标题:(国企 OR 央企)      in one field
    (国企 OR 央企) 改革      brackets group, of either width; OR binds less than AND
    国企 同句 改革           both in one sentence, as `国企 /s 改革`;  同段 or /p: in one paragraph

Operators are written in capitals and stand alone, so a sentence of plain words holds none; without
one a bracket is a sign like any other, as in 《…（试行）》.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.errors import QuerySyntaxError
from corpus.recognise.number import find_document_numbers
from indexer.analysis.terms import Analyser
from indexer.search.pieces import Part, Piece, PieceKind, pieces_of
from indexer.search.signs import FIELD_NAMES, MINUS_PLACE, QUOTED
from indexer.search.tree import AllOf, AnyOf, Denied, Scope, Together, Tree

MOST_OPERATORS = 8
DEEPEST = 4  # brackets within brackets

_QUOTES = '"“”＂'
_NAMES = "|".join(FIELD_NAMES)
_ALONE = rf"(?=$|[\s()（）{_QUOTES}])"
_WORDS = {
    "OR": "OR",
    "AND": "AND",
    "NOT": "NOT",
    **dict.fromkeys(("同句", "/s"), Scope.SENTENCE),
    **dict.fromkeys(("同段", "/p"), Scope.PARAGRAPH),
}
OPERATORS = frozenset(_WORDS)
_OPERATOR = "|".join(map(re.escape, _WORDS))
_QUOTED = re.compile(QUOTED)
_HAS_OPERATOR = re.compile(
    rf"(?:^|(?<=[\s()（）{_QUOTES}]))(?:(?:{_OPERATOR}){_ALONE})|(?:^|(?<=\s))[-－][(（]"
)
_TOKEN = re.compile(
    rf"""(?P<open>[(（])
      |  (?P<close>[)）])
      |  (?P<operator>{_OPERATOR}){_ALONE}
      |  (?:(?<=[(（])|{MINUS_PLACE})(?P<minus>[-－])(?=\S)
      |  (?P<field>{_NAMES})[:：]\s*(?=[^\s)）])
      |  (?P<phrase>{QUOTED})
      |  (?P<word>(?:《[^》]*》|[^\s()（）])+?)(?=$|[\s()（）]|{QUOTED})
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BLANKS = re.compile(r"\s*")


def check_operators(places: Sequence[int]) -> None:
    """
    Let pass no more conditions than are answered.

    Args:
        places: Where each stands, ascending.

    Raises:
        QuerySyntaxError: There are too many; it points at the first of those.
    """
    if len(places) > MOST_OPERATORS:
        raise QuerySyntaxError(
            f"条件太多：{len(places)} 个，最多 {MOST_OPERATORS} 个。请分几次检索。",
            places[MOST_OPERATORS],
        )


def has_operators(text: str) -> bool:
    """Tell whether a query is more than words, quotations, fields and minus signs."""
    bare = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)
    found = _HAS_OPERATOR.search(bare)
    return found is not None and text.strip() != found[0]


def read_tree(text: str, analyser: Analyser, scope: str | None = None) -> Tree:
    """
    Read a query with operators.

    Args:
        text: As typed.
        analyser: The one that cut the index.
        scope: The field in which everything is looked for that names none; None for all.

    Raises:
        QuerySyntaxError: A bracket or an operator lacks its other side, or there are too many;
            `position` is where.
    """
    return _Reader(text, analyser, scope).read()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int


def _tokens(text: str) -> Iterator[_Token]:
    numbers = {number.span.start: number.span.end for number in find_document_numbers(text)}
    at = 0
    while (at := _end_of_blanks(text, at)) < len(text):
        if at in numbers:  # whose brackets are its own
            yield _Token("word", text[at : numbers[at]], at)
            at = numbers[at]
            continue
        found = _TOKEN.match(text, at)
        if found is None:  # a lone quotation mark
            at += 1
            continue
        kind = str(found.lastgroup)
        typed = found[kind]
        if kind == "operator" and typed not in _WORDS:  # `or` in small letters is a word
            kind = "word"
        if kind != "word" or any(letter.isalnum() for letter in typed):
            yield _Token(kind, typed[1:-1] if kind == "phrase" else typed, at)
        at = found.end()


def _end_of_blanks(text: str, at: int) -> int:
    blanks = _BLANKS.match(text, at)
    return blanks.end() if blanks else at


class _Reader:
    """Reads from left to right, one method for each level of binding."""

    def __init__(self, text: str, analyser: Analyser, scope: str | None) -> None:
        self._analyser = analyser
        self._end = len(text)
        self._tokens = list(_tokens(text))
        self._next = 0
        self._depth = 0
        self._scope = scope
        self._field: str | None = None
        kinds = ("operator", "minus", "field")
        check_operators([token.at for token in self._tokens if token.kind in kinds])

    def read(self) -> Tree:
        tree = self._any_of()
        if token := self._token:
            raise QuerySyntaxError("这里多了一个右括号。请去掉它，或补上左括号。", token.at)
        return tree

    @property
    def _token(self) -> _Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    @property
    def _at(self) -> int:
        return self._token.at if self._token else self._end

    def _is_operator(self, *names: str) -> bool:
        token = self._token
        return token is not None and token.kind == "operator" and _WORDS[token.text] in names

    def _any_of(self) -> Tree:
        start = self._at
        nodes = [self._all_of()]
        while self._is_operator("OR"):
            self._next += 1
            nodes.append(self._all_of())
        if len(nodes) == 1:
            return nodes[0]
        for each in nodes:
            _refuse_together(each, start)
        return AnyOf(tuple(nodes))

    def _all_of(self) -> Tree:
        nodes = _inside(self._together())
        while (token := self._token) and token.kind != "close" and not self._is_operator("OR"):
            if self._is_operator("AND"):
                self._next += 1
            nodes += _inside(self._together())
        return nodes[0] if len(nodes) == 1 else AllOf(tuple(nodes))

    def _together(self) -> Tree:
        start = self._at
        nodes, scopes = [self._operand()], set[Scope]()
        while self._is_operator(*Scope) and (token := self._token):
            scopes.add(Scope(_WORDS[token.text]))
            self._next += 1
            nodes.append(self._operand())
        if len(scopes) > 1:
            raise QuerySyntaxError("同句和同段不能连着用。请分两次检索。", start)
        if not scopes:
            return nodes[0]
        scope = scopes.pop()
        if not all(map(_is_words, nodes)):
            words_only = f"“{scope}”两边只能是词或带引号的短语。"
            in_all = f"“{scope}”只能查全文。请把范围改为全文。"
            raise QuerySyntaxError(in_all if self._scope else words_only, start)
        return Together(scope, tuple(nodes))

    def _operand(self) -> Tree:
        token = self._take()
        match token.kind:
            case "open":
                return self._bracket(token)
            case "minus":
                return self._denied()
            case "operator" if _WORDS[token.text] == "NOT":
                return self._denied()
            case "field":
                return self._in_field(token)
            case "word" | "phrase":
                return self._leaf(self._part(token), token)
        raise QuerySyntaxError(f"“{token.text}”前面缺要查的内容。请补上，或去掉它。", token.at)

    def _in_field(self, name: _Token) -> Tree:
        """Read what stands behind a field: a word, a phrase, or several in brackets."""
        value = self._token
        if self._field or value is None or value.kind not in ("word", "phrase", "open"):
            raise QuerySyntaxError(f"“{name.text}”后面缺要查的内容。", name.at)
        self._field = FIELD_NAMES[name.text.lower()]
        tree = self._operand()
        self._field = None
        return tree

    def _bracket(self, opened: _Token) -> Tree:
        self._depth += 1
        if self._depth > DEEPEST:
            raise QuerySyntaxError(f"括号套得太深，最多 {DEEPEST} 层。", opened.at)
        tree = self._any_of()
        if self._token is None:
            raise QuerySyntaxError("这个左括号没有右括号。请补上右括号。", opened.at)
        self._next += 1
        self._depth -= 1
        return tree

    def _denied(self) -> Tree:
        start, token = self._at, self._token
        if token and token.kind in ("word", "phrase"):  # denied as it stands, not word by word
            self._next += 1
            return self._leaf(replace(self._part(token), denied=True), token)
        node = self._operand()
        _refuse_together(node, start)
        if isinstance(node, Piece):
            return replace(node, denied=not node.denied)
        return node.node if isinstance(node, Denied) else Denied(node)

    def _part(self, token: _Token) -> Part:
        is_phrase = token.kind == "phrase"
        return Part(token.text, token.at + is_phrase, is_phrase, self._field)

    def _take(self) -> _Token:
        token = self._token
        if token is None:
            raise QuerySyntaxError("最后缺要查的内容。请补上，或去掉最后的运算符。", self._end)
        self._next += 1
        return token

    def _leaf(self, part: Part, token: _Token) -> Tree:
        found = list(pieces_of(part.within(self._scope), self._analyser))
        rest = [each for each in found if each.text not in self._analyser.lexicon.function_words]
        pieces = rest or found
        if not pieces:
            raise QuerySyntaxError(f"“{token.text}”里没有可检索的字词。", token.at)
        return pieces[0] if len(pieces) == 1 else AllOf(tuple(pieces))


def _inside(tree: Tree) -> list[Tree]:
    """Give what stands side by side, without brackets around it."""
    return list(tree.nodes) if isinstance(tree, AllOf) else [tree]


def _refuse_together(tree: Tree, at: int) -> None:
    """Refuse proximity where it would depend on something else."""
    match tree:
        case Together(scope=scope):
            raise QuerySyntaxError(f"“{scope}”不能放在 OR 或 NOT 里面。请分几次检索。", at)
        case AllOf(nodes=nodes):
            for each in nodes:
                _refuse_together(each, at)


def _is_words(tree: Tree) -> bool:
    match tree:
        case AllOf(nodes=nodes) | AnyOf(nodes=nodes):
            return all(map(_is_words, nodes))
        case Piece():
            return tree.field is None and not tree.denied and tree.kind is not PieceKind.NUMBER
    return False
