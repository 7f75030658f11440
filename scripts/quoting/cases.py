"""The sentences of the evaluation: what is right, what is changed, what is wrong otherwise."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from corpus.text.letters import letters
from corpus.vocabulary.enterprises import bundled_enterprises
from quoting.shelf import Sentence, Shelf
from search_api.quotations.verdict import NoticeKind, Verdict

_INVENTED = (
    ("各单位", "基层党组织", "有关部门", "企业负责人", "项目业主", "街道办事处", "行业协会"),
    ("应当在每月十二日前", "可以通过线上问答", "必须结合早班会", "要依托流动书屋", "应借助旧厂房"),
    ("把夜校讲义", "将值班日志", "把合理化建议", "将退休师傅口述史", "把废料台账"),
    ("整理成连环画册", "报送车间议事会", "纳入班组星级测评", "制作成方言广播", "编成快板书"),
    ("并张贴在食堂门口。", "供下一届学徒对照。", "由工会小组抽签复查。", "逾期者补讲一课。"),
)
_FIGURE = re.compile("[0-9]{2,}|[二三四五六七八九]十|[二三四五六七八九](?=[年日月倍人个万])")
_CORE = re.compile("习近平(?=同志为核心|总书记)")


@dataclass(frozen=True, slots=True)
class Case:
    """
    A text to check, and what is to be said of it.

    Attributes:
        text: What is checked.
        verdict: The one wanted; None where only a notice is.
        right: The right wording; empty where there is none.
        kinds: Notices, one of which must be given.
        group: What it is drawn as.
    """

    text: str
    verdict: Verdict | None = None
    right: str = ""
    kinds: frozenset[NoticeKind] = frozenset()
    group: str = ""


def wordings(shelf: Shelf) -> list[Case]:
    """Draw 100 sentences unchanged, 60 with one to three letters changed, and 40 invented."""
    drawn = (each for each in shelf.one_of_each() if shelf.confirms(each.ordinal))
    right = [Case(each.text, Verdict.SAME, each.text, group="same") for each in islice(drawn, 100)]
    changed = (_changed(shelf, each.text) for each in drawn)
    wrong = list(islice((each for each in changed if each), 60))
    return [*right, *wrong, *islice(_spliced(shelf), 20), *islice(_composed(shelf), 20)]


def _changed(shelf: Shelf, text: str) -> Case | None:
    """Change, take out or put in one to three letters, so that it stands nowhere."""
    given = list(text)
    places = [at for at, letter in enumerate(given[:-1]) if letter.isalnum()]
    for at in shelf.random.sample(places, shelf.random.randint(1, 3)):
        way = shelf.random.choice(["changed", "changed", "out", "in"])
        other = shelf.random.choice("改革发展企业管理责任监督保障推进落实规范评价技术服务")
        given[at] = {"changed": other, "out": "", "in": given[at] + other}[way]
    made = "".join(given)
    if letters(made) == letters(text) or shelf.holders(made):
        return None
    return Case(made, Verdict.DIFFERENT, text, group="changed")


def _spliced(shelf: Shelf) -> Iterator[Case]:
    """Join the first half of a sentence to the second of another."""
    drawn = (each for each in shelf.one_of_each() if "，" in each.text)
    for one, other in zip(drawn, drawn, strict=False):
        head, _, _ = one.text.partition("，")
        tail = other.text.rpartition("，")[2]
        made = f"{head}，{tail}"
        enough = min(len(letters(head)), len(letters(tail))) >= 8
        if enough and abs(len(head) - len(tail)) < 12 and not shelf.holders(made):
            yield Case(made, Verdict.NOT_FOUND, group="spliced")


def _composed(shelf: Shelf) -> Iterator[Case]:
    """Compose sentences of phrases that no document has together."""
    while True:
        made = "".join(map(shelf.random.choice, _INVENTED))
        if not shelf.holders(made):
            yield Case(made, Verdict.NOT_FOUND, group="composed")


def wrong_otherwise(shelf: Shelf, each: int = 10) -> list[Case]:
    """Draw sentences that are right in wording and wrong otherwise, *each* of six kinds."""
    kinds: tuple[Callable[[Shelf], Iterator[Case]], ...] = (
        _renumbered,
        _repealed,
        _misattributed,
        _scrubbed,
        _incomplete,
        _swapped,
    )
    return [case for kind in kinds for case in islice(kind(shelf), each)]


def _renumbered(shelf: Shelf) -> Iterator[Case]:
    """Name the article by the number that it had in an older version."""
    for older, newer in _versions(shelf):
        numbers: dict[str, set[str | None]] = {}
        for new in shelf.sentences(newer):
            numbers.setdefault(letters(new.text), set()).add(new.article)
        for old in shelf.sentences(older):
            there = numbers.get(letters(old.text))
            if there and old.article and not there & {None, old.article}:
                title = shelf.cards[older].title
                text = f"《{title}》{old.article}规定：“{old.text}”"
                yield Case(text, right=old.text, kinds=_of("article"), group="renumbered")
                break


def _versions(shelf: Shelf) -> Iterator[tuple[int, int]]:
    by_work: dict[str, list[int]] = {}
    for ordinal in shelf.ordinals:
        card = shelf.cards[ordinal]
        if card.document_class == "regulation" and card.work_key:
            by_work.setdefault(card.work_key, []).append(ordinal)
    several = [group for group in by_work.values() if len(group) == 2]
    shelf.random.shuffle(several)
    for group in several:
        older, newer = sorted(group, key=lambda each: shelf.cards[each].date_value or "")
        if shelf.cards[older].date_value != shelf.cards[newer].date_value:
            yield older, newer


def _repealed(shelf: Shelf) -> Iterator[Case]:
    """Take sentences that stand only in texts that are repealed, amended or not yet in force."""
    fallen = [each for each in shelf.ordinals if not shelf.stands(each) and shelf.confirms(each)]
    for at, each in enumerate(_only_in(shelf, fallen)):
        title = shelf.cards[each.ordinal].title
        text = f"根据《{title}》规定，{each.text}" if at % 2 else each.text
        yield Case(text, right=each.text, kinds=_of("validity"), group="repealed")


def _misattributed(shelf: Shelf) -> Iterator[Case]:
    """Put the words of a speech into the mouth of somebody else."""
    spoken = [each for each in shelf.ordinals if shelf.cards[each].document_class == "speech"]
    named = [each for each in spoken if shelf.cards[each].speaker and shelf.confirms(each)]
    drawn = [each for ordinal in named for each in shelf.sentences(ordinal)[:8]]
    shelf.random.shuffle(drawn)
    for each in drawn:
        name = shelf.random.choice(["周立诚", "赵明远", "陈望川", "吴砚秋"])
        text = f"{name}书记在全省经济工作会议上强调，“{each.text}”"
        yield Case(text, right=each.text, kinds=_of("speaker"), group="speaker")


def _scrubbed(shelf: Shelf) -> Iterator[Case]:
    """Strike the name out as download sites do."""
    for ordinal in shelf.shuffled(shelf.holders("习近平")):
        for each in shelf.sentences(ordinal):
            if _CORE.search(each.text) and shelf.confirms(ordinal):
                made = re.sub("习近平总书记", "总书记总书记", each.text)
                made = re.sub("以习近平同志", "以总书记同志", made)
                if made != each.text:
                    yield Case(made, right=each.text, kinds=_of("scrubbed"), group="scrubbed")
                    break


def _incomplete(shelf: Shelf) -> Iterator[Case]:
    """Take sentences that stand only in documents that are not whole."""
    partial = [each for each in shelf.ordinals if not shelf.confirms(each)]
    kinds = _of("incomplete", "sample")
    for each in _only_in(shelf, partial * 3):
        yield Case(each.text, right=each.text, kinds=kinds, group="incomplete")


def _only_in(shelf: Shelf, among: list[int]) -> Iterator[Sentence]:
    allowed, given = set(among), set[str]()
    shelf.random.shuffle(among)
    for ordinal in among:
        for each in shelf.sentences(ordinal):
            if each.text not in given and shelf.holders(each.text) <= allowed:
                given.add(each.text)
                yield each
                break


def _swapped(shelf: Shelf) -> Iterator[Case]:
    """Put another figure, or another enterprise, in the place of the true one, by turns."""
    figures, enterprises = _figures(shelf), _enterprises(shelf)
    while True:
        for made in (figures, enterprises):
            yield from islice(made, 1)


def _figures(shelf: Shelf) -> Iterator[Case]:
    for each in shelf.one_of_each():
        match = _FIGURE.search(each.text)
        if match is None or not shelf.confirms(each.ordinal):
            continue
        digits = match[0].isascii()
        other = str(int(match[0]) + 7) if digits else match[0].translate(_NEXT)
        made = each.text[: match.start()] + other + each.text[match.end() :]
        if not shelf.holders(made):
            yield Case(made, right=each.text, kinds=_of("figure"), group="figure")


_NEXT = str.maketrans("二三四五六七八九", "三四五六七八九二")


def _enterprises(shelf: Shelf) -> Iterator[Case]:
    names = sorted(name for name in bundled_enterprises().names if len(name) > 3)
    naming = set[int]().union(*map(shelf.holders, names))
    for ordinal in shelf.shuffled(naming):
        for each in shelf.sentences(ordinal):
            name = next((one for one in names if one in each.text), None)
            if name is None or not shelf.confirms(ordinal):
                continue
            made = each.text.replace(name, shelf.random.choice(names))
            if not shelf.holders(made):
                yield Case(made, right=each.text, kinds=_of("enterprise"), group="enterprise")
                break


def _of(*names: str) -> frozenset[NoticeKind]:
    return frozenset(map(NoticeKind, names))


def long_text(shelf: Shelf, length: int) -> str:
    """Draw a text from all over the library, of every third sentence a letter changed."""
    lines: list[str] = []
    drawn: Iterable[Sentence] = shelf.one_of_each()
    for at, each in enumerate(drawn):
        lines.append(each.text if at % 3 else each.text[:5] + "之" + each.text[6:])
        if sum(map(len, lines)) + len(lines) >= length:
            break
    return "\n".join(lines)[:length]
